// One report whole: its text with places marked by role, its facts, and the events read from it.

function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children.flat(Infinity).map((child) => (child instanceof Node ? child : document.createTextNode(String(child)))));
  return node;
}

const map = (query) => `./?${new URLSearchParams(query)}`;

// The map as the reader left it, where that is known.
function left() {
  const from = URL.canParse(document.referrer) ? new URL(document.referrer) : null;
  const here = new URL("./", document.baseURI);
  return from && from.origin === here.origin && from.pathname === here.pathname ? from.href : "./";
}

function marked(part, roles) {
  const words = part.segments.map(([text, role]) => (role ? el("span", { class: `place ${role}`, title: roles[role] ?? role }, text) : text));
  return part.chosen ? el("mark", { id: "chosen" }, words) : words;
}

function whole(report, roles) {
  return [
    el("h1", {}, report.title),
    el("p", { class: "facts" }, [report.publisher || "publisher unknown", report.codes ? report.published : `published ${report.published}`, report.licence].filter(Boolean).join(" · ")),
    report.review ? el("p", { class: "facts" }, el("a", { href: `./add?report=${encodeURIComponent(report.report_id)}`, target: "_self" }, "Review what was read in it")) : "",
    el("p", { class: "facts" }, `Facts from: ${report.sources || "not given"}`),
    report.codes?.length
      ? el("dl", { class: "codes" }, report.codes.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]))
      : "",
    el("div", { class: "columns" },
      el("div", {}, el("div", { class: "text" }, report.parts.map((part) => marked(part, roles))),
        el("ul", { class: "key" }, Object.entries(roles).map(([role, words]) => el("li", {}, el("span", { class: `place ${role}` }, words))))),
      el("aside", {}, el("h2", {}, `${report.events.length} ${report.events.length === 1 ? "event" : "events"} read from it`),
        el("ul", {}, report.events.map((one) => el("li", {}, el("a", { href: map({ event: one.event_id, panel: "evidence" }), target: "_self" }, one.text), el("small", {}, one.detail)))))),
  ];
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#report");
  root.replaceChildren(
    el("p", {}, el("a", { href: left(), target: "_self" }, "← Map")),
    ...(data.report ? whole(data.report, data.roles) : [el("h1", {}, "Reports")]),
    el("h2", {}, data.report ? "All reports" : `${data.titles.length} reports`),
    el("ul", { class: "titles" }, data.titles.map((one) => el("li", {}, el("a", { href: `./report?id=${encodeURIComponent(one.report_id)}`, target: "_self" }, one.title || one.report_id), el("small", {}, one.published)))),
  );
  root.querySelector("#chosen")?.scrollIntoView({ block: "center" });
}
