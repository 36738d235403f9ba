"""Who took part in what passes the filter, and where it was: lists with counts and deaths."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.render import countries, words
from dashboard.schema import index
from dashboard.store.archive import Archive
from dashboard.store.filter import EventFilter
from dashboard.store.selection import Selection

MOST = 60
"""lines of a list; the pages about all actors and all places hold the rest"""
Data = dict[str, Any]


def who(archive: Archive, selection: Selection, chosen: EventFilter) -> Data:
    """Actors and places of the events shown, those with most events first."""
    return {
        "actors": _first(_actors(archive, selection, chosen)),
        "places": _first(_places(archive, selection, chosen)),
    }


def _actors(archive: Archive, selection: Selection, chosen: EventFilter) -> dict[str, Data]:
    tables = archive.reports.tables
    parts = selection.participants.drop_duplicates(["event_id", "actor_id"])
    counted = Counter(parts["actor_id"])
    killed = _killed(parts.merge(selection.events, on="event_id"), "actor_id")
    found: dict[str, Data] = {}
    for actor, number in counted.items():
        row = index(tables, "actors", "actor_id")[actor][0]
        country = countries.name(row["country"])
        found[actor] = _line(actor, row["name"], [row["kind"], country], number, killed[actor])
    if archive.imported:
        for row in archive.imported.actors(chosen, limit=MOST).to_pylist():
            detail = [row["kind"], countries.name(row["country"])]
            _add(found, _line(row["actor_id"], row["name"], detail, row["events"], _three(row)))
    return found


def _places(archive: Archive, selection: Selection, chosen: EventFilter) -> dict[str, Data]:
    events = selection.events[selection.events["place_id"] != ""]
    killed = _killed(events, "place_id")
    places = index(archive.reports.tables, "places", "place_id")
    found: dict[str, Data] = {}
    for place, number in Counter(events["place_id"]).items():
        row = places[place][0]
        detail = [row["level"], countries.name(row["country"])]
        found[place] = _line(place, row["label"] or row["name"], detail, number, killed[place])
    if archive.imported:
        for row in archive.imported.places(chosen, limit=MOST).to_pylist():
            detail = [row["level"], row["admin1"], countries.name(row["country"])]
            name = row["place"] or row["admin1"] or countries.name(row["country"])
            _add(found, _line(row["place_id"], name, detail, row["events"], _three(row)))
    return found


def _killed(events: pd.DataFrame, by: str) -> dict[str, tuple[int, int, int]]:
    columns = [f"fatalities_{name}" for name in ("low", "best", "high")]
    filled = events[[by, *columns]].copy()
    best = filled[columns[1]].fillna(filled[columns[0]])
    for name in columns:
        filled[name] = filled[name].fillna(best).fillna(0)
    sums = filled.groupby(by)[columns].sum()
    return {str(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in sums.itertuples()}


def _three(row: Data) -> tuple[int, int, int]:
    return row["low"] or 0, row["best"] or 0, row["high"] or 0


def _line(
    key: str, name: str, detail: Iterable[str], events: int, killed: tuple[int, int, int]
) -> Data:
    told = dict.fromkeys(one for one in detail if one and one != name)
    return {"id": key, "name": name, "detail": ", ".join(told), "events": events, "killed": killed}


def _add(found: dict[str, Data], line: Data) -> None:
    """Reports and datasets may know the same actor or place."""
    if there := found.get(line["id"]):
        both = zip(there["killed"], line["killed"], strict=True)
        line = {**there, "events": there["events"] + line["events"],
                "killed": tuple(a + b for a, b in both)}  # fmt: skip
    found[line["id"]] = line


def _first(found: dict[str, Data]) -> Data:
    """The lines with most events, and how many more there are."""
    lines = sorted(found.values(), key=lambda line: (-line["events"], line["name"]))
    rows = [
        {**line, "killed": words.deaths(*line["killed"]) if line["killed"][2] else ""}
        for line in lines[:MOST]
    ]
    return {"rows": rows, "more": len(lines) - len(rows)}
