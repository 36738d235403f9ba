"""Positions of a chunk's rows, as arrays; which of two numbers is which, a whole column says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.readers.datasets.tables.lands import Degrees, Flags, country_code, inside, on_land
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.positions import Pair, read_angle, read_pair
from dashboard.readers.datasets.tables.shapes import describe_wkt, is_shape

PLAIN = r"^\s*[-+]?\d{1,3}(\.\d*)?\s*$"
Faults = dict[int, tuple[str, str, str]]
"""column, cell and reason by row"""


@dataclass
class Points:
    """Positions as they stand there; not a number where there is none."""

    latitudes: Degrees
    longitudes: Degrees
    certain: Flags
    """whose cell itself says which is which"""
    faults: Faults = field(default_factory=dict)
    radii: dict[int, float] = field(default_factory=dict)
    """km, of rows that are areas"""

    def swap(self, chosen: Flags) -> None:
        """Exchanges latitude and longitude of some rows."""
        old = self.latitudes[chosen].copy()
        self.latitudes[chosen] = self.longitudes[chosen]
        self.longitudes[chosen] = old


def read_points(cells: pa.Table, plan: Plan, *, longitude_first: bool = False) -> Points:
    """Of each row; faults are cells that cannot be read and halves of positions."""
    if plan.column("position"):
        return _from_pairs(cells.column(plan.column("position")), plan, longitude_first)
    rows = cells.num_rows
    none = np.full(rows, np.nan)
    if not (plan.column("latitude") and plan.column("longitude")):
        return Points(none, none.copy(), np.zeros(rows, bool))
    points = Points(none, none.copy(), np.zeros(rows, bool))
    points.latitudes = _angles(cells, plan.column("latitude"), "lon", points)
    points.longitudes = _angles(cells, plan.column("longitude"), "lat", points)
    half = np.isnan(points.latitudes) != np.isnan(points.longitudes)
    for row in map(int, np.flatnonzero(half)):
        name = plan.column("latitude" if np.isnan(points.latitudes[row]) else "longitude")
        points.faults.setdefault(row, (name, "", "one of two coordinates is missing"))
    return points


def each(
    column: pa.ChunkedArray, read: Callable[[str], Any]
) -> tuple[npt.NDArray[np.int64], list[Any], list[str]]:
    """What ``read`` gives for each different cell, with where each row finds its own.

    A ``ValueError`` is given as it is.
    """
    coded = column.combine_chunks().dictionary_encode()
    different: list[str] = coded.dictionary.to_pylist()
    results: list[Any] = []
    for cell in different:
        try:
            results.append(read(cell))
        except ValueError as error:
            results.append(error)
    return coded.indices.to_numpy(), results, different


def _angles(cells: pa.Table, name: str, wrong: str, points: Points) -> Degrees:
    column = cells.column(name)
    plain = pc.match_substring_regex(column, PLAIN)
    bare = pc.if_else(plain, pc.utf8_trim_whitespace(column), None)
    found: Degrees = pc.cast(bare, pa.float64()).to_numpy(zero_copy_only=False).copy()
    odd = np.flatnonzero(~plain.to_numpy())
    where, angles, different = each(column.take(pa.array(odd)), read_angle)
    for row, at in zip(map(int, odd), where, strict=True):
        angle = angles[at]
        if isinstance(angle, ValueError):
            points.faults[row] = (name, different[at], str(angle))
        elif angle is not None and angle.axis == wrong and wrong == "lat":
            found[row] = angle.degrees
            points.certain[row] = True
        elif angle is not None:
            found[row] = angle.degrees
    return found


def _from_pairs(column: pa.ChunkedArray, plan: Plan, longitude_first: bool) -> Points:
    rows = len(column)
    points = Points(np.full(rows, np.nan), np.full(rows, np.nan), np.zeros(rows, bool))
    where, pairs, different = each(column, _pair_or_shape)
    for row, at in enumerate(where):
        pair = pairs[at]
        if isinstance(pair, ValueError):
            points.faults[row] = (plan.column("position"), different[at][:200], str(pair))
        elif isinstance(pair, Pair):
            first = pair.certain == "lon" or (longitude_first and not pair.certain)
            both = (pair.second, pair.first) if first else (pair.first, pair.second)
            points.latitudes[row], points.longitudes[row] = both
            points.certain[row] = bool(pair.certain)
        elif pair is not None:
            points.latitudes[row], points.longitudes[row] = pair.latitude, pair.longitude
            points.certain[row] = True
            points.radii[row] = pair.radius_km
    return points


def _pair_or_shape(cell: str) -> Any:
    return describe_wkt(cell) if is_shape(cell) else read_pair(cell)


@dataclass(frozen=True)
class Agreement:
    """How well positions agree with the rest of what their rows say, 0 to 1."""

    as_written: float
    swapped: float


def agreement(latitudes: Degrees, longitudes: Degrees, countries: list[str]) -> Agreement:
    """Of points by their countries; of those without one, by being on land."""
    return Agreement(
        float(np.mean(plausible(latitudes, longitudes, countries))),
        float(np.mean(plausible(longitudes, latitudes, countries))),
    )


def plausible(latitudes: Degrees, longitudes: Degrees, countries: list[str]) -> Flags:
    """Which points are on the globe and in the country that their row names, or on land."""
    found: Flags = (np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180)
    names = np.array(countries, dtype=object)
    for country in set(countries):
        rows = np.flatnonzero(found & (names == country))
        there = (latitudes[rows], longitudes[rows])
        found[rows] = inside(country, *there) if country else on_land(*there)
    return found


def codes_of(column: pa.ChunkedArray) -> tuple[list[str], list[str]]:
    """Country code of each row, and the different cells that are none."""
    where, codes, different = each(column, country_code)
    unknown = [
        cell for cell, code in zip(different, codes, strict=True) if cell.strip() and not code
    ]
    return [codes[at] for at in where], unknown
