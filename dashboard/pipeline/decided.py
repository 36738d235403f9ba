"""One report while decisions are applied to it: mentions, then events, actors and relations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from geopy.geocoders.base import Geocoder

from dashboard.decision import CHOSEN, Decision, Verdict
from dashboard.model import (
    Actor,
    ActorKind,
    Event,
    Participant,
    PlaceMention,
    PlaceRole,
    Problem,
    Resolution,
)
from dashboard.pipeline.amend import (
    amend_event,
    amend_mention,
    new_event,
    new_mention,
    place_of,
    resolution,
)
from dashboard.pipeline.desk import Read
from dashboard.pipeline.findings import Located, relation_kind

FILE = "decisions.jsonl"


def problem(decision: Decision, reason: str) -> Problem:
    """Says that a decision could not be applied, and why."""
    what = f"{decision.report_id}: {decision.verdict.value} {decision.subject.value}"
    value = f"{what} {' '.join(decision.text.split())[:80]!r}"
    return Problem(FILE, None, value, f"the decision does not apply: {reason}")


class Decided:
    """One report while decisions are applied to it; mentions first, for events point at them."""

    def __init__(self, read: Read, geocoder: Geocoder) -> None:
        self.problems: list[Problem] = []
        self._read = read
        self._geocoder = geocoder
        reading = read.reading
        self._places = {one.mention_id: one for one in read.resolutions}
        self._mentions = {one.mention_id: one for one in reading.mentions}
        self._events = {one.event_id: one for one in reading.events}
        self._actors = {one.actor_id: one for one in reading.cast.actors}
        self._named = reading.cast.mentions
        self._relations = reading.cast.relations

    def read(self) -> Read:
        """The reading as it stands now."""
        mentions = sorted(self._mentions.values(), key=lambda one: (one.span.start, one.span.end))
        nowhere = {one: Resolution(one, (), CHOSEN, "No place is known.") for one in self._mentions}
        cast = replace(
            self._read.reading.cast,
            actors=tuple(self._actors.values()),
            mentions=self._named,
            relations=self._relations,
        )
        reading = replace(
            self._read.reading,
            mentions=tuple(mentions),
            cast=cast,
            events=tuple(self._events.values()),
        )
        places = {**nowhere, **self._places}
        return replace(
            self._read,
            reading=reading,
            resolutions=tuple(places[one.mention_id] for one in mentions),
        )

    def mentions(self, found: Sequence[Located]) -> None:
        """Rejected, given a role, a kind, a place; a chosen place goes to all of the same name."""
        decided: set[str] = set()
        chosen: dict[str, Located] = {}
        for one in found:
            identity = one.finding.identity if one.finding else ""
            if one.decision.verdict is Verdict.REJECT:
                self._forget(identity)
                continue
            fields = {**one.decision.before, **one.decision.changes}
            report = self._read.reading.report
            mention = self._mentions.get(identity) or new_mention(
                report.report_id, one.anchor, one.decision.text, fields
            )
            self._mentions[mention.mention_id] = amend_mention(mention, fields)
            self._settle(mention.mention_id, fields.get("place"), "A person chose this place.")
            decided.add(mention.mention_id)
            if one.decision.changes.get("place"):
                chosen[mention.name.casefold()] = one
        for mention in list(self._mentions.values()):
            one_like_it = chosen.get(mention.name.casefold())
            if one_like_it and mention.mention_id not in decided:
                reason = "A person chose this place for the same name elsewhere in the report."
                self._settle(mention.mention_id, one_like_it.decision.changes["place"], reason)

    def _forget(self, mention_id: str) -> None:
        self._mentions.pop(mention_id, None)
        for event in list(self._events.values()):
            if mention_id and event.place_mention == mention_id:
                kept = tuple(one for one in event.evidence if one.field != "place")
                self._events[event.event_id] = replace(
                    event, place_mention="", place_inherited="", evidence=kept
                )

    def _settle(self, mention_id: str, place: Mapping[str, Any] | None, reason: str) -> None:
        known = self._places.get(mention_id)
        best = known.candidates[0].place.place_id if known and known.candidates else None
        if known and best == (place["place_id"] if place else None):
            return
        found = place_of(place, known, self._geocoder) if place else None
        self._places[mention_id] = resolution(mention_id, known, found, reason)

    def events(self, found: Sequence[Located]) -> None:
        """Rejected, accepted or changed."""
        for one in found:
            decision = one.decision
            if decision.verdict is Verdict.REJECT:
                self._events.pop(one.finding.identity if one.finding else "", None)
                continue
            fields = {**decision.before, **decision.changes}
            event = self._events.get(one.finding.identity) if one.finding else None
            event = event or new_event(decision.report_id, one.anchor, fields)
            mentions = list(self._mentions.values())
            amended = amend_event(event, fields, decision.changes, mentions, self._actors)
            self._events[amended.event_id] = amended
            if decision.changes.get("place"):
                self._make_site(self._mentions.get(amended.place_mention))

    def _make_site(self, mention: PlaceMention | None) -> None:
        if mention and mention.role is PlaceRole.MENTIONED:
            self._mentions[mention.mention_id] = replace(mention, role=PlaceRole.EVENT_SITE)

    def actors(self, found: Sequence[Located]) -> None:
        """Rejected, renamed, of another kind, or one with another."""
        for one in found:
            identity = one.finding.identity if one.finding else one.decision.kind
            actor = self._actors.get(identity)
            if actor is None:
                if one.decision.verdict is Verdict.CHANGE:
                    self.problems.append(
                        problem(one.decision, "the reader no longer finds this actor")
                    )
                continue
            if one.decision.verdict is Verdict.REJECT:
                self._become(identity, None)
            elif merge := one.decision.changes.get("merge"):
                target = self._called(merge, but=identity)
                if target is None:
                    self.problems.append(
                        problem(one.decision, f"the report has no actor {merge!r}")
                    )
                else:
                    self._become(identity, target)
            else:
                self._actors[identity] = _renamed(actor, one.decision.changes)

    def _called(self, name: str, *, but: str) -> str | None:
        for actor in self._actors.values():
            if actor.actor_id != but and name in (actor.actor_id, actor.name, *actor.aliases):
                return actor.actor_id
        return None

    def _become(self, identity: str, other: str | None) -> None:
        """The actor is another one, or none at all, wherever it stood."""
        gone = self._actors.pop(identity)
        if other is not None:
            kept = self._actors[other]
            aliases = dict.fromkeys((*kept.aliases, gone.name, *gone.aliases))
            self._actors[other] = replace(kept, aliases=tuple(aliases))
        new = {identity: other}
        self._named = tuple(
            replace(one, actor_id=now)
            for one in self._named
            if (now := new.get(one.actor_id, one.actor_id)) is not None
        )
        relations = (
            replace(one, source=new.get(one.source, one.source) or "",
                    target=new.get(one.target, one.target) or "")
            for one in self._relations
        )  # fmt: skip
        self._relations = tuple(
            one for one in relations if one.source and one.target and one.source != one.target
        )
        for event in self._events.values():
            self._events[event.event_id] = _without(event, identity, other)
        for mention in self._mentions.values():
            if mention.actor_id == identity:
                self._mentions[mention.mention_id] = replace(mention, actor_id=other or "")

    def relations(self, found: Sequence[Located]) -> None:
        """Rejected."""
        gone = {one.decision.kind for one in found if one.decision.verdict is Verdict.REJECT}
        self._relations = tuple(one for one in self._relations if relation_kind(one) not in gone)


def _renamed(actor: Actor, changes: Mapping[str, Any]) -> Actor:
    if not changes:
        return actor
    name = changes.get("name", actor.name)
    aliases = dict.fromkeys((*actor.aliases, actor.name)) if name != actor.name else actor.aliases
    kind = ActorKind(changes.get("kind", actor.kind))
    return replace(actor, name=name, kind=kind, aliases=tuple(aliases), source=CHOSEN)


def _without(event: Event, identity: str, other: str | None) -> Event:
    """The event with another actor in the place of one, or with none."""
    roles = [
        (other if one.actor_id == identity else one.actor_id, one.role)
        for one in event.participants
    ]
    kept = dict.fromkeys((actor, role) for actor, role in roles if actor is not None)
    return replace(event, participants=tuple(Participant(*one) for one in kept))
