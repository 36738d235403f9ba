"""What a named place is in its sentence: its government, the seat of an actor, an area held.

Definitions are those of CODEBOOK.md. Event sites are told apart later, by the events.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dashboard.extract.actors.metonyms import acts_as_somebody
from dashboard.extract.coordination import joined
from dashboard.extract.findings import Cast
from dashboard.extract.holders import Holders
from dashboard.extract.origins import of_somebody
from dashboard.model import ActorKind, ActorMention, MentionKind, PlaceMention, PlaceRole

_SITTING = {"sit", "base", "headquarter", "seat", "locate", "station"}
_FROM = {"govern", "rule", "operate", "reside", "broadcast"}
_SEATED = {"based", "headquartered", "seated"}
_SEATS = {"seat", "headquarters", "headquarter", "base"}
_BODIES = (ActorKind.STATE, ActorKind.REBEL, ActorKind.MILITIA, ActorKind.ORGANISATION)


def stances(doc: Doc, mentions: Sequence[PlaceMention], cast: Cast) -> tuple[PlaceMention, ...]:
    """``mentions`` with kind, role and actor as far as their sentences tell."""
    judge = _Judge(doc, cast)
    judged: dict[str, PlaceMention] = {}
    for group in joined(doc.text, mentions):
        for mention in _alike([judge.judged(mention) for mention in group]):
            judged[mention.mention_id] = mention
    return tuple(judged[mention.mention_id] for mention in mentions)


def _alike(group: list[PlaceMention]) -> list[PlaceMention]:
    """Names joined by "and": one that acts or is held makes all of them so."""
    roles = {mention.role for mention in group}
    if len(group) > 1 and PlaceRole.METONYM in roles:
        return [replace(m, kind=MentionKind.METONYM, role=PlaceRole.METONYM) for m in group]
    if roles == {PlaceRole.AREA_HELD, PlaceRole.MENTIONED}:
        holder = next(m.actor_id for m in group if m.role is PlaceRole.AREA_HELD)
        return [replace(m, role=PlaceRole.AREA_HELD, actor_id=holder) for m in group]
    return group


def _meeting(noun: Token) -> bool:
    """Whether the body is met there, rather than seated."""
    for each in (noun.head, noun.head.head, noun.head.head.head):
        if each.pos_ == "VERB":
            return each.lemma_ in ("meet", "gather", "convene", "confer", "visit")
    return False


class _Judge:
    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._doc = doc
        self._kinds = {actor.actor_id: actor.kind for actor in cast.actors}
        self._roots: dict[int, str] = {}
        self._over: dict[int, str] = {}
        self._named: dict[int, list[ActorMention]] = {}
        for mention in cast.mentions:
            words = self._words(mention.span.start, mention.span.end)
            if words is not None:
                self._roots.setdefault(words.root.i, mention.actor_id)
                self._over |= {token.i: mention.actor_id for token in words}
                for token in words:
                    self._named.setdefault(token.i, []).append(mention)
        self._holders = Holders(doc, self._roots, self._over)

    def _words(self, start: int, end: int) -> Words | None:
        return self._doc.char_span(start, end, alignment_mode="expand")

    def judged(self, mention: PlaceMention) -> PlaceMention:
        words = self._words(mention.span.start, mention.span.end)
        if words is None:
            return mention
        root = words.root
        first, last = mention.span.start, mention.span.end
        over = [m for m in self._named.get(words.start, ())
                if m.span.start <= first and last <= m.span.end]  # fmt: skip
        same = [m for m in over if m.span == mention.span]
        demonym = mention.kind is MentionKind.DEMONYM
        if same and not demonym and acts_as_somebody(root, seat=True):
            return replace(mention, kind=MentionKind.METONYM, role=PlaceRole.METONYM,
                           actor_id=same[0].actor_id)  # fmt: skip
        holder = None if demonym else self._holders.of(root, words)
        if holder is not None:
            return replace(mention, role=PlaceRole.AREA_HELD, actor_id=holder)
        seat = self._seat(words, root, over)
        if seat is None and of_somebody(words, demonym=demonym):
            seat = ""
        if seat is not None:
            return replace(mention, role=PlaceRole.ACTOR_SEAT, actor_id=seat)
        if not demonym and acts_as_somebody(root, seat=False):
            return replace(mention, kind=MentionKind.METONYM, role=PlaceRole.METONYM)
        return mention

    def _seat(self, words: Words, root: Token, over: list[ActorMention]) -> str | None:
        """The actor that sits or belongs there; empty: not known which."""
        if over:
            return min(over, key=lambda m: m.span.end - m.span.start).actor_id
        after = self._doc[words.end : words.end + 2]
        if len(after) == 2 and after[0].text in ("-", "–") and after[1].lower_ in _SEATED:
            return self._actor(after[1].head) or ""
        if root.dep_ in ("attr", "nsubj") and root.head.lemma_ == "be":
            return self._is_seat(root)
        if root.dep_ != "pobj" or root.head.lower_ not in ("in", "of", "at", "from"):
            return None
        return self._seat_after(root.head)

    def _actor(self, token: Token) -> str | None:
        """The actor whom the phrase with this head means."""
        return self._roots.get(token.i)

    def _is_seat(self, root: Token) -> str | None:
        """ "whose seat is X", "X is the seat of"."""
        for child in root.head.children:
            if child.i != root.i and child.dep_ in ("nsubj", "attr") and child.lemma_ in _SEATS:
                return next((a for each in child.subtree if (a := self._actor(each))), "")
        return None

    def _seat_after(self, preposition: Token) -> str | None:
        head = preposition.head
        lemma = head.lemma_.lower()
        verb = head.pos_ in ("VERB", "ADJ")
        if verb and (
            (preposition.lower_ in ("in", "at") and lemma in _SITTING)
            or (preposition.lower_ == "from" and lemma in _FROM)
        ):
            actor = self._subject(head) or self._actor(head.head)
            return actor if actor or lemma in ("base", "headquarter") else None
        if preposition.lower_ == "in" and lemma in _SEATS and (
            any(child.dep_ == "poss" for child in head.children)
        ):  # fmt: skip
            return ""
        actor = self._actor(head)
        if actor is None or self._kinds.get(actor) not in _BODIES:
            return None
        last = preposition.i - 1 - (self._doc[preposition.i - 1].text == ")")
        near = self._over.get(last) == actor
        if not near or self._unnamed_people(head) or _meeting(head):
            return None
        return actor

    def _unnamed_people(self, head: Token) -> bool:
        return head.tag_ == "NNS" and head.i > 0 and head.lower_ not in ("authorities", "forces")

    def _subject(self, verb: Token) -> str | None:
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                relative = child.lower_ in ("which", "that", "who") and verb.dep_ == "relcl"
                return self._actor(verb.head if relative else child)
        return None
