"""What an engine answers: the questions of the page, whatever holds the tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pyarrow as pa

from dashboard.store.deaths import Deaths
from dashboard.store.filter import EventFilter

FINEST = 26
"""zoom of the smallest cells"""
MOST_CELLS = 4096
_CELLS = re.compile(r"(\d{1,2})([ap]):(\d{1,9}\.\d{1,9}(?:,\d{1,9}\.\d{1,9})*)")
CELLS = 4
"""a cell is one of ``CELLS`` x ``CELLS`` of a map tile of its zoom: 64 px wide"""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many events, of how many."""

    total: int
    """events in the store"""
    shown: int
    """events that pass the filter"""
    drawn: int
    """of those shown, events on the map: the sum of all cells"""
    possible: int
    """of those shown, events that are only possibly in the date range"""
    undated: int
    """events without a date that pass everything but the date range"""
    unplaced: int
    """of those shown, events without a position"""
    whole_country: int
    """of those shown, events with a position of which only the country is known"""
    deaths: Deaths
    """of those shown"""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, degrees, both ends included. ``west`` may be greater than ``east``: it
    then reaches over 180°."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Viewport:
    """A part of the map at a zoom of Leaflet's."""

    south: float
    west: float
    north: float
    east: float
    zoom: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the map, numbered from the north-west as map tiles are."""

    x: int
    y: int
    zoom: int


@dataclass(frozen=True, slots=True)
class Cells:
    """Squares of one zoom, as a disc of the map stands for them: ``7p:66.50,66.51``."""

    zoom: int
    at: tuple[tuple[int, int], ...]
    """``x`` and ``y`` of each, as of ``Cell``"""
    areas: bool
    """whether it stands for events of districts, provinces, regions and seas, else for the rest"""

    def __str__(self) -> str:
        """The form that a link holds."""
        places = ",".join(f"{x}.{y}" for x, y in self.at)
        return f"{self.zoom}{'a' if self.areas else 'p'}:{places}"

    @classmethod
    def from_text(cls, text: str) -> "Cells | None":
        """Of the form above; ``None`` for anything else."""
        if not (found := _CELLS.fullmatch(text)) or not 0 <= int(found[1]) <= FINEST:
            return None
        places = (one.split(".") for one in found[3].split(","))
        at = tuple((int(x), int(y)) for x, y in places)
        return cls(int(found[1]), at, found[2] == "a") if len(at) <= MOST_CELLS else None


class Engine(Protocol):
    """Answers are Arrow tables; days are ``date32``, a sum over no known figure is 0.

    Every question raises ``StoreError`` where the engine does not answer. An actor's or a place's
    events are those that pass the filter.
    """

    @property
    def version(self) -> str:
        """Changes when the content does."""

    def close(self) -> None:
        """Let go of files and connections; nothing is asked after that."""

    def extent(self) -> tuple[date, date] | None:
        """First and last day that an event may lie on."""

    def totals(self, chosen: EventFilter, *, within: Box | Cell | Cells | None = None) -> Totals:
        """Counts and deaths of what passes, of a part of the map or of all."""

    def cells(self, chosen: EventFilter, viewport: Viewport) -> pa.Table:
        """Drawn events by cell, of whole cells that touch the viewport: ``cell_x``, ``cell_y``,
        ``area`` (whether of events of districts, provinces, regions and seas, or of the rest),
        ``latitude``, ``longitude``, ``level`` and ``radius_km`` (of the newest event, the last by
        id of those), ``events``, ``low``, ``best``, ``high``, ``first``, ``last``, ``families`` (a
        struct of counts)."""

    def histogram(self, chosen: EventFilter, bins: Sequence[tuple[date, date]]) -> pa.Table:
        """``first``, ``last``, ``family``, ``events``, as ``EventStore.histogram`` has it: all of
        the filter but its dates, shares by days. ``bins`` follow one another without a gap, else
        ``ValueError``; an event that lies in none of them counts nowhere."""

    def fetch(
        self,
        chosen: EventFilter,
        *,
        within: Box | Cell | Cells | None = None,
        place: str = "",
        after: int | None = None,
        limit: int = 50,
    ) -> pa.Table:
        """Events, newest first: columns of ``IMPORTED``, ``n`` and ``recent``. ``place`` is a
        ``place_id``; ``after`` the ``recent`` of the last row of the page before."""

    def event(self, event_id: str) -> dict[str, Any] | None:
        """One event: columns of ``fetch``."""

    def numbered(self, numbers: Sequence[int]) -> pa.Table:
        """Events by their row in the packed layer, newest first: columns of ``fetch``."""

    def actors(self, chosen: EventFilter, *, like: str = "", limit: int = 200) -> pa.Table:
        """``actor_id``, ``name``, ``kind``, ``country``, ``events``, ``low``, ``best``, ``high``;
        most events first. ``like``: a part of its name or of a name it goes by, any case."""

    def places(self, chosen: EventFilter, *, like: str = "", limit: int = 200) -> pa.Table:
        """``place_id``, ``place``, ``admin1``, ``country``, ``level``, ``latitude``,
        ``longitude``, ``events``, ``low``, ``best``, ``high``; most events first."""

    def counts(self, chosen: EventFilter, column: str) -> dict[str, int]:
        """Events by family, type, realis, dataset, country, level or source; most first."""

    def passing(self, chosen: EventFilter) -> bytes:
        """A bit for each row of the packed layer, lowest bit first: whether it passes all of the
        filter but its dates."""

    def divisions(self, chosen: EventFilter, level: str = "country") -> pa.Table:
        """``country``, ``name`` (of the first-level division; empty for countries), ``events``,
        ``low``, ``best``, ``high``. ``level`` is "country" or "admin1"."""
