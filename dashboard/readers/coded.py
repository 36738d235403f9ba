"""A folder of hand-coded reports in, records and problems out.

The folder holds ``reports.csv`` with the texts it names, ``place_mentions.csv``, ``actors.csv``,
``relations.csv`` and ``events.csv``, coded by CODEBOOK.md. It holds no coordinates.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dashboard.errors import ReadError
from dashboard.model import (
    Actor,
    ActorKind,
    DatePrecision,
    Event,
    Level,
    MentionKind,
    Participant,
    ParticipantRole,
    PlaceMention,
    PlaceRole,
    Problem,
    Realis,
    Relation,
    RelationType,
    Report,
    Span,
)
from dashboard.readers.table import Row, as_day, as_member, as_number, read_rows, read_text

REPORTS = ("report_id", "file", "title", "published", "publisher", "sources", "language", "licence")
MENTIONS = (
    *("mention_id", "report_id", "start", "end", "text", "sentence_start", "sentence_end"),
    *("kind", "role", "name", "level", "country", "actor"),
)
ACTORS = ("actor_id", "name", "aliases", "kind", "country", "seat", "seat_country", "source")
RELATIONS = (
    *("relation_id", "report_id", "source", "type", "target"),
    *("sentence_start", "sentence_end"),
)
EVENTS = (
    *("event_id", "report_id", "family", "type", "realis", "sentence_start", "sentence_end"),
    *("trigger_start", "trigger_end", "place_mention", "place_inherited", "first", "last"),
    *("date_precision", "date_start", "date_end", "date_inherited", "participants"),
    *("fatalities_low", "fatalities_best", "fatalities_high", "more_evidence"),
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Coding:
    """What a folder of coded reports holds; ``problems`` says what was left out and why."""

    reports: tuple[Report, ...]
    mentions: tuple[PlaceMention, ...]
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]


def read_coding(folder: Path) -> Coding:
    """All records of a folder; whatever refers to something unknown is a problem, not a crash.

    Raises ``ReadError`` if there is no such folder. An empty folder gives an empty coding.
    """
    if not folder.is_dir():
        raise ReadError(f"{folder}: no such folder of coded reports")
    if not any(folder.iterdir()):
        return Coding((), (), (), (), (), ())
    problems: list[Problem] = []

    def rows(file: str, columns: tuple[str, ...], make: Callable[[Row, int], T]) -> tuple[T, ...]:
        return tuple(read_rows(folder / file, columns, make, problems))

    reports = _by_id(rows("reports.csv", REPORTS, _once("report_id", _report(folder))))
    actors = _by_id(rows("actors.csv", ACTORS, _once("actor_id", _actor)))
    mentions = _by_id(
        rows("place_mentions.csv", MENTIONS, _once("mention_id", _mention(reports, actors)))
    )
    relations = rows("relations.csv", RELATIONS, _once("relation_id", _relation(reports, actors)))
    events = rows("events.csv", EVENTS, _once("event_id", _event(reports, actors, mentions)))
    return Coding(
        tuple(reports.values()),
        tuple(mentions.values()),
        tuple(actors.values()),
        relations,
        events,
        tuple(problems),
    )


def read_reports(folder: Path) -> tuple[list[Report], list[Problem]]:
    """The reports that ``reports.csv`` of a folder lists, without their coding, and problems.

    Raises ``ReadError`` if there is no such folder.
    """
    if not folder.is_dir():
        raise ReadError(f"{folder}: no such folder of reports")
    problems: list[Problem] = []
    listed = folder / "reports.csv"
    if not listed.exists():
        return [], []
    make = _once("report_id", _report(folder))
    return list(read_rows(listed, REPORTS, make, problems)), problems


def _by_id(records: Iterable[T]) -> dict[str, T]:
    return {getattr(record, f"{_noun(record)}_id"): record for record in records}


def _noun(record: object) -> str:
    return {"PlaceMention": "mention"}.get(type(record).__name__, type(record).__name__.lower())


def _once(column: str, make: Callable[[Row, int], T]) -> Callable[[Row, int], T]:
    """``make``, refusing an id that is empty or came before."""
    seen: set[str] = set()

    def checked(row: Row, line: int) -> T:
        if not row[column]:
            raise ValueError(f"{column} is empty", "")
        if row[column] in seen:
            raise ValueError(f"{column} stands on an earlier line too", row[column])
        record = make(row, line)
        seen.add(row[column])
        return record

    return checked


def _report(folder: Path) -> Callable[[Row, int], Report]:
    def make(row: Row, line: int) -> Report:
        path = folder / row["file"]
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ValueError("file: outside the folder", row["file"])
        try:
            text = read_text(path)
        except ReadError as error:
            raise ValueError(str(error), row["file"]) from error
        return Report(
            report_id=row["report_id"],
            title=row["title"],
            text=text,
            published=as_day(row, "published"),
            publisher=row["publisher"],
            sources=row["sources"],
            language=row["language"],
            licence=row["licence"],
        )

    return make


def _actor(row: Row, line: int) -> Actor:
    return Actor(
        actor_id=row["actor_id"],
        name=row["name"],
        kind=as_member(row, "kind", ActorKind),
        country=row["country"],
        aliases=tuple(filter(None, (alias.strip() for alias in row["aliases"].split("|")))),
        seat=row["seat"],
        seat_country=row["seat_country"],
        source=row["source"],
    )


def _mention(
    reports: Mapping[str, Report], actors: Mapping[str, Actor]
) -> Callable[[Row, int], PlaceMention]:
    def make(row: Row, line: int) -> PlaceMention:
        report = _known(reports, row, "report_id")
        span = _span(row, "start", "end", report)
        found = report.text[span.start : span.end]
        if found != row["text"]:
            raise ValueError(f"text: the report has {found!r} at {span.start}", row["text"])
        sentence = _span(row, "sentence_start", "sentence_end", report)
        if row["actor"]:
            _known(actors, row, "actor")
        return PlaceMention(
            mention_id=row["mention_id"],
            report_id=report.report_id,
            text=row["text"],
            span=span,
            sentence=sentence,
            kind=as_member(row, "kind", MentionKind),
            role=as_member(row, "role", PlaceRole),
            name=row["name"] or row["text"],
            level=as_member(row, "level", Level) if row["level"] else None,
            country=row["country"],
            actor_id=row["actor"],
            where=f"place_mentions.csv, line {line}",
        )

    return make


def _relation(
    reports: Mapping[str, Report], actors: Mapping[str, Actor]
) -> Callable[[Row, int], Relation]:
    def make(row: Row, line: int) -> Relation:
        report = _known(reports, row, "report_id")
        return Relation(
            relation_id=row["relation_id"],
            report_id=report.report_id,
            source=_known(actors, row, "source").actor_id,
            type=as_member(row, "type", RelationType),
            target=_known(actors, row, "target").actor_id,
            sentence=_span(row, "sentence_start", "sentence_end", report),
        )

    return make


def _event(
    reports: Mapping[str, Report],
    actors: Mapping[str, Actor],
    mentions: Mapping[str, PlaceMention],
) -> Callable[[Row, int], Event]:
    def make(row: Row, line: int) -> Event:
        report = _known(reports, row, "report_id")
        if row["place_mention"]:
            _known(mentions, row, "place_mention")
        first, last = as_day(row, "first"), as_day(row, "last")
        if (first is None) != (last is None):
            raise ValueError("first and last: one is given without the other", row["event_id"])
        if first and last and first > last:
            raise ValueError("last comes before first", row["last"])
        precision = as_number(row, "date_precision")
        if precision is not None and precision not in set(DatePrecision):
            raise ValueError("date_precision: not 1 to 5", row["date_precision"])
        has_date_words = bool(row["date_start"] or row["date_end"])
        return Event(
            event_id=row["event_id"],
            report_id=report.report_id,
            family=row["family"],
            type=row["type"],
            realis=as_member(row, "realis", Realis),
            sentence=_span(row, "sentence_start", "sentence_end", report),
            trigger=_span(row, "trigger_start", "trigger_end", report),
            first=first,
            last=last,
            date_precision=None if precision is None else DatePrecision(precision),
            date_text=_span(row, "date_start", "date_end", report) if has_date_words else None,
            date_inherited=row["date_inherited"],
            place_mention=row["place_mention"],
            place_inherited=row["place_inherited"],
            participants=tuple(_participants(row, actors)),
            fatalities_low=as_number(row, "fatalities_low"),
            fatalities_best=as_number(row, "fatalities_best"),
            fatalities_high=as_number(row, "fatalities_high"),
            more_evidence=tuple(_spans(row, "more_evidence", report)),
        )

    return make


def _known(records: Mapping[str, T], row: Row, column: str) -> T:
    if row[column] not in records:
        raise ValueError(f"{column}: no such record was read", row[column])
    return records[row[column]]


def _span(row: Row, start: str, end: str, report: Report) -> Span:
    first, last = as_number(row, start), as_number(row, end)
    if first is None or last is None or not first < last <= len(report.text):
        value = f"{row[start]}-{row[end]}"
        raise ValueError(f"{start}, {end}: not a stretch of {report.report_id}", value)
    return Span(first, last)


def _spans(row: Row, column: str, report: Report) -> Iterable[Span]:
    for part in filter(None, row[column].split("|")):
        start, _, end = part.partition("-")
        yield _span({"start": start.strip(), "end": end.strip()}, "start", "end", report)


def _participants(row: Row, actors: Mapping[str, Actor]) -> Iterable[Participant]:
    for part in filter(None, row["participants"].split("|")):
        role, _, actor = part.partition(":")
        cells = {"participants": actor.strip(), "role": role.strip()}
        try:
            _known(actors, cells, "participants")
            yield Participant(cells["participants"], as_member(cells, "role", ParticipantRole))
        except ValueError as error:
            raise ValueError(error.args[0], part) from error
