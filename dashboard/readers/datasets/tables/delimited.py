"""CSV and its kin (semicolons, tabs, pipes; any encoding) as a sheet, with physical lines."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.tables.charset import encoding_of, lines_of
from dashboard.readers.datasets.tables.grid import Chunk, Sheet, table_of
from dashboard.readers.datasets.tables.header import DEEPEST, Header, find_header

DELIMITERS = ",;\t|"
LOOKED_AT = 100
"""lines by which the delimiter and the header are found"""


def open_delimited(path: Path) -> Sheet:
    """Raises ``ReadError`` when the file is empty, no text, or its lines are endless."""
    encoding = encoding_of(path)
    with lines_of(path, encoding) as (_, lines):
        first = list(islice(lines, LOOKED_AT))
    if "\0" in "".join(first):
        raise ReadError(f"{path.name}: not text")
    declared = first[0].strip().removeprefix("sep=") if first else ""
    skip = 1 if first and first[0].startswith("sep=") and len(declared) <= 1 else 0
    delimiter = (declared if skip and declared else "") or _delimiter(first[skip:])
    above = _Records(csv.reader(first[skip:], delimiter=delimiter), skip, path.name)
    top = above.take(DEEPEST) or ([], [])
    rows = [row if isinstance(row, list) else [] for row in top[0]]
    header = find_header(rows, path.name)

    def chunks(rows: int) -> Iterator[Chunk]:
        with lines_of(path, encoding) as (stream, lines):
            for _ in islice(lines, skip):
                pass
            reader = csv.reader(lines, delimiter=delimiter)
            records = _Records(reader, skip, path.name)
            records.take(header.first)
            while batch := records.take(rows):
                yield _chunk(batch, header, path.name, stream.done)

    return Sheet(path.name, header.names, chunks, header.tags, header.warnings)


Record = list[str] | Refused


@dataclass
class _Records:
    """The rows of a reader, many at a time, with the lines they begin at."""

    reader: Any
    skipped: int
    file: str

    def take(self, rows: int) -> tuple[list[Record], list[int]] | None:
        """The next rows, those without any cell included (they are empty); ``None``: no more."""
        found: list[Record] = []
        lines: list[int] = []
        while len(found) < rows:
            part: list[list[str]] = []
            start = self.reader.line_num
            fault = ""
            try:
                part.extend(islice(self.reader, rows - len(found)))
            except csv.Error as error:
                fault = f"not CSV: {error}"
            starts = self._lines(part, start, self.reader.line_num if not fault else -1)
            found += part
            lines += starts[:-1]
            if fault:
                found.append(Refused(self.file, starts[-1], "", "", fault))
                lines.append(starts[-1])
            elif not part:
                break
        return (found, lines) if found else None

    def _lines(self, part: list[list[str]], start: int, end: int) -> list[int]:
        """Where each row begins, and where the next one will."""
        first = start + self.skipped + 1
        if end - start == len(part):
            return list(range(first, first + len(part) + 1))
        spans = (1 + sum(cell.count("\n") for cell in row) for row in part)
        return list(accumulate(spans, initial=first))


def _chunk(batch: tuple[list[Record], list[int]], header: Header, file: str, done: float) -> Chunk:
    width = len(header.names)
    whole = [row for row in batch[0] if isinstance(row, list) and len(row) == width]
    if len(whole) == len(batch[0]):
        return Chunk(table_of(header.names, whole), np.array(batch[1], "int64"), (), done)
    rows: list[list[str]] = []
    lines: list[int] = []
    bad: list[Refused] = []
    for row, line in zip(*batch, strict=True):
        if isinstance(row, Refused):
            bad.append(row)
        elif row:
            try:
                rows.append(row if len(row) == width else fitted(row, header))
                lines.append(line)
            except ValueError as error:
                bad.append(Refused(file, line, "", ", ".join(row)[:200], str(error)))
    return Chunk(table_of(header.names, rows), np.array(lines, "int64"), tuple(bad), done)


def fitted(row: list[str], header: Header) -> list[str]:
    """A row that is longer or shorter than the header only by cells that mean nothing.

    Raises ``ValueError`` when it is not.
    """
    width = len(header.names)
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        return row[:width]
    if header.named <= len(row) < width:
        return row + [""] * (width - len(row))
    raise ValueError(f"the row has {len(row)} cells, the header {width}")


def _delimiter(lines: list[str]) -> str:
    """The one that cuts most rows into the same number of cells, and into most of them."""
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            continue
        widths.pop(1, None)
        if widths:
            width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
            score = rows * (1 + min(width, 20) / 100)
            if score > most:
                best, most = delimiter, score
    return best
