"""The sorted copy of all imports that is asked: built beside the current one, then switched to.

``generations/manifest.json`` names the current generation: ``NNNN.duckdb`` and a folder ``NNNN``
with ``details.arrow`` and the packed layer. Each step is complete on disk before the next, so a
process that is killed leaves the old generation current. Who reads an older one goes on reading.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED
from dashboard.store import packing, tables
from dashboard.store.details import write_details
from dashboard.store.disk import locked, synced, write_whole

FORMAT = 1
"""of a generation; one of another format is built anew"""
KEEP = 3
_KNOWN = ("name", "actor_id", "title", "kind", "country")
Progress = Callable[[float, str], None]
Pack = Callable[[Iterator[pa.Table]], bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """What one import added and took away."""

    path: Path
    """a Parquet file of ``IMPORTED`` rows, one an event; further columns are left alone"""
    number: int
    """of the import; of an event in several, the highest counts"""
    withdrawn: tuple[str, ...] = ()
    """ids of events that are no longer there, unless a later import has them"""


@dataclass(frozen=True, slots=True)
class Generation:
    """The current generation, as its manifest describes it."""

    number: int
    version: str
    """changes when the content does; 16 hexadecimal digits"""
    folder: Path
    parts: tuple[int, ...]
    """numbers of the imports it was built from"""
    events: int
    drawn: int
    """rows of the packed layer: ``n`` of an event on the map is less"""
    packed: str
    """name of the packed layer's file in ``files``; empty: there is none"""
    size: int
    """bytes of ``database``"""

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / f"{self.number:04}.duckdb"

    @property
    def files(self) -> Path:
        """The folder of what lies beside the database."""
        return self.folder / f"{self.number:04}"


def current(folder: Path) -> Generation | None:
    """The generation to ask; ``None``: there is none, it is of another format, or damaged."""
    home = folder / "generations"
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((home / "manifest.json").read_text("utf-8"))
        if kept.pop("format") != FORMAT:
            return None
        kept["parts"] = tuple(kept["parts"])
        found = Generation(folder=home, **kept)
        if found.database.stat().st_size == found.size and found.files.is_dir():
            return found
    return None


def build(
    folder: Path,
    parts: Sequence[Part],
    *,
    pack: Pack | None = None,
    known: pa.Table | None = None,
    progress: Progress = lambda done, what: None,
    memory: str = "1GB",
) -> Generation:
    """Build the next generation from all imports and switch to it.

    ``known`` links names of participants to actors that have an id elsewhere: columns ``name``
    and ``actor_id``, and where they are known better ``title``, ``kind``, ``country``.
    ``memory`` is what DuckDB may use, beyond it goes to disk. Waits for another process that
    builds. Raises ``StoreError``: a file that cannot be read, a full disk; the old one stays.
    """
    home = folder / "generations"
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / "lock"):
        number = _next(home)
        aside = home / f"{number:04}.building"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            made = _make(home, number, aside, parts, pack, known, progress, memory)
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise StoreError(f"{home}: no new generation ({error})") from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _forget(home, made.number)
        return made


def _make(
    home: Path,
    number: int,
    aside: Path,
    parts: Sequence[Part],
    pack: Pack | None,
    known: pa.Table | None,
    progress: Progress,
    memory: str,
) -> Generation:
    files = aside / "files"
    files.mkdir()
    parts = sorted(parts, key=lambda part: part.number) or [_nothing(aside)]
    database = aside / "events.duckdb"
    with _database(database, aside / "spill", memory) as connection:
        names = _fill(connection, parts, known, progress)
        events, drawn = _one(connection, "SELECT count(*), count(x) FROM events")
        packed = ""
        if pack is not None:
            progress(0.7, "packing the map")
            data = pack(packing.batches(connection))
            packed = f"{hashlib.sha256(data).hexdigest()}.bin.gz"
            (files / packed).write_bytes(data)
    write_details(
        [part.path for part in parts],
        files / "details.arrow",
        names,
        lambda done: progress(0.75 + 0.2 * done, "writing details"),
    )
    made = Generation(
        number, _version(number, parts), home, tuple(part.number for part in parts),
        events, drawn, packed, database.stat().st_size,
    )  # fmt: skip
    for one in (*files.iterdir(), files, database):
        synced(one)
    shutil.rmtree(made.files, ignore_errors=True)
    files.rename(made.files)
    database.replace(made.database)
    synced(home)
    manifest = {
        "format": FORMAT,
        **{name: getattr(made, name) for name in ("number", "version", "parts", "events")},
        **{name: getattr(made, name) for name in ("drawn", "packed", "size")},
    }
    write_whole(home / "manifest.json", json.dumps(manifest, indent=1).encode())
    progress(1.0, "done")
    return made


@contextmanager
def _database(path: Path, spill: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    config: dict[str, str | int | bool | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(spill),
        "threads": min(4, os.cpu_count() or 1),
        "autoinstall_known_extensions": False,
    }
    with duckdb.connect(str(path), config=config) as connection:
        yield connection
        connection.execute("CHECKPOINT")


def _fill(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    known: pa.Table | None,
    progress: Progress,
) -> dict[str, pa.Array]:
    """Make the tables; every value that each field of a participant takes."""
    _inputs(connection, parts, known)
    connection.execute(tables.RAW)
    connection.execute(tables.KEPT)
    rows, kept = _one(connection, "SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM kept)")
    statements = tables.steps(all_current=rows == kept)
    for step, (what, statement) in enumerate(statements):
        progress(0.7 * step / len(statements), what)
        connection.execute(statement)
    (made,) = _one(connection, "SELECT count(*) FROM events")
    if made != kept:
        raise StoreError(f"{made} of {kept} events were kept: a text is null, which is never so")
    return {
        field: connection.execute(
            f"SELECT DISTINCT {field} AS v FROM named WHERE {field} IS NOT NULL ORDER BY v"  # noqa: S608
        )
        .fetch_arrow_table()["v"]
        .combine_chunks()
        for field in ("name", "kind", "country", "role")
    }


def _inputs(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], known: pa.Table | None
) -> None:
    """The tables ``parts``, ``withdrawn`` and ``known``, and the rows of all files."""
    start = 0
    connection.execute("CREATE TEMP TABLE parts (file VARCHAR, number INTEGER, start BIGINT)")
    for part in parts:
        connection.execute(
            "INSERT INTO parts VALUES (?, ?, ?)", [str(part.path), part.number, start]
        )
        start += pq.read_metadata(part.path).num_rows
    withdrawn = pa.table(
        {
            "event_id": pa.array([one for part in parts for one in part.withdrawn], pa.string()),
            "number": pa.array([p.number for p in parts for _ in p.withdrawn], pa.int32()),
        }
    )
    fields = pa.schema([(name, pa.string()) for name in _KNOWN])
    rows = [] if known is None else known.to_pylist()
    known = pa.Table.from_pylist(rows, schema=fields)
    for name, table in (("withdrawn", withdrawn), ("known", known)):
        connection.register(f"{name}_given", table)
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM {name}_given")
    files = [str(part.path) for part in parts]
    connection.execute("SET VARIABLE files = ?", [files])


def _nothing(folder: Path) -> Part:
    path = folder / "nothing.parquet"
    pq.write_table(IMPORTED.empty_table(), path)
    return Part(path, 0)


def _one(connection: duckdb.DuckDBPyConnection, question: str) -> tuple[int, ...]:
    return tuple(connection.execute(question).fetchall()[0])


def _next(home: Path) -> int:
    taken = [int(path.stem) for path in home.glob("[0-9]*.duckdb") if path.stem.isdigit()]
    return max(taken, default=0) + 1


def _forget(home: Path, newest: int) -> None:
    """Remove old generations; whoever has one open goes on reading it."""
    for path in home.glob("[0-9]*"):
        if path.stem.isdigit() and int(path.stem) <= newest - KEEP:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _version(number: int, parts: Sequence[Part]) -> str:
    digest = hashlib.sha256(f"{FORMAT} {number}".encode())
    for part in parts:
        digest.update(f" {part.number} {part.path.name} {len(part.withdrawn)}".encode())
    return digest.hexdigest()[:16]
