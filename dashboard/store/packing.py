"""The drawn events in order of ``n``, as the packed layer takes them."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED

_WORDS = ("family", "type", "level", "realis")
_RENAMED = {"fatalities_low": "low", "fatalities_best": "best", "fatalities_high": "high"}
COLUMNS = (
    "latitude", "longitude", "first", "last", "family", "type", "level", "geo_precision",
    "realis", *_RENAMED,
)  # fmt: skip
"""of ``IMPORTED``; a word's column is dictionary-encoded"""


def batches(connection: duckdb.DuckDBPyConnection, rows: int = 100_000) -> Iterator[pa.Table]:
    """Tables of ``COLUMNS``, straight from the new generation."""
    words = {
        kind: pa.array(
            [
                word
                for (word,) in connection.execute(
                    "SELECT word FROM words WHERE kind = ? ORDER BY code", [kind]
                ).fetchall()
            ],
            pa.string(),
        )
        for kind in _WORDS
    }
    asked = ", ".join(_RENAMED.get(name, name) for name in COLUMNS)
    reader = connection.execute(
        f"SELECT {asked} FROM events WHERE x IS NOT NULL ORDER BY n"  # noqa: S608
    ).fetch_record_batch(rows)
    for batch in reader:
        yield pa.table([_column(name, batch.column(i), words) for i, name in enumerate(COLUMNS)],
                       names=list(COLUMNS))  # fmt: skip


def _column(name: str, values: pa.Array, words: dict[str, pa.Array]) -> pa.Array:
    if name in words:
        return pa.DictionaryArray.from_arrays(pc.subtract(values, 1), words[name])
    return values.cast(IMPORTED.field(name).type)
