"""Which phrases are no dates after all: verbs, names, counts, document symbols."""

import re
from collections.abc import Callable

from dashboard.extract.dates import words as w
from dashboard.extract.dates.phrases import Phrase

S = w.SPACE
_REACH = 40
Guard = Callable[[Phrase, str, str], bool]


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=\W)|^)(?i:{pattern}){S}?$")


def _after(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{S}?(?:{pattern})")


_MONTH_CUE = _before(
    "in|since|until|till|by|from|of|during|through|throughout|before|after|between|early|late|mid-?"
)
_MONTH_LIST = re.compile(rf"{w.MONTH}{S}?(?:,|and|or|to|through|{w.DASH}){S}?$")
_CAPITAL = _after(r"[A-Z][a-z]")
_SETS = _before("every|each|black|bloody|super|mail on|sheffield|happy|casual|most")
_PAPERS = _after(
    r"(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Tribune|Star|Sun|World|Night Live|Mass)\b"
)
_ON = _before("on|by|until|till|since|from|before|after|of|for")
_IN_MONTH = _before("in")
_COUNTED = _after(
    r"(?:people|men|women|children|troops|soldiers|fighters|civilians|refugees|migrants|homes|houses"
    r"|families|villages|cases|deaths|kilomet(?:er|re)s|miles|met(?:er|re)s|feet|km|kg|tons|tonnes"
    r"|GMT|UTC|EST|hours|hrs|local time|dollars|euros|pounds|workers|members|police|protesters|more"
    r"|others|times|years|months|weeks|days|residents|pages|words|votes|percent|per cent|dead"
    r"|rebels|missiles|rockets|tanks|jobs|students|patients|prisoners|detainees|square|cubic|barrels|MW"
    r"|points|volts|names|shares|were killed|wounded|injured|million|billion|employees|seats)\b"
)
_YEAR_CUE = _before(
    "in|since|by|until|till|from|during|before|after|between|through|throughout|year|early|late"
    "|fiscal|season|back to|as of|end of|start of|beginning of|middle of|spring|summer|autumn"
    r"|winter|(?:1[5-9]|20)[0-9][0-9]\s(?:and|or|to)|(?:1[5-9]|20)[0-9][0-9],?"
)
_NUMBER_CUE = _before(
    r"resolutions?|res\.?|no\.?|nos\.?|numbers?|flight|room|route|highway|road|bus|pages?|some|about"
    "|around|nearly|over|than|least|almost|approximately|only|another|every|all|up to|at|those"
    "|these|model|unit|block|section|law|act|article|decree|order|chapter|channel|box|to|with|roughly|or"
    "|(?:population|number|force|group|average|crowd|maximum|minimum|total|cost|sum|altitude|height"
    "|depth|distance|length|rate|range|price|team|resolution) of|[0-9]+ and|[0-9],?"
)
_RESOLUTIONS = re.compile(rf"(?i:resolutions?|numbers?|nos?\.?){S}[0-9 ,and\n]{{0,24}}$")
_NUMBERED = re.compile(r"[0-9]\s?\($")
_SEASON_CUE = _before(r"in(?:\sthe)?|since|by|until|during(?:\sthe)?|early|late|mid-?|of")
_NOUN_PHRASE = _after(r"(?:the|a|an|his|her|its|their|this|that|these|those|he|she|it|they|we)\b")
_GERUND = _after(r"[a-z]{2,20}ing\b")
_OF = _after(r"of\b")
_BRAND = re.compile(r"\b[A-Z][A-Za-z]+[^\S\n]$")
_PERFECT = re.compile(
    rf"\bha(?:s|ve){S}(?:[a-z]{{2,14}}{S}){{0,3}}$|\bha(?:s|ve){S}[\w\s,’'-]{{0,90}}$"
)


def _month(phrase: Phrase, before: str, after: str) -> bool:
    name = phrase.fields["month"].capitalize()
    if name not in w.ALSO_WORDS - {"July"} or "rel" in phrase.fields or "of_year" in phrase.fields:
        return True
    if _MONTH_LIST.search(before):
        return True
    if name == "May" and (after[:2] in ("'s", "’s") or _CAPITAL.match(after)):
        return bool(_before("in|since|last|next|of|until").search(before))
    if name in ("March", "May"):
        return bool(_MONTH_CUE.search(before))
    return bool(_MONTH_CUE.search(before)) or not _CAPITAL.match(after)


def _weekday(phrase: Phrase, before: str, after: str) -> bool:
    if _SETS.search(before) or _PAPERS.match(after):
        return False
    return not phrase.fields["weekday"].endswith(".") or bool(_ON.search(before))


def _month_day(phrase: Phrase, before: str, after: str) -> bool:
    """Not "in March 12 people": there the month stands alone (and is lost)."""
    return not (_IN_MONTH.search(before) and _COUNTED.match(after))


def _year(phrase: Phrase, before: str, after: str) -> bool:
    if "in_brackets" in phrase.fields:
        return not _NUMBERED.search(before)
    if "in_compound" in phrase.fields:
        return True
    if _COUNTED.match(after) or _RESOLUTIONS.search(before):
        return False
    if _YEAR_CUE.search(before):
        return True
    year = int(phrase.fields["year"])
    plain = 1900 <= year < 2050 and year % 1000 != 0
    return plain and not _NUMBER_CUE.search(before)


def _season(phrase: Phrase, before: str, after: str) -> bool:
    fields = phrase.fields
    if "year" in fields or "of_year" in fields:
        return True
    if fields["season"] == "fall" and _OF.match(after):
        return False
    if fields.get("rel") not in (None, "the"):
        return True
    return bool(_SEASON_CUE.search(before))


def _deictic(phrase: Phrase, before: str, after: str) -> bool:
    """Not the names of papers and channels ("USA Today")."""
    return not (phrase.capital and _BRAND.search(before))


def _beside(phrase: Phrase, before: str, after: str) -> bool:
    return "dir" not in phrase.fields or not _NOUN_PHRASE.match(after)


def _offset(phrase: Phrase, before: str, after: str) -> bool:
    vague = phrase.fields["dir"] in ("before", "after", "prior")
    return not (vague and (_NOUN_PHRASE.match(after) or _GERUND.match(after)))


GUARDS: dict[str, Guard] = {
    "month": _month,
    "month_day": _month_day,
    "weekday": _weekday,
    "year": _year,
    "season": _season,
    "deictic": _deictic,
    "beside": _beside,
    "offset": _offset,
    "relative": lambda phrase, before, after: not _OF.match(after),
    "ordinal": lambda phrase, before, after: bool(_ON.search(before)),
    "lasting": lambda phrase, before, after: bool(_PERFECT.search(before)),
    "quarter": lambda phrase, before, after: (
        "number" not in phrase.fields or "q_year" in phrase.fields
    ),
}


def is_date(phrase: Phrase, text: str) -> bool:
    """Whether a phrase says when, going by the words beside it."""
    guard = GUARDS.get(phrase.kind)
    if guard is None:
        return True
    before = text[max(0, phrase.start - _REACH) : phrase.start]
    return guard(phrase, before, text[phrase.end : phrase.end + _REACH])
