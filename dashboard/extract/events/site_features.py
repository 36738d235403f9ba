"""A trigger and the words of its sentence in, what tells an event's place from other words out.

Everything is read off the dependency parse, the entities and the recognised places; no word of a
place's name is a feature, so that what is learned holds for places nobody has seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dashboard.model import MentionKind, PlaceMention

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LONGEST_PATH = 7
_INSIDE, _BEGINS = 1, 3
"""of ``Token.ent_iob``"""
_SPOKEN = frozenset({"said", "told", "says", "according", "reported"})
_BODIES = frozenset({
    "army", "government", "forces", "force", "police", "troops", "ministry", "group", "militia",
    "rebels", "fighters", "soldiers", "party", "council", "parliament", "president", "minister",
    "authorities", "officials", "military", "official", "security", "command", "brigade",
    "division", "front", "spokesman", "spokesperson", "leader", "regime", "coalition",
})  # fmt: skip
_GENERIC = frozenset({
    "city", "town", "village", "province", "region", "district", "area", "neighborhood",
    "neighbourhood", "governorate", "state", "county", "capital", "port", "airport", "base",
    "camp", "square", "street", "road", "highway", "border", "island", "valley", "mountain",
    "hill", "mountains", "suburb", "outskirts", "countryside", "quarter", "stadium", "university",
    "hospital", "school", "church", "mosque", "market", "prison", "checkpoint", "crossing",
    "refugee", "bridge", "river",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may belong to the name of an event's place, with its features."""

    word: int
    """index in the ``Doc``"""
    group: int
    """words of one name share it"""
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """Words that stand together as one name."""

    start: int
    end: int
    head: Token
    label: str
    kind: str


class Sentence:
    """The names of a sentence, found once for all of its triggers."""

    def __init__(self, words: Sequence[Token], mentions: Sequence[PlaceMention]) -> None:
        """``words``: all of its words; ``mentions``: the places recognised in it."""
        self.words = words
        self.start, self.end = words[0].i, words[-1].i + 1
        self.names = list(_names(self, mentions))
        self.commas = [one.i for one in words if one.text in (",", ";", "—", "–", "-")]
        self.spoken = [one.i for one in words if one.lower_ in _SPOKEN]
        self._shared = [tuple(_own(self, number)) for number in range(len(self.names))]

    def candidates(self, trigger: Token) -> Iterator[Candidate]:
        """The words that may be the place of one trigger."""
        above = _above(trigger)
        for number, name in enumerate(self.names):
            if name.start <= trigger.i < name.end:
                continue
            features = self._shared[number] + tuple(_towards(self, name, trigger, above))
            for i in range(name.start, name.end):
                token = self.words[i - self.start]
                inner = "first" if i == name.start else "last" if i == name.end - 1 else "mid"
                own = (
                    f"tag={token.tag_}", f"inner={inner}", f"ent={token.ent_type_}",
                    f"shape={_shape(token)}",
                )  # fmt: skip
                yield Candidate(i, number, features + own)


def _shape(token: Token) -> str:
    if token.text[:1].isupper():
        return "Upper" if token.text.isupper() and len(token) > 1 else "Title"
    return token.lower_ if len(token) <= 4 else "lower"


def _names(sent: Sentence, mentions: Sequence[PlaceMention]) -> Iterator[_Name]:
    """Recognised places first, then entities, then other runs of capitalised words."""
    doc = sent.words[0].doc
    taken = [False] * len(sent.words)
    spans: list[tuple[int, int, str, str]] = []
    for mention in mentions:
        words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if words is None or not sent.start <= words.start < sent.end:
            continue
        end = min(words.end, sent.end)
        if not any(taken[words.start - sent.start : end - sent.start]):
            spans.append((words.start, end, words[0].ent_type_, mention.kind.value))
            taken[words.start - sent.start : end - sent.start] = [True] * (end - words.start)
    for a, b, label in _entities(sent.words):
        while a < b and (sent.words[a - sent.start].tag_ in ("DT", "POS") or taken[a - sent.start]):
            a += 1
        if a < b and not any(taken[a - sent.start : b - sent.start]):
            spans.append((a, b, label, ""))
            taken[a - sent.start : b - sent.start] = [True] * (b - a)
    i = sent.start
    while i < sent.end:
        j = i
        while j < sent.end and not taken[j - sent.start] and _named(sent, j):
            j += 1
        if j > i:
            spans.append((i, j, "", ""))
        i = max(j, i + 1)
    for a, b, label, kind in sorted(spans):
        head = doc[a:b].root if b > a + 1 else sent.words[a - sent.start]
        yield _Name(a, b, head, label, kind)


def _entities(words: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of each entity."""
    start = -1
    for token in words:
        if start >= 0 and token.ent_iob != _INSIDE:
            yield start, token.i, words[start - words[0].i].ent_type_
            start = -1
        if token.ent_iob == _BEGINS:
            start = token.i
    if start >= 0:
        yield start, words[-1].i + 1, words[start - words[0].i].ent_type_


def _named(sent: Sentence, i: int) -> bool:
    token = sent.words[i - sent.start]
    return token.tag_.startswith("NNP") or (token.is_title and i > sent.start + 1)


def _own(sentence: Sentence, number: int) -> Iterator[str]:
    """What does not depend on the trigger."""
    name, words, first = sentence.names[number], sentence.words, sentence.start
    head = name.head
    yield f"label={name.label}"
    yield f"kind={name.kind}"
    yield f"label+kind={name.label}+{name.kind}"
    yield f"dep={head.dep_}"
    before = words[name.start - 1 - first].lower_ if name.start > first else "^"
    after = words[name.end - first].lower_ if name.end < sentence.end else "$"
    two = words[name.start - 2 - first].lower_ if name.start > first + 1 else "^"
    yield f"before={before}"
    yield f"after={after}"
    yield f"after+kind={after}+{name.kind or name.label}"
    yield f"two={two}+{before}"
    parent = head.head
    yield f"parent={parent.lemma_ if parent.pos_ in ('ADP', 'NOUN', 'VERB') else parent.pos_}"
    yield f"parentpos={parent.pos_}+{head.dep_}"
    yield f"prep={_preposition(head)}+{name.label}"
    if name.start == first:
        yield "starts"
    if parent.lower_ in _BODIES or after in _BODIES:
        yield "of a body"
    if parent.lower_ in _GENERIC or after in _GENERIC or head.lower_ in _GENERIC:
        yield "generic"
    if parent.pos_ == "ADP" and parent.head.lower_ in _GENERIC:
        yield f"within generic={parent.lower_}"
    if after == "," and number + 1 < len(sentence.names):
        follow = sentence.names[number + 1]
        if follow.start == name.end + 1 and follow.kind == MentionKind.TOPONYM:
            yield "X of X, Y"
    if before == "," and number:
        ahead = sentence.names[number - 1]
        if ahead.end == name.start - 1 and ahead.kind == MentionKind.TOPONYM:
            yield "Y of X, Y"
    if any(child.lower_ in ("near", "of", "in") for child in head.children):
        yield "has inner"
    places = sum(bool(one.kind) or one.label in PLACE_LABELS for one in sentence.names)
    yield f"places={min(places, 5)}"


def _preposition(head: Token) -> str:
    """The preposition over a name, through conjuncts, compounds and appositions."""
    token = head
    for _ in range(4):
        if token.dep_ == "pobj" or token.head.pos_ == "ADP":
            return str(token.head.lower_)
        if token.dep_ not in ("conj", "appos", "compound", "nmod", "poss", "amod", "pobj"):
            break
        token = token.head
    return token.dep_ + "*"


def _above(token: Token) -> dict[int, int]:
    """Positions of a word and of what governs it, with how many steps up."""
    found = {}
    for step in range(40):
        found[token.i] = step
        if token.head is token or token.head.i == token.i:
            break
        token = token.head
    return found


def _towards(
    sentence: Sentence, name: _Name, trigger: Token, above: dict[int, int]
) -> Iterator[str]:
    """What lies between a trigger and a name, in words and in the tree."""
    down: list[Token] = []
    token = name.head
    while token.i not in above and token.head.i != token.i and len(down) < 40:
        down.append(token)
        token = token.head
    up = above.get(token.i, 9)
    top = token
    steps = [_step(one) for one in reversed(down)]
    ups = _ups(trigger, up)
    path = ">".join([*ups, "|", *steps][:_LONGEST_PATH])
    bare = ">".join(["u" * min(up, 5), *(step.split(":")[0] for step in steps)][:_LONGEST_PATH])
    kind = name.kind or name.label
    yield f"path={path}"
    yield f"bare={bare}"
    yield f"bare+kind={bare}+{kind}"
    yield f"end={'>'.join(steps[-2:])}+{min(up, 3)}"
    yield f"first={'>'.join(steps[:2])}+{min(up, 3)}"
    yield f"up={min(up, 5)}"
    yield f"down={min(len(down), 6)}"
    yield f"up+down={min(up, 5)}+{min(len(down), 5)}"
    verbs = sum(one.pos_ in ("VERB", "AUX") for one in down)
    yield f"verbs={min(verbs, 3)}+{kind}"
    yield f"verbs+up={min(verbs, 3)}+{min(up, 3)}"
    yield f"top={top.pos_}+{top.dep_}"
    word = trigger.lemma_.lower()
    yield f"trigger={word}+{'prep' if _preposition(name.head)[-1:] != '*' else 'bare'}"
    yield f"trigger+first={word}+{steps[0] if steps else ''}"
    yield f"trigger+label={word}+{kind}"
    yield f"triggerpos={trigger.tag_}+{trigger.dep_}"
    yield from _distance(sentence, name, trigger)
    direct = [one for one in sentence.names if one is not name and _is_direct(one, trigger)]
    if any(one.kind or one.label in PLACE_LABELS for one in direct):
        yield f"rival direct+{_is_direct(name, trigger)}"
    subject = down[-1].dep_ if down else ""
    yield f"branch={subject}+{min(up, 2)}+{kind}"
    low, high = min(trigger.i, name.start), max(trigger.i, name.end)
    if any(low <= i < high for i in sentence.spoken):
        yield "said between"


def _is_direct(name: _Name, trigger: Token) -> bool:
    """Whether a preposition of the trigger itself, or the trigger, governs the name."""
    parent = name.head.head
    return parent.i == trigger.i or (parent.pos_ == "ADP" and parent.head.i == trigger.i)


def _distance(sentence: Sentence, name: _Name, trigger: Token) -> Iterator[str]:
    after = name.start > trigger.i
    words = name.start - trigger.i if after else trigger.i - name.end
    size = next((limit for limit in (1, 2, 3, 5, 8, 12, 20) if words <= limit), 99)
    side = "after" if after else "before"
    kind = name.kind or name.label
    yield f"words={side}{size}"
    yield f"words+kind={side}{size}+{kind}"
    low, high = sorted((trigger.i, name.start))
    others = [
        one for one in sentence.names
        if low < one.start < high and (one.kind or one.label in PLACE_LABELS)
    ]  # fmt: skip
    yield f"others={side}{min(len(others), 3)}"
    rank = sum(
        one.start < name.start for one in sentence.names if one.kind or one.label in PLACE_LABELS
    )
    yield f"rank={min(rank, 4)}"
    commas = sum(low <= i < high for i in sentence.commas)
    yield f"commas={side}{min(commas, 3)}"


def _step(token: Token) -> str:
    """One step down the tree: a label, of a preposition with its word."""
    if token.dep_ in ("prep", "agent", "pcomp", "mark") or token.pos_ == "ADP":
        return f"{token.dep_}:{token.lower_}"
    return str(token.dep_)


def _ups(trigger: Token, count: int) -> list[str]:
    found = []
    for _ in range(min(count, 4)):
        found.append("^" + trigger.dep_)
        trigger = trigger.head
    return found
