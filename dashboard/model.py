"""The nouns: frozen values that flow from the readers to the store. Standard library only.

Definitions are those of CODEBOOK.md. Offsets are code points into a report's text, half-open.
Coordinates are degrees in WGS 84, latitude first. Unknown is ``None``, never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any


class MentionKind(StrEnum):
    """What kind of word names the place."""

    TOPONYM = "toponym"
    DEMONYM = "demonym"
    METONYM = "metonym"


class PlaceRole(StrEnum):
    """What a named place is in its report; only event sites are where something happened."""

    EVENT_SITE = "event_site"
    ACTOR_SEAT = "actor_seat"
    METONYM = "metonym"
    AREA_HELD = "area_held"
    MENTIONED = "mentioned"


class Level(StrEnum):
    """How large a thing a place is."""

    TOWN = "town"
    FACILITY = "facility"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"
    SEA = "sea"


class Realis(StrEnum):
    """Whether an event took place."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    REQUESTED = "requested"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"
    BACKGROUND = "background"


class Origin(StrEnum):
    """How a record came about."""

    CODED = "coded by hand"
    READ = "read by machine"
    CONFIRMED = "confirmed by a person"
    IMPORTED = "imported from a dataset"


class DatePrecision(IntEnum):
    """UCDP GED's ``date_prec``."""

    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    LONGER = 5


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    REBEL = "rebel"
    MILITIA = "militia"
    CIVILIANS = "civilians"
    ORGANISATION = "organisation"
    PERSON = "person"
    OTHER = "other"


class ParticipantRole(StrEnum):
    """Part taken in an event; the order of sides says nothing about who attacked."""

    SOURCE = "source"
    TARGET = "target"
    SIDE_A = "side_a"
    SIDE_B = "side_b"
    OTHER = "other"


class RelationType(StrEnum):
    """How one actor stands to another."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    LEADS = "leads"
    BELONGS_TO = "belongs_to"
    RECOGNISES = "recognises"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text, code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A text that says something happened."""

    report_id: str
    title: str
    text: str
    published: date | None
    publisher: str = ""
    sources: str = ""
    language: str = "en"
    licence: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a report, with what it is there."""

    mention_id: str
    report_id: str
    text: str
    span: Span
    sentence: Span
    kind: MentionKind
    role: PlaceRole
    name: str
    """what to look up: the text itself unless the coder says otherwise ("Libyan" → "Libya")"""
    level: Level | None = None
    country: str = ""
    """ISO 3166-1 alpha-2 where the coder knows it, else empty"""
    actor_id: str = ""
    """whose seat or whose area, for those roles"""
    score: float | None = None
    """how sure the reader is that this names a place, 0 to 1; ``None``: a person said so"""
    where: str = ""
    """file and line it was read from, for messages"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or a part of one."""

    place_id: str
    """``geonames:2210247``, ``region:cyrenaica``, ``part:east:geonames:2215636``"""
    name: str
    level: Level
    country: str
    address: str
    """name and divisions above it, for people"""
    feature: str
    """GeoNames class and code, ``P.PPLC``; empty if none applies"""
    latitude: float
    longitude: float
    radius_km: float
    """how far from the coordinates the place may reach; WGS 84 great circle"""
    population: int | None = None
    geonames_id: int | None = None
    footprint: Mapping[str, Any] | None = None
    """GeoJSON Polygon or MultiPolygon (longitude first), where a point would claim too much"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; scores of one name's candidates lie in 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The judgement that a mention means its first candidate; no candidate: not known."""

    mention_id: str
    candidates: tuple[Candidate, ...]
    method: str
    reason: str
    """one plain sentence: why this candidate, or why none"""
    doubtful: tuple[Candidate, ...] = ()
    """best first, what it may mean where nothing decides; then there are no candidates"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part in events."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str = ""
    aliases: tuple[str, ...] = ()
    seat: str = ""
    """name of the place it sits at, to be geocoded; empty if it has none"""
    seat_country: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words of a report that mean an actor, a surname or "the former" included."""

    actor_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """One actor's stand to another, with its sentence."""

    relation_id: str
    report_id: str
    source: str
    type: RelationType
    target: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor and its part in an event."""

    actor_id: str
    role: ParticipantRole


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that one field of an event was read from."""

    field: str
    """``sentence``, ``type``, ``place``, ``date``, ``participants`` or ``fatalities``"""
    span: Span
    inherited_from: str = ""
    """empty: the event's own sentence says it; else where it was taken from, for people"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something an actor did or underwent, between two days, both included."""

    event_id: str
    report_id: str
    family: str
    type: str
    realis: Realis
    sentence: Span
    trigger: Span
    first: date | None
    last: date | None
    date_precision: DatePrecision | None
    date_text: Span | None = None
    """the words that say when; ``None``: no such words"""
    date_inherited: str = ""
    """where the date comes from when its own sentence does not say it"""
    place_mention: str = ""
    """mention that names its place; empty: it has none"""
    place_inherited: str = ""
    participants: tuple[Participant, ...] = ()
    fatalities_low: int | None = None
    fatalities_best: int | None = None
    fatalities_high: int | None = None
    more_evidence: tuple[Span, ...] = ()
    """further sentences of the same report that tell of it"""
    origin: Origin = Origin.CODED
    score: float | None = None
    """how sure the reader is, 0 to 1; ``None``: a person said so"""
    evidence: tuple[Evidence, ...] = ()
    """field by field, as far as the reader noted it"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the input that was left out, with where it stood and why."""

    file: str
    line: int | None
    value: str
    reason: str
