"""Phrases that count from the day of publication, or from the date told last."""

import re
from dataclasses import replace
from datetime import date

from dashboard.extract.dates import intervals as i
from dashboard.extract.dates import words as w
from dashboard.extract.dates.intervals import DAY, Interval
from dashboard.extract.dates.mention import Grain
from dashboard.extract.dates.resolve import Context, Fields, Resolved
from dashboard.extract.dates.tense import Tense

_BACK = frozenset({"last", "past", "previous", "preceding"})
_AHEAD = frozenset({"next", "following", "coming"})
_NEAR = {"few": 3, "several": 4}
_DEICTIC = {
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def deictic(fields: Fields, context: Context) -> Resolved:
    """Today, last night, yesterday evening."""
    day, word = context.published, fields["word"]
    part = fields.get("part", "")
    if day is None:
        return Grain.NIGHT if word in ("overnight", "last night") else Grain.DAY
    if word in ("overnight", "last night"):
        return i.night_of(day - DAY)
    found = day + _DEICTIC.get(word, 0) * DAY
    return i.night_of(found) if part.endswith("night") else i.day_of(found)


def same(fields: Fields, context: Context) -> Resolved:
    """The same day, that evening: of the day told last."""
    told = context.told()
    return i.day_of(told.first) if told else Grain.DAY


def beside(fields: Fields, context: Context, base: Interval | None = None) -> Resolved:
    """The next day, the week before."""
    unit = fields.get("unit") or fields["unit2"]
    unit = unit if unit in w.UNITS else "day"
    back = fields.get("which") in _BACK or fields.get("dir") == "before"
    told = base or context.told(unit)
    if told is None:
        return Grain(unit)
    return i.unit_around(told.first if back else told.last, unit, -1 if back else 1)


def since_then(fields: Fields, context: Context) -> Resolved:
    """Since then."""
    told = context.told_before[:1]
    return told[0] if told else Grain.DAY


def relative(fields: Fields, context: Context) -> Resolved:
    """Last week, this month, next year; that week; the past year."""
    unit = re.sub("[^a-z]", "", fields["unit"])
    words = fields["rel"].split()
    told, now = context.told(unit), context.published
    if told is None or (now is None and words[0] != "that" and "same" not in words):
        return Grain(unit)
    if words[0] == "that" or words[-1] == "same":
        return i.unit_around(told.first, unit)
    if words[0] == "the" and words[-1] in ("following", "next", "previous", "preceding"):
        return i.unit_around(told.first, unit, -1 if words[-1] in _BACK else 1)
    if now is None:
        return Grain(unit)
    if (words[-1] == "past" and unit != "weekend") or words == ["the", "last"]:
        return replace(_back_from(now, unit, 1), grain=Grain(unit))
    if unit == "weekend":
        return _weekend(words[-1], now, context.tense)
    shift = -1 if words[-1] in _BACK else 1 if words[-1] in _AHEAD else 0
    return i.unit_around(now, unit, shift)


def weekend(fields: Fields, context: Context) -> Resolved:
    """The weekend; last weekend."""
    if context.published is None:
        return Grain.WEEKEND
    return _weekend(fields.get("rel", "the"), context.published, context.tense)


def _weekend(rel: str, day: date, tense: Tense) -> Interval:
    """The one that has begun, or the coming one in the future tense; "last" has ended."""
    this = i.weekend_of(day)
    word = rel.split()[-1]
    if word == "next" or (word == "coming" and day >= this.first):
        return i.weekend_of(day + 7 * DAY) if day >= this.first or word == "next" else this
    if word in ("this", "coming") or (tense is Tense.FUTURE and word not in _BACK):
        return i.weekend_of(day - 7 * DAY) if _looks_back(word, day, tense) else this
    if day >= this.first and word not in _BACK:
        return this
    return i.weekend_of(day - 7 * DAY)


def _looks_back(word: str, day: date, tense: Tense) -> bool:
    """ "This weekend" in the past tense early in a week is the one that is over."""
    return word == "this" and tense is Tense.PAST and day.weekday() < 3


def the_unit(fields: Fields, context: Context) -> Resolved:
    """The month, of which "the end" or "earlier in" names a part."""
    unit = fields.get("unit") or fields["end"]
    if context.published is None:
        return Grain(unit)
    whole = i.unit_around(context.published, unit)
    return i.part_of(whole, "late") if "end" in fields else whole


def _back_from(day: date, unit: str, count: int) -> Interval:
    return Interval(i.same_day(day, unit, -count) + DAY, day, Grain.DAYS)


def stretch(fields: Fields, context: Context) -> Resolved:
    """The last ten days, the next two weeks, recent days; they end or begin at publication."""
    day = context.published
    unit = fields.get("unit") or fields["unit2"]
    words = fields.get("which") or fields["recent"].split()[-1]
    if "recent" in fields:
        count = 7 if unit == "day" else 4 if unit == "week" else 3
    else:
        count = _NEAR.get(fields["count"]) or w.number(fields["count"])
    if day is None:
        return Grain.DAYS
    if words in _AHEAD:
        return Interval(day, i.same_day(day, unit, count) - DAY, Grain.DAYS)
    return _back_from(day, unit, count)


def within(fields: Fields, context: Context) -> Resolved:
    """Within three days, 48 hours: the days from publication to then."""
    day, count, unit = context.published, w.number(fields["count"]), fields["unit"]
    if context.tense is not Tense.FUTURE:
        raise ValueError
    if day is None:
        return Grain.DAYS
    if unit == "hour":
        unit, count = "day", -(-count // 24)
    return Interval(day, i.same_day(day, unit, count), Grain.DAYS)


def lasting(fields: Fields, context: Context) -> Resolved:
    """For nine months, of what has gone on until publication."""
    if context.published is None:
        return Grain.DAYS
    first = i.same_day(context.published, fields["unit"], -w.number(fields["count"]))
    return Interval(first, context.published, Grain.DAYS)


def offset(fields: Fields, context: Context, base: Interval | None = None) -> Resolved:
    """Two days ago, a week later: the day, week, month or year so far from the reference.

    ``base`` is the date that is named after "before" or "after".
    """
    unit, count = fields["unit"], w.number(fields["count"])
    from_now = fields["dir"] in ("ago", "hence", "from now")
    now = i.day_of(context.published) if context.published else None
    start = base or (now if from_now else context.told(unit))
    if start is None:
        return Grain(unit)
    if fields["dir"] in ("ago", "earlier", "before", "previously", "prior"):
        return i.unit_around(i.same_day(start.first, unit, -count), unit)
    return i.unit_around(i.same_day(start.last, unit, count), unit)
