from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.model import Level


@dataclass(frozen=True, slots=True)
class Mark:
    mark_id: str  # stable: place_id; what a click reports
    kind: Literal["event_site", "actor_seat", "area_held", "mentioned"]
    label: str  # place name, text from outside
    level: Level  # model.Level
    latitude: float
    longitude: float
    radius_km: float
    footprint: Mapping[str, Any] | None  # GeoJSON geometry
    families: Mapping[str, int]  # events by family (event_site); empty for others
    settled: int = 0  # of those events, how many are actual/ongoing (the others are requested, planned, threatened, denied, background)
    possible: int = 0  # of those events, how many are only *possibly* in the date range
    count: int = 1  # events / actors / mentions at the mark
    lines: tuple[str, ...] = ()  # plain-text lines of the hover card, text from outside
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Link:  # who stands with whom, drawn between seats
    type: str  # supports | opposes | leads | belongs_to | recognises
    source: tuple[float, float]
    target: tuple[float, float]  # lat, lon
    label: str  # "Turkey supports GNA", text from outside
