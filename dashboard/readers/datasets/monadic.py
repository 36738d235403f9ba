"""Exports with one row for each actor: an event's rows are found, wherever they are, and joined.

Rows that wait lie on disk, in parts small enough to be joined one by one in memory.
"""

import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED
from dashboard.readers.datasets.batches import Notes
from dashboard.readers.datasets.head import opened
from dashboard.readers.datasets.sheet import Layout, cells_of

PART = 50_000
"""rows of one part, about"""
MOST_PARTS = 250
"""files that are open at once"""
WAITING = IMPORTED.append(pa.field("line", pa.int64())).append(pa.field("stamp", pa.int64()))


def repeated(path: Path, layout: Layout, column: str) -> Any:
    """Hashes of the ids that more than one row has, one for each such row, sorted (uint64)."""
    found = [np.zeros(0, np.uint64)]
    with opened(path) as stream:
        for cells in cells_of(stream, layout, [column]):
            ids = cells.text(column)
            found.append(_hashes(ids)[np.asarray(pc.not_equal(ids, ""))])
    every = np.sort(np.concatenate(found))
    same = every[1:] == every[:-1]
    return every[np.append(same, False) | np.append(False, same)] if len(every) else every


def _hashes(ids: pa.Array) -> Any:
    return pd.util.hash_array(np.array(ids.to_pylist(), dtype=object))


class Spool:
    """Rows on disk until all rows of their events are there."""

    def __init__(self, again: Any) -> None:
        """``again``: from ``repeated``."""
        self._again = np.unique(again)
        self._parts = min(len(again) // PART + 1, MOST_PARTS)
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-")
        folder = Path(self._folder.name)
        self._paths = [folder / f"{part}.arrow" for part in range(self._parts)]
        self._writers = [pa.ipc.new_stream(str(path), WAITING) for path in self._paths]

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for writer in self._writers:
            writer.close()
        self._folder.cleanup()

    def sort(self, events: pa.Table, lines: pa.Array, stamps: pa.Array) -> pa.Table:
        """The events of one row; others are put aside."""
        ids = events.column("event_id").combine_chunks()
        prefix = len(ids[0].as_py().partition(":")[0]) + 1 if len(ids) else 0
        hashes = _hashes(pc.utf8_slice_codeunits(ids, prefix))
        waits = np.isin(hashes, self._again)
        table = events.append_column("line", lines).append_column("stamp", stamps)
        part = (hashes % np.uint64(self._parts)).astype(np.int64)
        for number in np.unique(part[waits]).tolist():
            self._writers[number].write_table(table.filter(pa.array(waits & (part == number))))
        return events.filter(pa.array(~waits))

    def merged(self, notes: Notes) -> Iterator[pa.Table]:
        """The events that were put aside, joined, part by part, each part in its file's order."""
        for path, writer in zip(self._paths, self._writers, strict=True):
            writer.close()
            with pa.ipc.open_stream(str(path)) as reader:
                yield _joined(reader.read_all(), notes)
            path.unlink()


def _joined(table: pa.Table, notes: Notes) -> pa.Table:
    """One row for each event: the newest version's first row, with the actors of all of them."""
    if not len(table):
        return table.select(IMPORTED.names)
    table = table.sort_by(
        [("event_id", "ascending"), ("stamp", "descending"), ("line", "ascending")]
    )
    ids, stamps = table.column("event_id").to_pylist(), table.column("stamp").to_pylist()
    actors = table.column("participants").to_pylist()
    deaths = table.column("fatalities_best").to_pylist()
    lines = table.column("line").to_pylist()
    firsts: list[int] = []
    every: list[list[dict[str, str]]] = []
    for _, group in groupby(range(len(ids)), lambda row: ids[row]):
        rows = list(group)
        newest = [row for row in rows if stamps[row] == stamps[rows[0]]]
        line = lines[rows[0]]
        if len({deaths[row] for row in newest}) > 1:
            notes.add("rows of one event differ in their deaths; the first counts", 1, line)
        notes.add("an event of several rows, joined", 1, line)
        firsts.append(rows[0])
        every.append(_united([actors[row] for row in newest]))
    place = table.schema.get_field_index("participants")
    field = IMPORTED.field("participants")
    kept = table.take(pa.array(firsts, pa.int64()))
    kept = kept.set_column(place, field, pa.array(every, field.type))
    return kept.sort_by("line").select(IMPORTED.names)


def _united(rows: list[list[dict[str, str]]]) -> list[dict[str, str]]:
    """Actors of an event's rows, each once; who is first in a later row is the other side."""
    found = list(rows[0])
    names = {one["name"] for one in found}
    for row in rows[1:]:
        for one in row:
            if one["name"] not in names:
                names.add(one["name"])
                found.append({**one, "role": one["role"].replace("side_a", "side_b")})
    return found
