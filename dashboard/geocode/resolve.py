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
    named = Counter[str]()
    for each in asked.values():
        if (best := each.best()) and best.entry.level == Level.COUNTRY:
            named[best.entry.country] += round(each.times)
    answers = {
        question: _answer(question, each, named, geocoder, inside)
        for question, each in asked.items()
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


def _answer(
    question: Question,
    each: Asked,
    named: Counter[str],
    geocoder: OfflineGeocoder,
    inside: frozenset[tuple[Question, str]],
) -> Answer:
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
    rival = _rival(each, order)
    if not question.coded and (top < _LEAST or rival):
        return (), candidates, reasons.undecided(question, best, rival)
    said = (question, best.entry.place_id) in inside
    return candidates, (), reasons.chosen(question, best, each, named, inside=said)


def _rival(each: Asked, order: Sequence[int]) -> Hit | None:
    """The second best, where it lies in another country and is about as likely as the best."""
    if len(order) < 2:
        return None
    best, second = (each.hits[at] for at in order[:2])
    if best.entry.country == second.entry.country:
        return None
    return second if each.likely[order[0]] < _TIE * each.likely[order[1]] else None
