"""Which row of a table names its columns, and where its data begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.errors import ReadError
from dashboard.readers.datasets.tables.grid import distinct
from dashboard.readers.datasets.tables.headings import known_words
from dashboard.readers.datasets.tables.wording import plain

DEEPEST = 20
"""rows from the top among which the header is"""
_TAG = re.compile(r"\s*#[a-zA-Z][\w]*(\s*\+\s*\w+)*\s*$")
_DATA = re.compile(r"[\s\d.,:;/+°'\"-]*\d[\s\d.,:;/+°'\"TZ-]*$|https?://")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns and how many rows are above the data."""

    names: tuple[str, ...]
    named: int
    """a row must have so many cells; the columns behind have no name"""
    first: int
    """rows from the top to pass over, rows without cells included"""
    tags: Mapping[str, str] = field(default_factory=dict)
    """HXL hashtag by name"""
    warnings: tuple[str, ...] = ()


def find_header(top: Sequence[Sequence[str]], file: str) -> Header:
    """By the first rows of a table. Raises ``ReadError`` when there is not a cell in them."""
    rows = [list(row) for row in top[:DEEPEST]]
    if not any(cell.strip() for row in rows for cell in row):
        raise ReadError(f"{file}: the table is empty")
    tagged = next((at for at, row in enumerate(rows) if _is_tags(row)), None)
    if tagged:
        at = tagged - 1
        return _header(rows, at, tagged + 1, file, tags=rows[tagged])
    if tagged == 0:
        return _header([rows[0], rows[0]], 0, 1, file, tags=rows[0])
    at = max(range(len(rows)), key=lambda number: (_likeness(rows[number]), -number))
    if _likeness(rows[at]) < 1:
        return _headless(rows, file)
    return _header(rows, at, at + 1, file)


def _header(
    rows: Sequence[list[str]], at: int, first: int, file: str, tags: Sequence[str] = ()
) -> Header:
    row = list(rows[at])
    widest = max(map(len, rows[at:]))
    above = rows[at - 1] if at and sum(bool(c.strip()) for c in rows[at - 1]) > 1 else []
    if above and len(above) == widest:
        row += [""] * (widest - len(row))
    for number, cell in enumerate(row):
        if not cell.strip() and number < len(above):
            row[number] = above[number]
    names = distinct(row, file)
    named = max((n for n, cell in enumerate(row, start=1) if cell.strip()), default=0)
    twice = [name for name in names if name not in {re.sub(r"\s+", " ", c).strip() for c in row}]
    twice = [name for name in twice if not name.startswith("column ")]
    warnings = (f"columns of the same name are told apart: {', '.join(twice)}",) if twice else ()
    by_name = {name: tag.strip() for name, tag in zip(names, tags, strict=False) if tag.strip()}
    return Header(names, named, first, by_name, warnings)


def _headless(rows: Sequence[list[str]], file: str) -> Header:
    first = next(n for n, row in enumerate(rows) if any(cell.strip() for cell in row))
    width = max(len(row) for row in rows)
    names = distinct([""] * width, file)
    return Header(names, width, first, {}, ("the table has no header; columns go by number",))


def _is_tags(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) >= 2 and sum(bool(_TAG.match(cell)) for cell in filled) > len(filled) / 2


def _likeness(row: Sequence[str]) -> float:
    """How much a row looks like names: known words count most, numbers and dates against it."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        return 0
    known = sum(plain(cell) in known_words() for cell in filled if len(cell) < 60)
    data = sum(bool(_DATA.match(cell)) for cell in filled)
    short = sum(len(cell) < 60 for cell in filled) / len(filled)
    return 2 * known + short * (len(set(filled)) > 1) - 2 * data
