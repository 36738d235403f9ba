"""What names the gazetteer has, for telling names of places from other words."""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.normalise import key
from dashboard.geocode.shipped import readable_rows
from dashboard.model import Level

_LONGEST = 6
_BEST_KNOWN = 10
_MOST = 50


@dataclass(frozen=True, slots=True)
class KnownName:
    """What the gazetteer knows of a name, without saying which place is meant."""

    places: int
    """how many places have the name, 50 at most"""
    population: int
    """of the largest of them"""
    levels: frozenset[Level]
    demonym: bool = False
    """whether it is an adjective or noun of origin, or can be"""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 of at most the ten best known"""
    weight: float = 0.0
    """of the best known, see row.py, times how well the name stands for it"""
    best: Level = Level.TOWN
    """level of the best known"""


class GazetteerLexicon:
    """The names of a gazetteer; answers are kept, as names recur."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._demonyms = _demonyms()
        self._asked = lru_cache(maxsize=200_000)(self._named)
        self._spelled = lru_cache(maxsize=200_000)(lambda name: self._asked(key(name)))

    def known(self, name: str) -> KnownName | None:
        """What is known of exactly this name, in any spelling of case and accents."""
        return self._spelled(name)

    def longest(self, words: list[str]) -> int:
        """How many words from the first on form the longest known name; 0: none."""
        for count in range(min(len(words), _LONGEST), 0, -1):
            if self._spelled(" ".join(words[:count])):
                return count
        return 0

    def _named(self, name_key: str) -> KnownName | None:
        rows = self._gazetteer.summary(name_key, _MOST) if name_key else []
        if not rows:
            return None
        countries = dict.fromkeys(country for _, country, _, _ in rows[:_BEST_KNOWN] if country)
        return KnownName(
            places=len(rows),
            population=max(population or 0 for _, _, population, _ in rows),
            levels=frozenset(Level(level) for level, _, _, _ in rows),
            demonym=name_key in self._demonyms,
            countries=tuple(countries),
            weight=rows[0][3],
            best=Level(rows[0][0]),
        )


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    """Keys of all adjectives and nouns of origin that are shipped."""
    words = (row["demonyms"].split("|") for _, row in readable_rows("demonyms"))
    return frozenset(key(word) for line in words for word in line)
