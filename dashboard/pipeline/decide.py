"""A report as it was read and what people decided about it in, the report as it then stands out.

A decision holds on to words. Where they no longer stand at its place it moves to the same words
nearest by; where they are gone it does not apply, and a problem says so. What a person accepted or
changed stays as they saw it, whatever a later reader makes of the words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geopy.geocoders.base import Geocoder

from dashboard.decision import Decision, Subject, Verdict
from dashboard.model import Problem
from dashboard.pipeline.amend import made_id
from dashboard.pipeline.changes import checked, whole
from dashboard.pipeline.decided import Decided, problem
from dashboard.pipeline.desk import Read
from dashboard.pipeline.findings import Finding, Located, findings, located


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that a person chose for the same name in another report; not applied by itself."""

    name: str
    place: Mapping[str, Any]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report as it was read, as it stands, and what can be decided or was."""

    read: Read
    """as people left it"""
    findings: tuple[tuple[Finding, Decision | None], ...]
    """what was read, with the decision that stands about it; then what only a decision holds"""


def review(read: Read, decisions: Iterable[Decision], geocoder: Geocoder) -> Reviewed:
    """What a person is shown who decides about a report."""
    own = [one for one in decisions if one.report_id == read.reading.report.report_id]
    sound, _ = _sound([one for one in latest(own) if one.verdict is not Verdict.WITHDRAW])
    known = findings(read)
    found, _ = located(sound, known, read.reading.report.text)
    about = {(one.finding.subject, one.finding.identity): one.decision
             for one in found if one.finding}  # fmt: skip
    kept = [_as_finding(one) for one in found
            if one.finding is None and one.decision.verdict is not Verdict.REJECT]  # fmt: skip
    return Reviewed(
        apply(read, own, geocoder),
        (*((one, about.get((one.subject, one.identity))) for one in known), *kept),
    )


def _as_finding(one: Located) -> tuple[Finding, Decision | None]:
    """What a person stands for and the reader no longer finds."""
    decision = one.decision
    fields = {**decision.before, **decision.changes}
    identity = made_id(decision.report_id, one.anchor, str(fields.get("type", "")))
    return Finding(
        decision.subject, identity, decision.anchor, decision.text, decision.kind,
        decision.among, decision.before,
    ), decision  # fmt: skip


def apply(read: Read, decisions: Iterable[Decision], geocoder: Geocoder) -> Read:
    """The reading as people left it; decisions about other reports are passed over.

    Never raises: a decision that cannot be applied is one of ``Read.problems``.
    """
    own = [one for one in decisions if one.report_id == read.reading.report.report_id]
    standing = [one for one in latest(own) if one.verdict is not Verdict.WITHDRAW]
    if not standing:
        return read
    sound, problems = _sound(standing)
    found, lost = located(sound, findings(read), read.reading.report.text)
    problems += [problem(one, "these words are no longer in the report") for one in lost]
    work = Decided(read, geocoder)
    for subject, act in (
        (Subject.MENTION, work.mentions),
        (Subject.EVENT, work.events),
        (Subject.ACTOR, work.actors),
        (Subject.RELATION, work.relations),
    ):
        act([one for one in found if one.decision.subject is subject])
    return replace(work.read(), problems=(*read.problems, *problems, *work.problems))


def latest(decisions: Iterable[Decision]) -> list[Decision]:
    """The last decision about each thing, in the order of the first about it."""
    return list({one.thing: one for one in decisions}.values())


def offers(decisions: Iterable[Decision], read: Read) -> list[Offer]:
    """Places that people chose in other reports for names of this one, one for each name and place.

    Names that were decided about in this report get none.
    """
    report_id = read.reading.report.report_id
    standing = latest(decisions)
    settled = {_name(one) for one in standing if one.report_id == report_id and _chose(one)}
    here = {mention.name.casefold(): mention.name for mention in read.reading.mentions}
    best = {
        mention.name.casefold(): found.candidates[0].place.place_id
        for mention, found in zip(read.reading.mentions, read.resolutions, strict=False)
        if found.candidates
    }
    found: dict[tuple[str, str], Offer] = {}
    for one in standing:
        name = _name(one)
        if one.report_id == report_id or not _chose(one) or name not in here or name in settled:
            continue
        place = one.changes["place"]
        if best.get(name) != place.get("place_id"):
            found[name, place.get("place_id")] = Offer(here[name], place, one)
    return list(found.values())


def _chose(decision: Decision) -> bool:
    """Whether it is a place chosen for a name."""
    return (
        decision.subject is Subject.MENTION
        and decision.verdict is Verdict.CHANGE
        and isinstance(decision.changes.get("place"), Mapping)
    )


def _name(decision: Decision) -> str:
    return str(decision.before.get("name") or decision.text).casefold()


def _sound(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Problem]]:
    """Decisions whose values make sense; the file may have been written by hand."""
    sound, problems = [], []
    for one in decisions:
        try:
            changes = checked(one.subject, one.changes)
            before = checked(one.subject, one.before)
            if one.verdict is not Verdict.REJECT:
                whole(one.subject, {**before, **changes})
            sound.append(replace(one, changes=changes, before=before))
        except ValueError as error:
            problems.append(problem(one, str(error)))
    return sound, problems
