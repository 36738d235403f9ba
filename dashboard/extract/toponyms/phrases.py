"""A name and the words around it in, the mention out: with direction, generic noun or distance.

The rules are CODEBOOK.md's: "eastern Libya", "Abu Salim district", "Tripoli port", "60 nautical
miles south-west of Hodeidah" are one mention each.
"""

import re
from typing import NamedTuple

from dashboard.extract.findings import Known
from dashboard.model import Level, Span

_SIDE = r"(?:(?:north|south)[ -]?(?:east|west)|north|south|east|west)(?:ern)?|central"
_BEFORE = 120
_AFTER = 60
_DIRECTION = re.compile(rf"\b(?P<phrase>(?:{_SIDE})[ \xa0])$", re.IGNORECASE)
_SIDE_OF = re.compile(
    rf"\bthe (?P<phrase>(?:{_SIDE})(?: (?:parts?|side|regions?))? of (?:the )?)$", re.IGNORECASE
)
_COAST = r"(?:the (?:[a-z-]+ )?(?:coasts?|shores?) of )?(?:the )?"
_DISTANCE = re.compile(
    r"(?P<phrase>\b\d[\d.,]*[ -](?:nautical miles?|nm) "
    rf"(?:(?:to the )?(?:[a-z]+[ -]){{0,3}}(?:of|from|off) ){_COAST})$", re.IGNORECASE
)  # fmt: skip
_DISTANCE_OFF = re.compile(
    rf"(?P<phrase>\b\d[\d.,]*[ -]?(?:miles?|km|kilomet(?:re|er)s?) off {_COAST})$", re.IGNORECASE
)
_OFF = re.compile(
    r"(?P<phrase>\boff (?:the (?:[a-z-]+ )?(?:coasts?|shores?) of )(?:the )?)$", re.IGNORECASE
)
_BARE_OFF = re.compile(r"(?<![a-z] )(?P<phrase>\boff )$", re.IGNORECASE)
_AT_SEA = re.compile(
    r"\b(?:boats?|ships?|vessels?|dinghy|tanker|s[aiu]nks?|drown\w*|rescued?|waters|sea|capsiz\w+|"
    r"intercept\w*|seized|adrift|\w*wreck\w*|missing|dead) (?P<phrase>off )$",
    re.IGNORECASE,
)
_PORT_OF = re.compile(r"\b(?P<phrase>(?:air|sea)?ports? of )$", re.IGNORECASE)
_KINDS = (
    "provinces?|governorates?|districts?|sub-?districts?|county|counties|states?|regions?|"
    "prefectures?|oblasts?|raions?|departments?|municipalit(?:y|ies)|cantons?|territor(?:y|ies)|"
    "localit(?:y|ies)|townships?|cit(?:y|ies)|towns?|villages?|neighbou?rhoods?|quarters?|suburbs?|"
    "camps?|airports?|air ?bases?|airfields?|bases?|(?:sea)?ports?|harbou?rs?|terminals?|"
    "refiner(?:y|ies)|oil ?fields?|fields?|crossings?|dams?|prisons?|barracks|countryside|"
    "islands?|peninsula|valley|mountains?|desert|basin|bridge|checkpoint|division"
)
_GENERIC = re.compile(
    r"(?P<phrase>[ \xa0](?:(?:international|military|naval|air|army|oil|gas|border|refugee|"
    rf"displacement|idps?|detention|administrative) ){{0,2}}(?:{_KINDS})\b)"
    r"(?!-)(?! (?:media|television|tv|news|run|owned|council|department|institutions?)\b)",
)
_OWN_SIDE = re.compile(
    r"(?P<phrase>['’]s (?:far )?(?:(?:north|south)[ -]?(?:east|west)|north|south|east|west))\b"
    r"(?![ -](?:of|coast|african|korean|[a-z]+ern)\b)"
)
_WIDE = frozenset({Level.COUNTRY})


class Phrase(NamedTuple):
    """A mention; ``name`` is what to look up, ``level`` what the words say of it."""

    span: Span
    name: str
    level: Level | None = None


def phrase(text: str, span: Span, known: Known | None, *, after: int, before: int) -> Phrase:
    """The mention around a name, between the offsets ``after`` and ``before``."""
    lead = text[max(after, span.start - _BEFORE) : span.start]
    trail = text[span.end : min(before, span.end + _AFTER)]
    name = text[span.start : span.end]
    for pattern in (_DISTANCE, _DISTANCE_OFF, _OFF, _AT_SEA, _BARE_OFF):
        if found := pattern.search(lead):
            return Phrase(Span(span.start - len(found["phrase"]), span.end), name, Level.SEA)
    start, end = span.start, span.end
    country = known is not None and known.best in _WIDE
    if found := _GENERIC.match(trail):
        end += 0 if country else len(found["phrase"])
    elif found := _OWN_SIDE.match(trail):
        end += len(found["phrase"])
    before_it = (_DIRECTION, _SIDE_OF) if country else (_PORT_OF, _DIRECTION, _SIDE_OF)
    for pattern in before_it:
        if found := pattern.search(lead):
            start -= len(found["phrase"])
            break
    return Phrase(Span(start, end), text[start:end])
