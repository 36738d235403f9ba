"""Place names by the gazetteer alone, for texts in a language that nothing here can parse.

Only names of well-known places, and only words that begin with a capital where the script has
capitals: what is found is a hint for whoever reads the report, and scored as such.
"""

import re
from collections.abc import Iterator, Sequence

from dashboard.extract.findings import Lexicon, Toponym
from dashboard.extract.zones import Zone, ZoneKind
from dashboard.model import Level, MentionKind, Span

SCORE = 0.3
POPULATION = 50_000
"""inhabitants from which a town's name counts, where many words are names of villages"""
LONGEST = 100_000
"""characters that are searched"""
_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LARGE = {Level.COUNTRY, Level.PROVINCE, Level.REGION}


def gazetteer_matches(text: str, zones: Sequence[Zone], lexicon: Lexicon) -> list[Toponym]:
    """Names in all zones but the tail, in order, without overlap."""
    found: list[Toponym] = []
    for zone in zones:
        if zone.kind is not ZoneKind.TAIL and zone.start < LONGEST:
            found.extend(_in_zone(text, zone, lexicon))
    return found


def _in_zone(text: str, zone: Zone, lexicon: Lexicon) -> Iterator[Toponym]:
    words = list(_WORD.finditer(text, zone.start, min(zone.end, LONGEST)))
    at = 0
    while at < len(words):
        count = 0
        if _may_name(words[at][0]):
            count = lexicon.longest([word[0] for word in words[at : at + _WORDS]])
        span = Span(words[at].start(), words[at + count - 1].end()) if count else None
        name = text[span.start : span.end] if span else ""
        if span and _is_known(name, lexicon):
            yield Toponym(span, MentionKind.TOPONYM, name, SCORE)
            at += count
        else:
            at += 1


def _may_name(word: str) -> bool:
    return len(word) > 2 and not word[0].islower()


def _is_known(name: str, lexicon: Lexicon) -> bool:
    known = lexicon.known(name)
    return known is not None and (known.population >= POPULATION or bool(known.levels & _LARGE))
