"""A number of synthetic events in, what the page to measure needs out: packed file and figures."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.synthetic import events
from dashboard.render.packed import Packed, keep, pack

TEXTS = ("family", "type", "realis", "level", "country")
NUMBERS = ("latitude", "longitude", "first", "last", "radius_km",
           "fatalities_low", "fatalities_best", "fatalities_high")  # fmt: skip
BATCH = 200_000


def kept(folder: Path, count: int) -> dict[str, Any] | None:
    """What ``write`` left there for as many events, or nothing."""
    path = folder / "page.json"
    about: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return about if about.get("events") == count else None


def write(folder: Path, count: int, *, seed: int = 1) -> dict[str, Any]:
    """Write the packed file and ``page.json``; what the latter says."""
    table = _table(count, seed)
    packed = pack(_batches(table))
    keep(folder, packed.data, packed.name)
    about = _about(table, packed)
    (folder / "page.json").write_text(json.dumps(about), encoding="utf-8")
    return about


def _table(count: int, seed: int) -> pa.Table:
    """The columns that are needed, sorted by first day; texts as dictionaries."""
    parts = []
    for part in events(count, seed=seed):
        texts = [part[name].dictionary_encode() for name in TEXTS]
        columns = [*texts, *(part[name] for name in NUMBERS)]
        parts.append(pa.table(columns, names=[*TEXTS, *NUMBERS]))
    return pa.concat_tables(parts).unify_dictionaries().sort_by("first")


def _batches(table: pa.Table) -> Iterator[pa.Table]:
    for start in range(0, table.num_rows, BATCH):
        part = table.slice(start, BATCH)
        for at, name in enumerate(TEXTS):
            part = part.set_column(at, name, part[name].cast(pa.string()))
        yield part


def _about(table: pa.Table, packed: Packed) -> dict[str, Any]:
    months = pc.floor_temporal(table["first"], unit="month").cast(pa.date32())
    counted = pa.table({"month": months, "family": table["family"].cast(pa.string())})
    bins: dict[Any, dict[str, int]] = defaultdict(dict)
    for row in counted.group_by(["month", "family"]).aggregate([([], "count_all")]).to_pylist():
        bins[row["month"]][row["family"]] = row["count_all"]
    days = sorted(bins)
    ends = [*(day.toordinal() - 1 for day in days[1:]), pc.max(table["last"]).as_py().toordinal()]
    dead = [(f"fatalities_{one}", "sum") for one in ("low", "best", "high")]
    by_country = table.group_by("country").aggregate([([], "count_all"), *dead]).to_pylist()
    return {
        "events": table.num_rows, "file": packed.name,
        "bytes": len(packed.data), "rows": packed.rows,
        "whole_country": packed.whole_country,
        "first": days[0].isoformat(), "last": days[0].fromordinal(ends[-1]).isoformat(),
        "bins": [[day.isoformat(), day.fromordinal(end).isoformat(), bins[day]]
                 for day, end in zip(days, ends, strict=True)],
        "divisions": {"country": [
            [row["country"], row["count_all"], *(row[f"fatalities_{one}_sum"]
             for one in ("low", "best", "high"))] for row in by_country]},
    }  # fmt: skip
