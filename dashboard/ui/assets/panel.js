// The panel beside the map: list of events, evidence of what is selected, what is not on the map.
// Data in, one trigger out: `act` = {event} | {marks} | {panel}. Words from reports are text
// from outside: they only ever become text nodes.

const TABS = [["list", "Events"], ["evidence", "Evidence"], ["tray", "Not on the map"]];
const COLUMNS = [
  ["first", "Date"],
  ["type", "What"],
  ["place", "Where"],
];
const states = new WeakMap();

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [type, listen] of Object.entries(value)) node.addEventListener(type, listen);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

function symbol(state, family, realis) {
  const { colour, path } = state.data.symbols[family] ?? { colour: "currentColor", path: "" };
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-12 -12 24 24");
  svg.setAttribute("class", "symbol");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  const solid = realis === "actual" || realis === "ongoing";
  shape.setAttribute("fill", solid ? colour : "none");
  shape.setAttribute("stroke", colour);
  shape.setAttribute("stroke-width", solid ? "1" : "2.5");
  svg.append(shape);
  return svg;
}

function chip(text, kind = "") {
  return el("span", { class: `chip ${kind}` }, text);
}

function realisChip(card) {
  if (card.realis === "actual") return null;
  return chip(card.realis_words ?? card.realis, "open");
}

// ---- list ---------------------------------------------------------------------------------

function ordered(state) {
  const { column, down } = state.sort;
  const key = (row) => row[column] ?? "";
  const rows = [...state.data.rows];
  rows.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === "" || y === "") return (x === "") - (y === ""); // unknown always last
    return (down ? -1 : 1) * String(x).localeCompare(String(y));
  });
  return rows;
}

function list(state) {
  if (!state.data.rows.length) return empty(state.data.empty);
  const head = COLUMNS.map(([column, title]) => {
    const active = state.sort.column === column;
    const arrow = active ? (state.sort.down ? " ↓" : " ↑") : "";
    const sort = () => {
      state.sort = { column, down: active ? !state.sort.down : false };
      draw(state);
      state.root.querySelector(`[data-sort="${column}"]`)?.focus();
    };
    return el(
      "th",
      { scope: "col", "aria-sort": active ? (state.sort.down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", class: "sort", "data-sort": column, on: { click: sort } }, title, arrow),
    );
  });
  const rows = ordered(state);
  const current = rows.some((row) => row.selected) ? null : rows[0]?.event_id;
  const body = rows.map((row) => {
    const choose = () => state.send({ event: row.event_id });
    const keys = (event) => {
      if (event.key === "Enter" || event.key === " ") choose();
      else if (event.key === "ArrowDown") step(event.currentTarget, "nextElementSibling");
      else if (event.key === "ArrowUp") step(event.currentTarget, "previousElementSibling");
      else return;
      event.preventDefault();
    };
    const where = row.place || "no place known";
    return el(
      "tr",
      {
        tabindex: row.selected || row.event_id === current ? 0 : -1,
        "aria-selected": row.selected ? "true" : "false",
        "data-event": row.event_id,
        class: row.certain ? "" : "possible",
        on: { click: choose, keydown: keys },
      },
      el("td", { class: "when" }, row.when, row.certain ? null : el("small", {}, "possibly in range")),
      el("td", {}, el("span", { class: "what" }, symbol(state, row.family, row.realis), el("span", {}, row.type)),
        el("small", {}, [row.realis === "actual" ? "" : row.realis_words, row.deaths].filter(Boolean).join(" · "))),
      el("td", {}, where, row.level && row.level !== "town" ? el("small", {}, row.level) : null),
    );
  });
  return el(
    "table",
    { "aria-label": "Events that pass the filter" },
    el("thead", {}, el("tr", {}, head)),
    el("tbody", {}, body),
  );
}

function step(row, direction) {
  const next = row[direction];
  if (!next) return;
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function empty(words) {
  return el("div", { class: "empty" }, el("p", { class: "headline" }, words.title), el("p", {}, words.hint));
}

// ---- evidence -----------------------------------------------------------------------------

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
    el("span", {}, ` — ${[report.publisher, `published ${report.published}`].filter(Boolean).join(", ")}`),
  );
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
    el("strong", {}, card.name),
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
    el("small", {}, [card.date_precision && `known to the ${card.date_precision}`.replace("the 2 to 6", "2 to 6").replace("the longer", "longer"), both].filter(Boolean).join(" · ")),
    card.certain ? null : chip("only possibly in the range", "dotted"),
  ];
}

function people(state, actors) {
  if (!actors.length) return "";
  return el(
    "ul",
    { class: "plain" },
    actors.map((actor) => el("li", {}, actor.name, el("small", {}, [actor.part, actor.kind].filter(Boolean).join(", ")))),
  );
}

function eventCard(state, card) {
  return el(
    "article",
    { class: card.event_id === state.data.event ? "card current" : "card", "data-event": card.event_id, "aria-label": card.type },
    el("h3", {}, symbol(state, card.family, card.realis), el("span", {}, card.type), realisChip(card)),
    el("p", { class: "family" }, card.family, " · ", card.origin),
    card.passages.map((one) => passage(one, card.report)),
    facts([
      ["When", when(card)],
      ["Where", place(card.place)],
      ["Who", people(state, card.actors)],
      ["Killed", card.deaths],
      ["Published", card.report.published],
      ["Facts from", card.report.sources],
    ]),
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
    el("h3", {}, card.name, chip(card.kind)),
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
  );
}

// ---- tray ---------------------------------------------------------------------------------

function tray(state) {
  if (!state.data.tray.length) return empty({ title: "Everything is on the map", hint: "No event of this filter lacks a place or a date, and no row was left out." });
  return state.data.tray.map((group) =>
    el(
      "section",
      { class: "group" },
      el("h3", {}, `${group.title} `, chip(group.rows.length)),
      el("p", { class: "note" }, group.note),
      el(
        "ul",
        { class: "plain" },
        group.rows.map((row) =>
          el(
            "li",
            {},
            row.event_id
              ? el("button", { type: "button", class: "row", on: { click: () => state.send({ event: row.event_id }) } },
                  symbol(state, row.family, row.realis), el("span", {}, row.text, el("small", {}, row.detail)))
              : row.mark
                ? el("button", { type: "button", class: "row", on: { click: () => state.send({ marks: [row.mark] }) } },
                    el("span", {}, row.text, el("small", {}, row.detail)))
                : [row.text, el("small", {}, row.detail)],
          ),
        ),
      ),
    ),
  );
}

// ---- frame --------------------------------------------------------------------------------

function draw(state) {
  const { data, root } = state;
  const counts = { list: data.rows.length, evidence: data.evidence?.count ?? "", tray: data.tray.reduce((sum, group) => sum + group.rows.length, 0) };
  const tabs = TABS.map(([name, title]) =>
    el(
      "button",
      {
        type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "page", "aria-selected": String(data.panel === name),
        tabindex: data.panel === name ? 0 : -1,
        on: { click: () => show(state, name), keydown: (event) => turn(state, event, name) },
      },
      title,
      counts[name] === "" ? null : el("span", { class: "number" }, counts[name]),
    ),
  );
  const pages = { list, evidence, tray };
  const focused = root.activeElement;
  const again = focused && (focused.dataset.event ? `tr[data-event="${CSS.escape(focused.dataset.event)}"]` : focused.id ? `#${focused.id}` : "");
  const page = el("div", { id: "page", role: "tabpanel", "aria-labelledby": `tab-${data.panel}`, tabindex: -1 }, pages[data.panel](state));
  const scrolled = root.querySelector("#page")?.scrollTop ?? 0;
  root.querySelector("#panel").replaceChildren(el("div", { role: "tablist", "aria-label": "Beside the map" }, tabs), page);
  if (again) root.querySelector(again)?.focus({ preventScroll: true });
  const seen = `${data.panel} ${data.evidence?.title ?? ""} ${data.event}`;
  if (seen === state.seen) page.scrollTop = scrolled;
  else page.querySelector(".card.current, tr[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  state.seen = seen;
}

function show(state, name) {
  state.data.panel = name;
  draw(state);
  state.root.querySelector(`#tab-${name}`)?.focus();
  state.send({ panel: name });
}

function turn(state, event, name) {
  const here = TABS.findIndex(([one]) => one === name);
  const next = { ArrowRight: here + 1, ArrowLeft: here - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  show(state, TABS[(next + TABS.length) % TABS.length][0]);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let state = states.get(parentElement);
  if (!state) {
    state = { root: parentElement, sort: { column: "first", down: false }, counter: 0, seen: "" };
    states.set(parentElement, state);
  }
  state.send = (act) => setTriggerValue("act", { ...act, n: ++state.counter });
  const text = JSON.stringify(data);
  if (text !== state.text) {
    state.text = text;
    state.data = structuredClone(data);
    draw(state);
  }
}
