"""A reviewed report in, the rows of its findings out: what the list of findings draws."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.decision import CHOSEN, Decision, Subject, Verdict
from dashboard.extract.findings import Reading
from dashboard.model import (
    Actor,
    ActorKind,
    Candidate,
    DatePrecision,
    Event,
    MentionKind,
    ParticipantRole,
    PlaceMention,
    PlaceRole,
    Realis,
    Resolution,
)
from dashboard.pipeline.changes import families
from dashboard.pipeline.contract import evidence
from dashboard.pipeline.decide import Reviewed
from dashboard.pipeline.desk import Read
from dashboard.pipeline.findings import Finding, place_json
from dashboard.render import words
from dashboard.render.palette import FAMILIES
from dashboard.ui.told import key_of

Data = dict[str, Any]
STATUS = {
    Verdict.ACCEPT: "accepted",
    Verdict.CHANGE: "changed",
    Verdict.REJECT: "rejected",
}
FIELDS = {
    "sentence": "Sentence",
    "type": "What",
    "date": "When",
    "place": "Where",
    "participants": "Who",
    "fatalities": "Killed",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """A reading by the ids of what is in it."""

    reading: Reading
    events: Mapping[str, Event]
    mentions: Mapping[str, PlaceMention]
    places: Mapping[str, Resolution]
    actors: Mapping[str, Actor]
    named: Mapping[str, int]
    """how often an actor is named, by id"""
    called: Mapping[str, int]
    """how many mentions have a name, in lower case"""


def _known(read: Read) -> _Known:
    reading = read.reading
    return _Known(
        reading,
        {one.event_id: one for one in reading.events},
        {one.mention_id: one for one in reading.mentions},
        {one.mention_id: one for one in read.resolutions},
        {one.actor_id: one for one in reading.cast.actors},
        Counter(one.actor_id for one in reading.cast.mentions),
        Counter(one.name.casefold() for one in reading.mentions),
    )


def finds(reviewed: Reviewed) -> list[Data]:
    """Every finding as a row; events first, then places, actors, relations and dates."""
    known = _known(reviewed.read)
    rows = [_row(known, finding, decision) for finding, decision in reviewed.findings]
    return [*rows, *_dates(known.reading)]


def vocabulary() -> Data:
    """What can be chosen: types by family, realis, roles, kinds, precisions."""
    types: dict[str, list[str]] = {}
    for name, family in families().items():
        types.setdefault(family, []).append(name)
    return {
        "types": types,
        "realis": [[one.value, words.REALIS[one.value]] for one in Realis],
        "roles": [[one.value, words.ROLES[one.value]] for one in PlaceRole],
        "mention_kinds": [[one.value, one.value] for one in MentionKind],
        "actor_kinds": [[one.value, one.value] for one in ActorKind],
        "parts": [[one.value, one.value.replace("_", " ")] for one in ParticipantRole],
        "precisions": [[int(one), words.PRECISION[int(one)]] for one in DatePrecision],
        "symbols": {name: {"colour": one.fill, "path": one.path} for name, one in FAMILIES.items()},
    }


def _row(known: _Known, finding: Finding, decision: Decision | None) -> Data:
    changes = decision.changes if decision else {}
    row: Data = {
        "key": key_of(finding),
        "subject": finding.subject.value,
        "words": finding.text,
        "start": finding.anchor.start,
        "status": STATUS.get(decision.verdict, "open") if decision else "open",
        "by": decision.by if decision else "",
        "before": {**finding.before},
        "now": {**finding.before, **changes},
        "score": None,
        "facts": [],
    }
    return {**row, **_ROWS[finding.subject](known, finding, row["now"])}


def _event(known: _Known, finding: Finding, now: Mapping[str, Any]) -> Data:
    event = known.events.get(finding.identity)
    place = now["place"]["text"] if now["place"] else ""
    when = words.when(now["first"], now["last"])
    killed = words.deaths(*now["fatalities"])
    people = ", ".join(one["name"] for one in now["participants"])
    realis = "" if now["realis"] == Realis.ACTUAL else words.REALIS[now["realis"]]
    return {
        "title": now["type"],
        "family": now["family"],
        "realis": now["realis"],
        "detail": " · ".join(filter(None, [realis, when, place or "no place", people, killed])),
        "score": _percent(event.score) if event else None,
        "facts": list(_facts(known, event)) if event else [],
    }


def _facts(known: _Known, event: Event) -> Iterator[Data]:
    text = known.reading.report.text
    for one in evidence(event, known.mentions.get(event.place_mention)):
        yield {
            "field": FIELDS.get(one.field, one.field),
            "words": text[one.span.start : one.span.end],
            "inherited": one.inherited_from,
        }


def _mention(known: _Known, finding: Finding, now: Mapping[str, Any]) -> Data:
    mention = known.mentions.get(finding.identity)
    resolution = known.places.get(finding.identity) if mention else None
    best = resolution.candidates[0] if resolution and resolution.candidates else None
    role = words.ROLES[now["role"]]
    where = best.place.address if best else "place not known"
    if mention is None and now["place"]:
        where = now["place"]["address"]
    return {
        "title": finding.text,
        "role": now["role"],
        "detail": " · ".join(filter(None, [role, where])),
        "score": _percent(best.score) if best else None,
        "sure": _percent(mention.score) if mention else None,
        "place": place_json(best.place) if best else None,
        "chosen": resolution is not None and resolution.method == CHOSEN,
        "candidates": list(_candidates(resolution)),
        "reason": resolution.reason if resolution else "",
        "same": known.called.get(mention.name.casefold(), 1) - 1 if mention else 0,
    }


def _candidates(resolution: Resolution | None) -> Iterator[Data]:
    for one in resolution.candidates[:6] if resolution else ():
        yield candidate(one)


def candidate(one: Candidate) -> Data:
    """A place that can be chosen."""
    return {**(place_json(one.place) or {}), "score": _percent(one.score)}


def _actor(known: _Known, finding: Finding, now: Mapping[str, Any]) -> Data:
    actor = known.actors.get(finding.identity)
    times = known.named.get(finding.identity, 0)
    merged = f"the same as {now['merge']}" if now.get("merge") else ""
    country = actor.country if actor else ""
    named = f"named {words.some(times, 'time')}" if times else ""
    also = ", ".join(actor.aliases[:6]) if actor else ""
    return {
        "title": now["name"],
        "detail": " · ".join(filter(None, [now["kind"], country, merged, named])),
        "facts": [{"field": "Also called", "words": also, "plain": True}] if also else [],
    }


def _relation(known: _Known, finding: Finding, now: Mapping[str, Any]) -> Data:
    said = words.RELATIONS.get(now["type"], now["type"])
    return {
        "title": f"{now['source']} {said} {now['target']}",
        "detail": "",
        "facts": [{"field": "Sentence", "words": finding.text, "inherited": ""}],
    }


_ROWS = {
    Subject.EVENT: _event,
    Subject.MENTION: _mention,
    Subject.ACTOR: _actor,
    Subject.RELATION: _relation,
}


def _dates(reading: Reading) -> Iterator[Data]:
    for number, one in enumerate(reading.dates):
        known = words.PRECISION[int(one.precision)]
        when = words.when(one.first, one.last) if one.first else "not known without a year"
        yield {
            "key": f"date:{number}",
            "subject": "date",
            "words": one.text,
            "start": one.start,
            "status": "read",
            "title": one.text,
            "detail": " · ".join([when, known, one.function.value]),
            "score": None,
            "facts": [],
        }


def _percent(score: float | None) -> int | None:
    return None if score is None else round(100 * score)
