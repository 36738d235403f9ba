"""Where each row of a chunk is: swapped coordinates mended, levels and radii as they are told.

A position counts as a town's unless a column says otherwise; how many decimals it has says nothing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.model import Level
from dashboard.readers.datasets.tables.amounts import read_decimal
from dashboard.readers.datasets.tables.columnwise import NONE, read_steps, text_of
from dashboard.readers.datasets.tables.lands import Degrees, Flags
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.shapes import level_of
from dashboard.readers.datasets.tables.survey import Verdict
from dashboard.readers.datasets.tables.where import Faults, Points, each, plausible, read_points
from dashboard.readers.datasets.tables.wording import plain

PRECISIONS = {Level.TOWN: 1, Level.FACILITY: 1, Level.DISTRICT: 3, Level.PROVINCE: 4,
              Level.REGION: 5, Level.COUNTRY: 6, Level.SEA: 7}  # fmt: skip
"""UCDP GED's ``where_prec`` of a level, where no column says it"""
BY_PRECISION = {1: Level.TOWN, 2: Level.TOWN, 3: Level.DISTRICT, 4: Level.PROVINCE,
                5: Level.REGION, 6: Level.COUNTRY, 7: Level.SEA}  # fmt: skip
RADII = {Level.TOWN: 5.0, Level.FACILITY: 2.0, Level.DISTRICT: 25.0, Level.PROVINCE: 100.0,
         Level.REGION: 150.0, Level.COUNTRY: 500.0, Level.SEA: 100.0}  # fmt: skip
"""km, where nothing better is told; as in data/mappings/geo_precision.csv"""
NEAR_TOWN, NEAR_KM = 2, 25.0
"""the precision of a place near a town, and how far that is"""
_WORDS = {
    Level.TOWN: "town|city|village|quarter|neighbourhood|neighborhood|settlement|exact|locality",
    Level.FACILITY: "facility|base|port|airport|camp|crossing|building",
    Level.DISTRICT: "district|county|adm2|admin2|adm 2|admin 2|2",
    Level.PROVINCE: "province|state|governorate|oblast|adm1|admin1|adm 1|admin 1|1",
    Level.REGION: "region|area",
    Level.COUNTRY: "country|nation|national|adm0|admin0|adm 0|admin 0|0",
    Level.SEA: "sea|ocean|water",
}
WORDS = {word: level for level, words in _WORDS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Placed:
    """Columns of ``IMPORTED`` that say where, and which rows were mended."""

    columns: dict[str, Any]
    swapped: Flags
    warnings: tuple[str, ...]


def place_rows(
    cells: pa.Table, plan: Plan, verdict: Verdict, countries: list[str], faults: Faults
) -> Placed:
    """Rows whose position cannot be read or lies off the globe are added to ``faults``."""
    points = read_points(cells, plan, longitude_first=verdict.longitude_first)
    for row, fault in points.faults.items():
        faults.setdefault(row, fault)
    swapped, warnings = _mended(points, plan, verdict, countries)
    lat, lon = points.latitudes, points.longitudes
    null_island = (lat == 0) & (lon == 0)
    if null_island.any():
        warnings.append(f"{int(null_island.sum()):,} rows at 0, 0 are without a position")
    lat[null_island] = lon[null_island] = np.nan
    _check_globe(points, plan, faults)
    there = ~(np.isnan(lat) | np.isnan(lon))
    return Placed(_columns(cells, plan, points, there), swapped, tuple(warnings))


def _mended(
    points: Points, plan: Plan, verdict: Verdict, countries: list[str]
) -> tuple[Flags, list[str]]:
    """Swaps the whole column, or the rows that only then are where they say they are."""
    lat, lon = points.latitudes, points.longitudes
    open_rows = ~(np.isnan(lat) | np.isnan(lon) | points.certain)
    swapped = open_rows & verdict.swapped
    points.swap(swapped)
    if plan.swapped != "no":
        rows = np.flatnonzero(open_rows & ~((lat == 0) & (lon == 0)))
        named = [countries[row] for row in rows]
        told = np.array([bool(name) for name in named], bool)
        off = np.abs(lat[rows]) > 90
        doubtful = np.flatnonzero(off | (told & ~plausible_where(points, rows, named, told)))
        if len(doubtful):
            names = [named[at] for at in doubtful]
            better = plausible(lon[rows[doubtful]], lat[rows[doubtful]], names)
            mended = rows[doubtful][better]
            chosen = np.zeros(len(lat), bool)
            chosen[mended] = True
            points.swap(chosen)
            swapped = swapped ^ chosen
    count = int(swapped.sum())
    words = f"latitude and longitude of {count:,} rows were swapped, and are put right"
    return swapped, [words] if count else []


def plausible_where(points: Points, rows: Any, named: list[str], told: Flags) -> Flags:
    """Whether rows that name a country lie in it; the others pass."""
    found = np.ones(len(rows), bool)
    at = np.flatnonzero(told)
    names = [named[one] for one in at]
    found[at] = plausible(points.latitudes[rows[at]], points.longitudes[rows[at]], names)
    return found


def _check_globe(points: Points, plan: Plan, faults: Faults) -> None:
    lat, lon = points.latitudes, points.longitudes
    for ours, degrees, most in (("latitude", lat, 90), ("longitude", lon, 180)):
        for row in map(int, np.flatnonzero(np.abs(degrees) > most)):
            name = plan.column(ours) or plan.column("position")
            reason = f"{ours} is not between -{most} and {most}"
            faults.setdefault(row, (name, f"{degrees[row]:.10g}", reason))


def _columns(cells: pa.Table, plan: Plan, points: Points, there: Flags) -> dict[str, Any]:
    steps = read_steps(cells, plan, "geo_precision", 7)
    told = _told_radii(cells, plan, points)
    levels = _levels(cells, plan, told, steps)
    precisions = [
        step if step != NONE else PRECISIONS[level]
        for step, level in zip(steps.tolist(), levels, strict=True)
    ]
    usual = np.array([RADII[level] for level in levels])
    usual[steps == NEAR_TOWN] = NEAR_KM
    missing = ~there
    return {
        "latitude": pa.array(points.latitudes, mask=missing),
        "longitude": pa.array(points.longitudes, mask=missing),
        "level": pc.if_else(pa.array(there), pa.array(map(str, levels), pa.string()), ""),
        "geo_precision": pa.array(precisions, pa.int8(), mask=missing),
        "radius_km": pa.array(np.where(np.isnan(told), usual, told), pa.float32(), mask=missing),
    }


def _levels(cells: pa.Table, plan: Plan, radii: Degrees, steps: Any) -> list[Level]:
    """As a column says, else by the precision, else by the radius, else a town."""
    where, words, _ = each(pa.chunked_array([text_of(cells, plan, "level")]), plain)
    told = [WORDS.get(word) for word in words]
    levels = [
        told[at] or BY_PRECISION.get(step, Level.TOWN)
        for at, step in zip(where, steps.tolist(), strict=True)
    ]
    for row in map(int, np.flatnonzero(~np.isnan(radii))):
        if told[where[row]] is None and steps[row] == NONE:
            levels[row] = Level(level_of(float(radii[row])))
    return levels


def _told_radii(cells: pa.Table, plan: Plan, points: Points) -> Degrees:
    """Kilometres as a column or a shape says, not a number where neither does."""
    column = pa.chunked_array([text_of(cells, plan, "radius_km")])
    where, given, _ = each(column, read_decimal)
    known = [one if isinstance(one, float) and 0 < one < 20_100 else np.nan for one in given]
    radii: Degrees = np.array(known or [np.nan])[where]
    for row, radius in points.radii.items():
        radii[row] = max(radius, 0.1)
    return radii
