"""A place phrase in, its parts out: generic words, directions, what it is said to lie in.

Everything here is about words; nothing is looked up.
"""

import re
from typing import NamedTuple

from dashboard.geocode.normalise import fold
from dashboard.model import Level

ANY: frozenset[Level] = frozenset()
_GENERIC: dict[frozenset[Level], str] = {
    frozenset({Level.PROVINCE}): "province governorate state oblast krai wilaya wilayat wilayah "
    "muhafazah muhafazat mohafazat provincia gouvernorat shabiyat shabiyah estado emirate "
    "prefecture republic",
    frozenset({Level.PROVINCE, Level.DISTRICT}): "county department departamento municipality "
    "canton territory division region countryside administration raion rayon district subdistrict "
    "woreda tehsil cercle locality co",
    frozenset({Level.TOWN}): "township twp city town village neighbourhood neighborhood quarter "
    "suburb settlement commune",
    frozenset({Level.FACILITY}): "airport airbase airfield aerodrome base port harbour harbor "
    "seaport terminal camp crossing refinery oilfield field dam prison barracks",
    ANY: "area outskirts suburbs surroundings environs axis front frontline zone",
}
_LEVELS = {word: levels for levels, words in _GENERIC.items() for word in words.split()}
_FILLERS = frozenset(
    "international air military naval oil gas border refugee displacement idp idps greater "  # noqa: SIM905
    "autonomous administrative export the".split()
)
AIR_WORDS = frozenset(("airport", "airbase", "airfield", "aerodrome", "base"))
_CONNECTIVES = frozenset(("of", "de", "du", "des", "la", "di", "do", "da"))


class Phrase(NamedTuple):
    """A name, the generic words around it, and the levels they speak of; no levels: any."""

    name: str
    words: frozenset[str]
    levels: frozenset[Level]


def without_generic_words(text: str) -> Phrase | None:
    """ "Derna province", "city of Sirte", "port of Brega" without the generic word, or None."""
    words = fold(text).split()
    start, end = 0, len(words)
    while end > 1 and (
        words[end - 1] in _LEVELS or (end < len(words) and words[end - 1] in _FILLERS)
    ):
        end -= 1
    while start < end - 1 and (words[start] in _LEVELS or words[start] in _FILLERS):
        start += 1
    if 0 < start < end - 1 and words[start] in _CONNECTIVES:
        start += 1
    generic = [word for word in (*words[end:], *words[:start]) if word in _LEVELS]
    if not generic:
        return None
    spoken = next((_LEVELS[word] for word in generic if _LEVELS[word]), ANY)
    return Phrase(" ".join(words[start:end]), frozenset(generic), spoken)


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


def side_alone(text: str) -> bool:
    """ "the North", "Western": a side, and nothing says of what."""
    return re.fullmatch(rf"(?:the )?{_TO_SIDE}(?:ers?)?", text.strip(), re.IGNORECASE) is not None


def containment(text: str) -> tuple[str, list[str]]:
    """ "Sirte, Surt, Libya" → "Sirte" and what it is said to lie in, smallest first."""
    name, *above = [part.strip() for part in re.split(r"[,،、]", text) if part.strip()] or [""]
    return name, above
