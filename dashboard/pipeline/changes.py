"""What a person wants changed, from a page or a file, checked: fields and values out."""

import csv
import math
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.decision import Subject
from dashboard.model import (
    ActorKind,
    DatePrecision,
    Level,
    MentionKind,
    ParticipantRole,
    PlaceRole,
    Realis,
    RelationType,
)
from dashboard.settings import ROOT

Json = dict[str, Any]
LONGEST = 200
"""characters of a name"""
MOST_DEAD = 10_000_000


@lru_cache(maxsize=1)
def families() -> Mapping[str, str]:
    """Type of event → its family, in the order of the list of types."""
    with (ROOT / "data" / "event_types.csv").open(encoding="utf-8", newline="") as lines:
        return {row["native_type"]: row["native_family"] for row in csv.DictReader(lines)}


def checked(subject: Subject, changes: Mapping[str, Any]) -> Json:
    """The changes, tidied; ``family`` is added to ``type``.

    Raises ``ValueError`` with the field, the value and what is wrong with it.
    """
    fields = _FIELDS[subject]
    clean: Json = {}
    for name, value in changes.items():
        if name not in fields:
            raise ValueError(f"{name}: a {subject.value} has no such field")
        try:
            clean[name] = fields[name](value)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValueError(f"{name}: {str(value)[:80]!r} makes no sense ({error})") from error
    if "type" in clean and subject is Subject.EVENT:
        clean["family"] = families().get(clean["type"], changes.get("family", ""))
    return clean


def whole(subject: Subject, fields: Mapping[str, Any]) -> None:
    """Raises ``ValueError`` unless the fields together describe a finding."""
    missing = [name for name in _NEEDED.get(subject, ()) if name not in fields]
    if subject is Subject.EVENT and not fields.get("sentence"):
        missing.append("sentence")
    if missing:
        raise ValueError(f"not told: {', '.join(missing)}")
    first, last = fields.get("first"), fields.get("last")
    if (first is None) != (last is None):
        raise ValueError("first and last: a date has both days or none")
    if first and last and first > last:
        raise ValueError(f"last: {last} lies before {first}")


def precision(first: date, last: date) -> DatePrecision:
    """What an interval of that length is known to."""
    days = (last - first).days + 1
    steps = ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK))
    for most, found in (*steps, (31, DatePrecision.MONTH)):
        if days <= most:
            return found
    return DatePrecision.LONGER


def _name(value: Any) -> str:
    words = " ".join(str(value).split())[:LONGEST]
    if not words or not isinstance(value, str):
        raise ValueError("a name is missing")
    return words


def _member(kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: kind(value).value


def _day(value: Any) -> str | None:
    return date.fromisoformat(value).isoformat() if value else None


def _precision(value: Any) -> int | None:
    return None if value in (None, "") else int(DatePrecision(int(value)))


def _place(value: Any) -> Json:
    """A place of the gazetteer, or one that a person gave a name and a position."""
    latitude, longitude = float(value["latitude"]), float(value["longitude"])
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("latitude lies between -90 and 90, longitude between -180 and 180")
    name = _name(value["name"])
    radius = float(value.get("radius_km") or 5.0)
    if not (math.isfinite(radius) and 0 < radius <= 20_000):
        raise ValueError("a radius in km is more than 0")
    made = f"user:{latitude:.5f},{longitude:.5f}"
    return {
        "place_id": str(value.get("place_id") or made)[:LONGEST],
        "name": name,
        "level": Level(value.get("level") or Level.TOWN).value,
        "country": str(value.get("country") or "")[:2],
        "address": str(value.get("address") or name)[: 2 * LONGEST],
        "latitude": round(latitude, 5),
        "longitude": round(longitude, 5),
        "radius_km": round(radius, 1),
    }


def _words(value: Any) -> Json | None:
    """A stretch of the report's text."""
    if not value:
        return None
    start, end = int(value["start"]), int(value["end"])
    if not 0 <= start < end:
        raise ValueError("a stretch of text begins before it ends")
    return {"start": start, "end": end, "text": str(value["text"])}


def _participants(value: Any) -> list[Json]:
    return [
        {
            "actor_id": str(one.get("actor_id") or "")[:LONGEST],
            "role": ParticipantRole(one["role"]).value,
            "name": _name(one["name"]),
            "kind": ActorKind(one.get("kind") or ActorKind.OTHER).value,
        }
        for one in value
    ]


def _fatalities(value: Any) -> list[int | None]:
    low, best, high = (None if one in (None, "") else int(one) for one in value)
    known = [one for one in (low, best, high) if one is not None]
    if known != sorted(known) or any(not 0 <= one <= MOST_DEAD for one in known):
        raise ValueError("low, best and high are counts in that order")
    return [low, best, high]


def _type(value: Any) -> str:
    if value not in families():
        raise ValueError("not one of the 39 types")
    return str(value)


_FIELDS: Mapping[Subject, Mapping[str, Callable[[Any], Any]]] = {
    Subject.MENTION: {
        "name": _name,
        "kind": _member(MentionKind),
        "role": _member(PlaceRole),
        "place": lambda value: _place(value) if value else None,
    },
    Subject.EVENT: {
        "family": str,
        "type": _type,
        "realis": _member(Realis),
        "first": _day,
        "last": _day,
        "date_precision": _precision,
        "place": _words,
        "participants": _participants,
        "fatalities": _fatalities,
        "sentence": _words,
    },
    Subject.ACTOR: {"name": _name, "kind": _member(ActorKind), "merge": _name},
    Subject.RELATION: {"source": _name, "type": _member(RelationType), "target": _name},
}
_NEEDED = {
    Subject.MENTION: ("name", "kind", "role"),
    Subject.EVENT: tuple(_FIELDS[Subject.EVENT]),
}
