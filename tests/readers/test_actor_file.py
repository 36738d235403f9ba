"""How the shipped actor file is written: who shares a name with whom, places, pace."""

import time
import unicodedata
from collections import defaultdict

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from dashboard.model import RelationType
from dashboard.readers.roster import read_roster
from dashboard.roster import KnownActor, Roster
from dashboard.settings import ROOT

SHIPPED = ROOT / "data" / "actors"


@pytest.fixture(scope="module")
def roster() -> Roster:
    return read_roster(SHIPPED)


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def names(known: KnownActor) -> tuple[str, ...]:
    return (known.actor.name, *known.actor.aliases)


def test_reading_it_takes_less_than_a_twentieth_of_a_second() -> None:
    def took() -> float:
        start = time.process_time()
        read_roster(SHIPPED)
        return time.process_time() - start

    assert min(took() for _ in range(10)) < 0.05


def test_every_state_has_one_government(roster: Roster) -> None:
    ids = [known.actor for known in roster.actors if known.actor.name.startswith("Government of ")]
    states = [actor for actor in ids if actor.actor_id.startswith("government-of-")]
    assert len({actor.country for actor in states if actor.country}) == 195


def test_a_name_means_one_actor_even_without_case_and_accents(roster: Roster) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for known in roster.actors:
        for name in names(known):
            owners[plain(name)].add(known.actor.actor_id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_is_a_place_that_stands_for_somebody(roster: Roster) -> None:
    places = {plain(place) for known in roster.actors for place in known.metonyms}
    taken = {plain(name) for known in roster.actors for name in names(known)}
    assert taken & (places | STOP_WORDS) == set()


def test_every_name_is_written_plainly_and_once(roster: Roster) -> None:
    for known in roster.actors:
        every = [*names(known), *known.weak]
        assert len(set(every)) == len(every), known
        assert [n for n in every if "’" in n or "  " in n or n.startswith("the ")] == [], known


def test_countries_are_codes_and_a_seat_has_its_country(roster: Roster) -> None:
    for known in roster.actors:
        actor = known.actor
        codes = filter(None, (actor.country, actor.seat_country))
        assert all(len(code) == 2 and code.isupper() for code in codes), actor
        assert bool(actor.seat) == bool(actor.seat_country), actor


def test_ties_join_two_actors_in_every_way_there_is(roster: Roster) -> None:
    assert [tie for tie in roster.ties if tie.source == tie.target] == []
    assert {tie.type for tie in roster.ties} == set(RelationType)
