/* Links between actors' seats in, drawables out: curved lines with a sign in the middle. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { symbols } = dateline;
  const FREE = 9; // pixels left free at an end
  const COVERED = 25; // the same where an event's symbol stands
  const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66]; // where along the line its sign may stand
  const NAMES = { supports: "supports", opposes: "opposes", leads: "leads",
    belongs_to: "belongs to", recognises: "recognises" };

  /* A line of three points, drawn as one quadratic curve. */
  const Curve = L.Polyline.extend({
    options: { smoothFactor: 0, noClip: true, bubblingMouseEvents: false },

    _updatePath() {
      const [from, bend, to] = this._rings[0] || [];
      this._renderer._setPath(this, to
        ? `M${from.x},${from.y}Q${bend.x},${bend.y} ${to.x},${to.y}` : "M0,0");
    },
  });

  function sum(...weighted) {
    return weighted.reduce((total, [weight, point]) => total.add(point.multiplyBy(weight)),
      L.point(0, 0));
  }

  function at([from, bend, to], t) {
    return sum([(1 - t) ** 2, from], [2 * t * (1 - t), bend], [t * t, to]);
  }

  /* The bent line on the screen, cut short at both ends; lines between the same two places bend
     differently. */
  function curve(from, to, turn, ends) {
    const along = to.subtract(from);
    const length = Math.hypot(along.x, along.y);
    const bend = sum([0.5, from], [0.5, to], [0.14 + 0.1 * turn, L.point(along.y, -along.x)]);
    const whole = [from, bend, to];
    const [a, z] = [Math.min(ends[0] / length, 0.35), 1 - Math.min(ends[1] / length, 0.35)];
    const middle = sum([(1 - a) * (1 - z), from], [a + z - 2 * a * z, bend], [a * z, to]);
    return [at(whole, a), middle, at(whole, z)];
  }

  /* What ends the line: a bar for an opponent, else an arrow. */
  function head(type, [, bend, tip]) {
    const back = bend.subtract(tip);
    const unit = back.divideBy(Math.hypot(back.x, back.y) || 1);
    const side = L.point(-unit.y, unit.x);
    if (type === "opposes") return [tip.add(side.multiplyBy(7)), tip.subtract(side.multiplyBy(7))];
    const foot = tip.add(unit.multiplyBy(9));
    return [foot.add(side.multiplyBy(5)), tip, foot.subtract(side.multiplyBy(5))];
  }

  /* The place nearest the middle where the sign covers no other sign. */
  function signed(points, scene) {
    const spots = PLACES.map((t) => at(points, t));
    const free = (spot) => scene.signs.every((other) => other.distanceTo(spot) > 26);
    const spot = spots.find(free) || spots[0];
    scene.signs.push(spot);
    return scene.map.unproject(spot, scene.zoom);
  }

  function layers(link, points, middle, scene) {
    const back = (path) => path.map((point) => scene.map.unproject(point, scene.zoom));
    const [path, end] = [back(points), back(head(link.type, points))];
    const options = (className) => ({ renderer: scene.lines, interactive: false, className });
    const bent = (style) => new Curve(path, options(style));
    const tip = (style) => L.polyline(end, { ...options(style), smoothFactor: 0 });
    const drawn = [bent("dl-line-case"), tip("dl-line-case"),
      bent(`dl-line dl-link-${link.type}`), tip(`dl-line-end dl-link-${link.type}`)];
    if (link.type === "recognises") drawn.push(bent("dl-line-core"));
    drawn.push(new Curve(path, { ...options("dl-line-touch"), interactive: true }));
    drawn.push(L.marker(middle, {
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
      const middle = signed(points, scene);
      return [{
        key: `link ${index}`, sig: JSON.stringify([link, turn, ends, middle, scene.zoom]), ids: null,
        title: link.label, lines: [], spoken: `${link.label} (${NAMES[link.type] || link.type})`,
        at: middle, rise: 10, layers: () => layers(link, points, middle, scene),
      }];
    });
  }

  dateline.links = links;
})();
