"""An import that goes on beside the page: how it ends, is stopped, and what it then built."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from dashboard.errors import DashboardError
from dashboard.pipeline import importing
from dashboard.pipeline.generations import missing
from dashboard.pipeline.importing import Importing
from dashboard.pipeline.ingest import Wish
from dashboard.settings import ROOT, Settings
from dashboard.store.engine import open_engine
from dashboard.store.filter import EventFilter
from dashboard.store.generation import current
from dashboard.store.imports import Imports
from tests.pipeline.importing import BAD, write

EVERY = EventFilter()


@pytest.fixture
def settings(tmp_path: Path, gazetteer_path: Path) -> Settings:
    shipped = Settings.from_env({})
    return replace(shipped, gazetteer=gazetteer_path, store=tmp_path / "store")


def done(path: Path, settings: Settings, wish: Wish | None = None) -> Importing:
    started = Importing(path, settings, wish or Wish(), dataset="mine")
    started.wait()
    assert not started.running
    return started


def shown(settings: Settings) -> int:
    """Events that the page can be asked about."""
    engine = open_engine(settings.store)
    try:
        return engine.totals(EVERY).total
    finally:
        engine.close()


def test_a_file_goes_in_and_is_built_for_the_map(tmp_path: Path, settings: Settings) -> None:
    end = done(write(tmp_path / "a.csv", *[{}] * 5), settings)
    assert end.error == ""
    [one] = end.done
    assert one.imported is not None
    assert (one.imported.new, end.rows, end.share) == (5, 5, 1.0)
    assert end.now.startswith(importing.BUILDING)
    assert shown(settings) == 5
    assert not missing(settings.store)


def test_the_same_again_changes_nothing(tmp_path: Path, settings: Settings) -> None:
    path = write(tmp_path / "a.csv", {}, {})
    done(path, settings)
    before = current(settings.store)
    [one] = done(path, settings).done
    assert one.imported is not None
    assert (one.imported.number, one.imported.unchanged) == (0, 2)
    assert current(settings.store) == before


def test_a_bad_row_is_told_and_the_rest_goes_in_if_wished(
    tmp_path: Path, settings: Settings
) -> None:
    path = write(tmp_path / "a.csv", {}, BAD, {})
    [one] = done(path, settings).done
    assert one.imported is None
    assert "1 row cannot be read; nothing of it was stored" in one.error
    assert (one.first_refused[0].line, one.first_refused[0].value) == (3, BAD["event_date"])
    assert current(settings.store) is None
    [one] = done(path, settings, Wish(skip_bad_rows=True)).done
    assert one.imported is not None
    assert (one.imported.new, one.refused) == (2, 1)
    assert shown(settings) == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b"PK\x03\x04broken", b"a\nb\n"])
def test_a_bad_file_is_said(tmp_path: Path, settings: Settings, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    end = done(path, settings)
    assert "a.csv" in " ".join([end.error, *(one.error for one in end.done)])
    assert not any(one.imported for one in end.done)
    assert current(settings.store) is None


def test_what_is_gone_is_said(tmp_path: Path, settings: Settings) -> None:
    end = done(tmp_path / "gone.csv", settings)
    assert "gone.csv" in " ".join([end.error, *(one.error for one in end.done)])


def test_a_missing_gazetteer_is_said(tmp_path: Path, settings: Settings) -> None:
    path = write(tmp_path / "a.csv", {})
    end = done(path, replace(settings, gazetteer=tmp_path / "none.sqlite"))
    assert "none.sqlite" in end.error
    assert end.done == []


def test_stopped_it_leaves_nothing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = Event(), Event()
    whole = importing.toolbox

    def slow(*args: object, **options: object) -> object:
        reached.set()
        go_on.wait(20)
        return whole(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "toolbox", slow)
    started = Importing(write(tmp_path / "a.csv", {}), settings, Wish())
    assert reached.wait(20)
    assert started.running
    assert not started.cancelled
    started.cancel()
    assert started.cancelled
    go_on.set()
    started.wait()
    assert started.error == "a.csv: stopped; nothing of it was stored"
    assert (started.done, Imports(settings.store).newest()) == ([], 0)


def test_a_build_that_fails_is_said_and_made_up_for(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise DashboardError("the disk is full")

    path = write(tmp_path / "a.csv", {}, {})
    with monkeypatch.context() as patch:
        patch.setattr(importing, "rebuild", broken)
        end = done(path, settings)
    assert end.error == "the disk is full"
    assert len(end.done) == 1
    assert missing(settings.store)
    assert done(path, settings).error == ""  # nothing new in it, but the build is made up for
    assert not missing(settings.store)
    assert shown(settings) == 2


def test_a_killed_build_is_made_up_for(tmp_path: Path, settings: Settings) -> None:
    path = write(tmp_path / "a.csv", *[{}] * 50)
    environ = {**os.environ, "DATELINE_STORE": str(settings.store),
               "DATELINE_GAZETTEER": str(settings.gazetteer)}  # fmt: skip
    command = [sys.executable, "-m", "dashboard", "ingest", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        limit = time.monotonic() + 60
        building = settings.store / "generations"
        while not list(building.glob("*.building")) and process.poll() is None:
            assert time.monotonic() < limit
            time.sleep(0.001)
        process.kill()
    assert Imports(settings.store).newest() == 1
    Importing(path, settings, Wish()).wait()
    assert not missing(settings.store)
    assert shown(settings) == 50
    assert not list(building.glob("*.building"))
