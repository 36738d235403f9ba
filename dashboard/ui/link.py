"""What a reader looks at, to and from the page's link: a link is a saved view.

``to_query`` and ``from_query`` are inverses. The map's position is the parameter ``map``; the map
itself writes it into the link, so that panning asks nothing of the server.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dashboard.model import Origin, Realis
from dashboard.store.filter import EventFilter, When
from dashboard.ui.quote import quote

Query = dict[str, list[str]]
T = TypeVar("T")

MODES = ("discs", "heat", "countries", "countries-killed", "divisions", "divisions-killed")
KINDS = ("event_site", "actor_seat", "area_held", "mentioned")


class Panel(StrEnum):
    """What is read beside the map."""

    LIST = "list"
    EVIDENCE = "evidence"
    WHO = "who"
    TRAY = "tray"


@dataclass(frozen=True, slots=True)
class View:
    """Everything of the page that a link restores, but for the map's position."""

    filter: EventFilter = field(default_factory=EventFilter)
    hidden: tuple[str, ...] = ()
    """kinds of marks switched off"""
    links: bool = False
    """whether lines between actors are drawn"""
    marks: tuple[str, ...] = ()
    """ids of the selected marks, ``kind/place_id``"""
    event: str = ""
    """id of the event selected in the list"""
    cells: str = ""
    """the cells of the selected disc, as ``store.cells`` writes them"""
    mode: str = "discs"
    """how imported events are drawn: ``discs``, ``heat``, or a choropleth (see ``ui.modes``)"""
    panel: Panel = Panel.LIST

    def to_query(self) -> Query:
        """Parameters of the link; what is at its default is left out."""
        chosen = self.filter
        query: Query = {
            "from": [chosen.first.isoformat()] if chosen.first else [],
            "to": [chosen.last.isoformat()] if chosen.last else [],
            "when": [] if chosen.when is When.POSSIBLY else [chosen.when.value],
            "family": list(chosen.families),
            "actor": list(chosen.actors),
            "realis": [one.value for one in chosen.realis],
            "origin": [one.name.lower() for one in chosen.origins],
            "report": list(chosen.sources),
            "type": list(chosen.types),
            "country": list(chosen.countries),
            "dataset": list(chosen.datasets),
            "place": list(chosen.places),
            "killed": [str(chosen.deaths)] if chosen.deaths else [],
            "q": [chosen.text] if chosen.text else [],
            "hide": list(self.hidden),
            "links": ["1"] if self.links else [],
            "at": list(self.marks),
            "event": [self.event] if self.event else [],
            "cells": [self.cells] if self.cells else [],
            "draw": [] if self.mode == "discs" else [self.mode],
            "panel": [] if self.panel is Panel.LIST else [self.panel.value],
        }
        return {name: values for name, values in query.items() if values}


def from_query(query: Mapping[str, Iterable[str]]) -> tuple[View, list[str]]:
    """The view of a link, and a sentence in Markdown for each part of it that makes no sense.

    Never raises: what cannot be read is left at its default.
    """
    warnings: list[str] = []

    def all_of(name: str) -> list[str]:
        return list(dict.fromkeys(value for value in query.get(name, ()) if value))

    def one(name: str) -> str:
        return next(iter(all_of(name)), "")

    def refuse(name: str, value: str) -> None:
        warnings.append(f"The link's {quote(f'{name}={value}')} makes no sense and was left out.")

    def day(name: str) -> date | None:
        try:
            return date.fromisoformat(one(name)) if one(name) else None
        except ValueError:
            refuse(name, one(name))
            return None

    def number(name: str) -> int:
        if (value := one(name)) and not (value.isascii() and value.isdigit() and len(value) < 10):
            refuse(name, value)
            return 0
        return int(value or 0)

    def known(name: str, values: Iterable[str], members: Mapping[str, T]) -> tuple[T, ...]:
        for value in values:
            if value not in members:
                refuse(name, value)
        return tuple(members[value] for value in values if value in members)

    def first_of(values: tuple[T, ...], default: T) -> T:
        return values[0] if values else default

    first, last = day("from"), day("to")
    if first and last and first > last:
        refuse("to", one("to"))
        last = None
    chosen = EventFilter(
        first=first,
        last=last,
        when=next(
            iter(known("when", all_of("when")[:1], {w.value: w for w in When})), When.POSSIBLY
        ),
        families=tuple(all_of("family")),
        actors=tuple(all_of("actor")),
        realis=known("realis", all_of("realis"), {r.value: r for r in Realis}),
        origins=known("origin", all_of("origin"), {one.name.lower(): one for one in Origin}),
        sources=tuple(all_of("report")),
        types=tuple(all_of("type")),
        countries=tuple(all_of("country")),
        datasets=tuple(all_of("dataset")),
        places=tuple(all_of("place")),
        deaths=number("killed"),
        text=one("q"),
    )
    view = View(
        filter=chosen,
        hidden=known("hide", all_of("hide"), {kind: kind for kind in KINDS}),
        links=bool(one("links")),
        marks=tuple(all_of("at")),
        event=one("event"),
        cells=one("cells"),
        mode=first_of(known("draw", all_of("draw")[:1], {m: m for m in MODES}), "discs"),
        panel=first_of(
            known("panel", all_of("panel")[:1], {p.value: p for p in Panel}), Panel.LIST
        ),
    )
    return view, warnings


def only_known(
    view: View, *, families: Iterable[str], actors: Iterable[str], reports: Iterable[str]
) -> tuple[View, list[str]]:
    """The view without names that this collection does not have, and a sentence for each."""
    chosen, warnings = view.filter, []
    kept: dict[str, tuple[str, ...]] = {}
    for what, values, known in (
        ("families", chosen.families, set(families)),
        ("actors", chosen.actors, set(actors)),
        ("sources", chosen.sources, set(reports)),
    ):
        kept[what] = tuple(value for value in values if value in known)
        warnings += [
            f"The link asks for {quote(value)}, which this collection does not have."
            for value in values
            if value not in known
        ]
    chosen = replace(
        chosen, families=kept["families"], actors=kept["actors"], sources=kept["sources"]
    )
    return replace(view, filter=chosen), warnings
