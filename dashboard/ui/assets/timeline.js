// The timeline: a histogram with a range to brush, type, step by key or play through.
//
// Days are whole numbers, counted from 1 January 1970 in UTC; a range holds both its days.
// Streamlit calls `mount` again on each rerun: the view stays and takes the new data.

const DAY = 86_400_000; // ms
const PACE = 120; // ms between two ranges sent to Python
const PATIENCE = 1_000; // ms to wait for an answer before a newer range is sent all the same
const LOST = 10_000; // ms after which an answer no longer comes
const STEP = 700; // ms between two steps of playing
const TYPING = 400; // ms after which a typed date counts as finished

const SIDE = 14; // px left and right of the plot, room for the handles
const TOP = 16; // px, where the bars may begin
const BASE = 70; // px, where they stand
const SLACK = 3; // px a pointer may move in a click

const views = new WeakMap();

export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".timeline");
  const view = views.get(root) ?? new Timeline(root);
  views.set(root, view);
  view.update(data, setTriggerValue);
  // Streamlit also calls this for a run that was overtaken, while the page still shows the view.
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      view.close();
      views.delete(root);
    });
}

class Timeline {
  constructor(root) {
    this.root = root;
    this.controls = root.querySelector(".controls");
    this.plot = root.querySelector(".plot");
    this.chart = root.querySelector(".chart");
    this.button = root.querySelector(".play");
    this.inputs = [...root.querySelectorAll("input")];
    this.handles = [...root.querySelectorAll(".handle")];
    this.veils = [...root.querySelectorAll(".veil")];
    this.card = root.querySelector(".card");

    this.width = 0;
    this.range = null; // what is shown as chosen
    this.drag = null;
    this.typed = null; // input that is being typed in
    this.playing = false;
    this.due = false; // the next step's time has come
    this.post = new Post(() => this.range.map(toIso));

    this.closing = new AbortController();
    this.listen();
    this.resizing = new ResizeObserver(([entry]) => this.resize(entry.contentRect.width));
    this.resizing.observe(this.plot);
  }

  close() {
    this.closing.abort();
    this.resizing.disconnect();
    this.post.close();
    clearTimeout(this.timer);
    clearTimeout(this.typing);
  }

  listen() {
    const { signal } = this.closing;
    const on = (target, kind, handler) => target.addEventListener(kind, handler, { signal });
    on(this.plot, "pointerdown", (event) => this.grasp(event));
    on(this.plot, "pointermove", (event) => (this.drag ? this.pull(event) : this.hover(event)));
    on(this.plot, "pointerup", () => this.release());
    on(this.plot, "pointercancel", () => this.release(this.drag?.range));
    on(this.plot, "pointerleave", () => this.hover(null));
    on(this.plot, "dblclick", () => this.choose(this.extent));
    on(this.root.querySelector(".all"), "click", () => this.choose(this.extent));
    on(this.button, "click", () => (this.playing ? this.pause() : this.play()));
    this.handles.forEach((handle, end) => on(handle, "keydown", (event) => this.key(event, end)));
    this.inputs.forEach((input, end) => {
      on(input, "input", () => {
        this.typed = input;
        clearTimeout(this.typing);
        this.typing = setTimeout(() => input.validity.valid && this.type(end), TYPING);
      });
      on(input, "blur", () => this.type(end));
      on(input, "keydown", (event) => event.key === "Enter" && this.type(end));
    });
  }

  // ---- data in

  update(data, setTriggerValue) {
    this.post.to = setTriggerValue;
    this.extent = data.extent.map(toDay);
    this.families = data.families;
    this.bins = data.bins
      .map(([first, last, counts]) => ({ first: toDay(first), last: toDay(last), counts }))
      .map((bin) => ({ ...bin, total: bin.counts.reduce((sum, count) => sum + count, 0) }))
      .filter(({ first, last }) => last >= this.extent[0] && first <= this.extent[1]);
    this.post.answer(data.answer);
    const chosen = data.chosen.map(toDay);
    const busy = this.range && (this.drag || this.post.waiting);
    if (!busy && !same(chosen, this.range)) {
      this.pause();
      this.range = chosen;
      this.post.known();
    }
    this.range = this.range.map((day) => clamp(day, ...this.extent));
    this.draw();
    this.advance();
  }

  resize(width) {
    this.width = width;
    if (this.range) this.draw();
  }

  x(day) {
    const [from, to] = this.extent;
    return SIDE + ((day - from) / (to + 1 - from)) * (this.width - 2 * SIDE);
  }

  day(event) {
    const [from, to] = this.extent;
    const share = (event.clientX - this.plot.getBoundingClientRect().left - SIDE) /
      (this.width - 2 * SIDE);
    return from + share * (to + 1 - from);
  }

  // ---- choosing

  choose(range, { playing = false } = {}) {
    if (!playing) this.pause();
    this.range = range;
    this.place();
    if (!this.drag) this.post.send();
  }

  grasp(event) {
    if (event.button !== 0) return;
    const end = this.handles.indexOf(event.target);
    const at = this.day(event);
    const inside = !this.whole && at >= this.range[0] && at < this.range[1] + 1;
    const kind = end >= 0 ? "end" : inside ? "move" : "new";
    this.drag = { kind, end, at, range: this.range, x: event.clientX, begun: false };
    this.plot.setPointerCapture(event.pointerId);
    this.hover(null);
  }

  pull(event) {
    const { kind, end, at, range, x } = this.drag;
    if (!this.drag.begun && Math.abs(event.clientX - x) < SLACK) return;
    this.drag.begun = true;
    this.plot.classList.toggle("dragging", kind === "move");
    const [from, to] = this.extent;
    const here = this.day(event);
    const shift = Math.round(here - at);
    if (kind === "end") {
      this.choose(this.bounded(end, range[end] + shift));
    } else if (kind === "move") {
      const kept = clamp(shift, from - range[0], to - range[1]);
      this.choose(range.map((day) => day + kept));
    } else {
      const days = [at, here].map((day) => clamp(Math.floor(day), from, to));
      this.choose([Math.min(...days), Math.max(...days)]);
    }
    this.post.offer();
  }

  release(range) {
    if (!this.drag) return;
    const { begun } = this.drag;
    this.drag = null;
    this.plot.classList.remove("dragging");
    if (begun) this.choose(range ?? this.range);
  }

  // The range with one end elsewhere, at most as far as the other end and the extent allow.
  bounded(end, day) {
    const [first, last] = this.range;
    return end === 0
      ? [clamp(day, this.extent[0], last), last]
      : [first, clamp(day, first, this.extent[1])];
  }

  key(event, end) {
    const steps = {
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7,
      Home: -Infinity, End: Infinity,
    };
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.pause();
    this.range = this.bounded(end, this.range[end] + step);
    this.place();
    this.post.offer();
  }

  // A typed end takes the other one with it, should it pass it.
  type(end) {
    const input = this.inputs[end];
    if (this.typed !== input) return;
    clearTimeout(this.typing);
    this.typed = null;
    if (!input.validity.valid) return this.place();
    const day = toDay(input.value);
    const [first, last] = this.range;
    this.choose(end === 0 ? [day, Math.max(day, last)] : [Math.min(first, day), day]);
  }

  // ---- playing

  play() {
    const [from, to] = this.extent;
    const days = to - from + 1;
    let [first, last] = this.range;
    if (this.whole) last = from + (days < 14 ? 0 : Math.max(7, Math.round(days / 8)) - 1);
    else if (last === to) [first, last] = [from, from + last - first];
    else [first, last] = this.next();
    this.playing = true;
    this.step([first, last]);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.timer);
    this.place();
  }

  next() {
    const [first, last] = this.range;
    const step = Math.max(1, Math.round((last - first + 1) / 4));
    const shift = Math.min(step, this.extent[1] - last);
    return [first + shift, last + shift];
  }

  step(range) {
    this.due = false;
    this.choose(range, { playing: true });
    if (range[1] === this.extent[1]) return this.pause();
    this.timer = setTimeout(() => {
      this.due = true;
      this.advance();
    }, STEP);
  }

  // The next step needs both: its time has come, and Python has answered the last one.
  advance() {
    if (this.playing && this.due && !this.post.waiting) this.step(this.next());
  }

  // ---- drawing

  get whole() {
    return same(this.range, this.extent);
  }

  draw() {
    if (!this.width) return;
    const most = nice(Math.max(0, ...this.bins.map((bin) => bin.total)));
    const total = this.bins.reduce((sum, bin) => sum + bin.total, 0);
    this.total = total;
    this.column = make("rect", { class: "column", y: TOP, height: BASE - TOP, width: 0 });
    const parts = [this.column];
    if (total) {
      parts.push(
        make("line", { class: "grid", x1: SIDE, x2: this.width - SIDE, y1: TOP, y2: TOP }),
        make("text", { x: SIDE, y: TOP - 5 }, events(most)),
        ...this.bars(most),
      );
    }
    const edge = { x1: SIDE, x2: this.width - SIDE, y1: BASE + 0.5, y2: BASE + 0.5 };
    parts.push(make("line", { class: "axis", ...edge }), ...this.ticks());
    this.chart.replaceChildren(...parts);
    this.chart.setAttribute("aria-label", total
      ? `${events(total)}, ${words(this.extent)}; at most ${count(most)} on one bar`
      : "No dated events");
    this.root.querySelector(".none").hidden = total > 0;
    this.place();
  }

  bars(most) {
    const scale = (BASE - TOP) / most;
    const paths = this.families.map(() => "");
    for (const bin of this.bins) {
      const left = this.x(Math.max(bin.first, this.extent[0]));
      const full = this.x(Math.min(bin.last, this.extent[1]) + 1) - left;
      const wide = clamp(full - Math.min(1, full * 0.2), 0, 60);
      let y = BASE;
      bin.counts.forEach((amount, family) => {
        if (!amount) return;
        const high = Math.max(amount * scale, 0.75);
        y -= high;
        const at = left + (full - wide) / 2;
        paths[family] += `M${at.toFixed(2)} ${y.toFixed(2)}h${wide.toFixed(2)}v${high.toFixed(2)}`;
        paths[family] += `h${(-wide).toFixed(2)}z`;
      });
    }
    return paths.map((d, family) => make("path", { d, fill: this.families[family][1] }));
  }

  ticks() {
    let free = -Infinity; // px from where on the axis no label stands yet
    return ticks(this.extent, (this.width - 2 * SIDE)).flatMap(({ day, label, middle }) => {
      const x = this.x(middle ? day + 0.5 : day);
      const half = label.length * 3.1;
      const at = clamp(x, half, this.width - half);
      if (at - half < free) return [];
      free = at + half + 6;
      return [
        make("line", { class: "tick", x1: x, x2: x, y1: BASE, y2: BASE + (middle ? 0 : 5) }),
        make("text", { x: at, y: BASE + 17, "text-anchor": "middle" }, label),
      ];
    });
  }

  // Put the window, the ends and the words where the range is.
  place() {
    if (!this.width) return;
    const [first, last] = this.range;
    const [left, right] = [this.x(first), this.x(last + 1)];
    put(this.root.querySelector(".window"), left, right - left);
    put(this.veils[0], 0, left);
    put(this.veils[1], right, this.width - right);
    const inner = clamp((right - left - 12) / 2, 0, 10);
    this.handle(0, left - SIDE, SIDE, SIDE + inner);
    this.handle(1, right - inner, inner, SIDE + inner);
    this.inputs.forEach((input, end) => {
      [input.min, input.max] = this.extent.map(toIso);
      const value = toIso(this.range[end]);
      if (input !== this.typed && input.value !== value) input.value = value;
    });
    const days = last - first + 1;
    this.root.querySelector(".words").textContent =
      `${words(this.range)} · ${days === 1 ? "1 day" : `${number.format(days)} days`}`;
    this.root.querySelector(".all").disabled = this.whole;
    this.root.classList.toggle("whole", this.whole);
    this.root.classList.toggle("playing", this.playing);
    this.button.disabled = !this.total || this.extent[0] === this.extent[1];
    this.button.setAttribute("aria-pressed", this.playing);
    const label = this.playing ? "Pause" : "Play through time";
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
  }

  handle(end, left, line, width) {
    const handle = this.handles[end];
    put(handle, left, width);
    handle.style.setProperty("--line", `${line}px`);
    const [from, to] = end === 0 ? [this.extent[0], this.range[1]] : [this.range[0], this.extent[1]];
    handle.setAttribute("aria-valuemin", from);
    handle.setAttribute("aria-valuemax", to);
    handle.setAttribute("aria-valuenow", this.range[end]);
    handle.setAttribute("aria-valuetext", spoken.format(this.range[end] * DAY));
  }

  hover(event) {
    const day = event && event.pointerType !== "touch" ? Math.floor(this.day(event)) : null;
    const bin = this.total ? this.bins.find(({ first, last }) => day >= first && day <= last) : null;
    const shown = day !== null && bin;
    this.card.hidden = !shown;
    this.column.setAttribute("width", 0);
    const movable = day !== null && !this.whole && day >= this.range[0] && day <= this.range[1];
    this.plot.classList.toggle("movable", movable);
    if (!shown) return;
    const left = this.x(Math.max(bin.first, this.extent[0]));
    const right = this.x(Math.min(bin.last, this.extent[1]) + 1);
    this.column.setAttribute("x", left);
    this.column.setAttribute("width", right - left);
    this.card.textContent = this.tell(bin);
    const wide = this.card.offsetWidth;
    const beside = right + 8 + wide > this.width ? left - 8 - wide : right + 8;
    this.card.style.left = `${clamp(beside, 0, Math.max(0, this.width - wide))}px`;
  }

  tell({ first, last, counts, total }) {
    const parts = this.families
      .map(([name], family) => [name, counts[family]])
      .filter(([, amount]) => amount)
      .map(([name, amount]) => `${count(amount)} ${name}`);
    const dates = words([first, last]);
    return total ? `${dates}: ${events(total)} (${parts.join(", ")})` : `${dates}: no events`;
  }
}

// Sends ranges to Python: not too often, not twice, and numbered, so that an answer is known.
class Post {
  constructor(read) {
    this.read = read;
    this.number = 0;
    this.open = false; // the last range sent is not answered yet
    this.wanted = false; // a newer range is to be sent
    this.sent = 0; // when, in ms
    this.last = "";
  }

  get waiting() {
    return this.wanted || (this.open && performance.now() - this.sent < LOST);
  }

  known() {
    this.last = this.read().join();
  }

  // Send soon.
  offer() {
    this.wanted = true;
    clearTimeout(this.timer);
    const pause = (this.open ? PATIENCE : PACE) - (performance.now() - this.sent);
    if (this.sent && pause > 0) this.timer = setTimeout(() => this.send(), pause);
    else this.send();
  }

  // Send now.
  send() {
    clearTimeout(this.timer);
    this.wanted = false;
    const [first, last] = this.read();
    if (this.last === [first, last].join()) return;
    this.known();
    this.open = true;
    this.sent = performance.now();
    this.number += 1;
    this.to("range", { first, last, number: this.number });
  }

  answer(number) {
    if (number !== this.number) return;
    this.open = false;
    if (this.wanted) this.offer();
  }

  close() {
    clearTimeout(this.timer);
  }
}

// ---- days and words

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const utc = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const spoken = utc({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function toDay(iso) {
  return Date.parse(iso) / DAY;
}

function toIso(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function parts(day) {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

// "6 Jan 2020", "6–8 Jan 2020", "30 Jan – 2 Feb 2020", "30 Dec 2019 – 2 Jan 2020"
function words([first, last]) {
  const [year, month, date] = parts(first);
  const [lastYear, lastMonth, lastDate] = parts(last);
  const end = `${lastDate} ${MONTHS[lastMonth]} ${lastYear}`;
  if (first === last) return end;
  if (year !== lastYear) return `${date} ${MONTHS[month]} ${year} – ${end}`;
  return month === lastMonth ? `${date}–${end}` : `${date} ${MONTHS[month]} – ${end}`;
}

function count(amount) {
  return amount > 0 && amount < 0.05 ? "<0.1" : number.format(amount);
}

function events(amount) {
  return `${count(amount)} ${count(amount) === "1" ? "event" : "events"}`;
}

// The axis: the finest of these steps whose labels have room.
const ROOM = 46; // px from label to label
const STEPS = [
  ...[1, 2, 7, 14].map((days) => ({ days })),
  ...[1, 2, 3, 6].map((months) => ({ days: months * 30.4, months })),
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => ({ days: years * 365.2, years })),
];

function ticks([from, to], width) {
  const room = width / (to + 1 - from);
  const step = STEPS.find(({ days }) => days * room >= ROOM) ?? STEPS.at(-1);
  const found = [];
  let shown = ["", ""]; // year and month the last label was in
  for (let day = from; day <= to; day += 1) {
    const [year, month, date] = parts(day);
    if (!falls(step, year, month, date)) continue;
    found.push({ day, label: name(step, year, month, date, shown), middle: step.days === 1 });
    shown = [year, month];
  }
  return found.length ? found : [{ day: from, label: words([from, from]), middle: from === to }];
}

function falls({ days, months, years }, year, month, date) {
  if (years) return date === 1 && month === 0 && year % years === 0;
  if (months) return date === 1 && month % months === 0;
  return (date - 1) % days === 0 && date - 1 <= 30 - days / 2;
}

function name({ months, years }, year, month, date, shown) {
  if (years) return `${year}`;
  const dated = shown[0] === year ? MONTHS[month] : `${MONTHS[month]} ${year}`;
  if (months) return dated;
  return shown[0] === year && shown[1] === month ? `${date}` : `${date} ${dated}`;
}

// ---- small things

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

function same(one, other) {
  return Boolean(one && other) && one[0] === other[0] && one[1] === other[1];
}

// The least of 1, 2, 3, 4, 5, 6, 8 times a power of ten that is not below the value.
function nice(value) {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) * power;
}

function put(element, left, width) {
  element.style.left = `${left}px`;
  element.style.width = `${width}px`;
}

function make(tag, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}
