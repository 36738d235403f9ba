"""A first pass over a table: what only all of its rows together can tell.

Which number of "03/04/2021" is the day, whether latitude and longitude are swapped, whether the
identifiers are, and which rows say exactly the same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.readers.datasets.tables.grid import Chunk, Sheet
from dashboard.readers.datasets.tables.moments import (
    Order,
    is_numbers,
    is_seconds,
    is_serial,
    order_told,
)
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.where import Points, agreement, codes_of, read_points

POINTS = 20_000
"""positions that swapping is judged by"""
DATES = 200_000
"""different cells of dates that are looked at"""
BETTER = 0.3
"""how much better all positions must agree when swapped"""


@dataclass(frozen=True)
class Verdict:
    """What holds for the whole table."""

    order: Order = "day first"
    serial: bool = False
    seconds: bool = False
    swapped: bool = False
    longitude_first: bool = False
    identified: bool = False
    """whether the identifiers name each row once"""
    repeated: frozenset[bytes] = frozenset()
    """digests of rows that are there more than once"""
    warnings: tuple[str, ...] = ()


@dataclass
class _Seen:
    dates: set[str] = field(default_factory=set)
    points: list[Points] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    names: list[npt.NDArray[np.uint64]] = field(default_factory=list)
    digests: list[npt.NDArray[np.uint64]] = field(default_factory=list)
    rows: int = 0
    nameless: bool = False


def survey(sheet: Sheet, plan: Plan, rows: int) -> Verdict:
    """Raises ``ReadError`` as the sheet does."""
    seen = _Seen()
    for chunk in sheet.chunks(rows):
        _look(chunk, plan, seen)
    order, serial, seconds, said = _dates(seen.dates, plan)
    swapped, longitude_first, told = _sides(seen, plan)
    identified = bool(seen.names) and not seen.nameless and not _twice(seen.names)
    warnings = said + told
    repeated: frozenset[bytes] = frozenset()
    if not identified:
        if seen.names:
            seen.digests = [_packed(chunk.cells) for chunk in sheet.chunks(rows)]
        repeated = _repeated(seen.digests)
        if seen.names:
            warnings += [f"{_names(plan)} does not name each row once: rows are told apart by "
                         "all that they say"]  # fmt: skip
        if repeated:
            warnings += [f"{len(repeated):,} rows are there more than once; "
                         "each counts as an event of its own"]  # fmt: skip
    return Verdict(order, serial, seconds, swapped, longitude_first, identified, repeated,
                   tuple(warnings))  # fmt: skip


def digests(cells: pa.Table) -> list[bytes]:
    """One for each row, of all its cells: the same rows have the same, in whatever order."""
    joined = pc.binary_join_element_wise(*cells.columns, "\x1f")
    return [blake2b(row.encode(), digest_size=8).digest() for row in joined.to_pylist()]


def _look(chunk: Chunk, plan: Plan, seen: _Seen) -> None:
    cells = chunk.cells
    seen.rows += cells.num_rows
    for ours in ("date", "first", "last"):
        for theirs in plan.columns.get(ours, ()):
            if len(seen.dates) < DATES:
                seen.dates.update(pc.unique(cells.column(theirs)).to_pylist())
    if plan.columns.get("event_id"):
        joined = _joined(cells, plan.columns["event_id"])
        names = [name.strip() for name in joined.to_pylist()]
        seen.nameless = seen.nameless or not all(names)
        packed = b"".join(blake2b(name.encode(), digest_size=8).digest() for name in names)
        seen.names.append(np.frombuffer(packed, "u8"))
    else:
        seen.digests.append(_packed(cells))
    if sum(len(points.latitudes) for points in seen.points) < POINTS:
        points = read_points(cells.slice(0, POINTS), plan)
        seen.points.append(points)
        count = len(points.latitudes)
        theirs = plan.column("country")
        column = cells.column(theirs).slice(0, count) if theirs else None
        codes = codes_of(column)[0] if column is not None else [""] * count
        seen.countries += codes


def _joined(cells: pa.Table, names: tuple[str, ...]) -> pa.ChunkedArray:
    if len(names) == 1:
        return cells.column(names[0])
    return pc.binary_join_element_wise(*(cells.column(name) for name in names), "-")


def _names(plan: Plan) -> str:
    return " + ".join(plan.columns["event_id"])


def _twice(parts: list[npt.NDArray[np.uint64]]) -> bool:
    whole = np.concatenate(parts)
    return len(np.unique(whole)) < len(whole)


def _packed(cells: pa.Table) -> npt.NDArray[np.uint64]:
    return np.frombuffer(b"".join(digests(cells)), "u8")


def _repeated(parts: list[npt.NDArray[np.uint64]]) -> frozenset[bytes]:
    if not parts:
        return frozenset()
    values, counts = np.unique(np.concatenate(parts), return_counts=True)
    return frozenset(value.tobytes() for value in values[counts > 1])


def _dates(cells: set[str], plan: Plan) -> tuple[Order, bool, bool, list[str]]:
    said = [cell for cell in cells if cell.strip()]
    serial = sum(map(is_serial, said)) > len(said) / 2
    seconds = sum(map(is_seconds, said)) > len(said) / 2
    if plan.dates:
        order: Order = "month first" if plan.dates == "month first" else "day first"
        return order, serial, seconds, []
    numbers = [cell for cell in said if is_numbers(cell)]
    told = Counter(order for order in map(order_told, numbers) if order)
    if not numbers:
        return "day first", serial, seconds, []
    if not told:
        example = min(numbers)
        return (
            "day first",
            serial,
            seconds,
            [
                f"dates like {example.strip()!r} may be day first or month first; "
                "no date of the file tells; read day first"
            ],
        )
    order = told.most_common(1)[0][0]
    if len(told) > 1:
        other: Order = "month first" if order == "day first" else "day first"
        return (
            order,
            serial,
            seconds,
            [f"dates are {order}, but {told[other]:,} different ones can only be {other}: refused"],
        )
    return order, serial, seconds, []


def _sides(seen: _Seen, plan: Plan) -> tuple[bool, bool, list[str]]:
    """Whether the two columns are swapped, or a pair is longitude first; with what to say of it."""
    paired = bool(plan.column("position"))
    if plan.swapped:
        swap = plan.swapped == "yes"
        return (swap and not paired, swap and paired, [])
    lat, lon, countries = _open_points(seen)
    if not len(lat):
        return False, False, []
    found = agreement(lat, lon, countries)
    if found.swapped < 0.8 or found.swapped < found.as_written + BETTER:
        return False, False, []
    if paired:
        return False, True, ["coordinates are longitude first"]
    return True, False, []


def _open_points(seen: _Seen) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], list[str]]:
    """Different positions whose cells do not say themselves which is which."""
    if not seen.points:
        return np.array([]), np.array([]), []
    lat = np.concatenate([points.latitudes for points in seen.points])
    lon = np.concatenate([points.longitudes for points in seen.points])
    certain = np.concatenate([points.certain for points in seen.points])
    use = ~(np.isnan(lat) | np.isnan(lon) | certain | ((lat == 0) & (lon == 0)))
    rows: Iterator[int] = map(int, np.flatnonzero(use))
    different = list({(lat[row], lon[row], seen.countries[row]) for row in rows})
    return (
        np.array([one[0] for one in different], float),
        np.array([one[1] for one in different], float),
        [one[2] for one in different],
    )
