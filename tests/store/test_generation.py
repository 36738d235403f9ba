"""Generations: switched to whole, kept while they are read, built anew where they are damaged."""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.errors import SettingsError, StoreError
from dashboard.imported import IMPORTED
from dashboard.settings import ROOT
from dashboard.store.engine import Viewport, open_engine
from dashboard.store.filter import EventFilter
from dashboard.store.generation import KEEP, Part, build, current
from tests.store.engine.reference import drawn, imports, rows

ALL = EventFilter()


def part(folder: Path, count: int, *, number: int = 1, seed: int = 1) -> Part:
    path = folder / f"rows-{number}-{seed}-{count}.parquet"
    pq.write_table(pa.Table.from_pylist(rows(seed, count), schema=IMPORTED), path)
    return Part(path, number)


def test_nothing_imported_is_a_store_without_events(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing was imported"):
        open_engine(tmp_path)
    build(tmp_path, [])
    engine = open_engine(tmp_path)
    assert engine.extent() is None
    assert engine.totals(ALL).shown == 0
    assert engine.cells(ALL, Viewport(-90, -180, 90, 180, 3)).num_rows == 0
    assert engine.passing(ALL) == b""
    assert engine.fetch(ALL).schema.names[:25] == IMPORTED.names
    engine.close()


def test_rows_are_in_the_order_of_the_packed_layer(tmp_path: Path) -> None:
    parts, held = imports(3, 300, tmp_path)
    packed: list[pa.Table] = []

    def pack(tables: Iterator[pa.Table]) -> bytes:
        packed.extend(tables)
        return b"packed"

    generation = build(tmp_path, parts, pack=pack)
    on_the_map = sorted(
        (one for one in held if drawn(one)),
        key=lambda one: (one["first"] is None, one["first"], one["event_id"]),
    )
    assert generation.drawn == len(on_the_map)
    given = pa.concat_tables(packed).to_pylist()
    assert [(o["latitude"], o["first"], o["type"], o["fatalities_high"]) for o in given] == [
        (o["latitude"], o["first"], o["type"], o["fatalities_high"]) for o in on_the_map
    ]
    assert (generation.files / generation.packed).read_bytes() == b"packed"
    engine = open_engine(tmp_path)
    numbered = engine.numbered(range(len(on_the_map)))
    by_number = dict(zip(numbered["n"].to_pylist(), numbered["event_id"].to_pylist(), strict=True))
    assert [by_number[n] for n in range(len(on_the_map))] == [o["event_id"] for o in on_the_map]
    engine.close()


def test_readers_notice_the_next_generation(tmp_path: Path) -> None:
    build(tmp_path, [part(tmp_path, 20)])
    engine = open_engine(tmp_path)
    before = engine.version
    assert engine.totals(ALL).total == 20
    for count in (30, 40, 50, 60):
        build(tmp_path, [part(tmp_path, count)])
        assert engine.totals(ALL).total == count
    assert engine.version != before
    kept = list((tmp_path / "generations").glob("*.duckdb"))
    assert len(kept) == KEEP
    engine.close()


def test_actors_that_are_known_elsewhere(tmp_path: Path) -> None:
    known = pa.table({"name": ["Alpha", "Gamma"], "actor_id": ["gna", "gna"], "title": ["GNA"] * 2})
    one = part(tmp_path, 200)
    build(tmp_path, [one], known=known)
    engine = open_engine(tmp_path)
    both = [
        row for row in rows(1, 200)
        if {"Alpha", "Gamma"} & {who["name"] for who in row["participants"]}
    ]  # fmt: skip
    listed = {row["actor_id"]: row for row in engine.actors(ALL).to_pylist()}
    assert listed["gna"]["events"] == len(both)
    assert listed["gna"]["name"] == "GNA"
    assert engine.totals(EventFilter(actors=("gna",))).shown == len(both)
    assert "named:Alpha" not in listed
    engine.close()


@pytest.mark.parametrize("harm", ["shorter", "missing", "format", "words", "details"])
def test_a_damaged_generation_is_built_anew(tmp_path: Path, harm: str) -> None:
    parts = [part(tmp_path, 50)]
    generation = build(tmp_path, parts)
    manifest = tmp_path / "generations" / "manifest.json"
    if harm == "shorter":
        generation.database.write_bytes(generation.database.read_bytes()[:-4096])
    elif harm == "missing":
        generation.database.unlink()
    elif harm == "format":
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 0}))
    elif harm == "words":
        manifest.write_text("{")
    else:
        (generation.files / "details.arrow").write_bytes(b"ARROW")
    with pytest.raises(StoreError, match="damaged"):
        open_engine(tmp_path)
    if harm != "details":
        assert current(tmp_path) is None
    build(tmp_path, parts)
    engine = open_engine(tmp_path)
    assert engine.totals(ALL).total == 50
    engine.close()


def test_flipped_bytes_are_noticed_or_harmless(tmp_path: Path) -> None:
    generation = build(tmp_path, [part(tmp_path, 400)])
    whole = generation.database.read_bytes()
    chance = random.Random(1)
    for _ in range(12):
        data = bytearray(whole)
        for where in chance.sample(range(len(whole)), 50):
            data[where] ^= 0xFF
        generation.database.write_bytes(bytes(data))
        engine = None
        try:
            engine = open_engine(tmp_path)
            assert engine.totals(ALL).total == 400
        except StoreError:
            pass
        finally:
            if engine is not None:
                engine.close()


def test_a_file_that_cannot_be_read_leaves_the_old_generation(tmp_path: Path) -> None:
    before = build(tmp_path, [part(tmp_path, 30)])
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 and no more")
    with pytest.raises(StoreError, match="no new generation"):
        build(tmp_path, [Part(bad, 1)])
    assert current(tmp_path) == before
    assert not list((tmp_path / "generations").glob("*.building"))


def test_killed_at_any_moment_the_old_generation_is_read(tmp_path: Path) -> None:
    """Another process builds again and again, and is killed; this one reads all the while."""
    source = part(tmp_path, 3_000)
    build(tmp_path, [source])
    engine = open_engine(tmp_path)
    chance = random.Random(4)
    numbers = []
    for _ in range(6):
        other = subprocess.Popen(
            [sys.executable, "-m", "tests.store.building", str(tmp_path), str(source.path)],
            cwd=ROOT, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 1.0 + 2 * chance.random()
        while time.monotonic() < until:
            assert engine.totals(ALL).total == 3_000
            time.sleep(0.02)
        other.kill()
        other.wait()
        generation = current(tmp_path)
        assert generation is not None
        assert generation.events == 3_000
        numbers.append(generation.number)
    assert numbers == sorted(numbers)
    made = build(tmp_path, [source])
    assert current(tmp_path) == made
    assert not list((tmp_path / "generations").glob("*.building"))
    engine.close()


def test_many_threads_ask_while_generations_change(tmp_path: Path) -> None:
    parts = [part(tmp_path, 500)]
    build(tmp_path, parts)
    engine = open_engine(tmp_path)
    wrong: list[object] = []
    stop = threading.Event()

    def ask(seed: int) -> None:
        chance = random.Random(seed)
        while not stop.is_set():
            word = chance.choice(["fighters", "town", "old", "shelling,", "met", "in"])
            chosen = EventFilter(text=word)
            try:
                expected = sum(word in row_hay(one) for one in rows(1, 500))
                found = engine.totals(chosen).shown, len(engine.fetch(chosen, limit=500))
            except Exception as error:
                wrong.append(error)
                return
            if found != (expected, expected):
                wrong.append((word, found, expected))

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        build(tmp_path, parts)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    engine.close()


def row_hay(one: dict) -> str:
    names = [who["name"] for who in one["participants"]]
    parts = [one["text"], one["place"], one["type"], one["family"], one["realis"], *names]
    return "\n".join(parts).lower()


def test_an_address_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="mysql"):
        open_engine("mysql://localhost/x")
    build(tmp_path, [])
    assert open_engine(f"duckdb://{tmp_path}").totals(ALL).total == 0
