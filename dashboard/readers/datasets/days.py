"""A date as datasets write it, in; the interval of days that it stands for, out."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
WRITTEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ ,-]*(\d{4})", re.ASCII)
TIME = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST, LATEST = 1900, 2100
RULES = ("as given", "three days each side", "calendar month")
"""of ``date_precision.csv``: which days a date stands for"""


@lru_cache(maxsize=100_000)
def day(cell: str) -> date | None:
    """The day of 2023-01-31 (a time after it is left out), 20230131, 31/01/2023, 31 January 2023.

    ``None`` for an empty cell. Raises ``ValueError`` saying why it is no date.
    """
    if not cell:
        return None
    text = TIME.sub("", cell)
    if match := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        year, month, number = (int(part) for part in match.groups())
    elif match := SLASHED.fullmatch(text):
        number, month, year = (int(part) for part in match.groups())
    elif (match := WRITTEN.fullmatch(text)) and match[2].lower() in MONTHS:
        number, month, year = int(match[1]), MONTHS.index(match[2].lower()) + 1, int(match[3])
    else:
        raise ValueError("not a date (year-month-day, day/month/year or day month-name year)")
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"a date out of {EARLIEST} to {LATEST}")
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError("no day of the calendar (day/month/year)") from None


def spans(days: Any, rules: Any) -> tuple[Any, Any]:
    """First and last day that dates (datetime64[D]) stand for, by places in ``RULES``."""
    month = days.astype("datetime64[M]")
    first = (days, days - 3, month.astype("datetime64[D]"))
    last = (days, days + 3, (month + 1).astype("datetime64[D]") - 1)
    return np.choose(rules, first), np.choose(rules, last)
