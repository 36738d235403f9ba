"""``read_dates``: the dates of one report, in the order of its text."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dashboard.extract.dates import intervals as i
from dashboard.extract.dates import relative, resolve
from dashboard.extract.dates.compose import Item, Join, Night, compose
from dashboard.extract.dates.functions import deadline_word, is_since, place_in_story
from dashboard.extract.dates.holidays import holiday
from dashboard.extract.dates.intervals import DAY, Interval
from dashboard.extract.dates.mention import DateFunction, DateMention, Grain
from dashboard.extract.dates.parts import apply_part
from dashboard.extract.dates.resolve import Context, Fields, Resolved
from dashboard.extract.dates.tense import Sentences, Tense, is_wanted, looks_ahead, tense_at
from dashboard.extract.dates.words import SPACE as S
from dashboard.model import DatePrecision

RESOLVERS: dict[str, Callable[[Fields, Context], Resolved]] = {
    "iso": resolve.iso,
    "numeric": resolve.numeric,
    "day_month": resolve.day_and_month,
    "month_day": resolve.day_and_month,
    "month_year": resolve.month,
    "month": resolve.month,
    "weekday": resolve.weekday,
    "nth_weekday": resolve.nth_weekday,
    "ordinal": resolve.ordinal,
    "season": resolve.season,
    "quarter": resolve.quarter,
    "year": resolve.year,
    "decade": resolve.decade,
    "century": resolve.century,
    "holiday": holiday,
    "deictic": relative.deictic,
    "same": relative.same,
    "beside": relative.beside,
    "since_then": relative.since_then,
    "relative": relative.relative,
    "weekend": relative.weekend,
    "the_unit": relative.the_unit,
    "stretch": relative.stretch,
    "within": relative.within,
    "lasting": relative.lasting,
    "offset": relative.offset,
}
_ABOUT_NOW = frozenset({"weekday", "weekend", "relative"})
"""kinds that lie within days of publication, on either side"""
_BY_TENSE = _ABOUT_NOW | frozenset(
    {"day_month", "month_day", "month", "nth_weekday", "ordinal"}
    | {"season", "quarter", "holiday", "within", "same", "beside", "offset"}
)
_TOLD = (DateFunction.POINT, DateFunction.RANGE, DateFunction.BACKGROUND)
_NOT_TOLD = frozenset({"stretch", "lasting", "within"})
_OF_OR_THE = re.compile(rf"\b(?:of|[Tt]he){S}$")
"""what makes a date part of a name ("the truce of 12 January"): most such names are of the past"""
_OWNED = re.compile(rf"[’']s{S}")
_EVENT = re.compile(
    rf"(?:[a-z-]{{1,20}}{S}){{0,2}}(?:elections?|vote|ballot|polls?|referendum|runoff|meeting|summit"
    r"|talks|conference|session|hearing|trial|deadline|match|game|final|race|launch|ceremony|visit)\b"
)
"""what one speaks of before it happens; "will appeal Tuesday's ruling" is not of that kind"""
_AHEAD_OF = re.compile(rf"\b(?:ahead{S}of|for){S}$")
_MEMORY = 12
"""how many dates back "that month" or "the next day" may reach"""


def read_dates(text: str, *, published: date | None) -> list[DateMention]:
    """The dates that a report names. Never raises; takes time in proportion to the text.

    Without a publication date, what counts from it has no days.
    """
    items = compose(text)
    sentences = Sentences(text)
    day_first = _day_first(items)
    told: list[Interval] = []
    mentions = []
    for item in items:
        tense = _tense(text, sentences, item)
        context = Context(published, tuple(told[:_MEMORY]), tense, day_first)
        try:
            mention = _mention(text, sentences, item, context)
        except (ValueError, OverflowError, StopIteration):
            continue  # no such day: 31 February
        mentions.append(mention)
        if mention.function in _TOLD and item.phrase.kind not in _NOT_TOLD and mention.first:
            told.insert(0, Interval(mention.first, mention.last or mention.first, mention.grain))
            del told[_MEMORY:]
    return mentions


def _mention(text: str, sentences: Sentences, item: Item, context: Context) -> DateMention:
    found, ends = _resolve(text, item, context)
    plain = DateMention(
        text=text[item.start : item.end],
        start=item.start,
        end=item.end,
        first=None,
        last=None,
        precision=_unknown_precision(found),
        function=DateFunction.POINT,
        grain=found if isinstance(found, Grain) else found.grain,
        ends=ends,
    )
    if isinstance(found, Grain):
        return replace(plain, function=_unknown_function(text, item))
    ahead = bool(deadline_word(text, item)) and (
        looks_ahead(text, sentences, item.start, item.end) or is_wanted(text, sentences, item.start)
    )
    function, interval = place_in_story(text, item, found, context.published, ahead)
    return replace(
        plain,
        first=interval.first,
        last=interval.last,
        precision=i.precision_of(interval.first, interval.last),
        function=function,
    )


def _resolve(text: str, item: Item, context: Context) -> tuple[Resolved, tuple[DateMention, ...]]:
    if item.join is Join.OFFSET and item.second:
        base = _one(item.second, context)
        count = relative.offset if item.phrase.kind == "offset" else relative.beside
        if isinstance(base, Grain):
            return Grain.DAY, ()
        return count(item.phrase.fields, context, base), ()
    if item.join is Join.RANGE and item.second:
        return _range(text, item, item.second, context)
    return _one(item, context), ()


def _one(item: Item, context: Context) -> Resolved:
    found = RESOLVERS[item.phrase.kind](item.phrase.fields, context)
    if isinstance(found, Grain):
        return Grain.NIGHT if item.night is not Night.NO else found
    if item.night is not Night.NO:
        if found.first < found.last:
            return replace(found, grain=Grain.NIGHT)
        return i.night_of(found.first - (DAY if item.night is Night.INTO else 0 * DAY))
    return apply_part(found, item.part, context.published)


def _range(
    text: str, item: Item, second: Item, context: Context
) -> tuple[Resolved, tuple[DateMention, ...]]:
    """From one date to another; what the first leaves open is settled by the second."""
    last = _one(second, context)
    one = replace(item, join=Join.ALONE, second=None, night=Night.NO)
    if isinstance(last, Grain):
        return Grain.DAYS, ()
    first = _one(one, replace(context, published=last.first, tense=Tense.PAST))
    if isinstance(first, Grain) or first.first > last.last:
        raise ValueError
    ends = tuple(
        DateMention(
            text=text[start:end],
            start=start,
            end=end,
            first=interval.first,
            last=interval.last,
            precision=i.precision_of(interval.first, interval.last),
            function=DateFunction.POINT,
            grain=interval.grain,
        )
        for start, end, interval in (
            (item.start, item.phrase.end, first),
            (second.start, second.end, last),
        )
    )
    grain = Grain.NIGHT if item.night is not Night.NO else Grain.DAYS
    return Interval(first.first, last.last, grain), ends


def _tense(text: str, sentences: Sentences, item: Item) -> Tense:
    kind = (item.second or item).phrase.kind
    if kind not in _BY_TENSE:
        return Tense.OPEN
    if is_since(text, item):
        return Tense.PAST
    tense = tense_at(text, sentences, item.start, item.end)
    if deadline_word(text, item):
        return _tense_of_deadline(text, sentences, item, tense)
    before = text[max(0, item.start - 16) : item.start]
    if kind not in _ABOUT_NOW and _OF_OR_THE.search(before):
        return Tense.OPEN if tense is Tense.FUTURE else Tense.PAST
    if kind == "weekday" and (owned := _OWNED.match(text, item.end)):
        comes = tense is Tense.FUTURE and _EVENT.match(text, owned.end())
        return Tense.FUTURE if comes or _AHEAD_OF.search(before) else Tense.PAST
    return tense


def _tense_of_deadline(text: str, sentences: Sentences, item: Item, tense: Tense) -> Tense:
    kind = (item.second or item).phrase.kind
    if tense is Tense.PAST and not looks_ahead(text, sentences, item.start, item.end):
        return tense
    if kind in _ABOUT_NOW or kind == "within":
        return Tense.FUTURE
    return tense if tense is Tense.FUTURE and kind in ("month", "season") else Tense.OPEN


def _unknown_precision(found: Resolved) -> DatePrecision:
    grain = found if isinstance(found, Grain) else found.grain
    return i.GRAIN_PRECISION.get(grain, DatePrecision.LONGER)


def _unknown_function(text: str, item: Item) -> DateFunction:
    if is_since(text, item):
        return DateFunction.SINCE
    if deadline_word(text, item):
        return DateFunction.DEADLINE
    return DateFunction.RANGE if item.join is Join.RANGE else DateFunction.POINT


def _day_first(items: list[Item]) -> bool:
    """The order of numeric dates: by those that have one reading, else by dates in words."""
    score = words = 0
    for item in items:
        fields = item.phrase.fields
        if item.phrase.kind == "numeric" and fields["sep"] != ".":
            score += (int(fields["day"]) > 12) - (int(fields["month"]) > 12)
        words += (item.phrase.kind == "day_month") - (item.phrase.kind == "month_day")
    return (score or words) >= 0
