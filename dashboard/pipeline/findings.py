"""A reading in, everything out that a person can decide about, and where a decision belongs in it.

A decision holds on to words of the report, not to ids: those change with the reader.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dashboard.decision import Decision, Subject, Verdict
from dashboard.extract.findings import Reading
from dashboard.model import Event, Place, PlaceMention, Relation, Resolution, Span
from dashboard.pipeline.desk import Read

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader found, with what a decision about it needs."""

    subject: Subject
    identity: str
    """id of the mention, event, actor or relation in its reading"""
    anchor: Span
    text: str
    kind: str
    among: str = ""
    before: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def decide(
        self,
        report_id: str,
        verdict: Verdict,
        *,
        by: str,
        made: datetime,
        changes: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> Decision:
        """A decision about it."""
        return Decision(
            made.replace(microsecond=0), by, report_id, self.subject, self.anchor, self.text,
            self.kind, verdict, changes or {}, note, self.among, self.before,
        )  # fmt: skip

    def is_about(self, decision: Decision) -> bool:
        """Whether the decision was made about this very finding."""
        mine = (self.subject, self.anchor, self.text, self.kind, self.among)
        return mine == decision.thing[1:]


def findings(read: Read) -> list[Finding]:
    """Events, mentions, actors and relations of a reading; each kind in its order."""
    reading = read.reading
    return [
        *_events(reading),
        *_mentions(reading, read.resolutions),
        *_actors(reading),
        *_relations(reading),
    ]


def place_json(place: Place | None) -> Json | None:
    """What a decision keeps of a place: enough to draw it should the gazetteer lose it."""
    if place is None:
        return None
    return {
        "place_id": place.place_id, "name": place.name, "level": place.level.value,
        "country": place.country, "address": place.address, "latitude": place.latitude,
        "longitude": place.longitude, "radius_km": place.radius_km,
    }  # fmt: skip


def span_json(span: Span, text: str) -> Json:
    """A stretch of a text, with its words."""
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _events(reading: Reading) -> Iterator[Finding]:
    mentions = {mention.mention_id: mention for mention in reading.mentions}
    names = {actor.actor_id: actor for actor in reading.cast.actors}
    text = reading.report.text
    for event in reading.events:
        place = mentions.get(event.place_mention)
        participants = [
            {
                "actor_id": one.actor_id,
                "role": one.role.value,
                "name": names[one.actor_id].name if one.actor_id in names else one.actor_id,
                "kind": names[one.actor_id].kind.value if one.actor_id in names else "other",
            }
            for one in event.participants
        ]
        yield Finding(
            Subject.EVENT, event.event_id, event.trigger,
            text[event.trigger.start : event.trigger.end], event.type,
            place.text if place else "", _event_json(event, place, participants, text),
        )  # fmt: skip


def _event_json(
    event: Event, place: PlaceMention | None, participants: list[Json], text: str
) -> Json:
    return {
        "family": event.family,
        "type": event.type,
        "realis": event.realis.value,
        "first": event.first.isoformat() if event.first else None,
        "last": event.last.isoformat() if event.last else None,
        "date_precision": None if event.date_precision is None else int(event.date_precision),
        "place": span_json(place.span, text) if place else None,
        "participants": participants,
        "fatalities": [event.fatalities_low, event.fatalities_best, event.fatalities_high],
        "sentence": span_json(event.sentence, text),
    }


def _mentions(reading: Reading, resolutions: Iterable[Resolution]) -> Iterator[Finding]:
    places = {found.mention_id: found for found in resolutions}
    for mention in reading.mentions:
        found = places.get(mention.mention_id)
        best = found.candidates[0].place if found and found.candidates else None
        before = {
            "name": mention.name,
            "kind": mention.kind.value,
            "role": mention.role.value,
            "place": place_json(best),
        }
        yield Finding(
            Subject.MENTION, mention.mention_id, mention.span, mention.text, mention.kind.value,
            before=before,
        )  # fmt: skip


def _actors(reading: Reading) -> Iterator[Finding]:
    """Those that the report names; one that it only implies has no words to hold on to."""
    text = reading.report.text
    named: dict[str, Span] = {}
    for mention in reading.cast.mentions:
        named.setdefault(mention.actor_id, mention.span)
    for actor in reading.cast.actors:
        span = named.get(actor.actor_id)
        if span is not None:
            before = {"name": actor.name, "kind": actor.kind.value}
            words = text[span.start : span.end]
            yield Finding(Subject.ACTOR, actor.actor_id, span, words, actor.actor_id, before=before)


def _relations(reading: Reading) -> Iterator[Finding]:
    names = {actor.actor_id: actor.name for actor in reading.cast.actors}
    for one in reading.cast.relations:
        before = {
            "source": names.get(one.source, one.source),
            "type": one.type.value,
            "target": names.get(one.target, one.target),
        }
        span = one.sentence
        words = reading.report.text[span.start : span.end]
        yield Finding(
            Subject.RELATION, one.relation_id, span, words, relation_kind(one), before=before
        )


def relation_kind(relation: Relation) -> str:
    """What tells relations of one sentence apart."""
    return f"{relation.source} {relation.type.value} {relation.target}"


@dataclass(frozen=True, slots=True)
class Located:
    """A decision, the words it now holds on to, and the finding there; ``None``: none is there."""

    decision: Decision
    anchor: Span
    finding: Finding | None


def located(
    decisions: Sequence[Decision], known: Sequence[Finding], text: str
) -> tuple[list[Located], list[Decision]]:
    """Where each decision belongs, and those whose words are nowhere in the text.

    Each finding gets one decision: first those made about the very same, then, where only one
    finding of the kind is left at the words, those made about what was then read there.
    """
    placed = [(decision, nearest(text, decision.text, decision.anchor)) for decision in decisions]
    lost = [decision for decision, anchor in placed if anchor is None]
    here = [(decision, anchor) for decision, anchor in placed if anchor is not None]
    same: dict[tuple[object, ...], list[Finding]] = {}
    for one in known:
        same.setdefault((one.subject, one.anchor, one.kind, one.among), []).append(one)
    taken: dict[int, Finding] = {}
    for number, (decision, anchor) in enumerate(here):
        exact = same.get((decision.subject, anchor, decision.kind, decision.among))
        if exact:
            taken[number] = exact.pop(0)
    used = {(one.subject, one.identity) for one in taken.values()}
    for number, (decision, anchor) in enumerate(here):
        if number in taken:
            continue
        free = (one for one in known if (one.subject, one.identity) not in used)
        if found := _there(decision, anchor, free):
            taken[number] = found
            used.add((found.subject, found.identity))
    return [Located(d, anchor, taken.get(n)) for n, (d, anchor) in enumerate(here)], lost


def _there(decision: Decision, anchor: Span, free: Iterable[Finding]) -> Finding | None:
    """The only finding of its kind that is left at the words."""
    near = [
        one
        for one in free
        if one.subject is decision.subject
        and one.anchor.start < anchor.end
        and anchor.start < one.anchor.end
    ]
    rejected = decision.subject is Subject.EVENT and decision.verdict is Verdict.REJECT
    if rejected or decision.subject is Subject.RELATION:
        near = [one for one in near if one.kind == decision.kind]
    return near[0] if len(near) == 1 else None


def nearest(text: str, words: str, anchor: Span) -> Span | None:
    """Where ``words`` stand: at ``anchor``, else whole words nearest to it; ``None``: nowhere."""
    if not words:
        return None
    if text[anchor.start : anchor.end] == words:
        return anchor
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    starts = [found.start() for found in whole.finditer(text)]
    if not starts:
        return None
    start = min(starts, key=lambda one: abs(one - anchor.start))
    return Span(start, start + len(words))
