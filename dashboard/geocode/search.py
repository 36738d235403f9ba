"""A name in, scored places out: which entries of the gazetteer it may mean, best first.

A score is a share: how often this name in conflict news would mean this place, given what else it
may mean, including something the gazetteer lacks. It is ``quality * weight`` of the place, divided
by the sum of it over all candidates and ``UNLISTED``, times the square root of the quality, so that
a sole candidate found by a guess stays doubtful. The weight grows with population; countries,
capitals and known regions weigh more (row.py, rows.py). The quality says how well the name fits.
"""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from dashboard.geocode.earth import distance_km
from dashboard.geocode.gazetteer import Entry, Found, Gazetteer
from dashboard.geocode.normalise import fold, key, skeleton, sounded, without_article
from dashboard.geocode.parts import ADJECTIVES, as_part, outline_of, point_of
from dashboard.geocode.phrases import (
    AIR_WORDS,
    ANY,
    Phrase,
    containment,
    direction,
    without_generic_words,
)
from dashboard.model import Level

UNLISTED = 40.0
_OTHER_SPELLING = 0.9
_OTHER_LEVEL = 0.02
_OTHER_FORM = 0.05
_SHORT = 4
_FUZZY = 0.25
_LIKE = 0.86
_NO_SUCH_LEVEL = 0.6
_AS_CALLED = 0.8
_NEAR_KM = 40.0
_LONGEST = 200


class Hit(NamedTuple):
    """A candidate: the entry, the name that matched, how well (0 to 1), its share (0 to 1)."""

    entry: Entry
    matched: str
    quality: float
    score: float


def search(
    gazetteer: Gazetteer,
    text: str,
    *,
    countries: Collection[str] = (),
    levels: Collection[str] = (),
) -> list[Hit]:
    """Candidates for ``text``, best first; empty if there is none, or the text is no name."""
    text = text[:_LONGEST]
    name, above = containment(text)
    found = _found(gazetteer, name, countries)
    for container in above:
        found = _inside(gazetteer, found, container)
    if levels:
        found = [f for f in found if f.entry.level in levels]
    return _shares(found)


def _found(gazetteer: Gazetteer, name: str, countries: Collection[str]) -> list[Found]:
    """The first way of reading the name that finds anything."""
    bare = re.sub(r"(?i)^\s*the\s+|['’]s?\s*$", "", name)
    for read in (_as_named, _as_side, _as_generic, _as_misspelt):
        for spoken in dict.fromkeys((name, bare)):
            if found := read(gazetteer, spoken, countries):
                return found
    return []


def _as_named(gazetteer: Gazetteer, name: str, countries: Collection[str]) -> list[Found]:
    name_key = key(name)
    if not name_key:
        return []
    folded = fold(name)
    found = _as_written(name, [_weighed(f, folded) for f in gazetteer.named(name_key, countries)])
    if bare := without_article(name_key):
        known = {f.entry.id for f in found}
        found += [
            f._replace(quality=f.quality * _OTHER_SPELLING**2)
            for f in gazetteer.named(bare, countries)
            if f.entry.id not in known and f.entry.country not in ("US", "GB")
        ]
    return found


def _as_written(name: str, found: list[Found]) -> list[Found]:
    """ "Pa." and "PA" are Pennsylvania rather than the town of Pa, and the other way round."""
    short = _is_short(name)
    alike = [_is_short(f.label) == short for f in found]
    if not any(alike):
        return found
    return [
        f if same else f._replace(quality=f.quality * _OTHER_FORM)
        for f, same in zip(found, alike, strict=True)
    ]


def _is_short(name: str) -> bool:
    """Whether it is written like an abbreviation: a point at its end, or few letters, all large."""
    letters = [c for c in name if c.isalpha()]
    few = 0 < len(letters) <= _SHORT
    return (name.endswith(".") and len(name) <= 2 * _SHORT) or (few and name.isupper())


def _weighed(found: Found, folded: str) -> Found:
    same = fold(found.label) == folded
    return found if same else found._replace(quality=found.quality * _OTHER_SPELLING)


def _as_side(gazetteer: Gazetteer, name: str, countries: Collection[str]) -> list[Found]:
    """A side of a country, division or region; a side of a town is in the town."""
    phrase = direction(name)
    if phrase is None:
        return []
    own = _as_named(gazetteer, f"{ADJECTIVES[phrase.side]} {phrase.whole}", countries)
    if any(found.entry.level in (Level.REGION, Level.SEA) for found in own):
        return own
    whole = _as_named(gazetteer, phrase.whole, countries) or _as_generic(
        gazetteer, phrase.whole, countries
    )
    return [as_part(found, phrase.side) for found in whole if found.entry.level != Level.FACILITY]


def _as_generic(gazetteer: Gazetteer, name: str, countries: Collection[str]) -> list[Found]:
    phrase = without_generic_words(name)
    if phrase is None:
        return []
    found = _as_named(gazetteer, phrase.name, countries) or _as_side(
        gazetteer, phrase.name, countries
    )
    if phrase.levels == ANY:
        return found
    suits = [_suits(f.entry, phrase) for f in found]
    part = _OTHER_LEVEL if any(suits) else _NO_SUCH_LEVEL
    return [
        f._replace(quality=max(f.quality, _AS_CALLED) if suit else f.quality * part)
        for f, suit in zip(found, suits, strict=True)
    ]


def _suits(entry: Entry, phrase: Phrase) -> bool:
    """Whether an entry is what the generic words say; no port is an airfield."""
    air = entry.feature != "S.AIRP" or phrase.words & AIR_WORDS
    return entry.level in phrase.levels and bool(air)


def _as_misspelt(gazetteer: Gazetteer, name: str, countries: Collection[str]) -> list[Found]:
    """Names with the same consonants that look alike; only where nothing else was found."""
    name_key = key(name)
    bones = skeleton(name_key) if len(name_key) >= 5 else ""
    found: dict[int, Found] = {}
    matcher = SequenceMatcher(None, "", sounded(name_key), autojunk=False)
    for spelled in gazetteer.spelled_like(bones) if bones else ():
        matcher.set_seq1(sounded(spelled))
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _LIKE:
            continue
        like = matcher.ratio()
        if like < _LIKE:
            continue
        for f in gazetteer.named(spelled, countries):
            worth = f.quality * like * _FUZZY
            if worth > (found[f.entry.id].quality if f.entry.id in found else 0.0):
                found[f.entry.id] = f._replace(quality=worth)
    return list(found.values())


def _inside(gazetteer: Gazetteer, found: list[Found], container: str) -> list[Found]:
    """Those that lie in any place called ``container``; all of a country if it names one."""
    containers = [f.entry for f in _found(gazetteer, container, ())]
    return [f for f in found if any(lies_in(gazetteer, f.entry, whole) for whole in containers)]


def lies_in(gazetteer: Gazetteer, entry: Entry, whole: Entry) -> bool:
    """By code where both have one, by outline where there is one, else by nearness."""
    if entry.id == whole.id and entry.place_id == whole.place_id:
        return False
    if whole.level == Level.COUNTRY and whole.place_id.startswith("geonames:"):
        return entry.country == whole.country
    if whole.id in (entry.admin1, entry.admin2):
        return True
    small = whole.level in (Level.TOWN, Level.FACILITY)
    reach = _NEAR_KM if small else whole.radius_km
    far = distance_km((entry.latitude, entry.longitude), (whole.latitude, whole.longitude))
    if far > reach:
        return False
    shape = outline_of(gazetteer, whole)
    return shape is None or bool(shape.covers(point_of(entry)))


def _shares(found: Iterable[Found]) -> list[Hit]:
    weighed = [(f.quality * f.entry.weight, f) for f in found]
    whole = sum(worth for worth, _ in weighed) + UNLISTED
    hits = [
        Hit(f.entry, f.label, f.quality, worth / whole * f.quality**0.5) for worth, f in weighed
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.id))
