"""Files of datasets in, imports out: read, linked to known actors, placed, stored."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from dashboard.errors import DashboardError, ReadError, StoreError
from dashboard.imported import Batch, Refused, Source
from dashboard.pipeline.linking import Links
from dashboard.pipeline.placing import Places
from dashboard.pipeline.unpacking import files
from dashboard.store.imports import Import, Imported, Imports

SHOWN = 10
"""refused rows that are told at once; all of them are in a file"""
COMPLETE = ("ucdp-ged", "acled")
"""formats whose files hold all events of their countries and years, unless somebody says no"""
_MONTHLY = re.compile(r"\d+\.0\b|\d+(\.\d+){2,}")
"""versions of UCDP's candidate files, which hold some months: 25.0.3, 25.01.25.06"""

Read = Callable[[Path], tuple[Source, Iterator[Batch]]]
Progress = Callable[[float, int], None]
"""takes the share of the file that is done, 0 to 1, and the rows so far"""


class CancelledError(DashboardError):
    """Somebody stopped an import; nothing of that file was stored."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What importing needs, opened once."""

    imports: Imports
    read: Read
    links: Links
    places: Places


@dataclass(frozen=True, slots=True)
class Wish:
    """How to import."""

    skip_bad_rows: bool = False
    """import the rest where rows are refused; else nothing of the file"""
    complete: bool | None = None
    """whether events that a file lacks are withdrawn; ``None``: as is usual for its format"""
    refused: Path | None = None
    """table that refused rows are added to; ``None``: one per file, in the store"""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a file."""

    file: str
    source: Source | None = None
    imported: Imported | None = None
    """``None``: nothing was stored, for ``error``"""
    error: str = ""
    refused: int = 0
    first_refused: tuple[Refused, ...] = ()
    refusals: Path | None = None
    """where all refused rows are listed"""
    warnings: tuple[str, ...] = field(default=())


def ingest(
    path: Path,
    tools: Tools,
    wish: Wish | None = None,
    *,
    progress: Callable[[str], Progress] | None = None,
    cancelled: Event | None = None,
) -> Iterator[Ingested]:
    """Import each file at ``path``; a file that fails does not stop those after it.

    ``progress`` is asked for one by the name of each file. Raises ``CancelledError`` between two
    batches once ``cancelled`` is set.
    """
    for name, found in files(path):
        if isinstance(found, ReadError):
            yield Ingested(name, error=str(found))
            continue
        show = progress(name) if progress else lambda share, rows: None
        try:
            yield _imported(found, name, tools, wish or Wish(), show, cancelled or Event())
        except CancelledError:
            raise
        except DashboardError as error:
            yield Ingested(name, error=str(error))


def usual(source: Source) -> bool:
    """Whether files of this kind are taken for complete when nobody says."""
    return source.format in COMPLETE and not _MONTHLY.match(source.version)


class _Told:
    """What is told of a file while it is read."""

    def __init__(self) -> None:
        self.rows = 0
        self.first: list[Refused] = []
        self.warnings: dict[str, None] = {}

    def take(self, batch: Batch) -> None:
        self.rows += batch.events.num_rows + len(batch.refused)
        self.refuse(batch.refused)
        self.warnings.update(dict.fromkeys(batch.warnings))

    def refuse(self, refused: Sequence[Refused]) -> None:
        self.first += refused[: SHOWN - len(self.first)]


def _imported(
    path: Path, name: str, tools: Tools, wish: Wish, progress: Progress, cancelled: Event
) -> Ingested:
    told = _Told()
    source, batches = tools.read(path)
    with tools.imports.begin(source, file=name, sha256=_sha256(path)) as one:
        for batch in batches:
            if cancelled.is_set():
                raise CancelledError(f"{name}: stopped; nothing of it was stored")
            _take(one, batch, tools)
            told.take(batch)
            progress(min(batch.done, 0.99), told.rows)
        told.refuse(one.settle())
        done = Ingested(
            name, source, refused=one.refused, first_refused=tuple(told.first),
            refusals=_listed(one, name, tools.imports.folder, wish.refused),
            warnings=tuple(told.warnings),
        )  # fmt: skip
        if one.refused and not wish.skip_bad_rows:
            bad = f"{one.refused:,} rows" if one.refused > 1 else "1 row"
            return replace(done, error=f"{name}: {bad} cannot be read; nothing of it was stored")
        complete = usual(source) if wish.complete is None else wish.complete
        imported = one.commit(complete=complete)
    progress(1.0, told.rows)
    return replace(done, imported=imported)


def _take(one: Import, batch: Batch, tools: Tools) -> None:
    for refused in batch.refused:
        one.refuse(refused)
    if batch.events.num_rows:
        one.link(tools.links.ids(batch.events))
        one.add(tools.places.placed(batch.events))


def _listed(one: Import, name: str, store: Path, target: Path | None) -> Path | None:
    """Where the list of refused rows is now, if there are any."""
    if not one.refused:
        return None
    mode = "ab"
    if target is None:
        plain = re.sub(r"[^\w.-]+", "_", name)[-100:].lstrip(".")
        target, mode = store / "refused" / f"{plain}.csv", "wb"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with one.refusals.open("rb") as rows, target.open(mode) as out:
            if out.tell():
                rows.readline()  # the header is there
            shutil.copyfileobj(rows, out)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror or error})") from error
    return target


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from error
