"""The view kept between runs, in plain values: widgets write it, the link restores it.

Each part of the view is one key of ``st.session_state``; keys of widgets are the widgets' own.
"""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.model import Origin, Realis
from dashboard.store.filter import EventFilter, When
from dashboard.ui.link import KINDS, Panel, Query, View

ALL_KINDS = list(KINDS)
MORE = {"list": 50, "evidence": 20}
"""imported events that are shown at first, and more of them at each wish"""


def restore(view: View) -> None:
    """Put the parts of a view where the widgets find them; before any widget is drawn."""
    chosen = view.filter
    st.session_state.update(
        first=chosen.first,
        last=chosen.last,
        when=chosen.when.value,
        families=list(chosen.families),
        actors=list(chosen.actors),
        realis=[one.value for one in chosen.realis],
        origins=[one.value for one in chosen.origins],
        sources=list(chosen.sources),
        types=list(chosen.types),
        countries=list(chosen.countries),
        datasets=list(chosen.datasets),
        places=list(chosen.places),
        deaths=chosen.deaths,
        text=chosen.text,
        kinds=[kind for kind in KINDS if kind not in view.hidden],
        links=view.links,
        marks=list(view.marks),
        event=view.event,
        cells=view.cells,
        mode=view.mode,
        page_panel=view.panel.value,
    )


def current() -> View:
    """The view as the widgets have it."""
    state: Any = st.session_state
    return View(
        filter=EventFilter(
            first=state["first"],
            last=state["last"],
            when=When(state["when"] or When.POSSIBLY),
            families=tuple(state["families"]),
            actors=tuple(state["actors"]),
            realis=tuple(Realis(one) for one in state["realis"]),
            origins=tuple(Origin(one) for one in state["origins"]),
            sources=tuple(state["sources"]),
            types=tuple(state["types"]),
            countries=tuple(state["countries"]),
            datasets=tuple(state["datasets"]),
            places=tuple(state["places"]),
            deaths=int(state["deaths"] or 0),
            text=" ".join((state["text"] or "").split()),
        ),
        hidden=tuple(kind for kind in KINDS if kind not in state["kinds"]),
        links=state["links"],
        marks=tuple(state["marks"]),
        event=state["event"],
        cells=state["cells"],
        mode=state["mode"] or "discs",
        panel=Panel(state["page_panel"]),
    )


def clear_filters() -> None:
    """Everything shown again; selection and panel stay."""
    kept = current()
    restore(View(marks=kept.marks, event=kept.event, panel=kept.panel))


def choose_range(chosen: tuple[date, date], extent: tuple[date, date]) -> None:
    """Narrow the dates; an end that lies at or beyond the extent's is open."""
    first, last = chosen
    st.session_state["first"] = first if first > extent[0] else None
    st.session_state["last"] = last if last < extent[1] else None


def select_marks(marks: list[str]) -> None:
    """Select marks of the map, or nothing, and turn to what they rest on."""
    st.session_state["marks"] = marks
    st.session_state["event"] = ""
    st.session_state["cells"] = ""
    st.session_state["page_panel"] = (Panel.EVIDENCE if marks else Panel.LIST).value


def select_cells(cells: str) -> None:
    """Select a disc of imported events, and turn to what it stands for."""
    st.session_state.update(more_evidence=MORE["evidence"])
    st.session_state.update(marks=[], event="", cells=cells, page_panel=Panel.EVIDENCE.value)


def show_more(what: str) -> None:
    """More imported events in the list or under the evidence."""
    if what in MORE:
        key = f"more_{what}"
        st.session_state[key] = st.session_state.get(key, MORE[what]) + MORE[what]


def only(kind: str, key: str) -> None:
    """Show the events of one actor or place only."""
    if kind in ("actors", "places"):
        st.session_state["changed"] = True
        st.session_state[kind] = [key]


def select_event(event_id: str, mark: str) -> None:
    """Select one event and the mark it belongs to, if the map has it."""
    st.session_state["event"] = event_id
    st.session_state["cells"] = ""
    st.session_state["marks"] = [mark] if mark else []
    st.session_state["page_panel"] = Panel.EVIDENCE.value


def turn_to(panel: str) -> None:
    """Read another panel beside the map; a name that is none of them changes nothing."""
    if panel in {one.value for one in Panel}:
        st.session_state["page_panel"] = panel


def shows_others(view: View) -> bool:
    """Whether the map shows other events than before, or shows them otherwise."""
    now = (view.filter, view.hidden, view.links, view.mode)
    before = st.session_state.get("shown")
    st.session_state["shown"] = now
    return bool(before != now)


def asks_for_all() -> bool:
    """Whether something was changed that more than map and panel show; asked once."""
    return bool(st.session_state.pop("changed", False))


def toggle(name: str, families: list[str]) -> None:
    """Switch a kind of marks or a family of events off or on, as the legend asks."""
    st.session_state["changed"] = True
    if name in KINDS:
        shown = st.session_state["kinds"]
        st.session_state["kinds"] = [kind for kind in KINDS if (kind in shown) != (kind == name)]
    elif name == "links":
        st.session_state["links"] = not st.session_state["links"]
    elif name in families:
        shown = st.session_state["families"] or families
        now = [one for one in families if (one in shown) != (one == name)]
        st.session_state["families"] = [] if len(now) in (0, len(families)) else now


def write_link(view: View) -> None:
    """Make the page's link say what is looked at; the map's own part of it stays as it is.

    Told anew whenever the view changed: a click may bring along a link from before it was last
    told, and what was told then arrives after the click.
    """
    wanted = view.to_query()
    changed = st.session_state.get("written") != wanted
    st.session_state["written"] = view.to_query()
    if here := st.query_params.get_all("map"):
        wanted["map"] = here
    if changed or wanted != read_link():
        st.query_params.from_dict(wanted)


def read_link() -> Query:
    """All parameters of the page's link."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def follow_link(view: View) -> None:
    """Restore the view of the link, which then needs no writing."""
    restore(view)
    st.session_state["written"] = view.to_query()


def link_leads() -> bool:
    """Whether the view is to be taken from the link: a session begins, or the reader went back.

    Going back changes the link and nothing else. The browser may also send an old link together
    with a click, when it has not seen the newest yet: then the click counts.
    """
    state: Any = st.session_state
    if "written" not in state or "kinds" not in state:
        return True
    link = {name: values for name, values in read_link().items() if name != "map"}
    return bool(link != state["written"] and current().to_query() == state["written"])
