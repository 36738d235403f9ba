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
from dashboard.store.archive import Archive
from dashboard.store.bins import bins
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from dashboard.ui import discs, known, load, reading, state
from dashboard.ui import map as map_ui
from dashboard.ui.filters import filter_panel
from dashboard.ui.header import header
from dashboard.ui.link import View, from_query, only_known
from dashboard.ui.quote import quote
from dashboard.ui.timeline import Bin, moved, timeline

HEIGHT = 640


def map_page() -> None:
    """Open, filter by date, click a marker, read the sentence."""
    settings = Settings.from_env()
    try:
        archive = load.archive(settings)
    except DashboardError as error:
        st.error(f"The reports cannot be shown. {quote(str(error))}")
        return
    extent = archive.extent
    if extent is None:
        _empty_store()
        return
    if chosen := moved(extent):
        state.choose_range(chosen, extent)
    if state.link_leads():
        _restore(archive)
    online = filter_panel(archive)
    head, middle = st.container(), st.container()
    _map_and_panel(archive, settings, online)  # first, for it is what a filter waits for
    view = state.current()
    with head:
        selection = archive.reports.select(view.filter)
        header(_title(settings), archive, archive.counts(view.filter, selection), view)
    with middle:
        _timeline(archive, view, extent)


@st.fragment
def _map_and_panel(archive: Archive, settings: Settings, online: bool) -> None:
    """What a click on a mark or a row draws anew; the filters and all that follows from them
    stay as they are, unless the click was one in the legend."""
    if state.asks_for_all():
        st.rerun()
    view = state.current()
    store = archive.reports
    marks = _marks(store, view.filter)
    left, right = st.columns([1.45, 1], gap="small")

    def draw_map() -> None:
        with left:
            _map(archive, marks, view, online, settings)

    def draw_panel() -> None:
        with right:
            selection = store.select(view.filter)
            reading.reading_panel(archive, selection, marks, view, lambda: _panel_acted(archive))

    # what the reader waits for comes first: after a filter the map, after a click the panel
    parts = [draw_map, draw_panel]
    for draw in parts if state.shows_others(view) else reversed(parts):
        draw()
    state.write_link(view)


def _title(settings: Settings) -> str:
    """The folder's name, as words."""
    name = (settings.coding or settings.reports).name.replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:]


def _restore(archive: Archive) -> None:
    """Take the view from the link and say what of it makes no sense."""
    view, warnings = from_query(state.read_link())
    view, unknown = only_known(
        view,
        families=FAMILIES,
        actors=known.actors(archive, view.filter.actors),
        reports=known.sources(archive, view.filter.sources),
    )
    for warning in (*warnings, *unknown):
        st.warning(warning)
    state.follow_link(view)


def _timeline(archive: Archive, view: View, extent: tuple[date, date]) -> None:
    timeline(
        _bins(archive, archive.version, replace(view.filter, first=None, last=None)),
        families={name: family.fill for name, family in FAMILIES.items()},
        chosen=(view.filter.first or extent[0], view.filter.last or extent[1]),
        extent=extent,
    )


@lru_cache(maxsize=32)
def _bins(archive: Archive, version: str, chosen: EventFilter) -> tuple[Bin, ...]:
    by_bin: dict[Any, dict[str, float]] = {}
    for row in archive.histogram(chosen).itertuples():
        by_bin.setdefault(row.first, {})[str(row.family)] = float(row.events)
    return tuple(
        Bin(row.first.date(), row.last.date(), by_bin.get(row.first, {}))
        for row in bins(archive.extent).itertuples()
    )


def _map(
    archive: Archive, marks: Sequence[Mark], view: View, online: bool, settings: Settings
) -> None:
    store, tables, chosen = archive.reports, archive.reports.tables, view.filter
    asked = st.session_state.get("viewport")
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
        bounds=_bounds(archive, archive.version),
        hidden=(*hidden, *(() if view.links else ("links",))),
        discs=discs.disc_layer(archive, view, hidden, asked, settings),
        tiles=online,
        height=HEIGHT,
        act=_map_acted,
    )


@lru_cache(maxsize=32)
def _marks(store: EventStore, chosen: EventFilter) -> tuple[Mark, ...]:
    found = store.select(chosen)
    return tuple(compose.marks(store.tables, found.events, found.mentions, found.participants))


@lru_cache(maxsize=8)
def _bounds(archive: Archive, version: str) -> Bounds:
    return compose.bounds(
        [*compose.spots(archive.reports.tables, archive.reports.events), *archive.spots()]
    )


def _map_acted() -> None:
    done = map_ui.acted()
    cells = discs.clicked(done)
    if cells is not None:
        state.select_cells(str(cells))
    elif "view" in done:
        st.session_state["viewport"] = done["view"]
    elif isinstance(done.get("select"), list):
        state.select_marks([str(mark) for mark in done["select"]])
    elif isinstance(done.get("toggle"), str):
        state.toggle(done["toggle"], list(FAMILIES))


def _panel_acted(archive: Archive) -> None:
    done = reading.acted()
    event = archive.reports.event(str(done["event"])) if "event" in done else None
    if event is None and "event" in done:
        state.select_event(str(done["event"]), "")
    elif event is not None:
        place = event["place_id"]
        state.select_event(event["event_id"], compose.mark_id("event_site", place) if place else "")
    elif isinstance(done.get("marks"), list):
        state.select_marks([str(mark) for mark in done["marks"]])
    elif isinstance(done.get("only"), list) and len(done["only"]) == 2:
        state.only(*map(str, done["only"]))
    elif "more" in done:
        state.show_more(str(done["more"]))
    elif "panel" in done:
        state.turn_to(str(done["panel"]))


def _empty_store() -> None:
    st.info(
        "There is nothing to show yet: the folder of coded reports is empty. Start Dateline with "
        "`python -m dashboard serve --data FOLDER`, or without `--data` for the sample reports."
    )
