"""Dates as people write them in; intervals of whole days with a precision out.

A time of day is passed over: the day is the one that is written, whatever the zone. A month, a
year or a range is the interval it says. Numbers alone ("03/04/2021") are read day first or month
first as the caller says, for only a whole column can tell.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from dashboard.model import DatePrecision
from dashboard.readers.datasets.tables.wording import plain, rows, says_nothing

Order = Literal["day first", "month first"]
EPOCH = date(1970, 1, 1)
EXCEL = date(1899, 12, 30)
YEARS = range(1800, 2100)
EARLY_MID_LATE = {
    **dict.fromkeys(("early", "beginning", "start", "debut", "anfang", "начало"), (1, 10)),
    **dict.fromkeys(("mid", "middle", "mi", "mitte", "середина"), (11, 20)),
    **dict.fromkeys(("late", "end", "fin", "ende", "конец"), (21, 31)),
}
"""CODEBOOK.md: days 1–10, 11–20, 21–end"""
_TIME = re.compile(
    r"(?:\s+at|,)?[T\s]+\d{1,2}[:h.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|\([^)]*\))?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_COMPACT = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)$")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})$|(\d{1,2})[-/.](\d{4})$")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?$")
_QUARTER = re.compile(r"(\d{4})[-\s]?Q([1-4])$|Q([1-4])[-\s/]?(\d{4})$", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?$")
_SECONDS = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.0+)?$")
_BETWEEN = tuple(re.compile(dash, re.IGNORECASE) for dash in (
    r"\s+(?:to|until|through|bis|au|al|à|по|and)\s+", r"\s*[–—]\s*", r"\s+-\s+", r"\.\.+",
    r"/", r"-",
))  # fmt: skip
_DAYS = re.compile(
    r"(.*?)\b(\d{1,2})\s*(?:-|–|—|to|and|&|et|y|bis)\s*(\d{1,2})\b(.*)$", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\w+,)[.,]?\s+", re.I
)
_SMALL = frozenset(("the", "del", "des", "der", "года", "year"))
_LED = re.compile(r"(?:between|from|du|vom|del|с|on|the)\s+", re.IGNORECASE)


class Moment(NamedTuple):
    """First and last possible day, both included, and ``model.DatePrecision``."""

    first: date
    last: date
    precision: int


def interval(first: date, last: date) -> Moment:
    """The precision follows from the length, as UCDP's ``date_prec`` does."""
    if last < first:
        raise ValueError("the last day comes before the first")
    days = (last - first).days + 1
    steps = ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK),
             (31, DatePrecision.MONTH))  # fmt: skip
    kind = next((kind for most, kind in steps if days <= most), DatePrecision.LONGER)
    return Moment(first, last, int(kind))


def read_moment(
    text: str, *, order: Order = "day first", serial: bool = False, seconds: bool = False
) -> Moment | None:
    """What a cell says; ``None``: nothing is known.

    ``serial``: five-digit numbers are Excel's days, ``seconds``: ten-digit ones are Unix time.
    Raises ``ValueError`` with the reason when it is no date.
    """
    cell = text.strip()
    if says_nothing(cell):
        return None
    if serial and _SERIAL.match(cell):
        return _day(EXCEL + timedelta(days=int(float(cell))))
    if seconds and (found := _SECONDS.match(cell)):
        return _day(EPOCH + timedelta(seconds=int(found[1])))
    bare = _TIME.sub("", cell).strip(" ,.")
    moment = _single(bare, order) or _range(bare, order)
    if moment is None:
        raise ValueError("not a date")
    return moment


def is_serial(text: str) -> bool:
    """Whether a cell looks like a day that Excel counted (1954 to 2119)."""
    return bool(_SERIAL.match(text.strip()))


def is_seconds(text: str) -> bool:
    """Whether a cell looks like Unix time in seconds or milliseconds."""
    return bool(_SECONDS.match(text.strip()))


def order_told(text: str) -> Order | None:
    """What one cell gives away: "13/02/2021" is day first; points are, too; ``None``: nothing."""
    found = _NUMBERS.match(_TIME.sub("", text.strip()).strip(" ,"))
    if not found:
        return None
    one, two = int(found[1]), int(found[3])
    if found[2] == "." or (one > 12 >= two):
        return "day first"
    return "month first" if two > 12 >= one else None


def is_numbers(text: str) -> bool:
    """Whether a cell is a date that needs to be told which number is the day."""
    return bool(_NUMBERS.match(_TIME.sub("", text.strip()).strip(" ,")))


def _single(cell: str, order: Order) -> Moment | None:
    if found := _ISO.match(cell):
        return _day(_date(int(found[1]), int(found[3]), int(found[4])))
    if found := _NUMBERS.match(cell):
        day, month = int(found[1]), int(found[3])
        if order == "month first" and found[2] != ".":
            day, month = month, day
        return _day(_date(_full(found[4]), month, day))
    if found := _COMPACT.match(cell):
        return _day(_date(int(found[1]), int(found[2]), int(found[3])))
    if found := _YEAR.match(cell):
        return _year(int(found[1]))
    if found := _MONTH.match(cell):
        return _month(int(found[1] or found[4]), int(found[2] or found[3]))
    if found := _QUARTER.match(cell):
        year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
        return interval(_date(year, 3 * quarter - 2, 1), _month(year, 3 * quarter).last)
    if found := _WEEK.match(cell):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            raise ValueError("no such week") from None
        return interval(monday, monday + timedelta(days=6))
    return _worded(cell)


def _range(cell: str, order: Order) -> Moment | None:
    bare = _LED.sub("", cell, count=1) if _LED.match(cell) else cell
    if (days := _DAYS.match(bare)) and (last := _worded(f"{days[1]} {days[3]} {days[4]}")):
        return interval(_date(last.first.year, last.first.month, int(days[2])), last.first)
    for dash in _BETWEEN:
        parts = dash.split(bare)
        if len(parts) == 2 and (whole := _both(parts[0].strip(), parts[1].strip(), order)):
            return whole
    return None


def _both(one: str, two: str, order: Order) -> Moment | None:
    last = _single(two, order)
    if last is None:
        return None
    if first := _single(one, order):
        return interval(first.first, last.last)
    first = _single(f"{one} {last.first.year}", order)
    if first and first.first > last.last:
        first = _single(f"{one} {last.first.year - 1}", order)
    return interval(first.first, last.last) if first else None


def _worded(cell: str) -> Moment | None:
    """ "12 March 2021", "March 12th, 2021", "12-Mar-21", "12 de marzo de 2021", "late May 2020"."""
    words = plain(_WEEKDAY.sub("", cell, count=1) if _WEEKDAY.match(cell) else cell).split()
    numbers, month, lead = [], 0, []
    at = 0
    while at < len(words):
        word = re.sub(r"^(\d{1,2})(?:st|nd|rd|th|er|eme|го)$", r"\1", words[at])
        two = " ".join(words[at : at + 2])
        if word.isascii() and word.isdigit():
            numbers.append(word)
        elif not month and two in _months() and at + 1 < len(words):
            month, at = _months()[two], at + 1
        elif not month and word in _months():
            month = _months()[word]
        elif len(word) > 2 or word == "mi":
            lead.append(word)
        at += 1
    told = " ".join(word for word in lead if word not in _SMALL)
    if not month or not 1 <= len(numbers) <= 2 or (told and told not in EARLY_MID_LATE):
        return None
    return _composed(numbers, month, told)


def _composed(numbers: list[str], month: int, lead: str) -> Moment | None:
    year = next((n for n in reversed(numbers) if len(n) == 4), numbers[-1])
    rest = list(numbers)
    rest.remove(year)
    if len(year) not in (2, 4) or (not rest and len(year) == 2):
        return None
    if not rest:
        whole = _month(_full(year), month)
        if lead in EARLY_MID_LATE:
            start, end = EARLY_MID_LATE[lead]
            last = min(end, whole.last.day)
            return interval(whole.first.replace(day=start), whole.first.replace(day=last))
        return whole
    return _day(_date(_full(year), month, int(rest[0]))) if len(rest[0]) <= 2 else None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {
        plain(word): number
        for row in rows("months.csv")
        for number in range(1, 13)
        for word in row[str(number)].split("|")
    }


def _full(year: str) -> int:
    """Two digits: the year that lies between 1950 and 2049."""
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number < 50 else 1900)


def _day(day: date) -> Moment:
    return Moment(day, day, int(DatePrecision.DAY))


def _month(year: int, month: int) -> Moment:
    first = _date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    return Moment(first, last, int(DatePrecision.MONTH))


def _year(year: int) -> Moment:
    return Moment(_date(year, 1, 1), _date(year, 12, 31), int(DatePrecision.LONGER))


def _date(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise ValueError(f"the year {year} is not between {YEARS.start} and {YEARS.stop - 1}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("no such day") from None
