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


def changed(
    comparison: Comparison, before: pa.RecordBatchReader, after: Iterator[pa.Table]
) -> Iterator[pa.Table]:
    """Columns that differ, in the order of the file. ``before`` and ``after`` fit ``STORED``."""
    database = comparison.database
    database.register("earlier", before)
    names = ", ".join(f'earlier."{name}"' for name in IMPORTED.names)
    database.execute(
        f"CREATE TABLE aside.old AS SELECT changed.n, {names} "  # noqa: S608, our names
        "FROM earlier JOIN changed USING (event_id)"
    )
    for table in after:
        database.register("later", table.select(["event_id", "row"]))
        numbers = pc.min_max(table["row"]).as_py()
        old = database.execute(
            "SELECT old.* EXCLUDE n FROM aside.old JOIN later ON old.n = later.row "
            "WHERE old.n BETWEEN $min AND $max ORDER BY old.n", numbers
        ).fetch_arrow_table()  # fmt: skip
        new = table.filter(pc.is_in(table["event_id"], old["event_id"].combine_chunks()))
        yield _different(old.cast(IMPORTED), new.select(IMPORTED.names))


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
