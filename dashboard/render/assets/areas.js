/* Marks of areas in, drawables out: hatched, tinted or merely outlined. Never a pin.

   A drawable is {key, sig, ids, title, lines, spoken, at, rise, layers}: the scene keeps what it
   drew under `key` for as long as `sig` stays the same; `layers()` makes the Leaflet layers. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { symbols, words, element } = dateline;

  function isPoint(mark) {
    return mark.level === "town" || mark.level === "facility";
  }

  function shape(mark, options) {
    if (!mark.outline) return L.circle(mark.at, { ...options, radius: mark.radius * 1000 });
    const deep = mark.outline.type === "Polygon" ? 1 : 2;
    return L.polygon(L.GeoJSON.coordsToLatLngs(mark.outline.coordinates, deep), options);
  }

  /* One of: outline (a chosen country), held, named, sea, hatched. */
  function look(mark) {
    if (mark.level === "country") return "outline";
    if (mark.kind === "area_held") return "held";
    if (mark.kind !== "event_site") return "named";
    return mark.level === "sea" ? "sea" : "hatched";
  }

  function chip(mark, style, scene) {
    const box = element("div", `dl-chip dl-chip-${style} dl-${words.state([mark]) || "solid"}`);
    if (mark.kind === "event_site") {
      const shares = scene.shares([mark]).slice(0, 3);
      const plate = symbols.canvas(shares.length * 14, 14, -shares.length * 7, -7);
      shares.forEach(([family], i) => plate.append(symbols.glyph(
        family, (i - (shares.length - 1) / 2) * 14, 0, 12, words.state([mark]))));
      box.append(element("b", "", String(mark.count)), plate);
      const how = words.origin([mark]);
      if (how) box.append(symbols.canvas(13, 13, -6.5, -6.5, symbols.signOf(how)));
    }
    if (mark.kind === "actor_seat") box.append(symbols.seat(1));
    if (style === "held" || style === "outline") {
      const name = element("span", "dl-chip-name", mark.label);
      name.dir = "auto";
      box.append(name);
    }
    return box;
  }

  function overlap(one, other) {
    const side = (axis) => Math.min(one.max[axis], other.max[axis]) -
      Math.max(one.min[axis], other.min[axis]);
    return Math.max(0, side("x")) * Math.max(0, side("y"));
  }

  /* The roomiest spot inside the area where a label of that size covers least of what is drawn. */
  function spot(mark, [width, height], scene) {
    const spots = mark.spots.length ? mark.spots : [mark.at];
    const around = (place) => {
      const centre = scene.project(place);
      const half = L.point(width / 2 + 2, height / 2 + 2);
      return L.bounds(centre.subtract(half), centre.add(half));
    };
    const hidden = spots.map((place) => scene.taken.reduce(
      (total, box) => total + overlap(box, around(place)), 0));
    const chosen = spots[hidden.indexOf(Math.min(...hidden))];
    scene.taken.push(around(chosen));
    return chosen;
  }

  /* A held area tells its name when it is wide enough for it; a choice is always named. */
  function label(mark, style, scene) {
    if (style === "named" && mark.kind !== "actor_seat") return null;
    const box = chip(mark, style, scene);
    const size = scene.measure(box);
    const span = extent(mark);
    const room = scene.project([span.getSouth(), span.getEast()]).x -
      scene.project([span.getSouth(), span.getWest()]).x;
    const tight = style === "held" && room < size[0] && !scene.selected.has(mark.id);
    return tight ? null : { box, size, at: spot(mark, size, scene) };
  }

  function marker({ box, size: [width, height], at }, chosen) {
    return L.marker(at, {
      pane: "dl-labels", keyboard: false, handle: true,
      icon: L.divIcon({ html: box, iconSize: [width, height], iconAnchor: [width / 2, height / 2],
        className: `dl-mark dl-area-label ${chosen ? "dl-selected" : ""}` }),
    });
  }

  function layers(mark, style, tag, chosen, scene) {
    const family = mark.kind === "event_site" && scene.shares([mark])[0][0];
    const common = { renderer: scene.areas, bubblingMouseEvents: false };
    const state = words.state([mark]) || "solid";
    const area = shape(mark, { ...common, weight: 1.5, dashArray: dashes(mark, style, state),
      fill: style !== "outline", fillOpacity: 1, handle: !tag,
      fillColor: style === "hatched" ? scene.hatching(family, mark.level) : "transparent",
      className: `dl-area dl-area-${style} dl-${state} ${chosen ? "dl-selected" : ""}` });
    if (family) area.on("add", () => symbols.painted(area.getElement(), family));
    const drawn = [area];
    if (chosen) {
      drawn.unshift(shape(mark, { ...common, interactive: false, fill: false, weight: 7,
        className: "dl-area-halo" }));
    }
    if (tag) drawn.push(marker(tag, chosen));
    return drawn;
  }

  function dashes(mark, style, state) {
    if (style === "named") return "1 5";
    if (state === "possible") return "0.1 6";
    if (style === "sea" || state === "hollow" || !mark.outline) return "7 6";
    return null;
  }

  function drawable(mark, scene) {
    const chosen = scene.selected.has(mark.id);
    const style = look(mark);
    const tag = label(mark, style, scene);
    const at = tag ? tag.at : mark.spots[0] || mark.at;
    return {
      key: `area ${mark.kind} ${mark.id}`, sig: JSON.stringify([mark, tag && at, chosen]),
      ids: [mark.id], title: words.title([mark]), lines: words.lines([mark]),
      spoken: words.spoken([mark]), at, rise: tag ? 14 : 2, chosen,
      layers: () => layers(mark, style, tag, chosen, scene),
    };
  }

  function extent(mark) {
    if (!mark.outline) return L.latLng(mark.at).toBounds(mark.radius * 2000);
    return shape(mark).getBounds();
  }

  /* Largest first, so that a small area lies on top of the one around it. */
  function areas(marks, scene) {
    const size = (mark) => {
      const box = extent(mark);
      return (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
    };
    return marks
      .filter((mark) => !isPoint(mark) && (mark.level !== "country" || scene.selected.has(mark.id)))
      .map((mark) => [size(mark), mark])
      .sort((a, b) => b[0] - a[0] || (a[1].id < b[1].id ? -1 : 1))
      .map(([, mark]) => drawable(mark, scene));
  }

  /* How far a point's event may really be from it: shown when chosen, or when wide on screen. */
  function reach(marks, scene) {
    return marks
      .filter((mark) => isPoint(mark) && mark.kind === "event_site" && mark.radius > 0)
      .filter((mark) => scene.selected.has(mark.id) || scene.pixels(mark.at, mark.radius) > 30)
      .map((mark) => ({
        key: `reach ${mark.id}`, sig: JSON.stringify([mark.at, mark.radius]), at: mark.at,
        layers: () => [L.circle(mark.at, { renderer: scene.areas, radius: mark.radius * 1000,
          interactive: false, weight: 1.25, dashArray: "3 4", className: "dl-reach" })],
      }));
  }

  dateline.areas = areas;
  dateline.reach = reach;
  dateline.isPoint = isPoint;
})();
