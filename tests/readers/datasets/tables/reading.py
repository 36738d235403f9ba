"""Files made by hand, and what is read from them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.imported import IMPORTED, Refused, Source
from dashboard.readers.datasets import read_events


class Read(NamedTuple):
    source: Source
    events: list[dict[str, Any]]
    refused: list[Refused]
    warnings: list[str]

    def column(self, name: str) -> list[Any]:
        return [event[name] for event in self.events]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, mapping: Mapping[str, str] | None = None, **options: Any) -> Read:
    source, batches = read_events(path, mapping=mapping, **options)
    events: list[dict[str, Any]] = []
    refused: list[Refused] = []
    warnings: list[str] = []
    for batch in batches:
        assert batch.events.schema.equals(IMPORTED)
        batch.events.validate(full=True)
        events += batch.events.to_pylist()
        refused += batch.refused
        warnings += batch.warnings
    return Read(source, events, refused, warnings)


def text(folder: Path, content: str | bytes, name: str = "events.csv", **options: Any) -> Read:
    return read(write(folder, name, content), **options)
