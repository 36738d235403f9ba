// The histogram: bars stacked by family over the days of the extent, and a card for one of them.

const SIDE = 14; // px left and right of the bars, room for the handles
const TOP = 16; // px, where the bars may begin
const BASE = 70; // px, where they stand
const WIDEST = 60; // px of a bar
const LETTER = 6.2; // px of a letter on the axis, more or less

class Chart {
  constructor(plot) {
    this.plot = plot;
    this.svg = plot.querySelector(".chart");
    this.card = plot.querySelector(".card");
    this.none = plot.querySelector(".none");
    this.column = make("rect", { class: "column", y: TOP, height: BASE - TOP, width: 0 });
    this.width = 0; // px
    this.taken = ""; // the data that is drawn
  }

  // Returns whether the data is other than before.
  take({ extent, families, bins }) {
    const taken = JSON.stringify([extent, families, bins]);
    if (taken === this.taken) return false;
    this.taken = taken;
    this.families = families;
    this.extent = extent.map(toDay);
    this.bins = bins
      .map(([first, last, counts]) => ({ days: [first, last].map(toDay), counts }))
      .filter(({ days }) => days[1] >= this.extent[0] && days[0] <= this.extent[1]);
    for (const bin of this.bins) bin.total = sum(bin.counts);
    this.total = sum(this.bins.map((bin) => bin.total));
    return true;
  }

  // Where a day begins, in px.
  x(day) {
    const [from, to] = this.extent;
    return SIDE + ((day - from) / (to + 1 - from)) * (this.width - 2 * SIDE);
  }

  // The day under the pointer, with its fraction.
  day(event) {
    const [from, to] = this.extent;
    const x = event.clientX - this.plot.getBoundingClientRect().left - SIDE;
    return from + (x / (this.width - 2 * SIDE)) * (to + 1 - from);
  }

  // Left and right of the days that lie in the extent, in px.
  sides([first, last]) {
    return [this.x(Math.max(first, this.extent[0])), this.x(Math.min(last, this.extent[1]) + 1)];
  }

  draw() {
    const most = nice(Math.max(0, ...this.bins.map((bin) => bin.total)));
    const across = { x1: SIDE, x2: this.width - SIDE };
    const scale = [
      make("line", { class: "grid", ...across, y1: TOP, y2: TOP }),
      make("text", { x: SIDE, y: TOP - 5 }, events(most)),
      ...this.bars((BASE - TOP) / most),
    ];
    const axis = make("line", { class: "axis", ...across, y1: BASE + 0.5, y2: BASE + 0.5 });
    this.svg.replaceChildren(this.column, ...(this.total ? scale : []), axis, ...this.ticks());
    const label = `${events(this.total)}, ${words(this.extent)}; at most ${count(most)} in one bar`;
    this.svg.setAttribute("aria-label", this.total ? label : "No dated events");
    this.none.hidden = this.total > 0;
    this.hover(null);
  }

  // One path for each family; `scale` in px for an event.
  bars(scale) {
    const paths = this.families.map(() => "");
    for (const bin of this.bins) {
      const [left, right] = this.sides(bin.days);
      const room = right - left;
      const wide = Math.min(room - Math.min(1, room / 5), WIDEST);
      const x = (left + (room - wide) / 2).toFixed(2);
      let y = BASE;
      bin.counts.forEach((amount, family) => {
        if (!amount) return;
        const high = Math.max(amount * scale, 0.75);
        y -= high;
        paths[family] += `M${x} ${y.toFixed(2)}h${wide.toFixed(2)}v${high.toFixed(2)}H${x}z`;
      });
    }
    return paths.map((d, family) => make("path", { d, fill: this.families[family][1] }));
  }

  ticks() {
    let free = -Infinity; // px from where on the axis no label stands yet
    return ticks(this.extent, this.width - 2 * SIDE).flatMap(({ day, label, middle }) => {
      const x = this.x(middle ? day + 0.5 : day);
      const half = (label.length * LETTER) / 2;
      const at = clamp(x, half, this.width - half);
      if (at - half < free) return [];
      free = at + half + LETTER;
      return [
        make("line", { class: "tick", x1: x, x2: x, y1: BASE, y2: BASE + (middle ? 0 : 5) }),
        make("text", { x: at, y: BASE + 17, "text-anchor": "middle" }, label),
      ];
    });
  }

  // Show the card of the bin that holds the day, or none.
  hover(day) {
    const here = ({ days: [first, last] }) => day !== null && day >= first && day < last + 1;
    const bin = this.total ? this.bins.find(here) : undefined;
    const [left, right] = bin ? this.sides(bin.days) : [0, 0];
    this.column.setAttribute("x", left);
    this.column.setAttribute("width", right - left);
    this.card.hidden = !bin;
    if (!bin) return;
    this.card.replaceChildren(...this.tell(bin));
    const wide = this.card.offsetWidth;
    this.card.style.left = `${clamp((left + right - wide) / 2, 0, this.width - wide)}px`;
  }

  // "6–8 Jan 2020: 5 events (3 Battles, 2 Protests)", each family with its colour before it
  tell({ days, counts, total }) {
    if (!total) return [`${words(days)}: no events`];
    const there = this.families.map((_, family) => family).filter((family) => counts[family]);
    const told = there.flatMap((family, index) => {
      const [name, colour] = this.families[family];
      const part = document.createElement("span");
      const swatch = document.createElement("i");
      swatch.style.background = colour;
      const end = index === there.length - 1 ? ")" : ",";
      part.append(index ? "" : "(", swatch, `${count(counts[family])} ${name}${end}`);
      return [" ", part];
    });
    return [`${words(days)}: ${events(total)}`, ...told];
  }
}

// The least of 1, 2, 3, 4, 5, 6, 8 times a power of ten that is not below the value.
function nice(value) {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) * power;
}

function make(tag, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}
