"""The timeline: events per day or more, by family, with a range to choose, type or play through.

Drawn in the page itself by ``assets/timeline``. What the browser sends is checked here.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard.ui.component import component

SCRIPTS = ("days.js", "chart.js", "post.js", "bus.js", "timeline.js")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NO_COLOUR = "#8a8a8a"
"""of a family that has no colour of its own"""


@dataclass(frozen=True, slots=True)
class Bin:
    """Events from ``first`` to ``last``, both days included, counted by family.

    Counts may be fractions: an event that may lie in several bins is shared among them.
    Raises ValueError for a bin that ends before it begins or a count that is no amount.
    """

    first: date
    last: date
    counts: Mapping[str, float]

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if self.first > self.last:
            raise ValueError(f"bin ends before it begins: {self.first} to {self.last}")
        for family, count in self.counts.items():
            if not (math.isfinite(count) and count >= 0):
                raise ValueError(f"bin of {self.first}: {count!r} events of {family!r}")


def timeline(
    bins: Sequence[Bin],
    *,
    families: Mapping[str, str],
    chosen: tuple[date, date],
    extent: tuple[date, date],
    key: str = "timeline",
) -> None:
    """Draw the histogram with its range slider.

    ``bins`` hold all events that pass every filter but the date range, so that they stay put
    while it moves. ``families`` maps a family to its CSS colour, lowest in the stack first.
    """
    data = _data(bins, families, _within(chosen, extent), extent)
    answer = _sent(st.session_state.get(key)).get("number")
    draw = component("timeline", SCRIPTS)
    draw(key=key, data={**data, "answer": answer}, on_range_change=_nothing)


def moved(extent: tuple[date, date], *, key: str = "timeline") -> tuple[date, date] | None:
    """The range the reader chose before this run, within ``extent``; None if nothing moved.

    To be asked before the filter is read, so that the run that answers already has the range.
    """
    chosen = parse_range(_sent(st.session_state.get(key)))
    return _within(chosen, extent) if chosen else None


def parse_range(value: object) -> tuple[date, date] | None:
    """Two days in order from ``{"first": "2020-01-06", "last": "2020-01-08"}``, else None.

    Never raises: the value comes from the browser and may be anything.
    """
    if not isinstance(value, dict):
        return None
    first, last = _day(value.get("first")), _day(value.get("last"))
    return (first, last) if first and last and first <= last else None


def _day(value: object) -> date | None:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _sent(state: object) -> dict[str, Any]:
    """What the browser sent before this run, with the number it wants back; empty if nothing."""
    value = state.get("range") if isinstance(state, dict) else None
    if not isinstance(value, dict) or type(value.get("number")) is not int:
        return {}
    return value


def _within(days: tuple[date, date], extent: tuple[date, date]) -> tuple[date, date]:
    first, last = (min(max(day, extent[0]), extent[1]) for day in days)
    return first, last


def _data(
    bins: Sequence[Bin],
    families: Mapping[str, str],
    chosen: tuple[date, date],
    extent: tuple[date, date],
) -> dict[str, Any]:
    """What the drawing needs, as JSON; counts stand in the order of the families."""
    names = dict.fromkeys([*families, *(name for bin_ in bins for name in bin_.counts)])
    return {
        "families": [[name, families.get(name, NO_COLOUR)] for name in names],
        "bins": [
            [
                bin_.first.isoformat(),
                bin_.last.isoformat(),
                [float(bin_.counts.get(name, 0)) for name in names],
            ]
            for bin_ in bins
        ],
        "chosen": [day.isoformat() for day in chosen],
        "extent": [day.isoformat() for day in extent],
    }


def _nothing() -> None:
    """Streamlit passes on only those triggers that have a callback."""
