"""The actor file: that it reads, that what it ships is sound, and how bad rows are refused."""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.errors import ReadError
from dashboard.extract.actors.known import WORD, folded, is_abbreviation
from dashboard.model import ActorKind, RelationType
from dashboard.readers.roster import ACTOR_COLUMNS, ACTORS, TIE_COLUMNS, TIES, read_roster
from dashboard.roster import KnownActor, Roster

DATA = Path(__file__).parents[2] / "data"
COMMON_WORDS = """
the a an and or of to in on at by for it its he she they we may will can might march august ban bar
power hope grace rose law force front group state states people party union council army police
rebels government president minister leader general court king prince mission war peace attack
brown white black green young long short new old cleverly
"""


@pytest.fixture(scope="module")
def shipped() -> Roster:
    return read_roster(DATA / "actors")


def names(known: KnownActor) -> list[str]:
    return [known.actor.name, *known.actor.aliases]


def key(name: str) -> str:
    """As names are compared in texts: capitals count in abbreviations alone."""
    if is_abbreviation(name):
        return name.replace(".", "").replace("-", "")
    return " ".join(folded(word) for word in WORD.findall(name))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "actors" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_enough_groups_and_persons_are_known(shipped: Roster) -> None:
    kinds = Counter(known.actor.kind for known in shipped.actors)
    groups = sum(n for kind, n in kinds.items() if kind not in (ActorKind.STATE, ActorKind.PERSON))
    assert groups >= 300
    assert kinds[ActorKind.PERSON] >= 300


def test_ids_are_unique(shipped: Roster) -> None:
    counted = Counter(known.actor.actor_id for known in shipped.actors)
    assert [name for name, n in counted.items() if n > 1] == []


def test_a_name_means_one_actor_only(shipped: Roster) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for known in shipped.actors:
        for name in names(known):
            owners[key(name)].add(known.actor.actor_id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_weak_names_are_not_strong_ones_too(shipped: Roster) -> None:
    doubled = [
        (known.actor.actor_id, name)
        for known in shipped.actors
        for name in known.weak
        if name in known.actor.aliases
    ]
    assert doubled == []


def test_no_name_is_a_word_of_origin_or_a_country(shipped: Roster) -> None:
    with (DATA / "gazetteer" / "demonyms.csv").open(encoding="utf-8", newline="") as file:
        origins = {
            word.casefold() for row in csv.DictReader(file) for word in row["demonyms"].split("|")
        }
    countries = {
        known.actor.name.removeprefix("Government of ").removeprefix("the ").casefold()
        for known in shipped.actors
        if known.actor.actor_id.startswith("government-of-")
    }
    bare = [
        (known.actor.actor_id, name)
        for known in shipped.actors
        for name in names(known)
        if name.casefold() in origins | countries
    ]
    assert bare == []


def test_no_name_is_too_short_or_a_common_word(shipped: Roster) -> None:
    poor = [
        (known.actor.actor_id, name)
        for known in shipped.actors
        for name in names(known)
        if len(name) < 2 or (name.casefold() in COMMON_WORDS.split() and not is_abbreviation(name))
    ]
    assert poor == []


def test_every_row_says_where_it_is_from() -> None:
    assert all(row["source"] for name in ACTORS for row in rows(name))
    assert all(row["origin"] for name in TIES for row in rows(name))


def test_ties_join_known_actors_and_their_days_are_in_order(shipped: Roster) -> None:
    ids = {known.actor.actor_id for known in shipped.actors}
    for tie in shipped.ties:
        assert {tie.source, tie.target} <= ids
        assert tie.source != tie.target
        assert not (tie.first and tie.last and tie.first > tie.last)


def test_offices_are_held_by_persons_and_named(shipped: Roster) -> None:
    persons = {k.actor.actor_id for k in shipped.actors if k.actor.kind is ActorKind.PERSON}
    offices = rows("offices.csv")
    assert {row["source"] for row in offices} <= persons
    assert not {row["target"] for row in offices} & persons
    assert {row["type"] for row in offices} == {"leads", "belongs_to"}
    assert all(row["title"] for row in offices)


@pytest.mark.parametrize(
    ("target", "title", "day", "holders"),
    [
        ("government-of-ukraine", "president", date(2022, 2, 24), {"volodymyr-zelensky"}),
        ("government-of-niger", "president", date(2023, 7, 1), {"mohamed-bazoum"}),
        ("government-of-turkey", "foreign minister", date(2020, 1, 8), {"mevlut-cavusoglu"}),
        ("united-nations", "secretary-general", date(2014, 6, 1), set()),
        ("un", "secretary-general", date(2014, 6, 1), {"ban-ki-moon"}),
    ],
)
def test_who_held_an_office_on_a_day(
    shipped: Roster, target: str, title: str, day: date, holders: set[str]
) -> None:
    held = {
        tie.source
        for tie in shipped.ties
        if (tie.target, tie.title) == (target, title)
        and (tie.first or day) <= day <= (tie.last or day)
    }
    assert held == holders


def test_no_two_persons_are_head_of_a_state_at_once(shipped: Roster) -> None:
    heads: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for tie in shipped.ties:
        if tie.target.startswith("government-of-") and tie.title in ("president", "prime minister"):
            span = (tie.first or date.min, tie.last or date.max, tie.source)
            heads[tie.target, tie.title].append(span)
    overlaps = []
    for office, spans in heads.items():
        spans.sort()
        for one, other in pairwise(spans):
            if (one[1] - other[0]).days > 31 and one[2] != other[2]:
                overlaps.append((office, one, other))
    assert overlaps == []


def write(
    folder: Path, actors: list[dict[str, str]], ties: list[dict[str, str]] | None = None
) -> Path:
    for name, columns, content in (
        ("actors.csv", ACTOR_COLUMNS, actors),
        ("ties.csv", TIE_COLUMNS, ties or []),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(content)
    return folder


FRONT = {"actor_id": "front", "name": "Northern Front", "kind": "rebel", "source": "our own"}
ARMY = {"actor_id": "army", "name": "Northern Army", "kind": "state", "source": "our own"}
TIE = {"source": "front", "type": "opposes", "target": "army", "origin": "our own"}


def test_a_month_or_year_is_its_first_day_or_its_last(tmp_path: Path) -> None:
    tie = TIE | {"first": "2019", "last": "2020-02"}
    roster = read_roster(write(tmp_path, [FRONT, ARMY], [tie]))
    (read,) = roster.ties
    assert (read.type, read.first, read.last) == (
        RelationType.OPPOSES, date(2019, 1, 1), date(2020, 2, 29),
    )  # fmt: skip


def test_a_folder_without_files_holds_nobody(tmp_path: Path) -> None:
    assert read_roster(tmp_path) == Roster()


@pytest.mark.parametrize(
    ("actors", "ties", "told"),
    [
        ([FRONT | {"kind": "rebels"}], [], ("actors.csv, line 2", "rebels")),
        ([FRONT, FRONT], [], ("actors.csv, line 3", "earlier line", "front")),
        ([FRONT | {"source": ""}], [], ("actors.csv, line 2", "source is empty", "front")),
        ([FRONT, ARMY], [TIE | {"target": "navy"}], ("ties.csv, line 2", "target", "navy")),
        ([FRONT, ARMY], [TIE | {"source": "rear"}], ("ties.csv, line 2", "source", "rear")),
        ([FRONT, ARMY], [TIE | {"type": "hates"}], ("ties.csv, line 2", "type", "hates")),
        ([FRONT, ARMY], [TIE | {"first": "May"}], ("ties.csv, line 2", "not a day", "May")),
        ([FRONT, ARMY], [TIE | {"last": "2020-13"}], ("ties.csv, line 2", "2020-13")),
        ([FRONT, ARMY], [TIE, TIE | {"first": "2021", "last": "2020"}],
         ("ties.csv, line 3", "before first", "2020")),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_by_file_line_and_value(
    tmp_path: Path, actors: list[dict[str, str]], ties: list[dict[str, str]], told: tuple[str, ...]
) -> None:
    with pytest.raises(ReadError) as refused:
        read_roster(write(tmp_path, actors, ties))
    assert all(words in str(refused.value) for words in told)
