"""A place and its names in, the keys it is filed under out."""

from typing import TYPE_CHECKING

from dashboard.geocode.normalise import key, without_article
from dashboard.geocode.phrases import without_generic_words
from dashboard.model import Level

if TYPE_CHECKING:
    from dashboard.geocode.rows import PlaceRow

MAIN, ALIAS, NO_ARTICLE, SHORT = 1.0, 0.7, 0.6, 0.3
"""How well a name stands for its place: its own name, another, without al-, without "Airport"."""

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


def files_of(place: "PlaceRow") -> list[Filed]:
    """(key, place, the name as spelled, quality): each key once, with its best quality."""
    best: dict[str, tuple[float, str]] = {}
    for at, label in enumerate((place.name, *place.aliases)):
        quality = ALIAS if at else MAIN
        for name_key, part in _keys(label, place):
            worth = quality * part
            if name_key and worth > best.get(name_key, (0.0, ""))[0]:
                best[name_key] = (worth, label)
    return [(name_key, place.id, label, worth) for name_key, (worth, label) in best.items()]


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
