"""Counts by names of countries and first-order divisions in, figures for the choropleth out."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from dashboard.render.discs import Division, Divisions
from dashboard.render.outlines import code_of

Level = Literal["country", "admin1"]
Value = Literal["events", "deaths"]


def divisions(rows: Iterable[Mapping[str, Any]], level: Level, value: Value) -> Divisions:
    """Figures of ``rows`` (``country``, ``name``, ``events``, ``low``, ``best``, ``high``).

    Events of a division without an outline of that name, or that name none, are told in the note.
    """
    found: dict[str, list[int]] = {}
    lost = 0
    for row in rows:
        code = row["country"] if level == "country" else code_of(row["country"], row["name"])
        if not code:
            lost += row["events"]
            continue
        sums = found.setdefault(code, [0, 0, 0, 0])
        for place, name in enumerate(("events", "low", "best", "high")):
            sums[place] += row[name] or 0
    what = "country" if level == "country" else "division that the map has an outline of"
    note = f"{lost:,} events name no {what}." if lost else ""
    return Divisions(level, [Division(code, *sums) for code, sums in found.items()], value, note)
