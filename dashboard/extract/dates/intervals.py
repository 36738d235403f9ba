"""Calendar arithmetic on intervals of whole days. Weeks run from Monday to Sunday (ISO 8601).

Seasons are the meteorological ones of the northern hemisphere. All functions raise ``ValueError``
or ``OverflowError`` for days that the calendar does not have.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.extract.dates.mention import Grain
from dashboard.model import DatePrecision

DAY = timedelta(days=1)
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from first to last, both included, and the unit they were named by."""

    first: date
    last: date
    grain: Grain

    def distance(self, day: date) -> int:
        """Days between the interval and a day; 0 within it."""
        return max((self.first - day).days, (day - self.last).days, 0)


def day_of(day: date) -> Interval:
    """A single day."""
    return Interval(day, day, Grain.DAY)


def night_of(evening: date) -> Interval:
    """The night that begins on a day: that day and the next."""
    return Interval(evening, evening + DAY, Grain.NIGHT)


def week_of(day: date) -> Interval:
    """The ISO week that holds a day."""
    monday = day - day.weekday() * DAY
    return Interval(monday, monday + 6 * DAY, Grain.WEEK)


def weekend_of(day: date) -> Interval:
    """Saturday and Sunday of the ISO week that holds a day."""
    saturday = week_of(day).first + 5 * DAY
    return Interval(saturday, saturday + DAY, Grain.WEEKEND)


def months_of(year: int, month: int, count: int, grain: Grain) -> Interval:
    """``count`` whole months from the first of one; ``month`` may lie outside of 1 to 12."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    ahead = first.month - 1 + count - 1
    end_year, end_month = first.year + ahead // 12, ahead % 12 + 1
    return Interval(first, date(end_year, end_month, monthrange(end_year, end_month)[1]), grain)


def month_of(year: int, month: int) -> Interval:
    """A calendar month; ``month`` may lie outside of 1 to 12."""
    return months_of(year, month, 1, Grain.MONTH)


def season_of(year: int, name: str) -> Interval:
    """A season, named by the year in which it begins."""
    return months_of(year, SEASON_STARTS[name], 3, Grain.SEASON)


def quarter_of(year: int, number: int) -> Interval:
    """A calendar quarter; ``number`` may lie outside of 1 to 4."""
    return months_of(year, 3 * number - 2, 3, Grain.QUARTER)


def year_of(year: int) -> Interval:
    """A calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), Grain.YEAR)


def decade_of(year: int) -> Interval:
    """The ten years with the same first three digits."""
    start = year // 10 * 10
    return Interval(date(start, 1, 1), date(start + 9, 12, 31), Grain.DECADE)


def century_of(number: int) -> Interval:
    """The 20th century is 1901 to 2000."""
    return Interval(date(100 * number - 99, 1, 1), date(100 * number, 12, 31), Grain.CENTURY)


def unit_around(day: date, unit: str, shift: int = 0) -> Interval:
    """The day, week, weekend, month, … that lies ``shift`` units from the one around a day."""
    match unit:
        case "day":
            return day_of(day + shift * DAY)
        case "week":
            return week_of(day + 7 * shift * DAY)
        case "weekend":
            return weekend_of(day + 7 * shift * DAY)
        case "month":
            return month_of(day.year, day.month + shift)
        case "quarter":
            return quarter_of(day.year, (day.month + 2) // 3 + shift)
        case "year":
            return year_of(day.year + shift)
        case "decade":
            return decade_of(day.year + 10 * shift)
        case "century":
            return century_of((day.year + 99) // 100 + shift)
    raise ValueError(unit)


def same_day(day: date, unit: str, shift: int) -> date:
    """The same day of the month some units away, or the last that month has."""
    if unit in ("day", "week"):
        return day + shift * (7 if unit == "week" else 1) * DAY
    months = shift * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    month = month_of(day.year, day.month + months)
    return min(month.first + (day.day - 1) * DAY, month.last)


def weekday_before(day: date, weekday: int) -> date:
    """The nearest such weekday on or before a day; Monday is 0."""
    return day - (day.weekday() - weekday) % 7 * DAY


def weekday_after(day: date, weekday: int) -> date:
    """The nearest such weekday on or after a day."""
    return day + (weekday - day.weekday()) % 7 * DAY


def easter(year: int) -> date:
    """Western Easter Sunday, by Gauss's rule with the Gregorian corrections."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * (21 - golden) // 11)
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))


def each_year(years: Iterable[int], make: Callable[[int], Interval]) -> list[Interval]:
    """One interval a year, leaving out years that do not have it (29 February)."""
    found = []
    for year in years:
        try:
            found.append(make(year))
        except (ValueError, OverflowError):
            continue
    return found


def part_of(whole: Interval, part: str) -> Interval:
    """Early, mid or late: days 1-10, 11-20 and 21 to the end of a month; else about thirds."""
    if whole.grain is Grain.MONTH:
        cuts = (whole.first + 10 * DAY, whole.first + 20 * DAY)
    elif whole.grain is Grain.YEAR:
        cuts = (whole.first.replace(month=5), whole.first.replace(month=9))
    elif whole.grain is Grain.DECADE:
        start = whole.first
        cuts = (start.replace(year=start.year + 3), start.replace(year=start.year + 7))
    else:
        third = max(((whole.last - whole.first).days + 1) // 3, 1)
        cuts = (whole.first + third * DAY, whole.first + 2 * third * DAY)
    bounds = {
        "early": (whole.first, cuts[0] - DAY),
        "mid": (cuts[0], cuts[1] - DAY),
        "late": (cuts[1], whole.last),
    }
    first, last = bounds[part]
    return replace(whole, first=first, last=max(first, min(last, whole.last)))


def half_of(whole: Interval, second: bool) -> Interval:
    """Half of a month, a year, …; halves of a year have a name of their own."""
    if whole.grain is Grain.YEAR:
        return months_of(whole.first.year, 7 if second else 1, 6, Grain.HALF)
    middle = whole.first + ((whole.last - whole.first).days + 1) // 2 * DAY
    bounds = (middle, whole.last) if second else (whole.first, middle - DAY)
    return replace(whole, first=bounds[0], last=bounds[1])


def precision_of(first: date, last: date) -> DatePrecision:
    """UCDP's code, by length."""
    days = (last - first).days + 1
    limits = ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK))
    for limit, precision in (*limits, (31, DatePrecision.MONTH)):
        if days <= limit:
            return precision
    return DatePrecision.LONGER


GRAIN_PRECISION = {
    Grain.DAY: DatePrecision.DAY,
    Grain.NIGHT: DatePrecision.DAYS,
    Grain.DAYS: DatePrecision.DAYS,
    Grain.WEEKEND: DatePrecision.DAYS,
    Grain.WEEK: DatePrecision.WEEK,
    Grain.MONTH: DatePrecision.MONTH,
}
