// The head of the page, and a watch on the server: when it no longer answers, the page says so
// and what to do. The watch asks this page's own server only.

const EVERY_MS = 4000;

function text(parent, name, words, kind = "") {
  const node = document.createElement(name);
  node.textContent = words;
  if (kind) node.className = kind;
  parent.append(node);
  return node;
}

async function answers() {
  try {
    const base = window.location.pathname.replace(/\/(report|add|import|actor|place)\/?$/, "/").replace(/\/$/, "");
    const reply = await fetch(`${base}/_stcore/health`, { cache: "no-store", signal: AbortSignal.timeout(3000) });
    return reply.ok;
  } catch {
    return false;
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#header");
  root.replaceChildren();
  const lost = text(root, "p", "", "lost");
  lost.setAttribute("role", "alert");
  lost.hidden = true;
  const title = document.createElement("div");
  title.className = "title";
  text(title, "h1", data.title);
  text(title, "p", data.about, "about");
  for (const [words, href] of [["+ Add reports", "./add"], ["+ Import a dataset", "./import"]]) {
    const add = text(title, "a", words, "add");
    add.href = href;
    add.target = "_self";
  }
  const counts = document.createElement("p");
  counts.className = "counts";
  counts.setAttribute("role", "status");
  data.counts.forEach((words, place) => text(counts, place ? "span" : "strong", words));
  root.append(title, counts);

  const watch = setInterval(async () => {
    const fine = await answers();
    lost.hidden = fine;
    if (!fine) lost.textContent = "Dateline no longer answers. The map still moves, but filters and evidence do not. Start it again (make run), then reload this page: the link keeps your view.";
  }, EVERY_MS);
  return () => clearInterval(watch);
}
