/* Natural Earth on canvas tiles: sea, land, lakes and lines, in a light and a dark palette.

   new dateline.Basemap({base: 'folder/'})  is a Leaflet layer; it brings its labels along.
   dateline.setTheme('light' | 'dark' | 'auto')  repaints every basemap of the page in place.

   world.json.gz is read at once, detail.json.gz and labels.json.gz when a tile of zoom 5 or more
   is first asked for. */
(function () {
  'use strict';

  const dateline = (window.dateline = window.dateline || {});
  const TILE = dateline.TILE;
  const DETAIL_FROM = 5;

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
    options: { base: '', label: 'Map', tileSize: TILE, minZoom: 2, maxZoom: 12, keepBuffer: 1,
      updateInterval: 50 },

    onAdd(map) {
      const container = map.getContainer();
      container.setAttribute('role', 'application');
      container.setAttribute('aria-label', this.options.label);
      shown.add(this);
      this._labels = this._labels || new dateline.Labels();
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
        dateline.load(name, this.options.base).then(
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
      if (world.state === 'lost') dateline.drawGraticule(ctx, tile.coords, colours);
      if (data) dateline.drawLand(ctx, data, tile.coords, colours);
    },
  });
})();
