"""``ingest``: files of datasets into the store."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

from dashboard.cli.values import progress
from dashboard.errors import StoreError
from dashboard.geocode.build import ensure
from dashboard.imported import Refused
from dashboard.pipeline.desk import ACTORS
from dashboard.pipeline.export import write_changes
from dashboard.pipeline.generations import missing, rebuild
from dashboard.pipeline.importing import fill, toolbox
from dashboard.pipeline.ingest import CancelledError, Ingested, Progress, Wish, ingest
from dashboard.readers.roster import read_roster
from dashboard.settings import Settings
from dashboard.store.imports import Imports

STOPPED = 130
"""exit code after Ctrl-C, as shells have it"""
_SHORT = 200


def ingest_files(options: argparse.Namespace, settings: Settings) -> int:
    """Exit code: 1 if any file could not be imported, ``STOPPED`` after Ctrl-C, else 0."""
    imports = Imports(settings.store)
    for table in (options.refused, options.changes):
        _emptied(table)
    ensure(settings.gazetteer, progress)
    wish = Wish(options.skip_bad_rows, options.complete, options.refused)
    changed = failed = False
    with toolbox(settings, format=options.format) as tools, _stopping() as stopped:
        try:
            for path in options.paths:
                for done in ingest(path, tools, wish, progress=_bar, cancelled=stopped):
                    _tell(done)
                    failed |= bool(done.error)
                    if done.imported and done.imported.number:
                        changed = True
                        _write_changes(imports, done.imported.number, options.changes)
        except CancelledError as error:
            _say(str(error))
    if changed or missing(settings.store):
        rebuild(settings.store, read_roster(ACTORS), progress)
        fill(settings)
    return STOPPED if stopped.is_set() else int(failed)


@contextmanager
def _stopping() -> Iterator[Event]:
    """Ctrl-C asks for an end between two batches; a second one ends at once."""
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    with ExitStack() as at_end:
        at_end.callback(signal.signal, signal.SIGINT, before)
        yield stopped


def _bar(name: str) -> Progress:
    return lambda share, rows: progress(share, f"{_plain(name)[-30:]}, {rows:,} rows")


def _tell(done: Ingested) -> None:
    name = _plain(done.file)
    for warning in done.warnings:
        _say(f"{name}: {warning}")
    for refused in done.first_refused:
        _say(_in_words(refused))
    if done.refused > len(done.first_refused):
        _say(f"{name}: and {done.refused - len(done.first_refused):,} more rows")
    if done.refusals:
        _say(f"{name}: all {done.refused:,} of them are listed in {done.refusals}")
    if done.error:
        _say(done.error)
    if done.imported and done.source:
        what = f"{done.source.dataset} {done.source.version}".strip()
        print(f"{name} ({_plain(what)}): {done.imported.in_words()}")


def _in_words(one: Refused) -> str:
    where = f"{one.file}, line {one.line}" if one.line else one.file
    column = f"{one.column}: " if one.column else ""
    return f"{where}: {column}{one.reason} ({one.value!r:.{_SHORT}})"


def _say(text: str) -> None:
    print(f"dateline: {_plain(text)}", file=sys.stderr)


def _plain(text: str) -> str:
    """A text fit for a terminal: no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def _emptied(table: Path | None) -> None:
    if table is not None:
        try:
            table.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{table}: cannot be written ({error.strerror})") from error


def _write_changes(imports: Imports, number: int, table: Path | None) -> None:
    if table is None:
        return
    try:
        with table.open("ab") as out:
            write_changes(imports, number, out, header=not out.tell())
    except OSError as error:
        raise StoreError(f"{table}: cannot be written ({error.strerror or error})") from error
