"""What people added and decided, on disk: two files of JSON lines that are only appended to.

``reports.jsonl`` holds the reports, ``decisions.jsonl`` the decisions, each line with what the
value of that name has (``model.Report``, ``decision.Decision``). Nothing is ever changed in them: a
report that is saved again, and a decision about the same thing, come as a further line.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from dashboard.decision import Decision
from dashboard.errors import ReadError
from dashboard.model import Problem, Report

T = TypeVar("T")
_REPORT = TypeAdapter(Report)
_DECISION = TypeAdapter(Decision)


class Record:
    """The files of one folder, which is made when something is first written."""

    def __init__(self, folder: Path) -> None:
        self._reports = folder / "reports.jsonl"
        self._decisions = folder / "decisions.jsonl"

    def save(self, report: Report) -> None:
        """Append a report. Raises ``ReadError`` where the folder cannot be written."""
        _append(self._reports, _REPORT.dump_json(report))

    def decide(self, decision: Decision) -> None:
        """Append a decision. Raises ``ReadError`` where the folder cannot be written."""
        _append(self._decisions, _DECISION.dump_json(decision))

    def reports(self) -> tuple[list[Report], list[Problem]]:
        """Reports in the order they came; of one saved again the latest. Bad lines are problems."""
        reports, problems = _lines(self._reports, _REPORT)
        return list({report.report_id: report for report in reports}.values()), problems

    def decisions(self) -> tuple[list[Decision], list[Problem]]:
        """All decisions in the order they were made. Bad lines are problems."""
        return _lines(self._decisions, _DECISION)

    def version(self) -> str:
        """Changes whenever something was appended."""
        return "-".join(
            str(path.stat().st_size if path.exists() else 0)
            for path in (self._reports, self._decisions)
        )


def _append(path: Path, line: bytes) -> None:
    """One whole line, on disk when this returns; a torn line before it is closed first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+", buffering=0) as stream:
            end = stream.seek(0, os.SEEK_END)
            if end:
                stream.seek(end - 1)
                line = line if stream.read(1) == b"\n" else b"\n" + line
            stream.write(line + b"\n")
            os.fsync(stream.fileno())
    except OSError as error:
        raise ReadError(f"{path}: cannot be written ({error.strerror or error})") from error


def _lines(path: Path, adapter: TypeAdapter[T]) -> tuple[list[T], list[Problem]]:
    values: list[T] = []
    problems: list[Problem] = []
    for number, line in enumerate(_stored(path), start=1):
        try:
            values.append(adapter.validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            reason = f"{where}: {first['msg']}" if where else first["msg"]
            shown = line[:80].decode("utf-8", "replace")
            problems.append(Problem(path.name, number, shown, reason))
    return values, problems


def _stored(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as stream:
            yield from (line for line in stream if line.strip())
