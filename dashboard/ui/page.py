"""The map page: load, filter, draw; the list of panels in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.render import compose
from dashboard.render.marks import Bounds, Mark
from dashboard.render.palette import FAMILIES
from dashboard.render.seats import seats
from dashboard.settings import Settings
from dashboard.store.bins import bins
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from dashboard.ui import map as map_ui
from dashboard.ui import reading, state
from dashboard.ui.filters import filter_panel
from dashboard.ui.header import header
from dashboard.ui.link import View, from_query, only_known
from dashboard.ui.load import load
from dashboard.ui.quote import quote
from dashboard.ui.timeline import Bin, moved, timeline

HEIGHT = 640


def map_page() -> None:
    """Open, filter by date, click a marker, read the sentence."""
    settings = Settings.from_env()
    try:
        store = load(settings)
    except DashboardError as error:
        st.error(f"The reports cannot be shown. {quote(str(error))}")
        return
    if store.extent is None:
        _empty_store()
        return
    if chosen := moved(store.extent):
        state.choose_range(chosen, store.extent)
    if state.link_leads():
        _restore(store)
    online = filter_panel(store)
    view = state.current()
    selection = store.select(view.filter)
    header(_title(settings), store, selection, view)
    _timeline(store, view, store.extent)
    _map_and_panel(store, online)


@st.fragment
def _map_and_panel(store: EventStore, online: bool) -> None:
    """What a click on a mark or a row draws anew; the filters and all that follows from them
    stay as they are, unless the click was one in the legend."""
    if state.asks_for_all():
        st.rerun()
    view = state.current()
    marks = _marks(store, view.filter)
    left, right = st.columns([1.45, 1], gap="small")
    with right:  # first, for it is what a click waits for
        selection = store.select(view.filter)
        reading.reading_panel(store, selection, marks, view, lambda: _panel_acted(store))
    with left:
        _map(store, marks, view, online)
    state.write_link(view)


def _title(settings: Settings) -> str:
    """The folder's name, as words."""
    name = (settings.coding or settings.reports).name.replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:]


def _restore(store: EventStore) -> None:
    """Take the view from the link and say what of it makes no sense."""
    view, warnings = from_query(state.read_link())
    tables = store.tables
    view, unknown = only_known(
        view,
        families=FAMILIES,
        actors=tables.actors["actor_id"],
        reports=tables.reports["report_id"],
    )
    for warning in (*warnings, *unknown):
        st.warning(warning)
    state.follow_link(view)


def _timeline(store: EventStore, view: View, extent: tuple[date, date]) -> None:
    timeline(
        _bins(store, replace(view.filter, first=None, last=None)),
        families={name: family.fill for name, family in FAMILIES.items()},
        chosen=(view.filter.first or extent[0], view.filter.last or extent[1]),
        extent=extent,
    )


@lru_cache(maxsize=32)
def _bins(store: EventStore, chosen: EventFilter) -> tuple[Bin, ...]:
    by_bin: dict[Any, dict[str, float]] = {}
    for row in store.histogram(chosen).itertuples():
        by_bin.setdefault(row.first, {})[str(row.family)] = float(row.events)
    return tuple(
        Bin(row.first.date(), row.last.date(), by_bin.get(row.first, {}))
        for row in bins(store.extent).itertuples()
    )


def _map(store: EventStore, marks: Sequence[Mark], view: View, online: bool) -> None:
    tables, chosen = store.tables, view.filter
    families = chosen.families or tuple(FAMILIES)
    hidden = (*view.hidden, *(family for family in FAMILIES if family not in families))
    relations = store.select(chosen).relations
    map_ui.map_panel(
        [
            replace(mark, selected=mark.mark_id in view.marks)
            for mark in marks
            if mark.kind not in view.hidden
        ],
        compose.links(tables, relations, seats(tables)) if view.links else [],
        bounds=_bounds(store),
        hidden=(*hidden, *(() if view.links else ("links",))),
        tiles=online,
        height=HEIGHT,
        act=_map_acted,
    )


@lru_cache(maxsize=32)
def _marks(store: EventStore, chosen: EventFilter) -> tuple[Mark, ...]:
    found = store.select(chosen)
    return tuple(compose.marks(store.tables, found.events, found.mentions, found.participants))


@lru_cache(maxsize=8)
def _bounds(store: EventStore) -> Bounds:
    return compose.bounds(store.tables, store.events)


def _map_acted() -> None:
    done = map_ui.acted()
    if isinstance(done.get("select"), list):
        state.select_marks([str(mark) for mark in done["select"]])
    elif isinstance(done.get("toggle"), str):
        state.toggle(done["toggle"], list(FAMILIES))


def _panel_acted(store: EventStore) -> None:
    done = reading.acted()
    event = store.event(str(done["event"])) if "event" in done else None
    if event is not None:
        place = event["place_id"]
        state.select_event(event["event_id"], compose.mark_id("event_site", place) if place else "")
    elif isinstance(done.get("marks"), list):
        state.select_marks([str(mark) for mark in done["marks"]])
    elif "panel" in done:
        state.turn_to(str(done["panel"]))


def _empty_store() -> None:
    st.info(
        "There is nothing to show yet: the folder of coded reports is empty. Start Dateline with "
        "`python -m dashboard serve --data FOLDER`, or without `--data` for the sample reports."
    )
