"""The folder of imports: what was imported, and the rows that hold."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED, Source
from dashboard.store.imports import entry
from dashboard.store.imports.changes import CHANGES, Held
from dashboard.store.imports.compare import KEYS, Comparison
from dashboard.store.imports.entry import Imported
from dashboard.store.imports.files import check, emptied, locked, reading, writing
from dashboard.store.imports.rows import stored
from dashboard.store.imports.staged import ACTOR_ROWS, ACTORS, CHANGED, REPLACED, ROWS, Import


@dataclass(frozen=True, slots=True)
class Part:
    """What one import added and took away."""

    path: Path
    """a file that fits ``rows.STORED``"""
    number: int
    """of the import"""
    withdrawn: tuple[str, ...]
    """ids of events that no longer hold, unless a later import has them again"""


class Imports:
    """The imports of a store. Any number of processes may read it while one adds to it."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is the store's; it is made when something is first imported."""
        self.folder = folder
        self._imports = folder / "imports"

    @contextmanager
    def begin(self, source: Source, *, file: str, sha256: str) -> Iterator[Import]:
        """An import of ``file``; leaving it without ``commit`` leaves nothing behind.

        Raises ``StoreError`` where another is going on, and where an earlier one is damaged.
        """
        with locked(self.folder):
            staging = emptied(self.folder / "staging")
            started = Imported(
                source, file, sha256, datetime.now(UTC), complete=False, new=0, changed=0,
                withdrawn=0, unchanged=0, refused=0, number=self.newest() + 1,
            )  # fmt: skip
            try:
                with writing(staging):
                    comparison = Comparison(emptied(staging / "spill"))
                new = emptied(staging / "new")
                with Import(new, self._imports, started, comparison, self) as one:
                    yield one
            finally:
                shutil.rmtree(staging, ignore_errors=True)  # else the next import does it

    def log(self) -> list[Imported]:
        """All imports, in the order they came. Raises ``StoreError`` where one is damaged."""
        return [entry.read(folder) for folder in self._folders()]

    def newest(self) -> int:
        """The number of the last import, 0 if there is none: the version of the record."""
        folders = self._folders()
        return int(folders[-1].name.partition("-")[0]) if folders else 0

    def rows(self) -> Iterator[pa.Table]:
        """The row of every event that was not withdrawn, as ``IMPORTED``, by import and row.

        Streams, with checksums verified. Raises ``StoreError`` naming a file that is damaged.
        """
        for _, table in self._tables():
            yield table.select(IMPORTED.names)

    def parts(self) -> Iterator[tuple[Imported, pa.Table]]:
        """The same, each table with the import that it came with."""
        known: dict[Path, Imported] = {}
        for folder, table in self._tables():
            if folder not in known:
                known[folder] = entry.read(folder)
            yield known[folder], table.select(IMPORTED.names)

    def reader(self) -> pa.RecordBatchReader:
        """``rows`` as DuckDB reads it, once: ``CREATE TABLE … AS SELECT … FROM reader``."""
        return pa.RecordBatchReader.from_batches(
            IMPORTED, (batch for table in self.rows() for batch in table.to_batches())
        )

    def parquet(self) -> list[Part]:
        """Where rows lie, in the order they came: an event's newest row holds.

        Raises ``StoreError`` naming a file that is not what was written.
        """
        parts = []
        for folder in self._folders():
            for name, digest in entry.read(folder).digests.items():
                check(folder / name, digest)
            gone = (
                [
                    table.filter(table["withdrawn"])["event_id"].to_pylist()
                    for table in stored(folder / REPLACED)
                ]
                if (folder / REPLACED).exists()
                else []
            )
            parts.append(Part(folder / ROWS, _number(folder), tuple(chain.from_iterable(gone))))
        return parts

    def changes(self, number: int) -> Iterator[pa.Table]:
        """What import ``number`` changed and withdrew, as ``changes.CHANGES``."""
        for folder in self._folders():
            if folder.name.startswith(f"{number:04d}-"):
                yield from _stored(folder, CHANGED)
                return
        if number:
            raise StoreError(f"{self._imports}: there is no import {number}")
        yield CHANGES.empty_table()

    def actors(self) -> pa.Table:
        """Columns ``name`` and ``actor_id``: who the participants are, by what was said last."""
        found: dict[str, str] = {}
        for folder in self._folders():
            for table in _stored(folder, ACTORS):
                found.update(zip(*(one.to_pylist() for one in table.columns), strict=True))
        return pa.table(
            [pa.array(found.keys(), pa.string()), pa.array(found.values(), pa.string())], ACTOR_ROWS
        )

    def hold(self, comparison: Comparison, dataset: str) -> None:
        """Tell ``comparison`` the ids and digests of the dataset's rows that hold."""
        for folder in self._folders([dataset]):
            number = _number(folder)
            for table in _stored(folder, REPLACED, ["event_id"]):
                comparison.replace(table, number=number)
            for table in _stored(folder, ROWS, KEYS):
                comparison.hold(table.filter(pc.equal(table["dataset"], dataset)), number=number)

    def held(self, datasets: Sequence[str]) -> Held:
        """The rows that hold of all imports that have events of ``datasets``, as ``STORED``."""
        return ((_number(folder), table) for folder, table in self._tables(datasets))

    def _folders(self, datasets: Sequence[str] = ()) -> list[Path]:
        """Of all imports, or those of some datasets, in the order they came."""
        if not self._imports.exists():
            return []
        with reading(self._imports):
            found = [path for path in self._imports.iterdir() if path.is_dir()]
        ordered = sorted(found, key=_number)
        if not datasets:
            return ordered
        return [one for one in ordered if not set(datasets).isdisjoint(entry.read(one).datasets)]

    def _tables(self, datasets: Sequence[str] = ()) -> Iterator[tuple[Path, pa.Table]]:
        """Rows that hold, as ``STORED``, with the folder of their import."""
        folders = self._folders(datasets)
        gone = [
            (folder, one["event_id"])
            for folder in folders
            for one in _stored(folder, REPLACED, ["event_id"])
        ]
        for folder in folders:
            later = [ids.combine_chunks() for at, ids in gone if _number(at) > _number(folder)]
            keep, start = _keep(folder, pa.chunked_array(later, pa.string())), 0
            for table in _stored(folder, ROWS):
                if keep is not None:
                    mask = keep.slice(start, table.num_rows)
                    start += table.num_rows
                    table = table.filter(mask)
                yield folder, table


def _stored(folder: Path, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """A file of an import; nothing where the import has none of that name."""
    if digest := entry.read(folder).digests.get(name):
        check(folder / name, digest)
        yield from stored(folder / name, columns)


def _keep(folder: Path, gone: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Which rows of an import are not among ``gone``; ``None``: all. Looked up in one go."""
    if not len(gone):
        return None
    ids = [table["event_id"].combine_chunks() for table in _stored(folder, ROWS, ["event_id"])]
    return pc.invert(pc.is_in(pa.chunked_array(ids, pa.string()), gone.combine_chunks()))


def _number(folder: Path) -> int:
    """Raises ``StoreError`` for a folder that no import made."""
    number = folder.name.partition("-")[0]
    if not number.isdecimal():
        raise StoreError(f"{folder}: not the folder of an import")
    return int(number)
