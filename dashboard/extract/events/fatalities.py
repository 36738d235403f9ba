"""The words around an incident in, how many died out: low, best, high; unknown is ``None``.

"At least 26" is 26, 26, unknown; "between 10 and 15" is 10, unknown, 15; "up to 15" and "as many as
15" are unknown, unknown, 15; "about 30" has a best figure alone. "Dozens" gives no figure. Nobody
killed, or only wounded, is 0, 0, 0.
"""

import re

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.scene import Scene

Dead = tuple[int | None, int | None, int | None]
UNKNOWN: Dead = (None, None, None)
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_KILLING = frozenset({
    "kill", "slay", "murder", "assassinate", "execute", "behead", "massacre", "slaughter",
    "shoot", "lynch", "stab", "butcher", "hack", "neutralise", "neutralize", "eliminate", "claim",
})  # fmt: skip
_DYING = frozenset({"die", "perish", "drown", "succumb"})
_HURTING = frozenset({"wound", "injure", "hurt", "maim"})
_LEAST = frozenset({"least", "than", "over", "more", "fewer"})
_ABOUT = frozenset({
    "about", "around", "some", "nearly", "almost", "approximately", "roughly", "estimated",
})  # fmt: skip
_VAGUE = frozenset({
    "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "score", "scores",
    "several", "many", "few", "multiple", "numerous", "some",
})  # fmt: skip
_SINGLE = frozenset({"a", "an", "another", "one", "his", "her"})
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_RANGE = re.compile(r"(\d+)\s?[-–]\s?(\d+)")


def dead(scene: Scene, triggers: list[Trigger]) -> tuple[Dead, Token | None]:
    """The dead that the words of an incident tell of, and the word that says so."""
    wounded: Token | None = None
    best: tuple[Dead, Token] | None = None
    for trigger in triggers:
        head = trigger.head
        lemma = head.lemma_.lower()
        found = UNKNOWN
        if lemma in _HURTING:
            wounded = head
        elif lemma in _KILLING and not trigger.is_noun:
            found = _of_verb(scene, head, syntax.objects(head))
        elif lemma in _DYING:
            found = _of_verb(scene, head, syntax.subjects(head))
        elif lemma == "dead":
            found = _left_dead(scene, head)
        elif lemma in ("death", "fatality"):
            found = _of_noun(head)
        if found != UNKNOWN and best is None:
            best = (found, head)
    if best is not None:
        return best
    if any(_is_spared(token) for trigger in triggers[:1] for token in scene.around(trigger.head)):
        return (0, 0, 0), triggers[0].head
    killing = any(
        t.head.lemma_.lower() in _KILLING | _DYING | {"dead", "death", "fatality", "casualty"}
        for t in triggers
    )
    if wounded is not None and not killing:
        return (0, 0, 0), wounded
    return UNKNOWN, None


def _is_spared(token: Token) -> bool:
    """ "Nobody was killed", "no casualties", "there were no deaths"."""
    lemma = token.lemma_.lower()
    if lemma in ("casualty", "fatality", "death", "victim"):
        return any(c.lower_ == "no" for c in token.children)
    if lemma not in _KILLING | _DYING or token.pos_ != "VERB":
        return False
    people = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return any(
        one.lower_ in ("nobody", "none")
        or (one.lower_ == "one" and any(c.lower_ == "no" for c in one.children))
        or any(c.lower_ == "no" and c.dep_ == "det" for c in one.children)
        for one in people
    )


def toll(head: Token) -> Dead:
    """ "The death toll rose to 30": the figure of a noun that counts the dead."""
    verb = syntax.clause_verb(head.head)
    for word, noun in syntax.prepositional(verb):
        if word in ("to", "at"):
            found = counted(noun)
            if found != UNKNOWN:
                return found
    return UNKNOWN


def _of_verb(scene: Scene, verb: Token, victims: list[Token]) -> Dead:
    if syntax.is_negated(verb):
        none = any(
            one.lower_ in ("nobody", "none") or any(c.lower_ == "no" for c in one.children)
            for one in victims
        )
        return (0, 0, 0) if none else UNKNOWN
    people = [
        one
        for one in victims
        if "thing" not in scene.classes(one) or one.pos_ == "NUM" or _number(one) is not None
    ]
    figures = [counted(one) for one in people if not _is_hurt(one, verb)]
    known = [one for one in figures if one != UNKNOWN]
    if not known or len(known) < len(figures):
        return known[0] if known and len(figures) < 3 else UNKNOWN
    return _sum(known)


def _is_hurt(token: Token, verb: Token) -> bool:
    """ "26 killed and 8 wounded": a number joined to a participle of its own."""
    return token.dep_ == "conj" and any(c.lemma_ in _HURTING for c in token.children)


def _sum(figures: list[Dead]) -> Dead:
    sums = []
    for at in range(3):
        values = [one[at] for one in figures]
        sums.append(
            None if any(v is None for v in values) else sum(v for v in values if v is not None)
        )
    return (sums[0], sums[1], sums[2])


def _left_dead(scene: Scene, head: Token) -> Dead:
    """ "Left 12 people dead", "12 people are dead"."""
    verb = syntax.clause_verb(head.head)
    if head.dep_ in ("amod", "attr") and head.head.pos_ in ("NOUN", "NUM"):
        return counted(head.head) if head.dep_ == "amod" else UNKNOWN
    for token in (*syntax.objects(verb), *syntax.subjects(verb)):
        if token.i < head.i and head.i - token.i <= 8:
            found = counted(token)
            if found != UNKNOWN:
                return found
    before = head.doc[head.i - 1] if head.i else head
    return counted(before) if _number(before) is not None else UNKNOWN


def _of_noun(head: Token) -> Dead:
    """ "The deaths of five people", "12 deaths"."""
    own = counted(head)
    if own != UNKNOWN and _number_of(head) is not None:
        return own
    inner = [noun for word, noun in syntax.prepositional(head) if word == "of"]
    return counted(inner[0]) if inner and _number_of(inner[0]) is not None else UNKNOWN


def counted(token: Token) -> Dead:
    """How many a noun phrase speaks of."""
    number = token if _number(token) is not None else _number_of(token)
    words = {t.lower_ for t in token.doc[max(token.left_edge.i, token.i - 8) : token.i + 1]}
    if words & {"no", "nobody", "none"} and number is None:
        return (0, 0, 0)
    if words & _VAGUE and number is None:
        return UNKNOWN
    if number is None:
        single = token.tag_ in ("NN", "NNP") and (words & _SINGLE or token.ent_type_ == "PERSON")
        return (1, 1, 1) if single else UNKNOWN
    value = _number(number)
    span = _RANGE.fullmatch(number.text)
    if span:
        return (int(span[1]), None, int(span[2]))
    before = [t.lower_ for t in token.doc[max(0, number.i - 4) : number.i]]
    if "between" in before or "to" in before[-1:] or "and" in before[-1:]:
        low = next(
            (
                _number(t)
                for t in reversed(list(token.doc[max(0, number.i - 3) : number.i]))
                if _number(t) is not None
            ),
            None,
        )
        if low is not None and value is not None and low < value:
            return (low, None, value)
    after = token.doc[number.i + 1 : number.i + 4]
    if "between" in before and len(after) > 1 and after[0].lower_ == "and" and _number(after[1]):
        return (value, None, _number(after[1]))
    if (
        len(after) > 1
        and after[0].lower_ in ("to", "or", "-", "–")
        and _number(after[1])
        and (_number(after[1]) or 0) > (value or 0)
    ):
        return (value, None, _number(after[1]))
    if before[-2:] in (["up", "to"], ["many", "as"]):
        return (None, None, value)
    if before[-1:] == ["than"] and "more" in before and value is not None:
        return (value + 1, None, None)
    if before[-1:] == ["over"] and value is not None:
        return (value + 1, None, None)
    if "least" in before[-2:]:
        return (value, value, None)
    if set(before[-2:]) & _ABOUT:
        return (None, value, None)
    return (value, value, value)


def _number_of(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ in ("nummod", "amod", "compound", "quantmod") and _number(child) is not None:
            return child
    return None


def _number(token: Token) -> int | None:
    """The value of a number in digits or words; ``None`` if it is none."""
    text = token.lower_
    if _DIGITS.fullmatch(text):
        value = int(text.replace(",", ""))
        return value if value < 10_000_000 else None
    found = _RANGE.fullmatch(text)
    if found:
        return int(found[2])
    return _spelled(text)


def _spelled(text: str) -> int | None:
    if text in _ONES:
        return _ONES.index(text)
    tens, _, ones = text.partition("-")
    if tens in _TENS and (not ones or ones in _ONES[1:10]):
        return 20 + 10 * _TENS.index(tens) + (_ONES.index(ones) if ones else 0)
    return None
