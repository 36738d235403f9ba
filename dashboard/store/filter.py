"""What a reader may ask of the store."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.model import Origin, Realis


class When(StrEnum):
    """How an event's interval has to lie to a date range."""

    POSSIBLY = "possibly"
    """at least one of its possible days is in the range"""
    CERTAINLY = "certainly"
    """all of its possible days are in the range"""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What a reader asked to see; an empty tuple or text leaves everything in."""

    first: date | None = None
    last: date | None = None
    when: When = When.POSSIBLY
    families: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """actor ids"""
    realis: tuple[Realis, ...] = ()
    origins: tuple[Origin, ...] = ()
    sources: tuple[str, ...] = ()
    """report ids, or publishers of imported events as ``publisher:NAME``"""
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 of the event's place"""
    datasets: tuple[str, ...] = ()
    """as in ``imported.IMPORTED``; "reports" for events of reports"""
    deaths: int = 0
    """at least so many killed, by the best figure; 0 leaves in what has no figure"""
    text: str = ""
    """words that must all occur, in any case, in an event's sentence, type, place or actors"""
