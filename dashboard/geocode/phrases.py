"""A place phrase in, its parts out: generic words, directions, what it is said to lie in.

Everything here is about words; nothing is looked up.
"""

import re
from typing import NamedTuple

from dashboard.geocode.normalise import fold
from dashboard.model import Level

ANY: frozenset[Level] = frozenset()
_AREA = frozenset({Level.PROVINCE, Level.DISTRICT})

_GENERIC: dict[frozenset[Level], str] = {
    frozenset({Level.PROVINCE}): "province governorate state oblast krai wilaya wilayat wilayah "
    "muhafazah muhafazat mohafazat provincia gouvernorat shabiyat shabiyah estado emirate "
    "prefecture republic",
    _AREA: "county department departamento municipality canton territory division region "
    "countryside administration raion rayon",
    frozenset({Level.DISTRICT, Level.TOWN, Level.PROVINCE}): "district subdistrict township woreda "
    "tehsil cercle locality",
    frozenset({Level.TOWN}): "city town village neighbourhood neighborhood quarter suburb "
    "settlement commune",
    frozenset({Level.FACILITY}): "airport airbase airfield aerodrome base port harbour harbor "
    "seaport terminal camp crossing refinery oilfield field dam prison barracks",
    ANY: "area outskirts suburbs surroundings environs axis front frontline zone",
}
_LEVELS = {word: levels for levels, words in _GENERIC.items() for word in words.split()}
_FILLERS = frozenset(
    [
        "international",
        "air",
        "military",
        "naval",
        "oil",
        "gas",
        "border",
        "refugee",
        "displacement",
        "idp",
        "idps",
        "greater",
        "autonomous",
        "administrative",
        "export",
        "the",
    ]
)
_CONNECTIVES = frozenset(["of", "de", "du", "des", "la", "di", "do", "da"])


class Phrase(NamedTuple):
    """A name, and the levels its generic words speak of; no levels: any."""

    name: str
    levels: frozenset[Level]


def without_generic_words(text: str) -> Phrase | None:
    """ "Derna province", "city of Sirte", "port of Brega" without the generic word, or None."""
    words = fold(text).split()
    levels: frozenset[Level] | None = None
    while len(words) > 1 and (
        words[-1] in _LEVELS or (levels is not None and words[-1] in _FILLERS)
    ):
        levels = levels or _LEVELS.get(words[-1], ANY)
        words.pop()
    if len(words) > 1 and words[0] in _LEVELS | dict.fromkeys(_FILLERS):
        rest = words[1:]
        while rest and rest[0] in _LEVELS.keys() | _FILLERS:
            rest = rest[1:]
        if (rest and rest[0] in _CONNECTIVES and len(rest) > 1) or (words[0] in _LEVELS and rest):
            found = next((_LEVELS[w] for w in words if w in _LEVELS), None)
            levels = levels or found
            words = rest[1:] if rest[0] in _CONNECTIVES and len(rest) > 1 else rest
    if levels is None or not words:
        return None
    return Phrase(" ".join(words), levels)


_SIDE = r"(?:north|south)[ -]?(?:east|west)|north|south|east|west"
_TO_SIDE = rf"(?P<side>{_SIDE}|cent(?:re|er|ral)|middle)(?:ern)?"
_DIRECTIONS = [
    re.compile(rf"(?:the )?(?:far |extreme )?{_TO_SIDE}(?: (?:part|parts|side|regions?))?"
               r"(?: of)? (?:the )?(?P<whole>.+)", re.IGNORECASE),
    re.compile(rf"(?P<whole>.+?)['’]s? (?:far )?{_TO_SIDE}(?: (?:part|parts|region))?",
               re.IGNORECASE),
]  # fmt: skip
_SIDES = {
    "north": "north", "south": "south", "east": "east", "west": "west", "central": "centre",
    "centre": "centre", "center": "centre", "middle": "centre",
}  # fmt: skip


class Direction(NamedTuple):
    """A side (north, …, northeast, …, centre) and the name of the whole."""

    side: str
    whole: str


def direction(text: str) -> Direction | None:
    """ "eastern Libya", "the north-west of Syria", "Libya's east"; None if it is not so phrased."""
    for pattern in _DIRECTIONS:
        if found := pattern.fullmatch(text.strip()):
            side = re.sub(r"[ -]", "", found["side"].lower())
            return Direction(_SIDES.get(side, side), found["whole"].strip())
    return None


def containment(text: str) -> tuple[str, list[str]]:
    """ "Sirte, Surt, Libya" → "Sirte" and what it is said to lie in, smallest first."""
    name, *above = [part.strip() for part in re.split(r"[,،、]", text) if part.strip()] or [""]
    return name, above
