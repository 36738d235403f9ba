"""What may go wrong with disks and processes: full, damaged, in use."""

import errno
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import events
from dashboard.errors import StoreError
from dashboard.imported import Source
from dashboard.store.imports import Imports, files, rows, staged
from tests.store.importing import SOURCE, event, held, ids, put, tree

MADE = Source("synthetic", "synthetic")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small file system")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_told_and_nothing_is_lost(small_disk: Path) -> None:
    imports = Imports(small_disk)
    put(imports, event(1))
    before = tree(small_disk)
    with pytest.raises(StoreError, match="the disk is full; nothing was stored"):
        _put_many(imports)
    assert tree(small_disk) == before
    put(imports, event(2), complete=False)
    assert ids(imports) == ["1", "2"]


@pytest.mark.parametrize("at", range(1, 40))
def test_an_error_at_any_write_leaves_what_was_there(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1), event(2))
    before, known = tree(tmp_path), held(imports)
    with monkeypatch.context() as patch:
        calls = _failing(patch, at)
        said = _error_of(put, imports, event(1, place="Bangui"), event(3))
    if "nothing was stored" in said:
        # what could not be removed either is removed at the next start
        left = {name: cell for name, cell in tree(tmp_path).items() if "staging" not in name}
        assert left == before
        assert held(imports) == known
    else:
        assert said == "" or "stored, but maybe not on disk yet" in said
        assert sorted(ids(imports)) == ["1", "3"]
    assert bool(said) == (calls[0] >= at)
    put(imports, event(1, place="Bangui"), event(3))
    assert sorted(ids(imports)) == ["1", "3"]
    assert not (tmp_path / "staging").exists()


def _put_many(imports: Imports) -> None:
    with imports.begin(MADE, file="big.csv", sha256="1" * 64) as one:
        for part in events(100_000):
            one.add(part)
        one.commit(complete=False)


def _error_of(function: Any, *given: Any) -> str:
    try:
        function(*given)
    except StoreError as error:
        return str(error)
    return ""


def _failing(patch: pytest.MonkeyPatch, at: int) -> list[int]:
    """From the ``at``-th on, every write, sync and rename finds the disk full."""
    calls = [0]

    def failing(function: Any) -> Any:
        def called(*given: Any, **options: Any) -> Any:
            calls[0] += 1
            if calls[0] >= at:
                raise FULL
            return function(*given, **options)

        return called

    for owner, name in (
        (rows.Rows, "__init__"), (rows.Rows, "add"), (rows.Rows, "_write"), (Path, "rename"),
        (files.os, "fsync"), (Path, "mkdir"), (Path, "write_bytes"), (staged.Import, "_keep"),
    ):  # fmt: skip
        patch.setattr(owner, name, failing(getattr(owner, name)))
    return calls


def test_a_flipped_byte_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    with imports.begin(MADE, file="a.csv", sha256="1" * 64) as one:
        for part in events(2_000):
            one.add(part)
        one.commit(complete=False)
    known = held(imports)
    [path] = tmp_path.glob("imports/*/rows.parquet")
    sound = path.read_bytes()
    chance = random.Random(1)
    noticed = 0
    for at in (*chance.sample(range(len(sound)), 60), *range(len(sound) - 6_000, len(sound), 100)):
        flipped = bytearray(sound)
        flipped[at] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        said = _error_of(lambda: _same(held(imports), known))
        assert said == "" or (str(path) in said and "damaged" in said)
        noticed += bool(said)
    assert noticed > 110
    for size in chance.sample(range(len(sound)), 10):
        path.write_bytes(sound[:size])
        with pytest.raises(StoreError, match="damaged"):
            held(imports)


def _same(found: Any, known: Any) -> None:
    assert found == known


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"version": 1', '"version": 2'),
        ('"new": 1', '"new": "x"'),
        ("{", "["),
        ('"number": 1', '"number": 3'),
    ],
)
def test_a_damaged_or_newer_import_is_named(was: str, now: str, tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1))
    [path] = tmp_path.glob("imports/*/import.json")
    path.write_text(path.read_text("utf-8").replace(was, now, 1), "utf-8")
    with pytest.raises(StoreError, match=r"import\.json"):
        imports.log()


def test_a_damaged_store_takes_no_import(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1))
    [path] = tmp_path.glob("imports/*/rows.parquet")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(StoreError, match=r"rows\.parquet: damaged"):
        put(imports, event(2))
    (tmp_path / "imports" / "mine").mkdir()
    with pytest.raises(StoreError, match="not the folder of an import"):
        imports.log()


def test_one_import_at_a_time(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    with imports.begin(SOURCE, file="a.csv", sha256="1" * 64):
        told: list[str] = []

        def second() -> None:
            with pytest.raises(StoreError, match="another import is running") as error:
                put(Imports(tmp_path), event(1))
            told.append(str(error.value))

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        assert f"process {os.getpid()}" in told[0]
    put(imports, event(1))


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("process 1, since 2020-01-01", "utf-8")
    put(Imports(tmp_path), event(1))
    hold = "import fcntl, sys; s = open(sys.argv[1], 'a'); fcntl.flock(s, fcntl.LOCK_EX);"
    hold += "print(); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(StoreError, match="another import is running"):
            put(Imports(tmp_path), event(2))
        other.kill()
        other.wait()
    put(Imports(tmp_path), event(2))
