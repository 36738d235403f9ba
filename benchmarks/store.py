"""How fast the store answers: synthetic events in, one JSON object out.

``python -m benchmarks.store --events N [--seed S]``. The events are written as a CSV with UCDP
GED's columns and as Parquet, a generation is built, and each question is asked ``--rounds`` times
with another filter, none twice; in the same run of the same events in pandas. Milliseconds.
"""

import argparse
import json
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from benchmarks.store_questions import asked, compared
from benchmarks.synthetic import events
from dashboard.store.engine import open_engine
from dashboard.store.generation import Generation, Part, build

UCDP = {
    "id": "event_id", "type_of_violence": "family", "source_article": "source",
    "where_prec": "geo_precision", "where_coordinates": "place", "adm_1": "admin1",
    "adm_2": "admin2", "latitude": "latitude", "longitude": "longitude", "country": "country",
    "date_prec": "date_precision", "date_start": "first", "date_end": "last",
    "low": "fatalities_low", "best": "fatalities_best", "high": "fatalities_high",
    "source_headline": "text",
}  # fmt: skip
Ingest = Callable[[Path, Path], None]
"""a CSV file and a store's folder: the whole way in, where it is to be measured"""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--no-pandas", action="store_true", help="leave pandas out")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dateline-store-"))
    try:
        print(json.dumps(measure(folder, chosen), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(
    folder: Path, chosen: argparse.Namespace, ingest: Ingest | None = None
) -> dict[str, Any]:
    """All figures; ``folder`` is empty. ``ingest`` is measured from the CSV where it is given."""
    made = write(folder, chosen.events, chosen.seed)
    result: dict[str, Any] = {
        "events": chosen.events,
        "seed": chosen.seed,
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
        "csv_mb": round((folder / "events.csv").stat().st_size / 1e6, 1),
    }
    if ingest is not None:
        seconds = _seconds(lambda: ingest(folder / "events.csv", folder / "ingested"))
        result["ingest_rows_per_s"] = round(chosen.events / seconds)
    store = folder / "store"
    begun, cpu = time.perf_counter(), time.process_time()
    generation = build(store, [Part(made, 1)])
    seconds = time.perf_counter() - begun
    result["generation"] = {
        "rows_per_s": round(chosen.events / seconds),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
    }
    result["bytes_per_event"] = sizes(generation)
    engine = open_engine(store)
    result["ms"] = asked(engine, chosen.seed, chosen.rounds)
    result["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
    engine.close()
    if not chosen.no_pandas:
        result["pandas_ms"] = compared(made, chosen.seed, chosen.rounds)
    result["load_after"] = round(os.getloadavg()[0], 1)
    return result


def write(folder: Path, count: int, seed: int) -> Path:
    """``events.csv`` and ``events.parquet``, which is returned."""
    path = folder / "events.parquet"
    with (
        pq.ParquetWriter(
            path, events(1).__next__().schema, compression="zstd", write_page_checksum=True
        ) as parquet,
        (folder / "events.csv").open("wb") as csv,
    ):
        for number, table in enumerate(events(count, seed=seed)):
            parquet.write_table(table)
            pacsv.write_csv(_as_ucdp(table), csv, pacsv.WriteOptions(include_header=number == 0))
    return path


def _as_ucdp(table: pa.Table) -> pa.Table:
    sides = pc.list_element(table["participants"], 0), pc.list_element(table["participants"], 1)
    columns = {name: table[ours] for name, ours in UCDP.items()}
    columns["id"] = pc.replace_substring_regex(columns["id"], ".*:", "")
    columns["type_of_violence"] = pa.array(["1"] * len(table))
    for letter, side in zip("ab", sides, strict=True):
        columns[f"side_{letter}"] = pc.struct_field(side, ["name"])
    columns["year"] = pc.year(table["first"])
    return pa.table(columns)


def sizes(generation: Generation) -> dict[str, float]:
    """Of the files on disk: in all; the text and what searches it; the rest."""
    files = [generation.database, *generation.files.iterdir()]
    whole = sum(path.stat().st_size for path in files)
    text = sum(_text_bytes(generation))
    count = max(1, generation.events)
    return {
        "all": round(whole / count, 1),
        "text_and_its_search": round(text / count, 1),
        "without_text": round((whole - text) / count, 1),
    }


def _text_bytes(generation: Generation) -> Iterator[int]:
    import duckdb

    with pa.memory_map(str(generation.files / "details.arrow")) as stream:
        file = pa.ipc.open_file(stream)
        for number in range(file.num_record_batches):
            text = file.get_batch(number)["text"]
            yield int(np.diff(np.frombuffer(text.buffers()[1], np.int32)[: len(text) + 1]).sum())
    with duckdb.connect(str(generation.database), read_only=True) as database:
        rows = database.execute(
            "SELECT count(DISTINCT s.block_id) * any_value(d.block_size) "
            "FROM pragma_storage_info('texts') s, pragma_database_size() d "
            "WHERE s.column_name = 'hay' AND s.block_id >= 0"
        ).fetchall()
        yield int(rows[0][0] or 0)


def _seconds(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
