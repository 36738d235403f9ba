/* The layer itself: what Python packed is decoded here, drawn, and answered when clicked.

   st_folium takes a layer away and adds its successor whenever something changes. What is on the
   screen therefore belongs to a scene, which the successor takes over and changes only where the
   marks differ: nothing flickers, focus and legend stay. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { symbols, words, element } = dateline;
  const PANES = { "dl-areas": 410, "dl-lines": 420, "dl-dots": 430, "dl-small": 590,
    "dl-signs": 592, "dl-seats": 594, "dl-labels": 596, "dl-events": 600 };
  let sent = 0;
  let scenes = 0;

  function unpack(payload) {
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /* Tells Python, or the page when there is none; returns whether somebody takes care of it. */
  function send(map, message) {
    sent = Math.max(sent + 1, Date.now());
    const detail = { ...message, n: sent };
    if (window.Streamlit && window.Streamlit.setComponentValue) {
      window.Streamlit.setComponentValue(detail);
      return true;
    }
    const name = `dateline:${Object.keys(message)[0]}`;
    return !map.getContainer().dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, cancelable: true }));
  }

  /* "auto" follows the reader's system. */
  function setTheme(theme) {
    for (const box of document.querySelectorAll(".leaflet-container")) {
      if (theme === "auto") delete box.dataset.theme;
      else box.dataset.theme = theme;
    }
  }

  class Scene {
    constructor(map) {
      this.map = map;
      this.name = `dl${(scenes += 1)}`;
      this.drawn = new Map();
      for (const [pane, level] of Object.entries(PANES)) {
        (map.getPane(pane) || map.createPane(pane)).style.zIndex = level;
      }
      this.areas = L.svg({ pane: "dl-areas", padding: 0.3 }).addTo(map);
      this.lines = L.svg({ pane: "dl-lines", padding: 0.3 }).addTo(map);
      this.dots = L.canvas({ pane: "dl-dots", padding: 0.3, tolerance: 6 });
      this.defs = this.areas._container.insertBefore(symbols.svg("defs"),
        this.areas._container.firstChild);
      this.card = new dateline.Card(map);
      this.bench = element("div", "dl-bench");
      map.getContainer().append(this.bench);
      map.on(this.listeners(), this);
      this.onKey = (event) => event.key === "Escape" && this.clear();
      map.getContainer().addEventListener("keydown", this.onKey);
    }

    listeners() {
      return { zoomend: this.draw, click: this.clear, movestart: this.quiet };
    }

    show(data) {
      this.data = data;
      this.families = new Map(data.families.map((family) => [family.name, family]));
      this.other = data.families[data.families.length - 1];
      this.hidden = new Set(data.hidden);
      this.selected = new Set(data.marks.filter((mark) => mark.selected).map((mark) => mark.id));
      if (data.theme !== "auto") this.dress(data.theme);
      if (data.legend && !this.legend) this.legend = new dateline.Legend(this).addTo(this.map);
      if (this.legend) this.legend.update(data.families, this.hidden);
      this.draw();
    }

    /* The basemap, where there is one, is dressed alike. */
    dress(theme) {
      const now = theme === "auto" && dateline.theme ? dateline.theme() : theme;
      if (this.map.getContainer().dataset.theme !== now) dateline.setTheme(theme);
    }

    /* What follows is asked for by areas.js, links.js, points.js and legend.js. */
    project(at) {
      return this.map.project(at, this.zoom);
    }

    pixels(at, km) {
      const metres = (40075016.7 * Math.cos((at[0] * Math.PI) / 180)) / (256 * 2 ** this.zoom);
      return (km * 1000) / metres;
    }

    shares(marks) {
      const found = words.shares(marks)
        .map(([name, n]) => [this.families.get(name) || this.other, n]);
      return found.length ? found : [[this.other, words.sum(marks, "count")]];
    }

    /* Whether an event's symbol is drawn at this place on the screen. */
    isEvent(point) {
      return this.events.some((other) => other.distanceTo(point) < 8);
    }

    hatching(family, level) {
      const id = `${this.name}-${[...this.families.keys()].indexOf(family.name)}-${level}`;
      if (!this.defs.querySelector(`#${id}`)) {
        this.defs.append(symbols.hatching(id, family, level));
      }
      return `url(#${id})`;
    }

    measure(box) {
      this.bench.append(box);
      const size = [box.offsetWidth, box.offsetHeight];
      box.remove();
      return size;
    }

    /* Draws what the marks and the zoom ask for, and touches nothing that is there already. */
    draw() {
      this.zoom = this.map.getZoom();
      if (!this.data || this.zoom === undefined) return;
      this.taken = [];
      this.events = [];
      this.signs = [];
      const marks = this.data.marks.filter((mark) => !this.isOff(mark));
      const links = this.hidden.has("links") ? [] : this.data.links;
      const points = dateline.points(marks, this);
      const wanted = [...dateline.areas(marks, this), ...dateline.reach(marks, this),
        ...dateline.links(links, this), ...points];
      const focused = this.focused();
      this.swap(new Map(wanted.map((item) => [item.key, item])));
      if (focused) this.focus(focused);
    }

    isOff(mark) {
      const families = Object.keys(mark.families);
      return this.hidden.has(mark.kind) ||
        (families.length > 0 && families.every((name) => this.hidden.has(name)));
    }

    swap(wanted) {
      for (const [key, old] of this.drawn) {
        const item = wanted.get(key);
        if (item && item.sig === old.item.sig) continue;
        old.layers.forEach((layer) => layer.remove());
        this.drawn.delete(key);
        if (this.card.key === key && !item) this.card.hide();
      }
      for (const [key, item] of wanted) {
        if (this.drawn.has(key)) continue;
        const layers = item.layers();
        layers.forEach((layer) => {
          layer.addTo(this.map);
          if (item.title !== undefined) this.wire(layer, item);
        });
        this.drawn.set(key, { item, layers });
      }
    }

    wire(layer, item) {
      if (layer.options.interactive === false) return;
      const show = () => this.card.show(item, this.map.latLngToContainerPoint(item.at), item.rise);
      layer.on("mouseover", show);
      layer.on("mouseout", () => this.card.hide());
      layer.on("click", (event) => {
        L.DomEvent.stop(event.originalEvent || event);
        if (item.ids) this.select(item.ids);
        else show();
      });
      const box = layer.options.handle && layer.getElement();
      if (box) this.handle(box, item, show);
    }

    /* Makes an element reachable and usable without a mouse. */
    handle(box, item, show) {
      box.tabIndex = 0;
      box.setAttribute("role", item.ids ? "button" : "img");
      box.setAttribute("aria-label", item.spoken);
      if (item.ids) box.setAttribute("aria-pressed", String(Boolean(item.chosen)));
      box.dataset.key = item.key;
      box.addEventListener("focus", () => {
        if (!this.refocusing && box.matches(":focus-visible")) {
          this.map.panInside(item.at, { padding: [40, 40], animate: false });
        }
        show();
      });
      box.addEventListener("blur", () => this.card.hide());
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        L.DomEvent.stop(event);
        if (item.ids) this.select(item.ids);
      });
    }

    focused() {
      const key = document.activeElement && document.activeElement.dataset
        ? document.activeElement.dataset.key : undefined;
      return key && this.drawn.has(key) ? this.drawn.get(key).item : null;
    }

    /* Back to the mark that had the focus, or to the one it now stands under. */
    focus(item) {
      const now = this.drawn.has(item.key) ? this.drawn.get(item.key)
        : [...this.drawn.values()].find((one) => one.item.ids && item.ids &&
          one.item.ids.includes(item.ids[0]));
      const layer = now && now.layers.find((one) => one.options.handle);
      const box = layer && layer.getElement();
      if (!box || box === document.activeElement) return;
      this.refocusing = true;
      box.focus({ preventScroll: true });
      this.refocusing = false;
    }

    select(ids) {
      send(this.map, { select: ids });
      this.selected = new Set(ids);
      requestAnimationFrame(() => this.draw());
    }

    quiet() {
      this.card.hide();
    }

    clear() {
      this.quiet();
      if (this.data && this.selected.size) this.select([]);
    }

    /* At once, for us and for the discs; Python, where there is one, says the same later. A page
       of somebody else's that cancels the event decides by itself. */
    toggle(name) {
      const taken = send(this.map, { toggle: name });
      if (taken && !(window.Streamlit && window.Streamlit.setComponentValue)) return;
      if (!this.hidden.delete(name)) this.hidden.add(name);
      this.legend.update(this.data.families, this.hidden);
      this.map.fire("dateline:hidden", { hidden: this.hidden });
      requestAnimationFrame(() => this.draw());
    }

    remove() {
      this.swap(new Map());
      this.map.off(this.listeners(), this);
      this.map.getContainer().removeEventListener("keydown", this.onKey);
      [this.areas, this.lines, this.dots, this.legend].forEach((part) => part && part.remove());
      this.card.remove();
      this.bench.remove();
    }
  }

  /* Scenes of a map that no layer owns just now; one that nobody takes over goes. */
  function idle(map) {
    return (map._dateline = map._dateline || []);
  }

  const EventLayer = L.Layer.extend({
    initialize(payload) {
      this.data = unpack(payload);
    },

    onAdd(map) {
      if (window.feature_group) {
        window.feature_group = window.feature_group.filter((group) => map.hasLayer(group));
      }
      this.scene = idle(map).pop() || new Scene(map);
      this.scene.show(this.data);
    },

    onRemove(map) {
      const scene = this.scene;
      this.scene = undefined;
      idle(map).push(scene);
      setTimeout(() => {
        const place = idle(map).indexOf(scene);
        if (place < 0) return;
        idle(map).splice(place, 1);
        scene.remove();
      }, 0);
    },
  });

  dateline.layer = (payload) => new EventLayer(payload);
  dateline.send = send;
  dateline.setTheme = dateline.setTheme || setTheme; // basemap.js has one that repaints, too
})();
