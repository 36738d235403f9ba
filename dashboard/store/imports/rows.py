"""Rows of an import: how they lie on disk, and a digest of each by which a change is noticed."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED
from dashboard.store.imports.files import BROKEN, reading

STORED = IMPORTED.append(pa.field("row", pa.int64())).append(pa.field("digest", pa.binary(16)))
"""an event with its number among the events of its file, from 1, and its digest"""
GROUP_ROWS, GROUP_BYTES = 65_536, 64_000_000
SLICE = 20_000
"""rows that are looked at at once"""
_ONE_OF_A_KIND = ("event_id", "latitude", "longitude", "text", "url", "codes", "row", "digest")
_TEXTS = tuple(one.name for one in IMPORTED if pa.types.is_string(one.type))
_NUMBERS = tuple(one.name for one in IMPORTED if pa.types.is_primitive(one.type))


class Rows:
    """A Parquet file that is written in groups of rows of a good size, with page checksums."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        few = [one.name for one in schema if one.name not in _ONE_OF_A_KIND]
        self._writer = pq.ParquetWriter(
            path, schema, compression="zstd", write_page_checksum=True,
            use_dictionary=[_leaf(schema, name) for name in few] or False,
        )  # fmt: skip
        self._schema = schema
        self._waiting: list[pa.Table] = []
        self._size = self._bytes = 0

    def add(self, table: pa.Table) -> None:
        """Append rows."""
        self._waiting.append(table)
        self._size += table.num_rows
        self._bytes += table.nbytes
        if self._size >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._write()

    def close(self) -> None:
        """Write what waits, and the footer."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        if self._size:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=self._size)
        self._waiting, self._size, self._bytes = [], 0, 0

    def abandon(self) -> None:
        """Close the file as it is; nothing is raised."""
        with suppress(*BROKEN):
            self._writer.close()

    def __enter__(self) -> "Rows":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abandon()


def _leaf(schema: pa.Schema, name: str) -> str:
    return f"{name}.list.element.name" if pa.types.is_list(schema.field(name).type) else name


def stored(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """The rows of a file in order, checksums verified. Raises ``StoreError`` naming the file."""
    with reading(path), pq.ParquetFile(path, page_checksum_verification=True) as file:
        for batch in file.iter_batches(SLICE, columns=columns):
            yield pa.Table.from_batches([batch])


def fitted(table: pa.Table) -> Iterator[pa.Table]:
    """``table`` in slices that fit ``IMPORTED`` exactly, with empty texts where there were nulls.

    Raises ``StoreError`` for a table that does not fit.
    """
    try:
        chosen = table.select(IMPORTED.names).cast(IMPORTED)
    except (KeyError, pa.ArrowException) as error:
        raise StoreError(f"a reader's table does not fit: {error}") from error
    for start in range(0, chosen.num_rows, SLICE):
        part = chosen.slice(start, SLICE).combine_chunks()
        for at, one in enumerate(IMPORTED):
            if pa.types.is_string(one.type) and part.column(at).null_count:
                part = part.set_column(at, one, pc.fill_null(part.column(at), ""))
        yield part


def digests(table: pa.Table) -> pa.Array:
    """16 bytes a row over all columns of ``IMPORTED``; the same content gives the same bytes."""
    texts = [_array(table, name) for name in _TEXTS] + [participants(table)]
    wide = [text.cast(pa.large_string()) for text in texts]
    joined = pc.binary_join_element_wise(*wide, pa.scalar("", pa.large_string()))
    fixed = [_fixed(_array(table, name)) for name in _NUMBERS]
    fixed += [_bytes_of(pc.binary_length(text).cast(pa.int32())) for text in texts]
    head = np.hstack(fixed)
    width, heads, count = head.shape[1], head.tobytes(), len(joined)
    ends = np.frombuffer(joined.buffers()[1], "<i8")[: count + 1].tolist()
    words = (joined.buffers()[2] or pa.py_buffer(b"")).to_pybytes()
    out = b"".join(
        hashlib.blake2b(
            heads[n * width : (n + 1) * width] + words[ends[n] : ends[n + 1]], digest_size=16
        ).digest()
        for n in range(count)
    )
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), count, [None, pa.py_buffer(out)])


def participants(table: pa.Table) -> pa.Array:
    """Who took part, one text a row: ``name [role, kind, country]; …``."""
    lists = _array(table, "participants")
    sides = lists.flatten()
    name, kind, country, role = (
        pc.fill_null(pc.struct_field(sides, part), "")
        for part in ("name", "kind", "country", "role")
    )
    each = pc.binary_join_element_wise(name, " [", role, ", ", kind, ", ", country, "]", "")
    counts = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    ends = np.concatenate(([0], np.cumsum(counts, dtype=np.int32))).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends, pa.int32()), each), "; ")


def as_text(table: pa.Table) -> list[pa.Array]:
    """The columns of ``IMPORTED`` as texts, empty where nothing is known."""
    return [
        participants(table)
        if pa.types.is_list(one.type)
        else pc.fill_null(_array(table, one.name).cast(pa.string()), "")
        for one in IMPORTED
    ]


def _array(table: pa.Table, name: str) -> pa.Array:
    column = table.column(name).combine_chunks()
    return column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks)


def _fixed(column: pa.Array) -> npt.NDArray[np.uint8]:
    """Whether a value is known, and its bytes."""
    kind = column.type
    plain = column.cast(pa.int32()) if pa.types.is_date(kind) else column
    return np.hstack((_bytes_of(pc.is_valid(plain).cast(pa.int8())), _bytes_of(plain)))


def _bytes_of(numbers: pa.Array) -> npt.NDArray[np.uint8]:
    values = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)
    little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    return little.view(np.uint8).reshape(len(little), -1)
