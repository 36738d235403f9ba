"""What a reading is as JSON: the contract that other programs rely on.

Offsets are code points into the report's text, ends exclusive; unknown is null, never 0;
coordinates are degrees in WGS 84.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.extract.dates.mention import DateMention
from dashboard.model import Actor, Candidate, Event, Evidence, PlaceMention, Resolution, Span
from dashboard.pipeline.desk import Read

Json = dict[str, Any]


def as_json(read: Read) -> Json:
    """One object, as ``python -m dashboard read --json`` prints it."""
    reading = read.reading
    places = {found.mention_id: found for found in read.resolutions}
    named: dict[str, list[Json]] = {}
    for mention in reading.cast.mentions:
        words = reading.report.text[mention.span.start : mention.span.end]
        named.setdefault(mention.actor_id, []).append({"text": words, **_span(mention.span)})
    return {
        "id": reading.report.report_id,
        "published": _day(reading.report.published),
        "zones": [{"kind": z.kind.value, "start": z.start, "end": z.end} for z in reading.zones],
        "toponyms": [_toponym(m, places.get(m.mention_id)) for m in reading.mentions],
        "actors": [_actor(actor, named.get(actor.actor_id, [])) for actor in reading.cast.actors],
        "relations": [
            {"source": r.source, "type": r.type.value, "target": r.target, **_span(r.sentence)}
            for r in reading.cast.relations
        ],
        "dates": [_date(mention) for mention in reading.dates],
        "events": [_event(event, reading.mentions, places) for event in reading.events],
    }


def _toponym(mention: PlaceMention, found: Resolution | None) -> Json:
    candidates = found.candidates if found else ()
    offered = candidates or (found.doubtful if found else ())
    best = candidates[0].place if candidates else None
    return {
        "text": mention.text,
        **_span(mention.span),
        "kind": mention.kind.value,
        "role": mention.role.value,
        "place_id": best.place_id if best else None,
        "name": best.name if best else None,
        "country": (best.country or None) if best else None,
        "level": best.level.value if best else None,
        "latitude": best.latitude if best else None,
        "longitude": best.longitude if best else None,
        "radius_km": best.radius_km if best else None,
        "score": candidates[0].score if candidates else None,
        "candidates": [_candidate(candidate) for candidate in offered],
    }


def _candidate(candidate: Candidate) -> Json:
    place = candidate.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "country": place.country or None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "score": candidate.score,
    }


def _actor(actor: Actor, mentions: list[Json]) -> Json:
    return {
        "id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country or None,
        "mentions": mentions,
    }


def _date(mention: DateMention) -> Json:
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "first": _day(mention.first),
        "last": _day(mention.last),
        "precision": int(mention.precision),
        "function": mention.function.value,
    }


def _event(
    event: Event, mentions: Sequence[PlaceMention], places: Mapping[str, Resolution]
) -> Json:
    found = places.get(event.place_mention)
    best = found.candidates[0].place if found and found.candidates else None
    named = next((m for m in mentions if m.mention_id == event.place_mention), None)
    return {
        "id": event.event_id,
        "family": event.family,
        "type": event.type,
        "realis": event.realis.value,
        "place_id": best.place_id if best else None,
        "place": named.text if named else None,
        "latitude": best.latitude if best else None,
        "longitude": best.longitude if best else None,
        "level": best.level.value if best else None,
        "first": _day(event.first),
        "last": _day(event.last),
        "date_precision": None if event.date_precision is None else int(event.date_precision),
        "participants": [
            {"actor": one.actor_id, "role": one.role.value} for one in event.participants
        ],
        "fatalities": {
            "low": event.fatalities_low,
            "best": event.fatalities_best,
            "high": event.fatalities_high,
        },
        "score": event.score,
        "evidence": [
            {"field": e.field, **_span(e.span), "inherited_from": e.inherited_from or None}
            for e in evidence(event, named)
        ],
    }


def evidence(event: Event, place: PlaceMention | None) -> Iterator[Evidence]:
    """Field by field what an event was read from; made up for records that do not note it."""
    if event.evidence:
        yield from event.evidence
        return
    for sentence in (event.sentence, *event.more_evidence):
        yield Evidence("sentence", sentence)
    yield Evidence("type", event.trigger)
    if place is not None:
        yield Evidence("place", place.span, event.place_inherited)
    if event.date_text is not None:
        yield Evidence("date", event.date_text, event.date_inherited)


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
