"""The actor file in, what is known of actors out: a folder of CSV files, each row with its source.

Files named in ``ACTORS`` hold actors, those in ``TIES`` how they stand to one another. A folder may
lack any of them. Lists within a cell are separated by ``|``; a day is ISO 8601, a month or a year
alone means its first day where something begins and its last where it ends.
"""

import calendar
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.model import Actor, ActorKind, Problem, RelationType
from dashboard.readers.table import Row, as_member, read_rows
from dashboard.roster import KnownActor, Roster, Tie

ACTORS = ("states.csv", "actors.csv", "people.csv")
TIES = ("ties.csv", "offices.csv")
ACTOR_COLUMNS = (
    *("actor_id", "name", "kind", "country", "aliases", "weak", "metonyms"),
    *("seat", "seat_country", "source"),
)
TIE_COLUMNS = ("source", "type", "target", "first", "last", "title", "origin")


def read_roster(folder: Path) -> Roster:
    """All actors and ties. Raises ``ReadError`` naming file, line and value of a bad row."""
    problems: list[Problem] = []
    actors: dict[str, KnownActor] = {}
    for name in ACTORS:
        if (folder / name).exists():
            make = _new(actors)
            for known in read_rows(folder / name, ACTOR_COLUMNS, make, problems):
                actors[known.actor.actor_id] = known
    ties = [
        tie
        for name in TIES
        if (folder / name).exists()
        for tie in read_rows(folder / name, TIE_COLUMNS, _tie(actors), problems)
    ]
    for problem in problems:
        where = f"{problem.file}, line {problem.line}"
        raise ReadError(f"{where}: {problem.reason} ({problem.value!r})")
    return Roster(tuple(actors.values()), tuple(ties))


def _new(known: dict[str, KnownActor]) -> Callable[[Row, int], KnownActor]:
    def make(row: Row, line: int) -> KnownActor:
        for column in ("actor_id", "name", "source"):
            if not row[column]:
                raise ValueError(f"{column} is empty", row["actor_id"])
        if row["actor_id"] in known:
            raise ValueError("actor_id stands on an earlier line too", row["actor_id"])
        actor = Actor(
            actor_id=row["actor_id"],
            name=row["name"],
            kind=as_member(row, "kind", ActorKind),
            country=row["country"],
            aliases=_list(row["aliases"]),
            seat=row["seat"],
            seat_country=row["seat_country"],
            source=row["source"],
        )
        return KnownActor(actor, _list(row["weak"]), _list(row["metonyms"]))

    return make


def _tie(actors: dict[str, KnownActor]) -> Callable[[Row, int], Tie]:
    def make(row: Row, line: int) -> Tie:
        for column in ("source", "target"):
            if row[column] not in actors:
                raise ValueError(f"{column}: no such actor", row[column])
        first, last = _begins(row["first"]), _ends(row["last"])
        if first and last and first > last:
            raise ValueError("last comes before first", row["last"])
        return Tie(
            source=row["source"],
            type=as_member(row, "type", RelationType),
            target=row["target"],
            first=first,
            last=last,
            title=row["title"],
            origin=row["origin"],
        )

    return make


def _list(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in cell.split("|")))))


def _begins(text: str) -> date | None:
    return _day(text, lambda year, month: 1, month=1)


def _ends(text: str) -> date | None:
    return _day(text, lambda year, month: calendar.monthrange(year, month)[1], month=12)


def _day(text: str, day: Callable[[int, int], int], *, month: int) -> date | None:
    if not text:
        return None
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            parts.append(month)
        if len(parts) == 2:
            parts.append(day(parts[0], parts[1]))
        return date(*parts)
    except (ValueError, TypeError, calendar.IllegalMonthError):
        raise ValueError("not a day, month or year", text) from None
