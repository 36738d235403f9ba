/* Marks of points in, drawables out: what lies close together on the screen stands as one. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { symbols, words } = dateline;
  const NEAR = 40; // pixels between two symbols below which they merge
  const MANY = 400; // event symbols above which dots are drawn instead

  /* Groups of marks, each led by the one that counts most; it alone says where the group stands.
     Depends on the marks and the zoom only, so panning changes nothing. */
  function merge(marks, scene) {
    const ranked = [...marks].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
    const cells = new Map();
    const groups = [];
    for (const mark of ranked) {
      const point = scene.project(mark.at);
      const [x, y] = [Math.floor(point.x / NEAR), Math.floor(point.y / NEAR)];
      const near = neighbours(cells, x, y).find((group) => group.point.distanceTo(point) < NEAR);
      if (near) near.marks.push(mark);
      else {
        const group = { point, marks: [mark] };
        groups.push(group);
        const key = `${x} ${y}`;
        cells.set(key, [...(cells.get(key) || []), group]);
      }
    }
    return groups;
  }

  function neighbours(cells, x, y) {
    const found = [];
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) found.push(...(cells.get(`${x + i} ${y + j}`) || []));
    }
    return found;
  }

  function eventSymbol(marks, scene) {
    const [count, state] = [words.sum(marks, "count"), words.state(marks)];
    const how = words.origin(marks);
    const small = marks.every((mark) => mark.level === "facility");
    const shares = scene.shares(marks);
    if (count === 1) {
      const radius = small ? 10.5 : 13;
      return { html: symbols.token(shares[0][0], radius, state, how), anchor: radius + 4, radius };
    }
    const radius = 15 + 2.2 * Math.min(Math.log10(Math.max(count, 1)), 3.5) - (small ? 2.5 : 0);
    return { html: symbols.badge(shares, count, radius, state, how), anchor: radius + 4, radius };
  }

  function symbol(marks, scene) {
    const count = words.sum(marks, "count");
    switch (marks[0].kind) {
      case "event_site": return eventSymbol(marks, scene);
      case "actor_seat": return { html: symbols.seat(count), anchor: 47, left: 6, radius: 40 };
      case "area_held": return { html: symbols.held(), anchor: 12, radius: 10 };
      default: return { html: symbols.mentioned(count), anchor: 9, left: 9, radius: 8 };
    }
  }

  const PANES = { event_site: "dl-events", actor_seat: "dl-seats", area_held: "dl-small",
    mentioned: "dl-small" };

  function marker(marks, chosen, scene) {
    const drawn = symbol(marks, scene);
    const size = ["width", "height"].map((side) => Number(drawn.html.getAttribute(side)));
    const left = drawn.left === undefined ? size[0] / 2 : drawn.left;
    if (chosen) drawn.html.prepend(halo(drawn));
    return L.marker(marks[0].at, {
      pane: PANES[marks[0].kind], keyboard: false, handle: true, riseOnHover: true,
      zIndexOffset: chosen ? 20000 : 0,
      icon: L.divIcon({ html: drawn.html, iconSize: size, iconAnchor: [left, drawn.anchor],
        className: `dl-mark dl-point dl-${marks[0].kind} ${chosen ? "dl-selected" : ""}` }),
    });
  }

  function halo(drawn) {
    if (drawn.radius === 40) {
      return symbols.svg("path", { class: "dl-halo", d: "M-3,3V-46H27L22,-35.5L27,-25H3V3Z" });
    }
    return symbols.svg("circle", { class: "dl-halo", r: drawn.radius + 4.5 });
  }

  function dot(marks, chosen, scene) {
    const [[family]] = scene.shares(marks);
    const hollow = words.state(marks) === "hollow";
    return L.circleMarker(marks[0].at, {
      renderer: scene.dots, bubblingMouseEvents: false, radius: chosen ? 8 : 5,
      weight: hollow ? 2 : 1, color: hollow ? family.fill : chosen ? "#ff00aa" : "#20262d",
      fillColor: hollow ? "#ffffff" : family.fill, fillOpacity: hollow ? 0.6 : 0.9,
    });
  }

  function drawable(group, many, scene) {
    const marks = group.marks;
    const chosen = marks.some((mark) => scene.selected.has(mark.id));
    const lead = marks[0];
    return {
      key: `point ${lead.kind} ${lead.id}`,
      sig: JSON.stringify([many, chosen, marks]), ids: marks.map((mark) => mark.id),
      title: words.title(marks), lines: words.lines(marks), spoken: words.spoken(marks),
      at: lead.at, rise: lead.kind === "actor_seat" ? 46 : 18, chosen,
      layers: () => [many ? dot(marks, chosen, scene) : marker(marks, chosen, scene)],
    };
  }

  /* What a symbol covers on the screen; labels of areas keep off it. */
  function covered(kind, point) {
    const [left, top, right, bottom] = { event_site: [18, 18, 18, 26], actor_seat: [4, 44, 24, 4] }[
      kind] || [9, 9, 9, 9];
    return L.bounds(point.subtract([left, top]), point.add([right, bottom]));
  }

  const KINDS = ["mentioned", "area_held", "actor_seat", "event_site"];

  function points(marks, scene) {
    return KINDS.flatMap((kind) => {
      const groups = merge(marks.filter((m) => m.kind === kind && dateline.isPoint(m)), scene);
      const many = kind === "event_site" && groups.length > MANY;
      if (kind === "event_site") scene.events = groups.map((group) => group.point);
      if (!many) scene.taken.push(...groups.map((group) => covered(kind, group.point)));
      return groups.map((group) => drawable(group, many, scene));
    });
  }

  dateline.points = points;
})();
