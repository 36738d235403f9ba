"""The actor file is read whole or not at all, and the shipped one keeps its own rules."""

import time
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from dashboard.errors import ReadError
from dashboard.model import ActorKind, RelationType
from dashboard.readers.roster import ACTOR_COLUMNS, TIE_COLUMNS, read_roster
from dashboard.readers.table import read_rows
from dashboard.roster import KnownActor, Roster
from dashboard.settings import ROOT

SHIPPED = ROOT / "data" / "actors"
ROW = "gna,Government of National Accord,state,LY,GNA|Tripoli government,,Tripoli,Tripoli,LY,ours"
COMMON = (
    "army police rebels government militia fighters troops forces opposition coalition party union "
    "council front movement group state guard bandits gunmen general president minister agency "
    "insurgents mission commission separatists court bank media rangers lions north south east west"
)
WORDS = STOP_WORDS | set(COMMON.split())
"""what no name may be that is to mean one actor wherever it stands"""
SHARED = {"afp", "al-shabab", "al-shabaab", "jem", "rada", "rsf"}
"""names that mean one actor, and another one only where its country is spoken of; reviewed"""


@pytest.fixture(scope="module")
def roster() -> Roster:
    return read_roster(SHIPPED)


def folder(tmp_path: Path, *actors: str, ties: tuple[str, ...] = ()) -> Path:
    lines = [",".join(ACTOR_COLUMNS), *actors]
    (tmp_path / "actors.csv").write_text("\n".join(lines), "utf-8")
    (tmp_path / "ties.csv").write_text("\n".join([",".join(TIE_COLUMNS), *ties]), "utf-8")
    return tmp_path


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def names(known: KnownActor) -> tuple[str, ...]:
    return (known.actor.name, *known.actor.aliases)


def test_an_actor_is_read_with_its_lists(tmp_path: Path) -> None:
    (known,) = read_roster(folder(tmp_path, ROW)).actors
    assert known.actor.aliases == ("GNA", "Tripoli government")
    assert (known.weak, known.metonyms) == ((), ("Tripoli",))
    assert (known.actor.kind, known.actor.seat) == (ActorKind.STATE, "Tripoli")


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2016", "2020", (date(2016, 1, 1), date(2020, 12, 31))),
        ("2016-03", "2020-02", (date(2016, 3, 1), date(2020, 2, 29))),
        ("2016-03-30", "", (date(2016, 3, 30), None)),
    ],
)
def test_a_tie_begins_early_and_ends_late(
    tmp_path: Path, first: str, last: str, days: tuple[date, date | None]
) -> None:
    other = ROW.replace("gna,", "x,", 1)
    tie = f"gna,opposes,x,{first},{last},,ours"
    (read,) = read_roster(folder(tmp_path, ROW, other, ties=(tie,))).ties
    assert (read.first, read.last) == days


@pytest.mark.parametrize(
    ("actor", "tie", "message"),
    [
        (
            ROW.replace("state", "land").replace("gna,", "x,"),
            "",
            "actors.csv, line 3: kind: .*'land'",
        ),
        (ROW, "", "actors.csv, line 3: actor_id stands on an earlier line too .*'gna'"),
        (ROW.replace(",ours", ",").replace("gna", "x"), "", "line 3: source is empty"),
        ("", "gna,opposes,nobody,,,,ours", "ties.csv, line 2: target: no such actor .*'nobody'"),
        ("", "gna,hates,gna,,,,ours", "ties.csv, line 2: type: .*'hates'"),
        ("", "gna,opposes,gna,2020,2019,,ours", "ties.csv, line 2: last comes before .*'2019'"),
        ("", "gna,opposes,gna,2020-13,,,ours", "ties.csv, line 2: .*'2020-13'"),
        ("", "gna,opposes,gna,soon,,,ours", "ties.csv, line 2: .*'soon'"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, actor: str, tie: str, message: str) -> None:
    rows = [ROW, actor] if actor else [ROW]
    with pytest.raises(ReadError, match=message):
        read_roster(folder(tmp_path, *rows, ties=(tie,) if tie else ()))


def test_the_shipped_file_knows_enough_actors(roster: Roster) -> None:
    others = [known for known in roster.actors if known.actor.kind is not ActorKind.STATE]
    assert sum(bool(known.actor.aliases) for known in others) >= 300
    governments = [a for a in roster.actors if a.actor.actor_id.startswith("government-of-")]
    assert len({known.actor.country for known in governments}) == 195


def test_reading_it_takes_no_time(roster: Roster) -> None:
    def took() -> float:
        start = time.perf_counter()
        read_roster(SHIPPED)
        return time.perf_counter() - start

    assert min(took() for _ in range(5)) < 0.05


def test_a_name_means_one_actor(roster: Roster) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for known in roster.actors:
        for name in names(known):
            owners[plain(name)].add(known.actor.actor_id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    shared = {
        plain(name)
        for known in roster.actors
        for name in known.weak
        if owners[plain(name)] - {known.actor.actor_id}
    }
    assert shared == SHARED


def test_no_name_is_a_word_or_a_place_alone(roster: Roster) -> None:
    demonyms = {
        plain(name)
        for row in read_rows(
            ROOT / "data" / "gazetteer" / "demonyms.csv", ("demonyms",), lambda row, _: row, []
        )
        for name in row["demonyms"].split("|")
    }
    places = {plain(name) for known in roster.actors for name in known.metonyms}
    taken = {plain(name) for known in roster.actors for name in names(known)}
    assert taken & (WORDS | demonyms | places) == set()
    assert min(map(len, taken)) >= 2


def test_every_name_is_written_plainly(roster: Roster) -> None:
    every = [n for known in roster.actors for n in (*names(known), *known.weak, *known.metonyms)]
    assert [name for name in every if "’" in name or "  " in name or name != name.strip()] == []
    assert all(
        known.actor.name not in (*known.actor.aliases, *known.weak) for known in roster.actors
    )


def test_ties_say_where_they_are_from_and_join_two(roster: Roster) -> None:
    assert [tie for tie in roster.ties if not tie.origin or tie.source == tie.target] == []
    assert len({(t.source, t.type, t.target, t.first, t.title) for t in roster.ties}) == len(
        roster.ties
    )
    assert {tie.type for tie in roster.ties} == set(RelationType)


def test_countries_and_seats_are_codes_and_places(roster: Roster) -> None:
    for known in roster.actors:
        actor = known.actor
        assert all(len(code) == 2 and code.isupper() for code in (actor.country,) if code), actor
        assert bool(actor.seat) == bool(actor.seat_country), actor
