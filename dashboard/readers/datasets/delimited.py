"""CSV and its kin (semicolons, tabs, pipes; any encoding) as a sheet, with physical lines."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.charset import encoding_of, lines_of
from dashboard.readers.datasets.header import Header, find_header
from dashboard.readers.datasets.sheet import Chunk, Sheet, table_of

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
    try:
        top = list(csv.reader(first[skip:], delimiter=delimiter))
    except csv.Error as error:
        raise ReadError(f"{path.name}: not a table ({error})") from error
    header = find_header(top, path.name)

    def chunks(rows: int) -> Iterator[Chunk]:
        with lines_of(path, encoding) as (stream, lines):
            for _ in islice(lines, skip):
                pass
            records = _records(csv.reader(lines, delimiter=delimiter), skip, path.name)
            for _ in islice(records, header.first):
                pass
            while batch := list(islice(records, rows)):
                yield _chunk(batch, header, path.name, stream.done)

    return Sheet(path.name, header.names, chunks, header.tags, header.warnings)


Record = tuple[int, list[str] | Refused]


def _records(reader: "csv._reader", skipped: int, file: str) -> Iterator[Record]:  # type: ignore[name-defined]
    """Line and cells of each row, rows without any cell included (their list is empty)."""
    while True:
        line = reader.line_num + skipped + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Refused(file, line, "", "", f"not CSV: {error}")
        else:
            yield line, row


def _chunk(batch: list[Record], header: Header, file: str, done: float) -> Chunk:
    rows: list[list[str]] = []
    lines: list[int] = []
    bad: list[Refused] = []
    width = len(header.names)
    for line, row in batch:
        if isinstance(row, Refused):
            bad.append(row)
        elif len(row) == width:
            rows.append(row)
            lines.append(line)
        elif row:
            try:
                rows.append(fitted(row, header))
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
