"""``read``: reports in files, in lines of JSON or at an address; what was found in them out."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from dashboard.errors import ReadError
from dashboard.geocode.build import ensure
from dashboard.model import Problem, Report, Resolution
from dashboard.pipeline.contract import as_json
from dashboard.pipeline.desk import Desk, Read
from dashboard.pipeline.reports import report_id, report_of
from dashboard.readers.document import read_documents, read_url
from dashboard.readers.found import Document
from dashboard.settings import Settings
from dashboard.store.record import Record

Progress = Callable[[float, str], None]
_WIDTH = 100


def read(options: argparse.Namespace, settings: Settings) -> int:
    """Exit code: 1 if something could not be read, else 0. Raises ``ReadError``."""
    given = [bool(options.paths), options.json is not None, options.jsonl is not None]
    if sum(given) != 1:
        raise ReadError("read: give files or addresses, or --json FILE, or --jsonl FILE")
    ensure(settings.gazetteer)
    desk = Desk(settings)
    if options.json is not None:
        return _one(options.json, options.published, desk)
    if options.jsonl is not None:
        with _opened(options.jsonl) as lines:
            return _lines(lines, options.published, desk)
    record = Record(settings.record) if options.save else None
    return _told(options.paths, options.published, desk, record)


def _one(path: Path, published: date | None, desk: Desk) -> int:
    found = list(_found([str(path)]))
    for problem in (one for one in found if isinstance(one, Problem)):
        raise ReadError(f"{problem.file}: {problem.reason}")
    if len(found) != 1:
        raise ReadError(f"{path}: holds {len(found)} reports; --json takes one")
    [document] = (one for one in found if isinstance(one, Document))
    read = desk.read(report_of(document, name=document.name, published=published))
    for warning in (*document.warnings, *read.reading.warnings):
        print(f"dateline: {document.name}: {warning}", file=sys.stderr)
    _print(as_json(read))
    return 0


def _opened(name: str) -> TextIO:
    if name == "-":
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8-sig", errors="surrogateescape", newline="\n")
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror})") from error


def _lines(lines: TextIO, published: date | None, desk: Desk) -> int:
    """An object a line, in order; a line that makes no sense gives ``{"id", "error"}``."""
    failed = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        given: Any = None
        try:
            given = json.loads(line)
            found = as_json(desk.read(_report(given, published)))
            found["id"] = given["id"]
        except (ValueError, RecursionError) as error:
            failed = True
            known = given.get("id") if isinstance(given, dict) else None
            found = {"id": known, "error": f"line {number}: {error}"}
        _print(found)
    return int(failed)


def _report(given: Any, published: date | None) -> Report:
    if not isinstance(given, dict):
        raise ReadError("not an object")
    for field in ("id", "text"):
        if field not in given:
            raise ReadError(f"{field} is missing")
    for field in ("text", "title", "source"):
        if not isinstance(given.get(field) or "", str):
            raise ReadError(f"{field}: not a text: {given[field]!r:.80}")
    if not isinstance(given["text"], str):
        raise ReadError(f"text: not a text: {given['text']!r:.80}")
    day = given.get("published")
    return Report(
        report_id=str(given["id"]),
        title=given.get("title") or "",
        text=given["text"],
        published=_published(day) if day else published,
        publisher=given.get("source") or "",
    )


def _published(day: Any) -> date:
    """The day of an ISO 8601 date, or date and time."""
    try:
        return datetime.fromisoformat(str(day)).date()
    except ValueError as error:
        raise ReadError(f"published: not a date as in 2020-01-11: {day!r:.80}") from error


def _told(paths: list[str], published: date | None, desk: Desk, record: Record | None) -> int:
    """For people: each report with its events, then what could not be read."""
    problems: list[Problem] = []
    for found in _found(paths):
        if isinstance(found, Problem):
            problems.append(found)
            print(f"dateline: {_plain(found.file)}: {_plain(found.reason)}", file=sys.stderr)
            continue
        report = report_of(found, name=report_id(found.text), published=published)
        read = desk.read(report)
        for line in _summary(found, read):
            print(_plain(line))
        if record is not None:
            record.save(report)
            print(f"  saved as {report.report_id}")
    return int(bool(problems))


def _found(paths: list[str]) -> Iterator[Document | Problem]:
    for path in paths:
        if path.startswith(("http://", "https://")):
            yield from read_url(path)
        elif not Path(path).exists():
            yield Problem(path, None, "", "no such file or folder")
        else:
            yield from read_documents(Path(path))


def _summary(document: Document, read: Read) -> Iterator[str]:
    reading = read.reading
    day = reading.report.published
    yield f"{document.name}: {document.title or 'no title'} ({day or 'day of publication unknown'})"
    for warning in (*document.warnings, *reading.warnings):
        yield f"  ! {warning}"
    if day is None:
        yield "  ! Without --published, days without a year have no year."
    placed = {found.mention_id: found for found in read.resolutions if found.candidates}
    counts = (
        f"{len(reading.mentions)} place names ({len(placed)} placed)",
        f"{len(reading.cast.actors)} actors",
        f"{len(reading.dates)} dates",
        f"{len(reading.events)} events",
    )
    yield "  " + ", ".join(counts)
    for event in reading.events:
        when = f"{event.first or '?'}" + (f"–{event.last}" if event.last != event.first else "")
        where = _address(placed.get(event.place_mention))
        sentence = reading.report.text[event.sentence.start : event.sentence.end]
        yield f"  {when}  {event.type} ({event.realis.value}), {where}"
        yield f"      {' '.join(sentence.split())[:_WIDTH]}"


def _address(found: Resolution | None) -> str:
    return found.candidates[0].place.address if found else "no place"


def _plain(text: str) -> str:
    """A text fit for a terminal: no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def _print(value: dict[str, Any]) -> None:
    """One line; what has no place in UTF-8 is escaped, as JSON allows."""
    text = json.dumps(value, ensure_ascii=False)
    print(text.encode("utf-8", "backslashreplace").decode("utf-8"), flush=True)
