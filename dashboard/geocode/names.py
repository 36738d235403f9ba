"""A place and its names in, the keys it is filed under out."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from dashboard.geocode.normalise import key, skeleton, without_article
from dashboard.geocode.phrases import without_generic_words
from dashboard.model import Level

if TYPE_CHECKING:
    from dashboard.geocode.row import PlaceRow

MAIN, ALIAS, NO_ARTICLE, SHORT = 1.0, 0.7, 0.6, 0.3
"""How well a name stands for its place: its own name, another, without al-, without "Airport"."""
BORROWED = 0.3
"""How much less another name counts that is no spelling of its own name, but the own name of
another town of the country: mostly an old name, or that of a village that became part of it."""

ARABIC = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "ER",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "ML",
        "MR",
        "NE",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TN",
        "TR",
        "YE",
        "AF",
        "PK",
    ]
)
"""Countries where a leading al-, el-, ash-… is an article and may be missing."""

Filed = tuple[str, int, str, float]
_DIVISIONS = (Level.PROVINCE, Level.DISTRICT)


def own_names(places: "Iterable[PlaceRow]") -> frozenset[tuple[str, str]]:
    """Country and key of the first name of every town."""
    return frozenset((p.country, key(p.name)) for p in places if p.level == Level.TOWN)


def files_of(place: "PlaceRow", own: Collection[tuple[str, str]] = ()) -> list[Filed]:
    """(key, place, the name as spelled, quality): each key once, with its best quality.

    ``own``: what ``own_names`` says of all places.
    """
    best: dict[str, tuple[float, str]] = {}
    for at, label in enumerate((place.name, *place.aliases)):
        keys = _keys(label, place)
        quality = ALIAS if at else MAIN
        if at and place.level == Level.TOWN and _is_borrowed(keys[0][0], place, own):
            quality *= BORROWED
        for name_key, part in keys:
            worth = quality * part
            if name_key and worth > best.get(name_key, (0.0, ""))[0]:
                best[name_key] = (worth, label)
    return [(name_key, place.id, label, worth) for name_key, (worth, label) in best.items()]


def _is_borrowed(alias: str, place: "PlaceRow", own: Collection[tuple[str, str]]) -> bool:
    if (place.country, alias) not in own:
        return False
    first = key(place.name)
    return alias != first and skeleton(alias) != skeleton(first)


def _keys(label: str, place: "PlaceRow") -> list[tuple[str, float]]:
    whole = key(label)
    keys = [(whole, 1.0)]
    if place.country in ARABIC and (bare := without_article(whole)):
        keys.append((bare, NO_ARTICLE if place.level == Level.TOWN else 0.9))
    if place.level in _DIVISIONS and (short := without_generic_words(label)):
        keys.append((key(short.name), 0.9))
    if place.level == Level.FACILITY and (short := without_generic_words(label)):
        keys.append((key(short.name), SHORT))
    return keys
