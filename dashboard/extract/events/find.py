"""A parsed report with places, actors and dates in, its events out.

triggers → types and realis → incidents → sites → days → participants and dead → merged → events.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dashboard.extract.dates import DateMention
from dashboard.extract.events import participants
from dashboard.extract.events.build import build
from dashboard.extract.events.days import inherit_days, mark_history, read_days
from dashboard.extract.events.drafts import Draft
from dashboard.extract.events.fatalities import dead
from dashboard.extract.events.incidents import incidents
from dashboard.extract.events.inherit import borrow_types, inherit_places, inherit_said
from dashboard.extract.events.match import Trigger, find_triggers
from dashboard.extract.events.merge import merged
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.names import AGREEMENT, DISRUPTED, PROMISE, SUPPORT
from dashboard.extract.events.places import sites
from dashboard.extract.events.realis import mood, refused
from dashboard.extract.events.scene import Scene
from dashboard.extract.events.sides import Sides
from dashboard.extract.events.site_model import site_model
from dashboard.extract.events.syntax import objects
from dashboard.extract.events.types import event_type
from dashboard.extract.findings import Cast
from dashboard.extract.zones import Zone
from dashboard.model import Event, PlaceMention, Report

_DROPPED = (Mood.UNREAL, Mood.NEGATED)


def find_events(
    doc: Doc,
    zones: Sequence[Zone],
    mentions: Sequence[PlaceMention],
    cast: Cast,
    dates: Sequence[DateMention],
    *,
    report: Report,
) -> tuple[Event, ...]:
    """Events in the order of the text; ids are the report's with a number. Never raises."""
    scene = Scene(doc, zones, mentions, cast, dates, report)
    drafts = incidents(scene, _triggers(scene))
    borrow_types(scene, drafts)
    read_days(scene, drafts)
    drafts = _with_places(scene, drafts)
    _with_people(scene, drafts)
    inherit_places(scene, drafts)
    inherit_said(scene, drafts)
    drafts = merged(scene, drafts)
    inherit_days(scene, drafts)
    mark_history(scene, drafts)
    return tuple(build(scene, drafts))


def _triggers(scene: Scene) -> list[tuple[Trigger, str, Mood]]:
    found = find_triggers(scene, event_type)
    gives = {one.head.i: one.rule.gives for one, _ in found if one.rule.gives}
    told: list[tuple[Trigger, str, Mood]] = []
    spent: set[int] = set()
    for trigger, name in found:
        if name == DISRUPTED:
            spent.update(one.i for one in objects(trigger.head))
        elif trigger.head.i in spent:
            continue
        how = mood(trigger, gives) if name else Mood.UNREAL
        if how is Mood.NEGATED and (refusal := refused(trigger)):
            name, how = refusal, Mood.ACTUAL
        if how is Mood.REQUESTED:
            name = _as_asked(scene, trigger, name)
        if name and how not in _DROPPED:
            told.append((trigger, name, how))
    return told


def _as_asked(scene: Scene, trigger: Trigger, name: str) -> str:
    """Who is asked to accept a truce is asked for one; nobody is asked for a pledge."""
    if name == SUPPORT and any("truce" in scene.classes(one) for one in objects(trigger.head)):
        return AGREEMENT
    return "" if name == PROMISE else name


def _with_places(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft for each place of a draft."""
    found = sites(scene, drafts, site_model())
    out: list[Draft] = []
    for number, draft in enumerate(drafts):
        places: list[PlaceMention | None] = [*found[number]] or [None]
        for place in places:
            copy = replace(draft, place=place, more=[], participants=[], participant_words=[])
            out.append(copy)
    return out


def _with_people(scene: Scene, drafts: Sequence[Draft]) -> None:
    sides = Sides(scene, drafts)
    shared = Counter(id(draft.triggers) for draft in drafts)
    memory = participants.Memory(sides)
    for draft in drafts:
        participants.take_part(scene, draft, memory)
        sides.complete(draft)
        participants.denies(scene, draft, memory)
        subject = [p.actor_id for p in draft.participants if p.role in ("source", "side_a")]
        if not draft.triggers[0].is_noun and draft.mood is not Mood.REQUESTED:
            memory.note(scene, subject)
        if shared[id(draft.triggers)] > 1:
            continue
        draft.dead, word = dead(scene, draft.triggers)
        if word is not None:
            draft.dead_words = scene.sentence(word)
