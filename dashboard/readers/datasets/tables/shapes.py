"""A geometry in, where it is and how large out: a point that lies in it, its reach and its level.

An area is stood for by a point in it. Up to 5 km it counts as a town, up to 50 as a district, up
to 250 as a province, beyond as a region; up to half a kilometre as a point.
"""

import math
import re
from typing import Any, NamedTuple

import numpy as np
import shapely

from dashboard.model import Level

EARTH_KM = 6371.0088
KEPT = 20_000
"""characters of an area's outline that are kept; a longer one is left out"""
LEVELS = ((5.0, Level.TOWN), (50.0, Level.DISTRICT), (250.0, Level.PROVINCE))
_SHAPE = re.compile(
    r"\s*(?:SRID=4326;)?\s*(?:MULTIPOINT|(?:MULTI)?POLYGON|(?:MULTI)?LINESTRING|GEOMETRYCOLLECTION)\b",
    re.IGNORECASE,
)


class Shape(NamedTuple):
    """A geometry as the map needs it."""

    latitude: float
    longitude: float
    radius_km: float
    """0: a point"""
    level: str
    outline: str
    """WKT of what is no point, if it is not longer than ``KEPT``"""


def is_shape(cell: str) -> bool:
    """Whether a cell holds WKT of a line or an area."""
    return bool(_SHAPE.match(cell))


def describe_wkt(cell: str) -> Shape:
    """Raises ``ValueError`` with the reason when it is damaged, or off the globe."""
    try:
        geometry = shapely.from_wkt(cell.partition(";")[2] if ";" in cell else cell)
    except shapely.GEOSException as error:
        raise ValueError(f"a damaged shape ({str(error)[:100]})") from None
    return describe(geometry)


def describe(geometry: Any) -> Shape:
    """Of a shapely geometry, longitude first. Raises ``ValueError`` when it is of no use."""
    if geometry is None or geometry.is_empty:
        raise ValueError("a shape without a point")
    if geometry.geom_type == "Point":
        return point_at(geometry.x, geometry.y)
    geometry = shapely.force_2d(geometry)
    _check_globe(*geometry.bounds)
    point = geometry.representative_point()
    radius = _reach(point, geometry)
    level = next((level for most, level in LEVELS if radius <= most), Level.REGION)
    text = shapely.to_wkt(geometry, rounding_precision=5)
    return Shape(point.y, point.x, radius if radius > 0.5 else 0.0, level,
                 text if len(text) <= KEPT and radius > 0.5 else "")  # fmt: skip


def point_at(longitude: float, latitude: float) -> Shape:
    """A shape without extent. Raises ``ValueError`` when it is off the globe."""
    _check_globe(longitude, latitude, longitude, latitude)
    return Shape(float(latitude), float(longitude), 0.0, Level.TOWN, "")


def _check_globe(west: float, south: float, east: float, north: float) -> None:
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError("a shape with a coordinate that is no number")
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError("a shape off the globe: degrees of WGS 84, longitude first, are needed")


def level_of(radius_km: float) -> str:
    """What a place of this size counts as."""
    return next((level for most, level in LEVELS if radius_km <= most), Level.REGION)


def _reach(point: Any, geometry: Any) -> float:
    """Kilometres from the point to the farthest of the shape."""
    there = np.radians(shapely.get_coordinates(geometry))
    lat, lon = np.radians(point.y), np.radians(point.x)
    half = (np.sin((there[:, 1] - lat) / 2) ** 2
            + np.cos(lat) * np.cos(there[:, 1]) * np.sin((there[:, 0] - lon) / 2) ** 2)  # fmt: skip
    return round(float(2 * EARTH_KM * np.arcsin(np.sqrt(half.max().clip(0, 1)))), 1)
