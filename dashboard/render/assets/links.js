/* Links between actors' seats in, drawables out: curved lines with a sign in the middle. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { symbols } = dateline;
  const STEPS = 28;
  const FREE = 9; // pixels left free at an end
  const COVERED = 25; // the same where an event's symbol stands
  const NAMES = { supports: "supports", opposes: "opposes", leads: "leads",
    belongs_to: "belongs to", recognises: "recognises" };

  /* Points of a bent line on the screen; lines between the same two places bend differently. */
  function curve(from, to, turn, ends) {
    const along = to.subtract(from);
    const length = Math.hypot(along.x, along.y);
    const bend = (0.14 + 0.1 * turn) * length;
    const middle = from.add(along.divideBy(2))
      .add(L.point(along.y, -along.x).multiplyBy(bend / length));
    const [first, last] = ends.map((free) => Math.min(free / length, 0.35));
    const at = (t) => from.multiplyBy((1 - t) ** 2).add(middle.multiplyBy(2 * t * (1 - t)))
      .add(to.multiplyBy(t * t));
    return Array.from({ length: STEPS + 1 },
      (_, i) => at(first + ((1 - first - last) * i) / STEPS));
  }

  /* What ends the line: an arrow, a bar, or nothing. */
  function head(type, points) {
    const [tip, before] = [points[STEPS], points[STEPS - 3]];
    const back = before.subtract(tip);
    const unit = back.divideBy(Math.hypot(back.x, back.y) || 1);
    const side = L.point(-unit.y, unit.x);
    if (type === "opposes") return [tip.add(side.multiplyBy(7)), tip.subtract(side.multiplyBy(7))];
    const foot = tip.add(unit.multiplyBy(9));
    return [foot.add(side.multiplyBy(5)), tip, foot.subtract(side.multiplyBy(5))];
  }

  function layers(link, points, scene) {
    const back = (path) => path.map((point) => scene.map.unproject(point, scene.zoom));
    const [path, end] = [back(points), back(head(link.type, points))];
    const line = (latlngs, style, more) => L.polyline(latlngs, { renderer: scene.lines,
      interactive: false, smoothFactor: 0, noClip: true, className: style, ...more });
    const drawn = [
      line(path, "dl-line-case"), line(end, "dl-line-case"),
      line(path, `dl-line dl-link-${link.type}`), line(end, `dl-line-end dl-link-${link.type}`),
    ];
    if (link.type === "recognises") drawn.push(line(path, "dl-line-core"));
    drawn.push(line(path, "dl-line-touch", { interactive: true, bubblingMouseEvents: false }));
    drawn.push(L.marker(path[STEPS / 2], {
      pane: "dl-signs", keyboard: false, handle: true,
      icon: L.divIcon({ html: symbols.sign(link.type), className: "dl-mark dl-link-sign",
        iconSize: [22, 22], iconAnchor: [11, 11] }),
    }));
    return drawn;
  }

  function links(given, scene) {
    const turns = new Map();
    return given.flatMap((link, index) => {
      const [from, to] = [scene.project(link.source), scene.project(link.target)];
      const pair = [String(link.source), String(link.target)].sort().join(" ");
      const turn = turns.get(pair) || 0;
      turns.set(pair, turn + 1);
      if (from.distanceTo(to) < 2 * COVERED) return [];
      const ends = [from, to].map((end) => (scene.isEvent(end) ? COVERED : FREE));
      const points = curve(from, to, turn, ends);
      const at = scene.map.unproject(points[STEPS / 2], scene.zoom);
      return [{
        key: `link ${index}`, sig: JSON.stringify([link, turn, ends, scene.zoom]), ids: null,
        title: link.label, lines: [], spoken: `${link.label} (${NAMES[link.type] || link.type})`,
        at, rise: 10, layers: () => layers(link, points, scene),
      }];
    });
  }

  dateline.links = links;
})();
