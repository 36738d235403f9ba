// The text of a report with what was found in it. A finding chosen here or in the list is told to
// the other by the window's event `dateline:finding`. Words only ever become text nodes.

const states = new WeakMap();
const FIRST = ["trigger", "place", "date", "actor"];
const KEY = [
  ["trigger", "what happened"],
  ["place event_site", "site of an event"],
  ["place actor_seat", "seat of an actor"],
  ["place metonym", "stands for a government"],
  ["place area_held", "area held"],
  ["place mentioned", "place merely named"],
  ["actor", "actor"],
  ["date", "date"],
];

function node(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
}

function piece(state, [text, numbers]) {
  if (!numbers.length) return text;
  const marks = numbers.map((number) => state.data.marks[number]);
  const span = node("span", `found ${[...new Set(marks.map((one) => one.look))].join(" ")}`, text);
  span.title = [...new Set(marks.map((one) => one.says))].join("\n");
  span.dataset.keys = JSON.stringify(marks.map((one) => one.key));
  const rank = (one) => FIRST.indexOf(one.look.split(" ")[0]);
  const best = [...marks].sort((a, b) => rank(a) - rank(b))[0];
  span.addEventListener("click", () => {
    window.dispatchEvent(new CustomEvent("dateline:finding", { detail: { key: best.key, from: "text" } }));
  });
  return span;
}

function zone(state, one) {
  const made = node("span", `zone ${one.kind}`, ...one.pieces.map((each) => piece(state, each)));
  if (one.label) made.dataset.label = one.label;
  return made;
}

function draw(state) {
  const box = node("div", "text", ...state.data.zones.flatMap((one, place) => [state.data.gaps[place] ?? "", zone(state, one)]));
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Text of the report");
  const key = node("p", "key", ...KEY.map(([look, words]) => node("span", "", node("span", `found ${look}`, words))));
  const scrolled = state.root.querySelector(".text")?.scrollTop ?? 0;
  state.root.querySelector("#told").replaceChildren(box, key);
  box.scrollTop = scrolled;
}

function show(state, scroll) {
  let first = null;
  for (const span of state.root.querySelectorAll("[data-keys]")) {
    const here = JSON.parse(span.dataset.keys).includes(state.chosen);
    span.classList.toggle("chosen", here);
    if (here) first ??= span;
  }
  if (!first || !scroll) return;
  const box = state.root.querySelector(".text");
  const [a, b] = [first.getBoundingClientRect(), box.getBoundingClientRect()];
  if (a.top < b.top + 30 || a.bottom > b.bottom - 30) box.scrollTop += a.top - b.top - box.clientHeight / 3;
}

export default function ({ data, parentElement }) {
  let state = states.get(parentElement);
  if (!state) {
    state = { root: parentElement, chosen: "" };
    states.set(parentElement, state);
    window.addEventListener("dateline:finding", (state.hear = ({ detail }) => {
      if (!parentElement.host?.isConnected) return window.removeEventListener("dateline:finding", state.hear);
      state.chosen = detail.key;
      show(state, detail.from !== "text");
    }));
  }
  const text = JSON.stringify(data);
  if (text === state.text) return;
  state.text = text;
  state.data = structuredClone(data);
  draw(state);
  show(state, false);
}
