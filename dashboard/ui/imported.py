"""What the panel shows of imported events: the newest of the list, those of a disc, one by itself,
and those that the map cannot show.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.model import Level
from dashboard.render import imported, words
from dashboard.render.cards import Card
from dashboard.store.archive import Archive
from dashboard.store.engine.contract import Cells
from dashboard.store.filter import EventFilter
from dashboard.ui.link import View
from dashboard.ui.state import MORE

MOST = 2_000
"""events that the list holds at most: a browser is no spreadsheet, an export is"""
Data = dict[str, Any]


def rows(archive: Archive, chosen: EventFilter) -> list[Data]:
    """The newest imported events, as many as were asked for."""
    return _rows(archive, chosen, _asked("list"), archive.version)


@lru_cache(maxsize=16)
def _rows(archive: Archive, chosen: EventFilter, limit: int, version: str) -> list[Data]:
    if archive.imported is None:
        return []
    found = archive.imported.fetch(chosen, limit=limit).to_pylist()
    return [imported.listed(row, (chosen.first, chosen.last)) for row in found]


def more(archive: Archive, chosen: EventFilter, listed: int) -> Data | None:
    """What is said below the list where it does not hold all imported events."""
    told = archive.totals(chosen)
    if told is None or told.shown <= listed:
        return None
    said = f"The newest {listed:,} of {words.some(told.shown, 'imported event')} are listed."
    return {"told": said, "button": f"{MORE['list']} more" if listed < MOST else ""}


def evidence(archive: Archive, view: View) -> Data | None:
    """Cards of the events of the selected disc, newest first, after the one that was chosen."""
    days = (view.filter.first, view.filter.last)
    cells = Cells.from_text(view.cells) if view.cells else None
    one = archive.event(view.event) if archive.is_imported(view.event) else None
    if archive.imported is None or (cells is None and one is None):
        return None
    found: list[Any] = [one] if one else []
    count = len(found)
    if cells:
        limit = _asked("evidence")
        within = _within(archive, view.filter, cells, limit, archive.version)
        count = _count(archive, view.filter, cells, archive.version)
        found += [row for row in within if row["event_id"] != view.event]
        count = max(count, len(found))
    cards: list[Card] = [imported.card(row, days, archive.actor_id) for row in found]
    left = count - len(cards)
    return {
        "title": _title(found),
        "note": words.some(count, "imported event"),
        "count": count,
        "events": cards,
        "more": f"{min(MORE['evidence'], left):,} more of {count:,}" if left > 0 else "",
    }


@lru_cache(maxsize=16)
def _within(
    archive: Archive, chosen: EventFilter, cells: Cells, limit: int, version: str
) -> list[Data]:
    if archive.imported is None:
        return []
    return list(archive.imported.fetch(chosen, within=cells, limit=limit).to_pylist())


@lru_cache(maxsize=64)
def _count(archive: Archive, chosen: EventFilter, cells: Cells, version: str) -> int:
    return archive.imported.totals(chosen, within=cells).shown if archive.imported else 0


def tray(archive: Archive, chosen: EventFilter) -> list[Data]:
    """Imported events that are counted, and drawn nowhere."""
    told = archive.totals(chosen)
    if told is None:
        return []
    country = (str(Level.COUNTRY),)
    return [
        _group(
            archive, "Imported, no position", "The dataset gives none, and names no place we know.",
            replace(chosen, levels=("",)), told.unplaced,
        ),
        _group(
            archive, "Imported, only the country is known",
            "The dataset's point is the middle of a country: a false point.",
            replace(chosen, levels=country), told.whole_country,
        ),
    ]  # fmt: skip


def _group(archive: Archive, title: str, note: str, chosen: EventFilter, count: int) -> Data:
    found = _rows(archive, chosen, MORE["list"], archive.version) if count else []
    return {
        "title": title,
        "note": note,
        "count": count,
        "rows": [
            {
                "event_id": row["event_id"],
                "family": row["family"],
                "realis": row["realis"],
                "text": f"{row['type']}, {row['when']}",
                "detail": " · ".join(filter(None, [row["place"], row["deaths"]])),
            }
            for row in found
        ],
    }


def _asked(what: str) -> int:
    """How many were asked for: of the list or of the evidence."""
    return min(MOST, int(st.session_state.get(f"more_{what}", MORE[what])))


def _title(found: list[Data]) -> str:
    names = list(dict.fromkeys(row["place"] or row["admin1"] or row["type"] for row in found))
    return ", ".join(names[:3]) + (" and around" if len(names) > 3 else "")
