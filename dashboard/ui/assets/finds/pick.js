// Which place a name means: one of the candidates, another of the gazetteer, or a point of the map.

function roleForm(state, row) {
  const change = (name) => (value) => decide(state, row, "change", { [name]: value });
  return el(
    "div",
    { class: "fields" },
    labelled("Role in its sentence", select(state.data.roles, row.now.role, change("role"), { "data-again": "role" })),
    labelled("Kind", select(state.data.mention_kinds, row.now.kind, change("kind"), { "data-again": "kind" })),
  );
}

function option(state, row, place, how) {
  const current = row.place?.place_id === place.place_id;
  const name = `place ${row.key}`;
  return el(
    "label",
    { class: "candidate" },
    el("input", { type: "radio", name, checked: current, "data-again": place.place_id, on: { change: () => decide(state, row, "change", { place }) } }),
    el("span", {}, place.address || place.name, el("small", {}, [place.level, how].filter(Boolean).join(" · "))),
  );
}

const scored = (one) => (one.score === null || one.score === undefined ? "" : `score ${one.score} %`);

function placeForm(state, row) {
  const found = state.data.looked_up.key === row.key ? state.data.looked_up : null;
  const known = new Set(row.candidates.map((one) => one.place_id));
  const none = el("label", { class: "candidate" },
    el("input", { type: "radio", name: `place ${row.key}`, checked: !row.place, "data-again": "none", on: { change: () => decide(state, row, "change", { place: null }) } }),
    el("span", {}, "not known"));
  return el(
    "fieldset",
    {},
    el("legend", {}, `Which place is “${row.words}”?`, row.same ? el("small", {}, `A choice counts for all ${row.same + 1} mentions of the name in this report.`) : null),
    row.reason ? el("p", { class: "note" }, row.reason) : null,
    row.candidates.map((one) => option(state, row, one, scored(one))),
    none,
    found?.found.filter((one) => !known.has(one.place_id)).map((one) => option(state, row, one, `looked up · ${scored(one)}`)),
    found && !found.found.length ? el("p", { class: "note" }, `The gazetteer has no “${found.name}”.`) : null,
    lookUp(state, row),
    onTheMap(state, row),
  );
}

function lookUp(state, row) {
  const form = placeState(state, row);
  const go = () => form.name.trim() && state.send({ look_up: { key: row.key, name: form.name } });
  const box = input("search", form.name, (value) => (form.name = value), { "aria-label": "another name to look up", "data-again": "look up" });
  box.addEventListener("keydown", (event) => event.key === "Enter" && go());
  return el("div", { class: "fields" }, labelled("Look up another name", box), el("button", { type: "button", class: "more", on: { click: go } }, "Look up"));
}

function placeState(state, row) {
  if (state.place?.key !== row.key) state.place = { key: row.key, name: row.words, label: row.words, latitude: "", longitude: "" };
  const picked = state.data.picked;
  if (picked && picked.key === row.key && state.place.picked !== JSON.stringify(picked)) {
    Object.assign(state.place, picked, { key: row.key, picked: JSON.stringify(picked) });
  }
  return state.place;
}

function onTheMap(state, row) {
  const form = placeState(state, row);
  const waiting = state.data.picking === row.key;
  const arm = () => state.send({ pick: waiting ? "" : row.key });
  const use = () => decide(state, row, "change", {
    place: { name: form.label, latitude: Number(form.latitude), longitude: Number(form.longitude), country: form.country ?? "", address: [form.label, form.address].filter(Boolean).join(", ") },
  });
  const ready = form.label.trim() && form.latitude !== "" && form.longitude !== "" && Math.abs(form.latitude) <= 90 && Math.abs(form.longitude) <= 180;
  const redraw = (name) => (value) => {
    form[name] = value;
    state.root.querySelector(".use").disabled = !(form.label.trim() && form.latitude !== "" && form.longitude !== "");
  };
  return el(
    "div",
    { class: "fields" },
    el("button", { type: "button", class: `more ${waiting ? "waiting" : ""}`, "aria-pressed": String(waiting), on: { click: arm } }, waiting ? "Click the place on the map …" : "Choose on the map"),
    labelled("called", input("text", form.label, redraw("label"), { "data-again": "label" })),
    labelled("latitude", input("number", form.latitude, redraw("latitude"), { "data-again": "latitude", step: "any", min: -90, max: 90 }), "narrow"),
    labelled("longitude", input("number", form.longitude, redraw("longitude"), { "data-again": "longitude", step: "any", min: -180, max: 180 }), "narrow"),
    el("button", { type: "button", class: "more use", disabled: !ready, on: { click: use } }, "Use this point"),
    form.address ? el("small", {}, form.address) : null,
  );
}
