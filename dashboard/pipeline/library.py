"""All reports there are, read and decided about, as tables: what the page shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dashboard.model import Problem, Report
from dashboard.pipeline.desk import Desk, Read, as_coding, resolved
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
    reads = tuple(_read(desk, reports, progress))
    coding = as_coding(reads)
    problems.extend(coding.problems)
    return process(replace(coding, problems=tuple(problems)), resolved(reads, desk.resolve))


def gather(settings: Settings) -> tuple[list[Report], list[Problem]]:
    """Reports of the folder, then those that people added; what could not be read besides."""
    shipped, problems = read_reports(settings.reports)
    added, damaged = Record(settings.record).reports()
    return [*shipped, *added], [*problems, *damaged]


def _read(desk: Desk, reports: list[Report], progress: Progress) -> Iterator[Read]:
    for number, report in enumerate(reports):
        progress(number / len(reports), report.title)
        yield desk.read(report)
