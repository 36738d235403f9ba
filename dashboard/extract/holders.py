"""Who holds a place, by how its sentence is built: "rebel-held X", "Y controls most of X"."""

from collections.abc import Mapping
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

_HOLDING = {
    "control", "hold", "rule", "govern", "occupy", "administer", "dominate", "run", "patrol",
    "annex",
}  # fmt: skip
_WITH_AREA = {"hold", "run", "patrol", "dominate"}
"""of those, what one also does to events and bodies"""
_HELD = {"held", "controlled", "occupied", "ruled", "run", "administered", "governed", "dominated",
         "annexed"}  # fmt: skip
_HOLDINGS = {
    "stronghold", "bastion", "heartland", "control", "fief", "fiefdom", "territory", "hold",
    "occupation", "rule", "enclave", "possession", "grip", "foothold", "authority",
}  # fmt: skip
_HOLDS = {"control", "controls", "holds", "hold", "rules", "rule", "governs", "occupies", "runs",
          "controlled", "controlling", "holding"}  # fmt: skip
_PARTS = {"most", "much", "parts", "part", "all", "of", "the", "city", "town", "large", "areas",
          "swathes", "nearly", "almost", "some", "in", "towns", "cities", "territory", "also",
          "now", "still", "province", "region", "ports", "port", "whole", "half", "entire", "vast",
          "capital", "countryside", "area", "land", "district", "positions", "tracts", "swaths",
          "both"}  # fmt: skip
"""what may stand between one who holds and the place"""
_GOING_ON = {"continue", "manage", "come", "begin", "still"}
_THEY = {"it", "they"}


class Holders:
    """Answers for one report; an answer is an actor's id, or empty where it is not known which."""

    def __init__(self, doc: Doc, roots: Mapping[int, str], over: Mapping[int, str]) -> None:
        """``roots``: actors by the head of their words; ``over``: by every word of theirs."""
        self._doc, self._roots, self._over = doc, roots, over

    def of(self, root: Token, words: Words, depth: int = 0) -> str | None:
        """The holder of the place that ``words`` name; ``None``: it is not said to be held."""
        before = self._before_name(words)
        if before is None:
            before = self._held_by_words(words)
        if before is None:
            before = self._in_hands(words)
        if before is not None:
            return before
        if root.dep_ == "conj" and root.head.pos_ in ("PROPN", "NOUN") and depth < 6:
            return self.of(root.head, self._doc[root.head.i : root.head.i + 1], depth + 1)
        held = None
        if root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in _HOLDING:
            held = self._by(root.head) or self._subject(root.head)
        elif root.dep_ == "pobj":
            held = self._after(root.head)
        elif root.dep_ == "nsubj" and root.head.lemma_ in ("be", "remain", "come", "stay"):
            held = self._complement(root.head)
        return held if held is not None else self._told_after(root)

    def _actor(self, token: Token) -> str | None:
        return self._roots.get(token.i)

    def _within(self, phrase: Token) -> str:
        """The first actor named in a phrase; empty: none."""
        return next((a for each in phrase.subtree if (a := self._actor(each))), "")

    def _told_after(self, root: Token) -> str | None:
        """ "X, which is held by", "X, which Y holds", "X, a stronghold of"."""
        for child in root.children:
            if child.dep_ in ("relcl", "acl") and child.lemma_ in _HOLDING:
                if child.tag_ == "VBN":
                    return self._by(child)
                if any(c.dep_ == "dobj" and c.lower_ in ("which", "that") for c in child.children):
                    return self._subject(child)
            if child.dep_ == "appos" and child.lemma_ in _HOLDINGS:
                return self._within(child)
        return None

    def _before_name(self, words: Words) -> str | None:
        """ "rebel-held X", "rebel-held northern X"."""
        i = words.start
        while i > 0 and words.start - i < 3 and self._doc[i - 1].tag_ in ("JJ", "NN") and (
            "-" not in self._doc[i - 1].text and self._doc[i - 1].lower_ not in _HELD
        ):  # fmt: skip
            i -= 1
        for at in {words.start, i}:
            before = self._doc[max(0, at - 3) : at]
            if len(before) == 3 and before[1].text in ("-", "–") and before[2].lower_ in _HELD:
                return self._roots.get(before[0].i) or self._over.get(before[0].i, "")
            owner, hyphen, held = before.text.rpartition(" ")[2].lower().rpartition("-")
            if owner and hyphen and held in _HELD:
                return self._over.get(before[-1].i, "")
        return None

    def _held_by_words(self, words: Words) -> str | None:
        """ "X controls most of Y", where the parser made something else of it."""
        i = words.start - 1
        while i > 0 and words.start - i < 6 and self._doc[i].lower_ in _PARTS:
            i -= 1
        if i <= 0 or self._doc[i].lower_ not in _HOLDS:
            return None
        before = self._doc[i - 1]
        while before.lower_ in ("also", "now", "still", "already", "currently", ")") and before.i:
            before = self._doc[before.i - 1]
        return "" if before.lower_ in _THEY else self._over.get(before.i)

    def _in_hands(self, words: Words) -> str | None:
        """ "X is in the hands of Y", "X, now under the control of Y"."""
        after = self._doc[words.end : words.end + 12]
        for one, other in pairwise(after):
            if one.lower_ in (".", ";") or one.is_sent_start:
                return None
            if one.lower_ in ("hands", "control", "rule", "occupation") and other.lower_ == "of":
                start = self._doc[words.end]
                return self._within(one) if self._short_way(start.i, one.i) else None
        return None

    def _short_way(self, start: int, end: int) -> bool:
        """Whether only "is", "now in the" and the like stand between a place and "hands of"."""
        small = {",", "is", "are", "was", "were", "has", "have", "been", "remains", "remain", "in",
                 "under", "the", "now", "still", "which", "that", "firmly", "fully", "largely",
                 "stays", "currently", "both", "all"}  # fmt: skip
        way = [self._doc[i].lower_ for i in range(start, end)]
        return all(word in small for word in way) and bool({"in", "under"} & set(way))

    def _after(self, preposition: Token) -> str | None:
        head = preposition.head
        lemma = head.lemma_.lower()
        if preposition.lower_ in ("of", "over", "in", "on") and lemma in _HOLDINGS:
            owner = next((c for c in head.children if c.dep_ == "poss"), None)
            if owner is not None:
                return self._actor(owner) or ""
            if lemma in ("control", "hold") and preposition.lower_ != "in":
                return self._subject(head.head)
        if preposition.lower_ == "in" and lemma in _HOLDING and head.tag_ == "VBN":
            return self._by(head) if self._area(head) else None
        if (
            preposition.lower_ in ("of", "in")
            and head.dep_ in ("dobj", "nsubjpass")
            and head.head.lemma_ in _HOLDING
            and (head.lower_ in _PARTS or head.head.lemma_ not in _WITH_AREA)
        ):
            return self._by(head.head) or self._subject(head.head)
        return self._under(head, preposition)

    def _area(self, verb: Token) -> bool:
        """Whether what is held is an area, and no meeting, election or prisoner."""
        if verb.dep_ in ("acl", "relcl"):
            return verb.head.lower_ in _PARTS
        subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
        return verb.lemma_ not in _WITH_AREA or any(c.lower_ in _PARTS for c in subjects)

    def _under(self, head: Token, place: Token) -> str | None:
        """ "one in X under the command of"."""
        for child in head.children:
            if child.lower_ == "under" and child.i > place.i:
                rule = next((c for c in child.children if c.dep_ == "pobj"), None)
                if rule is not None and rule.lemma_ in _HOLDINGS | {"command", "authority"}:
                    return self._within(rule)
        return None

    def _by(self, verb: Token) -> str | None:
        for child in verb.children:
            if child.dep_ == "agent":
                return next((a for each in child.children if (a := self._actor(each))), None)
        return None

    def _subject(self, verb: Token) -> str | None:
        """Who holds; nothing if whoever is the subject is no actor, or is wanted to only."""
        linked = verb.dep_ == "conj" or verb.head.lemma_ in _GOING_ON
        for each in (verb, verb.head) if linked else (verb,):
            for child in each.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    relative = child.lower_ in ("which", "that", "who") and each.dep_ == "relcl"
                    found = self._actor(each.head if relative else child)
                    unknown = "" if child.lower_ in ("it", "they") and each.i == verb.i else None
                    return found or unknown
        return None

    def _complement(self, verb: Token) -> str | None:
        """ "X is under the control of", "X is a stronghold of"."""
        for child in verb.children:
            under = child.children if child.lower_ == "under" else ()
            noun = child if child.dep_ == "attr" else next(
                (c for c in under if c.dep_ == "pobj"), None)  # fmt: skip
            if noun is not None and noun.pos_ == "NOUN" and noun.lemma_ in _HOLDINGS | {"command"}:
                return self._within(noun)
            if child.lower_ == "under" and noun is not None and (found := self._actor(noun)):
                return found
        return None
