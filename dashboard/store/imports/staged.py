"""An import in the making: rows in, a folder of the record out, whole or not at all."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, fields, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import StoreError
from dashboard.imported import Refused
from dashboard.store.imports import changes, entry
from dashboard.store.imports.cells import defused
from dashboard.store.imports.changes import Held
from dashboard.store.imports.compare import Comparison
from dashboard.store.imports.entry import Imported
from dashboard.store.imports.files import digest_of, put_in_place, writing
from dashboard.store.imports.rows import STORED, Rows, digests, fitted, stored

ROWS, REPLACED, CHANGED = "rows.parquet", "replaced.parquet", "changes.parquet"
ACTORS, REFUSED = "actors.parquet", "refused.csv"
REPLACED_ROWS = pa.schema([("event_id", pa.string()), ("withdrawn", pa.bool_())])
ACTOR_ROWS = pa.schema([("name", pa.string()), ("actor_id", pa.string())])


class Record(Protocol):
    """What an import asks of those before it."""

    def hold(self, comparison: Comparison, dataset: str) -> None:
        """Tell ``comparison`` of the rows of a dataset that hold."""

    def held(self, datasets: Sequence[str]) -> Held:
        """The rows of datasets that hold."""


class Import:
    """Rows of one file on their way into the record; made by ``Imports.begin``."""

    def __init__(
        self,
        staging: Path,
        home: Path,
        started: Imported,
        comparison: Comparison,
        record: Record,
    ) -> None:
        self._staging = staging
        self._home = home
        self._started = started
        self._comparison = comparison
        self._record = record
        self._datasets: list[str] = []
        self._count = 0
        self._settled = False
        self._actors: dict[str, str] = {}
        with writing(staging):
            self._rows = Rows(staging / "read.parquet", STORED)
            self._refusals = (staging / REFUSED).open("w", encoding="utf-8", newline="")
            self._refused = 0
            csv.writer(self._refusals).writerow(one.name for one in fields(Refused))

    @property
    def refused(self) -> int:
        """How many rows were refused so far."""
        return self._refused

    @property
    def refusals(self) -> Path:
        """The table of refused rows; gone when the import is left."""
        with writing(self._staging):
            self._refusals.flush()
        return self._staging / REFUSED

    def add(self, table: pa.Table) -> None:
        """Rows of the file, in its order. Raises ``StoreError`` where they do not fit."""
        for part in fitted(table):
            self._check(part)
            numbers = np.arange(self._count + 1, self._count + 1 + part.num_rows)
            self._count += part.num_rows
            row = part.append_column(STORED.field("row"), pa.array(numbers, pa.int64()))
            row = row.append_column(STORED.field("digest"), digests(part))
            with writing(self._staging):
                self._rows.add(row)
                self._comparison.add(row)

    def _check(self, part: pa.Table) -> None:
        for dataset in part["dataset"].unique().to_pylist():
            ids = part.filter(pc.equal(part["dataset"], dataset))["event_id"]
            fits = pc.starts_with(ids, f"{dataset}:")
            if not dataset or not pc.all(fits).as_py():
                at = max(pc.index(fits, False).as_py(), 0)
                raise StoreError(
                    f"{self._started.file}: an event of {dataset!r} with the id {ids[at].as_py()!r}"
                )
            if dataset not in self._datasets:
                with writing(self._staging):
                    self._record.hold(self._comparison, dataset)
                self._datasets.append(dataset)

    def refuse(self, refused: Refused) -> None:
        """A row that is left out."""
        self._refused += 1
        with writing(self._staging):
            csv.writer(self._refusals).writerow(map(defused, astuple(refused)))

    def link(self, actors: Mapping[str, str]) -> None:
        """Actor ids by the names of participants."""
        self._actors.update(actors)

    def settle(self) -> list[Refused]:
        """Refuse rows of events that stood in the file before with other content; these rows.

        Of rows that say the same one is kept. To be called when all rows are in; ``commit`` does
        it if nobody did.
        """
        if self._settled:
            return []
        self._settled = True
        with writing(self._staging):
            self._rows.close()
            repeated = self._comparison.repeated()
        found = [
            Refused(self._started.file, None, "event_id", one.event_id,
                    f"event {one.row:,} of the file has the id of event {one.first:,} "
                    "and other content")
            for one in repeated
        ]  # fmt: skip
        for refused in found:
            self.refuse(refused)
        return found

    def commit(self, *, complete: bool) -> Imported:
        """Put it in the record. An import that changes nothing leaves nothing there.

        :param complete: withdraw events of the dataset that the file lacks, of the countries and
            between the first and last year that it has; never where rows were refused, as they
            cannot be told from rows that are missing.
        :raises StoreError: where it cannot be written; then nothing is stored.
        """
        self.settle()
        complete = complete and not self._refused
        with writing(self._staging):
            new, changed, gone, same = self._comparison.settle(complete=complete)
            done = replace(
                self._started, complete=complete, refused=self._refused,
                new=new, changed=changed, withdrawn=gone, unchanged=same,
            )  # fmt: skip
            if not new + changed + gone:
                return replace(done, number=0)
            self._keep(new + changed)
            columns = self._changes(changed, gone)
            self._write(ACTORS, ACTOR_ROWS, self._linked())
            self._refusals.close()
            if not self._refused:
                (self._staging / REFUSED).unlink()
            written = {path.name: digest_of(path) for path in self._staging.glob("*.parquet")}
        done = replace(
            done,
            columns=dict(columns.most_common()),
            datasets=tuple(self._datasets),
            digests=written,
        )
        entry.write(self._staging, done)
        name = f"{done.number:04d}-{done.sha256[:12]}"
        put_in_place(self._staging, self._home / name)
        return done

    def _keep(self, count: int) -> None:
        """Of the rows read those that are new or changed."""
        read = self._staging / "read.parquet"
        if count == self._count:
            read.rename(self._staging / ROWS)
            return
        mask = self._comparison.kept(self._count)
        with Rows(self._staging / ROWS, STORED) as rows:
            at = 0
            for table in stored(read):
                rows.add(table.filter(pa.array(mask[at : at + table.num_rows])))
                at += table.num_rows
        read.unlink()

    def _changes(self, changed: int, gone: int) -> Counter[str]:
        """Write what was replaced; how many events changed in which column."""
        columns: Counter[str] = Counter()
        if not changed + gone:
            return columns
        replaced = self._comparison.database.execute(
            "SELECT event_id, false FROM changed UNION ALL SELECT event_id, true FROM withdrawn"
        ).fetch_record_batch(100_000)
        self._write(REPLACED, REPLACED_ROWS, (pa.Table.from_batches([one]) for one in replaced))
        self._write(CHANGED, changes.CHANGES, self._listed(changed, gone, columns))
        return columns

    def _listed(self, changed: int, gone: int, columns: Counter[str]) -> Iterator[pa.Table]:
        if changed:
            after = stored(self._staging / ROWS)
            aside = self._comparison.spill / "old"
            places = self._comparison.places("changed")
            for table in changes.changed(places, self._record.held(self._datasets), after, aside):
                for one in pc.value_counts(table["column"]).to_pylist():
                    columns[one["values"]] += one["counts"]
                yield table
        if gone:
            yield from changes.withdrawn(
                self._comparison.places("withdrawn"), self._record.held(self._datasets)
            )

    def _linked(self) -> Iterator[pa.Table]:
        names, ids = list(self._actors), list(self._actors.values())
        yield pa.table([pa.array(names, pa.string()), pa.array(ids, pa.string())], ACTOR_ROWS)

    def _write(self, name: str, schema: pa.Schema, tables: Iterator[pa.Table]) -> None:
        with Rows(self._staging / name, schema) as rows:
            for table in tables:
                rows.add(table.rename_columns(schema.names).cast(schema))

    def __enter__(self) -> "Import":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._rows.abandon()
        with suppress(OSError):  # of a full disk, which was told before
            self._refusals.close()
        self._comparison.close()
