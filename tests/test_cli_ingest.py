import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.cli import ingest as command
from dashboard.cli import main
from dashboard.imported import Batch, Source
from dashboard.pipeline import importing
from dashboard.settings import ROOT, Settings
from dashboard.store.generation import current
from dashboard.store.imports import Imports
from tests.pipeline.test_ingest import read, write


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch, gazetteer_path: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(gazetteer_path))
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "default"))

    def stub(path: Path, **_: object) -> tuple[Source, Iterator[Batch]]:
        return read(path)

    monkeypatch.setattr(importing, "read_events", stub)


def test_files_are_imported_and_what_changed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    path = write(tmp_path / "a.jsonl", {"n": 1}, {"n": 2}, {"n": 3})
    assert main(["ingest", str(path), *store]) == 0
    out, err = capsys.readouterr()
    assert out == "a.jsonl (field): 3 new, 0 changed, 0 withdrawn, 0 unchanged\n"
    assert "dateline: a.jsonl: mended\n" in err
    write(path, {"n": 1, "place": "Bangui"}, {"n": 2})
    changes = tmp_path / "changes.csv"
    assert main(["ingest", str(path), *store, "--complete", "--changes", str(changes)]) == 0
    assert capsys.readouterr().out == (
        "a.jsonl (field): 0 new, 1 changed: place 1; 1 withdrawn, 1 unchanged\n"
    )
    with changes.open(encoding="utf-8", newline="") as stream:
        rows = [tuple(row.values()) for row in csv.DictReader(stream)]
    assert [row[:3] for row in rows] == [
        ("field:1", "changed", "place"), ("field:3", "withdrawn", ""),
    ]  # fmt: skip
    assert not (tmp_path / "default").exists()


def test_bad_files_do_not_stop_good_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path / "bad.jsonl", {"n": 1}, {"bad": "\x1b[31m"})
    good = write(tmp_path / "good.jsonl", {"n": 2})
    refused = tmp_path / "refused.csv"
    paths = [str(bad), str(tmp_path / "none"), str(good)]
    assert main(["ingest", *paths, "--refused", str(refused)]) == 1
    out, err = capsys.readouterr()
    assert out == "good.jsonl (field): 1 new, 0 changed, 0 withdrawn, 0 unchanged\n"
    assert "bad.jsonl, line 2: latitude: not a number" in err
    assert "none: no such file or folder" in err
    assert "\x1b" not in err
    assert len(refused.read_text("utf-8").splitlines()) == 2
    assert main(["ingest", str(bad), "--skip-bad-rows"]) == 0
    assert "1 new, 0 changed, 0 withdrawn, 0 unchanged, 1 rows left out" in capsys.readouterr().out


def test_a_generation_is_built_only_if_something_changed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"n": 1})
    options = argparse.Namespace(
        paths=[path], format="", skip_bad_rows=False, complete=None, refused=None, changes=None
    )
    for _ in range(2):
        assert command.ingest_files(options, Settings.from_env()) == 0
        made = current(tmp_path / "default")
        assert made is not None
        assert (made.number, made.events) == (1, 1)


def test_what_was_imported_is_exported(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"n": 1}, {"n": 2})
    assert main(["ingest", str(path)]) == 0
    out = tmp_path / "out.geojson"
    assert main(["export", "--format", "geojson", "-o", str(out)]) == 0
    assert len(json.loads(out.read_text("utf-8"))["features"]) == 2


SLOW = """
import sys, time
from dashboard.cli import main
from dashboard.pipeline import importing
from tests.pipeline.test_ingest import read

def slow(path, **_):
    source, batches = read(path)
    def slowly():
        for batch in batches:
            print("batch", flush=True)
            time.sleep(0.3)
            yield batch
    return source, slowly()

importing.read_events = slow
sys.exit(main(["ingest", *sys.argv[1:]]))
"""


def test_interrupted_nothing_of_the_file_is_stored(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *({"n": n} for n in range(60)))
    store = tmp_path / "store"
    run = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(path), "--store", str(store)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ),
    )  # fmt: skip
    with run:
        assert run.stdout
        assert run.stderr
        assert run.stdout.readline() == "batch\n"
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
    assert run.returncode == command.STOPPED
    assert "a.jsonl: stopped; nothing of it was stored" in said
    assert "Traceback" not in said
    assert Imports(store).log() == []
    assert not (store / "staging").exists()
