"""What the stages of reading hand to one another; finished records are those of ``model.py``."""

from dataclasses import dataclass
from typing import Protocol

from dashboard.extract.dates.mention import DateMention
from dashboard.extract.zones import Zone
from dashboard.model import (
    Actor,
    ActorMention,
    Event,
    Level,
    MentionKind,
    PlaceMention,
    Relation,
    Report,
    Span,
)


class Known(Protocol):
    """What the gazetteer knows of a name, without saying which place is meant."""

    @property
    def places(self) -> int:
        """How many places have the name."""

    @property
    def population(self) -> int:
        """Of the largest of them."""

    @property
    def levels(self) -> frozenset[Level]:
        """Of all of them."""

    @property
    def demonym(self) -> bool:
        """Whether it is an adjective or noun of origin."""

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-2 of the ten best known."""

    @property
    def weight(self) -> float:
        """How often the best known of them is meant, against other places; grows with size."""

    @property
    def best(self) -> Level:
        """Level of the best known of them."""


class Lexicon(Protocol):
    """The names of places, asked word by word; the pipeline passes the gazetteer's."""

    def known(self, name: str) -> Known | None:
        """What is known of exactly this name, in any spelling of case and accents."""

    def longest(self, words: list[str]) -> int:
        """How many words from the first on form the longest known name; 0: none."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place; metonyms are told apart later, among the roles."""

    span: Span
    kind: MentionKind
    """toponym or demonym"""
    name: str
    """what to look up: without article and possessive; of a demonym the words as they stand"""
    score: float
    """how sure the recogniser is that this names a place, 0 to 1, calibrated"""
    proper: Span | None = None
    """the proper name within ``span``: "Libya" of "eastern Libya"; ``None``: not told"""
    level: Level | None = None
    """what the words around it say of it: at sea, off a place on land"""


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one report, where they are named, and how they stand to one another."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    """in order of the text; nested ones are allowed ("LNA commander Haftar": two actors)"""
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one report; the same report always gives the same."""

    report: Report
    zones: tuple[Zone, ...]
    mentions: tuple[PlaceMention, ...]
    cast: Cast
    dates: tuple[DateMention, ...]
    events: tuple[Event, ...]
    warnings: tuple[str, ...] = ()
