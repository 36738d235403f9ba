"""Columns of ``IMPORTED`` that all readers make alike: positions, deaths, participants, codes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import ReadError
from dashboard.imported import IMPORTED, PARTICIPANT
from dashboard.readers.datasets.batches import Notes
from dashboard.readers.datasets.cells import Cells, as_int, constant, mask
from dashboard.readers.datasets.days import day
from dashboard.readers.datasets.mappings import Precision

Columns = dict[str, pa.Array]
MEANT = pa.struct(
    [("level", pa.string()), ("geo_precision", pa.int8()), ("radius_km", pa.float32())]
)
MONTH_FIRST = r"^(0?[1-9]|1[0-2])[/.](1[3-9]|2[0-9]|3[01])[/.]\d{4}"
MANY = 0.2
"""share of rows; where the month comes first, three days in five are after the 12th"""
SMALLEST, QUOTE, BACKSLASH = 32, 34, 92
"""code points that JSON escapes: those below the first, and the two"""


@dataclass(frozen=True, slots=True)
class Side:
    """One participant of each of some rows; a row whose name is empty has none."""

    names: pa.Array
    kinds: pa.Array
    countries: pa.Array
    roles: pa.Array
    rows: Any = None
    """numpy: the row each one belongs to; ``None``: one for each row"""


def empty(rows: int) -> Columns:
    """All columns without a value."""
    blank = constant("", rows)
    return {
        field.name: blank if pa.types.is_string(field.type) else pa.nulls(rows, field.type)
        for field in IMPORTED
    }


def days_of(cells: Cells, name: str) -> pa.Array:
    """Days of a column whose cells must not be empty.

    Raises ``ReadError`` when many have the month before the day: the others may be misread.
    """
    days = cells.mapped(name, day, pa.date32())
    cells.required(name)
    if days.null_count:
        swapped = mask(pc.match_substring_regex(cells.text(name), MONTH_FIRST))
        if swapped.sum() > MANY * cells.rows:
            raise ReadError(
                f"{cells.file}, line {cells.line_of(swapped)}: {name}: dates with the month "
                "before the day; save them as year-month-day"
            )
    return days


def position(
    cells: Cells, at: tuple[str, str], code: str, meanings: dict[str, Precision]
) -> Columns:
    """Latitude, longitude and what they stand for, by the column that holds the precision.

    A row with one of two coordinates is refused; one without any has no position.
    """
    latitude, longitude = cells.numbers(at[0], -90, 90), cells.numbers(at[1], -180, 180)
    half = np.isnan(latitude) != np.isnan(longitude)
    cells.refuse(half & np.isnan(latitude), at[0], "no latitude beside a longitude")
    cells.refuse(half & np.isnan(longitude), at[1], "no longitude beside a latitude")
    known = ", ".join(meanings)

    def meaning(cell: str) -> dict[str, Any] | None:
        if not cell:
            return None
        try:
            return asdict(meanings[cell.removesuffix(".0")])
        except KeyError:
            raise ValueError(f"not one of {known}") from None

    meant = cells.mapped(code, meaning, MEANT)
    found = {field.name: pc.struct_field(meant, field.name) for field in MEANT}
    placed = ~np.isnan(latitude) & mask(pc.not_equal(pc.fill_null(found["level"], "none"), ""))
    unsaid = placed & mask(pc.is_null(found["level"]))
    cells.refuse(unsaid, code, "a position without its precision")
    there = pa.array(placed)
    return {
        "latitude": pa.array(latitude, pa.float64(), mask=~placed),
        "longitude": pa.array(longitude, pa.float64(), mask=~placed),
        "level": pc.fill_null(pc.if_else(there, found["level"], ""), ""),
        "geo_precision": pc.if_else(there, found["geo_precision"], pa.scalar(None, pa.int8())),
        "radius_km": pc.if_else(there, found["radius_km"], pa.scalar(None, pa.float32())),
    }


def deaths(cells: Cells, notes: Notes) -> Columns:
    """Low, best and high as the file has them, so that totals are the file's; it is noted where
    they are not in order."""
    low, best, high = (cells.counts(name) for name in ("low", "best", "high"))
    with np.errstate(invalid="ignore"):
        wrong = (low > best) | (best > high) | (low > high)
    notes.where(cells, wrong, "deaths not in the order low, best, high; kept as given")
    return {
        "fatalities_low": as_int(low, pa.int32()),
        "fatalities_best": as_int(best, pa.int32()),
        "fatalities_high": as_int(high, pa.int32()),
    }


def participants(rows: int, sides: Sequence[Side]) -> pa.Array:
    """Those who took part, row by row, in the order of ``sides``."""
    every = np.arange(rows)
    owner = np.concatenate([every if one.rows is None else one.rows for one in sides])
    columns = [
        pa.concat_arrays([getattr(one, name) for one in sides])
        for name in ("names", "kinds", "countries", "roles")
    ]
    order = np.argsort(owner, kind="stable")
    order = order[mask(pc.not_equal(columns[0], ""))[order]]
    counts = np.bincount(owner[order], minlength=rows)
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))).astype(np.int32)
    taken = [column.take(pa.array(order)) for column in columns]
    structs = pa.StructArray.from_arrays(taken, fields=list(PARTICIPANT))
    return pa.ListArray.from_arrays(
        pa.array(offsets), structs, type=IMPORTED.field("participants").type
    )


def codes(cells: Cells, names: Sequence[str], given: Sequence[str] = ()) -> pa.Array:
    """The cells of these columns that are not empty, as a JSON object for each row.

    ``given``: names as the file's makers write them, where ``names`` are in lower case.
    """
    parts = []
    for name, shown in zip(names, given or names, strict=True):
        if cells.has(name):
            values = cells.text(name)
            key = json.dumps(shown)
            piece = pc.binary_join_element_wise(f',{key}:"', _escaped(values), '"', "")
            parts.append(pc.if_else(pc.equal(values, ""), "", piece))
    if not parts:
        return constant("{}", cells.rows)
    joined = pc.utf8_slice_codeunits(pc.binary_join_element_wise(*parts, ""), 1)
    return pc.binary_join_element_wise("{", joined, "}", "")


def _escaped(values: pa.Array) -> pa.Array:
    """Texts as JSON has them between its quotes."""
    octets = _octets(values)
    odd = np.unique(octets[(octets < SMALLEST) | (octets == QUOTE) | (octets == BACKSLASH)])
    for octet in sorted(odd.tolist(), key=lambda one: one != BACKSLASH):
        values = pc.replace_substring(values, chr(octet), json.dumps(chr(octet))[1:-1])
    return values


def _octets(values: pa.Array) -> Any:
    """The bytes of all texts, without a copy."""
    if not len(values):
        return np.zeros(0, np.uint8)
    offsets = np.frombuffer(values.buffers()[1], np.int32)[values.offset :]
    start, end = int(offsets[0]), int(offsets[len(values)])
    if start == end:
        return np.zeros(0, np.uint8)
    return np.frombuffer(values.buffers()[2], np.uint8)[start:end]
