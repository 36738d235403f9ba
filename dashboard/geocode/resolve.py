"""The place mentions of one report in, what each of them means out.

What counts, strongest first: what the coder says of a mention (country, level); what the words
beside it say it lies in; how often each country and division is spoken of in the report, by its own
name or by its places; how near a candidate is to the other places; where the outlet is at home; how
well known the candidate is. One name means one place throughout a report. Where none of this
decides, the answer is that it is not known: no place is better than a false one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.geocode import reasons
from dashboard.geocode.judge import Asked, judge
from dashboard.geocode.offline import OfflineGeocoder, place_of
from dashboard.geocode.offshore import off_shore
from dashboard.geocode.questions import Question, questions
from dashboard.geocode.reasons import Why
from dashboard.geocode.search import Hit
from dashboard.geocode.sure import calibrated
from dashboard.geocode.worth import asked_of
from dashboard.model import Candidate, Level, PlaceMention, Resolution

_KEPT = 5
_LEAST = 0.35
"""A score below which nothing is chosen, unless a coder said what it is."""
_TIE = 1.15
"""How much likelier the best must be than one in another country."""

_LITTLE = (Level.TOWN, Level.FACILITY, Level.DISTRICT)
_LITTLE_POPULATION = 50_000
_OTHERS = 3
"""mentions of other countries from which on a report has a where"""


class _Told(NamedTuple):
    """What the whole report tells."""

    named: Counter[str]
    """how often each country is named"""
    spoken: Counter[str]
    """how often it or a place in it is"""
    inside: frozenset[tuple[Question, str]]
    """places that questions may mean, which the words beside them say they mean"""


Answer = tuple[tuple[Candidate, ...], tuple[Candidate, ...], Why]
"""Candidates, or those among which nothing decides; and why."""


def resolve(
    mentions: Sequence[PlaceMention],
    geocoder: OfflineGeocoder,
    *,
    text: str = "",
    publisher: str = "",
) -> list[Resolution]:
    """One resolution per mention of one report, in order; never raises for a name.

    ``text`` is the report that the mentions' spans point into; without it, words beside them do
    not count. ``publisher`` is the name or address of its outlet.
    """
    asking = questions(mentions)
    asked, extra, inside = asked_of(mentions, asking, geocoder, text=text, publisher=publisher)
    judge([*asked.values(), *extra])
    told = _Told(Counter(), Counter(), inside)
    for each in (*asked.values(), *extra):
        if best := each.best():
            told.spoken[best.entry.country] += max(1, round(each.times))
    for each in asked.values():
        if (best := each.best()) and best.entry.level == Level.COUNTRY:
            told.named[best.entry.country] += round(each.times)
    answers = {
        question: _answer(question, each, told, geocoder) for question, each in asked.items()
    }
    return [
        _at_sea(_resolution(mention, answers[question]), mention)
        for mention, question in zip(mentions, asking, strict=True)
    ]


def _resolution(mention: PlaceMention, answer: Answer) -> Resolution:
    candidates, doubtful, why = answer
    return Resolution(mention.mention_id, candidates, why.method, why.reason, doubtful)


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


def _answer(question: Question, each: Asked, told: _Told, geocoder: OfflineGeocoder) -> Answer:
    if not each.hits:
        return (), (), reasons.not_found(question)
    order = sorted(range(len(each.hits)), key=lambda at: -each.likely[at])[:_KEPT]
    best = each.hits[order[0]]
    share = each.likely[order[0]]
    top = calibrated(share)
    part = top / share if share else 0.0
    candidates = tuple(
        Candidate(
            place_of(geocoder.location(each.hits[at]).raw),
            round(min(1.0, each.likely[at] * part), 4),
        )
        for at in order
    )
    if not question.coded:
        rival = _rival(each, order)
        if top < _LEAST or rival:
            return (), candidates, reasons.undecided(question, best, rival)
        if _is_astray(question, each, best, told):
            return (), candidates, reasons.astray(question, best)
    said = (question, best.entry.place_id) in told.inside
    return candidates, (), reasons.chosen(question, best, each, told.named, inside=said)


def _is_astray(question: Question, each: Asked, best: Hit, told: _Told) -> bool:
    """Whether it is a little place in a country that the rest of the report never speaks of.

    Of 22 such answers in the Local-Global Lexicon and GeoWebNews one was right: what is meant is
    mostly a place nearer by that the gazetteer lacks.
    """
    entry = best.entry
    little = entry.level in _LITTLE and (entry.population or 0) < _LITTLE_POPULATION
    alone = told.spoken[entry.country] <= each.times
    elsewhere = told.spoken.total() - each.times >= _OTHERS
    said = (question, entry.place_id) in told.inside
    return little and entry.feature != "P.PPLC" and alone and elsewhere and not said


def _rival(each: Asked, order: Sequence[int]) -> Hit | None:
    """The second best, where it lies in another country and is about as likely as the best."""
    if len(order) < 2:
        return None
    best, second = (each.hits[at] for at in order[:2])
    if best.entry.country == second.entry.country:
        return None
    return second if each.likely[order[0]] < _TIE * each.likely[order[1]] else None
