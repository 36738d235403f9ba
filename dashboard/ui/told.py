"""A reviewed report in, its text cut where something was found out: what the text pane draws."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dashboard.decision import Decision, Subject, Verdict
from dashboard.extract.zones import ZoneKind
from dashboard.model import Span
from dashboard.pipeline.decide import Reviewed
from dashboard.pipeline.findings import Finding
from dashboard.render import words

ZONES = {
    ZoneKind.TITLE: "title",
    ZoneKind.STANDFIRST: "standfirst",
    ZoneKind.BYLINE: "byline",
    ZoneKind.DATELINE: "dateline",
    ZoneKind.BODY: "",
    ZoneKind.TAIL: "not read: other headlines, credits, notices",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of the text that belong to a finding, and how they look."""

    span: Span
    key: str
    look: str
    """``trigger``, ``date``, ``actor`` or ``place ROLE``"""
    says: str
    """for the tooltip"""


def key_of(finding: Finding) -> str:
    """What the browser calls a finding."""
    return f"{finding.subject.value}:{finding.identity}"


def told(reviewed: Reviewed) -> dict[str, Any]:
    """The report's text in zones and pieces, each with the findings it belongs to."""
    reading = reviewed.read.reading
    marked = sorted(_marked(reviewed), key=lambda one: (one.span.start, one.span.end))
    near, text = _near(marked), reading.report.text
    return {
        "report": reading.report.report_id,
        "zones": [
            {"kind": zone.kind.value, "label": ZONES[zone.kind], "start": zone.start,
             "pieces": pieces(text, zone.start, zone.end, near(zone.start, zone.end))}
            for zone in reading.zones
        ],
        "gaps": _gaps(reading.report.text, [(zone.start, zone.end) for zone in reading.zones]),
        "marks": [{"key": one.key, "look": one.look, "says": one.says} for one in marked],
    }  # fmt: skip


def _near(marked: list[Marked]) -> Callable[[int, int], list[tuple[int, Marked]]]:
    """Asked with a stretch: the marks in it, with their numbers. ``marked`` is in order."""
    starts = [one.span.start for one in marked]
    longest = max((one.span.end - one.span.start for one in marked), default=0)

    def within(start: int, end: int) -> list[tuple[int, Marked]]:
        first, last = bisect_left(starts, start - longest), bisect_left(starts, end)
        return [(number, marked[number]) for number in range(first, last)]

    return within


def _gaps(text: str, zones: list[tuple[int, int]]) -> list[str]:
    """The white space before each zone."""
    ends = [0, *(end for _, end in zones)]
    return [text[end:start] for end, (start, _) in zip(ends, zones, strict=False)]


def _marked(reviewed: Reviewed) -> Iterable[Marked]:
    reading = reviewed.read.reading
    roles = {one.mention_id: one for one in reading.mentions}
    for finding, decision in reviewed.findings:
        if decision is not None and decision.verdict is Verdict.REJECT:
            continue
        key = key_of(finding)
        if finding.subject is Subject.EVENT:
            yield Marked(finding.anchor, key, "trigger", f"event: {_type(finding, decision)}")
        elif finding.subject is Subject.MENTION and finding.identity in roles:
            mention = roles[finding.identity]
            role = words.ROLES[mention.role]
            yield Marked(mention.span, key, f"place {mention.role.value}", f"place: {role}")
    names = {one.actor_id: one.name for one in reading.cast.actors}
    for actor in reading.cast.mentions:
        says = f"actor: {names.get(actor.actor_id, actor.actor_id)}"
        yield Marked(actor.span, f"actor:{actor.actor_id}", "actor", says)
    for number, day in enumerate(reading.dates):
        when = words.when(day.first, day.last)
        says = f"date: {when}, {day.function.value}"
        yield Marked(Span(day.start, day.end), f"date:{number}", "date", says)


def _type(finding: Finding, decision: Decision | None) -> str:
    changes: Mapping[str, Any] = decision.changes if decision else {}
    return str(changes.get("type") or finding.kind)


def pieces(
    text: str, start: int, end: int, marked: Iterable[tuple[int, Marked]]
) -> list[tuple[str, list[int]]]:
    """``text[start:end]`` cut at each border of a mark: words, and the numbers of their marks.

    Marks may nest and cross. A mark that reaches out of the stretch is cut at its ends.
    """
    inside = [
        (number, max(one.span.start, start), min(one.span.end, end))
        for number, one in marked
        if one.span.start < end and start < one.span.end
    ]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, first, last in inside:
        opening.setdefault(first, []).append(number)
        closing.setdefault(last, []).append(number)
    cuts = sorted({start, end, *opening, *closing})
    cut: list[tuple[str, list[int]]] = []
    here: list[int] = []
    for a, b in pairwise(cuts):
        here = [one for one in here if one not in closing.get(a, ())] + opening.get(a, [])
        cut.append((text[a:b], list(here)))
    return cut
