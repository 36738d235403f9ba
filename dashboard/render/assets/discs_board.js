/* A board: one canvas, counted and drawn anew for each filter and each view. Dates come from the
   timeline directly, over `datelineBus` of the page around our frame; what Python sends later says
   the same and draws nothing. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { Pen, shares, state, radiusOf, placeChips, PLATED } = dateline.discs;
  const { FromEvents, FromCells } = dateline.sources;
  const MARGIN = 0.2; // of the map's size drawn beyond each side
  const PANES = { "dl-under": 340, "dl-discs": 588 }; // labels of the map lie between

  /* The page around our frame, or this one where that is another's. */
  function host() {
    try {
      return window.parent.document ? window.parent : window;
    } catch (error) {
      return window;
    }
  }

  function bus() {
    const page = host();
    page.datelineBus = page.datelineBus || new EventTarget();
    return page.datelineBus;
  }

  class Board {
    constructor(map) {
      this.map = map;
      for (const [pane, level] of Object.entries(PANES)) {
        (map.getPane(pane) || map.createPane(pane)).style.zIndex = level;
      }
      this.pane = map.getPane("dl-discs");
      this.canvas = this.blank("dl-discs");
      this.under = this.blank("dl-under"); // for heat and divisions
      this.found = { groups: [], total: 0, offset: L.point(0, 0), corner: L.point(0, 0) };
      this.hand = new dateline.discs.Hand(this);
      map.on(this.listeners(), this);
      this.onRange = () => this.dated() && this.soon();
      bus().addEventListener("range", this.onRange);
      this.dressed = new MutationObserver(() => this.soon());
      this.dressed.observe(map.getContainer(), { attributeFilter: ["data-theme"] });
    }

    blank(pane) {
      const canvas = L.DomUtil.create("canvas", "dl-discs leaflet-zoom-animated", this.map.getPane(pane));
      canvas.setAttribute("aria-hidden", "true");
      return canvas;
    }

    listeners() {
      return { moveend: this.moved, zoomend: this.soon, resize: this.soon, zoomanim: this.zooming,
        move: this.dragged, "dateline:hidden": this.switched };
    }

    /* The legend says so before Python does. */
    switched({ hidden }) {
      this.hidden = new Set(hidden);
      this.soon();
    }

    /* What Python says now. What it said before is not looked at again. */
    show(data) {
      const text = JSON.stringify(data);
      if (text === this.text) return;
      this.text = text;
      const before = this.data;
      this.data = data;
      this.names = data.families.map((family) => family.name);
      this.hidden = new Set(data.hidden);
      this.dated();
      const ask = (this.asked = {});
      this.fetch(before).then(() => ask === this.asked && this.soon(), (problem) => {
        console.warn(`events: ${problem.message}`);
        if (ask === this.asked) this.say("The events could not be loaded.");
      });
    }

    /* The file and the bitmap, when they are others than before. */
    async fetch(before) {
      const { data } = this;
      const { source, bits, cells } = data;
      if (cells) this.source = new FromCells(cells);
      else if (!(this.source instanceof FromEvents) || before.source !== source) {
        this.say("Loading events …");
        const events = source ? await dateline.packed.load(source) : null;
        if (data !== this.data) return;
        this.source = events && new FromEvents(events);
        this.say("");
      }
      const passing = bits ? await dateline.packed.bits(bits) : null;
      if (data === this.data) this.bits = passing;
    }

    /* The dates to draw: the timeline's, where there is one; returns whether they are new. */
    dated() {
      const { range } = bus();
      const said = range || this.data || {};
      const now = { first: said.first ?? null, last: said.last ?? null };
      const before = this.range;
      this.range = now;
      return !before || before.first !== now.first || before.last !== now.last;
    }

    soon() {
      if (!this.frame) this.frame = requestAnimationFrame(() => this.draw());
    }

    /* A view of the map with its margin, in pixels of the world and of the page. */
    view() {
      const { map } = this;
      const size = map.getSize();
      const margin = size.multiplyBy(MARGIN).round();
      const seen = map.getPixelBounds();
      const [min, max] = [seen.min.subtract(margin), seen.max.add(margin)];
      const zoom = Math.round(map.getZoom());
      const world = 256 * 2 ** zoom;
      const middle = (min.x + max.x) / 2;
      const half = Math.min((max.x - min.x) / 2, world / 2);
      const box = { left: middle - half, right: middle + half,
        top: Math.max(min.y, 0), bottom: Math.min(max.y, world) };
      return { zoom, world, box, min, size: max.subtract(min),
        corner: min.subtract(map.getPixelOrigin()) };
    }

    colours() {
      const box = this.map.getContainer();
      const style = getComputedStyle(box);
      const dark = box.dataset.theme ? box.dataset.theme === "dark"
        : window.matchMedia("(prefers-color-scheme: dark)").matches;
      const named = (name) => style.getPropertyValue(`--dl-${name}`).trim();
      return { dark, paper: named("paper"), ink: named("ink"), soft: named("soft"),
        edge: named("edge") };
    }

    draw() {
      cancelAnimationFrame(this.frame);
      this.frame = undefined;
      const { map, data } = this;
      const size = map.getSize();
      if (!data || !size.x || !size.y) return;
      const begun = performance.now();
      const view = this.view();
      this.zoomed = { zoom: map.getZoom(), corner: map.layerPointToLatLng(view.corner) };
      const pen = this.prepare(this.canvas, view);
      const divided = data.mode === "choropleth";
      const flat = divided || data.mode === "heat";
      this.under.hidden = !flat;
      const below = flat ? this.prepare(this.under, view) : null;
      this.legend(flat ? data.mode : "");
      if (this.source && !divided) this.paint(pen, below, view);
      else this.empty(view);
      if (divided || this.divisions) this.divide(divided, below, view);
      this.hand.drawn();
      this.tellDrawn(begun);
    }

    /* A pen for a canvas over the view, blank. */
    prepare(canvas, view) {
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(view.size.x * ratio), Math.round(view.size.y * ratio)];
      if (canvas.width !== width || canvas.height !== height) {
        Object.assign(canvas, { width, height });
        canvas.style.width = `${view.size.x}px`;
        canvas.style.height = `${view.size.y}px`;
      }
      L.DomUtil.setTransform(canvas, view.corner, 1);
      const pen = new Pen(canvas, this.colours(), this.data.families, ratio);
      pen.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.ctx.clearRect(0, 0, view.size.x, view.size.y);
      return pen;
    }

    empty(view) {
      this.found = { groups: [], total: 0, points() {}, ...this.offsets(view) };
    }

    offsets({ corner }) {
      return { corner, offset: this.map.layerPointToContainerPoint(corner) };
    }

    paint(pen, below, view) {
      const { families, mode, when } = this.data;
      const filter = { ...this.range, when, bits: this.bits, hidden: this.hidden };
      const found = this.source.groups(filter, this.names, view);
      for (const group of found.groups) {
        group.x -= view.min.x;
        group.y -= view.min.y;
        group.parts = shares(group.slots, families);
        group.how = state(group.parts);
        group.radius = group.area ? 12 : radiusOf(group.count);
      }
      const areas = found.groups.filter((group) => group.area).sort((a, b) => b.wide - a.wide);
      const discs = found.groups.filter((group) => !group.area);
      const heat = mode === "heat";
      areas.forEach((area) => pen.ground(area));
      if (heat) this.heated = dateline.discs.heat(below, found, view);
      else this.discs(pen, discs);
      placeChips(areas, heat ? [] : discs, pen);
      areas.forEach((area) => pen.chip(area));
      this.found = { ...found, groups: heat ? areas : found.groups, ...this.offsets(view) };
      this.mark(pen);
      if (heat) this.control.heat(this.heated);
    }

    discs(pen, discs) {
      const plated = discs.filter((group) => group.count > 1).length <= PLATED;
      for (const group of discs) {
        if (group.count === 1) pen.token(group);
        else pen.disc(group, plated);
      }
    }

    /* A ring around what was chosen, as long as it is there. */
    mark(pen) {
      const there = this.chosen && this.found.groups.find((one) =>
        one.area === this.chosen.area && one.spot === this.chosen.spot);
      if (there) pen.halo(there);
    }

    divide(shown, pen, view) {
      this.divisions = this.divisions || new dateline.discs.Divisions(this);
      this.divisions.draw(shown ? this.data.divisions : null, pen, view);
    }

    legend(mode) {
      if (this.control && this.control.mode !== mode) this.control = void this.control.remove();
      if (mode && !this.control) this.control = new dateline.discs.Legend(mode).addTo(this.map);
    }

    /* For those who wait for it: how many events the drawn part holds. */
    tellDrawn(begun) {
      const { total, groups } = this.found;
      const detail = { total, groups: groups.length, sum: groups.reduce((n, one) => n + one.count, 0),
        discs: groups.filter((one) => !one.area).length, took: performance.now() - begun,
        at: performance.timeOrigin + performance.now(), ready: Boolean(this.source), ...this.range };
      window.datelineDrawn = detail;
      this.map.getContainer().dispatchEvent(new CustomEvent("dateline:drawn", { detail }));
    }

    choose(asked) {
      // a button may be a moment older than what is drawn
      const group = asked && this.found.groups.find((one) =>
        one.spot === asked.spot && one.area === asked.area);
      if (!group && (asked || !this.chosen)) return;
      this.chosen = group && { area: group.area, spot: group.spot };
      const told = group && (group.told = group.told || this.found.tell(group));
      const discs = group && { ...this.found.place(group), row: told.row, count: group.count };
      dateline.send(this.map, { discs });
      this.soon();
    }

    /* Leaflet scales what it zooms; so do we until the new zoom is drawn. */
    zooming({ zoom, center }) {
      if (!this.zoomed) return;
      const scale = this.map.getZoomScale(zoom, this.zoomed.zoom);
      const corner = this.map._latLngToNewLayerPoint(this.zoomed.corner, zoom, center);
      for (const canvas of [this.canvas, this.under]) L.DomUtil.setTransform(canvas, corner, scale);
    }

    moved() {
      this.soon();
      if (!this.data || !this.data.cells) return;
      const bounds = this.map.getBounds().pad(MARGIN);
      dateline.send(this.map, { view: { zoom: Math.round(this.map.getZoom()),
        south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(),
        east: bounds.getEast() } });
    }

    /* Keeps the card off, and draws when the margin is used up. */
    dragged() {
      const { corner } = this.found;
      const margin = this.map.getSize().multiplyBy(MARGIN);
      const gone = this.map.containerPointToLayerPoint([0, 0]).subtract(corner).subtract(margin);
      this.found.offset = this.map.layerPointToContainerPoint(corner);
      if (Math.abs(gone.x) > margin.x || Math.abs(gone.y) > margin.y) this.soon();
    }

    say(text) {
      if (!this.message) {
        this.message = dateline.element("div", "dl-discs-message");
        this.message.setAttribute("role", "status");
        this.map.getContainer().append(this.message);
      }
      this.message.textContent = text;
      this.message.hidden = !text;
    }

    remove() {
      cancelAnimationFrame(this.frame);
      bus().removeEventListener("range", this.onRange);
      this.dressed.disconnect();
      this.map.off(this.listeners(), this);
      this.hand.remove();
      [this.canvas, this.under, this.control, this.message, this.divisions].forEach((part) => part && part.remove());
    }
  }

  dateline.discs.Board = Board;
})();
