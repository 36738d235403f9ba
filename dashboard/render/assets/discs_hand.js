/* What a reader does with discs: hovering shows a card, a click or Enter asks for the events.

   Discs are pixels; for the keyboard and for screen readers each in view has a button of its own,
   made when the map has come to rest. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { element } = dateline;
  const REST = 180; // ms without drawing after which the buttons are made anew
  const MOST = 200; // buttons
  const number = new Intl.NumberFormat("en-GB");
  const day = new Intl.DateTimeFormat("en-GB",
    { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  function some(count, noun) {
    return `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
  }

  function date(days) {
    return day.format(days * 86400000);
  }

  function deaths({ low, best, high, known }) {
    if (!known) return "Deaths: not known";
    const same = low === best && best === high;
    const figures = same ? number.format(best)
      : `${number.format(low)}–${number.format(best)}–${number.format(high)} (low–best–high)`;
    return `Deaths: ${figures}`;
  }

  function where({ area, level, km }) {
    if (!area) return [];
    const place = level === "sea" ? "stretch of sea" : level;
    return [`somewhere in this ${place}${km ? `, within about ${number.format(km)} km` : ""}`];
  }

  /* Lines of the card; `told` is counted only when somebody looks. */
  function lines(group, told) {
    const families = group.parts.map(([family, ...n]) => `${number.format(n[0] + n[1] + n[2])} ${family.name}`);
    const [possible, hollow] = [2, 3].map((i) => group.parts.reduce((sum, part) => sum + part[i], 0));
    const said = families.length > 4 ? [families.slice(0, 4).join(", ") + " and others"]
      : [families.join(", ")];
    said.push(...where(group));
    if (hollow) said.push(`${number.format(hollow)} asked for, planned, threatened or denied`);
    if (possible) said.push(`${number.format(possible)} only possibly in range`);
    said.push(deaths(told));
    if (told.first !== null) {
      said.push(told.first === told.last ? date(told.first) : `${date(told.first)} – ${date(told.last)}`);
    }
    return said;
  }

  class Hand {
    /* `board` has map, pane, found (what was drawn last), chosen, and choose(group). */
    constructor(board) {
      this.board = board;
      this.card = new dateline.Card(board.map);
      this.list = element("div", "dl-discs-list");
      this.list.setAttribute("role", "group");
      board.pane.append(this.list);
      board.map.on({ mousemove: this.hover, mouseout: this.leave, click: this.click,
        movestart: this.leave, zoomstart: this.leave }, this);
    }

    /* The drawn group at a point of the container. */
    at(point) {
      const { groups, offset } = this.board.found;
      const [x, y] = [point.x - offset.x, point.y - offset.y];
      const discs = groups.filter((one) => !one.area);
      const hit = (one, reach) => Math.hypot(one.x - x, one.y - y) <= reach;
      const near = discs.filter((one) => hit(one, one.radius + 4))
        .sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
      if (near.length) return near[0];
      const areas = groups.filter((one) => one.area);
      return areas.find(({ at, size }) =>
        Math.abs(at[0] - x) <= size[0] / 2 + 3 && Math.abs(at[1] - y) <= size[1] / 2 + 3) ||
        areas.filter((one) => hit(one, Math.max(one.wide, 12))).sort((a, b) => a.wide - b.wide)[0];
    }

    hover(event) {
      if (this.board.map.dragging?.moving() || !this.board.found.groups.length) return;
      const overMark = event.originalEvent.target.closest?.(".dl-mark, .leaflet-control, .dl-area");
      const group = overMark ? undefined : this.at(event.containerPoint);
      this.board.map.getContainer().classList.toggle("dl-discs-over", Boolean(group));
      if (group === this.over) return;
      this.leave();
      this.over = group;
      if (group) this.soon = setTimeout(() => this.show(group), 40);
    }

    leave() {
      clearTimeout(this.soon);
      this.over = undefined;
      this.card.hide();
    }

    show(asked) {
      const { found } = this.board;
      const group = found.groups.find((one) => one.spot === asked.spot && one.area === asked.area);
      if (!group) return;
      group.told = group.told || found.tell(group);
      const [x, y] = group.area ? group.at : [group.x, group.y];
      const title = group.area ? some(group.count, "event") + " in an area" : some(group.count, "event");
      this.card.show({ key: "disc", title, lines: lines(group, group.told) },
        L.point(x + found.offset.x, y + found.offset.y), group.area ? 12 : group.radius + 2);
    }

    click(event) {
      if (event.originalEvent.target.closest?.(".dl-mark, .leaflet-control")) return;
      const group = this.at(event.containerPoint);
      setTimeout(() => this.board.choose(group || null), 0); // after what the map itself clears
    }

    /* After drawing: what the pointer is on has changed, and so have the buttons, soon. */
    drawn() {
      this.leave();
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.rest(), REST);
    }

    rest() {
      const { found, map } = this.board;
      const size = map.getSize();
      const seen = found.groups.filter((one) => {
        const [x, y] = [one.x + found.offset.x, one.y + found.offset.y];
        return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
      }).sort((a, b) => b.count - a.count).slice(0, MOST);
      const kept = new Map([...this.list.children].map((box) => [box.dataset.key, box]));
      const boxes = seen.map((group) => this.button(group, kept.get(this.key(group))));
      const now = document.activeElement;
      this.list.setAttribute("aria-label", `${some(found.total, "event")} on this part of the map`);
      if (this.list.contains(now) && boxes.includes(now)) {
        [...this.list.children].forEach((box) => boxes.includes(box) || box.remove());
        boxes.forEach((box) => box.parentNode || this.list.append(box));
      } else this.list.replaceChildren(...boxes);
    }

    key(group) {
      return `${group.area ? "area" : "disc"} ${group.spot}`;
    }

    button(group, kept) {
      const box = kept || element("button", "dl-discs-button");
      box.type = "button";
      box.dataset.key = this.key(group);
      box.dataset.count = group.count;
      const [x, y] = group.area ? group.at : [group.x, group.y];
      const reach = group.area ? 16 : group.radius + 4;
      L.DomUtil.setPosition(box, L.point(x - reach, y - reach).add(this.board.found.corner));
      box.style.width = box.style.height = `${2 * reach}px`;
      const parts = group.parts.map(([family, ...n]) => `${n[0] + n[1] + n[2]} ${family.name}`);
      box.setAttribute("aria-label", [some(group.count, "event"), ...parts, ...where(group)].join(", ") +
        ". Enter lists them.");
      box.onfocus = () => this.show(group);
      box.onblur = () => this.card.hide();
      box.onclick = (event) => {
        L.DomEvent.stop(event);
        this.board.choose(group);
      };
      return box;
    }

    remove() {
      clearTimeout(this.resting);
      this.leave();
      this.board.map.off({ mousemove: this.hover, mouseout: this.leave, click: this.click,
        movestart: this.leave, zoomstart: this.leave }, this);
      this.card.remove();
      this.list.remove();
    }
  }

  dateline.discs.Hand = Hand;
  dateline.discs.some = some;
  dateline.discs.deaths = deaths;
  dateline.discs.figure = (value) => number.format(value);
})();
