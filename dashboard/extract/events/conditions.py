"""The words around a trigger by the part they play, and whether a rule's conditions hold."""

from collections.abc import Iterator

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.lexicon import Condition, Rule, violent_words
from dashboard.extract.events.said import CLAUSES as _CLAUSES
from dashboard.extract.events.scene import Scene, class_names


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
        if slot == "other":
            return syntax.has_other_subject(self.token)
        if slot == "many":
            found = self.slot("obj" if value == "obj" else "subj")
            return any(self.scene.is_many(word) for word in found)
        if slot == "asked":
            token = self.token
            return token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ == "for")
        if slot in _CLAUSES:
            return _CLAUSES[slot](self.scene, self.token)
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
            yield from (syntax.objects(token) if verb else self._of_noun("obj"))
            yield from syntax.raised(token) if verb else ()
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

    def _is_unknown(self, word: Token) -> bool:
        """A proper name that is neither a person's nor an actor's: as a thing taken, a place."""
        return (
            word.pos_ == "PROPN" and word.ent_type_ != "PERSON" and not self.scene.actors_of(word)
        )

    def _is_named(self, word: Token) -> bool:
        return word.ent_type_ == "PERSON" or any(
            actor.kind == "person" for actor in self.scene.actors_of(word)
        )

    def _near(self, value: str) -> bool:
        words = [
            word
            for word in self.scene.around(self.token)
            if word.i != self.token.i and word.i not in self.scene.date_at
        ]
        if value == "violence":
            return any(word.lemma_.lower() in violent_words() for word in words)
        if value not in class_names():
            return any(syntax.is_word(word, value) for word in words)
        return any(value in self.scene.classes(word) for word in words)

    def _governed(self, value: str) -> bool:
        verb = syntax.clause_verb(self.token.head)
        words = value.split()
        chain = [verb]
        if verb.dep_ in ("xcomp", "conj"):
            chain.append(verb.head)
        chain += [child for child in verb.children if child.dep_ == "xcomp"]
        for one in chain:
            if syntax.is_word(one, words[0]) and (
                len(words) == 1 or any(c.lower_ == words[1] for c in one.children)
            ):
                return True
        return False


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
        for way, noun in syntax.prepositional(one):
            if way in ("with", "by", "in", "using", "from", "of", "during", "after", "when", "as"):
                yield noun
                yield from _modifiers(noun)
                if way in ("in", "by", "from", "after"):
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
