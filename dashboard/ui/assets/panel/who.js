// Who took part and where it was, with counts: a name leads to its page, a button filters.

function counted(state, kind, page, line, most) {
  const only = () => state.send({ only: [kind, line.id] });
  return el(
    "li",
    {},
    el("span", { class: "name" }, about(page, line.id, line.name), el("small", {}, [line.detail, line.killed].filter(Boolean).join(" · "))),
    el("span", { class: "bar", "aria-hidden": "true" }, el("i", { style: `width:${Math.max(2, (100 * line.events) / most)}%` })),
    el("span", { class: "events" }, line.events.toLocaleString("en")),
    state.data.only === false ? null : el("button", { type: "button", class: "only", title: `Show only the events of ${line.name}`, "aria-label": `only the events of ${line.name}`, on: { click: only } }, "only"),
  );
}

function everyone(state, kind, page, title, found) {
  const most = found.rows[0]?.events ?? 1;
  return el(
    "section",
    { class: "group" },
    el("h3", {}, title, el("a", { class: "all", href: page, target: "_self" }, "all")),
    found.rows.length
      ? el("ul", { class: "plain counted" }, found.rows.map((line) => counted(state, kind, page, line, most)))
      : el("p", { class: "note" }, "None in the events shown."),
    found.more ? el("p", { class: "note" }, `and ${found.more.toLocaleString("en")} more`) : null,
  );
}

function who(state) {
  const found = state.data.who;
  if (!found) return el("p", { class: "empty" }, "Counting …");
  return [everyone(state, "actors", "actor", "Actors", found.actors), everyone(state, "places", "place", "Places", found.places)];
}
