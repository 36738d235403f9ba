"""Rows of a file, block by block, as batches of the size that was asked for, with what was seen."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.errors import ReadError
from dashboard.imported import IMPORTED, Batch, Refused
from dashboard.readers.datasets.cells import Cells

MOST_REFUSED = 100_000
"""rows of a file, beyond which it is not of this format at all"""


class Notes:
    """What was noticed and mended, counted by what it is."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, int]] = {}

    def add(self, sentence: str, count: int, line: int) -> None:
        """So many rows of which the sentence is true, the first of them in this line."""
        before, first = self._seen.get(sentence, (0, line))
        self._seen[sentence] = (before + count, first)

    def where(self, cells: Cells, bad: Any, sentence: str) -> None:
        """The same for the rows where a mask is true, refused ones left out."""
        bad = np.asarray(bad) & cells.good
        if bad.any():
            self.add(sentence, int(bad.sum()), cells.line_of(bad))

    def sentences(self) -> tuple[str, ...]:
        """All of it, for people."""
        return tuple(
            f"{sentence}: {count:,} {'row' if count == 1 else 'rows'}, first in line {line:,}"
            for sentence, (count, line) in self._seen.items()
        )


def batches(
    sheets: Iterator[Cells],
    convert: Callable[[Cells, Notes], pa.Table],
    rows: int,
    notes: Notes | None = None,
    left: Callable[[Notes], Iterator[pa.Table]] | None = None,
) -> Iterator[Batch]:
    """What ``convert`` makes of each block, then what is ``left`` after all of them.

    The last batch, which has no rows, says what was noticed in the file.

    Raises ``ReadError`` when too many rows cannot be read.
    """
    notes = notes or Notes()
    total = 0
    for cells in sheets:
        table = convert(cells, notes)
        if cells.foreign:
            notes.add("not UTF-8, read as Windows-1252", cells.foreign, int(cells.lines[0]))
        total += len(cells.refused)
        check_refused(cells.refused, total)
        yield from sliced(table, tuple(sorted(cells.refused, key=_line)), cells.done, rows)
    for table in left(notes) if left else ():
        yield from sliced(table, (), 1.0, rows)
    yield Batch(IMPORTED.empty_table(), (), 1.0, notes.sentences())


def _line(one: Refused) -> int:
    return one.line or 0


def check_refused(refused: list[Refused], total: int) -> None:
    """Raises ``ReadError`` when so many rows cannot be read that none can be trusted."""
    if total > MOST_REFUSED:
        last = refused[-1]
        raise ReadError(
            f"{last.file}, line {last.line}: more than {MOST_REFUSED:,} rows cannot be read; "
            f"{last.column or 'the row'} {last.reason} ({last.value!r})"
        )


def sliced(
    table: pa.Table, refused: tuple[Refused, ...], done: float, rows: int
) -> Iterator[Batch]:
    """The table in batches of at most ``rows``, the refused rows with the first."""
    for start in range(0, max(len(table), 1), rows):
        yield Batch(table.slice(start, rows), refused if start == 0 else (), min(done, 1.0))
