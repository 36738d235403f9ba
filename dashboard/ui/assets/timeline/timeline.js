// The timeline: a histogram with a range to brush, type, step by key or play through.
//
// Streamlit calls `mount` again on each rerun: the view stays and takes the new data.

const STEP = 700; // ms between two steps of playing
const TYPING = 400; // ms after which a typed date counts as finished
const SLACK = 3; // px a pointer may move in a click
const GRIP = 10; // px that a handle reaches into the window, where there is room
const KEYS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -7,
  PageUp: 7,
  Home: -Infinity,
  End: Infinity,
}; // days

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
    this.plot = root.querySelector(".plot");
    this.button = root.querySelector(".play");
    this.all = root.querySelector(".all");
    this.words = root.querySelector(".words");
    this.window = root.querySelector(".window");
    this.inputs = [...root.querySelectorAll("input")];
    this.handles = [...root.querySelectorAll(".handle")];
    this.veils = [...root.querySelectorAll(".veil")];

    this.chart = new Chart(this.plot);
    this.post = new Post(() => this.range.map(toIso));
    this.range = null; // what is shown as chosen
    this.drag = null;
    this.typed = null; // input that is being typed in
    this.playing = false;

    this.closing = new AbortController();
    this.listen();
    this.resizing = new ResizeObserver(([entry]) => this.resize(entry.contentRect.width));
    this.resizing.observe(this.plot);
  }

  close() {
    this.closing.abort();
    this.resizing.disconnect();
    this.post.close();
    for (const timer of [this.timer, this.typing]) clearTimeout(timer);
    tell(null);
  }

  listen() {
    const { signal } = this.closing;
    const on = (target, kind, handler) => target.addEventListener(kind, handler, { signal });
    on(this.plot, "pointerdown", (event) => this.grasp(event));
    on(this.plot, "pointermove", (event) => (this.drag ? this.pull(event) : this.hover(event)));
    on(this.plot, "pointerup", () => this.release());
    on(this.plot, "pointercancel", () => this.release(this.drag?.range));
    on(this.plot, "pointerleave", () => this.chart.hover(null));
    on(this.plot, "dblclick", () => this.choose(this.extent));
    on(this.all, "click", () => this.choose(this.extent));
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

  get extent() {
    return this.chart.extent;
  }

  get whole() {
    return same(this.range, this.extent);
  }

  // ---- data in

  update(data, setTriggerValue) {
    this.post.to = setTriggerValue;
    this.post.answer(data.answer);
    const changed = this.chart.take(data);
    const chosen = data.chosen.map(toDay);
    const busy = this.range && (this.drag || this.post.waiting);
    if (!busy && !same(chosen, this.range)) {
      this.pause();
      this.range = chosen;
      this.post.known();
    }
    this.range = this.range.map((day) => clamp(day, ...this.extent));
    this.place({ draw: changed });
  }

  resize(width) {
    this.chart.width = width;
    if (this.range) this.place({ draw: true });
  }

  // ---- choosing

  choose(range, { soon = false } = {}) {
    this.pause();
    this.show(range);
    if (soon) this.post.offer();
    else this.post.send();
  }

  show(range) {
    this.range = range;
    this.place();
  }

  hover(event) {
    const day = this.chart.day(event);
    this.plot.classList.toggle("movable", this.holds(day));
    this.chart.hover(event.pointerType === "touch" ? null : day);
  }

  // Whether there is a window to move under this day.
  holds(day) {
    return !this.whole && day >= this.range[0] && day < this.range[1] + 1;
  }

  grasp(event) {
    if (event.button !== 0) return;
    const end = this.handles.indexOf(event.target);
    const at = this.chart.day(event);
    const kind = end >= 0 ? "end" : this.holds(at) ? "move" : "new";
    this.drag = { kind, end, at, range: this.range, x: event.clientX, begun: false };
    this.plot.setPointerCapture(event.pointerId);
    this.chart.hover(null);
  }

  pull(event) {
    const { drag } = this;
    if (!drag.begun && Math.abs(event.clientX - drag.x) < SLACK) return;
    drag.begun = true;
    this.plot.classList.toggle("dragging", drag.kind === "move");
    this.choose(this.pulled(drag, this.chart.day(event)), { soon: true });
  }

  pulled({ kind, end, at, range }, here) {
    const [from, to] = this.extent;
    const shift = Math.round(here - at);
    if (kind === "end") return this.bounded(end, range[end] + shift);
    if (kind === "new") {
      return [at, here].map((day) => clamp(Math.floor(day), from, to)).sort((a, b) => a - b);
    }
    const kept = clamp(shift, from - range[0], to - range[1]);
    return range.map((day) => day + kept);
  }

  release(range = this.range) {
    const begun = this.drag?.begun;
    this.drag = null;
    this.plot.classList.remove("dragging");
    if (begun) this.choose(range);
  }

  // The range with one end elsewhere, at most as far as the other end and the extent allow.
  bounded(end, day) {
    const [first, last] = this.range;
    const [from, to] = this.extent;
    return end === 0 ? [clamp(day, from, last), last] : [first, clamp(day, first, to)];
  }

  key(event, end) {
    const step = KEYS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.choose(this.bounded(end, this.range[end] + step), { soon: true });
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
    const [first, last] = this.range;
    const eighth = Math.max(7, Math.round((to + 1 - from) / 8));
    this.playing = true;
    if (this.whole) this.step([from, to - from < 14 ? from : from + eighth - 1]);
    else if (last === to) this.step([from, from + last - first]);
    else this.step(this.next());
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.timer);
    this.place();
  }

  // The range a quarter of its length later.
  next() {
    const [first, last] = this.range;
    const quarter = Math.max(1, Math.round((last + 1 - first) / 4));
    const shift = Math.min(quarter, this.extent[1] - last);
    return [first + shift, last + shift];
  }

  step(range) {
    this.show(range);
    this.post.send();
    if (range[1] === this.extent[1]) this.pause();
    else this.timer = setTimeout(() => this.advance(), STEP);
  }

  // The next step is for when Python has answered the last one and is done with the page.
  advance() {
    if (this.post.waiting || running()) this.timer = setTimeout(() => this.advance(), LOOK);
    else this.step(this.next());
  }

  // ---- drawing

  // Put everything where the range is; `draw` the bars as well if they have changed.
  place({ draw = false } = {}) {
    const { chart, range, whole, playing } = this;
    if (!chart.width) return;
    if (draw) chart.draw();
    this.slide(Math.round(chart.x(range[0])), Math.round(chart.x(range[1] + 1)));
    this.handles.forEach((handle, end) => this.speak(handle, end));
    this.inputs.forEach((input, end) => this.write(input, toIso(range[end])));
    const days = range[1] - range[0] + 1;
    tell(range, this.extent);
    this.words.textContent = `${words(range)} · ${days === 1 ? "1 day" : `${count(days)} days`}`;
    this.all.disabled = whole;
    this.root.classList.toggle("whole", whole);
    this.root.classList.toggle("playing", playing);
    this.button.disabled = !chart.total || this.extent[0] === this.extent[1];
    this.button.setAttribute("aria-pressed", playing);
    this.button.title = playing ? "Pause" : "Play through time";
    this.button.setAttribute("aria-label", this.button.title);
  }

  // The window and what frames it; all in px.
  slide(left, right) {
    const inner = clamp(Math.floor((right - left - GRIP) / 2), 0, GRIP);
    put(this.window, left, right - left);
    put(this.veils[0], 0, left);
    put(this.veils[1], right, this.chart.width - right);
    put(this.handles[0], left - SIDE, SIDE + inner, SIDE);
    put(this.handles[1], right - inner, SIDE + inner, inner);
  }

  speak(handle, end) {
    const [from, to] = this.extent;
    const day = this.range[end];
    handle.setAttribute("aria-valuemin", end === 0 ? from : this.range[0]);
    handle.setAttribute("aria-valuemax", end === 0 ? this.range[1] : to);
    handle.setAttribute("aria-valuenow", day);
    handle.setAttribute("aria-valuetext", spoken.format(day * DAY));
  }

  write(input, value) {
    [input.min, input.max] = this.extent.map(toIso);
    if (input !== this.typed && input.value !== value) input.value = value;
  }
}

function put(element, left, width, line = 0) {
  element.style.left = `${left}px`;
  element.style.width = `${width}px`;
  element.style.setProperty("--line", `${line}px`);
}
