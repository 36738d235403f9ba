// The head of a page about adding. Words from a report only ever become text nodes.

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#heading");
  const said = (name, words, kind) => {
    const node = document.createElement(name);
    node.textContent = words;
    if (kind) node.className = kind;
    return node;
  };
  const back = said("a", "← Map");
  back.href = "./";
  back.target = "_self";
  const done = said("p", data.done, "done");
  done.setAttribute("role", "status");
  if (data.done) {
    const show = said("a", "Show it on the map");
    show.href = `./?${new URLSearchParams({ report: data.report })}`;
    show.target = "_self";
    done.append(" ", show);
  }
  root.replaceChildren(
    back,
    said("h1", data.title),
    said("p", data.facts, "facts"),
    ...(data.done ? [done] : []),
    ...data.notes.map((note) => said("p", note, "note")),
  );
}
