"""Candidate stretches in, a row of numbers for each out.

Some numbers are log-odds of words in their place (the word before, the word after, …) that were
counted over the corpora of the weights: ``Habits``.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from dashboard.extract.findings import Known, Lexicon
from dashboard.extract.toponyms.candidates import Stretch
from dashboard.extract.toponyms.company import Company
from dashboard.extract.toponyms.document import PLACES, Entity, View
from dashboard.extract.toponyms.hunch import impressions
from dashboard.extract.toponyms.lists import Lists
from dashboard.extract.toponyms.words import (
    ARTICLES,
    GENERIC,
    HEADS,
    INSTITUTIONS,
    PREPOSITIONS,
    SIDES,
    TITLES,
    Use,
)
from dashboard.extract.zones import ZoneKind
from dashboard.model import Level

Row = list[float]
_TAGS = (
    "NNP NNPS NN NNS JJ JJR JJS VB VBD VBG VBN VBP VBZ IN TO DT CD CC RB PRP PRP$ POS , . : HYPH "
    "-LRB- -RRB- `` '' MD WP WDT WRB RP FW _SP $ SYM UH NFP ADD LS XX EX"
)
_TAG = {tag: number for number, tag in enumerate(_TAGS.split(), start=1)}
_LEVELS = list(Level)
_ZONES = list(ZoneKind)
PLACES_OF_WORDS = ("before", "before2", "after", "after2", "first", "last", "head")
"""Where habits of words are counted."""
_OUT = "¬"


@dataclass(frozen=True, slots=True)
class Habits:
    """Log-odds of naming a place, by where a word stands and the word in lower case."""

    odds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, words: Sequence[str]) -> Row:
        """One number for each of ``PLACES_OF_WORDS``; 0 for a word that was not met."""
        odds = self.odds
        return [
            odds[place].get(word, 0.0) if place in odds else 0.0
            for place, word in zip(PLACES_OF_WORDS, words, strict=True)
        ]


class Described:
    """Candidates of one document with everything that does not depend on weights."""

    def __init__(self, view: View, stretches: Sequence[Stretch], lexicon: Lexicon) -> None:
        self.view, self.lexicon = view, lexicon
        self.stretches = stretches
        self.texts = [view.span(*stretch) for stretch in stretches]
        self.known = [lexicon.known(text) for text in self.texts]
        self.fold = [text.casefold() for text in self.texts]
        self._count()
        self._company = Company(view)
        self.lists = Lists(view)
        self._by_stretch = dict(zip(stretches, self.known, strict=True))
        self.rows = [self._row(i) for i in range(len(stretches))]
        self.words = [self._words(*stretch) for stretch in stretches]
        self.impressions = impressions(view.vectors, stretches)

    def _count(self) -> None:
        """How often the parser takes the same words for what, and what the gazetteer covers."""
        view = self.view
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        self._part_of: dict[str, Counter[str]] = defaultdict(Counter)
        for entity in view.entities:
            text = view.span(entity.start, entity.end).casefold()
            self._labels[text.removeprefix("the ")][entity.label] += 1
            if entity.end - entity.start > 1:
                for i in range(entity.start, entity.end):
                    if view.capital[i]:
                        self._part_of[view.lower[i]][entity.label] += 1
        self._times = Counter(self.fold)
        self._reach: dict[int, int] = {}
        self._ending: dict[int, int] = {}
        for (start, end), known in zip(self.stretches, self.known, strict=True):
            if known is not None:
                self._reach[start] = max(end, self._reach.get(start, 0))
                self._ending[end] = min(start, self._ending.get(end, start))

    def _words(self, start: int, end: int) -> tuple[str, ...]:
        lower, count = self.view.lower, len(self.view)
        head = self.view.heads[end - 1]
        return (
            lower[start - 1] if start else _OUT,
            f"{lower[start - 2]} {lower[start - 1]}" if start > 1 else _OUT,
            lower[end] if end < count else _OUT,
            f"{lower[end]} {lower[end + 1]}" if end + 1 < count else _OUT,
            lower[start] if end - start > 1 else _OUT,
            lower[end - 1] if end - start > 1 else _OUT,
            lower[head] if not start <= head < end else _OUT,
        )

    def _row(self, i: int) -> Row:
        start, end = self.stretches[i]
        return [
            *self._shape(start, end, self.texts[i]),
            *_gazetteer(self.known[i]),
            *self._cover(start, end),
            *self._parser(start, end),
            *self._around(start, end),
            *self._elsewhere(start, end, self.fold[i]),
            *self._company.of(start, end),
            *self.lists.of(start, end, self._by_stretch),
        ]

    def _shape(self, start: int, end: int, text: str) -> Row:
        view = self.view
        first, last = view.lower[start], view.lower[end - 1]
        inner = [view.uses[i] for i in range(start, end)]
        return [
            end - start, len(text), sum(view.capital[start:end]), all(view.shout[start:end]),
            "." in text, "-" in text, "'" in text or "’" in text, any(c.isdigit() for c in text),
            " of " in text, " and " in text, not text.isascii(),
            first == "the", first in SIDES, first in HEADS, first in TITLES, first in ARTICLES,
            last in INSTITUTIONS,
            last in GENERIC, view.capital[end - 1], view.capital[start],
            *_uses(inner[0]), *_uses(inner[-1]), max(u.common for u in inner),
            view.stops[start], view.stops[end - 1],
            _TAG.get(view.tags[start], 0), _TAG.get(view.tags[end - 1], 0),
            text.endswith(("an", "ans", "ese", "ish", "i", "is", "ch")),
        ]  # fmt: skip

    def _cover(self, start: int, end: int) -> Row:
        """Longer names of the gazetteer from here on, and up to here; the single words'."""
        reach, ending = self._reach.get(start, start), self._ending.get(end, end)
        first = self.lexicon.known(self.view.words[start])
        last = self.lexicon.known(self.view.words[end - 1])
        return [
            reach - end, start - ending, first is not None, last is not None,
            log1p(first.weight) if first else -1.0, log1p(last.weight) if last else -1.0,
        ]  # fmt: skip

    def _parser(self, start: int, end: int) -> Row:
        view, count = self.view, len(self.view)
        of = view.entity_of[start]
        last = view.entity_of[end - 1]
        exact = of is not None and of.end == end and start == of.start + _article(view, of)
        before = view.entity_of[start - 1] if start else None
        after = view.entity_of[end] if end < count else None
        return [
            of.number if of else 0, last.number if last else 0, exact,
            start - of.start if of else -1, of.end - end if of else -1,
            last.end - end if last else -1, of is last,
            before.number if before and before is not of else 0,
            after.number if after and after is not last else 0,
            _DEPS.get(view.dep[end - 1], 0), _TAG.get(view.tags[view.heads[end - 1]], 0),
            start <= view.heads[end - 1] < end,
        ]  # fmt: skip

    def _around(self, start: int, end: int) -> Row:
        view, count = self.view, len(self.view)
        return [
            *self._neighbour(start - 1), *self._neighbour(start - 2),
            *self._neighbour(end), *self._neighbour(end + 1),
            start - view.sentence[start] if start - view.sentence[start] < 5 else 5,
            view.headline[start], view.shouted[start], _ZONES.index(view.zone[start]),
            start / count, self._next_name(end), self._name_before(start),
            end < count and view.ends[end - 1] == view.starts[end],
            start > 0 and view.ends[start - 1] == view.starts[start],
        ]  # fmt: skip

    def _neighbour(self, i: int) -> Row:
        view = self.view
        if not 0 <= i < len(view):
            return [0, 0, 0, 0, 0, 0]
        word, used = view.lower[i], view.uses[i]
        kind = (
            1 if word in PREPOSITIONS else 2 if word in TITLES else 3 if word in GENERIC
            else 4 if word in SIDES else 5 if word in (",", "(") else 6 if word in ("-", "–")
            else 7 if word in ("'s", "’s") else 8 if word == "the" else 0
        )  # fmt: skip
        return [_TAG.get(view.tags[i], 0), kind, view.capital[i],
                used.first_name, used.surname, used.common]  # fmt: skip

    def _next_name(self, end: int) -> float:
        """Weight of the name after a comma; -1 without comma."""
        view = self.view
        if end + 1 >= len(view) or view.words[end] not in (",", "("):
            return -1.0
        reach = self._reach.get(end + 1)
        known = self.lexicon.known(view.span(end + 1, reach)) if reach else None
        return log1p(known.weight) if known else 0.0

    def _name_before(self, start: int) -> float:
        """Weight of the name before a comma; -1 without comma."""
        view = self.view
        if start < 2 or view.words[start - 1] not in (",", "("):
            return -1.0
        begins = self._ending.get(start - 1)
        known = self.lexicon.known(view.span(begins, start - 1)) if begins is not None else None
        return log1p(known.weight) if known else 0.0

    def _elsewhere(self, start: int, end: int, fold: str) -> Row:
        view = self.view
        labels = self._labels.get(fold, _NO_LABELS)
        total = sum(labels.values())
        places = sum(labels[label] for label in PLACES)
        part = self._part_of.get(view.lower[end - 1], _NO_LABELS)
        word = view.lower[end - 1]
        return [
            self._times[fold], total, places / max(1, total), labels["PERSON"] / max(1, total),
            labels["ORG"] / max(1, total), labels["NORP"] / max(1, total),
            part["PERSON"], part["ORG"], part["GPE"] + part["LOC"] + part["FAC"],
            view.small[word], view.large[word],
        ]  # fmt: skip


_NO_LABELS: Counter[str] = Counter()
_RELATIONS = (
    "pobj compound nsubj nsubjpass dobj amod poss appos conj attr ROOT nmod npadvmod dep "
    "punct advmod det prep"
)
_DEPS = {relation: number for number, relation in enumerate(_RELATIONS.split(), start=1)}


def _article(view: View, entity: Entity) -> bool:
    return entity.end - entity.start > 1 and view.lower[entity.start] == "the"


def _uses(used: Use) -> Row:
    return [used.first_name, used.surname, used.common]


def _gazetteer(known: Known | None) -> Row:
    if known is None:
        return [0, -1, -1, 0, -1, *[0] * len(_LEVELS), -1]
    return [
        known.places, log1p(known.population), log1p(known.weight), known.demonym,
        _LEVELS.index(known.best), *[level in known.levels for level in _LEVELS],
        len(known.countries),
    ]  # fmt: skip


def second_look(described: Described, first: Sequence[float]) -> list[Row]:
    """Numbers that need a first judgement: of the same words elsewhere, and of the country."""
    votes: dict[str, float] = defaultdict(float)
    same: dict[str, list[float]] = defaultdict(list)
    word_best: dict[str, float] = defaultdict(float)
    token_best = [0.0] * (len(described.view) + 1)
    for i, (start, end) in enumerate(described.stretches):
        worth = first[i]
        same[described.fold[i]].append(worth)
        known = described.known[i]
        if known and worth > 0.3:
            for country in known.countries[:3]:
                votes[country] += worth / min(3, len(known.countries))
        for at in range(start, end):
            token_best[at] = max(token_best[at], worth)
            if end - start > 1:
                word = described.view.lower[at]
                word_best[word] = max(word_best[word], worth)
    whole = sum(votes.values()) or 1.0
    worths = dict(zip(described.stretches, first, strict=True))
    rows = []
    for i, (start, end) in enumerate(described.stretches):
        worth, others = first[i], same[described.fold[i]]
        count = len(others)
        known = described.known[i]
        fellows = [worths[one] for one in described.lists.fellows(start) if one in worths]
        share = max((votes[c] for c in known.countries), default=0.0) / whole if known else -1.0
        rows.append([
            worth, (sum(others) - worth) / (count - 1) if count > 1 else -1.0, max(others),
            share, max(token_best[start:end]), max(token_best[start - 1] if start else 0.0, 0.0),
            token_best[end], word_best[described.view.lower[start]],
            max(token_best[max(0, start - 3):start], default=0.0), max(token_best[end:end + 3]),
            sum(fellows) / len(fellows) if fellows else -1.0, max(fellows, default=-1.0),
        ])  # fmt: skip
    return rows
