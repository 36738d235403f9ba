"""The folder of imports: what was imported, and the rows that hold."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED, Source
from dashboard.store.imports import entry
from dashboard.store.imports.changes import CHANGES
from dashboard.store.imports.compare import KEYS, Comparison
from dashboard.store.imports.entry import Imported
from dashboard.store.imports.files import emptied, locked, reading, writing
from dashboard.store.imports.rows import STORED, stored
from dashboard.store.imports.staged import ACTOR_ROWS, ACTORS, CHANGED, REPLACED, ROWS, Import


@dataclass(frozen=True, slots=True)
class Files:
    """Where rows are; those hold that no later import lists in ``replaced``."""

    rows: tuple[tuple[Path, int], ...]
    """files that fit ``rows.STORED`` with the number of their import, in the order they came"""
    replaced: tuple[tuple[Path, int], ...]
    """files with a column ``event_id``: rows of earlier imports that no longer hold"""


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
                comparison = self._held_by(source.dataset, staging / "spill")
                with Import(
                    staging, started, comparison, lambda: self._tables(source.dataset)
                ) as one:
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
        for table in self._tables():
            yield table.select(IMPORTED.names)

    def parts(self) -> Iterator[tuple[Imported, pa.Table]]:
        """The same, each table with the import that it came with."""
        for folder in self._folders():
            imported = entry.read(folder)
            for table in self._holding(folder):
                yield imported, table.select(IMPORTED.names)

    def reader(self) -> pa.RecordBatchReader:
        """``rows`` as DuckDB reads it, once: ``CREATE TABLE … AS SELECT … FROM reader``."""
        return pa.RecordBatchReader.from_batches(
            IMPORTED, (batch for table in self.rows() for batch in table.to_batches())
        )

    def parquet(self) -> Files:
        """Where the rows lie. Who reads them without ``rows`` has to verify checksums."""
        folders = [(folder, int(folder.name.partition("-")[0])) for folder in self._folders()]
        return Files(
            tuple((folder / ROWS, number) for folder, number in folders),
            tuple((folder / REPLACED, n) for folder, n in folders if (folder / REPLACED).exists()),
        )

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

    def _folders(self) -> list[Path]:
        if not self._imports.exists():
            return []
        with reading(self._imports):
            found = [path for path in self._imports.iterdir() if path.is_dir()]
        return sorted(found, key=_number)

    def _tables(self, dataset: str = "") -> Iterator[pa.Table]:
        for folder in self._folders():
            if not dataset or entry.read(folder).source.dataset == dataset:
                yield from self._holding(folder)

    def _holding(self, folder: Path, columns: Sequence[str] = STORED.names) -> Iterator[pa.Table]:
        """Rows of one import that still hold, as ``STORED``."""
        gone = self._replaced_after(_number(folder))
        for table in _stored(folder, ROWS, columns):
            yield table.filter(pc.invert(pc.is_in(table["event_id"], gone))) if len(gone) else table

    def _replaced_after(self, number: int) -> pa.Array:
        later = [path for path, at in self.parquet().replaced if at > number]
        ids = [
            table["event_id"]
            for path in later
            for table in _stored(path.parent, REPLACED, ["event_id"])
        ]
        return pa.chunked_array(ids, pa.string()).unique()

    def _held_by(self, dataset: str, spill: Path) -> Comparison:
        """A comparison that knows the ids and digests of the dataset's rows that hold."""
        with writing(self.folder):
            comparison = Comparison(spill)
            for folder in self._folders():
                if entry.read(folder).source.dataset != dataset:
                    continue
                number = _number(folder)
                for table in _stored(folder, REPLACED, ["event_id"]):
                    comparison.replace(table, number=number)
                for table in _stored(folder, ROWS, KEYS):
                    comparison.hold(table, number=number)
        return comparison


def _stored(folder: Path, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """A file of an import; nothing where the import has none of that name."""
    footer = entry.read(folder).footers.get(name, "")
    if footer:
        yield from stored(folder / name, columns, footer=footer)


def _number(folder: Path) -> int:
    """Raises ``StoreError`` for a folder that no import made."""
    number = folder.name.partition("-")[0]
    if not number.isdecimal():
        raise StoreError(f"{folder}: not the folder of an import")
    return int(number)
