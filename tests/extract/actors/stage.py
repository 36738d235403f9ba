"""A small actor file and a list of places, for casting sentences in tests."""

import re
from datetime import date
from functools import cache

from dashboard.extract.actors import find_cast
from dashboard.extract.findings import Cast
from dashboard.extract.parse import parser
from dashboard.extract.roles import stances
from dashboard.extract.zones import zones
from dashboard.model import (
    Actor,
    ActorKind,
    MentionKind,
    PlaceMention,
    PlaceRole,
    RelationType,
    Report,
    Span,
)
from dashboard.roster import KnownActor, Roster, Tie

STATES = {
    "Turkey": ("TR", "Ankara", "Turkish"), "Russia": ("RU", "Moscow", "Russian"),
    "Ukraine": ("UA", "Kyiv", "Ukrainian"), "Sudan": ("SD", "Khartoum", "Sudanese"),
    "Iran": ("IR", "Tehran", "Iranian"), "Saudi Arabia": ("SA", "Riyadh", "Saudi"),
    "Israel": ("IL", "Jerusalem", "Israeli"), "Rwanda": ("RW", "Kigali", "Rwandan"),
    "Congo": ("CD", "Kinshasa", "Congolese"), "Mali": ("ML", "Bamako", "Malian"),
    "France": ("FR", "Paris", "French"), "Syria": ("SY", "Damascus", "Syrian"),
    "Ethiopia": ("ET", "Addis Ababa", "Ethiopian"), "Eritrea": ("ER", "Asmara", "Eritrean"),
    "the United States": ("US", "Washington", "American"), "Libya": ("LY", "Tripoli", "Libyan"),
    "Myanmar": ("MM", "Naypyidaw", "Burmese"), "Yemen": ("YE", "Aden", "Yemeni"),
}  # fmt: skip
HOUSES = {"RU": ("Kremlin",), "US": ("White House",)}
TOWNS = (
    "El Fasher", "Bakhmut", "Kharkiv", "Sanaa", "Idlib", "Goma", "Rutshuru", "Gaza", "Djibo",
    "Manbij", "Raqqa", "Darfur", "Rakhine", "Mekelle", "Hodeidah", "Donetsk", "Kidal", "Istanbul",
    "eastern Libya", "Benghazi", "Port Sudan", "Geneva", "Beirut", "Khan Younis", "Misrata",
)  # fmt: skip
OTHERS = (
    ("un", "United Nations", ActorKind.ORGANISATION, "", ("UN",), ()),
    ("houthis", "Houthi movement", ActorKind.REBEL, "YE", ("Houthi", "Houthis"), ()),
    ("rsf", "Rapid Support Forces", ActorKind.REBEL, "SD", (), ("RSF",)),
    ("rsf-press", "Reporters Sans Frontières", ActorKind.ORGANISATION, "", (), ("RSF",)),
    ("saf", "Sudanese Armed Forces", ActorKind.STATE, "SD", ("Sudanese army",), ("SAF",)),
    ("m23", "March 23 Movement", ActorKind.REBEL, "CD", ("M23",), ()),
    ("hamas", "Hamas", ActorKind.REBEL, "", (), ()),
    ("erdogan", "Recep Tayyip Erdoğan", ActorKind.PERSON, "TR", ("Erdogan",), ()),
    ("gul", "Abdullah Gül", ActorKind.PERSON, "TR", (), ()),
)


@cache
def roster() -> Roster:
    states = [
        KnownActor(
            Actor(code.lower(), f"Government of {name}", ActorKind.STATE, code,
                  (f"{demonym} government",)),
            (), (name.removeprefix("the "), capital, *HOUSES.get(code, ())),
        )
        for name, (code, capital, demonym) in STATES.items()
    ]  # fmt: skip
    others = [
        KnownActor(Actor(actor_id, name, kind, country, aliases), weak)
        for actor_id, name, kind, country, aliases, weak in OTHERS
    ]
    ties = (
        Tie("gul", RelationType.LEADS, "tr", date(2007, 8, 28), date(2014, 8, 28), "president"),
        Tie("erdogan", RelationType.LEADS, "tr", date(2014, 8, 28), None, "president"),
    )
    return Roster((*states, *others), ties)


def places(text: str) -> list[PlaceMention]:
    """Every name of the lists above, the longest first; no name within another."""
    names = {name.removeprefix("the "): ("", MentionKind.TOPONYM) for name in (*STATES, *TOWNS)}
    for code, capital, demonym in STATES.values():
        names[capital] = ("", MentionKind.TOPONYM)
        names[demonym] = (code, MentionKind.DEMONYM)
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return [
        PlaceMention(
            f"t-m{at:02}", "t", found[1], Span(*found.span(1)), Span(*found.span(1)),
            names[found[1]][1], PlaceRole.MENTIONED, found[1], country=names[found[1]][0],
        )
        for at, found in enumerate(re.finditer(rf"\b({any_name})\b", text), start=1)
    ]  # fmt: skip


def cast(text: str, *, known: Roster | None = None, published: date | None = None) -> Cast:
    found = zones(text)
    report = Report("t", "", text, published)
    doc = parser().parse(text, found)
    return find_cast(doc, found, places(text), known or roster(), report=report)


def roles(text: str) -> list[tuple[str, str, str]]:
    """Name, role and actor of every place that has a role other than mentioned."""
    doc = parser().parse(text, zones(text))
    judged = stances(doc, places(text), cast(text))
    return [(m.text, m.role.value, m.actor_id) for m in judged if m.role is not PlaceRole.MENTIONED]


def named(text: str, actor_id: str, **options: date) -> list[str]:
    """The words that mean an actor."""
    mentions = cast(text, **options).mentions  # type: ignore[arg-type]
    return [text[m.span.start : m.span.end] for m in mentions if m.actor_id == actor_id]


def ids(text: str) -> set[str]:
    return {actor.actor_id for actor in cast(text).actors}


def stands(text: str) -> set[tuple[str, str, str]]:
    """The relations as source, type, target."""
    return {(r.source, r.type.value, r.target) for r in cast(text).relations}
