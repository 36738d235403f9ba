"""Values in, words for people out: days, intervals, precision, roles."""

from datetime import date
from typing import Any

import pandas as pd

PRECISION = {
    1: "day",
    2: "2 to 6 days",
    3: "week",
    4: "month",
    5: "more than a month",
}
REALIS = {
    "actual": "happened",
    "ongoing": "started, not ended",
    "requested": "asked for",
    "planned": "announced for later",
    "threatened": "threatened",
    "denied": "denied or disowned",
    "background": "history, told as background",
}
KINDS = {
    "event_site": "Event",
    "actor_seat": "Actor's seat",
    "area_held": "Area held",
    "mentioned": "Merely named",
}
ROLES = {
    "event_site": "site of an event",
    "actor_seat": "seat of an actor",
    "metonym": "stands for a government",
    "area_held": "area held",
    "mentioned": "merely named",
}
RELATIONS = {
    "supports": "supports",
    "opposes": "opposes",
    "leads": "leads",
    "belongs_to": "belongs to",
    "recognises": "recognises",
}
PARTS = {"source": "source", "target": "target", "side_a": "side", "side_b": "side", "other": ""}


def day(value: date | pd.Timestamp) -> str:
    """``8 January 2020``."""
    return f"{value.day} {value:%B} {value.year}"


def interval(first: date | pd.Timestamp, last: date | pd.Timestamp) -> str:
    """``8 January 2020``, ``8–12 January 2020``, ``30 December 2019 – 2 January 2020``."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def short(first: Any, last: Any) -> str:
    """The interval for a narrow column: ``8–12 Jan 2020``; ``no date`` where there is none."""
    if pd.isna(first) or pd.isna(last):
        return "no date"
    a, b = pd.Timestamp(first), pd.Timestamp(last)
    if a == b:
        return f"{a.day} {a:%b} {a.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {b:%b} {b.year}"
    year = "" if a.year == b.year else f" {a.year}"
    return f"{a.day} {a:%b}{year} – {b.day} {b:%b} {b.year}"


def when(first: Any, last: Any) -> str:
    """The interval of a table row, ``no date`` where it has none."""
    if pd.isna(first) or pd.isna(last):
        return "no date"
    return interval(pd.Timestamp(first), pd.Timestamp(last))


def deaths(low: Any, best: Any, high: Any) -> str:
    """``26 killed``, ``26 to 30 killed``, ``at least 26 killed``; empty where nothing is known."""
    known = [None if pd.isna(one) else int(one) for one in (low, best, high)]
    least, likely, most = known
    if least is not None and most is not None and least > most:
        least, most = most, least  # datasets have such rows, and they are kept as given
    if most is not None and least is not None and least != most:
        middle = f", best estimate {likely:,}" if likely not in (None, least, most) else ""
        return f"{least:,} to {most:,} killed{middle}"
    if most is not None and least is None:
        return f"at most {most:,} killed"
    if most is not None:
        return "nobody killed" if most == 0 else f"{most:,} killed"
    if least is not None:
        return f"at least {least:,} killed"
    return "" if likely is None else f"{likely:,} killed"


def some(number: int, one: str, many: str = "") -> str:
    """``1 event``, ``1,200 events``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
