// Forms for events and actors. A form holds its values in `state.form`, so that new data does not
// lose what was typed.

const UNKNOWN = ["", "not known"];

function eventForm(state, row) {
  const form = state.form;
  const set = (name) => (value) => (form[name] = value);
  const types = Object.entries(state.data.types).map(([name, all]) => ({ group: name, options: all.map((one) => [one, one]) }));
  const save = () => decide(state, row, "change", changesOf(form, row));
  return el(
    "form",
    { class: "edit", on: { submit: (event) => { event.preventDefault(); save(); } } },
    el("div", { class: "fields" },
      labelled("What happened", select(types, form.type, set("type"))),
      labelled("Did it happen?", select(state.data.realis, form.realis, set("realis")))),
    el("div", { class: "fields" },
      labelled("First day", input("date", form.first, set("first"))),
      labelled("Last day", input("date", form.last, set("last"))),
      labelled("Known to the", select([["", "length of the interval"], ...state.data.precisions], form.date_precision, set("date_precision")))),
    el("div", { class: "fields" }, labelled("Where", wherePicker(state, form), "wide")),
    people(state, form),
    el("div", { class: "fields" }, ["killed, at least", "best estimate", "at most"].map((words, place) =>
      labelled(words, input("number", form.fatalities[place], (value) => (form.fatalities[place] = value === "" ? null : Number(value)), { min: 0, step: 1 }), "narrow"))),
    el("div", { class: "fields" },
      el("button", { type: "submit", class: "more strong" }, "Keep these changes"),
      el("button", { type: "button", class: "more", on: { click: () => { state.form = null; draw(state); } } }, "Cancel")),
  );
}

// Only what differs from what stands now; days that were changed say how well they are known anew.
function changesOf(form, row) {
  const changes = {};
  for (const [name, value] of Object.entries(form)) {
    if (name !== "key" && JSON.stringify(value) !== JSON.stringify(row.now[name])) changes[name] = value === "" ? null : value;
  }
  delete changes.family;
  if ("first" in changes || "last" in changes) {
    const one = form.first || form.last || null;
    Object.assign(changes, { first: form.first || one, last: form.last || one });
    if (!("date_precision" in changes)) changes.date_precision = null;
  }
  return changes;
}

function wherePicker(state, form) {
  const mentions = group(state, "mention").filter((one) => one.status !== "rejected");
  const options = mentions.map((one, place) => [String(place), `${one.words} (${one.place?.address ?? "place not known"})`]);
  const here = mentions.findIndex((one) => form.place && one.start === form.place.start);
  return select([["", "no place"], ...options], here < 0 ? "" : here, (value) => {
    const one = mentions[Number(value)];
    form.place = value === "" ? null : { start: one.start, end: one.start + [...one.words].length, text: one.words };
  });
}

function people(state, form) {
  const known = state.data.actors.map((one) => [one.actor_id, one.name]);
  const again = () => draw(state);
  const rows = form.participants.map((one, place) => {
    const named = known.some(([id]) => id === one.actor_id);
    const turn = (value) => {
      const actor = state.data.actors.find((each) => each.actor_id === value);
      Object.assign(one, actor ?? { actor_id: "", name: "", kind: "other" });
      again();
    };
    return el("div", { class: "fields" },
      labelled(place ? "" : "Who", select([...known, ["", "somebody else …"]], named ? one.actor_id : "", turn, { "aria-label": "actor" })),
      named ? null : labelled("Name", input("text", one.name, (value) => (one.name = value))),
      labelled(place ? "" : "as", select(state.data.parts, one.role, (value) => (one.role = value), { "aria-label": "role" }), "narrow"),
      el("button", { type: "button", class: "more", "aria-label": `remove ${one.name}`, on: { click: () => { form.participants.splice(place, 1); again(); } } }, "✕"));
  });
  const add = () => {
    const first = state.data.actors[0] ?? { actor_id: "", name: "", kind: "other" };
    form.participants.push({ ...first, role: "other" });
    again();
  };
  return [rows, el("button", { type: "button", class: "more", on: { click: add } }, "Add an actor")];
}

function actorForm(state, row) {
  if (state.form?.key !== row.key) state.form = { key: row.key, name: row.now.name, kind: row.now.kind, merge: row.now.merge ?? "" };
  const form = state.form;
  const others = state.data.actors.filter((one) => `actor:${one.actor_id}` !== row.key).map((one) => [one.actor_id, one.name]);
  const save = () => {
    const changes = form.merge ? { merge: form.merge } : { name: form.name, kind: form.kind };
    decide(state, row, "change", changes);
  };
  return el("form", { class: "edit", on: { submit: (event) => { event.preventDefault(); save(); } } },
    el("div", { class: "fields" },
      labelled("Name", input("text", form.name, (value) => (form.name = value))),
      labelled("Kind", select(state.data.actor_kinds, form.kind, (value) => (form.kind = value))),
      labelled("Is the same as", select([["", "nobody else here"], ...others], form.merge, (value) => (form.merge = value)))),
    el("button", { type: "submit", class: "more strong" }, "Keep these changes"));
}
