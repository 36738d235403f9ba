// The list of events: a sortable table, one row in the tab order, arrows move.

const COLUMNS = [
  ["first", "Date"],
  ["type", "What"],
  ["place", "Where"],
];

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
  const chosen = (row) => row.event_id === state.data.event;
  const current = rows.some(chosen) ? null : rows[0]?.event_id;
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
        tabindex: chosen(row) || row.event_id === current ? 0 : -1,
        "aria-selected": String(chosen(row)),
        "data-event": row.event_id,
        class: row.certain ? "" : "possible",
        on: { click: choose, keydown: keys },
      },
      el("td", { class: "when" }, row.when, row.certain ? null : el("small", {}, "possibly in range")),
      el("td", {}, el("span", { class: "what" }, symbol(state, row.family, row.realis), el("span", {}, row.type), origin(row.origin)),
        el("small", {}, [row.realis === "actual" ? "" : row.realis_words, row.deaths].filter(Boolean).join(" · "))),
      el("td", {}, where, row.level && row.level !== "town" ? el("small", {}, row.level) : null),
    );
  });
  const table = el(
    "table",
    { "aria-label": "Events that pass the filter" },
    el("thead", {}, el("tr", {}, head)),
    el("tbody", {}, body),
  );
  const { more } = state.data;
  if (!more) return table;
  const ask = () => state.send({ more: "list" });
  return [table, el("p", { class: "more" }, `${more.told} `, more.button ? el("button", { type: "button", id: "more", on: { click: ask } }, more.button) : "An export has them all.")];
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
