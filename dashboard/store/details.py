"""What only a card shows of an event, in an Arrow file that is mapped into memory.

Fifty events scattered over a million cost a column store 50 pages of every column; here they cost
50 rows. Rows are those of the imports' files, one file after the other, so nothing is sorted.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED, PARTICIPANT

COLUMNS = ("event_id", "date_precision", "radius_km", "participants", "url", "text", "codes")
_ROWS = 100_000


def write_details(
    files: Sequence[Path],
    to: Path,
    names: dict[str, pa.Array],
    progress: Callable[[float], None] = lambda done: None,
) -> None:
    """All rows of Parquet files as one Arrow file. ``names`` has every value that a field of a
    participant takes, so that each is written once."""
    kinds = [pa.field(one.name, pa.dictionary(pa.int32(), pa.string())) for one in PARTICIPANT]
    schema = pa.schema(
        [
            pa.field("participants", pa.list_(pa.struct(kinds)))
            if name == "participants"
            else IMPORTED.field(name)
            for name in COLUMNS
        ]
    )
    total = sum(pq.read_metadata(path).num_rows for path in files)
    done = 0
    with pa.OSFile(str(to), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        for batch in _batches(files):
            columns = [
                _coded(batch["participants"], names, kinds)
                if name == "participants"
                else batch[name]
                for name in COLUMNS
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            done += batch.num_rows
            progress(done / max(total, 1))


class Details:
    """Such a file. It is mapped only while it is read, or all of it would count as our memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as file:
            sizes = [file.get_batch(one).num_rows for one in range(file.num_record_batches)]
        self._starts = np.cumsum([0, *sizes])

    def rows(self, lines: pa.Array) -> pa.Table:
        """``COLUMNS`` of those rows, in that order, as ``IMPORTED`` has them."""
        wanted = np.asarray(lines)
        which = np.searchsorted(self._starts, wanted, side="right") - 1
        with self._open() as file:
            batches = {one: file.get_batch(one) for one in set(which.tolist())}
            slices = [
                batches[batch].slice(line - self._starts[batch], 1)
                for batch, line in zip(which.tolist(), wanted, strict=True)
            ]
            taken = pa.Table.from_batches(slices, file.schema).combine_chunks()
        where = taken.schema.get_field_index("participants")
        return taken.set_column(where, "participants", _plain(taken["participants"]))

    def lines(self, event_id: str) -> list[int]:
        """Rows with that id, outdated ones too."""
        with self._open() as file:
            return [
                int(start) + one
                for number, start in enumerate(self._starts[:-1])
                for one in pc.indices_nonzero(
                    pc.equal(file.get_batch(number)["event_id"], event_id)
                ).to_pylist()
            ]

    @contextmanager
    def _open(self) -> Iterator[pa.RecordBatchFileReader]:
        try:
            with pa.memory_map(str(self._path)) as stream:
                yield pa.ipc.open_file(stream)
        except (OSError, pa.ArrowInvalid) as error:
            raise StoreError(f"{self._path}: cannot be read ({error})") from error


def _batches(files: Sequence[Path]) -> Iterator[pa.RecordBatch]:
    for path in files:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            yield from file.iter_batches(_ROWS, columns=list(COLUMNS))


def _coded(lists: pa.Array, names: dict[str, pa.Array], kinds: list[pa.Field]) -> pa.Array:
    inner = lists.flatten()
    fields = [
        pa.DictionaryArray.from_arrays(
            pc.index_in(pc.struct_field(inner, [kind.name]), value_set=names[kind.name]).cast(
                pa.int32()
            ),
            names[kind.name],
        )
        for kind in kinds
    ]
    return pa.ListArray.from_arrays(
        _offsets(lists), pa.StructArray.from_arrays(fields, fields=kinds)
    )


def _plain(lists: pa.ChunkedArray) -> pa.Array:
    whole = lists.combine_chunks() if lists.num_chunks != 1 else lists.chunk(0)
    inner = whole.flatten()
    fields = [pc.struct_field(inner, [one.name]).cast(pa.string()) for one in PARTICIPANT]
    return pa.ListArray.from_arrays(
        _offsets(whole), pa.StructArray.from_arrays(fields, fields=list(PARTICIPANT))
    )


def _offsets(lists: pa.Array) -> pa.Array:
    """Where each list begins in ``lists.flatten()``, which skips what a slice leaves out."""
    lengths = pc.fill_null(pc.list_value_length(lists), 0)
    ends = pc.cumulative_sum(lengths)
    return pa.concat_arrays([pa.array([0], pa.int32()), ends.cast(pa.int32())])
