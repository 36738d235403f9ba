"""Reads a text for a test, with places and actors given by their names."""

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from dashboard.extract.dates import read_dates
from dashboard.extract.events import find_events
from dashboard.extract.findings import Cast
from dashboard.extract.parse import parser
from dashboard.extract.zones import zones
from dashboard.model import (
    Actor,
    ActorKind,
    ActorMention,
    Event,
    MentionKind,
    PlaceMention,
    PlaceRole,
    Report,
    Span,
)

DAY = date(2024, 5, 16)
"""a Thursday"""


def read(
    text: str,
    *,
    places: Sequence[str] = (),
    actors: Sequence[tuple[str, str]] = (),
    title: str = "",
    published: date | None = DAY,
    role: PlaceRole = PlaceRole.MENTIONED,
) -> tuple[Doc, tuple[PlaceMention, ...], tuple[Event, ...]]:
    """The parsed text, its places and its events; ``role`` is that of all places."""
    report = Report("t", title, text, published)
    found = zones(text, title=title)
    doc = parser().parse(text, found)
    mentions = tuple(_mentions(doc, text, places, role))
    dates = tuple(read_dates(text, published=published))
    return (
        doc,
        mentions,
        find_events(doc, found, mentions, _cast(text, actors), dates, report=report),
    )


def events(text: str, **options: object) -> list[Event]:
    """Only the events."""
    return list(read(text, **options)[2])  # type: ignore[arg-type]


def _spans(text: str, name: str) -> list[Span]:
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return [Span(*one.span()) for one in found]


def _mentions(doc: Doc, text: str, places: Sequence[str], role: PlaceRole) -> list[PlaceMention]:
    taken: list[Span] = []
    for name in sorted(places, key=len, reverse=True):
        for span in _spans(text, name):
            if not any(span.start < one.end and one.start < span.end for one in taken):
                taken.append(span)
    ends = [sent.end_char for sent in doc.sents]
    return [
        PlaceMention(
            f"m{at}", "t", text[span.start : span.end], span,
            Span(span.start, next((e for e in ends if e > span.start), len(text))),
            MentionKind.TOPONYM, role, text[span.start : span.end],
        )
        for at, span in enumerate(sorted(taken, key=lambda span: span.start))
    ]  # fmt: skip


def _cast(text: str, actors: Sequence[tuple[str, str]]) -> Cast:
    known, mentions = [], []
    for name, kind in actors:
        known.append(Actor(name.lower(), name, ActorKind(kind)))
        names = [name, name.split()[-1]] if kind == "person" else [name]
        spans = {span for one in names for span in _spans(text, one)}
        whole = [s for s in spans if not any(s.end == o.end and s.start > o.start for o in spans)]
        mentions += [ActorMention(name.lower(), span) for span in whole]
    mentions.sort(key=lambda one: (one.span.start, -one.span.end))
    return Cast(tuple(known), tuple(mentions))
