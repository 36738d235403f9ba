"""What a test expects to be read from a report."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """A report and what it tells."""

    title: str
    published: date
    text: str
    events: tuple[tuple[str, str, str, str], ...]
    cast: tuple[tuple[str, str], ...] = ()
    """names with their kind, for reading without the stage that finds actors"""
