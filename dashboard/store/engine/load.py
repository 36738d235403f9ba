"""The current generation of a folder, copied to an engine that is a server."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.errors import SettingsError, StoreError
from dashboard.store.details import COLUMNS
from dashboard.store.engine.questions import TABLES
from dashboard.store.engine.server import DETAILS, FACTS, SCHEMA, connect
from dashboard.store.generation import Generation, current

_ROWS = 200_000
_ALL = {**TABLES, "details": DETAILS, "facts": FACTS}
_INDEXES = ("events (n)", "events (recent)", "details (line)", "details (event_id)")
Tables = Iterator[tuple[str, pa.Table]]


def load(folder: Path, address: str, progress: Callable[[str], None] = lambda what: None) -> None:
    """Fill the engine at ``address`` with what the current generation of ``folder`` holds.

    PostgreSQL goes on answering from what it had and switches at once. Sail reads the Parquet files
    that are written here, so it is to be filled while nobody asks, and opened anew after that.
    Raises ``StoreError``; ``SettingsError``: what asks the engine is not installed.
    """
    generation = current(folder)
    if generation is None:
        raise StoreError(f"{folder}: there is no generation to copy; build it first")
    tables = _tables(generation, progress)
    try:
        if address.startswith("sail:"):
            _write(Path(urlsplit(address).path), tables)
            return
        backend = connect(address)
        try:
            _fill_postgres(backend, tables)
        finally:
            backend.disconnect()
    except (StoreError, SettingsError, MemoryError):
        raise
    except Exception as error:
        raise StoreError(f"the engine was not filled ({error})") from error


def _tables(generation: Generation, progress: Callable[[str], None]) -> Tables:
    """Every table in pieces, with its name; each begins with an empty one."""
    with duckdb.connect(str(generation.database), read_only=True) as database:
        for name, table in TABLES.items():
            progress(name)
            yield name, table.schema().to_pyarrow().empty_table()
            columns = ", ".join(table.columns)
            for batch in database.execute(
                f"SELECT {columns} FROM {name}"  # noqa: S608
            ).fetch_record_batch(_ROWS):
                yield name, pa.Table.from_batches([batch])
        progress("details")
        schema = DETAILS.schema().to_pyarrow()
        yield "details", schema.empty_table()
        start = 0
        with pa.memory_map(str(generation.files / "details.arrow")) as stream:
            file = pa.ipc.open_file(stream)
            for number in range(file.num_record_batches):
                yield "details", _details(database, file.get_batch(number), start, schema)
                start += file.get_batch(number).num_rows
    facts = pa.table({"version": [generation.version], "drawn": [generation.drawn]})
    yield "facts", facts.schema.empty_table()
    yield "facts", facts


def _details(
    database: duckdb.DuckDBPyConnection, batch: pa.RecordBatch, start: int, schema: pa.Schema
) -> pa.Table:
    """With participants as JSON."""
    lines = pa.array(range(start, start + batch.num_rows), pa.int32())
    table = pa.table([lines, *batch.columns], names=["line", *COLUMNS])
    names = [
        f"CAST(to_json({name}) AS VARCHAR) AS {name}" if name == "participants" else name
        for name in schema.names
    ]
    database.register("piece", table)
    made = database.execute(f"SELECT {', '.join(names)} FROM piece ORDER BY line")  # noqa: S608
    return made.fetch_arrow_table().cast(schema)


def _write(folder: Path, tables: Tables) -> None:
    """A folder of Parquet files for each table."""
    numbers: Counter[str] = Counter()
    for name, table in tables:
        path = folder / name
        if table.num_rows == 0:
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
        schema = _ALL[name].schema().to_pyarrow()
        pq.write_table(table.cast(schema), path / f"{numbers[name]:05}.parquet")
        numbers[name] += 1


def _fill_postgres(backend: Any, tables: Tables) -> None:
    """Into a schema of its own, which then takes the place of the old one."""
    aside = f"{SCHEMA}_next"
    connection = backend.con
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {aside} CASCADE; CREATE SCHEMA {aside}")
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            for name, table in tables:
                if table.num_rows == 0:
                    columns = ", ".join(
                        f'"{column}" {_postgres_type(kind)}'
                        for column, kind in _ALL[name].schema().items()
                    )
                    cursor.execute(f"CREATE TABLE {aside}.{name} ({columns})")
                else:
                    _copy(cursor, f"{aside}.{name}", table, Path(folder) / "piece.csv")
        for index in _INDEXES:
            cursor.execute(f"CREATE INDEX ON {aside}.{index}")
        for name in _ALL:
            cursor.execute(f"ANALYZE {aside}.{name}")
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"ALTER SCHEMA {aside} RENAME TO {SCHEMA}")


def _copy(cursor: Any, name: str, table: pa.Table, path: Path) -> None:
    """A text of PostgreSQL holds no NUL; nothing else is changed."""
    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            plain = pc.replace_substring(table.column(number), "\0", "")
            table = table.set_column(number, field.name, plain)
    with duckdb.connect(":memory:") as database:
        database.register("piece", table)
        database.execute(
            f"COPY piece TO '{path}' (FORMAT csv, HEADER false, NULLSTR '\\N', FORCE_QUOTE *)"
        )
    with (
        path.open("rb") as stream,
        cursor.copy(f"COPY {name} FROM STDIN WITH (FORMAT csv, NULL '\\N')") as copy,
    ):
        while piece := stream.read(1 << 20):
            copy.write(piece)


def _postgres_type(kind: ibis.DataType) -> str:
    if kind.is_string():
        return "TEXT"
    if kind.is_floating():
        return "DOUBLE PRECISION"
    return "BIGINT" if kind.is_int64() else "INTEGER"
