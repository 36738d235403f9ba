"""A parsed report with what earlier stages found in it, word by word."""

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from dashboard.extract.dates import DateMention
from dashboard.extract.events.syntax import lemmas, substance
from dashboard.extract.findings import Cast
from dashboard.extract.zones import Zone, ZoneKind
from dashboard.model import Actor, ActorKind, MentionKind, PlaceMention, Report, Span
from dashboard.settings import ROOT

WORDS = ROOT / "data" / "event_words.csv"
_KINDS = {
    ActorKind.STATE: ("actor", "government", "armed", "state"),
    ActorKind.REBEL: ("actor", "rebel", "armed"),
    ActorKind.MILITIA: ("actor", "rebel", "armed"),
    ActorKind.CIVILIANS: ("civilian", "crowd", "actor"),
    ActorKind.ORGANISATION: ("actor",),
    ActorKind.PERSON: ("actor", "person"),
    ActorKind.OTHER: ("actor",),
}
_LABELS = {
    "PERSON": ("person", "actor"), "ORG": ("actor",), "GPE": ("place", "actor"),
    "NORP": ("actor",), "LOC": ("place",), "FAC": ("place",),
}  # fmt: skip
_SOMEBODY = frozenset({
    "actor", "armed", "civilian", "person", "pronoun", "place", "crowd", "leader", "speaker",
    "authority", "diplomat", "prisoner", "refugee",
})  # fmt: skip
_CONTAINERS = frozenset({
    "delivery", "deliveries", "program", "programme", "effort", "package", "operation", "work",
    "shipment", "flight", "export", "production", "supply", "transport",
})  # fmt: skip
_AIRCRAFT = re.compile(r"(?:MiG|Su|Mi|F|Tu|Il|An|Ka|UH|AH|CH|MQ|TB)-?\d+[A-Z]?")
_MANY = frozenset({"many", "several", "all", "most", "some", "more", "other"})
_CROWDS = frozenset({
    "thousand", "hundred", "dozen", "ten", "million", "refugee", "evacuee", "family", "resident",
    "villager", "inhabitant", "people", "displaced", "migrant", "civilian", "household",
})  # fmt: skip
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "who", "him", "her", "them", "i", "you"})


@lru_cache(maxsize=1)
def word_classes() -> dict[str, frozenset[str]]:
    """Classes of lemmas and of phrases of up to three lemmas, from ``event_words.csv``."""
    found: dict[str, set[str]] = {}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split("|"):
                found.setdefault(word, set()).add(row["class"])
    return {word: frozenset(classes) for word, classes in found.items()}


@lru_cache(maxsize=1)
def class_names() -> frozenset[str]:
    """All classes that a condition may name."""
    named = frozenset().union(*word_classes().values())
    return named | {"actor", "person", "place", "thing", "pronoun", "state", "self"}


class Scene:
    """What is known of each word; looked up often, so kept by position."""

    def __init__(
        self,
        doc: Doc,
        zones: Sequence[Zone],
        mentions: Sequence[PlaceMention],
        cast: Cast,
        dates: Sequence[DateMention],
        report: Report,
    ) -> None:
        self.doc, self.report, self.cast = doc, report, cast
        self.actors = {actor.actor_id: actor for actor in cast.actors}
        self.tokens = list(doc)
        self._starts = [token.idx for token in self.tokens]
        self._sentences = [(sent.start, sent.end) for sent in doc.sents]
        self._number = [n for n, (a, b) in enumerate(self._sentences) for _ in range(a, b)]
        self.place_at: dict[int, PlaceMention] = {}
        self.actors_at: dict[int, list[str]] = {}
        self.date_at: dict[int, DateMention] = {}
        self._fill(mentions, dates)
        self._zones = sorted(zones, key=lambda zone: zone.start)
        self._zone_starts = [zone.start for zone in self._zones]
        self._forms: dict[int, frozenset[str]] = {}
        self._classes: dict[int, frozenset[str]] = {}

    def _fill(self, mentions: Sequence[PlaceMention], dates: Sequence[DateMention]) -> None:
        for mention in mentions:
            for i in self.words(mention.span.start, mention.span.end):
                self.place_at.setdefault(i, mention)
        for named in self.cast.mentions:
            for i in self.words(named.span.start, named.span.end):
                here = self.actors_at.setdefault(i, [])
                if named.actor_id not in here:
                    here.append(named.actor_id)
        for date in dates:
            for i in self.words(date.start, date.end):
                self.date_at.setdefault(i, date)

    def words(self, start: int, end: int) -> range:
        """Indices of the words that share a character with a span."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        while first < last and self._starts[first] + len(self.tokens[first]) <= start:
            first += 1
        return range(first, last)

    def zone(self, token: Token) -> ZoneKind:
        """The zone that a word stands in."""
        at = bisect_right(self._zone_starts, token.idx) - 1
        if at >= 0 and token.idx < self._zones[at].end:
            return self._zones[at].kind
        return ZoneKind.BODY

    def number(self, token: Token) -> int:
        """Which sentence of the report a word stands in, from 0."""
        return self._number[token.i]

    def around(self, token: Token) -> list[Token]:
        """The words of its sentence."""
        start, end = self._sentences[self._number[token.i]]
        return self.tokens[start:end]

    def forms(self, token: Token) -> frozenset[str]:
        """The words of its sentence with their lemmas."""
        number = self._number[token.i]
        if number not in self._forms:
            self._forms[number] = frozenset(
                form for word in self.around(token) for form in lemmas(word)
            )
        return self._forms[number]

    def sentence(self, token: Token) -> Span:
        """Its sentence, without white space around it."""
        start, end = self._sentences[self._number[token.i]]
        words = [word for word in self.tokens[start:end] if not word.is_space] or [token]
        return Span(words[0].idx, words[-1].idx + len(words[-1]))

    def actors_of(self, token: Token) -> list[Actor]:
        """The actors whose names hold a word, the widest mention first."""
        return [self.actors[i] for i in self.actors_at.get(token.i, ()) if i in self.actors]

    def is_many(self, token: Token) -> bool:
        """Whether a word means people in numbers, unarmed: "3,000 villagers", "families"."""
        found = self.classes(token)
        if "armed" in found and "refugee" not in found:
            return False
        if not found & {"civilian", "crowd", "refugee"}:
            return False
        counted = any(c.dep_ == "nummod" or c.lower_ in _MANY for c in token.children)
        inner = substance(token)
        return (
            counted or inner.i != token.i or inner.lemma_.lower() in _CROWDS
            or token.lemma_.lower() in _CROWDS
        )  # fmt: skip

    def classes(self, token: Token) -> frozenset[str]:
        """What kind of thing a word means; of "dozens of soldiers" the soldiers count."""
        known = self._classes.get(token.i)
        if known is None:
            known = self._classes[token.i] = self._of(token)
        return known

    def _of(self, token: Token) -> frozenset[str]:
        inner = substance(token)
        found = set(self._lexical(token))
        if inner.i != token.i:
            found |= self.classes(inner)
        if token.lemma_.lower() in _CONTAINERS:
            for child in token.children:
                if child.dep_ in ("compound", "amod"):
                    found |= self._lexical(child)
        for actor in self.actors_of(token):
            found.update(_KINDS[actor.kind])
        found.update(_LABELS.get(token.ent_type_, ()))
        if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS"):
            found |= {"crowd", "civilian"}
        mention = self.place_at.get(token.i)
        if mention is not None and mention.kind is not MentionKind.DEMONYM:
            found.add("place")
        if token.lower_ in _PRONOUNS:
            found |= {"pronoun", "actor"}
        if token.lower_ == "those":
            found |= {"civilian", "crowd"}
        if token.lower_ in ("himself", "herself", "itself", "themselves"):
            found.add("self")
        if token.pos_ == "NUM" and not found and not any(c.dep_ == "pobj" for c in token.children):
            found |= {"person", "civilian"}
            for child in token.children:
                if child.dep_ == "acl" and child.tag_ == "VBN":
                    found |= self._lexical(child)
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod", "poss"):
                found.update(k for k in self._modifier(child) if "armed" in found or k == "place")
        if not found & _SOMEBODY and token.tag_ != "NNP":
            found.add("thing")
        return frozenset(found)

    def _modifier(self, token: Token) -> set[str]:
        """A noun's modifier passes on whose it is: "government troops", "rebel fighters"."""
        found = {c for c in self._lexical(token) if c in ("government", "rebel")}
        for actor in self.actors_of(token):
            found.update(k for k in _KINDS[actor.kind] if k in ("government", "rebel", "state"))
        return found

    def _lexical(self, token: Token) -> frozenset[str]:
        words = word_classes()
        lemma = token.lemma_.lower()
        found = words.get(lemma, frozenset()) | words.get(token.lower_, frozenset())
        if token.tag_ == "NNPS":
            found |= words.get(token.lower_.removesuffix("s"), frozenset())
        before = ""
        for back in (1, 2):
            if token.i - back < 0:
                break
            before = f"{self.tokens[token.i - back].lower_} {before}"
            for last in (lemma, token.lower_):
                found |= words.get(before + last, frozenset())
        return found | self._with_of(token, lemma)

    def _with_of(self, token: Token, lemma: str) -> frozenset[str]:
        """Classes of "state of emergency" and the like, and of the names of aircraft."""
        found: frozenset[str] = frozenset()
        after = self.tokens[token.i + 1 : token.i + 3]
        if len(after) == 2 and after[0].lower_ == "of":
            found |= word_classes().get(f"{lemma} of {after[1].lower_}", frozenset())
        if token.tag_ in ("NNP", "NN", "CD") and _AIRCRAFT.fullmatch(token.text):
            found |= {"aircraft"}
        return found
