"""Rows of any file as a table of text: what CSV, workbooks and features have in common."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.errors import ReadError
from dashboard.imported import Refused

MAX_COLUMNS = 2_000
SAMPLE = 5_000
"""rows that columns are guessed by"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a sheet, in its order."""

    cells: pa.Table
    """a column of text for each of the header; a cell without a value is empty"""
    lines: npt.NDArray[np.int64]
    """where each row begins in the file, from 1"""
    refused: tuple[Refused, ...] = ()
    """rows that are not rows of this table"""
    done: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A table that can be read as often as one likes."""

    file: str
    header: tuple[str, ...]
    """names of the columns, each one once"""
    chunks: Callable[[int], Iterator[Chunk]]
    """the rows, so many at a time; raises ``ReadError`` as it goes"""
    tags: Mapping[str, str] = field(default_factory=dict)
    """HXL hashtag by column"""
    warnings: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    """mapping that the format itself lays down; what it names is not guessed"""

    def sample(self, rows: int = SAMPLE) -> pa.Table:
        """The first rows; no rows where there are none."""
        for chunk in self.chunks(rows):
            if chunk.cells.num_rows:
                return chunk.cells
        return table_of(self.header, [])


def kept_in_memory(sheet: Sheet, most: int = 250_000_000) -> Sheet:
    """The same sheet, read from its file once only if its cells take no more than so many bytes.

    Always read it in chunks of the same number of rows.
    """
    kept: list[Chunk] = []
    state = {"whole": False, "bytes": 0}

    def chunks(rows: int) -> Iterator[Chunk]:
        if state["whole"]:
            yield from kept
            return
        for chunk in sheet.chunks(rows):
            state["bytes"] += chunk.cells.nbytes + chunk.lines.nbytes
            if state["bytes"] <= most:
                kept.append(chunk)
            else:
                kept.clear()
            yield chunk
        state["whole"] = state["bytes"] <= most

    return replace(sheet, chunks=chunks)


def table_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> pa.Table:
    """Rows of as many cells as the header as an Arrow table of text."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in header)
    arrays = [pa.array(list(column), pa.string()) for column in columns]
    return pa.Table.from_arrays(arrays, names=list(header))


def distinct(names: Iterable[str], file: str) -> tuple[str, ...]:
    """Names for columns: the second "Date" is "Date (2)", one without a name "column 3"."""
    found: list[str] = []
    taken: set[str] = set()
    for number, name in enumerate(names, start=1):
        if number > MAX_COLUMNS:
            raise ReadError(f"{file}: more than {MAX_COLUMNS:,} columns")
        base = re.sub(r"\s+", " ", name).strip()[:200] or f"column {number}"
        unused, again = base, 2
        while unused in taken:
            unused, again = f"{base} ({again})", again + 1
        taken.add(unused)
        found.append(unused)
    return tuple(found)


def from_records(
    file: str,
    records: Callable[[], Iterator[tuple[int, Mapping[str, str] | Refused, float]]],
    *,
    fixed: Mapping[str, str] | None = None,
    warnings: tuple[str, ...] = (),
) -> Sheet:
    """A sheet of records that name their own columns; the header is all names there are.

    ``records()`` gives line, cells (or why there are none) and the share of the file that was read.
    """
    names: dict[str, None] = {}
    for _, record, _ in records():
        if isinstance(record, Mapping):
            names.update(dict.fromkeys(record))
            if len(names) > MAX_COLUMNS:
                raise ReadError(f"{file}: its records name more than {MAX_COLUMNS:,} columns")
    header = tuple(names)

    def chunks(rows: int) -> Iterator[Chunk]:
        kept: list[list[str]] = []
        lines: list[int] = []
        bad: list[Refused] = []
        done = 0.0
        for line, record, done in records():
            if isinstance(record, Refused):
                bad.append(record)
            else:
                kept.append([record.get(name, "") for name in header])
                lines.append(line)
            if len(kept) + len(bad) >= rows:
                yield Chunk(table_of(header, kept), np.array(lines, "int64"), tuple(bad), done)
                kept, lines, bad = [], [], []
        if kept or bad:
            yield Chunk(table_of(header, kept), np.array(lines, "int64"), tuple(bad), done)

    return Sheet(file, header, chunks, fixed=fixed or {}, warnings=warnings)
