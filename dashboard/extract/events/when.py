"""A draft in, the words of its sentence that say when out.

Points and ranges date an event; "since" one that goes on; a deadline only what is asked for,
planned or threatened; a background date makes the event history.
"""

from spacy.tokens import Token

from dashboard.extract.dates import DateFunction, DateMention
from dashboard.extract.events import syntax
from dashboard.extract.events.drafts import Draft
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.scene import Scene

_AHEAD = (Mood.REQUESTED, Mood.PLANNED, Mood.THREATENED)
_FAR = 6
"""steps in the tree from which a date is no longer the event's"""


def date_of(scene: Scene, draft: Draft) -> DateMention | None:
    """The date that the draft's own sentence gives it."""
    best: tuple[float, DateMention] | None = None
    seen = set()
    for token in scene.around(draft.head):
        date = scene.date_at.get(token.i)
        if date is None or id(date) in seen:
            continue
        seen.add(id(date))
        if not _fits(date, draft):
            continue
        words = scene.words(date.start, date.end)
        span = token.doc[words.start : words.stop]
        if not len(span):
            continue
        cost = min(
            _cost(trigger.head, span.root, ahead=draft.mood in _AHEAD) for trigger in draft.triggers
        )
        cost += min(abs(span.start - draft.head.i), 40) / 100
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, date)
    return best[1] if best else None


def _fits(date: DateMention, draft: Draft) -> bool:
    if date.first is None:
        return False
    if date.function is DateFunction.DEADLINE:
        return draft.mood in _AHEAD
    if date.function is DateFunction.SINCE:
        return draft.mood in (Mood.ONGOING, Mood.ACTUAL)
    return True


def _cost(trigger: Token, date: Token, *, ahead: bool) -> float:
    """Steps from a trigger to a date; borders of clauses count more."""
    above: dict[int, float] = {}
    token, cost = trigger, 0.0
    for _ in range(12):
        above[token.i] = cost
        if token.head.i == token.i:
            break
        cost += _step_up(token, ahead=ahead)
        token = token.head
    token, down = date, 0.0
    for _ in range(14):
        if token.i in above:
            return above[token.i] + down
        if token.head.i == token.i:
            break
        down += _step_down(token)
        token = token.head
    return 99.0


def _step_up(token: Token, *, ahead: bool) -> float:
    """From a word to what governs it."""
    if ahead:
        if token.dep_ in ("xcomp", "ccomp", "dobj", "pobj", "prep", "advcl", "acl"):
            return 5.0
        return 1.0
    if token.dep_ in ("relcl", "acl"):
        return 5.0
    if token.dep_ == "advcl":
        return 2.5 if not _is_when(token) else 1.0
    if token.dep_ == "ccomp":
        return 2.5
    if token.dep_ == "conj":
        return 1.5
    if token.dep_ in ("pobj", "prep", "dobj", "nsubj", "nsubjpass", "compound", "xcomp"):
        return 0.7
    return 1.0


def _step_down(token: Token) -> float:
    if token.dep_ == "relcl":
        return 6.0
    if token.dep_ in ("acl", "ccomp"):
        return 4.0
    if token.dep_ == "advcl":
        return 1.5 if _is_when(token) else 3.0
    if token.dep_ == "conj":
        return 3.0 if token.pos_ == "VERB" else 1.0
    if token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.pos_ in ("NOUN", "PROPN"):
        return 1.2
    return 0.7


def _is_when(token: Token) -> bool:
    return any(c.lower_ in ("when", "as", "while", "where") for c in token.children) or (
        token.tag_ == "VBG" and not any(c.dep_ == "mark" for c in token.children)
    )


def is_past_perfect(token: Token) -> bool:
    """ "Had met": told as having come before."""
    verb = syntax.clause_verb(token)
    return any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children)
