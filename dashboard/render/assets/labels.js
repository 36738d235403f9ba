/* Names on one canvas above the lines and below the markers, so that no tile border cuts them.

   A group has a kind, the first and last zoom it belongs on, and names with positions. Groups are
   drawn in the order of their first zoom and their kind; a name that would touch one already
   there is tried on other sides of its dot, then left out. */
(function () {
  'use strict';

  const dateline = (window.dateline = window.dateline || {});
  const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const ORDER = ['country', 'capital', 'metropolis', 'city', 'region', 'town'];
  const PANE = 'dateline-labels';

  /* Letters of a kind at a zoom; sizes in CSS pixels, spacing in parts of the size. */
  function lettering(kind, zoom, first) {
    const larger = Math.min(2, Math.max(0, (zoom - 5) / 2));
    switch (kind) {
      case 'country':
        return { size: Math.min(16, 10 + 1.2 * (zoom - first) + (first > 2 ? 1 : 0)), weight: 600,
          spacing: 0.14, colour: 'country', caps: true };
      case 'region':
        return { size: 10.5 + larger / 2, weight: 500, spacing: 0.06, colour: 'regionName' };
      case 'capital':
        return { size: (zoom < 5 ? 11 : 12) + larger, weight: zoom < 5 ? 500 : 600, spacing: 0, colour: 'capital', dot: 3 };
      case 'metropolis':
        return { size: (zoom < 5 ? 10.5 : 11.5) + larger, weight: zoom < 5 ? 400 : 500, spacing: 0, colour: 'city', dot: 2.4 };
      case 'city':
        return { size: 11 + larger, weight: 400, spacing: 0, colour: 'city', dot: 2 };
      default:
        return { size: 10.5 + larger / 2, weight: 400, spacing: 0, colour: 'city', dot: 1.6 };
    }
  }

  /* Words on lines of about `width` letters. */
  function broken(name, width) {
    const lines = [];
    for (const word of name.split(' ')) {
      const joined = lines.length ? lines[lines.length - 1] + ' ' + word : '';
      if (joined && joined.length <= width) lines[lines.length - 1] = joined;
      else lines.push(word);
    }
    return lines;
  }

  /* Boxes already taken, in cells so that few need comparing. */
  class Room {
    constructor() {
      this.cells = new Map();
    }

    *keys([left, top, right, bottom]) {
      for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x++) {
        for (let y = Math.floor(top / 64); y <= Math.floor(bottom / 64); y++) yield x + ':' + y;
      }
    }

    take(box) {
      const keys = [...this.keys(box)];
      const touches = (b) =>
        b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1];
      if (keys.some((key) => (this.cells.get(key) || []).some(touches))) return false;
      for (const key of keys) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
      return true;
    }
  }

  dateline.Labels = L.Renderer.extend({
    options: { pane: PANE, padding: 0.2 },

    initialize() {
      L.Renderer.prototype.initialize.call(this);
      this._groups = [];
      this._widths = new Map();
      this._drawn = [];
    },

    beforeAdd(map) {
      if (map.getPane(PANE)) return;
      map.createPane(PANE).style.zIndex = 350; // above tiles, below everything drawn on them
      map.getPane(PANE).style.pointerEvents = 'none';
    },

    getEvents() {
      const events = L.Renderer.prototype.getEvents.call(this);
      events.move = this._follow;
      return events;
    },

    add({ bits, groups }) {
      for (const group of groups) {
        const sum = (values) => {
          let total = 0;
          return Float64Array.from(values, (value) => (total += value) / 2 ** bits);
        };
        const names = group.names.split('\n');
        this._groups.push({ ...group, names, x: sum(group.x), y: sum(group.y) });
      }
      this._groups.sort((a, b) => a.from - b.from || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    },

    redraw() {
      if (this._map) this._update();
    },

    names() {
      return this._drawn.map((label) => label.name);
    },

    _initContainer() {
      this._container = document.createElement('canvas');
      this._container.setAttribute('aria-hidden', 'true');
    },

    _destroyContainer() {
      L.DomUtil.remove(this._container);
      this._container = null;
    },

    _updatePaths() {},

    /* A long drag leaves the canvas behind: draw again before its end comes into sight. */
    _follow() {
      const size = this._map.getSize();
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(corner, corner.add(size));
      if (!this._map._animatingZoom && !this._bounds.contains(view)) this._update();
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const ratio = window.devicePixelRatio || 1;
      const size = this._bounds.getSize();
      const canvas = this._container;
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = size.x + 'px';
      canvas.style.height = size.y + 'px';
      L.DomUtil.setPosition(canvas, this._bounds.min);
      const ctx = canvas.getContext('2d');
      ctx.scale(ratio, ratio);
      this._drawn = this._place(ctx, Math.round(this._map.getZoom()));
      this._write(ctx);
    },

    /* Chooses the labels that find room. Boxes are in pixels of the world, not of the view, so
       the choice does not change while one pans. */
    _place(ctx, zoom) {
      const world = 256 * 2 ** this._map.getZoom();
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const size = this._bounds.getSize();
      const room = new Room();
      const placed = [];
      for (const group of this._groups) {
        if (zoom < group.from || zoom > group.to) continue;
        const style = lettering(group.kind, zoom, group.from);
        for (let copy = Math.floor(origin.x / world); copy * world < origin.x + size.x; copy++) {
          for (let i = 0; i < group.names.length; i++) {
            const x = (group.x[i] + copy) * world - origin.x;
            const y = group.y[i] * world - origin.y;
            if (x < -80 || y < -20 || x > size.x + 80 || y > size.y + 20) continue;
            const label = this._fit(ctx, room, style, group.names[i], x, y);
            if (label) placed.push(label);
          }
        }
      }
      return placed;
    },

    _fit(ctx, room, style, name, x, y) {
      const font = `${style.weight} ${style.size}px ${FAMILY}`;
      const lines = style.dot ? [name] : broken(style.caps ? name.toUpperCase() : name, 13);
      const width = Math.max(...lines.map((text) => this._width(ctx, font, style, text)));
      const height = lines.length * style.size * 1.15;
      const beside = (style.dot || 0) + 3;
      const spots = !style.dot
        ? [[-width / 2, -height / 2]]
        : [[beside, -height / 2], [-beside - width, -height / 2],
          [-width / 2, -beside - height + 1], [-width / 2, beside - 1]];
      for (const [dx, dy] of spots) {
        const box = [x + Math.min(dx, -beside) - 2, y + Math.min(dy, -beside) - 1,
          x + Math.max(dx + width, beside) + 2, y + Math.max(dy + height, beside) + 1];
        if (style.dot ? room.take(box) : room.take([x + dx - 3, y + dy - 2, x - dx + 3, y - dy + 2])) {
          return { name, lines, font, style, x, y, left: x + dx, top: y + dy, width };
        }
      }
      return null;
    },

    _width(ctx, font, style, text) {
      const key = font + text;
      if (!this._widths.has(key)) {
        ctx.font = font;
        ctx.letterSpacing = '0px';
        const spaced = 'letterSpacing' in ctx ? style.spacing * style.size * text.length : 0;
        this._widths.set(key, ctx.measureText(text).width + spaced);
      }
      return this._widths.get(key);
    },

    _write(ctx) {
      const colours = dateline.palettes[dateline.theme()];
      ctx.textBaseline = 'middle';
      ctx.lineJoin = 'round';
      for (const { lines, font, style, x, y, left, top, width } of this._drawn.slice().reverse()) {
        ctx.font = font;
        ctx.letterSpacing = style.spacing * style.size + 'px';
        ctx.fillStyle = colours[style.colour];
        ctx.strokeStyle = colours.halo;
        ctx.lineWidth = 3;
        lines.forEach((text, i) => {
          const slack = (width - this._width(ctx, font, style, text)) / 2;
          ctx.font = font;
          ctx.letterSpacing = style.spacing * style.size + 'px';
          const at = [left + slack + (style.spacing * style.size) / 2, top + (i + 0.5) * style.size * 1.15];
          ctx.strokeText(text, ...at);
          ctx.fillText(text, ...at);
        });
        if (style.dot) this._dot(ctx, colours, style, x, y);
      }
    },

    _dot(ctx, colours, style, x, y) {
      ctx.beginPath();
      ctx.arc(x, y, style.dot, 0, 2 * Math.PI);
      ctx.lineWidth = 1.4;
      ctx.strokeStyle = style.colour === 'capital' ? colours.capital : colours.halo;
      ctx.fillStyle = style.colour === 'capital' ? colours.land : colours.dot;
      ctx.stroke();
      ctx.fill();
    },
  });
})();
