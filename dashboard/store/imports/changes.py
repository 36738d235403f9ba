"""What an import changed, for people: an event and a column a row, with both values."""

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED
from dashboard.store.imports.compare import Comparison
from dashboard.store.imports.rows import STORED, as_text

CHANGES = pa.schema(
    [
        ("event_id", pa.string()),
        ("change", pa.string()),  # "changed" or "withdrawn"
        ("column", pa.string()),  # of IMPORTED; empty: the whole event
        ("before", pa.string()),  # of a withdrawn event its first day, place, type and text
        ("after", pa.string()),
    ]
)
_BATCH = 20_000
_NAMES = ", ".join(f'"{name}"' for name in IMPORTED.names)


def changed(
    comparison: Comparison, before: pa.RecordBatchReader, after: pa.RecordBatchReader
) -> Iterator[pa.Table]:
    """Columns that differ, in the order of the file. ``before`` and ``after`` fit ``STORED``."""
    database = comparison.database
    database.register("earlier", before)
    database.register("later", after)
    database.execute(
        f"CREATE TABLE old AS SELECT {_NAMES} FROM earlier SEMI JOIN changed USING (event_id)"  # noqa: S608
    )
    pairs = ", ".join(
        f'{side}."{name}" AS {side}_{name}' for side in ("old", "later") for name in IMPORTED.names
    )
    query = (
        f"SELECT {pairs} FROM later JOIN changed ON later.row = changed.n "  # noqa: S608
        "JOIN old ON old.event_id = changed.event_id ORDER BY changed.n"
    )
    for batch in database.execute(query).fetch_record_batch(_BATCH):
        both = pa.Table.from_batches([batch])
        width = len(IMPORTED)
        yield _different(
            *(both.select(range(at, at + width)).rename_columns(IMPORTED.names).cast(IMPORTED)
              for at in (0, width))
        )  # fmt: skip


def _different(old: pa.Table, new: pa.Table) -> pa.Table:
    ids = old["event_id"].combine_chunks()
    order = pa.array(range(old.num_rows), pa.int32())
    parts = []
    for name, before, after in zip(IMPORTED.names, as_text(old), as_text(new), strict=True):
        mask = pc.not_equal(before, after)
        count = pc.sum(mask).as_py()
        if count:
            columns = (order, ids, before, after)
            at, which, was, now = (column.filter(mask) for column in columns)
            fixed = [pa.repeat(text, count) for text in ("changed", name)]
            parts.append(pa.table([which, *fixed, was, now, at], names=[*CHANGES.names, "at"]))
    if not parts:
        return CHANGES.empty_table()
    found = pa.concat_tables(parts)
    return found.take(pc.sort_indices(found["at"])).drop_columns("at").cast(CHANGES)


def withdrawn(comparison: Comparison, before: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """A row for each withdrawn event, by its id. ``before`` fits ``STORED``."""
    comparison.database.register("earlier", before)
    found = comparison.database.execute(
        "SELECT event_id, 'withdrawn', '', "
        "concat_ws(', ', first, nullif(place, ''), nullif(country, ''), nullif(type, ''), "
        "nullif(left(text, 200), '')), '' "
        "FROM earlier SEMI JOIN withdrawn USING (event_id) ORDER BY event_id"
    )
    for batch in found.fetch_record_batch(_BATCH):
        yield pa.Table.from_batches([batch]).rename_columns(CHANGES.names).cast(CHANGES)


def counted(changes: Iterator[pa.Table], columns: Counter[str]) -> Iterator[pa.Table]:
    """The same, with the columns of changed events counted on the way."""
    for table in changes:
        for one in pc.value_counts(table["column"]).to_pylist():
            columns[one["values"]] += one["counts"]
        yield table


def reader(tables: Iterator[pa.Table]) -> pa.RecordBatchReader:
    """Tables that fit ``STORED``, as DuckDB reads them: once, batch by batch."""
    return pa.RecordBatchReader.from_batches(
        STORED, (batch for table in tables for batch in table.cast(STORED).to_batches())
    )
