"""Phrases that may say when, as they stand in a text.

A kind of phrase is a pattern with named fields; ``resolve`` has a function of the same name for
each. Where two phrases overlap, the one that begins first counts, then the longer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.extract.dates import words as w

S, N = w.SPACE, w.NEXT
_LEAD = rf"(?:(?:(?i:last|next|this){S})?(?P<weekday>{w.WEEKDAY_BY_DATE}){N}(?:the{S})?)?"
_YEAR = rf"(?:{N}(?:of{S})?(?P<year>{w.YEAR}|{w.SHORT_YEAR}))?"
_NO_SIGN_BEFORE = r"(?<![\w/.,:$€£#-])"
_JOIN = rf"{S}(?:to|and|or|until|through){S}|{S}?{w.DASH}{S}?|/"
_REL = rf"(?P<rel>(?:the{S}|this{S})?(?:very{S})?(?:last|next|past|previous|preceding|following|coming|same|current)|this|that)"  # noqa: E501
_OF_YEAR = rf"(?:{N}(?:of{S})?(?P<of_year>(?:last|this|next|that|the{S}(?:same|following|previous)){S}year))?"  # noqa: E501

HOLIDAYS = (
    r"Christmas(?: Eve| Day)?|New Year[’']s(?: Eve| Day)?|New Year|Boxing Day|Halloween|May Day"
    r"|(?:St\.? )?Valentine[’']s Day|International Women[’']s Day|Armistice Day|Veterans Day"
    r"|All Saints[’']? Day|Fourth of July|July Fourth|Thanksgiving(?: Day)?|Labor Day"
    r"|Memorial Day|Columbus Day|Martin Luther King(?:,? Jr\.?)? Day|Presidents[’']? Day"
    r"|Mother[’']s Day|Father[’']s Day|Easter(?: Sunday| Monday)?|Good Friday|Ash Wednesday"
    r"|Bastille Day|Palm Sunday|Pentecost|Ascension Day|St\.? Patrick[’']s Day|Orthodox Christmas"
)

KINDS = {
    "iso": rf"{_NO_SIGN_BEFORE}(?P<year>[12][0-9]{{3}})(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])"
    r"(?P=sep)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[-/.][0-9])",
    "numeric": rf"{_NO_SIGN_BEFORE}(?P<day>[0-9]{{1,2}})(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})"
    r"(?P=sep)(?P<year>[12][0-9]{3}|[0-9]{2})(?!\w|[-/.:][0-9])",
    "day_month": rf"{_NO_SIGN_BEFORE}{_LEAD}(?:the{S})?(?P<day>{w.DAY})(?:{S}of{S}|{S}|-)"
    rf"(?P<month>{w.MONTH}){_YEAR}{_OF_YEAR}",
    "month_day": rf"{_NO_SIGN_BEFORE}{_LEAD}(?P<month>{w.MONTH}){S}(?:the{S})?(?P<day>{w.DAY})"
    rf"(?!{S}?(?:percent|per{S}cent|km|pm|p\.m)\b){_YEAR}{_OF_YEAR}",
    "days_month": rf"{_NO_SIGN_BEFORE}(?:the{S})?(?P<one>{w.DAY_NUMBER})(?P<join>{_JOIN})"
    rf"(?P<two>(?:the{S})?(?P<day>{w.DAY})(?:{S}of{S}|{S})(?P<month>{w.MONTH}){_YEAR})",
    "month_days": rf"\b(?P<month>{w.MONTH}){S}(?P<one>{w.DAY_NUMBER})(?P<join>{_JOIN})"
    rf"(?P<two>(?P<day>{w.DAY})(?!{S}{w.MONTH}){_YEAR})",
    "month_year": rf"\b(?P<month>{w.MONTH}){N}(?:of{S})?(?P<year>{w.YEAR}|{w.SHORT_YEAR})",
    "month": rf"\b(?:(?P<rel>(?i:last|this|next|this{S}past|this{S}coming|the{S}following){S}))?"
    rf"(?P<month>{w.MONTH_ALONE}){_OF_YEAR}",
    "weekday": rf"\b(?:(?i:earlier|later|late|early){S}(?:on{S})?)?"
    rf"(?:(?P<rel>(?i:last|this|next|this{S}past|this{S}coming|the{S}(?:previous|following|next|same)"
    rf"|past|that|coming)){S})?(?P<weekday>{w.WEEKDAY}\b|{w.any_of(w.SHORT_WEEKDAYS)}\.)"
    rf"(?:{S}(?P<part>{w.PART_OF_DAY}))?"
    rf"(?:{S}(?:of{S})?(?P<week>(?:last|this|next){S}week|the{S}(?:previous|following){S}week))?",
    "nth_weekday": rf"\b(?i:the{S})?(?P<nth>(?i:{w.any_of(w.ORDINALS)})){S}"
    rf"(?P<weekday>{w.WEEKDAY}){S}(?:of|in){S}(?P<month>{w.MONTH}){_YEAR}",
    "deictic": rf"\b(?:(?i:earlier|later|early|late){S})?(?P<word>(?i:today|tonight|yesterday"
    rf"|tomorrow|the{S}day{S}before{S}yesterday|the{S}day{S}after{S}tomorrow|last{S}night|overnight"
    rf"|this{S}(?:morning|afternoon|evening)))\b(?:{S}(?P<part>{w.PART_OF_DAY}))?",
    "same": rf"\b(?i:(?:early|late){S}in{S}the{S}(?:day|morning|afternoon|evening|night)"
    rf"|(?:earlier|later){S}(?:in{S}the{S}(?:day|evening|night)|(?:on{S})?(?:that|the{S}same){S}day)"
    rf"|the{S}(?:very{S})?same{S}(?:day|morning|afternoon|evening|night)"
    rf"|that{S}(?:same{S}|very{S})?(?:day|morning|afternoon|evening|night))\b",
    "beside": rf"\b(?i:(?:the{S})?(?P<which>next|following|previous|preceding){S}"
    rf"(?P<unit>day|morning|afternoon|evening|night)"
    rf"|the{S}(?P<unit2>day|night|week|month|year){S}(?P<dir>before|after))\b",
    "since_then": r"(?<=\b[Ss]ince\s)then\b",
    "relative": rf"\b(?i:{_REL}{S}"
    r"(?P<unit>week-?end|week|month|quarter|year|decade|century))\b(?!-old)",
    "season": rf"\b(?:(?P<rel>(?i:last|this|next|the|this{S}past)){S})?"
    rf"(?P<season>{w.SEASON}|(?:Spring|Summer|Autumn|Winter)(?={S}(?:of{S})?{w.YEAR}))\b"
    rf"(?:{S}(?:of{S})?(?:(?P<year>{w.YEAR}|{w.SHORT_YEAR})|(?P<of_year>(?:last|this|next){S}year)))?",
    "stretch": rf"\b(?i:(?:the|these){S}(?P<which>last|past|previous|next|coming){S}"
    rf"(?P<count>{w.COUNT}|few|several){S}(?P<unit>day|week|month|year)s"
    rf"|(?P<recent>recent|(?:the{S})?coming){S}(?P<unit2>day|week|month|year)s)\b",
    "within": rf"\b(?i:within){S}(?P<count>{w.COUNT}){S}"
    rf"(?P<unit>hour|day|week|month|year)s?\b(?!{S}of\b)",
    "lasting": rf"\b(?i:for){S}"
    rf"(?:(?:more{S}than|nearly|almost|about|over|some|the{S}(?:last|past)){S})?"
    rf"(?P<count>{w.COUNT}){S}(?P<unit>day|week|month|year)s?\b(?!{S}ago)",
    "offset": rf"\b(?P<count>(?i:{w.COUNT})){S}(?P<unit>(?i:day|week|month|year|decade))s?{S}"
    rf"(?P<dir>(?i:ago|earlier|later|before|after|afterwards?|from{S}now|hence|previously|prior))\b",
    "weekend": rf"\b(?i:(?:the|(?P<rel>last|this|next|this{S}past|this{S}coming)){S}weekend)\b",
    "the_unit": r"\b(?i:(?P<end>year|month|week)(?:[’']s|-| )end)\b"
    rf"|\b(?i:the{S}(?P<unit>week|month|year|decade|century))\b",
    "quarter": rf"\b(?:(?i:the){S})?(?P<count>(?i:first|second|third|fourth|last))[ -]quarter"
    rf"{S}(?:of{S})?(?:(?P<year>{w.YEAR})|(?P<of_year>(?:last|this|next){S}year|the{S}year))"
    rf"|\bQ(?P<number>[1-4])[ -]?(?P<q_year>{w.YEAR})?",
    "decade": rf"\b(?:(?i:the){S})?(?P<year>(?:1[5-9]|20)[0-9]0)[’']?s\b"
    rf"|(?i:\bthe){S}(?:(?P<tens>(?i:{w.any_of(w.TENS)}))\b|[’']?(?P<short>[2-9]0)[’']?s\b)"
    r"|(?<!\w)[’'](?P<shorter>[2-9]0)s\b",
    "century": rf"\b(?i:the{S}(?P<count>(?:1[5-9]|20)th|21st|{w.any_of(w.CENTURIES)})"
    rf"(?:{S}|-)century)\b",
    "years": rf"{_NO_SIGN_BEFORE}(?P<one>{w.YEAR})(?P<join>{w.DASH})"
    rf"(?P<two>{w.YEAR}|[0-9]{{2}}(?![\w-]))",
    "year": rf"(?<![\w/.,:$€£#(-])(?:(?i:the){S}year{S})?(?P<year>{w.YEAR})(?![/]|-[0-9])"
    rf"|(?<=\()(?P<in_brackets>{w.YEAR})(?=\))|(?<=mid-)(?P<in_compound>{w.YEAR})(?!-[0-9])",
    "ordinal": rf"\bthe{S}(?P<day>(?:3[01]|[12][0-9]|[1-9]){w.ORDINAL_END})\b"
    rf"(?=[.,;:)]|{S}(?:in|at|to|and|when|as|by|after|but|that|while|for|they|he|she|it|we|the|a|an|his|her|its|was|were)\b|\s*$)",
    "holiday": rf"\b(?P<name>{HOLIDAYS})\b(?:{N}(?:of{S})?(?P<year>{w.YEAR}))?",
}

_NEEDED = {
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "decade": ("0s", "0's", "0’s", "ties"),
    "century": ("century",),
    "quarter": ("quarter", "q1", "q2", "q3", "q4"),
    "weekend": ("weekend",),
    "since_then": ("since", "then"),
    "within": ("within",),
    "nth_weekday": ("first", "second", "third", "fourth", "last"),
    "offset": ("ago", "earlier", "later", "before", "after", "now", "hence", "previously", "prior"),
}
"""words of which a text must hold one, in small letters, before a slow pattern is tried"""

_COMPILED = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A span of the text and the fields of its pattern that are filled."""

    kind: str
    start: int
    end: int
    fields: Mapping[str, str] = field(default_factory=dict)
    """in small letters, words one space apart"""
    capital: bool = False
    """whether it begins with a capital letter"""


def _plain(fields: Mapping[str, str | None]) -> dict[str, str]:
    return {name: " ".join(value.lower().split()) for name, value in fields.items() if value}


def find_phrases(text: str) -> list[Phrase]:
    """Phrases in the order of the text, none overlapping another."""
    small = text.lower()
    found = [
        Phrase(kind, *match.span(), _plain(match.groupdict()), match.group()[0].isupper())
        for kind, pattern in _COMPILED.items()
        if kind not in _NEEDED or any(word in small for word in _NEEDED[kind])
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda phrase: (phrase.start, -phrase.end))
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept
