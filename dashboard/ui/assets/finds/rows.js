// One finding as a row: what it is, how it stands, and one click to accept, change or reject it.

const GROUPS = [["event", "Events"], ["mention", "Places"], ["actor", "Actors"], ["relation", "Relations"], ["date", "Dates"]];
const STATUS = { accept: "accepted", reject: "rejected", withdraw: "open", change: "changed" };
const SIGNS = { open: "○", accepted: "✓", changed: "✎", rejected: "✕", read: "" };

function group(state, subject) {
  return state.data.rows.filter((row) => row.subject === subject);
}

function open(rows) {
  return rows.filter((row) => row.status === "open").length;
}

function look(state, row) {
  if (row.subject === "event") return symbol(state, row.family, row.realis);
  return null;
}

function act(state, row, verdict, sign, words) {
  const current = { accept: ["accepted", "changed"], reject: ["rejected"] }[verdict].includes(row.status);
  const press = (event) => {
    event.stopPropagation();
    decide(state, row, current ? "withdraw" : verdict);
  };
  const label = current ? `take back: ${words} ${row.title}` : `${words} ${row.title}`;
  return el("button", { type: "button", class: `act ${verdict}`, "aria-pressed": String(current), "aria-label": label, title: current ? "take back" : words, tabindex: -1, on: { click: press } }, sign);
}

function finding(state, row) {
  const chosen = row.key === state.selected;
  const title = el("span", { class: row.role ? `title place ${row.role}` : "title" }, row.title);
  const score = row.score === null ? null : el("span", { class: "score", title: "how sure the reader is" }, `${row.score} %`);
  const line = el(
    "div",
    { class: "line" },
    el("button", { type: "button", class: "choose", "data-key": row.key, "data-again": row.key, tabindex: chosen || state.entry === row.key ? 0 : -1, "aria-expanded": String(chosen), on: { click: () => choose(state, chosen ? "" : row.key) } },
      look(state, row),
      el("span", { class: "said" }, title, el("small", {}, row.detail)),
      score,
      row.status === "read" ? null : el("span", { class: `status ${row.status}` }, el("span", { "aria-hidden": "true" }, SIGNS[row.status]), ` ${row.status}`)),
    row.status === "read" ? null : el("span", { class: "acts" }, act(state, row, "accept", "✓", "accept"), act(state, row, "reject", "✕", "reject")),
  );
  return el("li", { class: `finding ${row.status} ${chosen ? "current" : ""}` }, line, chosen ? detail(state, row) : null);
}

// The row changes at once; what follows from it comes from Python a moment later.
function decide(state, row, verdict, changes = {}) {
  row.status = STATUS[verdict];
  state.form = null;
  draw(state);
  state.send({ decide: { key: row.key, verdict, changes } });
}

// Remembers the choice, tells the text, and Python for the map when the reader stays on it.
function choose(state, key, { quiet = false } = {}) {
  if (state.selected !== key) state.form = null;
  state.selected = key;
  const row = state.data.rows.find((one) => one.key === key);
  if (row) state.tab = row.subject;
  draw(state);
  const button = state.root.querySelector(`.choose[data-key="${CSS.escape(key)}"]`);
  reveal(state, button?.closest("li"));
  if (!quiet) button?.focus({ preventScroll: true });
  window.dispatchEvent(new CustomEvent("dateline:finding", { detail: { key, from: "list" } }));
  clearTimeout(state.later);
  state.later = setTimeout(() => state.send({ select: key }), 250);
}

// Scrolls the list, and only the list, to a finding.
function reveal(state, item) {
  if (!item) return;
  const page = state.root.querySelector("#page");
  const [a, b] = [item.getBoundingClientRect(), page.getBoundingClientRect()];
  const head = page.querySelector(".bar")?.offsetHeight ?? 0;
  if (a.top < b.top + head || a.bottom > b.bottom) page.scrollTop += a.top - b.top - head;
}

// The next finding in the group, or the next that is open anywhere.
function step(state, by) {
  const rows = group(state, state.tab);
  const here = rows.findIndex((row) => row.key === state.selected);
  const next = rows[Math.min(Math.max(here + by, 0), rows.length - 1)];
  if (next) choose(state, next.key);
}

function nextOpen(state) {
  const rows = GROUPS.flatMap(([subject]) => group(state, subject));
  const here = rows.findIndex((row) => row.key === state.selected);
  const next = [...rows.slice(here + 1), ...rows.slice(0, here + 1)].find((row) => row.status === "open");
  if (next) choose(state, next.key);
}

const KEYS = {
  ArrowDown: (state) => step(state, 1),
  ArrowUp: (state) => step(state, -1),
  j: (state) => step(state, 1),
  k: (state) => step(state, -1),
  n: (state) => nextOpen(state),
  a: (state, row) => row && (decide(state, row, "accept"), nextOpen(state)),
  r: (state, row) => row && (decide(state, row, "reject"), nextOpen(state)),
  u: (state, row) => row && decide(state, row, "withdraw"),
  e: (state, row) => row && edit(state, row),
};

function pressed(state, event) {
  const focused = state.root.activeElement;
  const letters = focused?.type === "radio" && !event.key.startsWith("Arrow");
  if ((/^(INPUT|SELECT)$/.test(focused?.tagName ?? "") && !letters) || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  const row = state.data.rows.find((one) => one.key === state.selected && one.status !== "read");
  event.preventDefault();
  KEYS[event.key](state, row);
}
