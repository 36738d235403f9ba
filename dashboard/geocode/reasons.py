"""A judgement in, its method in a few words and its reason in one plain sentence out."""

from collections import Counter
from typing import NamedTuple

from dashboard.geocode.judge import Asked
from dashboard.geocode.questions import WEIGHED, Question
from dashboard.geocode.search import Hit
from dashboard.model import Level, MentionKind

NOT_FOUND = "not found"
UNDECIDED = "not decided"


class Why(NamedTuple):
    """Method and reason."""

    method: str
    reason: str


def not_found(question: Question) -> Why:
    """No place has the name, or the name is that of a people of many lands."""
    if question.of_no_place:
        return Why(UNDECIDED, f"{question.name} is said of no single place.")
    where = f" in {question.country}, where the coding puts it" if question.country else ""
    return Why(NOT_FOUND, f"The gazetteer has no place called {question.name}{where}.")


def undecided(question: Question, best: Hit, other: Hit | None) -> Why:
    """Places have the name, or one like it, and none is likely enough to be shown."""
    name, entry = question.name, best.entry
    if other is None or other.entry.country == entry.country:
        return Why(
            UNDECIDED,
            f"{name} may be {_called(best)}, but that is too uncertain to be put on a map.",
        )
    return Why(
        UNDECIDED,
        f"{name} may be {_called(best)} or {_called(other)}, and nothing in this report decides.",
    )


def astray(question: Question, best: Hit) -> Why:
    """The only likely place is a little one, far from all that the report speaks of."""
    return Why(
        UNDECIDED,
        f"{question.name} may be {_called(best)}, but that is a little place, and nothing else in "
        "this report is in its country.",
    )


def _called(hit: Hit) -> str:
    country = f" ({hit.entry.country})" if hit.entry.country else ""
    return f"{hit.entry.name}{country}"


def chosen(
    question: Question, best: Hit, asked: Asked, named: Counter[str], *, inside: bool
) -> Why:
    """Why the best candidate: the strongest single ground that can be told in a sentence."""
    name, country = question.name, best.entry.country
    rivals = len({hit.entry.id for hit in asked.hits})
    if question.kind == MentionKind.DEMONYM and best.entry.level == Level.COUNTRY:
        return Why("demonym", f"{name} is said of {best.entry.name}.")
    if rivals == 1:
        return Why("only candidate", f"The gazetteer has only one place called {name}.")
    many = f"{rivals}" if rivals < WEIGHED else f"{WEIGHED} or more"
    called = f"{many} places are called {name}"
    if question.country and country == question.country:
        return Why("coder's country", f"{called}; the coding says that this one is in {country}.")
    if question.level and best.entry.level == question.level:
        level = question.level
        return Why("coder's level", f"{called}; the coding says that this one is a {level}.")
    if inside:
        return Why("said to lie in", f"{called}; the words beside it say where this one lies.")
    if best.entry.level != Level.COUNTRY and named[country]:
        times = named[country]
        often = "once" if times == 1 else f"{times} times"
        return Why(
            "country votes", f"{called}; its country ({country}) is named {often} in this report."
        )
    if best is not asked.hits[0]:
        return Why("places around", f"{called}; this one is where most places of this report are.")
    return Why("best known", f"{called}; this one is the best known.")
