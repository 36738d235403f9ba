"""The actors of one report while it is being read: who there is, and which words mean them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from dashboard.extract.actors.known import WORD, Known, folded
from dashboard.extract.zones import Zone, ZoneKind
from dashboard.model import (
    Actor,
    ActorKind,
    ActorMention,
    MentionKind,
    PlaceMention,
    RelationType,
    Report,
    Span,
)

_UNREAD = (ZoneKind.TAIL, ZoneKind.BYLINE, ZoneKind.DATELINE)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True, eq=False)
class Figure:
    """An actor of the report, as far as it is known by now."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str = ""
    named: bool = True
    known: Actor | None = None
    aliases: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Words that mean a figure: tokens from ``start`` up to ``end``."""

    start: int
    end: int
    figure: Figure
    span: Span
    root: int
    """the token on which the others hang"""


class Stage:
    """One report's words, places and figures; the steps of casting add to it, in order."""

    def __init__(
        self,
        doc: Doc,
        zones: Sequence[Zone],
        mentions: Sequence[PlaceMention],
        known: Known,
        report: Report,
    ) -> None:
        self.doc, self.known, self.report = doc, known, report
        self.text = doc.text
        self.tokens: list[Token] = list(doc)
        self.lower = [token.lower_ for token in self.tokens]
        self.starts = [token.idx for token in self.tokens]
        self.heads = [token.head.i for token in self.tokens]
        self.words = list(WORD.finditer(self.text))
        self.zone = self._zones(zones)
        self.sentence = self._sentences()
        self.places = self._places(mentions)
        self.figures: dict[str, Figure] = {}
        self.parts: dict[Part, None] = {}
        self.starting: dict[int, list[Part]] = {}
        self.covered: list[Figure | None] = [None] * len(self.tokens)
        self.roots: dict[int, list[Part]] = {}
        self.relations: dict[tuple[str, RelationType, str, int], None] = {}
        self.leaders: dict[str, str] = {}
        """who leads which body, by id; the first one told"""
        self.bodies: dict[ActorKind, dict[str, Figure]] = {}
        """those with a name that words of the report mean"""
        self.called: set[tuple[str, str]] = set()
        """(id, last word): by which nouns they are called"""
        self.titles: dict[tuple[str, str], Figure] = {}
        """(office, id of the body or code of the country): who holds it in this report"""
        self.countries = self._countries(mentions)
        self.home = ""
        """code of the country that the report is plainly about; known once actors are named"""
        self.ruling: dict[str, Figure] = {}
        """by country: the one body named in the report that governs it or claims to"""

    def _zones(self, zones: Sequence[Zone]) -> list[ZoneKind | None]:
        kinds: list[ZoneKind | None] = [None] * len(self.tokens)
        for zone in zones:
            for i in range(self.index(zone.start), self.index(zone.end - 1) + 1):
                kinds[i] = zone.kind
        return kinds

    def _sentences(self) -> list[int]:
        numbers, number = [], -1
        for token in self.tokens:
            number += bool(token.is_sent_start) or number < 0
            numbers.append(number)
        return numbers

    def _places(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention | None]:
        places: list[PlaceMention | None] = [None] * len(self.tokens)
        for mention in mentions:
            start, end = self.range(mention.span.start, mention.span.end)
            places[start:end] = [mention] * (end - start)
        return places

    def _countries(self, mentions: Sequence[PlaceMention]) -> Counter[str]:
        return Counter(code for mention in mentions if (code := self.country(mention)))

    def index(self, offset: int) -> int:
        """The token that holds the character at ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that hold the characters from ``start`` up to ``end``."""
        return (self.index(start), self.index(end - 1) + 1) if self.tokens else (0, 0)

    def read(self, i: int) -> bool:
        """Whether token ``i`` stands where a report tells its news."""
        return self.zone[i] is not None and self.zone[i] not in _UNREAD

    def country(self, mention: PlaceMention) -> str:
        """ISO code of the country that the mention, a country or its adjective, means; or empty."""
        name = folded(mention.text)
        if mention.kind is MentionKind.DEMONYM:
            bare = name.removesuffix("s")
            return (
                mention.country or self.known.demonyms.get(name)
                or self.known.demonyms.get(bare, "")
            )  # fmt: skip
        for actor_id in self.known.metonyms.get(folded(mention.name), ()):
            actor = self.known.actor(actor_id)
            if actor and actor_id == self.known.governments.get(actor.country):
                return actor.country
        return ""

    def government(self, country: str) -> Figure | None:
        """The figure of a country's government, if the actor file has one."""
        actor_id = self.known.governments.get(country, "")
        return self.enter_known(actor_id) if actor_id else None

    def enter_known(self, actor_id: str) -> Figure:
        """The figure of an actor of the actor file."""
        if actor_id not in self.figures:
            actor = self.known.actors[actor_id].actor
            self.figures[actor_id] = Figure(
                actor_id, actor.name, actor.kind, actor.country, known=actor
            )
        return self.figures[actor_id]

    def enter(self, name: str, kind: ActorKind, *, country: str = "", named: bool = True) -> Figure:
        """The figure with this name, made if there is none; the unnamed belong to the report."""
        slug = _NOT_SLUG.sub("-", folded(name)).strip("-") or "actor"
        actor_id = slug if named else f"{self.report.report_id}-{slug}"
        if actor_id not in self.figures:
            self.figures[actor_id] = Figure(actor_id, name, kind, country, named)
        return self.figures[actor_id]

    def add(self, start: int, end: int, figure: Figure, span: Span | None = None) -> Part:
        """Tokens ``start`` to ``end`` mean ``figure``; ``span`` if not all of their letters do."""
        if span is None:
            last = self.tokens[end - 1]
            span = Span(self.starts[start], last.idx + len(last.text))
        for inner in self.within(start, end):
            if inner.figure is figure:
                self.remove(inner)
        part = Part(start, end, figure, span, self.root(start, end))
        if not any(p.start == start and p.end == end and p.figure is figure
                   for p in self.roots.get(part.root, ())):  # fmt: skip
            self.parts[part] = None
            self.called.add((figure.actor_id, self.lower[end - 1]))
            if figure.named:
                self.bodies.setdefault(figure.kind, {})[figure.actor_id] = figure
            self.starting.setdefault(start, []).append(part)
            self.roots.setdefault(part.root, []).append(part)
        self.covered[start:end] = [figure] * (end - start)
        return part

    def remove(self, part: Part) -> None:
        """Takes a part back."""
        del self.parts[part]
        self.roots[part.root].remove(part)
        self.starting[part.start].remove(part)

    def within(self, start: int, end: int) -> list[Part]:
        """The parts that lie within tokens ``start`` up to ``end``, in order of the text."""
        return [
            part
            for i in range(max(0, start), end)
            for part in self.starting.get(i, ())
            if part.end <= end
        ]

    def since(self, sentence: int) -> int:
        """The first token of that sentence."""
        return bisect_left(self.sentence, sentence)

    def root(self, start: int, end: int) -> int:
        """The token of a stretch on which the others hang; the last one if there are several."""
        outside = [i for i in range(start, end)
                   if not start <= self.heads[i] < end or self.heads[i] == i]  # fmt: skip
        return outside[-1] if outside else end - 1

    def free(self, start: int, end: int) -> bool:
        """Whether no figure is meant by any of these tokens yet."""
        return not any(self.covered[start:end])

    def at(self, i: int) -> Figure | None:
        """The figure that the phrase with head ``i`` means: the longest one."""
        parts = self.roots.get(i)
        return (
            max(parts, key=lambda part: part.end - part.start).figure if parts else self.covered[i]
        )

    def relate(self, source: Figure, kind: RelationType, target: Figure, i: int) -> None:
        """Notes a relation said in the sentence of token ``i``."""
        if source is not target and (source.named or target.named):
            self.relations[source.actor_id, kind, target.actor_id, self.sentence[i]] = None
            if kind is RelationType.LEADS:
                self.leaders.setdefault(source.actor_id, target.actor_id)

    def leads(self, person: Figure, body: Figure) -> bool:
        """Whether the report says that ``person`` leads ``body``."""
        return self.leaders.get(person.actor_id) == body.actor_id

    def led_by(self, person: Figure) -> Figure | None:
        """The body that ``person`` leads, as the report says; the first one told."""
        body = self.leaders.get(person.actor_id)
        return self.figures[body] if body else None

    def actors(self) -> tuple[Actor, ...]:
        """The figures that words of the report mean, or that stand in a relation, as actors."""
        seen = dict.fromkeys(part.figure.actor_id for part in self.in_order())
        for source, _, target, _ in self.relations:
            seen |= {source: None, target: None}
        return tuple(_actor(self.figures[actor_id]) for actor_id in seen)

    def in_order(self) -> list[Part]:
        """The parts in order of the text, the longer before the shorter."""
        return sorted(self.parts, key=lambda part: (part.span.start, -part.span.end))

    def actor_mentions(self) -> tuple[ActorMention, ...]:
        """What words mean which actor."""
        spans = dict.fromkeys((p.figure.actor_id, p.span) for p in self.in_order())
        return tuple(ActorMention(actor_id, span) for actor_id, span in spans)


def _actor(figure: Figure) -> Actor:
    if figure.known is not None:
        names = dict.fromkeys((*figure.known.aliases, *figure.aliases))
        return replace(figure.known, aliases=tuple(names))
    return Actor(
        figure.actor_id, figure.name, figure.kind, figure.country, aliases=tuple(figure.aliases)
    )


def release(stage: Stage, start: int, end: int) -> None:
    """Forgets what lies within these tokens."""
    for part in stage.within(start, end):
        stage.remove(part)
        stage.covered[part.start : part.end] = [None] * (part.end - part.start)
    stage.covered[start:end] = [None] * (end - start)


def words_of(stage: Stage, start: int, end: int) -> str:
    """The tokens as they are written, on one line."""
    last = stage.tokens[end - 1]
    return " ".join(stage.text[stage.starts[start] : last.idx + len(last.text)].split())
