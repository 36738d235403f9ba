"""The steps of casting, in order: each sees what the ones before it have marked."""

from collections.abc import Sequence

from spacy.tokens import Doc

from dashboard.extract.actors.defined import name_also, name_defined
from dashboard.extract.actors.described import name_described
from dashboard.extract.actors.governments import name_governments
from dashboard.extract.actors.joint import hold_joint_offices
from dashboard.extract.actors.known import known
from dashboard.extract.actors.names import name_again, name_known, name_new
from dashboard.extract.actors.offices import hold_its_offices, hold_offices
from dashboard.extract.actors.reference import name_officers, name_referred
from dashboard.extract.actors.relations import find_relations
from dashboard.extract.actors.sides import name_sides
from dashboard.extract.actors.stage import Stage
from dashboard.extract.findings import Cast
from dashboard.extract.zones import Zone
from dashboard.model import PlaceMention, Relation, Report, Span
from dashboard.roster import Roster

_STEPS = (
    name_known, name_defined, name_also, name_new, name_again, name_governments,
    hold_joint_offices, hold_offices,
    name_officers, name_described, hold_its_offices, name_referred,
    find_relations, name_sides,
)  # fmt: skip


def find_cast(
    doc: Doc,
    zones: Sequence[Zone],
    mentions: Sequence[PlaceMention],
    roster: Roster,
    *,
    report: Report,
) -> Cast:
    """Who acts in ``report``; ``doc`` and ``mentions`` are its words and the places named in it.

    Relations are those that a sentence says; the roster's ties only tell who held an office.
    """
    stage = Stage(doc, zones, mentions, known(roster), report)
    if not stage.tokens:
        return Cast()
    for step in _STEPS:
        step(stage)
    return Cast(stage.actors(), stage.actor_mentions(), _relations(stage))


def _relations(stage: Stage) -> tuple[Relation, ...]:
    sentences = list(stage.doc.sents)
    ordered = sorted(stage.relations, key=lambda relation: relation[3])
    return tuple(
        Relation(
            relation_id=f"{stage.report.report_id}-l{at:02}",
            report_id=stage.report.report_id,
            source=source,
            type=kind,
            target=target,
            sentence=_trimmed(stage.text, sentences[number].start_char, sentences[number].end_char),
        )
        for at, (source, kind, target, number) in enumerate(ordered, start=1)
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space at the end."""
    return Span(start, start + len(text[start:end].rstrip()))
