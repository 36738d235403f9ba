"""Columns of text in, our columns as arrays out; cells that cannot be read become faults."""

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.readers.datasets.tables.amounts import Toll, read_count, read_toll
from dashboard.readers.datasets.tables.moments import EPOCH, Moment, read_moment
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.survey import Verdict
from dashboard.readers.datasets.tables.where import Faults, each
from dashboard.readers.datasets.tables.wording import says_nothing

NONE = -(2**31)
"""stands for "not known" while numbers are in arrays"""
_DEFUSED = "^'('*[=+\\-@\t\r\n＝＋－＠])"
"""how a cell of our own CSV begins that got an apostrophe, for spreadsheets, in front"""
Whole = npt.NDArray[np.int64]


def text_of(cells: pa.Table, plan: Plan, ours: str, between: str = " ") -> pa.Array:
    """Trimmed text of a column of ours, a constant included; empty where nothing is known."""
    names = plan.columns.get(ours)
    if not names:
        return pa.array([plan.constants.get(ours, "")] * cells.num_rows, pa.string())
    parts = [cells.column(name).combine_chunks() for name in names]
    if not plan.own:
        parts = [pc.utf8_trim_whitespace(part) for part in parts]
    elif "participant_roles" in plan.columns:
        parts = [pc.replace_substring_regex(part, _DEFUSED, "\\1") for part in parts]
    if len(parts) == 1:
        return parts[0]
    blank = [pc.if_else(pc.equal(part, ""), None, part) for part in parts]
    return joined(blank, between)


def joined(parts: list[pa.Array], between: str) -> pa.Array:
    """Row by row what is not null; empty where all is null (such rows Arrow would leave out)."""
    start = pa.array([""] * len(parts[0]), pa.string())
    whole = pc.binary_join_element_wise(start, *parts, between, null_handling="skip")
    return pc.utf8_slice_codeunits(whole, len(between))


def read_days(
    cells: pa.Table, plan: Plan, verdict: Verdict, faults: Faults
) -> tuple[Whole, Whole, Whole]:
    """First and last day since 1970 and precision, ``NONE`` where there is no date."""
    rows = cells.num_rows
    if "date" in plan.columns or "date" in plan.constants:
        return _moments(cells, plan, "date", verdict, faults)
    if "first" in plan.columns or "last" in plan.columns:
        return _between(cells, plan, verdict, faults)
    if "year" in plan.columns:
        return _from_parts(cells, plan, faults)
    return tuple(np.full(rows, NONE) for _ in range(3))  # type: ignore[return-value]


def _moments(
    cells: pa.Table, plan: Plan, ours: str, verdict: Verdict, faults: Faults
) -> tuple[Whole, Whole, Whole]:
    def read(cell: str) -> Moment | None:
        return read_moment(
            cell, order=verdict.order, serial=verdict.serial, seconds=verdict.seconds
        )

    column = pa.chunked_array([text_of(cells, plan, ours)])
    where, moments, different = each(column, read)
    name = " + ".join(plan.columns.get(ours, (ours,)))
    _note(faults, name, where, moments, different)
    known = [m if isinstance(m, Moment) else None for m in moments]
    table = np.array(
        [(_since(m.first), _since(m.last), m.precision) if m else (NONE,) * 3 for m in known]
        or np.empty((0, 3)), "int64",
    )  # fmt: skip
    return table[where, 0], table[where, 1], table[where, 2]


def _between(
    cells: pa.Table, plan: Plan, verdict: Verdict, faults: Faults
) -> tuple[Whole, Whole, Whole]:
    """From the first day of one column to the last of another; one alone is both."""
    start = _moments(cells, plan, "first", verdict, faults)
    end = _moments(cells, plan, "last", verdict, faults)
    first = np.where(start[0] == NONE, end[0], start[0])
    last = np.where(end[1] == NONE, start[1], end[1])
    kind = np.select(
        [last == first, last - first < 6, last - first == 6, last - first < 31], [1, 2, 3, 4], 5
    )
    theirs = plan.column("last")
    for row in map(int, np.flatnonzero(last < first)):
        cell = cells.column(theirs)[row].as_py() if theirs else ""
        faults.setdefault(row, (theirs, cell, "the last day comes before the first"))
    return first, last, np.where(first == NONE, NONE, kind)


def _from_parts(cells: pa.Table, plan: Plan, faults: Faults) -> tuple[Whole, Whole, Whole]:
    parts = [text_of(cells, plan, ours) for ours in ("year", "month", "day")]
    column = pa.chunked_array([pc.binary_join_element_wise(*parts, "\x1f")])
    where, moments, different = each(column, _from_words)
    _note(faults, plan.column("year"), where, moments,
          [cell.replace("\x1f", " ").strip() for cell in different])  # fmt: skip
    return tuple(  # type: ignore[return-value]
        np.array([_part(m, part) for m in moments], "int64")[where] for part in range(3)
    )


def _from_words(cell: str) -> Moment | None:
    """Year, month and day in columns of their own; a month of 0 is not known."""
    year, month, day = (part.strip().removesuffix(".0") for part in cell.split("\x1f"))
    if says_nothing(year):
        return None
    if says_nothing(month) or month.strip("0") == "":
        return read_moment(year)
    if says_nothing(day) or day.strip("0") == "":
        day = ""
    if month.isdigit():
        return read_moment(f"{year}-{month}-{day}" if day else f"{year}-{month}")
    return read_moment(f"{day} {month} {year}".strip())


def read_tolls(cells: pa.Table, plan: Plan, faults: Faults) -> tuple[Whole, Whole, Whole]:
    """Low, best and high deaths, ``NONE`` where they are not known.

    A number alone is all three, unless columns of their own say what is low and high.
    """
    columns = {part: f"fatalities_{part}" for part in ("low", "best", "high")}
    mapped = [p for p, ours in columns.items() if ours in plan.columns or ours in plan.constants]
    if mapped == ["best"]:
        _, where, tolls = _cells(cells, plan, "fatalities_best", read_toll, faults)
        return tuple(_pick(tolls, where, part) for part in range(3))  # type: ignore[return-value]
    found = dict.fromkeys(columns, np.full(cells.num_rows, NONE))
    for part in mapped:
        _, where, tolls = _cells(cells, plan, columns[part], read_toll, faults)
        found[part] = _pick(tolls, where, ("low", "best", "high").index(part))
    return found["low"], found["best"], found["high"]


def out_of_order(low: Whole, best: Whole, high: Whole) -> int:
    """How many rows have a lower number of deaths that is the higher one."""
    wrong = np.zeros(len(low), bool)
    for less, more in ((low, best), (best, high), (low, high)):
        wrong |= (less != NONE) & (more != NONE) & (less > more)
    return int(wrong.sum())


def read_steps(cells: pa.Table, plan: Plan, ours: str, most: int) -> Whole:
    """A precision of 1 to ``most``, else ``NONE``; such a cell refuses no row."""
    _, where, numbers = _cells(cells, plan, ours, read_count, {})
    known = [n if isinstance(n, int) and 1 <= n <= most else NONE for n in numbers]
    return np.array(known or [NONE], "int64")[where]


def _cells(
    cells: pa.Table, plan: Plan, ours: str, read: Any, faults: Faults
) -> tuple[str, Whole, list[Any]]:
    where, results, different = each(pa.chunked_array([text_of(cells, plan, ours)]), read)
    name = " + ".join(plan.columns.get(ours, (ours,)))
    _note(faults, name, where, results, different)
    return name, where, results


def _note(
    faults: Faults, name: str, where: Whole, results: list[Any], different: list[str]
) -> None:
    bad = [at for at, result in enumerate(results) if isinstance(result, ValueError)]
    if bad:
        for row in map(int, np.flatnonzero(np.isin(where, bad))):
            at = where[row]
            faults.setdefault(row, (name, different[at][:200], str(results[at])))


def _pick(tolls: list[Any], where: Whole, part: int) -> Whole:
    numbers = [t[part] if isinstance(t, Toll) and t[part] is not None else NONE for t in tolls]
    return np.array(numbers or [NONE], "int64")[where]


def _part(moment: Any, part: int) -> int:
    if not isinstance(moment, Moment):
        return NONE
    return (_since(moment.first), _since(moment.last), moment.precision)[part]


def _since(day: date) -> int:
    return (day - EPOCH).days
