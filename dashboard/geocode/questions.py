"""The place mentions of one report in, what they ask of the gazetteer out.

One name means one place throughout a report: what the coder says of one mention holds for the
silent ones of that name too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.geocode.normalise import key
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.search import Hit
from dashboard.model import Level, MentionKind, PlaceMention

WEIGHED = 60
"""candidates of a name that are weighed at most"""
_PEOPLES = frozenset(("arab", "arabs", "arabic", "muslim", "muslims", "islamic", "latin", "latino"))


class Question(NamedTuple):
    """What a mention asks; mentions that ask the same get the same answer."""

    name: str
    country: str
    level: Level | None
    kind: MentionKind

    @property
    def of_no_place(self) -> bool:
        """Whether it names a people or a faith of many lands, whatever town may be called so."""
        return not self.coded and key(self.name) in _PEOPLES

    @property
    def coded(self) -> bool:
        """Whether a coder said something of it, which then decides."""
        return bool(self.country or self.level)


def questions(mentions: Sequence[PlaceMention]) -> list[Question]:
    """One per mention, in order; names that differ in case or accents ask the same."""
    said: dict[str, set[tuple[str, Level | None]]] = {}
    spelled: dict[str, str] = {}
    for mention in mentions:
        filed = key(mention.name)
        spelled[filed] = _plainer(spelled.get(filed, ""), mention.name) if filed else ""
        if mention.country or mention.level:
            said.setdefault(filed, set()).add((mention.country, mention.level))
    asked = []
    for mention in mentions:
        told, known = (mention.country, mention.level), said.get(key(mention.name), set())
        if told == ("", None) and len(known) == 1:
            told = next(iter(known))
        demonym = mention.kind == MentionKind.DEMONYM
        kind = MentionKind.DEMONYM if demonym else MentionKind.TOPONYM
        asked.append(Question(spelled[key(mention.name)], *told, kind))
    return asked


def _plainer(one: str, other: str) -> str:
    """Of two spellings of a name the one that is not all capitals, else the first."""
    return other if not one or (one.isupper() and not other.isupper()) else one


def hits_of(question: Question, geocoder: OfflineGeocoder) -> Sequence[Hit]:
    """What a question may mean, best known first; only what lies where the coder puts it."""
    if question.of_no_place:
        return ()
    hits = geocoder.candidates(question.name, WEIGHED)
    if question.country:
        here = {question.country, ""}  # seas and regions across borders have no country
        if not any(hit.entry.country in here for hit in hits):
            hits = geocoder.candidates(question.name, WEIGHED, question.country)
    if question.kind == MentionKind.DEMONYM:
        countries = [hit for hit in hits if hit.entry.level == Level.COUNTRY]
        return countries or hits
    return hits
