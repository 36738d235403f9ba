// What the map cannot show, in groups.

function tray(state) {
  if (!state.data.tray.length) return empty({ title: "Everything is on the map", hint: "No event of this filter lacks a place or a date, and no row was left out." });
  return state.data.tray.map((group) =>
    el(
      "section",
      { class: "group" },
      el("h3", {}, `${group.title} `, chip((group.count ?? group.rows.length).toLocaleString("en"))),
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
                ? markButton(state, row)
                : [row.text, el("small", {}, row.detail)],
          ),
        ),
      ),
      group.count > group.rows.length ? el("p", { class: "note" }, `The newest ${group.rows.length} of ${group.count.toLocaleString("en")} are listed.`) : null,
    ),
  );
}
