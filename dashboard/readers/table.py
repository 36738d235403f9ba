"""A CSV file in, its rows out with their lines; what cannot be read becomes a ``Problem``."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from dashboard.errors import ReadError
from dashboard.model import Problem

Row = dict[str, str]
T = TypeVar("T")
E = TypeVar("E", bound=Enum)


def read_text(path: Path) -> str:
    """A UTF-8 file with universal newlines and no byte order mark.

    Raises ``ReadError`` naming file, line and byte when the file is missing or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path.name}: cannot be read ({error.strerror})") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ReadError(
            f"{path.name}, line {line}: not UTF-8 (byte 0x{raw[error.start]:02x})"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_rows(
    path: Path, columns: Sequence[str], make: Callable[[Row, int], T], problems: list[Problem]
) -> Iterator[T]:
    """What ``make(row, line)`` returns for each row of a CSV file.

    A row that ``make`` refuses with ``ValueError``, or that is short of a column, is left out and
    added to ``problems``, as is a file that cannot be read at all or lacks one of ``columns``.
    """
    try:
        text = read_text(path)
    except ReadError as error:
        problems.append(Problem(path.name, None, "", str(error)))
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
    except csv.Error as error:
        problems.append(Problem(path.name, 1, "", f"not CSV: {error}"))
        return
    if missing:
        problems.append(Problem(path.name, 1, ", ".join(missing), "missing column"))
        return
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(Problem(path.name, reader.line_num, "", f"not CSV: {error}"))
            return
        line = reader.line_num
        try:
            yield make(_complete(row, columns), line)
        except ValueError as error:
            value = "" if len(error.args) < 2 else str(error.args[1])
            problems.append(Problem(path.name, line, value, str(error.args[0])))


def _complete(row: dict[str | None, str | list[str] | None], columns: Sequence[str]) -> Row:
    if None in row:
        raise ValueError("more values than columns", ", ".join(row[None] or ()))
    for name in columns:
        if row[name] is None:
            raise ValueError(f"the row ends before column {name}", "")
    return {str(name): str(value).strip() for name, value in row.items()}


def as_day(row: Row, column: str) -> date | None:
    """An ISO date, or ``None`` where the cell is empty."""
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise ValueError(f"{column}: not a date (year-month-day)", row[column]) from None


def as_number(row: Row, column: str) -> int | None:
    """A whole number from 0 up, or ``None`` where the cell is empty."""
    if not row[column]:
        return None
    if not (row[column].isascii() and row[column].isdigit()):
        raise ValueError(f"{column}: not a whole number", row[column])
    return int(row[column])


def as_member(row: Row, column: str, members: type[E]) -> E:
    """The member of an enumeration whose value the cell holds."""
    try:
        return members(row[column])
    except ValueError:
        known = ", ".join(str(member.value) for member in members)
        raise ValueError(f"{column}: not one of {known}", row[column]) from None
