"""The values the map layer is made from: one mark per place and kind, one link per relation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.model import Level

Kind = Literal["event_site", "actor_seat", "area_held", "mentioned"]
Bounds = tuple[tuple[float, float], tuple[float, float]]
"""(south, west), (north, east)"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place as the map shows it, with the events, actors or mentions that are there."""

    mark_id: str
    """stable from run to run; what a click reports"""
    kind: Kind
    label: str
    """name of the place; text from outside"""
    level: Level
    latitude: float
    longitude: float
    radius_km: float
    footprint: Mapping[str, Any] | None
    """GeoJSON Polygon or MultiPolygon, longitude first"""
    families: Mapping[str, int]
    """events by family; empty unless the kind is ``event_site``"""
    settled: int = 0
    """of those events, how many are actual or ongoing; the rest is asked for, planned, denied"""
    possible: int = 0
    """of those events, how many may lie outside the chosen dates"""
    read: int = 0
    """of those events, how many a machine read and nobody confirmed"""
    confirmed: int = 0
    """of those events, how many a person confirmed; the rest is coded by hand"""
    count: int = 1
    """events, actors or mentions"""
    lines: tuple[str, ...] = ()
    """plain-text lines of the card that hovering shows; text from outside"""
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two actors, drawn from seat to seat."""

    type: str
    """a ``model.RelationType``"""
    source: tuple[float, float]
    """latitude, longitude"""
    target: tuple[float, float]
    label: str
    """"Turkey supports GNA"; text from outside"""
