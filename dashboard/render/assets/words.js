/* Marks in, what is said of them out: plain strings, for cards and for screen readers. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const NOUNS = {
    event_site: ["event", "events"],
    actor_seat: ["actor has its seat here", "actors have their seats here"],
    area_held: ["actor holds it", "actors hold it"],
    mentioned: ["mention without an event", "mentions without an event"],
  };

  function sum(marks, key) {
    return marks.reduce((total, mark) => total + mark[key], 0);
  }

  /* [name, number] of the families of all marks, most first, then by name. */
  function shares(marks) {
    const totals = new Map();
    for (const mark of marks) {
      for (const [name, n] of Object.entries(mark.families)) {
        totals.set(name, (totals.get(name) || 0) + n);
      }
    }
    return [...totals].filter(([, n]) => n > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /* "" unless all events of the marks are alike: "hollow" or "possible". */
  function state(marks) {
    if (marks[0].kind !== "event_site" || !sum(marks, "count")) return "";
    if (sum(marks, "settled") === 0) return "hollow";
    return sum(marks, "possible") >= sum(marks, "count") ? "possible" : "";
  }

  /* "" unless all events of the marks came the same way: "read" or "confirmed". */
  function origin(marks) {
    const total = sum(marks, "count");
    if (marks[0].kind !== "event_site" || !total) return "";
    return ["read", "confirmed"].find((how) => sum(marks, how) === total) || "";
  }

  function origins(marks) {
    if (marks[0].kind !== "event_site") return [];
    return [["read", "read by machine"], ["confirmed", "confirmed by a person"]]
      .map(([how, said]) => [sum(marks, how), said])
      .filter(([number]) => number)
      .map(([number, said]) => `${number} ${said}`);
  }

  function title(marks) {
    const others = marks.length - 1;
    if (!others) return marks[0].label;
    return `${marks[0].label} and ${others} ${others === 1 ? "place" : "places"} nearby`;
  }

  function counted(marks) {
    const total = sum(marks, "count");
    return `${total} ${NOUNS[marks[0].kind][total === 1 ? 0 : 1]}`;
  }

  function doubts(marks) {
    if (marks[0].kind !== "event_site") return [];
    const [total, settled, possible] = ["count", "settled", "possible"].map((k) => sum(marks, k));
    const said = [];
    if (settled === 0) said.push("only asked for, planned, threatened or denied");
    else if (settled < total) said.push(`${total - settled} asked for, planned, threatened or denied`);
    if (possible) said.push(`${possible} only possibly in range`);
    return said;
  }

  function where(mark) {
    const level = mark.level;
    if (mark.kind !== "event_site" || level === "town" || level === "facility") return [];
    return [`somewhere in this ${level === "sea" ? "stretch of sea" : level}`];
  }

  function spoken(marks) {
    const parts = [counted(marks), ...shares(marks).map(([name, n]) => `${n} ${name}`),
      ...doubts(marks), ...origins(marks), ...where(marks[0])];
    return `${title(marks)}: ${parts.join(", ")}. Enter opens the evidence.`;
  }

  /* Lines of the card: the caller's own for one mark, one for each place of a merged one. */
  function lines(marks) {
    if (marks.length === 1) {
      const own = marks[0].lines;
      const said = own.length ? own : [counted(marks), ...doubts(marks), ...where(marks[0])];
      return [...said, ...origins(marks)];
    }
    return [counted(marks), ...doubts(marks), ...origins(marks), ...marks.map((m) => `${m.label}: ${m.count}`)];
  }

  dateline.words = { shares, state, origin, title, spoken, lines, sum };
})();
