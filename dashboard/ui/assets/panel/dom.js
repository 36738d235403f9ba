// The panel beside the map: list of events, evidence of what is selected, what is not on the map.
// Data in, one trigger out: `act` = {event} | {marks} | {panel}. Words from reports are text
// from outside: they only ever become text nodes.

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

// How an event came here: a dashed ring for what a machine read, a tick for what a person confirmed.
function origin(words, label = "") {
  const kind = { "read by machine": "read", "confirmed by a person": "confirmed" }[words];
  if (!kind) return label ? el("span", {}, label) : null;
  const sign = el("span", { class: `origin ${kind}`, title: words, role: "img", "aria-label": words }, kind === "confirmed" ? "✓" : "");
  return label ? el("span", {}, sign, ` ${label}`) : sign;
}

function chip(text, kind = "") {
  return el("span", { class: `chip ${kind}` }, text);
}

function realisChip(card) {
  if (card.realis === "actual") return null;
  return chip(card.realis_words ?? card.realis, "open");
}
