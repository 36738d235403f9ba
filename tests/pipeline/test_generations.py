"""What is built of a store's imports: who is who in it, what the map draws, when one is missing."""

import gzip
from pathlib import Path

import pytest

from dashboard.model import Actor, ActorKind
from dashboard.pipeline.generations import missing, rebuild
from dashboard.pipeline.linking import Links
from dashboard.roster import KnownActor, Roster
from dashboard.store.engine import open_engine
from dashboard.store.filter import EventFilter
from dashboard.store.generation import current
from dashboard.store.imports import Imports
from tests.store.importing import SOURCE, event, put, table

EVERY = EventFilter()
SELEKA = Actor("seleka", "Séléka coalition", ActorKind.REBEL, country="CF", aliases=("Seleka",))
ROSTER = Roster((KnownActor(SELEKA),))


def linked(imports: Imports, *events: dict[str, object]) -> None:
    """Import events as ``ingest`` does, each name with whom it means."""
    rows = table(*events)
    with imports.begin(SOURCE, file="field.csv", sha256="0" * 64) as one:
        one.link(Links(ROSTER).ids(rows))
        one.add(rows)
        one.commit(complete=False)


def test_a_store_without_imports_misses_nothing(tmp_path: Path) -> None:
    assert not missing(tmp_path)
    assert current(tmp_path) is None


def test_one_is_missing_until_it_is_built(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    for number in (1, 2):
        put(imports, event(number), complete=False)
        assert missing(tmp_path)
        made = rebuild(tmp_path, ROSTER)
        assert not missing(tmp_path)
        assert (made.events, made.parts) == (number, tuple(range(1, number + 1)))


@pytest.mark.parametrize("harm", ["manifest", "database"])
def test_a_damaged_one_is_missing(tmp_path: Path, harm: str) -> None:
    put(Imports(tmp_path), event(1))
    made = rebuild(tmp_path, ROSTER)
    (made.folder / "manifest.json" if harm == "manifest" else made.database).write_bytes(b"x")
    assert missing(tmp_path)
    rebuild(tmp_path, ROSTER)
    assert not missing(tmp_path)


def test_who_is_in_the_actor_file_is_called_as_there(tmp_path: Path) -> None:
    linked(Imports(tmp_path), event(1), event(2, participants=None))
    rebuild(tmp_path, ROSTER)
    engine = open_engine(tmp_path)
    rows = {row["actor_id"]: row for row in engine.actors(EVERY).to_pylist()}
    assert rows["seleka"]["name"] == SELEKA.name
    assert (rows["seleka"]["kind"], rows["seleka"]["country"]) == ("rebel", "CF")
    assert rows["named:civilians"]["name"] == "Civilians"
    assert engine.totals(EventFilter(actors=("seleka",))).shown == 1
    engine.close()


def test_the_map_is_packed_of_what_it_may_draw(tmp_path: Path) -> None:
    country = event(2, level="country", geo_precision=6)
    nowhere = event(3, latitude=None, longitude=None, level="", geo_precision=None)
    put(Imports(tmp_path), event(1), country, nowhere, event(4, place="Obo", latitude=5.4))
    made = rebuild(tmp_path, ROSTER)
    assert (made.events, made.drawn) == (4, 2)
    assert gzip.decompress((made.files / made.packed).read_bytes())
    engine = open_engine(tmp_path)
    told = engine.totals(EVERY)
    assert (told.shown, told.drawn, told.whole_country, told.unplaced) == (4, 2, 1, 1)
    engine.close()


def test_progress_ends_at_one(tmp_path: Path) -> None:
    put(Imports(tmp_path), *(event(number) for number in range(20)))
    seen: list[tuple[float, str]] = []
    rebuild(tmp_path, ROSTER, lambda done, what: seen.append((done, what)))
    shares = [share for share, _ in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(what for _, what in seen)
