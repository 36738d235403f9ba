"""The place mentions of one report in, what each of them means out.

What counts, strongest first: what the coder says of a mention (country, level); how often each
country is named in the report, by itself, its demonym or places that could be nowhere else; how
near a candidate is to places already settled; how well known it is. One name means one place
throughout a report.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.geocode.earth import distance_km
from dashboard.geocode.normalise import key
from dashboard.geocode.offline import OfflineGeocoder, place_of
from dashboard.geocode.search import Hit
from dashboard.model import Candidate, Level, MentionKind, PlaceMention, Resolution

_KEPT = 5
_WEIGHED = 40
_SURE = 0.9
_CODED = 50.0
_VOTED = 4.0
_NEAR = 1.5
_NEAR_KM = 150.0


class _Question(NamedTuple):
    """What a mention asks; mentions that ask the same get the same answer."""

    name: str
    country: str
    level: Level | None
    kind: MentionKind


class _Context(NamedTuple):
    """What the report as a whole says: votes and names of countries, places settled so far."""

    votes: Counter[str]
    named: Counter[str]
    settled: list[Hit]


def resolve(mentions: Sequence[PlaceMention], geocoder: OfflineGeocoder) -> list[Resolution]:
    """One resolution per mention of one report, in order; never raises for a name."""
    questions = _questions(mentions)
    asked = Counter(questions)
    hits = {question: _hits(question, geocoder) for question in asked}
    context = _Context(*_votes(asked, hits), [])
    answers: dict[_Question, tuple[tuple[Candidate, ...], str, str]] = {}
    for question in sorted(asked, key=lambda q: -max((h.score for h in hits[q]), default=0.0)):
        answers[question] = _answer(question, hits[question], context, geocoder)
    return [
        Resolution(mention.mention_id, *answers[question])
        for mention, question in zip(mentions, questions, strict=True)
    ]


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
    if question.country and not any(hit.entry.country == question.country for hit in hits):
        hits = geocoder.hits(question.name, limit=_WEIGHED, country_codes=question.country) or hits
    if question.kind == MentionKind.DEMONYM:
        hits = [hit for hit in hits if hit.entry.level == Level.COUNTRY] or hits
    return hits


def _votes(
    asked: Counter[_Question], hits: dict[_Question, list[Hit]]
) -> tuple[Counter[str], Counter[str]]:
    """Votes in tenths, and how often each country is named outright."""
    votes: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for question, times in asked.items():
        best = hits[question][0] if hits[question] else None
        if question.country:
            votes[question.country] += 10 * times
        if best and best.entry.country and best.entry.level == Level.COUNTRY:
            named[best.entry.country] += times
            votes[best.entry.country] += 10 * times
        elif best and best.entry.country and best.score >= _SURE:
            votes[best.entry.country] += 5 * times
    return votes, named


def _answer(
    question: _Question, hits: list[Hit], context: _Context, geocoder: OfflineGeocoder
) -> tuple[tuple[Candidate, ...], str, str]:
    if not hits:
        return (), "not found", f"The gazetteer has no place called {question.name}."
    weighed = [hit.score * _said(question, hit) * _context(question, hit, context) for hit in hits]
    doubt = 1 - min(1.0, sum(hit.score for hit in hits))
    whole = sum(weighed) + doubt
    order = sorted(range(len(hits)), key=lambda at: -weighed[at])
    best = hits[order[0]]
    context.settled.append(best)
    candidates = tuple(
        Candidate(
            place_of(geocoder.location(hits[at]).raw), round(min(1.0, weighed[at] / whole), 4)
        )
        for at in order[:_KEPT]
    )
    return candidates, *_why(question, best, hits, context)


def _said(question: _Question, hit: Hit) -> float:
    """How well a candidate fits what the coder says of the mention."""
    fit = 1.0
    if question.country:
        fit *= _CODED if hit.entry.country == question.country else 1 / _CODED
    if question.level:
        fit *= _CODED if hit.entry.level == question.level else 1 / _CODED
    return fit


def _context(question: _Question, hit: Hit, context: _Context) -> float:
    """How well a candidate fits the rest of the report."""
    if hit.entry.level == Level.COUNTRY:
        return 1.0
    own = 5 if hit.score >= _SURE else 0
    total = max(1, context.votes.total())
    share = max(0, context.votes[hit.entry.country] - own) / total if hit.entry.country else 0.0
    return (1 + _VOTED * share) ** 2 * (_NEAR if _is_near(hit, context.settled) else 1.0)


def _is_near(hit: Hit, settled: Iterable[Hit]) -> bool:
    here = (hit.entry.latitude, hit.entry.longitude)
    return any(
        distance_km(here, (other.entry.latitude, other.entry.longitude)) < _NEAR_KM
        for other in settled
        if other.entry.level not in (Level.COUNTRY, Level.SEA, Level.REGION)
        and other.entry.id != hit.entry.id
    )


def _why(question: _Question, best: Hit, hits: list[Hit], context: _Context) -> tuple[str, str]:
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
    if best.entry.level != Level.COUNTRY and context.named[country]:
        times = context.named[country]
        often = "once" if times == 1 else f"{times} times"
        return (
            "country votes",
            f"{called}; its country ({country}) is named {often} in this report.",
        )
    if best is not hits[0] and _is_near(best, context.settled):
        return "nearness", f"{called}; this one is near other places of this report."
    return "best known", f"{called}; this one is the best known."
