// What a finding rests on, and what can be changed about it.

function fact(one) {
  return [
    el("dt", {}, one.field),
    el("dd", {}, one.plain ? one.words : el("q", {}, one.words), one.inherited ? el("small", {}, `not said here: ${one.inherited}`) : null),
  ];
}

function detail(state, row) {
  const parts = { event: eventDetail, mention: placeDetail, actor: actorForm };
  return el(
    "div",
    { class: "detail" },
    row.by && row.status !== "open" ? el("p", { class: "note" }, `${row.status} by ${row.by}`) : null,
    row.facts.length ? el("dl", {}, row.facts.map(fact)) : null,
    parts[row.subject]?.(state, row),
  );
}

function eventDetail(state, row) {
  if (state.form?.key === row.key) return eventForm(state, row);
  return el("button", { type: "button", class: "more", on: { click: () => edit(state, row) } }, "Change type, date, place, actors, deaths (E)");
}

function placeDetail(state, row) {
  return [roleForm(state, row), placeForm(state, row)];
}

function edit(state, row) {
  if (state.selected !== row.key) choose(state, row.key);
  if (row.subject === "event") state.form = { key: row.key, ...structuredClone(row.now) };
  draw(state);
  state.root.querySelector(".detail select, .detail input")?.focus();
}

function labelled(words, control, kind = "") {
  return el("label", { class: `field ${kind}` }, el("span", {}, words), control);
}

function select(options, value, change, attributes = {}) {
  const box = el("select", { ...attributes, on: { change: (event) => change(event.target.value) } });
  for (const option of options) {
    if (option.options) {
      box.append(el("optgroup", { label: option.group }, option.options.map(([name, words]) => choice(name, words, value))));
    } else box.append(choice(option[0], option[1], value));
  }
  return box;
}

function choice(name, words, value) {
  return el("option", { value: name, selected: String(name) === String(value ?? "") }, words);
}

function input(type, value, change, attributes = {}) {
  return el("input", { type, value: value ?? "", ...attributes, on: { input: (event) => change(event.target.value) } });
}
