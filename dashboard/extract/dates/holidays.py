"""Feasts and days with a name whose date a rule gives, in their common Western form."""

from collections.abc import Callable
from datetime import date

from dashboard.extract.dates import intervals as i
from dashboard.extract.dates.intervals import DAY, Interval
from dashboard.extract.dates.mention import Grain
from dashboard.extract.dates.resolve import Context, Fields, Resolved, _in_year, weekday_of_month

_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "new years": (1, 1),
    "new year": (1, 1),
    "halloween": (10, 31),
    "may day": (5, 1),
    "valentines day": (2, 14),
    "st valentines day": (2, 14),
    "international womens day": (3, 8),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "all saints day": (11, 1),
    "fourth of july": (7, 4),
    "july fourth": (7, 4),
    "bastille day": (7, 14),
    "st patricks day": (3, 17),
    "orthodox christmas": (1, 7),
}
_FROM_EASTER = {
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
    "ascension day": 39,
    "pentecost": 49,
}
_WEEKDAYS = {
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
    "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1),
    "columbus day": (10, 0, 2),
    "martin luther king day": (1, 0, 3),
    "martin luther king jr day": (1, 0, 3),
    "presidents day": (2, 0, 3),
    "mothers day": (5, 6, 2),
    "fathers day": (6, 6, 3),
}
"""month, weekday (Monday is 0), which one of the month (-1: the last); as in the United States"""


def _rule(name: str) -> Callable[[int], Interval]:
    if name in _FIXED:
        return lambda year: i.day_of(date(year, *_FIXED[name]))
    if name in _FROM_EASTER:
        return lambda year: i.day_of(i.easter(year) + _FROM_EASTER[name] * DAY)
    return lambda year: i.day_of(weekday_of_month(year, *_WEEKDAYS[name]))


def holiday(fields: Fields, context: Context) -> Resolved:
    """Christmas Eve; Good Friday 2019."""
    name = "".join(letter for letter in fields["name"] if letter not in "'’.,")
    return _in_year(_rule(name), fields, context) or Grain.DAY
