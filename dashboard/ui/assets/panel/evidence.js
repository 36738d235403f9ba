// What the selected marks or the selected event rest on.

function passage(card, report) {
  const words = card.segments.map(([text, kind]) =>
    kind ? el("span", { class: `word ${kind}`, title: { trigger: "says what happened", date: "says when", place: "says where" }[kind] }, text) : text,
  );
  return el(
    "figure",
    { class: "passage" },
    el("blockquote", {}, el("span", { class: "around" }, card.before), el("mark", {}, words), el("span", { class: "around" }, card.after)),
    report ? source(report, card) : null,
  );
}

function source(report, card) {
  const link = `report?id=${encodeURIComponent(report.report_id)}&start=${card.start}&end=${card.end}`;
  return el(
    "figcaption",
    {},
    el("a", { href: link, target: "_self" }, report.title || report.report_id),
    el("span", {}, ` — ${[report.publisher, report.published && `published ${report.published}`].filter(Boolean).join(", ")}`),
  );
}

// A name that leads to the page about who or what bears it.
function about(page, id, name) {
  return id ? el("a", { class: "about", href: `${page}?id=${encodeURIComponent(id)}`, target: "_self" }, name) : el("strong", {}, name);
}

function facts(pairs) {
  const rows = pairs.filter(([, value]) => value !== null && value !== "" && value !== undefined);
  return el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

const percent = (score) => (score === null || score === undefined ? "" : `${Math.round(score * 100)} %`);

function place(card) {
  if (!card.name) return card.written ? `“${card.written}”: ${card.reason || "not found"}` : "no place given";
  const around = card.radius_km ? `within ${card.radius_km} km` : "";
  return [
    about("place", card.place_id, card.name),
    el("span", {}, ` ${[card.level, card.address !== card.name ? card.address : ""].filter(Boolean).join(" · ")}`),
    el("small", {}, [card.written && `written “${card.written}”`, card.inherited].filter(Boolean).join("; ")),
    el(
      "details",
      {},
      el("summary", {}, `How this place was chosen${card.others.length ? ` · ${card.others.length} other ${card.others.length === 1 ? "candidate" : "candidates"}` : ""}`),
      el("p", {}, card.reason),
      el("p", {}, [card.score !== null && `score ${percent(card.score)}`, around, card.latitude !== null && `${card.latitude}, ${card.longitude}`].filter(Boolean).join(" · ")),
      card.others.length
        ? el("ul", {}, card.others.map((other) => el("li", {}, `${other.address} (${other.level}, ${percent(other.score)})`)))
        : null,
    ),
  ];
}

function when(card) {
  const written = card.date_written ? `written “${card.date_written}”` : card.date_inherited ? `not said here; ${card.date_inherited}` : "";
  const both = card.date_written && card.date_inherited ? `${written}; ${card.date_inherited}` : written;
  return [
    el("strong", {}, card.when),
    el("small", {}, [card.date_precision && `known to the ${card.date_precision}`.replace("the 2 to 6", "2 to 6").replace("the more", "more"), both].filter(Boolean).join(" · ")),
    card.certain ? null : chip("only possibly in the range", "dotted"),
  ];
}

function people(state, actors) {
  if (!actors.length) return "";
  return el(
    "ul",
    { class: "plain" },
    actors.map((actor) => el("li", {}, about("actor", actor.actor_id, actor.name), el("small", {}, [actor.part, actor.kind].filter(Boolean).join(", ")))),
  );
}

function eventCard(state, card) {
  return el(
    "article",
    { class: card.event_id === state.data.event ? "card current" : "card", "data-event": card.event_id, "aria-label": card.type },
    el("h3", {}, symbol(state, card.family, card.realis), el("span", {}, card.type), realisChip(card)),
    el("p", { class: "family" }, card.family, " · ", origin(card.origin, [card.origin, card.score !== null && `score ${percent(card.score)}`].filter(Boolean).join(", "))),
    card.passages.map((one) => passage(one, card.report)),
    facts([
      ["When", when(card)],
      ["Where", place(card.place)],
      ["Who", people(state, card.actors)],
      ["Killed", card.deaths],
      ["Published", card.report.published],
      ["Facts from", card.report.sources],
    ]),
    card.codes?.length
      ? el("details", { class: "codes" }, el("summary", {}, "As it stands in the dataset"), facts(card.codes))
      : null,
  );
}

function actorCard(state, card) {
  const events = card.events.map((one) =>
    el(
      "li",
      {},
      el("button", { type: "button", class: "row", on: { click: () => state.send({ event: one.event_id }) } },
        symbol(state, one.family, one.realis), el("span", {}, `${one.when}: ${one.type}`, el("small", {}, one.place || "no place known"))),
    ),
  );
  return el(
    "article",
    { class: "card", "aria-label": card.name },
    el("h3", {}, about("actor", card.actor_id, card.name), chip(card.kind)),
    facts([
      ["Also called", card.aliases],
      ["Seat", card.seat ? [el("strong", {}, card.seat), el("small", {}, card.reason)] : "none in the actor file"],
      ["Known from", card.source],
    ]),
    card.relations.length ? el("h4", {}, "Stands with and against") : null,
    card.relations.map((one) => [
      el("p", { class: "relation" }, el("strong", {}, one.source), ` ${one.type} `, el("strong", {}, one.target)),
      passage(one.passage, one.report),
    ]),
    el("h4", {}, card.events.length ? `Takes part in ${card.events.length} of the events shown` : "Takes part in none of the events shown"),
    el("ul", { class: "plain" }, events),
    card.named.length ? el("h4", {}, "Seat named in reports") : null,
    card.named.map((one) => mentionCard(state, one)),
  );
}

function mentionCard(state, card) {
  return el(
    "div",
    { class: "mention" },
    el("p", { class: "relation" }, `“${card.text}” `, chip([card.role_words, card.actor].filter(Boolean).join(": "))),
    card.passages.map((one) => passage(one, card.report)),
    facts([["Where", place(card.place)]]),
  );
}

function markButton(state, one) {
  const choose = () => state.send({ marks: [one.mark] });
  return el("button", { type: "button", class: "row", on: { click: choose } }, el("span", {}, one.text, el("small", {}, one.detail)));
}

function evidence(state) {
  const shown = state.data.evidence;
  if (!shown) return empty({ title: "Nothing selected", hint: "Click a marker on the map, or choose a row of the list: the sentences it was read from appear here." });
  return el(
    "div",
    { class: "evidence" },
    el("button", { type: "button", class: "back", on: { click: () => state.send({ marks: [] }) } }, "← All events"),
    el("h2", { tabindex: -1 }, shown.title),
    shown.note ? el("p", { class: "note" }, shown.note) : null,
    shown.events.map((card) => eventCard(state, card)),
    shown.actors.map((card) => actorCard(state, card)),
    shown.mentions.map((card) => mentionCard(state, card)),
    shown.more ? el("p", { class: "more" }, el("button", { type: "button", on: { click: () => state.send({ more: "evidence" }) } }, shown.more)) : null,
    shown.also.length ? el("h4", {}, "Also at this place") : null,
    el("ul", { class: "plain" }, shown.also.map((one) => el("li", {}, markButton(state, one)))),
  );
}
