"""Selected events, actors and mentions in, the marks and links of the map out.

One mark for each kind and place. What has no place, or only a country, gets none: the page lists
and counts it beside the map.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.model import Level, Origin, PlaceRole, Realis
from dashboard.render import words
from dashboard.render.marks import Bounds, Link, Mark
from dashboard.render.seats import active_seats
from dashboard.schema import Record, Tables, index, records

Spot = tuple[float, float, int]
"""latitude, longitude, events"""
SETTLED = (Realis.ACTUAL, Realis.ONGOING)
LINES = 6
"""how many lines a hover card holds"""
_OF_EVENTS = ("place_id", "family", "type", "realis", "origin", "first", "last",
              "certain")  # fmt: skip


def marks(
    tables: Tables,
    events: pd.DataFrame,
    mentions: pd.DataFrame,
    participants: pd.DataFrame,
    *,
    selected: Collection[str] = (),
) -> list[Mark]:
    """The marks of what passes the filter: events, seats of their actors, areas held, names."""
    places = index(tables, "places", "place_id")
    actors = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    found = [
        *_event_marks(events),
        *_seat_marks(tables, mentions, participants, actors),
        *_held_marks(mentions, actors),
        *_named_marks(mentions),
    ]
    return [
        _mark(places[place_id][0], selected=selected, **fields)
        for place_id, fields in found
        if place_id in places
    ]


def links(tables: Tables, relations: pd.DataFrame, seats: Mapping[str, str]) -> list[Link]:
    """Who stands with whom, drawn between seats; each pair and type once.

    ``seats``: actor id → place id. Actors without a seat, or at one and the same, get no line.
    """
    places = tables.places.set_index("place_id")
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    drawn: list[Link] = []
    for source, kind, target in relations[["source", "type", "target"]].drop_duplicates().values:
        ends = [seats.get(source, ""), seats.get(target, "")]
        if all(end in places.index for end in ends) and ends[0] != ends[1]:
            points = [
                (float(places.at[end, "latitude"]), float(places.at[end, "longitude"]))
                for end in ends
            ]
            label = f"{names[source]} {words.RELATIONS.get(kind, kind)} {names[target]}"
            drawn.append(Link(type=kind, source=points[0], target=points[1], label=label))
    return drawn


def spots(tables: Tables, events: pd.DataFrame) -> list[Spot]:
    """Where the events lie that have a place smaller than a country."""
    per_place = events.groupby("place_id").size().rename("events")
    drawn = tables.places[tables.places["level"] != Level.COUNTRY].merge(per_place, on="place_id")
    columns = (drawn[name] for name in ("latitude", "longitude", "events"))
    return [(float(a), float(b), int(n)) for a, b, n in zip(*columns, strict=True)]


def bounds(at: Sequence[Spot]) -> Bounds:
    """South-west and north-east of the spots nearest to the middle of the events, with a margin
    of a degree, so that nine events in ten lie inside: a session of the Security Council shall
    not make a war in Libya small. The whole world where there are none."""
    if not at:
        return (-50.0, -120.0), (65.0, 150.0)
    drawn = pd.DataFrame(at, columns=["latitude", "longitude", "events"])
    half = drawn["events"].sum() / 2
    middle = {}
    for axis in ("latitude", "longitude"):
        ordered = drawn.sort_values(axis, kind="stable")
        middle[axis] = ordered.loc[ordered["events"].cumsum() >= half, axis].iloc[0]
    far = sum((drawn[axis] - middle[axis]) ** 2 for axis in middle)
    drawn = drawn.assign(far=far).sort_values("far", kind="stable")
    before = drawn["events"].cumsum() - drawn["events"]
    near = drawn[before < 0.9 * drawn["events"].sum()]
    return (
        (float(near["latitude"].min()) - 1, float(near["longitude"].min()) - 1),
        (float(near["latitude"].max()) + 1, float(near["longitude"].max()) + 1),
    )


def mark_id(kind: str, place_id: str) -> str:
    """What a click on the mark reports."""
    return f"{kind}/{place_id}"


def _mark(place: Mapping[str, Any], *, kind: str, selected: Collection[str], **fields: Any) -> Mark:
    identity = mark_id(kind, str(place["place_id"]))
    return Mark(
        mark_id=identity,
        kind=kind,  # type: ignore[arg-type]
        label=str(place["label"]),
        level=Level(place["level"]),
        latitude=float(place["latitude"]),
        longitude=float(place["longitude"]),
        radius_km=float(place["radius_km"]),
        footprint=place["footprint"],
        selected=identity in selected,
        **fields,
    )


def _event_marks(events: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    at: dict[str, list[Record]] = {}
    for event in records(events[list(_OF_EVENTS)]):
        if event["place_id"]:
            at.setdefault(event["place_id"], []).append(event)
    for place_id, here in sorted(at.items()):
        yield (
            place_id,
            {
                "kind": "event_site",
                "families": Counter(event["family"] for event in here),
                "settled": sum(event["realis"] in SETTLED for event in here),
                "possible": sum(not event["certain"] for event in here),
                "read": sum(event["origin"] == Origin.READ for event in here),
                "confirmed": sum(event["origin"] == Origin.CONFIRMED for event in here),
                "count": len(here),
                "lines": _cut(
                    f"{words.when(event['first'], event['last'])}: {event['type']}"
                    + ("" if event["realis"] in SETTLED else f" ({words.REALIS[event['realis']]})")
                    for event in here
                ),
            },
        )


def _seat_marks(
    tables: Tables,
    mentions: pd.DataFrame,
    participants: pd.DataFrame,
    actors: Mapping[str, str],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Seats of actors that take part in the events shown, or whose seat a report names."""
    at: dict[str, list[str]] = {}
    for actor, place in active_seats(tables, mentions, participants).items():
        at.setdefault(place, []).append(actor)
    taking_part = participants.groupby("actor_id")["event_id"].nunique()
    for place, here in sorted(at.items()):
        yield (
            place,
            {
                "kind": "actor_seat",
                "families": {},
                "count": len(here),
                "lines": _cut(
                    f"{actors[actor]}: {words.some(int(taking_part.get(actor, 0)), 'event')}"
                    for actor in here
                ),
            },
        )


def _held_marks(
    mentions: pd.DataFrame, actors: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    held = mentions[(mentions["role"] == PlaceRole.AREA_HELD) & (mentions["place_id"] != "")]
    for place_id, here in held.groupby("place_id", sort=True):
        holders = [actors[actor] for actor in here["actor_id"].unique() if actor in actors]
        yield (
            str(place_id),
            {
                "kind": "area_held",
                "families": {},
                "count": max(1, len(holders)),
                "lines": _cut(f"said to be held by {holder}" for holder in holders),
            },
        )


def _named_marks(mentions: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    named = mentions[(mentions["role"] == PlaceRole.MENTIONED) & (mentions["place_id"] != "")]
    for place_id, here in named.groupby("place_id", sort=True):
        reports = here["report_id"].nunique()
        yield (
            str(place_id),
            {
                "kind": "mentioned",
                "families": {},
                "count": len(here),
                "lines": (f"merely named, in {words.some(reports, 'report')}",),
            },
        )


def _cut(lines: Iterable[str]) -> tuple[str, ...]:
    kept = list(lines)
    if len(kept) <= LINES:
        return tuple(kept)
    return (*kept[: LINES - 1], f"and {len(kept) - LINES + 1} more")
