"""What the tests of datasets share: where the samples are, and a whole file read at once."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.imported import IMPORTED, Refused, Source
from dashboard.readers.datasets import read_events

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Whole:
    source: Source
    events: list[dict[str, Any]]
    refused: list[Refused]
    warnings: list[str]

    def event(self, name: str) -> dict[str, Any]:
        return next(one for one in self.events if one["event_id"].endswith(f":{name}"))


def whole(path: Path, *, rows: int = 50_000, format: str = "") -> Whole:
    source, batches = read_events(path, rows=rows, format=format)
    found = Whole(source, [], [], [])
    done = 0.0
    for batch in batches:
        assert batch.events.schema.equals(IMPORTED)
        batch.events.validate(full=True)
        assert len(batch.events) <= rows
        assert done <= batch.done <= 1
        done = batch.done
        found.events.extend(batch.events.to_pylist())
        found.refused.extend(batch.refused)
        found.warnings.extend(batch.warnings)
    assert done == 1
    for event in found.events:
        event["codes"] = json.loads(event["codes"])
    return found


def changed(name: str, old: bytes, new: bytes, folder: Path) -> Path:
    """A sample with some bytes replaced, which must be there."""
    data = (GOLDEN / name).read_bytes()
    assert old in data
    path = folder / name
    path.write_bytes(data.replace(old, new))
    return path
