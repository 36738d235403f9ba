/* Groups of events in, pixels out: discs with the shares of their families, single events with
   their family's shape, and areas, hatched, for what is only known to lie somewhere in them. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const FONT = '700 12px system-ui, "Segoe UI", Roboto, sans-serif';
  const WIDE = 14; // px of an area's radius from which its circle is drawn
  const PLATED = 40; // discs in view up to which each names the shapes of its families
  const ROUND = 2 * Math.PI;
  const TOP = -Math.PI / 2;
  const paths = new Map();

  function pathOf(family) {
    if (!paths.has(family.path)) paths.set(family.path, new Path2D(family.path));
    return paths.get(family.path);
  }

  function short(number) {
    if (number < 10000) return String(number);
    if (number < 999500) return `${Math.round(number / 1000)}k`;
    return `${(number / 1e6).toFixed(number < 9.95e6 ? 1 : 0)}M`;
  }

  function radiusOf(count) {
    return count === 1 ? 11 : Math.min(24, 12.5 + 2.3 * Math.log10(count));
  }

  /* [family, solid, possible, hollow] of the families that occur, most first. */
  function shares(slots, families) {
    return families
      .map((family, i) => [family, ...slots.slice(3 * i, 3 * i + 3)])
      .filter(([, ...numbers]) => numbers.some(Boolean))
      .sort((a, b) => b[1] + b[2] + b[3] - a[1] - a[2] - a[3]);
  }

  /* "" unless all events are alike: "hollow" (none took place) or "possible" (perhaps not then). */
  function state(parts) {
    const [solid, possible, hollow] = [1, 2, 3].map((i) => parts.reduce((n, p) => n + p[i], 0));
    if (!solid && !possible) return "hollow";
    return solid || hollow ? "" : "possible";
  }

  class Pen {
    constructor(canvas, colours, families, ratio) {
      this.ctx = canvas.getContext("2d");
      this.colours = colours;
      this.families = families;
      this.ratio = ratio;
      this.patterns = new Map();
    }

    line(family) {
      return this.colours.dark ? family.on_dark : family.on_light;
    }

    circle(x, y, radius) {
      this.ctx.beginPath();
      this.ctx.arc(x, y, radius, 0, ROUND);
    }

    glyph(family, x, y, size, colour, stroked) {
      const { ctx } = this;
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(size / 18, size / 18);
      ctx.fillStyle = ctx.strokeStyle = colour;
      ctx.lineWidth = (1.6 * 18) / size;
      if (stroked) ctx.stroke(pathOf(family));
      else ctx.fill(pathOf(family));
      ctx.restore();
    }

    /* One event. */
    token({ x, y, parts, how, radius }) {
      const { ctx, colours } = this;
      const [[family]] = parts;
      this.circle(x, y, radius + 1.5);
      ctx.fillStyle = colours.paper;
      ctx.fill();
      this.circle(x, y, radius);
      this.fill(family, how);
      const plain = how === "" ? family.ink : this.line(family);
      this.glyph(family, x, y, radius * 1.2, plain, how === "hollow");
    }

    /* Fills and strokes the path as events of that state look. */
    fill(family, how) {
      const { ctx } = this;
      if (how !== "hollow") {
        ctx.globalAlpha = how === "possible" ? 0.28 : 1;
        ctx.fillStyle = family.fill;
        ctx.fill();
        ctx.globalAlpha = 1;
      }
      if (how === "") return;
      ctx.strokeStyle = this.line(family);
      ctx.lineWidth = 1.6;
      if (how === "possible") ctx.setLineDash([1.5, 3]);
      ctx.stroke();
      ctx.setLineDash([]);
    }

    /* Several events: the number in a ring of the families' shares. */
    disc(group, plated) {
      const { ctx, colours } = this;
      const { x, y, radius, parts, count } = group;
      this.circle(x, y, radius + 1.5);
      ctx.fillStyle = colours.paper;
      ctx.fill();
      let from = TOP;
      for (const [family, ...numbers] of parts) {
        numbers.forEach((number, i) => {
          if (!number) return;
          const to = from + (ROUND * number) / count;
          this.sector(x, y, radius, from, to, family, ["", "possible", "hollow"][i]);
          from = to;
        });
      }
      this.number(x, y, short(count));
      if (plated) this.plate(group);
    }

    sector(x, y, radius, from, to, family, how) {
      const { ctx } = this;
      ctx.beginPath();
      ctx.arc(x, y, radius, from, to);
      ctx.arc(x, y, radius - 5, to, from, true);
      ctx.closePath();
      this.fill(family, how);
      if (how !== "" || to - from > ROUND - 0.01) return;
      ctx.strokeStyle = this.colours.paper;
      ctx.lineWidth = 1;
      ctx.stroke();
    }

    number(x, y, text) {
      const { ctx } = this;
      ctx.font = FONT;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = this.colours.ink;
      ctx.fillText(text, x, y + 0.5);
    }

    /* The shapes of the main families, for those who cannot tell the colours. */
    plate({ x, y, radius, parts }) {
      const main = parts.slice(0, 3);
      const width = main.length * 12 + 4;
      this.box(x - width / 2, y + radius - 4, width, 14, 7);
      main.forEach(([family], i) => this.glyph(
        family, x + (i - (main.length - 1) / 2) * 12, y + radius + 3, 10, this.line(family)));
    }

    box(x, y, width, height, round) {
      const { ctx, colours } = this;
      ctx.beginPath();
      ctx.roundRect(x, y, width, height, round);
      ctx.fillStyle = colours.paper;
      ctx.fill();
      ctx.strokeStyle = colours.edge;
      ctx.lineWidth = 1;
      ctx.stroke();
    }

    hatching(family, level) {
      const key = `${family.name} ${level}`;
      if (!this.patterns.has(key)) this.patterns.set(key, this.tile(family, level));
      return this.patterns.get(key);
    }

    /* The rougher the place, the wider; a region is crossed both ways. */
    tile(family, level) {
      const step = { district: 6, province: 9 }[level] || 14;
      const side = Math.round(step * Math.SQRT2 * this.ratio);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = side;
      const ctx = canvas.getContext("2d");
      ctx.strokeStyle = this.line(family);
      ctx.globalAlpha = 0.62;
      ctx.lineWidth = 1.2 * this.ratio;
      ctx.beginPath();
      for (const shift of [-side, 0, side]) {
        ctx.moveTo(shift - 1, side + 1);
        ctx.lineTo(shift + side + 1, -1);
        if (level !== "region") continue;
        ctx.moveTo(shift - 1, -1);
        ctx.lineTo(shift + side + 1, side + 1);
      }
      ctx.stroke();
      const pattern = this.ctx.createPattern(canvas, "repeat");
      pattern.setTransform(new DOMMatrix().scale(1 / this.ratio));
      return pattern;
    }

    /* The circle in which it was. */
    ground({ x, y, wide, parts: [[family]], how, level }) {
      if (wide < WIDE) return;
      this.circle(x, y, wide);
      this.hatch(family, how, level, wide);
      this.ctx.strokeStyle = this.line(family);
      this.ctx.lineWidth = 1.5;
      this.ctx.setLineDash(how === "possible" ? [1.5, 4] : [7, 6]);
      this.ctx.stroke();
      this.ctx.setLineDash([]);
    }

    /* Fainter the wider it is: wide areas overlap. */
    hatch(family, how, level, wide) {
      const { ctx } = this;
      const share = Math.min(1, Math.max(0.25, 60 / Math.max(wide, 1)));
      ctx.globalAlpha = wide < WIDE ? 0.25 : 0.12 * share;
      ctx.fillStyle = family.fill;
      ctx.fill();
      ctx.globalAlpha = (how === "" ? 0.9 : 0.5) * share;
      ctx.fillStyle = this.hatching(family, level);
      if (level !== "sea") ctx.fill();
      ctx.globalAlpha = 1;
    }

    /* How many events an area has, with the shape of its main family; where the area itself is
       too small to see, a hatched diamond stands for it. */
    chip(area) {
      const { ctx, colours } = this;
      const { at: [x, y], size: [width, height], parts: [[family]], how, level, wide } = area;
      this.box(x - width / 2, y - height / 2, width, height, 5);
      ctx.strokeStyle = colours.soft;
      ctx.setLineDash([3, 2.5]);
      ctx.stroke();
      ctx.setLineDash([]);
      let left = x - width / 2 + 5;
      if (wide < WIDE) {
        ctx.beginPath();
        for (const [dx, dy] of [[0, 0], [6, -6], [12, 0], [6, 6]]) ctx.lineTo(left + dx, y + dy);
        ctx.closePath();
        this.hatch(family, how, level === "sea" ? level : "district", 0);
        ctx.strokeStyle = this.line(family);
        ctx.lineWidth = 1.2;
        ctx.stroke();
        left += 15;
      }
      const text = x + width / 2 - 17 - left;
      this.number(left + text / 2, y, short(area.count));
      this.glyph(family, x + width / 2 - 10, y, 10, this.line(family), how === "hollow");
    }

    chipSize({ count, wide }) {
      this.ctx.font = FONT;
      return [this.ctx.measureText(short(count)).width + (wide < WIDE ? 39 : 24), 19];
    }

    halo({ area, at, x, y, radius }) {
      const { ctx } = this;
      if (area) this.circle(...at, 24);
      else this.circle(x, y, radius + 4.5);
      ctx.strokeStyle = this.colours.ink;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
  }

  /* Gives each area the spot for its chip that covers least of the discs and the other chips. */
  function placeChips(areas, discs, pen) {
    const taken = discs.map(({ x, y, radius }) => [x, y, radius, radius]);
    for (const area of areas) {
      area.size = pen.chipSize(area);
      const [half, high] = [area.size[0] / 2, area.size[1] / 2];
      const far = Math.max(area.wide < WIDE ? 0 : area.wide, 30);
      const spots = [[0, 0], [0, 1], [0, -1], [1, 0], [-1, 0], [0.8, 0.8], [-0.8, 0.8], [0.8, -0.8],
        [-0.8, -0.8]].map(([dx, dy]) => [area.x + dx * far, area.y + dy * far]);
      const hidden = spots.map(([x, y]) => taken.reduce((sum, [left, top, w, h]) => sum +
        Math.max(0, w + half - Math.abs(x - left)) * Math.max(0, h + high - Math.abs(y - top)), 0));
      area.at = spots[hidden.indexOf(Math.min(...hidden))];
      taken.push([...area.at, half, high]);
    }
  }

  dateline.discs = { Pen, shares, state, radiusOf, placeChips, short, WIDE, PLATED };
})();
