"""DuckDB over the current generation of a folder: one database a process, a cursor a question."""

import os
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa

from dashboard.errors import StoreError
from dashboard.store.details import Details
from dashboard.store.engine.answers import Answers
from dashboard.store.engine.questions import Expression, Found, found_lines
from dashboard.store.engine.source import Question
from dashboard.store.engine.values import Values
from dashboard.store.generation import Generation, current

MEMORY = "256MB"
"""that DuckDB may hold in a process; what is beyond goes to a temporary folder"""
_KEPT, _FOUND = 64, 4
_FEW_BYTES = 1 << 20


def open_folder(folder: Path) -> Answers:
    """The engine of a store's folder. Each question is asked of the generation that is current
    then. Raises ``StoreError`` if there is none."""
    following = _Following(folder)
    following.now()
    return Answers(following.now, following.close)


class _Following:
    """The current generation, opened anew when the manifest changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = folder / "generations" / "manifest.json"
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._open: DuckSource | None = None

    def now(self) -> "DuckSource":
        try:
            status = self._manifest.stat()
        except OSError as error:
            if self._open is not None:
                return self._open
            raise StoreError(f"{self._folder}: nothing was imported yet") from error
        seen = (status.st_mtime_ns, status.st_ino, status.st_size)
        with self._lock:
            if self._open is None or seen != self._seen:
                self._open, self._seen = self._opened(), seen
            return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()

    def _opened(self) -> "DuckSource":
        for _ in range(3):
            generation = current(self._folder)
            if generation is None:
                break
            try:
                return DuckSource(generation)
            except StoreError:
                if current(self._folder) == generation:
                    raise
        raise StoreError(
            f"{self._folder}: the generation is damaged or of another version; build it anew"
        )


class DuckSource:
    """One generation. Questions may be asked by several threads at once."""

    def __init__(self, generation: Generation) -> None:
        self.version, self.drawn = generation.version, generation.drawn
        self._rows = generation.events
        self._details = Details(generation.files / "details.arrow")
        self._templates: dict[object, tuple[str, pa.Schema]] = {}
        self._answers: OrderedDict[str, pa.Table] = OrderedDict()
        self._found: OrderedDict[frozenset[str], tuple[int, bool]] = OrderedDict()
        self._numbers = 0
        self._lock = threading.Lock()
        self._searching = threading.Lock()
        config: dict[str, str | int | bool | float | list[str]] = {
            "memory_limit": MEMORY,
            "threads": min(4, os.cpu_count() or 1),
            "temp_directory": str(Path(tempfile.gettempdir()) / f"dateline-{os.getpid()}"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        try:
            self._database = duckdb.connect(":memory:", config=config)
            path = str(generation.database).replace("'", "''")
            self._database.execute(f"ATTACH '{path}' AS generation (READ_ONLY)")
        except duckdb.Error as error:
            raise StoreError(f"{generation.database}: cannot be read ({error})") from error

    def ask(self, name: str, question: Question, v: Values) -> pa.Table:
        """See ``Source``. Small answers are kept."""
        for again in (True, False):
            asked = self._search(v) if v.has("words") else v
            sql, schema = self._sql(name, question, asked)
            with self._lock:
                if (kept := self._answers.get(sql)) is not None:
                    self._answers.move_to_end(sql)
                    return kept
            try:
                answer = self._run(sql).cast(schema)
            except duckdb.CatalogException as error:  # the search was dropped meanwhile
                if not again:
                    raise StoreError(f"{error}") from error
                continue
            self._keep(sql, answer)
            return answer
        raise AssertionError("unreachable")

    def details(self, lines: pa.Array) -> pa.Table:
        """See ``Source``."""
        return self._details.rows(lines)

    def lines(self, event_id: str) -> list[int]:
        """See ``Source``."""
        return self._details.lines(event_id)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _run(self, sql: str) -> pa.Table:
        try:
            with self._database.cursor() as cursor:
                cursor.execute("USE generation")
                return cursor.execute(sql).fetch_arrow_table()
        except duckdb.CatalogException:
            raise
        except duckdb.Error as error:
            raise StoreError(f"{self.version}: {error}") from error

    def _sql(self, name: str, question: Question, v: Values) -> tuple[str, pa.Schema]:
        key = (name, v.shape)
        if key not in self._templates:
            expression = question(v.slots(), _kept_lines)
            sql = str(ibis.to_sql(expression, dialect="duckdb"))
            self._templates[key] = sql, expression.schema().to_pyarrow()
        sql, schema = self._templates[key]
        return v.fill(sql), schema

    def _search(self, v: Values) -> Values:
        """``v`` with the number of a table of the lines that its words occur in, or of those they
        do not, whatever is less. Made once: it takes longer than what is asked of its result."""
        asked = v.only_words()
        words = frozenset(asked.texts.values())
        with self._searching:
            if words not in self._found:
                while len(self._found) >= _FOUND:
                    _, (old, _) = self._found.popitem(last=False)
                    self._run(f'DROP TABLE IF EXISTS memory.main."found {old}"')
                self._numbers += 1
                found = self._lines_in_table(asked)
                missed = found > self._rows / 2
                if missed:
                    self._lines_in_table(asked.flagged("missed"))
                self._found[words] = self._numbers, missed
            self._found.move_to_end(words)
            number, missed = self._found[words]
        v = v.with_(found=number)
        return v.flagged("missed") if missed else v

    def _lines_in_table(self, asked: Values) -> int:
        sql, _ = self._sql("found_lines", _lines_found, asked)
        made = self._run(f'CREATE OR REPLACE TABLE memory.main."found {self._numbers}" AS {sql}')
        return int(made["Count"][0].as_py())

    def _keep(self, sql: str, answer: pa.Table) -> None:
        if answer.nbytes < _FEW_BYTES:
            with self._lock:
                self._answers[sql] = answer
                while len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)


def _lines_found(v: Values, found: Found) -> Expression:
    return found_lines(v)


def _kept_lines(v: Values) -> Expression:
    return ibis.table(
        {"line": "int32"}, name=f"found {v.one('found')}", database="main", catalog="memory"
    )
