"""Parts of a unit: early, mid and late, halves, "the first week of", "earlier this"."""

from dataclasses import replace
from datetime import date

from dashboard.extract.dates import intervals as i
from dashboard.extract.dates.intervals import DAY, Interval
from dashboard.extract.dates.mention import Grain

_COUNTS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def apply_part(whole: Interval, part: str, published: date | None) -> Interval:
    """The part of a unit; earlier and later divide it at the publication date, if that is in it."""
    if not part:
        return whole
    if part in ("early", "mid", "late"):
        return i.part_of(whole, part)
    if part in ("earlier", "later"):
        if published is None or not whole.first <= published <= whole.last:
            return whole
        if part == "earlier":
            return replace(whole, last=published)
        return replace(whole, first=published)
    count, unit = part.split()
    if unit == "half":
        return i.half_of(whole, count != "first")
    return _counted(whole, count, unit)


def _counted(whole: Interval, count: str, unit: str) -> Interval:
    last = count in ("last", "final")
    if unit == "week" and not last:
        first = whole.first + 7 * _COUNTS[count] * DAY
        return Interval(first, first + 6 * DAY, Grain.WEEK)
    if unit == "weekend" and not last:
        saturday = i.weekday_after(whole.first, 5) + 7 * _COUNTS[count] * DAY
        return i.weekend_of(saturday)
    if unit == "weekend":
        return i.weekend_of(i.weekday_before(whole.last - DAY, 5))
    if unit == "months":
        month = whole.last.month - 2 if last else whole.first.month
        year = whole.last.year if last else whole.first.year
        return i.months_of(year, month, 3, Grain.DAYS)
    length = 6 if unit == "week" else 4
    grain = Grain.WEEK if unit == "week" else Grain.DAYS
    if last:
        return Interval(whole.last - length * DAY, whole.last, grain)
    return Interval(whole.first, whole.first + length * DAY, grain)
