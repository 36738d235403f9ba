"""A report's text and where its places are named in, what the words between them say out.

"Sirte, Libya", "Paris (Texas)", "a village in northern Idlib", "Libya's Sirte", "the Libyan town of
Sirte": the one lies in the other. Everything here is about words; nothing is looked up.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.model import Level, MentionKind, PlaceMention

_KIND = (
    "city|town|township|village|hamlet|capital|port|airport|district|province|governorate|county|"
    "region|island|suburb|neighbou?rhood|quarter|area|state|enclave|camp|base|municipality|oblast"
)
_SOME = r"(?:[\w’'-]+\s+){0,3}?"
_COMMA = re.compile(r",\s{1,2}|\s?\(")
_A = r"(?:an?\s+|the\s+)?"
_WITHIN = r"(?:in|inside|within|part of)"
_IS = r"(?:(?:which|that) (?:is|lies)\s+)"
_IN = re.compile(
    rf"(?:\s+(?:{_IS}|{_A}){_SOME}{_WITHIN}|,\s+{_IS}?{_WITHIN}"
    rf"|,?\s+{_A}{_SOME}(?:{_KIND})\s+(?:of|{_WITHIN}))\s+(?:the\s+)?{_SOME}"
)
"""After a comma only what is called a place lies in another: not "a spokesman in"."""
_OWNED = re.compile(rf"['’]s?\s+{_SOME}")
_SAID = re.compile(rf"\s+{_SOME}(?:{_KIND})(?:\s+of)?,?\s+(?:the\s+)?")
_BARE = re.compile(r"\s+")
_NEXT = re.compile(r",\s{1,2}((?:[A-Z]\.){2,3}|[A-Z][a-z]{1,5}\.|[A-Z]\w+(?: [A-Z]\w+)?)")
_LONGEST_GAP = 60


class Inside(NamedTuple):
    """The mention at ``inner`` is said to lie in another, or in what is called ``name``."""

    inner: int
    outer: int | None
    name: str
    sure: bool
    """whether only a comma or a bracket stands between them"""


def containments(text: str, mentions: Sequence[PlaceMention]) -> Iterator[Inside]:
    """What is said to lie in what, by position in ``mentions``; nothing for spans outside text."""
    order = [
        at
        for at, mention in enumerate(mentions)
        if 0 <= mention.span.start < mention.span.end <= len(text)
    ]
    order.sort(key=lambda at: mentions[at].span.start)
    for one, other in pairwise([*order, None]):
        if one is None:
            continue
        if other is None or mentions[other].span.start > mentions[one].span.end + 2:
            yield from _unread(text, mentions[one], one)
        if other is not None:
            gap = text[mentions[one].span.end : mentions[other].span.start]
            if len(gap) <= _LONGEST_GAP:
                yield from _between(gap, one, other, mentions)


def _unread(text: str, mention: PlaceMention, at: int) -> Iterator[Inside]:
    """What follows after a comma, where the reader saw no place: "Jackson, Tenn."."""
    if found := _NEXT.match(text, mention.span.end, mention.span.end + _LONGEST_GAP):
        yield Inside(at, None, found[1], sure=True)


def _between(gap: str, one: int, other: int, mentions: Sequence[PlaceMention]) -> Iterator[Inside]:
    bare = mentions[one].kind == MentionKind.DEMONYM and _BARE.fullmatch(gap)
    if _COMMA.fullmatch(gap):
        yield Inside(one, other, mentions[other].name, sure=True)
    elif bare or _OWNED.fullmatch(gap) or _SAID.fullmatch(gap):
        yield Inside(other, one, mentions[one].name, sure=False)
    elif _IN.fullmatch(gap):
        yield Inside(one, other, mentions[other].name, sure=False)


_PLURALS = {
    "counties": Level.DISTRICT, "parishes": Level.DISTRICT, "districts": Level.DISTRICT,
    "county": Level.DISTRICT, "parish": Level.DISTRICT,
    "provinces": Level.PROVINCE, "governorates": Level.PROVINCE, "states": Level.PROVINCE,
    "oblasts": Level.PROVINCE, "regions": Level.PROVINCE,
    "towns": Level.TOWN, "cities": Level.TOWN, "villages": Level.TOWN,
}  # fmt: skip
_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}"
_LISTED = re.compile(
    rf"(?:(?:, {_NAME}){{0,40}},? (?:and|or|&) {_NAME})? (?P<kind>(?i:{'|'.join(_PLURALS)}))\b"
)


def level_said(text: str, end: int) -> Level | None:
    """The level that the words after a mention give it: "Grant, Clay and Swift counties"."""
    found = _LISTED.match(text, end, end + 400)
    return _PLURALS[found["kind"].lower()] if found else None
