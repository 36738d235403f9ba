/* The legend, which is also where kinds and families are switched on and off. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { symbols, element } = dateline;
  const NARROW = 800;

  function line(type) {
    return symbols.canvas(22, 22, 0, 0,
      symbols.svg("path", { d: "M1,16Q11,2 21,12", class: `dl-line dl-link-${type}` }));
  }

  function scaled(drawn, width) {
    drawn.setAttribute("width", width);
    drawn.setAttribute("height", 22);
    return drawn;
  }

  function kinds(families) {
    return [
      ["event_site", "Event", symbols.ring(families)],
      ["actor_seat", "Actor’s seat", scaled(symbols.seat(1), 22)],
      ["area_held", "Area held", symbols.swatch("dl-swatch-held")],
      ["mentioned", "Merely named", scaled(symbols.canvas(18, 18, -9, -9,
        ...symbols.mentioned(1).childNodes), 18)],
      ["links", "Links", line("supports")],
    ];
  }

  function hints(family, scene) {
    const fill = scene.hatching(family, "province");
    const hatched = symbols.canvas(22, 22, 0, 0, symbols.painted(symbols.svg("rect",
      { x: 2, y: 4, width: 18, height: 14, rx: 3, fill, class: "dl-swatch-hatched" }), family));
    return [
      [scaled(symbols.token(family, 10.5, "hollow"), 22), "asked for, planned, denied"],
      [scaled(symbols.token(family, 10.5, "possible"), 22), "possibly in range"],
      [hatched, "somewhere in this area"],
      [scaled(symbols.token(family, 9.5, "", "read"), 22), "read by machine"],
      [scaled(symbols.token(family, 9.5, "", "confirmed"), 22), "confirmed by a person"],
    ];
  }

  function toggle(name, label, drawn, report) {
    const button = element("button", "dl-toggle");
    button.type = "button";
    button.dataset.name = name;
    button.append(drawn, element("span", "", label));
    button.addEventListener("click", () => report(name));
    return button;
  }

  function group(title, ...children) {
    const box = element("div", "dl-legend-group");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", title);
    box.append(...children);
    return box;
  }

  const Legend = L.Control.extend({
    options: { position: "bottomleft" },

    initialize(scene) {
      this.scene = scene;
    },

    onAdd(map) {
      this.box = element("div", "dl-legend");
      this.head = element("button", "dl-legend-head", "Legend");
      this.head.type = "button";
      this.body = element("div", "dl-legend-body");
      this.head.addEventListener("click", () => this.open(this.body.hidden));
      this.box.append(this.head, this.body);
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      this.open(map.getSize().x >= NARROW);
      return this.box;
    },

    open(shown) {
      this.body.hidden = !shown;
      this.head.setAttribute("aria-expanded", String(shown));
    },

    /* Fills the legend once; later only says what is on and off. */
    update(families, hidden) {
      if (!this.body.childNodes.length) this.fill(families);
      for (const button of this.body.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(!hidden.has(button.dataset.name)));
      }
    },

    fill(families) {
      const report = (name) => this.scene.toggle(name);
      const named = families.filter((family) => family.name !== "Other");
      const rows = hints(named[named.length - 1], this.scene).map(([drawn, text]) => {
        const row = element("div", "dl-hint");
        row.append(drawn, element("span", "", text));
        return row;
      });
      this.body.append(
        group("Families", ...named.map((family) => toggle(family.name, family.name,
          scaled(symbols.token(family, 10.5, ""), 22), report))),
        element("div", "dl-legend-column"));
      this.body.lastChild.append(
        group("Kinds", ...kinds(named).map((kind) => toggle(...kind, report))),
        group("How to read it", ...rows));
    },
  });

  dateline.Legend = Legend;
})();
