// The head of the page about an actor or a place, or the list of all. Words from outside only ever
// become text nodes.

function page(kind, id) {
  return `./${kind}?id=${encodeURIComponent(id)}`;
}

function head(data) {
  return [
    el("h1", {}, data.title, " ", chip(data.chip)),
    facts(data.facts),
    data.relations.length
      ? el("details", { class: "relations" },
          el("summary", {}, `Stands with and against: ${data.relations.length} ${data.relations.length === 1 ? "sentence" : "sentences"}`),
          data.relations.map((one) => [
            el("p", { class: "relation" }, el("strong", {}, one.source), ` ${one.type} `, el("strong", {}, one.target)),
            passage(one.passage, one.report),
          ]))
      : null,
  ];
}

function everyone(data) {
  const title = data.kind === "actor" ? "Actors" : "Places";
  return [
    el("h1", {}, title),
    data.all.length ? null : el("p", { class: "note" }, "There are none yet."),
    el("ul", { class: "plain columns" }, data.all.map((one) =>
      el("li", {}, el("a", { href: page(data.kind, one.id), target: "_self" }, one.name || one.id), el("small", {}, one.detail)))),
  ];
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#profile");
  const ways = [["← Map", "./"]];
  if (!data.all) {
    ways.push(["Show on the map", `./?${new URLSearchParams(data.map)}`]);
    ways.push([data.kind === "actor" ? "All actors" : "All places", `./${data.kind}`]);
  }
  root.replaceChildren(...[el("p", { class: "ways" }, ways.map(([words, href]) => el("a", { href, target: "_self" }, words))),
    ...(data.all ? everyone(data) : head(data))].flat(Infinity).filter(Boolean));
}
