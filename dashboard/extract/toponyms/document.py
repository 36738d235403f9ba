"""A parsed text in, its words as plain lists out, as candidates and features need them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from dashboard.extract.toponyms.words import Use, use
from dashboard.extract.zones import Zone, ZoneKind

LABELS = ("", "GPE", "LOC", "FAC", "NORP", "ORG", "PERSON", "DATE", "EVENT", "PRODUCT",
          "WORK_OF_ART", "LAW", "LANGUAGE", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "TIME",
          "PERCENT")  # fmt: skip
PLACES = frozenset(("GPE", "LOC", "FAC", "NORP"))
_LABEL = {label: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Entity:
    """What the parser took for a name: tokens, half-open."""

    start: int
    end: int
    label: str
    number: int


class View:
    """The words of a document; lists run parallel to its tokens."""

    def __init__(self, doc: Doc, zones: Sequence[Zone]) -> None:
        self.text = doc.text
        self.vectors = doc.tensor
        tokens = list(doc)
        self.words = [token.text for token in tokens]
        self.lower = [token.lower_ for token in tokens]
        self.starts = [token.idx for token in tokens]
        self.ends = [token.idx + len(token.text) for token in tokens]
        self.tags = [token.tag_ for token in tokens]
        self.stops = [token.is_stop for token in tokens]
        self.heads = [token.head.i for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.capital = [word[:1].isupper() for word in self.words]
        self.shout = [len(word) > 1 and word.isupper() for word in self.words]
        self.uses: list[Use] = [use(word) for word in self.lower]
        self.entities = [
            Entity(e.start, e.end, e.label_, _LABEL.get(e.label_, 0)) for e in doc.ents
        ]
        self.entity_of: list[Entity | None] = [None] * len(tokens)
        for entity in self.entities:
            self.entity_of[entity.start : entity.end] = [entity] * (entity.end - entity.start)
        self._sentences(tokens)
        self._zones(zones)
        self.small = Counter(w for w, capital in zip(self.words, self.capital, strict=True)
                             if not capital)  # fmt: skip
        self.large = Counter(w for w, capital in zip(self.lower, self.capital, strict=True)
                             if capital)  # fmt: skip

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end``, half-open."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def _sentences(self, tokens: Sequence[object]) -> None:
        """Where each token's sentence begins, and the share of its words with a capital."""
        first = [bool(getattr(token, "is_sent_start", False)) for token in tokens]
        self.sentence = [0] * len(tokens)
        self.headline = [0.0] * len(tokens)
        self.shouted = [0.0] * len(tokens)
        bounds = [i for i, begins in enumerate(first) if begins or i == 0] + [len(tokens)]
        for a, b in pairwise(bounds):
            letters = [i for i in range(a, b) if self.words[i][:1].isalpha()]
            count = max(1, len(letters))
            share = sum(self.capital[i] for i in letters) / count
            shout = sum(self.shout[i] for i in letters) / count
            for i in range(a, b):
                self.sentence[i], self.headline[i], self.shouted[i] = a, share, shout

    def _zones(self, zones: Sequence[Zone]) -> None:
        """The kind of zone of each token."""
        self.zone = [ZoneKind.BODY] * len(self.words)
        at = 0
        for i, start in enumerate(self.starts):
            while at < len(zones) and zones[at].end <= start:
                at += 1
            if at < len(zones) and zones[at].start <= start:
                self.zone[i] = zones[at].kind
