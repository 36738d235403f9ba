"""Phrases joined with the words before them and with one another.

"early" + "2019", "the night of" + "4 January", "3 May" + "to" + "5 June", "two days before" +
"Christmas".
"""

import re
from dataclasses import dataclass, replace
from enum import Enum

from dashboard.extract.dates import words as w
from dashboard.extract.dates.guards import is_date
from dashboard.extract.dates.phrases import Phrase, find_phrases

S = w.SPACE
_REACH = 48


class Join(Enum):
    """How a second phrase bears on the first."""

    ALONE = "alone"
    RANGE = "range"
    OFFSET = "offset"
    """the first is counted from the second"""


class Night(Enum):
    """Whether a day stands for a night."""

    NO = "no"
    FROM = "from"
    """the night that begins on the day"""
    INTO = "into"
    """the night that ends on it"""


@dataclass(frozen=True, slots=True)
class Item:
    """One date of the text: a phrase or two, and what the words before it add."""

    start: int
    end: int
    phrase: Phrase
    part: str = ""
    """early, mid, late, earlier, later, "first half", "first week", … of the phrase's unit"""
    night: Night = Night.NO
    join: Join = Join.ALONE
    second: "Item | None" = None


_PARTED = frozenset(
    {"month", "month_year", "relative", "season", "the_unit", "decade", "century", "year"}
    | {"quarter"}
)
_NIGHTS = frozenset({"day_month", "month_day", "weekday", "numeric", "iso", "ordinal", "holiday"})
_PART = re.compile(
    rf"\b(?:(?:the{S})?(?P<plain>(?i:early|mid|middle|late|later|earlier))"
    rf"(?:{S}(?:in|on)(?:{S}the)?)?(?:{S}|-)"
    rf"|(?:(?i:the){S})?(?P<of>(?i:(?:very{S})?(?:beginning|start|early{S}(?:part|days)|middle|end|close"
    rf"|(?:latter|later){S}part|(?:first|second|latter){S}half"
    rf"|(?:first|second|third|fourth|last|final){S}(?:full{S})?(?:week|days|months|weekend))))"
    rf"{S}(?:of|to|in)(?:{S}the(?={S}(?:[12]|Sp|Su|Au|Wi|sp|su|au|wi)))?{S})$"
)
_NIGHT_FROM = re.compile(
    rf"\b(?i:(?:(?:the|that){S})?night(?:{S}(?:of|from|between))?|overnight(?:{S}(?:on|from|between|of))?)"
    rf"{S}(?:the{S})?$"
)
_NIGHT_INTO = re.compile(
    rf"\b(?i:overnight{S}(?:in|on)?to|(?:(?:the){S})?night{S}(?:in|on)?to){S}$"
)
_SAME_PART = {
    **dict.fromkeys(("beginning", "start", "early part", "early days"), "early"),
    "middle": "mid",
    **dict.fromkeys(("end", "close", "latter part", "later part"), "late"),
}

_TO = re.compile(
    rf"{S}(?:to|until|till|through|up to){S}(?:the{S})?|{S}?{w.DASH}{S}?|{S}and{S}(?:the{S})?"
)
_FROM = re.compile(rf"\b(?i:from)(?:{S}the)?{S}$")
_BETWEEN = re.compile(rf"\b(?i:between)(?:{S}the)?{S}$")
_BESIDE = re.compile(rf"{S}(?:on{S})?(?:the{S})?")
_RANGED = frozenset(
    {"day_month", "month_day", "month", "month_year", "year", "weekday", "iso", "numeric"}
    | {"decade", "ordinal", "deictic", "season", "quarter", "holiday"}
)
_DAYS = frozenset({"day_month", "month_day", "iso", "numeric", "ordinal", "weekday", "deictic"})


def _with_words_before(phrase: Phrase, text: str) -> Item:
    low = max(0, phrase.start - _REACH)
    before = text[low : phrase.start]
    item = Item(phrase.start, phrase.end, phrase)
    if phrase.kind in _PARTED and (match := _PART.search(before)):
        words = " ".join((match["plain"] or match["of"]).lower().removeprefix("very ").split())
        words = _SAME_PART.get(words.replace("full ", ""), words.replace("full ", ""))
        return replace(item, start=low + match.start(), part="mid" if words == "middle" else words)
    if phrase.kind in _NIGHTS:
        if match := _NIGHT_INTO.search(before):
            return replace(item, start=low + match.start(), night=Night.INTO)
        if match := _NIGHT_FROM.search(before):
            return replace(item, start=low + match.start(), night=Night.FROM)
    return item


def _is_range(one: Item, two: Item, gap: str, before: str) -> bool:
    kinds = {one.phrase.kind, two.phrase.kind}
    if not kinds <= _RANGED or not _TO.fullmatch(gap):
        return False
    word = gap.split()[0] if gap.split() else "-"
    between = bool(_BETWEEN.search(before)) or one.night is Night.FROM
    if word == "and":
        return between
    if between or _FROM.search(before):
        return word != "-" or len(kinds) == 1
    if word == "until":
        return False
    return len(kinds) == 1 or kinds <= _DAYS or kinds <= {"month", "month_year"}


def _counts_from(one: Item, gap: str) -> bool:
    fields = one.phrase.fields
    vague = ("before", "after", "prior")
    return (
        one.phrase.kind in ("offset", "beside")
        and fields.get("dir") in vague
        and bool(_BESIDE.fullmatch(gap))
    )


def _split(phrase: Phrase, text: str) -> tuple[Item, Item] | None:
    """The two dates of "3-5 May", "May 3 and 5", "2011-14"; ``None`` if they run backwards."""
    fields = phrase.fields
    whole = text[phrase.start : phrase.end].lower()
    start = phrase.end - len(whole) + whole.rindex(fields["two"].split()[0], len(fields["one"]))
    kind, one, two = "day_month", dict(fields), dict(fields)
    if phrase.kind == "years":
        kind = "year"
        two["year"] = (fields["one"][:2] + fields["two"])[-4:]
        one["year"] = fields["one"]
    else:
        one["day"] = fields["one"]
    name = "year" if kind == "year" else "day"
    if w.number(one[name]) >= w.number(two[name]):
        return None
    end = phrase.start + whole.index(fields["one"]) + len(fields["one"])
    return (
        _with_words_before(Phrase(kind, phrase.start, end, one), text),
        Item(start, phrase.end, Phrase(kind, start, phrase.end, two)),
    )


def _items(phrase: Phrase, text: str) -> list[Item]:
    if "join" not in phrase.fields:
        item = _with_words_before(phrase, text)
        alone = phrase.kind != "the_unit" or item.part or "end" in phrase.fields
        return [item] if alone else []
    pair = _split(phrase, text)
    if pair is None:
        return []
    one, two = pair
    before = text[max(0, one.start - 20) : one.start]
    between = bool(_BETWEEN.search(before)) or one.night is not Night.NO
    if phrase.fields["join"] in ("and", "or") and not between:
        return [one, two]
    return [replace(one, end=two.end, join=Join.RANGE, second=two)]


def compose(text: str) -> list[Item]:
    """The dates of a text, in order, none overlapping another."""
    items: list[Item] = []
    for phrase in find_phrases(text):
        if not is_date(phrase, text):
            continue
        for item in _items(phrase, text):
            while items and items[-1].end > item.start:
                items.pop()  # "overnight", taken up by "overnight from Thursday"
            if items and (joined := _joined(items[-1], item, text)):
                items[-1] = joined
            else:
                items.append(item)
    return items


def _joined(one: Item, two: Item, text: str) -> Item | None:
    if Join.ALONE not in (one.join, two.join) or two.start - one.end > 16:
        return None
    gap = text[one.end : two.start]
    before = text[max(0, one.start - 20) : one.start]
    if one.join is two.join and _is_range(one, two, gap, before):
        return replace(one, end=two.end, join=Join.RANGE, second=two)
    if one.join is Join.ALONE and _counts_from(one, gap):
        return replace(one, end=two.end, join=Join.OFFSET, second=two)
    return None
