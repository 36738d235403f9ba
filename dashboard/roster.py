"""What is known of actors before a report is read: names, places that stand for them, ties."""

from dataclasses import dataclass
from datetime import date

from dashboard.model import Actor, RelationType


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the actor file."""

    actor: Actor
    """its ``aliases`` are names that mean it wherever they stand"""
    weak: tuple[str, ...] = ()
    """names that mean it only where its country or another of its names is in the report"""
    metonyms: tuple[str, ...] = ()
    """place names that stand for it where they speak, decide or take sides"""


@dataclass(frozen=True, slots=True)
class Tie:
    """How one known actor stood to another, from when to when; ``None``: open or not known."""

    source: str
    type: RelationType
    target: str
    first: date | None = None
    last: date | None = None
    title: str = ""
    """of a leader: what they are called in that office"""
    origin: str = ""
    """where we have it from"""


@dataclass(frozen=True, slots=True)
class Roster:
    """The actor file: actors by id, and their ties."""

    actors: tuple[KnownActor, ...] = ()
    ties: tuple[Tie, ...] = ()
