import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from dashboard.errors import GazetteerError
from dashboard.geocode import build as building
from dashboard.geocode import shipped
from dashboard.geocode.build import build, ensure, is_fresh
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.regions import compose
from dashboard.geocode.row import PlaceRow
from dashboard.geocode.rows import Sources


def small(progress: object) -> Sources:
    town = PlaceRow(
        1, "geonames:1", "Town", "town", "LY", None, None, "P.PPL", 32.0, 13.0, 5.0, 9, 1.0, (), 7
    )
    return Sources([town], [])


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "read_sources", small)


@pytest.mark.usefixtures("little")
def test_it_builds_once_and_tells_how_far(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "gazetteer.sqlite"
    told: list[tuple[float, str]] = []
    ensure(path, lambda done, what: told.append((done, what)))
    assert is_fresh(path)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == 1.0
    before = path.stat().st_mtime_ns
    ensure(path)
    assert path.stat().st_mtime_ns == before
    assert list(path.parent.iterdir()) == [path]
    with Gazetteer(path) as gazetteer:
        assert [found.entry.name for found in gazetteer.named("town")] == ["Town"]


@pytest.mark.usefixtures("little")
def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    build(path)
    before = path.read_bytes()

    def interrupted(done: float, what: str) -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, interrupted)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("little")
def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(build, path) for _ in range(8)]:
            done.result()
    assert is_fresh(path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("little")
def test_a_stale_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gazetteer.sqlite"
    build(path)
    monkeypatch.setattr(shipped, "digest", lambda: "other files")
    assert not is_fresh(path)
    ensure(path)
    assert is_fresh(path)
    monkeypatch.setattr(building, "SCHEMA_VERSION", -1)
    assert not is_fresh(path)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0 but damaged"])
def test_a_damaged_file_is_not_fresh(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(content)
    assert not is_fresh(path)
    with pytest.raises(GazetteerError, match="gazetteer"):
        Gazetteer(path)


def test_a_missing_or_older_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE meta (name, value); INSERT INTO meta VALUES ('schema', '0')"
        )
    with pytest.raises(GazetteerError, match="another version"):
        Gazetteer(path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="cannot be written"):
        build(tmp_path / "file" / "gazetteer.sqlite")


def test_regions_are_composed() -> None:
    known = {"AA": shapely.box(0, 0, 2, 2), "AA-1": shapely.box(0, 0, 1, 2)}
    assert compose("AA", "", known).equals(known["AA"])
    assert compose("east:AA", "", known).equals(shapely.box(1, 0, 2, 2))
    assert compose("AA", "0 0, 0 1, 1 1, 1 0", known).equals(shapely.box(0, 0, 1, 1))
    assert compose("", "0 0 111.195", known).area == pytest.approx(3.14, abs=0.01)
    for consists_of, outline in (
        ("ZZ", ""),
        ("", "1 1"),
        ("AA", "50 50, 51 50, 51 51"),
        ("up:AA", ""),
    ):
        with pytest.raises(ValueError, match=r".+"):
            compose(consists_of, outline, known)


def test_shipped_files_are_all_there_and_small() -> None:
    sizes = [path.stat().st_size for path in shipped.paths(shipped.FOLDER)]
    assert sum(sizes) < 17_000_000


def test_hand_kept_rows_are_well_formed() -> None:
    for name in ("regions", "places"):
        rows = [row for _, row in shipped.readable_rows(name)]
        assert all(row["source"] for row in rows)
        ids = [row["id"] for row in rows]
        assert len(set(ids)) == len(ids)
