"""Columns of text in, typed columns out; a cell that cannot be read refuses its row, with why."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import Refused
from dashboard.readers.datasets.lines import Block

EMPTY = pa.array(["", "NA", "NULL", "null", "None"])
"""how programs write that there is no number"""
PLAIN = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
INT32 = 2**31 - 1
NOTHING = "is empty"
SHOWN = 200
"""characters of a cell that a message shows"""


class Cells:
    """Some rows of a file."""

    def __init__(self, file: str, block: Block, table: pa.Table, refused: list[Refused]) -> None:
        self.file, self.lines, self.done, self.foreign = (
            file, block.lines, block.done, block.foreign,
        )  # fmt: skip
        self.rows = len(table)
        self.refused = refused
        self._bad: dict[int, tuple[str, str]] = {}
        self._text = {
            name: pc.utf8_trim_whitespace(table.column(name).combine_chunks())
            for name in table.column_names
        }
        self._nothing = pa.array([""] * self.rows, pa.string())
        self._coded: dict[str, pa.Array] = {}

    def has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name in self._text

    def text(self, name: str) -> pa.Array:
        """A column, white space trimmed; empty texts where the file lacks it."""
        return self._text.get(name, self._nothing)

    def put(self, name: str, values: pa.Array) -> None:
        """Take other texts for a column."""
        self._text[name] = values
        self._coded.pop(name, None)

    def coded(self, name: str) -> pa.Array:
        """The same as dictionary and indices."""
        if name not in self._coded:
            self._coded[name] = self.text(name).dictionary_encode()
        return self._coded[name]

    def refuse(self, bad: Any, column: str, reason: str) -> None:
        """Refuse the rows where ``bad`` (a mask) is true; a row's first reason stays."""
        for row in np.flatnonzero(np.asarray(bad)).tolist():
            self._bad.setdefault(row, (column, reason))

    def required(self, name: str) -> pa.Array:
        """A column whose cells must not be empty."""
        values = self.text(name)
        self.refuse(mask(pc.equal(values, "")), name, NOTHING)
        return values

    def mapped(
        self, name: str, parse: Callable[[str], Any], type: pa.DataType, *, blame: str = ""
    ) -> pa.Array:
        """What ``parse`` gives for each cell; its ``ValueError`` refuses the cell's rows.

        ``parse`` is asked once for each different text, so this is for columns of few of them.
        ``blame``: column to name in a refusal, if it is not this one.
        """
        coded = self.coded(name)
        values: list[Any] = []
        reasons: dict[int, str] = {}
        for at, cell in enumerate(coded.dictionary.to_pylist()):
            try:
                values.append(parse(cell))
            except ValueError as error:
                values.append(None)
                reasons[at] = str(error)
        if reasons:
            at_row = coded.indices.to_numpy(zero_copy_only=False)
            for row in np.flatnonzero(np.isin(at_row, list(reasons))).tolist():
                self._bad.setdefault(row, (blame or name, reasons[int(at_row[row])]))
        return pa.array(values, type).take(coded.indices)

    def numbers(self, name: str, low: float, high: float, *, whole: bool = False) -> Any:
        """Float64, NaN where the cell is empty; what is no number or out of range is refused."""
        values = self.text(name)
        values = pc.if_else(pc.is_in(values, EMPTY), pa.scalar(None, pa.string()), values)
        try:
            numbers = as_numpy(pc.cast(values, pa.float64()))
        except pa.ArrowInvalid:
            numbers = self._odd_numbers(name, values)
        given = mask(pc.is_valid(values))
        outside = given & ~((numbers >= low) & (numbers <= high)) & ~np.isneginf(numbers)
        self.refuse(outside, name, f"not from {low:,.10g} to {high:,.10g}")
        if whole:
            odd = given & (numbers != np.floor(numbers))
            self.refuse(odd, name, "not a whole number")
            outside |= odd
        return np.where(outside | np.isneginf(numbers), np.nan, numbers)

    def _odd_numbers(self, name: str, values: pa.Array) -> Any:
        """Numbers where some cells are none, which are minus infinity afterwards."""
        comma = pc.replace_substring_regex(values, r"^([+-]?\d+),(\d+)$", r"\1.\2")
        plain = pc.fill_null(pc.match_substring_regex(comma, PLAIN), False)
        bad = mask(pc.is_valid(values)) & ~mask(plain)
        self.refuse(bad, name, "not a number")
        numbers = as_numpy(pc.cast(pc.if_else(plain, comma, None), pa.float64()))
        return np.where(bad, -np.inf, numbers)

    def counts(self, name: str) -> Any:
        """Whole numbers from 0 up, as float64 with NaN for none."""
        return self.numbers(name, 0, INT32, whole=True)

    def finish(self, columns: dict[str, pa.Array], schema: pa.Schema) -> pa.Table:
        """The rows that were not refused; ``refused`` then names the others, line by line."""
        table = pa.table([columns[field.name] for field in schema], schema=schema)
        if not self._bad:
            return table
        for row in sorted(self._bad):
            column, reason = self._bad[row]
            if reason == NOTHING and self._is_blank(row):
                continue
            value = self.text(column)[row].as_py()[:SHOWN] if column else ""
            line = int(self.lines[row])
            self.refused.append(Refused(self.file, line, column, value, reason))
        return table.filter(pa.array(self.good))

    def _is_blank(self, row: int) -> bool:
        """Whether all cells are empty, those of columns that we made left out."""
        return not any(
            values[row].as_py() for name, values in self._text.items() if not name.startswith("\0")
        )

    @property
    def good(self) -> Any:
        """A mask of the rows that were not refused."""
        good = np.ones(self.rows, bool)
        good[list(self._bad)] = False
        return good

    def line_of(self, bad: Any) -> int:
        """Line of the first row where the mask is true."""
        return int(self.lines[np.flatnonzero(bad)[0]])


def mask(values: Any) -> Any:
    """An Arrow column of booleans as a numpy mask."""
    return values.to_numpy(zero_copy_only=False)


def as_numpy(numbers: pa.Array) -> Any:
    """An Arrow column of numbers as float64, NaN for null."""
    return np.array(numbers.to_numpy(zero_copy_only=False), np.float64)


def as_int(numbers: Any, type: pa.DataType) -> pa.Array:
    """Whole float64 as Arrow integers, null for NaN."""
    missing = np.isnan(numbers)
    return pa.array(np.where(missing, 0, numbers).astype(np.int64), type, mask=missing)


def constant(value: str, rows: int) -> pa.Array:
    """The same text in each row."""
    return pa.repeat(pa.scalar(value, pa.string()), rows)


def as_days(days: Sequence[date | None]) -> pa.Array:
    """Dates as Arrow has them."""
    return pa.array(days, pa.date32())
