"""Rows of a file against the rows that hold: what is new, changed, unchanged, withdrawn, repeated.

Only ids and digests are compared, in a DuckDB database in memory that spills into a folder, so
that memory is bounded whatever the size of a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.store.imports.changes import Places

MEMORY = "300MB"
KEYS = ("event_id", "dataset", "digest", "country", "first", "row")
_TABLE = """(
event_id VARCHAR, dataset VARCHAR, digest BLOB, country VARCHAR, year SMALLINT, n BIGINT,
number BIGINT)"""
_REPEATED = """
CREATE TABLE repeated AS
SELECT event_id, min(n) AS first FROM staged GROUP BY event_id HAVING count(*) > 1
"""
_DIFFERENT = """
SELECT later.event_id, later.n, earlier.n
FROM repeated JOIN staged earlier ON earlier.event_id = repeated.event_id AND earlier.n = first
JOIN staged later ON later.event_id = repeated.event_id AND later.n > first
WHERE later.digest <> earlier.digest ORDER BY later.n
"""
_ONE_EACH = """
DELETE FROM staged USING repeated
WHERE staged.event_id = repeated.event_id AND staged.n > repeated.first
"""
_WITHDRAWN = """
CREATE TABLE withdrawn AS
SELECT event_id, number, n, 0 AS new FROM held ANTI JOIN staged USING (event_id)
WHERE (dataset, country) IN (SELECT DISTINCT (dataset, country) FROM staged) AND CASE
    WHEN year IS NULL THEN (SELECT count(*) > count(year) FROM staged)
    ELSE year BETWEEN (SELECT min(year) FROM staged) AND (SELECT max(year) FROM staged) END
"""
_CHANGED = """
CREATE TABLE changed AS SELECT event_id, held.number, held.n, staged.n AS new
FROM staged JOIN held USING (event_id)
WHERE staged.digest <> held.digest
"""
_NOTHING = "CREATE TABLE withdrawn AS FROM changed WHERE false"


@dataclass(frozen=True, slots=True)
class Repeated:
    """An event that stands in a file a second time, with other content."""

    event_id: str
    row: int
    first: int
    """the row that it stands in first"""


class Comparison:
    """Filled with the rows that hold and those of a file, then asked."""

    def __init__(self, spill: Path) -> None:
        """``spill`` is a folder for what does not fit into memory, and holds nothing else."""
        self.spill = spill
        self.database = duckdb.connect(
            ":memory:", config={"memory_limit": MEMORY, "temp_directory": str(spill), "threads": 2}
        )
        self.database.execute(f"CREATE TABLE held {_TABLE}")
        self.database.execute(f"CREATE TABLE staged {_TABLE}")

    def close(self) -> None:
        """Give the memory back."""
        self.database.close()

    def hold(self, rows: pa.Table, *, number: int) -> None:
        """Add rows of import ``number``: columns ``KEYS``."""
        self._insert("held", rows, number)

    def replace(self, replaced: pa.Table, *, number: int) -> None:
        """Forget rows of imports before ``number`` whose ``event_id`` is in ``replaced``."""
        self.database.register("replaced", replaced)
        self.database.execute(
            "DELETE FROM held USING replaced WHERE held.event_id = replaced.event_id "
            "AND held.number < ?", [number],
        )  # fmt: skip
        self.database.unregister("replaced")

    def add(self, rows: pa.Table) -> None:
        """Add rows of the file: ``KEYS``."""
        self._insert("staged", rows, 0)

    def _insert(self, name: str, rows: pa.Table, number: int) -> None:
        part = pa.table(
            [rows["event_id"], rows["dataset"], rows["digest"].cast(pa.binary()), rows["country"],
             pc.year(rows["first"]).cast(pa.int16()), rows["row"]],
            names=["event_id", "dataset", "digest", "country", "year", "n"],
        )  # fmt: skip
        self.database.register("part", part)
        self.database.execute(f"INSERT INTO {name} SELECT *, ? FROM part", [number])  # noqa: S608
        self.database.unregister("part")

    def repeated(self) -> Iterable[Repeated]:
        """Keep the first of each event; those that said something else, in order of the file."""
        self.database.execute(_REPEATED)
        found = self.database.execute(_DIFFERENT).fetchall()
        self.database.execute(_ONE_EACH)
        return [Repeated(*one) for one in found]

    def settle(self, *, complete: bool) -> tuple[int, int, int, int]:
        """How many are new, changed, withdrawn, unchanged; then ``kept`` and the rest are known."""
        self.database.execute(_CHANGED)
        self.database.execute(_WITHDRAWN if complete else _NOTHING)
        total = self._one("SELECT count(*) FROM staged")
        known = self._one("SELECT count(*) FROM staged SEMI JOIN held USING (event_id)")
        changed = self._one("SELECT count(*) FROM changed")
        withdrawn = self._one("SELECT count(*) FROM withdrawn")
        return total - known, changed, withdrawn, known - changed

    def _one(self, query: str) -> int:
        row = self.database.execute(query).fetchone()
        return int(row[0]) if row else 0

    def kept(self, rows: int) -> npt.NDArray[np.bool_]:
        """Of rows 1 to ``rows`` of the file those that are new or changed."""
        mask = np.zeros(rows, bool)
        query = (
            "SELECT n FROM staged ANTI JOIN held USING (event_id) UNION ALL SELECT new FROM changed"
        )
        for batch in self.database.execute(query).fetch_record_batch(100_000):
            mask[batch.column(0).to_numpy() - 1] = True
        return mask

    def places(self, table: str) -> Places:
        """Where the old rows of ``changed`` or ``withdrawn`` events are."""
        found = self.database.execute(f"SELECT number, n, new FROM {table}").fetchnumpy()  # noqa: S608
        return Places(*(np.asarray(found[one], np.int64) for one in ("number", "n", "new")))
