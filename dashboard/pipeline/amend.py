"""A finding and the fields a person stands for in, the record as it then is out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from geopy.geocoders.base import Geocoder

from dashboard.decision import CHOSEN
from dashboard.model import (
    Actor,
    ActorKind,
    Candidate,
    DatePrecision,
    Event,
    Evidence,
    Level,
    MentionKind,
    Origin,
    Participant,
    ParticipantRole,
    Place,
    PlaceMention,
    PlaceRole,
    Realis,
    Resolution,
    Span,
)
from dashboard.pipeline.changes import precision

Fields = Mapping[str, Any]
BY_HAND = "decided by a person"


def made_id(report_id: str, anchor: Span, kind: str) -> str:
    """Id of what only a decision holds; ``kind`` is an event's type, else empty."""
    return f"{report_id}-d{anchor.start}" + (f"-{kind}" if kind else "")


def new_mention(report_id: str, anchor: Span, text: str, fields: Fields) -> PlaceMention:
    """A mention that a person stands for and the reader no longer finds."""
    return PlaceMention(
        mention_id=made_id(report_id, anchor, ""),
        report_id=report_id,
        text=text,
        span=anchor,
        sentence=anchor,
        kind=MentionKind(fields["kind"]),
        role=PlaceRole(fields["role"]),
        name=fields["name"],
    )


def amend_mention(mention: PlaceMention, fields: Fields) -> PlaceMention:
    """The mention with its kind and its role as a person has them."""
    kind, role = MentionKind(fields["kind"]), PlaceRole(fields["role"])
    return replace(mention, kind=kind, role=role, score=None)


def resolution(
    mention_id: str, known: Resolution | None, place: Place | None, reason: str
) -> Resolution:
    """The place that a person chose before all others; ``None``: it is not known."""
    others = known.candidates if known else ()
    if place is None:
        return Resolution(mention_id, (), CHOSEN, reason)
    rest = tuple(one for one in others if one.place.place_id != place.place_id)
    return Resolution(mention_id, (Candidate(place, 1.0), *rest), CHOSEN, reason)


def place_of(fields: Fields, known: Resolution | None, geocoder: Geocoder) -> Place:
    """The place a decision names: among the candidates, else of the gazetteer, else as kept."""
    wanted = fields["place_id"]
    for candidate in known.candidates if known else ():
        if candidate.place.place_id == wanted:
            return candidate.place
    if not wanted.startswith("user:"):
        for one in geocoder.geocode(fields["name"], exactly_one=False) or ():
            if one.raw.get("place_id") == wanted:
                return _place({**fields, **one.raw})
    return _place(fields)


def _place(fields: Fields) -> Place:
    return Place(
        place_id=fields["place_id"],
        name=fields["name"],
        level=Level(fields["level"]),
        country=fields["country"],
        address=fields["address"],
        feature=fields.get("feature", ""),
        latitude=fields["latitude"],
        longitude=fields["longitude"],
        radius_km=fields["radius_km"],
        population=fields.get("population"),
        geonames_id=fields.get("geonames_id"),
        footprint=fields.get("footprint"),
    )


def new_event(report_id: str, anchor: Span, fields: Fields) -> Event:
    """An event that a person stands for and the reader no longer finds; to be amended."""
    sentence = Span(fields["sentence"]["start"], fields["sentence"]["end"])
    return Event(
        event_id=made_id(report_id, anchor, fields["type"]),
        report_id=report_id,
        family=fields["family"],
        type=fields["type"],
        realis=Realis(fields["realis"]),
        sentence=sentence if sentence.start <= anchor.start < sentence.end else anchor,
        trigger=anchor,
        first=None,
        last=None,
        date_precision=None,
    )


def amend_event(
    event: Event,
    fields: Fields,
    changed: Fields,
    mentions: Sequence[PlaceMention],
    actors: dict[str, Actor],
) -> Event:
    """The event as a person has it; ``actors`` gains those that the report did not have."""
    first, last = (date.fromisoformat(day) if (day := fields[end]) else None
                   for end in ("first", "last"))  # fmt: skip
    low, best, high = fields["fatalities"]
    place = _mention_at(fields["place"], mentions)
    amended = replace(
        event,
        family=fields["family"],
        type=fields["type"],
        realis=Realis(fields["realis"]),
        first=first,
        last=last,
        date_precision=_precision(fields["date_precision"], first, last),
        place_mention=place.mention_id if place else "",
        participants=tuple(_participant(one, actors) for one in fields["participants"]),
        fatalities_low=low,
        fatalities_best=best,
        fatalities_high=high,
        origin=Origin.CONFIRMED,
        score=None,
    )
    if {"first", "last"} & set(changed):
        amended = replace(amended, date_text=None, date_inherited=BY_HAND)
    if "place" in changed:
        amended = replace(amended, place_inherited=BY_HAND)
    return replace(amended, evidence=_evidence(amended, changed, place))


def _precision(given: int | None, first: date | None, last: date | None) -> DatePrecision | None:
    if first is None or last is None:
        return None
    return DatePrecision(given) if given else precision(first, last)


def _mention_at(place: Fields | None, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The mention that stands at those words, else the nearest with the same."""
    if place is None:
        return None
    same = [one for one in mentions if one.text == place["text"]]
    return min(same, key=lambda one: abs(one.span.start - place["start"]), default=None)


def _participant(one: Fields, actors: dict[str, Actor]) -> Participant:
    """Found by id, else by name; else made, for a person may name one that the reader missed."""
    role = ParticipantRole(one["role"])
    if one["actor_id"] in actors:
        return Participant(one["actor_id"], role)
    named = one["name"].casefold()
    for actor in actors.values():
        if named in {name.casefold() for name in (actor.name, *actor.aliases)}:
            return Participant(actor.actor_id, role)
    made = Actor(f"user:{named}", one["name"], ActorKind(one["kind"]), source=CHOSEN)
    actors[made.actor_id] = made
    return Participant(made.actor_id, role)


def _evidence(event: Event, changed: Fields, place: PlaceMention | None) -> tuple[Evidence, ...]:
    """What the reader noted, but for fields that a person decided otherwise."""
    fields = {
        "type": {"type"}, "date": {"first", "last", "date_precision"}, "place": {"place"},
        "participants": {"participants"}, "fatalities": {"fatalities"},
    }  # fmt: skip
    gone = {name for name, parts in fields.items() if parts & set(changed)}
    kept = [one for one in event.evidence if one.field not in gone]
    spans = {"place": place.span if place else None, "type": event.trigger}
    said = [Evidence(name, spans.get(name) or event.sentence, BY_HAND) for name in fields
            if name in gone]  # fmt: skip
    return (*kept, *said) if event.evidence else ()
