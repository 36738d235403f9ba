// The head of a report under review. Words from the report only ever become text nodes.

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#heading");
  const said = (name, words, kind) => {
    const node = document.createElement(name);
    node.textContent = words;
    if (kind) node.className = kind;
    return node;
  };
  root.replaceChildren(
    said("h1", data.title),
    said("p", data.facts, "facts"),
    ...data.notes.map((note) => said("p", note, "note")),
  );
}
