"""What is known of an import as a whole: its file, its source, what it changed."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from dashboard.errors import StoreError
from dashboard.imported import Source
from dashboard.store.imports.files import reading, writing

NAME = "import.json"


@dataclass(frozen=True, slots=True)
class Imported:
    """An import and its counts, in events."""

    source: Source
    file: str
    sha256: str
    """of the file"""
    made: datetime
    complete: bool
    """whether events that the file lacks were withdrawn"""
    new: int
    changed: int
    withdrawn: int
    unchanged: int
    refused: int
    """rows that were left out"""
    columns: dict[str, int] = field(default_factory=dict)
    """how many events changed in which column, most first"""
    datasets: tuple[str, ...] = ()
    """that its events are of; those of an export may be of several"""
    digests: dict[str, str] = field(default_factory=dict)
    """of its Parquet files by name, ``files.digest_of``"""
    number: int = 0
    """from 1, in the order imports came; 0: nothing changed, so nothing was stored"""
    version: Literal[1] = 1
    """of how imports lie on disk"""

    def in_words(self) -> str:
        """``12 new, 3 changed: fatalities_best 2, place 1; 1 withdrawn, 1,000 unchanged``."""
        what = ", ".join(f"{name} {count:,}" for name, count in self.columns.items())
        parts = [f"{self.new:,} new", f"{self.changed:,} changed" + (f": {what};" if what else "")]
        parts += [f"{self.withdrawn:,} withdrawn", f"{self.unchanged:,} unchanged"]
        if self.refused:
            parts.append(f"{self.refused:,} rows left out")
        return ", ".join(parts).replace(";,", ";")


_IMPORTED = TypeAdapter(Imported)


def write(folder: Path, imported: Imported) -> None:
    """Put ``imported`` in the folder of its import."""
    with writing(folder):
        (folder / NAME).write_bytes(_IMPORTED.dump_json(imported, indent=1))


def read(folder: Path) -> Imported:
    """What was imported. Raises ``StoreError`` where the file is damaged or of another version."""
    path = folder / NAME
    with reading(path):
        text = path.read_bytes()
    try:
        found = _IMPORTED.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StoreError(f"{path}: {where}: {first['msg']} ({first['input']!r:.80})") from error
    if not folder.name.startswith(f"{found.number:04d}-"):
        raise StoreError(f"{path}: number: {found.number}, in a folder called {folder.name}")
    return found
