"""What a filter may be set to: names and how many events each has, of reports and imports."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard.model import Origin
from dashboard.store.archive import Archive
from dashboard.store.events import REPORTS
from dashboard.store.filter import EventFilter
from dashboard.ui.known import PUBLISHER

MOST = 400
"""imported actors and publishers that can be chosen from the list; others by link or search"""
EVERY = EventFilter()


@dataclass(frozen=True, slots=True)
class Choices:
    """By the name of a filter, see ``EventFilter``."""

    counts: Mapping[str, Mapping[str, int]]
    names: Mapping[str, Mapping[str, str]]
    """names for people, where they are not the keys themselves"""


@lru_cache(maxsize=4)
def choices(archive: Archive, version: str) -> Choices:
    """Over all events, whatever the filter."""
    events, tables = archive.reports.events, archive.reports.tables
    counts = {
        "types": Counter(events["type"]),
        "countries": Counter(one for one in events["country"] if one),
        "realis": Counter(events["realis"]),
        "origins": Counter(events["origin"]),
        "places": Counter(events["place_id"]),
        "sources": Counter(events["report_id"]),
        "datasets": Counter({REPORTS: len(events)}),
        "actors": Counter(dict.fromkeys(tables.actors["actor_id"], 0)),
    }
    counts["actors"].update(one for ids in events["actor_ids"] for one in ids)
    counts["sources"].update(dict.fromkeys(tables.reports["report_id"], 0))
    names = {
        "actors": dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True)),
        "places": dict(zip(tables.places["place_id"], tables.places["label"], strict=True)),
        "sources": dict(zip(tables.reports["report_id"], tables.reports["title"], strict=True)),
        "types": {},
        "datasets": {REPORTS: "reports"},
    }
    _add_imported(archive, counts, names)
    return Choices(counts, names)


def _add_imported(
    archive: Archive, counts: dict[str, Counter[str]], names: dict[str, dict[str, str]]
) -> None:
    engine = archive.imported
    if engine is None:
        return
    for key, column in (("types", "type"), ("countries", "country"), ("realis", "realis"),
                        ("datasets", "dataset")):  # fmt: skip
        found = {name: number for name, number in engine.counts(EVERY, column).items() if name}
        counts[key].update(found)
    counts["origins"][Origin.IMPORTED.value] += engine.totals(EVERY).shown
    for row in engine.actors(EVERY, limit=MOST).to_pylist():
        counts["actors"][row["actor_id"]] += row["events"]
        names["actors"].setdefault(row["actor_id"], row["name"])
    publishers = list(engine.counts(EVERY, "source").items())[:MOST]
    for name, number in publishers:
        if name:
            counts["sources"][PUBLISHER + name] = number
            names["sources"][PUBLISHER + name] = name
