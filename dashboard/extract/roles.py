"""What a named place is in its sentence: its government, the seat of an actor, an area held.

Definitions are those of CODEBOOK.md. Event sites are told apart later, by the events.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dashboard.extract.actors.metonyms import acts_as_somebody
from dashboard.extract.findings import Cast
from dashboard.model import ActorKind, ActorMention, MentionKind, PlaceMention, PlaceRole

_HOLDING = {
    "control",
    "hold",
    "rule",
    "govern",
    "occupy",
    "administer",
    "dominate",
    "run",
    "patrol",
}
_HELD = {"held", "controlled", "occupied", "ruled", "run", "administered", "governed", "dominated"}
_HOLDINGS = {
    "stronghold", "bastion", "heartland", "control", "fief", "fiefdom", "territory", "hold",
    "occupation", "rule", "enclave", "possession", "grip", "foothold",
}  # fmt: skip
_HOLDS = {"control", "controls", "holds", "hold", "rules", "rule", "governs", "occupies", "runs"}
_PARTS = {"most", "much", "parts", "part", "all", "of", "the", "city", "town", "large", "areas",
          "swathes", "nearly", "almost", "some", "in", "towns", "cities", "territory"}  # fmt: skip
"""what may stand between one who holds and the place"""
_SITTING = {"sit", "base", "headquarter", "seat", "locate", "station"}
_SEATED = {"based", "headquartered", "seated"}
_BODIES = (ActorKind.STATE, ActorKind.REBEL, ActorKind.MILITIA, ActorKind.ORGANISATION)


def stances(doc: Doc, mentions: Sequence[PlaceMention], cast: Cast) -> tuple[PlaceMention, ...]:
    """``mentions`` with kind, role and actor as far as their sentences tell."""
    judge = _Judge(doc, cast)
    return tuple(judge.judged(mention) for mention in mentions)


class _Judge:
    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._doc = doc
        self._kinds = {actor.actor_id: actor.kind for actor in cast.actors}
        self._mentions = cast.mentions
        self._roots: dict[int, str] = {}
        self._over: dict[int, str] = {}
        for mention in cast.mentions:
            words = self._words(mention.span.start, mention.span.end)
            if words is not None:
                self._roots.setdefault(words.root.i, mention.actor_id)
                self._over |= {token.i: mention.actor_id for token in words}

    def _words(self, start: int, end: int) -> Words | None:
        return self._doc.char_span(start, end, alignment_mode="expand")

    def judged(self, mention: PlaceMention) -> PlaceMention:
        words = self._words(mention.span.start, mention.span.end)
        if words is None:
            return mention
        root = words.root
        first, last = mention.span.start, mention.span.end
        over = [m for m in self._mentions if m.span.start <= first and last <= m.span.end]
        same = [m for m in over if m.span == mention.span]
        demonym = mention.kind is MentionKind.DEMONYM
        if same and not demonym and acts_as_somebody(root, seat=True):
            return replace(mention, kind=MentionKind.METONYM, role=PlaceRole.METONYM,
                           actor_id=same[0].actor_id)  # fmt: skip
        holder = self._holder(root, words)
        if holder is not None:
            return replace(mention, role=PlaceRole.AREA_HELD, actor_id=holder)
        seat = self._seat(mention, words, root, over)
        if seat is not None:
            return replace(mention, role=PlaceRole.ACTOR_SEAT, actor_id=seat)
        if not demonym and acts_as_somebody(root, seat=False):
            return replace(mention, kind=MentionKind.METONYM, role=PlaceRole.METONYM)
        return mention

    def _actor(self, token: Token) -> str | None:
        """The actor whom the phrase with this head means."""
        return self._roots.get(token.i)

    def _seat(
        self, mention: PlaceMention, words: Words, root: Token, over: list[ActorMention]
    ) -> str | None:
        """The actor that sits or belongs there; empty: not known which."""
        if over:
            return min(over, key=lambda m: m.span.end - m.span.start).actor_id
        after = self._doc[words.end : words.end + 2]
        if len(after) == 2 and after[0].text in ("-", "–") and after[1].lower_ in _SEATED:
            return self._actor(after[1].head) or ""
        if root.dep_ != "pobj" or root.head.lower_ not in ("in", "of", "at", "from"):
            return None
        return self._seat_after(root.head)

    def _seat_after(self, preposition: Token) -> str | None:
        head = preposition.head
        lemma = head.lemma_.lower()
        if (
            preposition.lower_ in ("in", "at")
            and lemma in _SITTING
            and head.pos_ in ("VERB", "ADJ")
        ):
            actor = self._subject(head) or self._actor(head.head)
            return actor if actor or lemma in ("base", "headquarter") else None
        if (
            preposition.lower_ == "in"
            and lemma in ("seat", "headquarters", "base")
            and any(child.dep_ == "poss" for child in head.children)
        ):
            return ""
        actor = self._actor(head)
        if actor is None or self._kinds.get(actor) not in _BODIES:
            return None
        last = preposition.i - 1 - (self._doc[preposition.i - 1].text == ")")
        near = self._over.get(last) == actor
        return actor if near and not self._unnamed_people(head) else None

    def _unnamed_people(self, head: Token) -> bool:
        return head.tag_ == "NNS" and head.i > 0 and head.lower_ not in ("authorities", "forces")

    def _holder(self, root: Token, words: Words) -> str | None:
        """The actor who holds the place; empty: not known which."""
        before = self._before_name(words)
        if before is None:
            before = self._held_by_words(words)
        if before is not None:
            return before
        if root.dep_ == "conj" and root.head.pos_ in ("PROPN", "NOUN"):
            return self._holder(root.head, self._doc[root.head.i : root.head.i + 1])
        held = None
        if root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in _HOLDING:
            held = self._by(root.head) or self._subject(root.head)
        elif root.dep_ == "pobj":
            held = self._held_after(root.head)
        elif root.dep_ == "nsubj" and root.head.lemma_ == "be":
            held = self._complement(root.head)
        return held if held is not None else self._told_after(root)

    def _told_after(self, root: Token) -> str | None:
        """ "X, which is held by", "X, a stronghold of"."""
        for child in root.children:
            if child.dep_ in ("relcl", "acl") and child.lemma_ in _HOLDING and child.tag_ == "VBN":
                return self._by(child)
            if child.dep_ == "appos" and child.lemma_ in _HOLDINGS:
                return next((a for each in child.subtree if (a := self._actor(each))), "")
        return None

    def _before_name(self, words: Words) -> str | None:
        """ "rebel-held X"."""
        i = words.start
        before = self._doc[max(0, i - 3) : i]
        if len(before) == 3 and before[1].text in ("-", "–") and before[2].lower_ in _HELD:
            return self._roots.get(before[0].i, "")
        return "" if before and before[-1].lower_.rpartition("-")[2] in _HELD and (
            "-" in before[-1].lower_) else None  # fmt: skip

    def _held_by_words(self, words: Words) -> str | None:
        """ "X controls most of Y", where the parser made something else of it."""
        i = words.start - 1
        while i > 0 and words.start - i < 6 and self._doc[i].lower_ in _PARTS:
            i -= 1
        if i > 0 and self._doc[i].lower_ in _HOLDS:
            return self._over.get(i - 1)
        return None

    def _held_after(self, preposition: Token) -> str | None:
        head = preposition.head
        lemma = head.lemma_.lower()
        if preposition.lower_ in ("of", "over", "in", "on") and lemma in _HOLDINGS:
            owner = next((c for c in head.children if c.dep_ == "poss"), None)
            if owner is not None:
                return self._actor(owner) or ""
            if lemma in ("control", "hold") and preposition.lower_ != "in":
                return self._subject(head.head)
        if preposition.lower_ == "in" and lemma in _HOLDING and head.tag_ == "VBN":
            return self._by(head)
        if (
            preposition.lower_ in ("of", "in")
            and head.dep_ in ("dobj", "nsubjpass")
            and head.head.lemma_ in _HOLDING
        ):
            return self._by(head.head) or self._subject(head.head)
        return self._under(head, preposition)

    def _under(self, head: Token, place: Token) -> str | None:
        """ "one in X under the command of"."""
        for child in head.children:
            if child.lower_ == "under" and child.i > place.i:
                rule = next((c for c in child.children if c.dep_ == "pobj"), None)
                if rule is not None and rule.lemma_ in _HOLDINGS | {"command", "authority"}:
                    return next((a for each in rule.subtree if (a := self._actor(each))), "")
        return None

    def _by(self, verb: Token) -> str | None:
        for child in verb.children:
            if child.dep_ == "agent":
                return next((a for each in child.children if (a := self._actor(each))), None)
        return None

    def _subject(self, verb: Token) -> str | None:
        """Who holds; nothing if whoever is the subject is no actor, or is wanted to only."""
        for each in (verb, verb.head):
            for child in each.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    relative = child.lower_ in ("which", "that", "who") and each.dep_ == "relcl"
                    return self._actor(each.head if relative else child)
        return None

    def _complement(self, verb: Token) -> str | None:
        """ "X is under the control of", "X is a stronghold of"."""
        for child in verb.subtree:
            if child.lemma_ in _HOLDINGS and child.i > verb.i:
                return next((a for each in child.subtree if (a := self._actor(each))), "")
        return None
