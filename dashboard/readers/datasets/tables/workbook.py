"""A sheet of an XLSX workbook; formulas by their values, macros not at all."""

import datetime as dt
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.head import BROKEN, MEMBERS, RATIO, SMALL
from dashboard.readers.datasets.tables.delimited import fitted
from dashboard.readers.datasets.tables.grid import MAX_COLUMNS, Chunk, Sheet, table_of
from dashboard.readers.datasets.tables.header import DEEPEST, Header, find_header

UNPACKED = 1_000_000_000
"""bytes of all parts"""
STRINGS = 200_000_000
"""bytes of the table of strings, which is held in memory"""
ROWS = 1_048_576
"""that a sheet can have"""
DAMAGED = (*BROKEN, TypeError, AttributeError, AssertionError, SyntaxError)
"""what openpyxl raises on files that are not what they seem"""


def open_workbook(path: Path, *, name: str = "") -> Sheet:
    """The sheet of this name, else the first that is visible and has cells.

    Raises ``ReadError`` when it is damaged, locked, a bomb, or has no such sheet.
    """
    check_parts(path)
    with _opened(path) as book:
        sheets = [s.title for s in book.worksheets if name or s.sheet_state == "visible"]
        chosen, top = _chosen(book, sheets, name, path.name)
    others = [title for title in sheets if title != chosen]
    header = find_header(top, path.name)
    said = (f"read is the sheet {chosen!r}; there are also {', '.join(others)[:200]}",)
    warnings = (*(said if others and not name else ()), *header.warnings)

    def chunks(rows: int) -> Iterator[Chunk]:
        with _opened(path) as book:
            found = enumerate(_rows(book[chosen], path.name), start=1)
            for _ in islice(found, header.first):
                pass
            while batch := list(islice(found, rows)):
                yield _chunk(batch, header, path.name)

    return Sheet(path.name, header.names, chunks, header.tags, warnings)


def check_parts(path: Path) -> None:
    """Raises ``ReadError`` when what a zip holds is too large, locked, or brings entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MEMBERS:
                raise ReadError(f"{path.name}: an archive of more than {MEMBERS:,} files")
            for part in parts:
                _check_part(path, archive, part)
    except BROKEN as error:
        raise ReadError(f"{path.name}: a damaged workbook ({error})") from error
    if sum(part.file_size for part in parts) > UNPACKED:
        raise ReadError(f"{path.name}: unpacks to more than {UNPACKED:,} bytes")


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1 or stat.S_ISLNK(part.external_attr >> 16):
        raise ReadError(f"{path.name}: its part {part.filename} is locked, or a link")
    if part.file_size > max(SMALL, RATIO * part.compress_size):
        raise ReadError(
            f"{path.name}: {part.filename} unpacks to {part.file_size:,} bytes from "
            f"{part.compress_size:,}, which looks like a zip bomb"
        )
    if part.filename.endswith("sharedStrings.xml") and part.file_size > STRINGS:
        raise ReadError(f"{path.name}: more than {STRINGS:,} bytes of text; save it as CSV")
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            if b"<!" in stream.read(4_096).replace(b"<!--", b""):
                raise ReadError(f"{path.name}: {part.filename} declares entities")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except DAMAGED as error:
        raise ReadError(f"{path.name}: a damaged workbook ({error})") from error
    try:
        yield book
    finally:
        book.close()


def _chosen(book: Any, sheets: list[str], name: str, file: str) -> tuple[str, list[list[str]]]:
    if name and name not in sheets:
        raise ReadError(f"{file}: no sheet {name!r}; there are {', '.join(sheets)}")
    for title in [name] if name else sheets:
        top = list(islice(_rows(book[title], file), DEEPEST))
        if any(cell for row in top for cell in row):
            widest = max(map(len, top))
            return title, [row + [""] * (widest - len(row)) for row in top]
    raise ReadError(f"{file}: {'the sheet is' if name else 'all its sheets are'} empty")


def _rows(sheet: Any, file: str) -> Iterator[list[str]]:
    """All rows as text, those without cells included."""
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > ROWS:
                raise ReadError(f"{file}: more than {ROWS:,} rows")
            if len(row) > MAX_COLUMNS and any(cell is not None for cell in row[MAX_COLUMNS:]):
                raise ReadError(f"{file}: more than {MAX_COLUMNS:,} columns")
            yield [text_of_value(cell) for cell in row[:MAX_COLUMNS]]
    except ReadError:
        raise
    except DAMAGED as error:
        raise ReadError(f"{file}: a damaged workbook ({error})") from error


def text_of_value(value: Any) -> str:
    """A cell as a person would type it: days as year-month-day, 3.0 as 3."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return str(value)


def _chunk(batch: list[tuple[int, list[str]]], header: Header, file: str) -> Chunk:
    rows: list[list[str]] = []
    lines: list[int] = []
    bad: list[Refused] = []
    width = len(header.names)
    for line, row in batch:
        if not any(cell.strip() for cell in row):
            continue
        padded = row + [""] * (width - len(row))
        try:
            rows.append(padded if len(padded) == width else fitted(padded, header))
            lines.append(line)
        except ValueError as error:
            bad.append(Refused(file, line, "", ", ".join(row)[:200], str(error)))
    return Chunk(table_of(header.names, rows), np.array(lines, "int64"), tuple(bad))
