"""The pages about one actor and about one place: who or what it is, then its events over time, on
the map and in their sentences. Without an id they list all.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.render import compose, profiles
from dashboard.render.palette import FAMILIES
from dashboard.settings import Settings
from dashboard.store.archive import Archive
from dashboard.store.bins import bins
from dashboard.store.filter import EventFilter
from dashboard.ui import discs, load, reading, state
from dashboard.ui import map as map_ui
from dashboard.ui.component import component
from dashboard.ui.link import Panel, View
from dashboard.ui.quote import quote
from dashboard.ui.timeline import Bin, moved, timeline

Kind = Literal["actor", "place"]
TIMELINE, MAP, KEPT = "profile_timeline", "profile_map", "profile"
MOST = 1_000
"""imported actors or places that are listed"""
SCRIPTS = ("../panel/dom.js", "../panel/evidence.js", "profile.js")
STYLES = ("../panel/panel.css", "profile.css")


def actor_page() -> None:
    """Who an actor is, whom it stands with, and its events."""
    _page("actor")


def place_page() -> None:
    """What happened at a place, and who was there."""
    _page("place")


def _page(kind: Kind) -> None:
    try:
        settings = Settings.from_env()
        archive = load.archive(settings)
    except DashboardError as error:
        st.error(f"The reports cannot be shown. {quote(str(error))}")
        return
    wanted = st.query_params.get("id", "")
    store, extent = archive.reports, archive.extent
    known = store.tables.actors["actor_id"] if kind == "actor" else store.tables.places["place_id"]
    imported = _imported(archive, kind, _all_of(kind, wanted)) if wanted else []
    found = wanted in set(known)
    if wanted and not (found or imported):
        st.warning(f"This collection has no {kind} {quote(wanted)}.")
    if not (found or imported) or extent is None:
        everyone = profiles.everyone(store.tables, store.events, kind)
        more = _imported(archive, kind, EventFilter())
        _draw({"kind": kind, "all": profiles.with_imported(everyone, more, kind)})
        return
    if chosen := moved(extent, key=TIMELINE):
        _keep(kind, wanted, range=_open_ends(chosen, extent))
    view = _view(kind, wanted)
    if found:
        told = store.select(_all_of(kind, wanted)).events
        head = profiles.profile(store.tables, told, kind, wanted)
    else:
        head = profiles.of_imported(imported[0], kind)
    if imported:
        head["facts"] += profiles.imported_facts(imported[0])
    _draw(head)
    _timeline(archive, view, extent)
    _map_and_panel(archive, settings, view, partial(_acted, archive, kind, wanted))


def _imported(archive: Archive, kind: Kind, chosen: EventFilter) -> list[dict[str, Any]]:
    """What the engine knows of the actors or places of imported events; the one asked for."""
    if archive.imported is None:
        return []
    wanted = {*chosen.actors, *chosen.places}
    ask = archive.imported.actors if kind == "actor" else archive.imported.places
    rows = ask(chosen, limit=MOST).to_pylist()
    return [row for row in rows if not wanted or row[f"{kind}_id"] in wanted]


def _draw(data: dict[str, Any]) -> None:
    component("profile", SCRIPTS, STYLES)(key="profile_head", data=data)


def _all_of(kind: Kind, wanted: str) -> EventFilter:
    return EventFilter(actors=(wanted,)) if kind == "actor" else EventFilter(places=(wanted,))


def _kept(kind: Kind, wanted: str) -> dict[str, Any]:
    """What the reader did on this page; empty when it is about another actor or place."""
    kept = st.session_state.get(KEPT, {})
    return kept if kept.get("of") == (kind, wanted) else {}


def _keep(kind: Kind, wanted: str, **now: Any) -> None:
    st.session_state[KEPT] = {**_kept(kind, wanted), "of": (kind, wanted), **now}


def _view(kind: Kind, wanted: str) -> View:
    kept = _kept(kind, wanted)
    first, last = kept.get("range", (None, None))
    return View(
        filter=replace(_all_of(kind, wanted), first=first, last=last),
        hidden=("mentioned",),
        marks=tuple(kept.get("marks", ())),
        event=kept.get("event", ""),
        cells=kept.get("cells", ""),
        panel=Panel(kept.get("panel", Panel.LIST)),
    )


def _open_ends(
    chosen: tuple[date, date], extent: tuple[date, date]
) -> tuple[date | None, date | None]:
    return (
        chosen[0] if chosen[0] > extent[0] else None,
        chosen[1] if chosen[1] < extent[1] else None,
    )


def _timeline(archive: Archive, view: View, extent: tuple[date, date]) -> None:
    by_bin: dict[Any, dict[str, float]] = {}
    for row in archive.histogram(replace(view.filter, first=None, last=None)).itertuples():
        by_bin.setdefault(row.first, {})[str(row.family)] = float(row.events)
    timeline(
        [
            Bin(row.first.date(), row.last.date(), by_bin.get(row.first, {}))
            for row in bins(extent).itertuples()
        ],
        families={name: family.fill for name, family in FAMILIES.items()},
        chosen=(view.filter.first or extent[0], view.filter.last or extent[1]),
        extent=extent,
        key=TIMELINE,
    )


def _map_and_panel(archive: Archive, settings: Settings, view: View, act: Any) -> None:
    store = archive.reports
    selection = store.select(view.filter)
    marks = [
        mark
        for mark in compose.marks(
            store.tables,
            selection.events,
            selection.mentions[:0],
            selection.participants[:0],
            selected=view.marks,
        )
        if mark.kind == "event_site"
    ]
    hidden = ("actor_seat", "area_held", "mentioned", "links")
    left, right = st.columns([1.45, 1], gap="small")
    with right:
        reading.reading_panel(archive, selection, marks, view, act, only=False)
    with left:
        map_ui.map_panel(
            marks,
            [],
            bounds=compose.bounds(
                [*compose.spots(store.tables, selection.events), *archive.spots(view.filter)]
            ),
            hidden=hidden,
            tiles=False,
            height=640,
            act=act,
            key=MAP,
            discs=discs.disc_layer(archive, view, hidden, _viewport(), settings),
        )


def _viewport() -> object:
    return st.session_state.get(KEPT, {}).get("viewport")


def _acted(archive: Archive, kind: Kind, wanted: str) -> None:
    done = {**map_ui.acted(MAP), **reading.acted()}
    event = archive.reports.event(str(done["event"])) if "event" in done else None
    marks = done.get("select", done.get("marks"))
    cells = discs.clicked(done)
    if cells is not None:
        panel = Panel.EVIDENCE.value
        _keep(kind, wanted, cells=str(cells), event="", marks=[], panel=panel)
    elif "view" in done:
        _keep(kind, wanted, viewport=done["view"])
    elif "more" in done:
        state.show_more(str(done["more"]))
    elif event is None and "event" in done:
        panel = Panel.EVIDENCE.value
        _keep(kind, wanted, event=str(done["event"]), cells="", marks=[], panel=panel)
    elif event is not None:
        at = [compose.mark_id("event_site", event["place_id"])] if event["place_id"] else []
        _keep(kind, wanted, event=event["event_id"], marks=at, panel=Panel.EVIDENCE.value)
    elif isinstance(marks, list):
        panel = Panel.EVIDENCE if marks else Panel.LIST
        chosen = [str(one) for one in marks]
        _keep(kind, wanted, event="", cells="", marks=chosen, panel=panel.value)
    elif done.get("panel") in {one.value for one in Panel}:
        _keep(kind, wanted, panel=done["panel"])
