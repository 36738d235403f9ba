"""Engines that are servers, asked through Ibis: PostgreSQL, and Sail, which speaks Spark Connect.

They hold the same tables as a generation, filled by ``load``. One connection a process, which
answers one question at a time. The path of ``sail://HOST:PORT/FOLDER`` is a folder that both this
process and the server see.
"""

import json
import threading
import time
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ibis
import pyarrow as pa

from dashboard.errors import SettingsError, StoreError
from dashboard.imported import IMPORTED
from dashboard.store.details import COLUMNS
from dashboard.store.engine.answers import Answers
from dashboard.store.engine.questions import Expression, found_lines
from dashboard.store.engine.source import Question
from dashboard.store.engine.values import Values

SCHEMA = "dateline"
"""of a PostgreSQL database, where the tables are"""
_SECONDS = 2.0
"""after which the server is asked whether it was filled anew"""

FACTS = ibis.table({"version": "string", "drawn": "int64"}, name="facts")
_TYPES = {"date_precision": "int32", "radius_km": "float64"}
DETAILS = ibis.table(
    {"line": "int32", **{name: _TYPES.get(name, "string") for name in COLUMNS}}, name="details"
)
"""``participants`` is JSON"""


def open_server(address: str) -> Answers:
    """Raises ``StoreError``: it does not answer, or was never filled; ``SettingsError``: what
    asks it is not installed."""
    backend = connect(address)
    filled = _Filled(backend)
    try:
        filled.now()
    except StoreError:
        backend.disconnect()
        raise
    return Answers(filled.now, backend.disconnect)


def connect(address: str) -> Any:
    """An Ibis backend; errors as ``open_server``."""
    parts = urlsplit(address)
    where = f"{parts.scheme}://{parts.hostname}:{parts.port}"
    try:
        if parts.scheme == "sail":
            from pyspark.sql import SparkSession

            session = SparkSession.builder.remote(f"sc://{parts.hostname}:{parts.port}")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _with_views(ibis.pyspark.connect(session.getOrCreate()), parts.path)
        return ibis.connect(address, schema=SCHEMA)
    except ImportError as error:
        raise SettingsError(f"{where}: needs requirements-engines.txt ({error})") from error
    except Exception as error:
        raise StoreError(f"{where}: does not answer ({_line(error)})") from error


def _with_views(backend: Any, folder: str) -> Any:
    """Sail forgets tables with the session, so they are Parquet files that it reads."""
    for path in sorted(Path(folder).glob("*/")):
        backend._session.read.parquet(str(path)).createOrReplaceTempView(path.name)
    return backend


class _Filled:
    """What the server was filled with last."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._lock = threading.Lock()
        self._asked = -_SECONDS
        self._source: ServerSource | None = None

    def now(self) -> "ServerSource":
        if self._source is None or time.monotonic() - self._asked > _SECONDS:
            rows = answer(self._backend, FACTS, self._lock).to_pylist()
            if not rows:
                raise StoreError("the engine was not filled yet")
            version, drawn = rows[0]["version"], rows[0]["drawn"]
            if self._source is None or version != self._source.version:
                self._source = ServerSource(self._backend, self._lock, version, drawn)
            self._asked = time.monotonic()
        return self._source


class ServerSource:
    """The tables as they were last filled."""

    def __init__(self, backend: Any, lock: threading.Lock, version: str, drawn: int) -> None:
        self._backend, self._lock = backend, lock
        self.version, self.drawn = version, drawn

    def ask(self, name: str, question: Question, v: Values) -> pa.Table:
        """See ``Source``."""
        return answer(self._backend, question(v, found_lines), self._lock)

    def details(self, lines: pa.Array) -> pa.Table:
        """See ``Source``."""
        wanted = [int(one) for one in lines.to_pylist()]
        found = answer(self._backend, DETAILS.filter(DETAILS.line.isin(wanted or [-1])), self._lock)
        by_line = {row["line"]: row for row in found.to_pylist()}
        rows = [by_line[one] for one in wanted]
        for row in rows:
            row["participants"] = json.loads(row["participants"] or "null")
        schema = pa.schema([IMPORTED.field(name) for name in COLUMNS])
        return pa.Table.from_pylist(rows, schema=schema)

    def lines(self, event_id: str) -> list[int]:
        """See ``Source``."""
        found = DETAILS.filter(DETAILS.event_id == event_id).select("line")
        return [int(one) for one in answer(self._backend, found, self._lock)["line"].to_pylist()]


def answer(backend: Any, expression: Expression, lock: threading.Lock) -> pa.Table:
    """What the server says, in the types of the expression."""
    try:
        with lock, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = backend.to_pyarrow(expression)
    except Exception as error:
        raise StoreError(f"the engine does not answer ({_line(error)})") from error
    return table.cast(expression.schema().to_pyarrow())


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
