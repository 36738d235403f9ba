"""Reports in, tables out; the only module that knows every stage.

read → resolve (places of mentions and seats of actors) → tables.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import groupby
from typing import Any

from dashboard.model import (
    Actor,
    Event,
    Level,
    MentionKind,
    Place,
    PlaceMention,
    PlaceRole,
    Problem,
    Resolution,
    Span,
)
from dashboard.readers.coded import Coding
from dashboard.schema import Tables

Resolver = Callable[[Sequence[PlaceMention]], list[Resolution]]
"""The mentions of one report → one resolution each, in order."""
Row = dict[str, Any]


def process(coding: Coding, resolve: Resolver) -> Tables:
    """Every record of ``coding`` as tables, with places found by ``resolve``.

    A name that is not found loses nothing: its mention and event stay, without a place, and a
    problem says so.
    """
    resolutions = {found.mention_id: found for found in _resolve_all(coding, resolve)}
    places = _places(resolutions.values())
    labels = _labels(coding, resolutions)
    return Tables.build(
        {
            "reports": [asdict(report) for report in coding.reports],
            "mentions": [_mention_row(m, resolutions[m.mention_id]) for m in coding.mentions],
            "candidates": _candidate_rows(resolutions.values()),
            "places": [
                {**_place_row(place), "label": labels.get(place.place_id, place.name)}
                for place in places.values()
            ],
            "actors": [_actor_row(a, resolutions.get(_seat_id(a))) for a in coding.actors],
            "relations": [_relation_row(relation) for relation in coding.relations],
            "events": [_event_row(event, resolutions) for event in coding.events],
            "participants": _participant_rows(coding.events),
            "evidence": _evidence_rows(coding.events),
            "problems": [asdict(p) for p in (*coding.problems, *_unplaced(coding, resolutions))],
        }
    )


def _resolve_all(coding: Coding, resolve: Resolver) -> Iterator[Resolution]:
    """Places report by report, for a name means one thing in one report; then seats of actors."""
    by_report = sorted(coding.mentions, key=lambda mention: mention.report_id)
    for _, mentions in groupby(by_report, key=lambda mention: mention.report_id):
        yield from resolve(list(mentions))
    for actor in coding.actors:
        if actor.seat:
            yield from resolve([_seat_mention(actor)])


def _seat_id(actor: Actor) -> str:
    return f"seat of {actor.actor_id}"


def _seat_mention(actor: Actor) -> PlaceMention:
    """The seat that the actor file gives, as if a report had named it."""
    nowhere = Span(0, 0)
    return PlaceMention(
        mention_id=_seat_id(actor),
        report_id="",
        text=actor.seat,
        span=nowhere,
        sentence=nowhere,
        kind=MentionKind.TOPONYM,
        role=PlaceRole.ACTOR_SEAT,
        name=actor.seat,
        level=Level.TOWN,
        country=actor.seat_country,
        actor_id=actor.actor_id,
        where=f"actors.csv, actor {actor.actor_id}",
    )


def _place_row(place: Place) -> Row:
    """Not ``asdict``, which would copy every point of a footprint."""
    return {field.name: getattr(place, field.name) for field in fields(place)}


def _places(resolutions: Iterable[Resolution]) -> dict[str, Place]:
    """Each place once; one that carries a footprint wins over the same without."""
    places: dict[str, Place] = {}
    for resolution in resolutions:
        for candidate in resolution.candidates:
            place = candidate.place
            if place.place_id not in places or place.footprint:
                places[place.place_id] = place
    return places


def _labels(coding: Coding, resolutions: Mapping[str, Resolution]) -> dict[str, str]:
    """Place id → what the reports most often call it; a position at sea as it is written."""
    called: dict[str, Counter[str]] = {}
    for mention in (*coding.mentions, *(_seat_mention(a) for a in coding.actors if a.seat)):
        name = mention.text if mention.level is Level.SEA else mention.name
        called.setdefault(_chosen(resolutions[mention.mention_id]), Counter())[name] += 1
    return {place: names.most_common(1)[0][0] for place, names in called.items()}


def _chosen(resolution: Resolution | None) -> str:
    return resolution.candidates[0].place.place_id if resolution and resolution.candidates else ""


def _mention_row(mention: PlaceMention, resolution: Resolution) -> Row:
    return {
        "mention_id": mention.mention_id,
        "report_id": mention.report_id,
        "text": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "sentence_start": mention.sentence.start,
        "sentence_end": mention.sentence.end,
        "kind": mention.kind.value,
        "role": mention.role.value,
        "actor_id": mention.actor_id,
        "place_id": _chosen(resolution),
        "method": resolution.method,
        "reason": resolution.reason,
    }


def _candidate_rows(resolutions: Iterable[Resolution]) -> Iterator[Row]:
    for resolution in resolutions:
        for rank, candidate in enumerate(resolution.candidates, start=1):
            yield {
                "mention_id": resolution.mention_id,
                "rank": rank,
                "place_id": candidate.place.place_id,
                "score": candidate.score,
            }


def _actor_row(actor: Actor, seat: Resolution | None) -> Row:
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "aliases": "; ".join(actor.aliases),
        "seat": actor.seat,
        "place_id": _chosen(seat),
        "reason": seat.reason if seat else "",
        "source": actor.source,
    }


def _relation_row(relation: Any) -> Row:
    return {
        "relation_id": relation.relation_id,
        "report_id": relation.report_id,
        "source": relation.source,
        "type": relation.type.value,
        "target": relation.target,
        "start": relation.sentence.start,
        "end": relation.sentence.end,
    }


def _event_row(event: Event, resolutions: Mapping[str, Resolution]) -> Row:
    return {
        "event_id": event.event_id,
        "report_id": event.report_id,
        "origin": event.origin.value,
        "score": event.score,
        "family": event.family,
        "type": event.type,
        "realis": event.realis.value,
        "first": event.first,
        "last": event.last,
        "date_precision": event.date_precision,
        "date_start": event.date_text.start if event.date_text else None,
        "date_end": event.date_text.end if event.date_text else None,
        "date_inherited": event.date_inherited,
        "place_id": _chosen(resolutions.get(event.place_mention)),
        "mention_id": event.place_mention,
        "place_inherited": event.place_inherited,
        "fatalities_low": event.fatalities_low,
        "fatalities_best": event.fatalities_best,
        "fatalities_high": event.fatalities_high,
        "sentence_start": event.sentence.start,
        "sentence_end": event.sentence.end,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
    }


def _participant_rows(events: Iterable[Event]) -> Iterator[Row]:
    for event in events:
        for one in event.participants:
            yield {"event_id": event.event_id, "actor_id": one.actor_id, "role": one.role.value}


def _evidence_rows(events: Iterable[Event]) -> Iterator[Row]:
    for event in events:
        for span in (event.sentence, *event.more_evidence):
            yield {
                "event_id": event.event_id,
                "report_id": event.report_id,
                "start": span.start,
                "end": span.end,
            }


def _unplaced(coding: Coding, resolutions: Mapping[str, Resolution]) -> Iterator[Problem]:
    for mention in (*coding.mentions, *(_seat_mention(a) for a in coding.actors if a.seat)):
        resolution = resolutions[mention.mention_id]
        if not resolution.candidates:
            file, _, line = mention.where.partition(", line ")
            reason = f"no place found; kept without one. {resolution.reason}"
            yield Problem(file, int(line) if line else None, mention.name, reason)
