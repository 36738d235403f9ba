"""What a date does in its sentence: point, range, deadline, since or background.

A date that ended more than a year before publication is history; so is a month or a longer period
that ended more than half a year before. What stands after "by", "until" and the like and
lies ahead is a deadline.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from dashboard.extract.dates import words as w
from dashboard.extract.dates.compose import Item, Join
from dashboard.extract.dates.intervals import Interval
from dashboard.extract.dates.mention import DateFunction, Grain

S = w.SPACE
_REACH = 60
_TIME = (
    rf"(?:{S}(?:midnight|noon|midday|dawn|dusk|sunset|sunrise|nightfall"
    rf"|[0-9]{{1,2}}(?:[:.][0-9]{{2}})?(?:{S}?[ap]\.?m\.?)?|[0-9]{{4}})"
    rf"(?:{S}(?:GMT|UTC|local{S}time))?)?(?:{S}(?:on|of))?(?:{S}the)?"
)
_SINCE = re.compile(
    rf"\b(?i:since)(?:{S}(?:about|around|at{S}least|as{S}early{S}as))?(?:{S}the)?{S}$"
)
_FROM = re.compile(rf"\b(?i:from)(?:{S}the)?{S}$")
_ONWARDS = re.compile(rf"{S}(?:on|onwards?)\b(?!{S}(?:the|a|an)\b)")
_DEADLINE = re.compile(
    rf"\b(?P<word>(?i:by|until|till|before|(?:no|not){S}later{S}than|at{S}the{S}latest(?:{S}(?:on|by))?"
    rf"|prior{S}to|up{S}(?:to|until)|expires?|expired|deadline{S}(?:of|on|for|is|was)))"
    rf"(?i:{_TIME}){S}$"
)
_OWNED = re.compile(r"[’']s\b|[’'](?=\s)")
_MONTHS = frozenset({Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.HALF, Grain.YEAR})
_MONTHS |= {Grain.DECADE, Grain.CENTURY}


def deadline_word(text: str, item: Item) -> str:
    """The word that makes a deadline of what follows it; empty if there is none."""
    if item.phrase.kind == "within":
        return "within"
    before = text[max(0, item.start - _REACH) : item.start]
    match = _DEADLINE.search(before)
    if match is None or _OWNED.match(text[item.end : item.end + 3]):
        return ""
    return str(match["word"].lower())


def is_since(text: str, item: Item) -> bool:
    """Whether the date is when something began that goes on until publication."""
    if item.phrase.kind in ("since_then", "lasting"):
        return True
    before = text[max(0, item.start - _REACH) : item.start]
    if _SINCE.search(before):
        return True
    return bool(_FROM.search(before) and _ONWARDS.match(text, item.end))


def place_in_story(
    text: str, item: Item, found: Interval, published: date | None, ahead: bool
) -> tuple[DateFunction, Interval]:
    """The function of a date, and its interval as that function has it.

    ``ahead``: whether the sentence speaks of what is to come.
    """
    if is_since(text, item):
        if published and found.first <= published:
            return DateFunction.SINCE, replace(found, last=published)
        return (DateFunction.POINT if published else DateFunction.SINCE), found
    word = deadline_word(text, item)
    if word and item.join is not Join.RANGE and _lies_ahead(found, published, ahead):
        starts = word == "before" and found.grain in _MONTHS and not item.part
        day = found.first if starts else found.last
        return DateFunction.DEADLINE, replace(found, first=day, last=day)
    if published and _is_history(found, published):
        return DateFunction.BACKGROUND, found
    if item.join is Join.RANGE and found.grain is not Grain.NIGHT:
        return DateFunction.RANGE, found
    return DateFunction.POINT, found


def _lies_ahead(found: Interval, published: date | None, ahead: bool) -> bool:
    if published is None or found.last > published:
        return True
    return ahead and (published - found.last).days <= 31


def _is_history(found: Interval, published: date) -> bool:
    age = published - found.last
    long = found.grain in _MONTHS or found.last - found.first >= timedelta(27)
    return age > timedelta(183 if long else 365)
