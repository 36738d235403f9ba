"""A parsed report in, the words that a rule of the lexicon holds for out."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.lexicon import Condition, Rule, rules, violent_words
from dashboard.extract.events.scene import Scene, class_names
from dashboard.extract.zones import ZoneKind

_POS = {"VERB": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A", "AUX": "V", "ADV": "A"}
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
        """Whether it is named rather than told."""
        return self.rule.pos == "N"

    @property
    def verb(self) -> Token:
        """The verb of its clause."""
        return self.head if not self.is_noun else syntax.clause_verb(self.head.head)


def find_triggers(scene: Scene) -> list[Trigger]:
    """At most one for each word, in order."""
    found: dict[int, Trigger] = {}
    covered: set[int] = set()
    for token in scene.doc:
        if token.i in covered or not token.text[:1].isalpha():
            continue
        trigger = _at(scene, token)
        if trigger is None or token.i in scene.date_at:
            continue
        if scene.zone(token) not in _SKIPPED:
            found[token.i] = trigger
            covered.update(trigger.words)
            covered.discard(token.i)
    for trigger in _from_modals(scene):
        if trigger.head.i not in found or not found[trigger.head.i].rule.type:
            found[trigger.head.i] = trigger
    inside = {i for one in found.values() for i in one.words if i != one.head.i}
    return [one for i, one in sorted(found.items()) if i not in inside]


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


_SAYING = frozenset(
    "say tell declare announce insist stress state reiterate add warn argue maintain repeat"
    " emphasise emphasize underline write conclude".split()
)
_DEMANDS = Rule(("say", "must"), "V", "Call or demand", (), "requested", 0)
_THREATENS = Rule(("say", "unless"), "V", "Threat or ultimatum", (), "threatened", 0)


def _at(scene: Scene, token: Token) -> Trigger | None:
    if not token.is_sent_start and token.ent_type_ in ("PERSON", "GPE") and token.tag_ == "NNP":
        return None
    pos = _POS.get(token.pos_)
    book = rules()
    keys = [("X", token.lower_)]
    if pos is not None:
        keys += [(pos, lemma) for lemma in syntax.lemmas(token)]
    for key in keys:
        for rule in book.get(key, ()):
            if len(rule.phrase) > 1 and not scene.forms(token).issuperset(rule.phrase):
                continue
            words = _phrase(token, rule)
            if words and _right_kind(token, rule) and holds(scene, token, rule):
                return Trigger(token, words, rule)
    return None


def _right_kind(token: Token, rule: Rule) -> bool:
    """A participle before a noun tells of nothing, nor does a noun in the middle of a compound."""
    if rule.pos == "V" and token.dep_ in ("amod", "compound"):
        return False
    return not (rule.pos == "N" and token.dep_ in ("compound", "nmod", "amod") and token.head.pos_ in ("NOUN", "PROPN"))  # fmt: skip


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
        limit = min(at + 2 + (_GAP if word not in _MODALS else 2 * _GAP), end)
        at = next((i for i in range(at + 1, limit) if syntax.is_word(doc[i], word)), -1)
        if at < 0:
            return ()
        found.append(at)
    if rule.pos == "V" and len(found) == 2 and found[1] > found[0] + 1:
        second = doc[found[1]]
        if second.head.i != token.i and second.head.head.i != token.i:
            return ()
    return tuple(found)


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


def holds(scene: Scene, token: Token, rule: Rule) -> bool:
    """Whether all conditions of a rule hold at a word."""
    slots = _Slots(scene, token)
    return all(_one(slots, condition) for condition in rule.when)


def _one(slots: "_Slots", condition: Condition) -> bool:
    return any(slots.has(slot, value) for slot, value in condition.pairs) != condition.negated


class _Slots:
    """The words around a trigger by the part they play; each part is found when first asked."""

    def __init__(self, scene: Scene, token: Token) -> None:
        self.scene, self.token = scene, token
        self._found: dict[str, list[Token]] = {}

    def has(self, slot: str, value: str) -> bool:
        """Whether some word of a slot is of a class, or is the word itself."""
        if slot == "clause":
            return syntax.has_complement(self.token)
        if slot == "harm":
            return self._harm()
        if slot == "cond":
            return self._conditional()
        if slot == "passive":
            return syntax.is_passive(self.token)
        if slot == "near":
            return self._near(value)
        if slot == "verb":
            return self._governed(value)
        words = self.slot(slot)
        if value == "none":
            return not words
        if value == "any":
            return bool(words)
        if value == "plural" and (len(words) > 1 or any(w.tag_ in ("NNS", "NNPS") for w in words)):
            return True
        if value in ("thing", "unknown", "named") and not words:
            return False
        if value == "unknown":
            return all(self._is_unknown(word) for word in words)
        if value == "named":
            return any(self._is_named(word) for word in words)
        if value in class_names():
            if value == "thing":
                return all(value in self.scene.classes(word) for word in words)
            return any(value in self.scene.classes(word) for word in words)
        return any(syntax.is_word(word, value) for word in words)

    def slot(self, slot: str) -> list[Token]:
        """The words that play a part."""
        if slot not in self._found:
            self._found[slot] = list(self._words(slot))
        return self._found[slot]

    def _words(self, slot: str) -> Iterator[Token]:
        token = self.token
        verb = token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")
        if slot == "subj":
            yield from syntax.subjects(token) if verb else self._of_noun("subj")
        elif slot == "obj":
            yield from syntax.objects(token) if verb else self._of_noun("obj")
        elif slot == "comp":
            yield from _modifiers(token)
        elif slot == "weapon":
            yield from _instruments(token)
        elif slot == "arg":
            yield from self.slot("subj")
            yield from self.slot("obj")
            yield from (noun for _, noun in syntax.prepositional(token))
            yield from _modifiers(token)
        else:
            alike = {"on": ("on", "upon", "against"), "to": ("to",), "into": ("into",)}
            names = alike.get(slot, (slot,))
            yield from (noun for word, noun in syntax.prepositional(token) if word in names)

    def _of_noun(self, slot: str) -> Iterator[Token]:
        token = self.token
        if slot == "subj":
            yield from _modifiers(token)
            yield from (
                noun for word, noun in syntax.prepositional(token) if word in ("by", "between")
            )
        else:
            yield from (
                noun for word, noun in syntax.prepositional(token)
                if word in ("of", "on", "against", "at")
            )  # fmt: skip

    def _conditional(self) -> bool:
        """Whether what is warned of is a harm, or hangs on what another does."""
        below = list(self.token.subtree)[:60]
        return (
            any(one.lower_ in ("if", "unless") for one in below)
            or any(one.i > self.token.i and "harmword" in self.scene.classes(one) for one in below)
            or any(noun for word, noun in syntax.prepositional(self.token) if word == "against")
            or any(child.dep_ == "xcomp" for child in self.token.children)
        )

    def _is_unknown(self, word: Token) -> bool:
        """A proper name that is neither a person's nor an actor's: as a thing taken, a place."""
        return (
            word.pos_ == "PROPN" and word.ent_type_ != "PERSON" and not self.scene.actors_of(word)
        )

    def _is_named(self, word: Token) -> bool:
        return word.ent_type_ == "PERSON" or any(
            actor.kind == "person" for actor in self.scene.actors_of(word)
        )

    def _harm(self) -> bool:
        below = [one for one in list(self.token.subtree)[:60] if one.i > self.token.i]
        return any(
            one.lemma_.lower() in violent_words() and one.pos_ in ("VERB", "NOUN")
            and not (one.pos_ == "VERB" and syntax.is_negated(one)) and _may_come(one)
            for one in below
        )  # fmt: skip

    def _near(self, value: str) -> bool:
        sent = self.scene.around(self.token)
        if value == "violence":
            return any(w.lemma_.lower() in violent_words() for w in sent if w.i != self.token.i)
        return any(value in self.scene.classes(w) for w in sent if w.i != self.token.i)

    def _governed(self, value: str) -> bool:
        verb = syntax.clause_verb(self.token.head)
        words = value.split()
        chain = [verb]
        if verb.dep_ in ("xcomp", "conj"):
            chain.append(verb.head)
        for one in chain:
            if syntax.is_word(one, words[0]) and (len(words) == 1 or any(c.lower_ == words[1] for c in one.children)):  # fmt: skip
                return True
        return False


def _may_come(token: Token) -> bool:
    """Whether it is told as to come: not in the past tense."""
    return token.pos_ == "NOUN" or token.tag_ in ("VB", "VBG")


def _modifiers(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss"):
            yield child
            yield from _modifiers(child)


def _instruments(token: Token) -> Iterator[Token]:
    """What an act may have been done with: agents, "with", "by", "in", modifiers, the verb's."""
    yield from _modifiers(token)
    verb = token if token.pos_ == "VERB" else syntax.clause_verb(token.head)
    for one in {token.i: token, verb.i: verb}.values():
        if one.pos_ == "VERB":
            for word in (*syntax.subjects(one), *syntax.objects(one)):
                yield word
                yield from _modifiers(word)
        for word, noun in syntax.prepositional(one):
            if word in ("with", "by", "in", "using", "from", "of", "during", "after", "when", "as"):
                yield noun
                yield from _modifiers(noun)
                if word in ("in", "by", "from", "after"):
                    yield from (
                        n for w, n in syntax.prepositional(noun) if w in ("of", "by", "from")
                    )
        for child in one.children:
            if child.dep_ in ("advcl", "conj") and child.pos_ == "VERB":
                for word in (
                    *_direct(child, "nsubj"),
                    *_direct(child, "dobj"),
                    *_direct(child, "nsubjpass"),
                ):
                    yield word
                    yield from _modifiers(word)


def _direct(verb: Token, label: str) -> list[Token]:
    return [child for child in verb.children if child.dep_ == label]


def instruments(token: Token) -> list[Token]:
    """See ``_instruments``; for the choice among types of violence."""
    return list(_instruments(token))
