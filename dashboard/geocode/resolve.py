"""The place mentions of one report in, what each of them means out.

What counts, strongest first: what the coder says of a mention (country, level); how often each
country and first-order division is spoken of in the report, by its own name or by its places; how
near a candidate is to the other places; how well known it is. One name means one place throughout
a report.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.geocode.earth import distance_km
from dashboard.geocode.gazetteer import Entry
from dashboard.geocode.normalise import key
from dashboard.geocode.offline import OfflineGeocoder, place_of
from dashboard.geocode.offshore import off_shore
from dashboard.geocode.search import Hit
from dashboard.model import Candidate, Level, MentionKind, PlaceMention, Resolution

_KEPT = 5
_WEIGHED = 60
_ROUNDS = 3
_PRIOR = 0.7
"""Below 1: the report counts for more than fame. This and what follows were tried out on the
Local-Global Lexicon and GeoWebNews corpora, where they matter little over a wide range."""
_CODED = 50.0
_FITS = 0.5
"""quality of a name from which on what the coder says of the level speaks for a candidate"""
_ANYWHERE = 0.03
"""What a candidate is worth in a country that the rest of the report never speaks of."""
_UNDIVIDED = 0.25
"""What one is worth that lies in no single country: a sea, a region across borders."""
_DIVISION = 4.0
_NEAR = 4.0
_NEAR_KM = 100.0
_AREAS = (Level.COUNTRY, Level.SEA, Level.REGION)


class _Question(NamedTuple):
    """What a mention asks; mentions that ask the same get the same answer."""

    name: str
    country: str
    level: Level | None
    kind: MentionKind


class _Asked:
    """A question, how often it is asked, and how likely each of its candidates is."""

    def __init__(self, question: _Question, times: int, hits: list[Hit]) -> None:
        self.question = question
        self.times = times
        self.hits = hits
        self.known = [hit.score**_PRIOR * _said(question, hit) for hit in hits]
        self.doubt = 1 - min(1.0, sum(hit.score for hit in hits))
        self.likely = self._shared(self.known)

    def _shared(self, weighed: list[float]) -> list[float]:
        whole = sum(weighed) + self.doubt
        return [weight / whole for weight in weighed] if whole else weighed

    def weigh(self, fits: list[float]) -> None:
        """Judge anew, with how well each candidate fits the rest of the report."""
        best = max(fits, default=1.0)
        self.likely = self._shared(
            [k * fit / best for k, fit in zip(self.known, fits, strict=True)]
        )

    def best(self) -> Hit | None:
        """The likeliest candidate."""
        at = max(range(len(self.hits)), key=lambda at: self.likely[at], default=None)
        return None if at is None else self.hits[at]


def resolve(
    mentions: Sequence[PlaceMention],
    geocoder: OfflineGeocoder,
    *,
    text: str = "",
    publisher: str = "",
) -> list[Resolution]:
    """One resolution per mention of one report, in order; never raises for a name.

    ``text`` is the report that the mentions' spans point into, ``publisher`` the name or address of
    its outlet; neither is looked at yet.
    """
    questions = _questions(mentions)
    asked = {
        question: _Asked(question, times, _hits(question, geocoder))
        for question, times in Counter(questions).items()
    }
    for _ in range(_ROUNDS):
        _judge(list(asked.values()))
    named = Counter[str]()
    for each in asked.values():
        if (best := each.best()) and best.entry.level == Level.COUNTRY:
            named[best.entry.country] += each.times
    answers = {question: _answer(each, named, geocoder) for question, each in asked.items()}
    return [
        _at_sea(Resolution(mention.mention_id, *answers[question]), mention)
        for mention, question in zip(mentions, questions, strict=True)
    ]


def _at_sea(found: Resolution, mention: PlaceMention) -> Resolution:
    """A mention that the coder puts at sea, told from a place on land, is not that place."""
    if mention.level != Level.SEA or not found.candidates:
        return found
    if found.candidates[0].place.level == Level.SEA:
        return found
    candidates = tuple(
        replace(each, place=off_shore(each.place, mention.text)) for each in found.candidates
    )
    reason = f"{found.reason} The coding puts it at sea, so it is a circle at or around that place."
    return replace(found, candidates=candidates, reason=reason)


def _judge(asked: list[_Asked]) -> None:
    """One round: every candidate votes for its country and division, then all are judged anew."""
    votes = Counter[str | int]()
    for each in asked:
        votes.update(_ballot(each))
    tops = [(each, best.entry) for each in asked if (best := each.best())]
    settled = [(each, entry) for each, entry in tops if entry.level not in _AREAS]
    fits = []
    for each in asked:
        own = _ballot(each)
        total = sum(other.times * sum(other.likely) for other in asked if other is not each)
        others = [entry for other, entry in settled if other is not each]
        fits.append([_fit(hit, votes, own, total, others) for hit in each.hits])
    for each, fit in zip(asked, fits, strict=True):
        each.weigh(fit)


def _ballot(each: _Asked) -> Counter[str | int]:
    """Shares of a question's candidates by country and by first-order division."""
    votes = Counter[str | int]()
    for hit, likely in zip(each.hits, each.likely, strict=True):
        for where in (hit.entry.country, hit.entry.admin1):
            if where:
                votes[where] += each.times * likely  # type: ignore[assignment]
    return votes


def _fit(
    hit: Hit, votes: Counter[str | int], own: Counter[str | int], total: float, others: list[Entry]
) -> float:
    """How well a candidate fits what the other mentions of the report most likely mean."""
    if not total:
        return 1.0
    country, division = hit.entry.country, hit.entry.admin1
    share = (votes[country] - own[country]) / total if country else _UNDIVIDED
    if division:
        share += _DIVISION * (votes[division] - own[division]) / total
    return (_ANYWHERE + max(0.0, share)) * (_NEAR if _is_near(hit, others) else 1.0)


def _questions(mentions: Sequence[PlaceMention]) -> list[_Question]:
    """One name, one sense: what the coder says of one mention holds for the silent ones too."""
    said: dict[str, set[tuple[str, Level | None]]] = {}
    for mention in mentions:
        if mention.country or mention.level:
            said.setdefault(key(mention.name), set()).add((mention.country, mention.level))
    questions = []
    for mention in mentions:
        told = (mention.country, mention.level)
        known = said.get(key(mention.name), set())
        if told == ("", None) and len(known) == 1:
            told = next(iter(known))
        kind = MentionKind.DEMONYM if mention.kind == MentionKind.DEMONYM else MentionKind.TOPONYM
        questions.append(_Question(key(mention.name) and mention.name, *told, kind))
    return questions


def _hits(question: _Question, geocoder: OfflineGeocoder) -> list[Hit]:
    hits = geocoder.hits(question.name, limit=_WEIGHED)
    if question.country:
        here = {question.country, ""}  # seas and regions across borders have no country
        if not any(hit.entry.country in here for hit in hits):
            hits = geocoder.hits(question.name, limit=_WEIGHED, country_codes=question.country)
    if question.kind == MentionKind.DEMONYM:
        hits = [hit for hit in hits if hit.entry.level == Level.COUNTRY] or hits
    return hits


def _answer(
    each: _Asked, named: Counter[str], geocoder: OfflineGeocoder
) -> tuple[tuple[Candidate, ...], str, str]:
    question = each.question
    if not each.hits:
        where = f" in {question.country}, where the coding puts it" if question.country else ""
        return (), "not found", f"The gazetteer has no place called {question.name}{where}."
    order = sorted(range(len(each.hits)), key=lambda at: -each.likely[at])[:_KEPT]
    candidates = tuple(
        Candidate(place_of(geocoder.location(each.hits[at]).raw), round(each.likely[at], 4))
        for at in order
    )
    return candidates, *_why(question, each.hits[order[0]], each.hits, named)


def _said(question: _Question, hit: Hit) -> float:
    """How well a candidate fits what the coder says of the mention."""
    fit = 1.0
    if question.country:
        fit *= _CODED if hit.entry.country == question.country else 1 / _CODED
    points = {Level.TOWN, Level.FACILITY}
    if question.level and hit.entry.level == question.level and hit.quality >= _FITS:
        fit *= _CODED
    elif question.level and not {question.level, hit.entry.level} <= points:
        fit /= _CODED  # a port that the gazetteer lacks is better told by its town
    return fit


def _is_near(hit: Hit, others: Iterable[Entry]) -> bool:
    here = (hit.entry.latitude, hit.entry.longitude)
    return hit.entry.level not in _AREAS and any(
        distance_km(here, (other.latitude, other.longitude)) < _NEAR_KM
        for other in others
        if other.id != hit.entry.id
    )


def _why(question: _Question, best: Hit, hits: list[Hit], named: Counter[str]) -> tuple[str, str]:
    """The method and one plain sentence."""
    name, country = question.name, best.entry.country
    rivals = len({hit.entry.id for hit in hits})
    if question.kind == MentionKind.DEMONYM and best.entry.level == Level.COUNTRY:
        return "demonym", f"{name} is said of {best.entry.name}."
    if rivals == 1:
        return "only candidate", f"The gazetteer has only one place called {name}."
    many = f"{rivals}" if rivals < _WEIGHED else f"{_WEIGHED} or more"
    called = f"{many} places are called {name}"
    if question.country and country == question.country:
        return "coder's country", f"{called}; the coding says that this one is in {country}."
    if question.level and best.entry.level == question.level:
        return "coder's level", f"{called}; the coding says that this one is a {question.level}."
    if best.entry.level != Level.COUNTRY and named[country]:
        times = named[country]
        often = "once" if times == 1 else f"{times} times"
        return (
            "country votes",
            f"{called}; its country ({country}) is named {often} in this report.",
        )
    if best is not hits[0]:
        return "places around", f"{called}; this one is where most places of this report are."
    return "best known", f"{called}; this one is the best known."
