"""What a phrase means: an interval of days, or only a unit where the days cannot be known.

Reference is the publication date. Where the words leave a choice: a numeric date with two readings
is read in the order that the report uses elsewhere, else day first; "last Friday" is the nearest
one before the publication date, "next Friday" the nearest one after it; "this Friday" is that of
the same week.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.extract.dates import intervals as i
from dashboard.extract.dates import words as w
from dashboard.extract.dates.intervals import DAY, Interval
from dashboard.extract.dates.mention import Grain
from dashboard.extract.dates.tense import Tense

Fields = Mapping[str, str]
Resolved = Interval | Grain


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase may lean on."""

    published: date | None
    told_before: tuple[Interval, ...]
    """dates of the story so far, the last one first"""
    tense: Tense
    day_first: bool

    def told(self, unit: str = "day") -> Interval | None:
        """Where the story is: the last date no longer than a unit, else the publication day.

        What is told in the past tense does not count from a date that was still to come.
        """
        limit = _LENGTHS.get(unit, 1)
        for interval in self.told_before:
            if self.tense is Tense.PAST and self.published and interval.first > self.published:
                continue
            if (interval.last - interval.first).days < limit:
                return interval
        return i.day_of(self.published) if self.published else None


_LENGTHS = {"day": 6, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366}
_LENGTHS |= {"decade": 3653, "century": 36525}


_SOON, _LONG_AGO = 30, 330
"""days; nobody says "on 3 May" of eleven months ago while the next one is weeks away"""


def nearest(choices: list[Interval], context: Context) -> Interval:
    """The one nearest to publication; in the past tense not after it, in the future not before.

    Where the tense is open, what is to come counts as twice as far.
    """
    day = context.published
    if not choices or day is None:
        raise ValueError
    past = [choice for choice in choices if choice.first <= day]
    coming = [choice for choice in choices if choice.last >= day]
    if context.tense is Tense.PAST and past:
        soon = min((one.distance(day) for one in coming), default=_SOON + 1)
        if soon > _SOON or min(one.distance(day) for one in past) < _LONG_AGO:
            choices = past
    elif context.tense is Tense.FUTURE and coming:
        choices = coming
    return min(choices, key=lambda one: one.distance(day) * (2 if one.first > day else 1))


def _near_years(make: Callable[[int], Interval], year: int) -> list[Interval]:
    """A day of each year around one; more of them for 29 February."""
    found = i.each_year(range(year - 1, year + 2), make)
    return found if len(found) == 3 else i.each_year(range(year - 8, year + 9), make)


def _yearly(make: Callable[[int], Interval], context: Context) -> Interval | None:
    """The occurrence that a missing year means; ``None`` without a publication date."""
    if context.published is None:
        make(2000)  # a leap year: raises for days that no year has
        return None
    return nearest(_near_years(make, context.published.year), context)


def _in_year(make: Callable[[int], Interval], fields: Fields, context: Context) -> Interval | None:
    """With its year, in digits or as "last year", or without."""
    day = context.published
    if "year" in fields:
        return make(w.full_year(fields["year"], near=day.year if day else None))
    if "of_year" in fields:
        told = context.told("year")
        around = told.first if told else None
        if fields["of_year"].split()[0] in ("last", "this", "next"):
            around = day
        if around is None:
            return None
        shift = {"last": -1, "next": 1, "previous": -1, "following": 1}
        words = fields["of_year"].split()
        return make(around.year + next((shift[word] for word in words if word in shift), 0))
    return _yearly(make, context)


def iso(fields: Fields, context: Context) -> Resolved:
    """2020-01-08."""
    return i.day_of(date(int(fields["year"]), int(fields["month"]), int(fields["day"])))


def numeric(fields: Fields, context: Context) -> Resolved:
    """08.01.2020, 8/1/20; with full stops the day is always first."""
    day, month = int(fields["day"]), int(fields["month"])
    if month > 12 or (fields["sep"] != "." and not context.day_first and day <= 12):
        day, month = month, day
    near = context.published.year if context.published else None
    return i.day_of(date(w.full_year(fields["year"], near=near), month, day))


def day_and_month(fields: Fields, context: Context) -> Resolved:
    """8 January; January 8, 2020; Wednesday, Jan. 8."""
    day, month = w.number(fields["day"]), w.month_number(fields["month"])

    def make(year: int) -> Interval:
        return i.day_of(date(year, month, day))

    if "weekday" in fields and context.published and not {"year", "of_year"} & set(fields):
        weekday = w.weekday_number(fields["weekday"])
        year = context.published.year
        years = i.each_year(range(year - 4, year + 5), make)
        if fitting := [one for one in years if one.first.weekday() == weekday]:
            return nearest(fitting, context)
    return _in_year(make, fields, context) or Grain.DAY


def month(fields: Fields, context: Context) -> Resolved:
    """March; last March; March 2019; April of last year."""
    number, rel = w.month_number(fields["month"]), fields.get("rel", "")

    def make(year: int) -> Interval:
        return i.month_of(year, number)

    if rel and context.published:
        return _related(rel, make, context.published)
    return _in_year(make, fields, context) or Grain.MONTH


def _related(rel: str, make: Callable[[int], Interval], day: date) -> Interval:
    """Last, this or next of something that comes once a year."""
    choices = i.each_year(range(day.year - 2, day.year + 3), make)
    if rel.split()[-1] in ("last", "past"):
        return max((one for one in choices if one.last < day), key=lambda one: one.first)
    if rel.split()[-1] in ("next", "coming", "following"):
        return min((one for one in choices if one.first > day), key=lambda one: one.first)
    return min(choices, key=lambda one: (one.distance(day), one.first.year != day.year))


def weekday(fields: Fields, context: Context) -> Resolved:
    """Wednesday; last Tuesday; Friday evening; Monday of next week."""
    day, number = context.published, w.weekday_number(fields["weekday"])
    if day is None:
        return Grain.DAY
    found = _weekday(fields, number, day, context)
    if fields.get("part", "").endswith("night"):
        return i.night_of(found)
    return i.day_of(found)


def _weekday(fields: Fields, number: int, day: date, context: Context) -> date:
    if "week" in fields:
        shift = {"last": -1, "previous": -1, "this": 0}.get(fields["week"].split()[-2], 1)
        return i.week_of(day).first + (7 * shift + number) * DAY
    rel = fields.get("rel", "")
    told = context.told()
    match rel:
        case "last" | "past" | "this past":
            return i.weekday_before(day - DAY, number)
        case "next" | "coming" | "this coming":
            return i.weekday_after(day + DAY, number)
        case "the following" | "the next" if told:
            return i.weekday_after(told.last + DAY, number)
        case "the previous" if told:
            return i.weekday_before(told.first - DAY, number)
        case "this" if context.tense is not Tense.FUTURE:
            return i.week_of(day).first + number * DAY
    if context.tense is Tense.FUTURE:
        return i.weekday_after(day, number)
    return i.weekday_before(day, number)


def nth_weekday(fields: Fields, context: Context) -> Resolved:
    """The second Sunday in March."""
    count, number = w.ORDINALS[fields["nth"]], w.weekday_number(fields["weekday"])
    named = w.month_number(fields["month"])

    def make(year: int) -> Interval:
        return i.day_of(weekday_of_month(year, named, number, count))

    return _in_year(make, fields, context) or Grain.DAY


def weekday_of_month(year: int, month_number: int, number: int, count: int) -> date:
    """The first, second, … such weekday of a month; -1 is the last."""
    whole = i.month_of(year, month_number)
    if count < 0:
        return i.weekday_before(whole.last, number)
    return i.weekday_after(whole.first, number) + 7 * (count - 1) * DAY


def ordinal(fields: Fields, context: Context) -> Resolved:
    """The 12th: of the month that puts it nearest."""
    if context.published is None:
        return Grain.DAY
    day, number = context.published, w.number(fields["day"])
    choices = []
    for shift in (-1, 0, 1):
        whole = i.month_of(day.year, day.month + shift)
        if number <= whole.last.day:
            choices.append(i.day_of(whole.first + (number - 1) * DAY))
    return nearest(choices, context)


def season(fields: Fields, context: Context) -> Resolved:
    """Last summer; the spring of 2014."""
    name = fields["season"]

    def make(year: int) -> Interval:
        return i.season_of(year, name)

    if fields.get("rel", "the") != "the" and context.published:
        return _related(fields["rel"], make, context.published)
    return _in_year(make, fields, context) or Grain.SEASON


def quarter(fields: Fields, context: Context) -> Resolved:
    """The first quarter of 2018; Q3 2020."""
    if "number" in fields:
        return i.quarter_of(int(fields["q_year"]), int(fields["number"]))
    count = w.ORDINALS[fields["count"]] % 5
    if fields.get("of_year") == "the year":
        fields = {**fields, "of_year": "this year"}
    return _in_year(lambda year: i.quarter_of(year, count), fields, context) or Grain.QUARTER


def year(fields: Fields, context: Context) -> Resolved:
    """2011."""
    digits = next(fields[name] for name in ("year", "in_brackets", "in_compound") if name in fields)
    return i.year_of(int(digits))


def decade(fields: Fields, context: Context) -> Resolved:
    """The 1990s, the '80s, the sixties."""
    if "year" in fields:
        return i.decade_of(int(fields["year"]))
    tens = w.TENS.get(fields.get("tens", "")) or int(re.sub("[^0-9]", "", _short(fields)))
    latest = context.published.year if context.published else 2000
    century = latest // 100 * 100
    return i.decade_of(century + tens if century + tens <= latest else century - 100 + tens)


def _short(fields: Fields) -> str:
    return fields.get("short") or fields.get("shorter") or ""


def century(fields: Fields, context: Context) -> Resolved:
    """The 19th century."""
    count = fields["count"]
    return i.century_of(w.CENTURIES[count] if count in w.CENTURIES else int(count[:2]))
