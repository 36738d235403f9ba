/* Figures per country or first-order division in, coloured areas out.

   Figures and classes come from the server; outlines from divisions.json.gz, which
   data/basemap/divisions.py writes: [code, country, name, rings], rings as in lines.js. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { element } = dateline;
  const FILE = "divisions.json.gz";
  const SMALL = 1.2; // px of a ring below which it is not drawn
  const MOST = 150; // buttons

  function unpacked(bytes) {
    const file = JSON.parse(new TextDecoder().decode(bytes));
    const shapes = new Map();
    for (const level of ["country", "admin1"]) {
      for (const [code, country, name, rings] of file[level]) {
        shapes.set(code, { code, country, name, rings: rings.map((flat) => ring(flat)) });
      }
    }
    return { scale: 1 / 2 ** file.bits, shapes };
  }

  function ring(flat) {
    const points = Int32Array.from(flat);
    const box = [points[0], points[1], points[0], points[1]];
    for (let i = 2; i < points.length; i += 2) {
      points[i] += points[i - 2];
      points[i + 1] += points[i - 1];
      box[0] = Math.min(box[0], points[i]);
      box[1] = Math.min(box[1], points[i + 1]);
      box[2] = Math.max(box[2], points[i]);
      box[3] = Math.max(box[3], points[i + 1]);
    }
    return { points, box };
  }

  class Divisions {
    constructor(board) {
      this.board = board;
      this.drawn = [];
      this.list = element("div", "dl-discs-list");
      this.list.setAttribute("role", "group");
      this.list.setAttribute("aria-label", "Divisions on this part of the map");
      board.pane.append(this.list);
      this.card = new dateline.Card(board.map);
      board.map.on({ mousemove: this.hover, mouseout: this.leave, click: this.click }, this);
    }

    want() {
      if (this.coming) return;
      const { folder, files } = { folder: this.board.data.assets, files: dateline.files };
      const source = files && files[FILE] ? `base64:${files[FILE]}` : folder + FILE;
      this.coming = dateline.packed.bits(source).then((bytes) => {
        this.outlines = unpacked(bytes);
        this.board.soon();
      }, (problem) => {
        console.warn(`divisions: ${problem.message}`);
        this.board.say("The outlines of the divisions could not be loaded.");
      });
    }

    draw(figures, pen, view) {
      this.drawn = [];
      if (!figures) return this.leave();
      this.want();
      this.view = view;
      this.ctx = pen.ctx;
      this.colours = this.ramp(figures, pen.colours);
      this.key(figures);
      if (this.outlines) this.all(figures, view, pen);
      return this.rest(view);
    }

    /* A colour for none, then one for each class. */
    ramp(figures, { dark }) {
      const ramp = dateline.discs.RAMPS[dark ? "dark" : "light"];
      const classes = figures.classes.length;
      const colour = (i) => dateline.discs.mix(ramp, classes > 1 ? i / (classes - 1) : 0.6)
        .map(Math.round).join();
      return [dark ? "38,52,68" : "233,238,242",
        ...figures.classes.map((_, i) => colour(i))].map((rgb) => `rgb(${rgb})`);
    }

    key(figures) {
      const { figure } = dateline.discs;
      const classes = figures.classes.map(([low, high], i) => [this.colours[i + 1],
        low === high ? figure(low) : `${figure(low)} – ${figure(high)}`]);
      const title = `${figures.title} per ${figures.level === "country" ? "country" : "division"}`;
      this.board.control.classes(title, [...classes.reverse(), [this.colours[0], "0"],
        ["", "no data"]], figures.note);
    }

    all(figures, view, pen) {
      const { ctx } = this;
      for (const row of figures.rows) {
        const shape = this.outlines.shapes.get(row.code);
        if (!shape) continue;
        const path = this.path(shape, view);
        if (!path) continue;
        ctx.globalAlpha = 0.82;
        ctx.fillStyle = row.value === null ? this.striped(pen) : this.colours[row.class];
        ctx.fill(path.path, "evenodd");
        ctx.globalAlpha = 1;
        ctx.strokeStyle = pen.colours.paper;
        ctx.lineWidth = 0.8;
        ctx.stroke(path.path);
        this.drawn.push({ row, shape, ...path });
      }
    }

    striped(pen) {
      return pen.hatching({ name: "none", on_light: pen.colours.soft, on_dark: pen.colours.soft }, "province");
    }

    /* The outline in pixels of the canvas, at the copies of the world that are in view. */
    path(shape, { world, min, size }) {
      const scale = this.outlines.scale * world;
      const path = new Path2D();
      let middle = null;
      let widest = 0;
      for (const { points, box } of shape.rings) {
        const [wide, high] = [(box[2] - box[0]) * scale, (box[3] - box[1]) * scale];
        if (Math.max(wide, high) < SMALL) continue;
        const first = Math.ceil((min.x - box[2] * scale) / world);
        const last = Math.floor((min.x + size.x - box[0] * scale) / world);
        const top = box[1] * scale - min.y;
        if (top > size.y || top + high < 0) continue;
        for (let copy = first; copy <= last; copy++) {
          const shift = copy * world - min.x;
          this.trace(path, points, scale, shift, -min.y);
          const centre = [((box[0] + box[2]) / 2) * scale + shift, top + high / 2];
          if (wide * high > widest) [middle, widest] = [centre, wide * high];
        }
      }
      return middle && { path, middle };
    }

    trace(path, points, scale, left, top) {
      let [px, py] = [Infinity, Infinity];
      for (let i = 0; i < points.length; i += 2) {
        const [x, y] = [points[i] * scale + left, points[i + 1] * scale + top];
        if (Math.abs(x - px) + Math.abs(y - py) < 0.7) continue;
        if (i) path.lineTo(x, y);
        else path.moveTo(x, y);
        [px, py] = [x, y];
      }
      path.closePath();
    }

    at(point) {
      const { x, y } = this.board.map.containerPointToLayerPoint(point).subtract(this.view.corner);
      this.ctx.setTransform(1, 0, 0, 1, 0, 0);
      return this.drawn.find(({ path }) => this.ctx.isPointInPath(path, x, y, "evenodd"));
    }

    hover(event) {
      if (!this.drawn.length) return;
      const over = this.at(event.containerPoint);
      if (over === this.over) return;
      this.over = over;
      this.board.map.getContainer().classList.toggle("dl-discs-over", Boolean(over));
      if (over) this.show(over, event.containerPoint);
      else this.card.hide();
    }

    show({ row, shape }, point) {
      const { some, deaths } = dateline.discs;
      const lines = row.events === null ? ["no data"]
        : [some(row.events, "event"), deaths({ ...row, known: row.best === null ? 0 : 1 })];
      this.card.show({ key: "division", title: shape.name, lines }, point, 10);
    }

    leave() {
      this.over = undefined;
      this.card.hide();
      if (!this.drawn.length) this.list.replaceChildren();
    }

    click(event) {
      const over = this.drawn.length && this.at(event.containerPoint);
      if (over) setTimeout(() => this.choose(over), 0);
    }

    choose({ row }) {
      dateline.send(this.board.map, { division: row.code });
    }

    /* A button for each division in view, for the keyboard and for screen readers. */
    rest({ corner, size }) {
      const inside = ({ middle: [x, y] }) => x > 0 && y > 0 && x < size.x && y < size.y;
      const boxes = this.drawn.filter(inside).sort((a, b) => b.row.value - a.row.value)
        .slice(0, MOST).map((one) => {
          const box = element("button", "dl-discs-button");
          box.type = "button";
          box.dataset.key = one.row.code;
          box.style.width = box.style.height = "24px";
          L.DomUtil.setPosition(box, corner.add([one.middle[0] - 12, one.middle[1] - 12]));
          const said = one.row.events === null ? "no data" : dateline.discs.some(one.row.events, "event");
          box.setAttribute("aria-label", `${one.shape.name}: ${said}. Enter lists them.`);
          box.onclick = () => this.choose(one);
          box.onfocus = () => this.show(one, L.point(one.middle).add(this.board.map.layerPointToContainerPoint(corner)));
          box.onblur = () => this.card.hide();
          return box;
        });
      const focused = document.activeElement?.dataset?.key;
      this.list.replaceChildren(...boxes);
      if (focused) boxes.find((box) => box.dataset.key === focused)?.focus({ preventScroll: true });
    }

    remove() {
      this.board.map.off({ mousemove: this.hover, mouseout: this.leave, click: this.click }, this);
      [this.list, this.card].forEach((part) => part.remove());
    }
  }

  dateline.discs.Divisions = Divisions;
})();
