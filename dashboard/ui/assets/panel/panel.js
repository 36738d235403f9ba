// Tabs, focus and the component itself.

const TABS = [["list", "Events"], ["evidence", "Evidence"], ["who", "Who, where"], ["tray", "Not on the map"]];
const states = new WeakMap();


// 2,157 as it is, 2,157,000 as 2.2M: the head of the page has it exactly.
function short(number) {
  return number.toLocaleString("en", number < 10000 ? {} : { notation: "compact", maximumSignificantDigits: 2 });
}

function draw(state) {
  const { data, root } = state;
  const counts = { list: data.total, evidence: data.evidence?.count ?? "", who: "", tray: data.tray.reduce((sum, group) => sum + (group.count ?? group.rows.length), 0) };
  const tabs = TABS.map(([name, title]) =>
    el(
      "button",
      {
        type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "page", "aria-selected": String(data.panel === name),
        tabindex: data.panel === name ? 0 : -1,
        on: { click: () => show(state, name), keydown: (event) => turn(state, event, name) },
      },
      title,
      counts[name] === "" ? null : el("span", { class: "number" }, short(counts[name])),
    ),
  );
  const pages = { list, evidence, who, tray };
  const focused = root.activeElement;
  const again = focused && (focused.dataset.event ? `tr[data-event="${CSS.escape(focused.dataset.event)}"]` : focused.id ? `#${focused.id}` : "");
  const page = el("div", { id: "page", role: "tabpanel", "aria-labelledby": `tab-${data.panel}`, tabindex: -1 }, pages[data.panel](state));
  const scrolled = root.querySelector("#page")?.scrollTop ?? 0;
  root.querySelector("#panel").replaceChildren(el("div", { role: "tablist", "aria-label": "Beside the map" }, tabs), page);
  if (again) root.querySelector(again)?.focus({ preventScroll: true });
  const seen = `${data.panel} ${data.evidence?.title ?? ""} ${data.event}`;
  if (seen === state.seen) page.scrollTop = scrolled;
  else reveal(state, page);
  state.seen = seen;
}

// Scrolls to what is selected, within the panel; on a phone, where the panel lies below the map,
// also to the panel, or a tap on the map would seem to do nothing.
function reveal(state, page) {
  const current = page.querySelector(".card.current, tr[aria-selected=true]");
  if (current) page.scrollTop += current.getBoundingClientRect().top - page.getBoundingClientRect().top - 48;
  if (state.seen && state.data.panel === "evidence" && window.matchMedia("(max-width: 640px)").matches) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    state.root.host.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
  }
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
    state = { root: parentElement, sort: { column: "first", down: true }, counter: 0, seen: "" };
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
