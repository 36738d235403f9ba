"""The panel beside the map: a selection in, what it lists, tells and sets aside out."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.model import Level
from dashboard.render import cards, words
from dashboard.render.marks import Mark
from dashboard.render.palette import FAMILIES
from dashboard.render.seats import active_seats, seats
from dashboard.schema import Record, records
from dashboard.store.archive import Archive
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from dashboard.store.selection import Selection
from dashboard.ui import imported
from dashboard.ui.component import component
from dashboard.ui.link import Panel, View
from dashboard.ui.who import who

Data = dict[str, Any]
SCRIPTS = ("dom.js", "list.js", "evidence.js", "who.js", "tray.js", "panel.js")
NO_EVENT = {
    "title": "No event passes the filter",
    "hint": "Widen the dates, or take back a filter: “Clear all filters” in the sidebar shows "
    "everything again.",
}


def reading_panel(
    archive: Archive,
    selection: Selection,
    marks: Sequence[Mark],
    view: View,
    act: Callable[[], None],
    *,
    only: bool = True,
) -> None:
    """Draw the panel; ``act`` is called before the next run when the reader does something, with
    ``st.session_state["panel"]["act"]`` saying what.

    ``only``: whether actors and places can be chosen as a filter.
    """
    component("panel", SCRIPTS)(
        key="panel",
        data={**panel_data(archive, selection, marks, view), "only": only},
        height=640,
        on_act_change=act,
    )


def panel_data(archive: Archive, selection: Selection, marks: Sequence[Mark], view: View) -> Data:
    """Everything that the panel draws, as plain values."""
    rows, groups = _listed(archive.reports, view.filter)
    more = imported.rows(archive, view.filter)
    told = archive.totals(view.filter)
    return {
        "panel": view.panel.value,
        "event": view.event,
        "rows": [*rows, *more],
        "total": len(rows) + (told.shown if told else 0),
        "more": imported.more(archive, view.filter, len(more)),
        "empty": NO_EVENT,
        "symbols": {
            name: {"colour": family.fill, "path": family.path} for name, family in FAMILIES.items()
        },
        "evidence": _both(
            evidence(archive.reports, selection, marks, view), imported.evidence(archive, view)
        ),
        "who": who(archive, selection, view.filter) if view.panel is Panel.WHO else None,
        "tray": [one for one in (*groups, *imported.tray(archive, view.filter)) if one["rows"]],
    }


@lru_cache(maxsize=32)
def _listed(store: EventStore, chosen: EventFilter) -> tuple[list[Data], list[Data]]:
    """List and tray of a filter: a click on the map changes neither."""
    selection = store.select(chosen)
    return _rows(selection.events), tray(store, selection)


def _both(told: Data | None, more: Data | None) -> Data | None:
    """Evidence of reports, and that of imported events under one title."""
    if told is None or more is None or not told["count"]:
        return told if more is None else {"actors": [], "mentions": [], "also": [], **more}
    note = f"{told['note']}, {more['note']}"
    events = [*told["events"], *more["events"]]
    return {**told, "note": note, "count": told["count"] + more["count"], "events": events,
            "more": more["more"]}  # fmt: skip


def _rows(events: pd.DataFrame) -> list[Data]:
    return [
        {
            "event_id": row["event_id"],
            "first": "" if pd.isna(row["first"]) else row["first"].date().isoformat(),
            "when": words.short(row["first"], row["last"]),
            "family": row["family"],
            "type": row["type"],
            "realis": row["realis"],
            "realis_words": words.REALIS.get(row["realis"], row["realis"]),
            "place": row["place"],
            "level": row["level"],
            "deaths": words.deaths(
                row["fatalities_low"], row["fatalities_best"], row["fatalities_high"]
            ),
            "certain": bool(row["certain"]),
            "origin": row["origin"],
        }
        for row in records(events)
    ]


def evidence(
    store: EventStore, selection: Selection, marks: Sequence[Mark], view: View
) -> Data | None:
    """What the selected marks, or the event selected in the list, rest on."""
    tables = store.tables
    parts = [mark.partition("/") for mark in view.marks]
    kinds = {kind: [place for one, _, place in parts if one == kind] for kind, _, _ in parts}
    events = selection.events[selection.events["place_id"].isin(kinds.get("event_site", ()))]
    events = events.sort_values(["certain", "last"], ascending=False, kind="stable")
    if view.event:
        chosen = selection.events[selection.events["event_id"] == view.event]
        events = pd.concat([chosen, events[events["event_id"] != view.event]])
    seated = active_seats(tables, selection.mentions, selection.participants)
    actors = [actor for actor, place in seated.items() if place in kinds.get("actor_seat", ())]
    mentions = selection.mentions
    named = mentions[
        ((mentions["role"] == "area_held") & mentions["place_id"].isin(kinds.get("area_held", ())))
        | (
            (mentions["role"] == "mentioned")
            & mentions["place_id"].isin(kinds.get("mentioned", ()))
        )
    ]
    if not (view.marks or view.event) or (view.event and events.empty and not view.marks):
        return None
    return {
        "title": _title(tables.places, [place for _, _, place in parts], events),
        "note": _note(len(events), len(actors), len(named)),
        "count": len(events) + len(actors) + len(named),
        "events": cards.event_cards(tables, events),
        "actors": cards.actor_cards(tables, actors, selection.events),
        "mentions": cards.mention_cards(tables, named),
        "also": _also(marks, view),
    }


def _also(marks: Sequence[Mark], view: View) -> list[Data]:
    """Marks of other kinds at the selected places, so that none hides behind another."""
    here = {mark.partition("/")[2] for mark in view.marks}
    return [
        {"mark": mark.mark_id, "text": f"{words.KINDS[mark.kind]}: {mark.label}", "detail": line}
        for mark in marks
        if mark.mark_id.partition("/")[2] in here
        and mark.mark_id not in view.marks
        and mark.kind not in view.hidden
        for line in ["; ".join(mark.lines[:2])]
    ]


def _title(places: pd.DataFrame, chosen: Sequence[str], events: pd.DataFrame) -> str:
    names = list(dict.fromkeys(places.loc[places["place_id"].isin(chosen), "label"]))
    if names:
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return "" if events.empty else str(events.iloc[0]["place"] or events.iloc[0]["type"])


def _note(events: int, actors: int, mentions: int) -> str:
    told = [
        words.some(number, one)
        for number, one in ((events, "event"), (actors, "actor"), (mentions, "mention"))
        if number
    ]
    return ", ".join(told) if told else "Nothing here passes the filter any more."


def tray(store: EventStore, selection: Selection) -> list[Data]:
    """What the map cannot show, in groups with a title, a word on why, and rows."""
    events = selection.events
    countries = events[events["level"] == Level.COUNTRY]
    groups = [
        _event_group(
            "No place", "These reports do not say where, or name no place we know.",
            events[events["place_id"] == ""],
        ),
        _event_group(
            "Only the country is known", "A pin in the middle of a country would be a false point.",
            countries,
        ),
        _event_group(
            "No date", "Shown as long as the date range is not narrowed.",
            selection.undated,
        ),
        {
            "title": "Actors without a seat on the map",
            "note": "They take part in the events shown.",
            "rows": _seatless(store, selection),
        },
        {
            "title": "Left out or not found",
            "note": "Rows that could not be read, and names that are no place of the gazetteer.",
            "rows": [
                {"text": f"{_where(row)}: {row['value']}".rstrip(": "), "detail": row["reason"]}
                for row in records(store.tables.problems)
            ],
        },
    ]  # fmt: skip
    return [group for group in groups if group["rows"]]


def _where(problem: Record) -> str:
    file, line = problem["file"], problem["line"]
    return str(file) if pd.isna(line) else f"{file}, line {line}"


def _event_group(title: str, note: str, events: pd.DataFrame) -> Data:
    return {
        "title": title,
        "note": note,
        "rows": [
            {
                "event_id": row["event_id"],
                "family": row["family"],
                "realis": row["realis"],
                "text": f"{row['type']}, {words.when(row['first'], row['last'])}",
                "detail": " · ".join(filter(None, [row["place"], ", ".join(row["actor_names"])])),
            }
            for row in records(events)
        ],
    }


def _seatless(store: EventStore, selection: Selection) -> list[Data]:
    actors = store.tables.actors
    active = set(selection.participants["actor_id"]) - set(seats(store.tables))
    return [
        {"text": row["name"], "detail": row["kind"]}
        for row in records(actors[actors["actor_id"].isin(active)])
    ]


def acted() -> Data:
    """What the reader just did in the panel, checked: ``event``, ``marks`` or ``panel``."""
    done = dict(st.session_state.get("panel") or {}).get("act")
    return done if isinstance(done, dict) else {}
