"""A parsed report in, the words that a rule of the lexicon holds for out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.conditions import holds
from dashboard.extract.events.lexicon import Rule, rules
from dashboard.extract.events.scene import Scene
from dashboard.extract.zones import ZoneKind

_POS = {"VERB": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A", "AUX": "V", "ADV": "A"}
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_GAP = 4
"""words that may stand between the parts of a verb phrase"""
_MODALS = frozenset({"would", "will", "must", "should"})
_SKIPPED = (ZoneKind.TAIL, ZoneKind.BYLINE, ZoneKind.DATELINE)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may tell of an event; ``words`` are indices, the head's among them."""

    head: Token
    words: tuple[int, ...]
    rule: Rule

    @property
    def is_noun(self) -> bool:
        """Whether it is named rather than told; "fighting spread" names."""
        gerund = self.head.tag_ == "VBG" and self.head.dep_ in _NOMINAL
        return self.rule.pos == "N" or gerund

    @property
    def verb(self) -> Token:
        """The verb of its clause."""
        return self.head if not self.is_noun else syntax.clause_verb(self.head.head)


def find_triggers(
    scene: Scene, type_of: Callable[[Scene, Trigger], str]
) -> list[tuple[Trigger, str]]:
    """At most one for each word, in order, with its type; the first rule that yields one counts."""
    types: dict[int, str] = {}
    found: dict[int, Trigger] = {}
    covered: set[int] = set()
    for token in scene.doc:
        if token.i in covered or not token.text[:1].isalpha():
            continue
        if token.i in scene.date_at or scene.zone(token) in _SKIPPED:
            continue
        trigger, name = _first(scene, token, type_of)
        if trigger is not None:
            found[trigger.head.i], types[trigger.head.i] = trigger, name
            covered.update(trigger.words)
    for trigger in _from_modals(scene):
        if trigger.head.i not in found or not found[trigger.head.i].rule.type:
            found[trigger.head.i], types[trigger.head.i] = trigger, trigger.rule.type
    inside = {i for one in found.values() for i in one.words if i != one.head.i}
    return [(one, types[i]) for i, one in sorted(found.items()) if i not in inside]


def _first(
    scene: Scene, token: Token, type_of: Callable[[Scene, Trigger], str]
) -> tuple[Trigger | None, str]:
    vetoed: Trigger | None = None
    for trigger in _at(scene, token):
        name = type_of(scene, trigger)
        if name or not trigger.rule.type:
            return (trigger, name) if vetoed is None or name else (vetoed, "")
        vetoed = vetoed or trigger
    return vetoed, ""


def _from_modals(scene: Scene) -> Iterator[Trigger]:
    """ "Said that X must leave" demands it; "said it would boycott … unless" threatens to."""
    for token in scene.doc:
        lower = token.lower_
        if lower in ("must", "should", "unless") and token.dep_ in ("aux", "mark"):
            verb = token.head if lower != "unless" else token.head.head
            while verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB":
                verb = verb.head
            say = verb.head
            if (
                verb.dep_ != "ccomp"
                or say.lemma_.lower() not in _SAYING
                or scene.zone(token) in _SKIPPED
            ):
                continue
            rule = _THREATENS if lower == "unless" else _DEMANDS
            yield Trigger(say, (say.i, token.i) if lower != "unless" else (token.i, say.i), rule)


_SAYING = frozenset({
    "say", "tell", "declare", "announce", "insist", "stress", "state", "reiterate", "add", "warn",
    "argue", "maintain", "repeat", "emphasise", "emphasize", "underline", "write", "conclude",
})  # fmt: skip
_DEMANDS = Rule(("say", "must"), "V", "Call or demand", (), "requested", 0)
_THREATENS = Rule(("say", "unless"), "V", "Threat or ultimatum", (), "threatened", 0)


def _at(scene: Scene, token: Token) -> Iterator[Trigger]:
    """All rules that hold at a word, the longest phrases first."""
    if not token.is_sent_start and token.ent_type_ in ("PERSON", "GPE") and token.tag_ == "NNP":
        return
    pos = _POS.get(token.pos_)
    if token.tag_ == "JJ" and token.i and token.nbor(-1).tag_ == "TO":
        pos = "V"
    book = rules()
    keys = [("X", token.lower_)]
    if pos is not None:
        keys += [(pos, lemma) for lemma in syntax.lemmas(token)]
    for key in keys:
        for rule in book.get(key, ()):
            if len(rule.phrase) > 1 and not scene.forms(token).issuperset(rule.phrase):
                continue
            words = _phrase(token, rule)
            if not words:
                continue
            head = _top(token, words) if rule.pos == "N" else token
            if _right_kind(head, rule) and holds(scene, head, rule):
                yield Trigger(head, words, rule)


def _top(token: Token, words: tuple[int, ...]) -> Token:
    """The word of a noun phrase that stands over the others: of "state of emergency" the state."""
    for _ in words:
        parent = token.head
        if parent.dep_ == "prep" and parent.head.i in words:
            parent = parent.head
        elif token.dep_ not in ("pobj",) or parent.i not in words:
            break
        token = parent
    return token


def _right_kind(token: Token, rule: Rule) -> bool:
    """A participle before a noun tells of nothing, nor does a noun in the middle of a compound."""
    if rule.pos == "V" and token.dep_ in ("amod", "compound"):
        return False
    if (
        rule.pos == "V"
        and token.tag_ == "VBN"
        and token.dep_ in _NOMINAL
        and any(child.dep_ in ("det", "nummod") for child in token.children)
    ):
        return False
    if rule.pos == "V" and token.dep_ == "acl" and token.tag_ == "VBN" and token.head.pos_ == "NUM":
        return token.lemma_.lower() not in ("wound", "injure", "displace")
    return not (
        rule.pos == "N"
        and token.dep_ in ("compound", "nmod", "amod")
        and token.head.pos_ in ("NOUN", "PROPN")
    )


def _phrase(token: Token, rule: Rule) -> tuple[int, ...]:
    """The words of a phrase, or nothing."""
    if len(rule.phrase) == 1:
        return (token.i,)
    doc = token.doc
    if rule.pos == "N":
        return _backwards(token, rule.phrase)
    end = token.sent.end
    found, at = [token.i], token.i
    for word in rule.phrase[1:]:
        limit = min(at + 2 + (2 * _GAP if word in _MODALS or len(rule.phrase) == 2 else _GAP), end)
        at = next((i for i in range(at + 1, limit) if syntax.is_word(doc[i], word)), -1)
        if at < 0 and rule.pos == "V" and len(rule.phrase) == 2:
            at = _beyond_object(token, word)
        if at < 0:
            return ()
        found.append(at)
    if rule.pos == "V" and len(found) == 2 and found[1] > found[0] + 1:
        second = doc[found[1]]
        if second.head.i != token.i and second.head.head.i != token.i:
            return ()
    return tuple(found)


def _beyond_object(token: Token, word: str) -> int:
    """Where the second word of a phrase stands after a long object: "set a house … ablaze"."""
    for child in token.rights:
        inner = (child, *child.children) if child.dep_ in ("dobj", "ccomp", "prep") else (child,)
        for one in inner:
            if one.i > token.i and syntax.is_word(one, word):
                return one.i
    return -1


def _backwards(token: Token, phrase: tuple[str, ...]) -> tuple[int, ...]:
    """A noun phrase, word by word before its head; hyphens between them count for nothing."""
    doc, i = token.doc, token.i - 1
    first = token.sent.start
    found = [token.i]
    for word in reversed(phrase[:-1]):
        if i >= 0 and doc[i].text in ("-", "–"):
            i -= 1
        if i < first or not syntax.is_word(doc[i], word):
            return ()
        found.append(i)
        i -= 1
    return tuple(reversed(found))
