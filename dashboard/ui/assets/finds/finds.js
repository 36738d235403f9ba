// The list of findings of a report under review: data in, one trigger out (`act`). Words from
// reports only ever become text nodes.

const states = new WeakMap();

function tabs(state) {
  return GROUPS.filter(([subject]) => group(state, subject).length || subject === "event").map(([subject, title]) => {
    const rows = group(state, subject);
    const turn = (event) => {
      const names = [...state.root.querySelectorAll("[role=tab]")];
      const next = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      names[(names.indexOf(event.currentTarget) + next + names.length) % names.length].click();
    };
    const show = () => {
      state.tab = subject;
      draw(state);
      state.root.querySelector(`#tab-${subject}`)?.focus();
    };
    return el("button", { type: "button", role: "tab", id: `tab-${subject}`, "aria-selected": String(state.tab === subject), tabindex: state.tab === subject ? 0 : -1, on: { click: show, keydown: turn } },
      title, el("span", { class: "number" }, rows.length));
  });
}

function bar(state, rows) {
  const left = open(rows);
  const done = rows.length - left;
  const all = () => {
    for (const row of rows) if (row.status === "open") row.status = "accepted";
    draw(state);
    state.send({ all: state.tab });
  };
  return el("div", { class: "bar" },
    el("button", { type: "button", class: "more strong", disabled: !left, on: { click: all } }, left ? `Accept all ${left} open` : "All decided"),
    el("button", { type: "button", class: "more", on: { click: () => nextOpen(state) } }, "Next open (N)"),
    el("span", { class: "note" }, `${done} of ${rows.length} decided. Keys: ↑ ↓ move, A accept, R reject, E change, U take back`));
}

function offers(state) {
  return state.data.offers.map((one, number) =>
    el("p", { class: "offer" }, `In another report ${one.by || "a person"} took “${one.name}” for ${one.place.address || one.place.name}. `,
      el("button", { type: "button", class: "more", on: { click: () => state.send({ offer: number }) } }, "Do the same here")));
}

const controls = (state) => [...state.root.querySelectorAll("button, input, select")];

// What had the focus keeps it: known by name, else by its place in a form that stayed as it was.
function refocus(state, named, before, place, caret) {
  const now = controls(state);
  const same = now.length === before.length && now[place]?.tagName === before[place]?.tagName ? now[place] : null;
  (named || same || state.root.querySelector(".current .choose"))?.focus({ preventScroll: true });
  if (caret !== null && same) same.setSelectionRange(caret, caret);
}

function draw(state) {
  const rows = group(state, state.tab);
  state.entry = rows.some((row) => row.key === state.selected) ? state.selected : rows[0]?.key;
  const focused = state.root.activeElement;
  const again = focused && (focused.dataset.again ? `[data-again="${CSS.escape(focused.dataset.again)}"]` : focused.id ? `#${CSS.escape(focused.id)}` : "");
  const before = controls(state);
  const place = before.indexOf(focused);
  const caret = focused?.type === "text" || focused?.type === "search" ? focused.selectionStart : null;
  const page = el("div", { id: "page", role: "tabpanel", "aria-labelledby": `tab-${state.tab}` },
    state.data.error ? el("p", { class: "error", role: "alert" }, state.data.error) : null,
    state.tab === "mention" ? offers(state) : null,
    rows.length && state.tab !== "date" ? bar(state, rows) : null,
    rows.length ? el("ul", { class: "plain" }, rows.map((row) => finding(state, row))) : el("p", { class: "empty" }, "The reader found none in this report."));
  const scrolled = state.root.querySelector("#page")?.scrollTop ?? 0;
  state.root.querySelector("#finds").replaceChildren(el("div", { role: "tablist", "aria-label": "Findings" }, tabs(state)), page);
  page.scrollTop = scrolled;
  if (focused) refocus(state, again && state.root.querySelector(again), before, place, caret);
}

function begin(state) {
  state.root.querySelector("#finds").addEventListener("keydown", (event) => pressed(state, event));
  window.addEventListener("dateline:finding", (state.hear = ({ detail }) => {
    if (!state.root.host?.isConnected) return window.removeEventListener("dateline:finding", state.hear);
    if (detail.from === "text") choose(state, detail.key, { quiet: true });
  }));
}

// Of two messages in quick succession Python may hear the second only: each message therefore holds
// all that Python has not yet said it heard. Until then the rows show what was decided.
function unheard(state) {
  state.outbox = state.outbox.filter((act) => act.n > state.data.heard);
  for (const { decide: one } of state.outbox) {
    const row = one && state.data.rows.find((each) => each.key === one.key);
    if (row) row.status = STATUS[one.verdict];
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement);
  const fresh = !state || state.data.report !== data.report;
  if (!state) {
    state = { root: parentElement, counter: Date.now(), outbox: [] };
    states.set(parentElement, state);
    begin(state);
  }
  state.send = (act) => {
    state.outbox.push({ ...act, n: ++state.counter });
    setTriggerValue("act", { acts: state.outbox });
  };
  const text = JSON.stringify(data);
  if (text === state.text) return;
  const chosenByMap = !fresh && data.selected !== state.data.selected && data.selected !== state.selected;
  state.text = text;
  state.data = structuredClone(data);
  unheard(state);
  if (fresh) {
    Object.assign(state, { selected: data.selected, form: null, place: null });
    state.tab = GROUPS.map(([subject]) => subject).find((subject) => group(state, subject).length) ?? "event";
  }
  if (chosenByMap && data.selected) choose(state, data.selected, { quiet: true });
  else draw(state);
}
