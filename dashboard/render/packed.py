"""Events as Arrow tables in, one small file for the browser out: what ``DiscLayer`` draws.

The file is gzipped. Inside: ``DLP1``, the header's length (4 bytes, little endian), the header
(JSON), then columns in the order of ``header["columns"]``: name, bytes a value, values. A column of
wide numbers is cut into planes, first the lowest byte of every value, then the next, because like
bytes beside each other compress better. Rows are sorted by first day, so ``day_rows`` says how
many rows each day has and no row needs its day. Positions that many events share are stored once,
as *spots*; deaths and kinds are indices into lists in the header, the most frequent ones first.
"""

import gzip
import hashlib
import json
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.model import Level, Realis

MAGIC = b"DLP1"
BITS = 24
"""a position is a whole number of the Web Mercator square, 2**BITS units (of 2.4 m) wide"""
LEVELS = ("", *(level.value for level in Level if level != Level.COUNTRY))
SETTLED = (Realis.ACTUAL, Realis.ONGOING)
NORTH = 85.0511
LIMIT = 60_000_000
"""bytes of a packed file, gzipped, above which a browser is given counted cells instead"""
FARTHEST = 4095  # km of a radius
LONG = 255  # days from first to last that need a row of their own in ``long_row``
KINDS = 65_536  # combinations of family, type and realis; with more, types are left out
_APART = "\x1f"


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed file and what is in it."""

    data: bytes
    """gzip"""
    rows: int
    undated: int
    """of these rows; they come last"""
    whole_country: int
    """left out: rows that stand for a country, which is never drawn as a point"""
    unplaced: int
    """left out: rows without a position"""

    @property
    def name(self) -> str:
        """File name: another content has another name, so a browser may keep it for ever."""
        return f"{hashlib.sha256(self.data).hexdigest()}.bin.gz"


@dataclass(slots=True)
class _Rows:
    """Columns of all rows so far, a piece for each table."""

    first: list[Any] = field(default_factory=list)
    span: list[Any] = field(default_factory=list)
    spot: list[Any] = field(default_factory=list)
    kind: list[Any] = field(default_factory=list)
    deaths: list[Any] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    dead: dict[tuple[int, int, int], int] = field(default_factory=dict)
    whole_country: int = 0
    unplaced: int = 0


def pack(tables: Iterable[pa.Table]) -> Packed:
    """One file of all rows that have a position and are no whole country, in their order.

    Tables fit ``imported.IMPORTED`` (more columns do no harm) and are sorted by first day, undated
    last. Raises ``ValueError`` if they are not, for then a row's number would be another's.
    """
    rows = _Rows()
    for table in tables:
        _take(rows, table)
    first, undated = _days(rows.first)
    header, columns = _columns(rows, first, undated)
    text = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    body = b"".join([MAGIC, struct.pack("<I", len(text)), text, *map(_planes, columns)])
    return Packed(
        data=gzip.compress(body, 6, mtime=0),
        rows=len(first) + undated,
        undated=undated,
        whole_country=rows.whole_country,
        unplaced=rows.unplaced,
    )


def keep(folder: Path, data: bytes, name: str) -> Path:
    """``data`` as a file of that name, whole or not at all; what is there already stays."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f".{name}.{os.getpid()}"
        aside.write_bytes(data)
        aside.replace(path)
    return path


def mercator(latitude: Any, longitude: Any) -> tuple[Any, Any]:
    """Whole numbers of the Web Mercator square; x from longitude -180, y from the north."""
    size = float(1 << BITS)
    x = np.floor((np.asarray(longitude, float) + 180.0) / 360.0 * size).astype(np.int64)
    turned = np.radians(np.clip(np.asarray(latitude, float), -NORTH, NORTH))
    y = np.floor((0.5 - np.arcsinh(np.tan(turned)) / (2.0 * np.pi)) * size).astype(np.int64)
    return x & ((1 << BITS) - 1), np.clip(y, 0, (1 << BITS) - 1)


def _take(rows: _Rows, table: pa.Table) -> None:
    """Add the rows of a table that are to be drawn, and count the others."""
    position = pc.and_(pc.is_finite(table["latitude"]), pc.is_finite(table["longitude"]))
    placed = pc.fill_null(position, False)
    country = pc.and_(placed, pc.equal(table["level"], Level.COUNTRY.value))
    rows.unplaced += table.num_rows - (pc.sum(placed).as_py() or 0)
    rows.whole_country += pc.sum(country).as_py() or 0
    table = table.filter(pc.and_not(placed, country))
    if not table.num_rows:
        return
    first = _numbers(table["first"].cast(pa.int32()), np.iinfo(np.int32).max)
    last = _numbers(table["last"].cast(pa.int32()), np.iinfo(np.int32).min)
    rows.first.append(first)
    rows.span.append(np.where(first == np.iinfo(np.int32).max, 0, np.maximum(last - first, 0)))
    rows.spot.append(_spot_keys(table))
    rows.kind.append(_kinds(rows, table))
    rows.deaths.append(_deaths(rows, table))


def _numbers(column: pa.ChunkedArray, missing: int) -> Any:
    return pc.fill_null(column, missing).to_numpy().astype(np.int64)


def _spot_keys(table: pa.Table) -> Any:
    """x, y, level and radius of each row in one number of 63 bits."""
    x, y = mercator(table["latitude"].to_numpy(), table["longitude"].to_numpy())
    level = pc.index_in(table["level"], pa.array(LEVELS))
    radius = np.nan_to_num(pc.fill_null(table["radius_km"], 0).to_numpy(), nan=0.0)
    whole = np.clip(np.rint(radius), 0, FARTHEST).astype(np.int64)
    return ((x << BITS | y) << 3 | _numbers(level, 0)) << 12 | whole


def _kinds(rows: _Rows, table: pa.Table) -> Any:
    parts = [pc.fill_null(table[name], "") for name in ("family", "type", "realis")]
    joined = pc.binary_join_element_wise(*parts, _APART).combine_chunks().dictionary_encode()
    codes = [rows.kinds.setdefault(one, len(rows.kinds)) for one in joined.dictionary.to_pylist()]
    return np.array(codes, np.int32)[joined.indices.to_numpy()]


def _deaths(rows: _Rows, table: pa.Table) -> Any:
    """Indices of (low, best, high); -1 stands for what is not known."""
    names = ("fatalities_low", "fatalities_best", "fatalities_high")
    columns = [_numbers(table[name], -1) for name in names]
    values, coded = np.unique(np.concatenate(columns), return_inverse=True)
    low, best, high = np.split(coded.reshape(-1), 3)
    met, which = np.unique((low * len(values) + best) * len(values) + high, return_inverse=True)
    codes = []
    for one in met.tolist():
        rest, last = divmod(one, len(values))
        dead = tuple(int(values[at]) for at in (*divmod(rest, len(values)), last))
        codes.append(rows.dead.setdefault(dead, len(rows.dead)))  # type: ignore[arg-type]
    return np.array(codes, np.int32)[which]


def _days(pieces: list[Any]) -> tuple[Any, int]:
    """First days of the dated rows, and how many rows have none."""
    first = np.concatenate(pieces) if pieces else np.zeros(0, np.int64)
    if (np.diff(first) < 0).any():
        row = int(np.argmax(np.diff(first) < 0)) + 1
        raise ValueError(f"packed row {row} is out of order: rows have to be sorted by first day")
    dated = int(np.searchsorted(first, np.iinfo(np.int32).max))
    return first[:dated], len(first) - dated


_Column = tuple[str, int, Any]


def _columns(rows: _Rows, first: Any, undated: int) -> tuple[dict[str, Any], list[_Column]]:
    start = int(first[0]) if len(first) else 0
    day_rows = np.bincount(first - start) if len(first) else np.zeros(0, np.int64)
    span, deaths = (_joined(one) for one in (rows.span, rows.deaths))
    kind, kinds = _by_frequency(*_fewer(_joined(rows.kind), list(rows.kinds)))
    deaths, dead = _by_frequency(deaths, list(rows.dead))
    spot, keys = _by_frequency(*pd.factorize(_joined(rows.spot)))
    place = np.array(keys, np.int64)
    long = np.flatnonzero(span >= LONG)
    columns = [
        ("day_rows", 4, day_rows), ("spot", _width(len(place)), spot),
        ("kind", _width(len(kinds)), kind), ("deaths", _width(len(dead)), deaths),
        ("span", 1, np.minimum(span, LONG)), ("long_row", 4, long), ("long_span", 4, span[long]),
        ("x", 3, place >> (BITS + 15)), ("y", 3, place >> 15 & ((1 << BITS) - 1)),
        ("level", 1, place >> 12 & 7), ("radius", 2, place & FARTHEST),
    ]  # fmt: skip
    header = {
        "rows": len(spot), "undated": undated, "start": start, "bits": BITS, "levels": LEVELS,
        "whole_country": rows.whole_country, "unplaced": rows.unplaced,
        "kinds": [_kind(one) for one in kinds],
        "deaths": [[None if number < 0 else number for number in one] for one in dead],
        "columns": [[name, width, len(values)] for name, width, values in columns],
    }  # fmt: skip
    return header, columns


def _kind(joined: str) -> list[Any]:
    family, _, rest = joined.partition(_APART)
    kind, _, realis = rest.rpartition(_APART)
    return [family, kind, realis in SETTLED]


def _joined(pieces: list[Any]) -> Any:
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int64)


def _fewer(codes: Any, kinds: list[str]) -> tuple[Any, list[str]]:
    """The same, without the types should there be more kinds than a file can tell apart."""
    if len(kinds) <= KINDS:
        return codes, kinds
    cut = [_APART.join((one.split(_APART)[0][:200], "", one.split(_APART)[-1])) for one in kinds]
    coarse = {one: code for code, one in enumerate(dict.fromkeys(cut))}
    return np.array([coarse[one] for one in cut])[codes], list(coarse)


def _by_frequency(codes: Any, values: Any) -> tuple[Any, list[Any]]:
    """Codes renumbered so that the most frequent value is 0; ties stay as they came."""
    order = np.argsort(-np.bincount(codes, minlength=len(values)), kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[codes] if len(codes) else codes, [values[at] for at in order.tolist()]


def _width(values: int) -> int:
    return max(1, (max(values - 1, 0).bit_length() + 7) // 8)


def _planes(column: _Column) -> bytes:
    _, width, values = column
    flat = np.ascontiguousarray(values, "<u4").view(np.uint8).reshape(-1, 4)
    return b"".join(flat[:, plane].tobytes() for plane in range(width))
