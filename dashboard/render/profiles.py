"""Tables in, the plain values of the pages about one actor or one place out.

Values hold text from outside and are drawn with ``textContent`` only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import pandas as pd

from dashboard.render import countries, words
from dashboard.render.cards import Card, actor_cards
from dashboard.schema import Tables, index, records

Kind = Literal["actor", "place"]
NEAREST = 12
"""how many names a line of facts holds"""


def profile(tables: Tables, events: pd.DataFrame, kind: Kind, wanted: str) -> Card:
    """Who or what it is; ``events`` are all of its events, rows of ``EventStore.events``."""
    told = [("Events", _span(events))] if len(events) else [("Events", "none")]
    if kind == "actor":
        [card] = actor_cards(tables, [wanted], events[:0])
        return {
            "kind": kind,
            "title": card["name"],
            "chip": card["kind"],
            "facts": [
                ("Also called", card["aliases"]),
                ("Country", countries.name(card["country"])),
                ("Seat", card["seat"] or "none in the actor file"),
                ("Known from", card["source"]),
                *told,
                ("Where", _named(events["place"])),
                ("With or against", _named(_others(events, wanted))),
            ],
            "relations": card["relations"],
            "map": {"actor": wanted},
        }
    place = index(tables, "places", "place_id")[wanted][0]
    position = f"{place['latitude']:.4f}, {place['longitude']:.4f}"
    return {
        "kind": kind,
        "title": place["label"] or place["name"],
        "chip": place["level"],
        "facts": [
            ("Where", place["address"]),
            ("Position", f"{position}, within {place['radius_km']:g} km"),
            ("Known from", place["place_id"]),
            *told,
            ("Who", _named(name for names in events["actor_names"] for name in names)),
        ],
        "relations": [],
        "map": {"place": wanted},
    }


def everyone(tables: Tables, events: pd.DataFrame, kind: Kind) -> list[Mapping[str, Any]]:
    """All actors, or all places of events, those with most events first."""
    if kind == "actor":
        counts = Counter(actor for ids in events["actor_ids"] for actor in ids)
        rows = [
            (row["actor_id"], row["name"], words.some(counts[row["actor_id"]], "event"))
            for row in records(tables.actors)
        ]
    else:
        counts = Counter(events["place_id"])
        rows = [
            (row["place_id"], row["label"] or row["name"],
             f"{row['level']}, {words.some(counts[row['place_id']], 'event')}")
            for row in records(tables.places) if counts[row["place_id"]]
        ]  # fmt: skip
    rows.sort(key=lambda row: (-counts[row[0]], row[1]))
    return [
        {"id": key, "name": name, "detail": detail, "events": counts[key]}
        for key, name, detail in rows
    ]


def of_imported(row: Mapping[str, Any], kind: Kind) -> Card:
    """The head of an actor or place that only datasets know: a row of ``Engine.actors`` or
    ``Engine.places``."""
    country = ("Country", countries.name(row["country"]))
    if kind == "actor":
        return {
            "kind": kind, "title": row["name"], "chip": row["kind"], "facts": [country],
            "relations": [], "map": {"actor": row["actor_id"]},
        }  # fmt: skip
    around = [one for one in (row["admin1"], countries.name(row["country"])) if one]
    position = [("Position", f"{row['latitude']:.4f}, {row['longitude']:.4f}")]
    return {
        "kind": kind,
        "title": row["place"] or (around[0] if around else ""),
        "chip": row["level"],
        "facts": [("Where", ", ".join(around)), *(position if row["level"] else [])],
        "relations": [],
        "map": {"place": row["place_id"]},
    }


def imported_facts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How many imported events, and the people killed in them."""
    killed = words.deaths(row["low"], row["best"], row["high"]) if row["high"] else ""
    return [("Imported", ", ".join(filter(None, [words.some(row["events"], "event"), killed])))]


def with_imported(
    told: list[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]], kind: Kind
) -> list[Mapping[str, Any]]:
    """The list of all, of reports and datasets, the most events first."""
    known = {one["id"] for one in told}
    more = [
        {
            "id": row[f"{kind}_id"],
            "name": row["name" if kind == "actor" else "place"] or row["country"],
            "detail": words.some(row["events"], "imported event"),
            "events": row["events"],
        }
        for row in rows
        if row[f"{kind}_id"] not in known
    ]
    return sorted([*told, *more], key=lambda one: (-one["events"], one["name"]))


def _span(events: pd.DataFrame) -> str:
    dated = events.dropna(subset=["first", "last"])
    said = words.some(len(events), "event")
    if dated.empty:
        return said
    return f"{said}, {words.interval(dated['first'].min(), dated['last'].max())}"


def _others(events: pd.DataFrame, actor: str) -> Iterable[str]:
    for ids, names in zip(events["actor_ids"], events["actor_names"], strict=True):
        yield from (name for one, name in zip(ids, names, strict=True) if one != actor)


def _named(names: Iterable[str]) -> str:
    """``Tripoli (12), Sirte (3) and 4 more``, the most frequent first."""
    counts = Counter(name for name in names if name)
    told = [f"{name} ({number})" for name, number in counts.most_common(NEAREST)]
    more = len(counts) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")
