"""Triggers in, drafts of events out: words of one sentence that tell of one incident are one.

"Five people were killed when a rocket hit a market" has three words and one event. The word that
says most about the weapon gives the type. Words that merely refer to an incident ("the attack")
are kept apart as ``Mood.NAMED``.
"""

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.drafts import BATTLES, REMOTE, SPEECH, Draft
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.names import ATTACK, CLASH, EXCESSIVE, LOOTING, MEETING, RIOT
from dashboard.extract.events.scene import Scene

_EFFECTS = frozenset({
    "kill", "wound", "injure", "die", "dead", "death", "casualty", "fatality", "hurt", "maim",
    "perish", "slay", "destroy", "damage",
})  # fmt: skip
_PROTESTS = frozenset({
    "Peaceful protest", "Protest with intervention", EXCESSIVE, "Violent demonstration",
})  # fmt: skip
_SEVERAL = frozenset({"Restriction or repression", "Aid", "Withdrawal or release", "Other"})
"""types of which one clause tells two if each has an object"""
_TELLING = (Mood.ACTUAL, Mood.ONGOING, Mood.NAMED)
_HITS = frozenset({
    "hit", "strike", "attack", "target", "land", "fall", "slam", "explode", "detonate", "fire",
    "bomb", "shell", "open", "carry", "launch",
})  # fmt: skip


def incidents(scene: Scene, triggers: list[tuple[Trigger, str, Mood]]) -> list[Draft]:
    """Drafts in the order of the text."""
    drafts: list[Draft] = []
    by_sentence: dict[int, list[Draft]] = {}
    for trigger, name, mood in triggers:
        draft = Draft([trigger], name, mood)
        here = by_sentence.setdefault(scene.number(trigger.head), [])
        other = next((one for one in here if _is_same(scene, one, draft)), None)
        if other is None:
            here.append(draft)
            drafts.append(draft)
        else:
            _join(other, draft)
    return drafts


def is_effect(trigger: Trigger) -> bool:
    """Whether it says what an incident did to people rather than what it was."""
    return trigger.head.lemma_.lower() in _EFFECTS


def _is_same(scene: Scene, one: Draft, two: Draft) -> bool:
    if one.type == two.type and one.triggers[-1].head.i == two.head.i:
        return True
    if (one.mood in _TELLING) != (two.mood in _TELLING):
        return False
    if one.mood not in _TELLING and one.mood is not two.mood:
        return False
    if {one.type, two.type} <= _PROTESTS:
        return True
    if RIOT in (one.type, two.type) and {one.type, two.type} <= {RIOT, ATTACK, CLASH}:
        return any(all(is_effect(t) for t in draft.triggers) for draft in (one, two))
    if RIOT in (one.type, two.type) and LOOTING in (one.type, two.type):
        return _hang_together(one.head, two.head)
    for taking, other in ((one, two), (two, one)):
        if taking.type in BATTLES[1:] and other.type in (ATTACK, CLASH):
            part = all(t.is_noun or is_effect(t) for t in other.triggers)
            if part and _hang_together(one.head, two.head):
                return not _apart(scene, one.head, two.head)
    if two.type == CLASH and one.type in BATTLES and two.triggers[0].is_noun:
        return not _apart(scene, one.head, two.head)
    if not (one.is_violent and two.is_violent):
        return one.type == two.type and _are_twins(one, two)
    generic = {ATTACK, CLASH}
    alike = (
        one.type == two.type
        or ATTACK in (one.type, two.type)
        or (EXCESSIVE in (one.type, two.type))
    )
    effect = is_effect(two.triggers[0]) or all(is_effect(t) for t in one.triggers)
    if not alike and not (effect and (one.type in generic or two.type in generic)):
        return False
    if two.head.dep_ == "relcl" and two.head.head.i in {t.head.i for t in one.triggers}:
        return True
    if not effect and not _hang_together(one.head, two.head):
        return False
    return not _apart(scene, one.head, two.head)


def _are_twins(one: Draft, two: Draft) -> bool:
    """ "Withdrew … and left", a verb with its noun: the same thing said twice in a clause."""
    a, b = one.head, two.head
    if one.triggers[0].is_noun or two.triggers[0].is_noun:
        return _hang_together(a, b)
    if one.type == MEETING and b.dep_ in ("advcl", "xcomp") and b.head.i == a.i:
        return True
    if one.type not in SPEECH and b.dep_ == "conj" and b.head.i == a.i:
        both = one.type in _SEVERAL and syntax.objects(a) and syntax.objects(b)
        return not both and not any(c.dep_ in ("nsubj", "nsubjpass") for c in b.children)
    return b.dep_ in ("conj", "advcl", "xcomp") and b.head.i == a.i and not _apart_objects(a, b)


def _apart_objects(a: Token, b: Token) -> bool:
    return (
        bool(syntax.objects(b))
        or syntax.has_complement(b)
        or any(c.dep_ == "prep" for c in b.children)
    )


def _hang_together(a: Token, b: Token) -> bool:
    """Whether one stands over the other, or their verbs do."""
    for low, high in ((a, b), (b, a)):
        token = low
        for _ in range(6):
            if token.i == high.i:
                return True
            if (
                token.dep_ in ("conj", "relcl")
                and token.pos_ == "VERB"
                and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
            ):
                break
            if token.head.i == token.i:
                break
            token = token.head
    verb_a, verb_b = syntax.clause_verb(a), syntax.clause_verb(b)
    return verb_a.i == verb_b.i or (
        verb_b.head.i == verb_a.i and verb_b.dep_ in ("advcl", "xcomp", "ccomp")
    )


def _apart(scene: Scene, a: Token, b: Token) -> bool:
    """Whether each has a place or a day of its own, so that they are two incidents."""
    verb_a, verb_b = syntax.clause_verb(a), syntax.clause_verb(b)
    if verb_a.i == verb_b.i:
        return False
    for known in (scene.place_at, scene.date_at):
        mine = {id(known[i.i]) for i in _own_words(verb_a, verb_b) if i.i in known}
        theirs = {id(known[i.i]) for i in _own_words(verb_b, verb_a) if i.i in known}
        if mine and theirs and not mine & theirs and verb_b.dep_ in ("conj", "ccomp", "parataxis"):
            return True
    return False


def _own_words(verb: Token, other: Token) -> list[Token]:
    """The words under a verb that are not under the other one."""
    theirs = {t.i for t in other.subtree} if other.is_ancestor(verb) is False else set()
    return [t for t in verb.subtree if t.i not in theirs]


def _join(one: Draft, two: Draft) -> None:
    """The more telling word comes first."""
    better = _rank(two) > _rank(one)
    if better:
        one.type = two.type
        one.triggers = two.triggers + one.triggers
    else:
        one.triggers += two.triggers
    if one.mood is Mood.NAMED or (two.mood is Mood.ONGOING and one.mood is Mood.ACTUAL and better):
        one.mood = two.mood


def _rank(draft: Draft) -> tuple[int, bool, bool]:
    kind = (
        4
        if draft.type == EXCESSIVE
        else 3
        if draft.type in (*REMOTE, *BATTLES[1:], *_PROTESTS - {"Peaceful protest"})
        else 2
        if draft.type != ATTACK
        else 1
    )
    return (kind, not is_effect(draft.triggers[0]), draft.mood is not Mood.NAMED)
