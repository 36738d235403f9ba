/* Natural Earth on canvas tiles: sea, land, lakes and lines, in a light and a dark palette.

   new dateline.Basemap({base: 'folder/'})  is a Leaflet layer; it brings its labels along.
   dateline.setTheme('light' | 'dark' | 'auto')  repaints every basemap of the page in place.

   Data files are gzipped JSON written by data/basemap/build.py. world.json.gz is read at once,
   detail.json.gz and labels.json.gz when a tile of zoom 5 or more is first asked for. A page
   without a server has them in dateline.files instead, as base64. */
(function () {
  'use strict';

  const dateline = (window.dateline = window.dateline || {});
  const TILE = 512;
  const DETAIL_FROM = 5;
  const REGIONS_FROM = 5;
  const CHUNK = 32; // points that share one box, to skip what is out of sight

  dateline.palettes = {
    light: {
      sea: '#d3dde6', land: '#f7f5f0', lake: '#d3dde6', coast: '#9fb2c1', border: '#a59b9f',
      region: '#cdc6c2', graticule: '#bccad6', halo: 'rgba(250,249,246,.92)', dot: '#5d5a5c',
      country: '#7d757a', regionName: '#8b8281', capital: '#3d3a3d', city: '#565255',
    },
    dark: {
      sea: '#141b24', land: '#252d38', lake: '#141b24', coast: '#46566a', border: '#66707f',
      region: '#434e5d', graticule: '#2a3442', halo: 'rgba(28,35,45,.92)', dot: '#a9b3c0',
      country: '#8e99a8', regionName: '#75808f', capital: '#d3dae3', city: '#abb5c2',
    },
  };

  // Reading

  const reading = {};

  async function read(name, base) {
    const file = name + '.json.gz';
    let bytes;
    if (dateline.files && dateline.files[file]) {
      bytes = Uint8Array.from(atob(dateline.files[file]), (c) => c.charCodeAt(0));
    } else {
      const answer = await fetch(base + file);
      if (!answer.ok) throw new Error(file + ': ' + answer.status);
      bytes = new Uint8Array(await answer.arrayBuffer());
    }
    let body = new Blob([bytes]).stream();
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // a proxy may have unpacked it
    if (packed) body = body.pipeThrough(new DecompressionStream('gzip'));
    return unpack(JSON.parse(await new Response(body).text()));
  }

  function load(name, base) {
    const key = base + name;
    if (!reading[key]) reading[key] = read(name, base);
    return reading[key];
  }

  function unpack(file) {
    for (const layer of ['land', 'lakes', 'borders', 'regions']) {
      if (file[layer]) file[layer] = file[layer].map(line);
    }
    return file;
  }

  function grow(boxes, at, x, y) {
    if (x < boxes[at]) boxes[at] = x;
    if (y < boxes[at + 1]) boxes[at + 1] = y;
    if (x > boxes[at + 2]) boxes[at + 2] = x;
    if (y > boxes[at + 3]) boxes[at + 3] = y;
  }

  /* [x, y, dx, dy, …] to points with one box around all and one around each chunk. */
  function line(flat) {
    const count = flat.length / 2;
    const points = new Int32Array(flat.length);
    const chunks = Math.max(1, Math.ceil((count - 1) / CHUNK));
    const boxes = new Int32Array(4 * chunks);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let c = 0; c < chunks; c++) boxes.set([2 ** 30, 2 ** 30, -(2 ** 30), -(2 ** 30)], 4 * c);
    for (let i = 0, x = 0, y = 0; i < count; i++) {
      points[2 * i] = x += flat[2 * i];
      points[2 * i + 1] = y += flat[2 * i + 1];
      grow(box, 0, x, y);
      grow(boxes, 4 * Math.min(chunks - 1, Math.floor(i / CHUNK)), x, y);
      if (i && i % CHUNK === 0) grow(boxes, 4 * (i / CHUNK - 1), x, y); // chunks share an end
    }
    return { points, boxes, box };
  }

  // Drawing

  function outside(boxes, at, view) {
    return boxes[at] > view.right || boxes[at + 2] < view.left ||
      boxes[at + 1] > view.bottom || boxes[at + 3] < view.top;
  }

  /* Adds a line to the path. A chunk out of sight is cut short to its chord when the line is to
     be filled (its box holds path and chord, so nothing in sight changes), else left out. */
  function trace(ctx, { points, boxes }, view, filled) {
    const { scale, x: ox, y: oy, world } = view;
    const last = points.length / 2 - 1;
    let px = points[0] * scale - ox;
    let py = points[1] * scale - oy;
    ctx.moveTo(px, py);
    for (let c = 0, from = 0; from < last; c++, from += CHUNK) {
      const to = Math.min(from + CHUNK, last);
      const hidden = outside(boxes, 4 * c, view);
      for (let i = hidden ? to : from + 1; i <= to; i++) {
        const x = points[2 * i] * scale - ox;
        const y = points[2 * i + 1] * scale - oy;
        if (i < to && Math.abs(x - px) + Math.abs(y - py) < 0.7) continue;
        // the map's own edge, where Antarctica is closed, is no coast
        const edge = (points[2 * i] % world === 0 && points[2 * i] === points[2 * i - 2]) ||
          (points[2 * i + 1] === world && points[2 * i - 1] === world);
        if (!filled && (hidden || edge)) ctx.moveTo(x, y);
        else ctx.lineTo(x, y);
        px = x;
        py = y;
      }
    }
  }

  /* All lines in sight that are at least `least` pixels wide or high. */
  function path(ctx, lines, views, filled, least = 1) {
    ctx.beginPath();
    for (const view of views) {
      for (const one of lines) {
        const [left, top, right, bottom] = one.box;
        const tiny = Math.max(right - left, bottom - top) * view.scale < least;
        if (!tiny && !outside(one.box, 0, view)) trace(ctx, one, view, filled);
      }
    }
  }

  /* What a tile shows, in units of the data: once as it is, and once a world further west for
     what runs on beyond the antimeridian. */
  function viewsOf(coords, bits) {
    const scale = (256 * 2 ** coords.z) / 2 ** bits;
    const margin = 4 / scale;
    const side = TILE / scale;
    return [0, 2 ** bits].map((shift) => {
      const left = coords.x * side + shift;
      const top = coords.y * side;
      return {
        scale, x: left * scale, y: top * scale, world: 2 ** bits,
        left: left - margin, top: top - margin,
        right: left + side + margin, bottom: top + side + margin,
      };
    });
  }

  function drawLand(ctx, data, coords, colours) {
    const views = viewsOf(coords, data.bits);
    const stroke = (lines, colour, width, { dash = [], least = 1 } = {}) => {
      path(ctx, lines, views, false, least);
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.stroke();
    };
    ctx.lineJoin = 'bevel';
    path(ctx, data.land, views, true);
    ctx.fillStyle = colours.land;
    ctx.fill('evenodd');
    path(ctx, data.lakes, views, true);
    ctx.fillStyle = colours.lake;
    ctx.fill('evenodd');
    if (coords.z > 3) stroke(data.lakes, colours.coast, 0.6);
    if (data.regions && coords.z >= REGIONS_FROM) {
      const least = { 5: 24, 6: 12 }[coords.z] || 1; // small divisions would be a grey mesh
      stroke(data.regions, colours.region, coords.z < 7 ? 0.8 : 1, { dash: [3, 2.5], least });
    }
    stroke(data.borders, colours.border, coords.z < 4 ? 0.6 : coords.z < 6 ? 0.9 : 1.2);
    stroke(data.land, colours.coast, coords.z < 5 ? 0.7 : 1);
  }

  function drawGraticule(ctx, coords, colours) {
    const step = (256 * 2 ** coords.z) / (coords.z < 5 ? 12 : 72);
    ctx.beginPath();
    for (let x = step - ((coords.x * TILE) % step); x <= TILE + 1; x += step) {
      ctx.moveTo(x, 0);
      ctx.lineTo(x, TILE + 1);
    }
    for (let y = step - ((coords.y * TILE) % step); y <= TILE + 1; y += step) {
      ctx.moveTo(0, y);
      ctx.lineTo(TILE + 1, y);
    }
    ctx.strokeStyle = colours.graticule;
    ctx.lineWidth = 1;
    ctx.setLineDash([]);
    ctx.stroke();
  }

  // The map

  /* A Leaflet map that does without motion for readers who asked their system for that. */
  dateline.map = function (id, options) {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const moving = ['zoomAnimation', 'fadeAnimation', 'markerZoomAnimation', 'inertia'];
    for (const name of still ? moving : []) options[name] = false;
    const map = L.map(id, options);
    if (still) map.panBy = (by, how) => L.Map.prototype.panBy.call(map, by, { ...how, animate: false });
    map.attributionControl.setPrefix('Leaflet');
    return map;
  };

  /* The folder of Leaflet's marker images, or the images themselves. */
  dateline.setIcons = function (folder, images) {
    L.Icon.Default.imagePath = folder;
    L.Icon.Default.mergeOptions(images);
  };

  // The layer

  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const shown = new Set();
  let theme = 'auto';

  dateline.theme = () => (theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme);
  dateline.setTheme = function (chosen) {
    theme = chosen;
    for (const layer of shown) layer.repaint();
  };
  dark.addEventListener('change', () => theme === 'auto' && dateline.setTheme('auto'));

  dateline.Basemap = L.GridLayer.extend({
    options: { base: '', label: 'Map', tileSize: TILE, minZoom: 2, maxZoom: 12, keepBuffer: 1 },

    onAdd(map) {
      const container = map.getContainer();
      container.setAttribute('role', 'application');
      container.setAttribute('aria-label', this.options.label);
      shown.add(this);
      this._labels = new dateline.Labels();
      this._want('world');
      L.GridLayer.prototype.onAdd.call(this, map);
      this._labels.addTo(map);
      this._dress();
    },

    onRemove(map) {
      shown.delete(this);
      this._labels.remove();
      if (this._message) this._message.remove();
      this._message = null;
      L.GridLayer.prototype.onRemove.call(this, map);
    },

    createTile(coords) {
      const tile = document.createElement('canvas');
      tile.coords = coords;
      if (coords.z >= DETAIL_FROM) this._want('detail', 'labels');
      this._paint(tile);
      return tile;
    },

    /* One pixel more than its share, so that no gap shows where screen pixels are fractions. */
    _initTile(tile) {
      L.GridLayer.prototype._initTile.call(this, tile);
      tile.style.width = tile.style.height = TILE + 1 + 'px';
    },

    /* Repaints in place: nothing flickers, the view stays. */
    repaint() {
      this._dress();
      for (const key in this._tiles) this._paint(this._tiles[key].el);
      this._labels.redraw();
    },

    /* Names that are drawn now, in the order of their importance. */
    names() {
      return this._labels.names();
    },

    _dress() {
      const container = this._map.getContainer();
      container.dataset.theme = dateline.theme();
      container.style.background = dateline.palettes[dateline.theme()].sea;
    },

    _want(...names) {
      this._parts = this._parts || {};
      for (const name of names) {
        if (this._parts[name]) continue;
        this._parts[name] = { state: 'loading' };
        load(name, this.options.base).then(
          (data) => this._arrived(name, data),
          (problem) => this._lost(name, problem),
        );
      }
    },

    _arrived(name, data) {
      this._parts[name] = { state: 'here', data };
      if (data.labels) this._labels.add(data.labels);
      if (this._map) this.repaint();
    },

    _lost(name, problem) {
      console.warn('basemap: ' + problem.message);
      this._parts[name] = { state: 'lost' };
      if (!this._map) return;
      this._say(name === 'world'
        ? 'The background map could not be loaded. Positions are still right.'
        : 'The detailed background map could not be loaded.');
      this.repaint();
    },

    _say(text) {
      if (this._message) return;
      this._message = L.control({ position: 'bottomleft' });
      this._message.onAdd = () => {
        const box = L.DomUtil.create('div', 'dateline-message');
        box.setAttribute('role', 'status');
        box.textContent = text;
        return box;
      };
      this._message.addTo(this._map);
    },

    _paint(tile) {
      const colours = dateline.palettes[dateline.theme()];
      const ratio = window.devicePixelRatio || 1;
      const { world, detail } = this._parts;
      const data = (tile.coords.z >= DETAIL_FROM && detail && detail.data) || world.data;
      tile.width = tile.height = Math.round((TILE + 1) * ratio);
      const ctx = tile.getContext('2d');
      ctx.scale(tile.width / (TILE + 1), tile.height / (TILE + 1));
      ctx.fillStyle = colours.sea;
      ctx.fillRect(0, 0, TILE + 1, TILE + 1);
      if (world.state === 'lost') drawGraticule(ctx, tile.coords, colours);
      if (data) drawLand(ctx, data, tile.coords, colours);
    },
  });
})();
