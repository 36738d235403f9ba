"""What the date reader yields."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.model import DatePrecision


class DateFunction(StrEnum):
    """What a date does in its sentence; only points and ranges may date an event of the news."""

    POINT = "point"
    RANGE = "range"
    DEADLINE = "deadline"
    SINCE = "since"
    BACKGROUND = "background"


class Grain(StrEnum):
    """The unit that the words name, which may be longer or shorter than the interval."""

    DAY = "day"
    NIGHT = "night"
    """a night and the two days it joins"""
    DAYS = "days"
    """a stretch of days that is no unit of the calendar"""
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that say when. ``text`` is ``report[start:end]``, in code points.

    ``first`` and ``last`` are days, both included, and both ``None`` when the words alone do not
    tell them. Prepositions are not part of the text.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    precision: DatePrecision
    function: DateFunction
    grain: Grain
    ends: tuple["DateMention", ...] = ()
    """of a range: the two dates it runs between"""
