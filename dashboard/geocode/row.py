"""A row of the gazetteer's table of places, and what places weigh by how many live there."""

from typing import NamedTuple

FIRST_OWN_ID = 20_000_000
"""Ids above are ours; those below are GeoNames'."""
_FAMED = 30
"""names of a place that is neither little nor widely known"""
TOWN_KM, FACILITY_KM, DISTRICT_KM = 5.0, 2.0, 25.0
"""Radii of CODEBOOK.md, for what has no area."""


class PlaceRow(NamedTuple):
    """One row of the place table, and the names it is filed under."""

    id: int
    place_id: str
    name: str
    level: str
    country: str
    admin1: int | None
    admin2: int | None
    feature: str
    latitude: float
    longitude: float
    radius_km: float
    population: int | None
    weight: float
    aliases: tuple[str, ...]
    cell: int | None


def weight(
    population: float, *, factor: float = 1.0, least: float = 100.0, names: int = _FAMED
) -> float:
    """How often a name means this place, relative to others: grows slower than population.

    ``names``: how many it has; a place with names in many languages is spoken of from afar.
    """
    return float(factor * max(population, least) ** 0.7 * (max(1, names) / _FAMED) ** 0.3)
