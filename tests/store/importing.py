"""Events for tests of the record: small tables that fit ``IMPORTED``."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.imported import IMPORTED, Source
from dashboard.store.imports import Imported, Imports

SOURCE = Source("field", "table", licence="CC-BY-4.0")
PLAIN: dict[str, Any] = {
    "dataset": "field", "family": "Battles", "type": "Armed clash", "realis": "actual",
    "first": date(2020, 5, 1), "last": date(2020, 5, 2), "date_precision": 2,
    "place": "Bria", "admin1": "Haute-Kotto", "admin2": "", "country": "CF", "level": "town",
    "geo_precision": 1, "latitude": 6.54, "longitude": 21.99, "radius_km": 5.0,
    "fatalities_low": 1, "fatalities_best": 2, "fatalities_high": 3,
    "participants": [
        {"name": "Seleka", "kind": "rebel", "country": "CF", "role": "side_a"},
        {"name": "Civilians", "kind": "civilians", "country": "CF", "role": "target"},
    ],
    "source": "Agency", "url": "https://example.org/1", "text": "Two people were killed in Bria.",
    "codes": '{"id": "1"}',
}  # fmt: skip


def event(number: int | str, **cells: Any) -> dict[str, Any]:
    return {**PLAIN, "event_id": f"field:{number}", **cells}


def table(*events: Mapping[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(events), schema=IMPORTED)


def put(
    imports: Imports,
    *events: Mapping[str, Any],
    complete: bool = True,
    source: Source = SOURCE,
    file: str = "field.csv",
) -> Imported:
    with imports.begin(source, file=file, sha256="0" * 64) as one:
        one.add(table(*events))
        return one.commit(complete=complete)


def held(imports: Imports) -> list[dict[str, Any]]:
    return [row for part in imports.rows() for row in part.to_pylist()]


def ids(imports: Imports) -> list[str]:
    return [row["event_id"].removeprefix("field:") for row in held(imports)]


def changed(imports: Imports, number: int) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for part in imports.changes(number) for row in part.to_pylist()]


def tree(folder: Path) -> dict[str, bytes]:
    """What is in a folder, the lock aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def counts(done: Imported) -> tuple[int, int, int, int]:
    return done.new, done.changed, done.withdrawn, done.unchanged


def chunks(events: Iterable[Mapping[str, Any]], size: int) -> list[pa.Table]:
    rows = list(events)
    return [table(*rows[at : at + size]) for at in range(0, len(rows), size)]
