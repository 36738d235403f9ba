"""All reports there are, read and decided about, as tables: what the page shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from dashboard.decision import Decision
from dashboard.errors import ReadError
from dashboard.geocode.offline import place_of
from dashboard.model import Problem, Report
from dashboard.pipeline.audit import Row, audit_rows
from dashboard.pipeline.decide import apply
from dashboard.pipeline.desk import Desk, Read, as_coding, resolved
from dashboard.pipeline.findings import place_json
from dashboard.pipeline.tables import process
from dashboard.readers.coded import read_coding, read_reports
from dashboard.schema import Tables
from dashboard.settings import Settings
from dashboard.store.record import Record

Progress = Callable[[float, str], None]


def _silent(done: float, what: str) -> None:
    pass


def tables(settings: Settings, desk: Desk, progress: Progress = _silent) -> Tables:
    """The coded folder if one is set, else the reports folder and what people added.

    Raises ``ReadError`` if a folder is missing.
    """
    if settings.coding is not None:
        return process(read_coding(settings.coding), desk.resolve)
    reports, problems = gather(settings)
    decisions, damaged = Record(settings.record).decisions()
    problems += damaged
    about: dict[str, list[Decision]] = {}
    for one in decisions:
        about.setdefault(one.report_id, []).append(one)
    reads = tuple(
        apply(read, about.get(read.reading.report.report_id, ()), desk.geocoder)
        for read in _read(desk, reports, progress)
    )
    coding = as_coding(reads)
    problems.extend(coding.problems)
    return process(replace(coding, problems=tuple(problems)), resolved(reads, desk.resolve))


def tables_of(read: Read, desk: Desk) -> Tables:
    """One report that was read, as tables of its own."""
    return process(as_coding([read]), resolved([read], desk.resolve))


def audit(settings: Settings) -> tuple[list[Row], list[Problem]]:
    """The audit log of all decisions, and lines of the record that could not be read."""
    decisions, damaged = Record(settings.record).decisions()
    try:
        titles = {report.report_id: report.title for report in gather(settings)[0]}
    except ReadError:
        titles = {}
    return audit_rows(decisions, titles), damaged


def look_up(desk: Desk, name: str) -> list[dict[str, Any]]:
    """The five best known places of the gazetteer that a name may mean."""
    found = desk.geocoder.geocode(name, exactly_one=False, limit=5) or []
    return [{**(place_json(place_of(one.raw)) or {}), "score": round(100 * one.raw["score"])}
            for one in found]  # fmt: skip


def near(desk: Desk, latitude: float, longitude: float) -> dict[str, Any]:
    """A position that a person clicked, and what it is near to. Raises ``ValueError`` off Earth."""
    found: Any = desk.geocoder.reverse((latitude, longitude))
    return {
        "latitude": round(latitude, 4),
        "longitude": round(longitude, 4),
        "country": found.raw["country"] if found else "",
        "address": f"near {found.address}" if found else "",
    }


def gather(settings: Settings) -> tuple[list[Report], list[Problem]]:
    """Reports of the folder, then those that people added; what could not be read besides."""
    shipped, problems = read_reports(settings.reports)
    added, damaged = Record(settings.record).reports()
    return [*shipped, *added], [*problems, *damaged]


def _read(desk: Desk, reports: list[Report], progress: Progress) -> Iterator[Read]:
    for number, report in enumerate(reports):
        progress(number / len(reports), report.title)
        yield desk.read(report)
