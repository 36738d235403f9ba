"""What an import changed, for people: an event and a column a row, with both values."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED
from dashboard.store.imports.rows import STORED, as_text

CHANGES = pa.schema(
    [
        ("event_id", pa.string()),
        ("change", pa.string()),  # "changed" or "withdrawn"
        ("column", pa.string()),  # of IMPORTED; empty: the whole event
        ("before", pa.string()),  # of a withdrawn event its first day, place, country, type, text
        ("after", pa.string()),
    ]
)
_PART, _PARTS = 20_000, 50
_SHOWN = ("first", "place", "country", "type", "text")
_LONGEST = 200
Numbers = npt.NDArray[np.int64]
Held = Iterator[tuple[int, pa.Table]]
"""rows that hold, as ``STORED``, with the number of their import"""


class Places(NamedTuple):
    """Rows that no longer hold: the import they came with, their row in it, and the new row."""

    number: Numbers
    row: Numbers
    new: Numbers
    """row of the file that is imported; 0 for what is withdrawn"""


def changed(
    places: Places, held: Held, after: Iterator[pa.Table], folder: Path
) -> Iterator[pa.Table]:
    """Columns that differ, in the order of the file; ``after`` has its rows, as ``STORED``.

    Old rows are put in order through files in ``folder``, some thousand rows each.
    """
    width = max(_PART, int(places.new.max(initial=0)) // _PARTS)
    _sort(places, held, folder, width)
    known, old = -1, STORED.empty_table()
    for table in after:
        rows = table["row"].to_numpy()
        for part in np.unique(rows // width).tolist():
            if part != known:
                known, old = part, _sorted(folder / f"{part}.arrow")
            at, hit = _found(old["row"].to_numpy(), rows)
            if hit.any():
                yield _different(old.take(at[hit]), table.filter(pa.array(hit)))


def _found(ordered: Numbers, asked: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Where each number that was asked for is in ``ordered``, and whether it is there at all."""
    if not len(ordered):
        return np.zeros(len(asked), np.int64), np.zeros(len(asked), bool)
    at = np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)
    return at, ordered[at] == asked


def _sort(places: Places, held: Held, folder: Path, width: int) -> None:
    """Old rows of changed events by parts of the new file, ``row`` being the new row."""
    folder.mkdir()
    at = STORED.get_field_index("row")
    with ExitStack() as files:
        writers: dict[int, pa.ipc.RecordBatchFileWriter] = {}
        for table, new in _picked(places, held):
            table = table.set_column(at, STORED.field(at), pa.array(new))
            for part in np.unique(new // width).tolist():
                if part not in writers:
                    file = pa.ipc.new_file(folder / f"{part}.arrow", STORED)
                    writers[part] = files.enter_context(file)
                writers[part].write_table(table.filter(pa.array(new // width == part)))


def _sorted(path: Path) -> pa.Table:
    if not path.exists():
        return STORED.empty_table()
    with pa.ipc.open_file(path) as file:
        return file.read_all().sort_by("row")


def _picked(places: Places, held: Held) -> Iterator[tuple[pa.Table, Numbers]]:
    """Of the rows that hold those at ``places``, with their new row."""
    known, rows, new = -1, places.row[:0], places.new[:0]
    for number, table in held:
        if number != known:
            known, here = number, places.number == number
            order = np.argsort(places.row[here])
            rows, new = places.row[here][order], places.new[here][order]
        at, hit = _found(rows, table["row"].to_numpy())
        if hit.any():
            yield table.filter(pa.array(hit)), new[at[hit]]


def _different(old: pa.Table, new: pa.Table) -> pa.Table:
    ids = new["event_id"].combine_chunks()
    order = pa.array(range(new.num_rows), pa.int32())
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


def withdrawn(places: Places, held: Held) -> Iterator[pa.Table]:
    """A row for each withdrawn event, in the order they came."""
    for table, _ in _picked(places, held):
        texts = dict(zip(IMPORTED.names, as_text(table), strict=True))
        texts["text"] = pc.utf8_slice_codeunits(texts["text"], 0, _LONGEST)
        shown = [pc.if_else(pc.equal(texts[name], ""), None, texts[name]) for name in _SHOWN]
        before = pc.binary_join_element_wise(*shown, ", ", null_handling="skip")
        fixed = {"change": "withdrawn", "column": "", "after": ""}
        columns = {name: pa.repeat(text, table.num_rows) for name, text in fixed.items()}
        columns |= {"event_id": texts["event_id"], "before": before}
        yield pa.table(columns).select(CHANGES.names).cast(CHANGES)
