"""What names the gazetteer has, for telling names of places from other words."""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.normalise import key
from dashboard.model import Level

_LONGEST = 6
_BEST_KNOWN = 10


@dataclass(frozen=True, slots=True)
class KnownName:
    """What the gazetteer knows of a name, without saying which place is meant."""

    places: int
    """how many places have the name"""
    population: int
    """of the largest of them"""
    levels: frozenset[Level]
    demonym: bool = False
    """whether it is an adjective or noun of origin, or can be"""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 of at most the ten best known"""


class GazetteerLexicon:
    """The names of a gazetteer; answers are kept, as names recur."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._asked = lru_cache(maxsize=100_000)(self._named)

    def known(self, name: str) -> KnownName | None:
        """What is known of exactly this name, in any spelling of case and accents."""
        return self._asked(key(name))

    def longest(self, words: list[str]) -> int:
        """How many words from the first on form the longest known name; 0: none."""
        for count in range(min(len(words), _LONGEST), 0, -1):
            if self._asked(key(" ".join(words[:count]))):
                return count
        return 0

    def _named(self, name_key: str) -> KnownName | None:
        found = [f.entry for f in self._gazetteer.named(name_key)] if name_key else []
        if not found:
            return None
        countries = dict.fromkeys(entry.country for entry in found[:_BEST_KNOWN] if entry.country)
        return KnownName(
            places=len(found),
            population=max(entry.population or 0 for entry in found),
            levels=frozenset(Level(entry.level) for entry in found),
            countries=tuple(countries),
        )
