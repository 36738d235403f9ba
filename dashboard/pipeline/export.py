"""What is stored in, a table or a map file for the user's own use out; streamed.

Rows whose source may not be passed on are written too, and their licence says so.
"""

import json
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED, Source
from dashboard.model import Level, PlaceRole
from dashboard.store.imports import Imports
from dashboard.store.imports.cells import defused_column
from dashboard.store.imports.changes import CHANGES

OWN_USE = "for your own use only, not to be passed on"
SIDES = (
    ("participants", "name"), ("participant_roles", "role"),
    ("participant_kinds", "kind"), ("participant_countries", "country"),
)  # fmt: skip
"""columns of the table for a part of each participant, in the same order, parted by ``"; "``"""
_PLAIN = tuple(one.name for one in IMPORTED if not pa.types.is_list(one.type))
_COLUMNS = (*_PLAIN, *(column for column, _ in SIDES), "licence")
TABLE = pa.schema(
    [(name, IMPORTED.field(name).type if name in _PLAIN else pa.string()) for name in _COLUMNS]
)


def export(imports: Imports, path: Path, *, format: str) -> int:
    """Write ``csv`` or ``geojson``; how many events. The file is there whole or not at all.

    Raises ``StoreError`` where the store is damaged or the file cannot be written.
    """
    aside = path.with_name(path.name + ".part")
    try:
        with aside.open("wb") as out:
            count = _WRITERS[format](imports, out)
        aside.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        aside.unlink(missing_ok=True)
    return count


def write_changes(imports: Imports, number: int, out: IO[bytes], *, header: bool) -> None:
    """What import ``number`` changed, as a table for spreadsheets."""
    options = csv.WriteOptions(include_header=header)
    with csv.CSVWriter(out, CHANGES, write_options=options) as writer:
        for table in imports.changes(number):
            writer.write_table(_safe(table))


def licence(source: Source) -> str:
    """The terms of a source, and whether its rows are for oneself only."""
    if source.publishable:
        return source.licence
    return f"{source.licence} ({OWN_USE})" if source.licence else OWN_USE


def _write_csv(imports: Imports, out: IO[bytes]) -> int:
    count = 0
    with csv.CSVWriter(out, TABLE) as writer:
        for imported, events in imports.parts():
            count += events.num_rows
            writer.write_table(_flat(events, licence(imported.source)))
    return count


def _flat(events: pa.Table, terms: str) -> pa.Table:
    lists = events["participants"].combine_chunks()
    flat = events.select(_PLAIN)
    for column, part in SIDES:
        flat = flat.append_column(column, _joined(lists, part))
    return _safe(flat.append_column("licence", pa.repeat(terms, events.num_rows)).cast(TABLE))


def _joined(lists: pa.ChunkedArray | pa.ListArray, part: str) -> pa.Array:
    """``"; "`` within a name would look like the next name."""
    lists = lists if isinstance(lists, pa.Array) else pa.concat_arrays(lists.chunks)
    sides = pc.fill_null(pc.struct_field(lists.flatten(), part), "")
    sides = pc.replace_substring(sides, "; ", ", ")
    counted = pc.cumulative_sum(pc.fill_null(pc.list_value_length(lists), 0))
    ends = pa.concat_arrays([pa.array([0], pa.int32()), counted])
    return pc.binary_join(pa.ListArray.from_arrays(ends, sides), "; ")


def _safe(table: pa.Table) -> pa.Table:
    for at, one in enumerate(table.schema):
        if pa.types.is_string(one.type):
            table = table.set_column(at, one, defused_column(table.column(at)))
    return table


def _write_geojson(imports: Imports, out: IO[bytes]) -> int:
    count = 0
    out.write(b'{"type": "FeatureCollection", "features": [')
    for imported, events in imports.parts():
        terms = licence(imported.source)
        for row in events.to_pylist():
            out.write(b",\n" if count else b"\n")
            out.write(json.dumps(feature(row, terms), ensure_ascii=False, default=str).encode())
            count += 1
    out.write(b"\n]}\n")
    return count


def feature(row: dict[str, Any], terms: str) -> dict[str, Any]:
    """A feature as in RFC 7946, longitude first.

    Where a country is all that is known of the place there is no point either: its position is
    among the properties, so that no program draws a pin that stands for a country.
    """
    position = [row["longitude"], row["latitude"]]
    drawn = None not in position and row["level"] != Level.COUNTRY
    kept = (
        row if not drawn else {k: v for k, v in row.items() if k not in ("latitude", "longitude")}
    )
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": {"type": "Point", "coordinates": position} if drawn else None,
        "properties": {**kept, "role": PlaceRole.EVENT_SITE.value, "licence": terms},
    }


_WRITERS = {"csv": _write_csv, "geojson": _write_geojson}
FORMATS = tuple(_WRITERS)
