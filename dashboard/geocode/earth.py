"""Distances on the globe. Degrees in, kilometres out; points are (latitude, longitude)."""

from math import asin, cos, floor, radians, sin, sqrt
from typing import Any

import numpy as np
import shapely

EARTH_KM = 6371.0088
CELLS_PER_DEGREE = 2
_COLUMNS = 360 * CELLS_PER_DEGREE


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance on a sphere; within 0.6 % of WGS 84."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def reach_km(at: tuple[float, float], shape: Any) -> float:
    """How far it is from ``at`` to the farthest point of a geometry or list of points."""
    if isinstance(shape, list):
        return max(distance_km(at, point) for point in shape)
    lonlat = np.radians(shapely.get_coordinates(shape))
    lat, lon = radians(at[0]), radians(at[1])
    half = (
        np.sin((lonlat[:, 1] - lat) / 2) ** 2
        + cos(lat) * np.cos(lonlat[:, 1]) * np.sin((lonlat[:, 0] - lon) / 2) ** 2
    )
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(half.max().clip(0, 1))))


def cell_of(latitude: float, longitude: float) -> int:
    """Number of the half-degree cell a point lies in."""
    row = floor((latitude + 90) * CELLS_PER_DEGREE)
    column = floor(((longitude + 180) % 360) * CELLS_PER_DEGREE) % _COLUMNS
    return row * _COLUMNS + column


def cells_around(latitude: float, longitude: float, *, km: float) -> list[int]:
    """Cells that the box of half-width ``km`` about a point touches."""
    high = km / 111.0
    wide = min(180.0, high / max(0.01, cos(radians(min(89.0, abs(latitude) + high)))))
    rows = range(
        floor((max(-90.0, latitude - high) + 90) * CELLS_PER_DEGREE),
        floor((min(90.0, latitude + high) + 90) * CELLS_PER_DEGREE) + 1,
    )
    first = floor((longitude + 180 - wide) * CELLS_PER_DEGREE)
    last = floor((longitude + 180 + wide) * CELLS_PER_DEGREE)
    columns = {column % _COLUMNS for column in range(first, min(last, first + _COLUMNS) + 1)}
    return [row * _COLUMNS + column for row in rows for column in sorted(columns)]
