"""Every layout is read as it was read when a person looked at it; see ``golden``."""

import csv
import gzip
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from dashboard.readers.datasets import acled, gdelt, recognise, ucdp
from tests.readers.datasets.reading import GOLDEN, Whole, whole

SAMPLES = sorted(path for path in GOLDEN.iterdir() if path.suffix in {".csv", ".tsv"})
FORMATS = ("ucdp-ged", "acled", "gdelt")
ids = [path.name for path in SAMPLES]


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_samples_are_read_as_a_person_approved(path: Path) -> None:
    assert _plain(whole(path)) == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_recognised_by_content_whatever_the_name(path: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "export.dat"
    renamed.write_bytes(path.read_bytes())
    assert recognise(renamed) == next(name for name in FORMATS if path.name.startswith(name[:4]))


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_packed_files_are_read_the_same(path: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, f"folder/{path.name}")
        archive.writestr("README.txt", "who made it")
        archive.writestr(f"__MACOSX/{path.name}", "shadow")
    (tmp_path / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    plain = whole(path)
    assert whole(tmp_path / "a.zip") == plain
    assert whole(tmp_path / f"{path.name}.gz") == plain


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_small_batches_hold_the_same(path: Path) -> None:
    assert whole(path, rows=1) == whole(path)


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_every_row_is_an_event_or_refused(path: Path) -> None:
    found = whole(path)
    names = [event["event_id"] for event in found.events]
    assert len(names) == len(set(names))
    lines = [one.line for one in found.refused]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert all(one.file == path.name and one.reason for one in found.refused)


@pytest.mark.parametrize(
    ("name", "key", "kept"),
    [("ucdp_v25_1.csv", "id", ucdp.KEPT), ("acled_31.csv", "event_id_cnty", acled.KEPT),
     ("gdelt_names.csv", "GLOBALEVENTID", gdelt.KEPT)],
)  # fmt: skip
def test_codes_are_the_files_own_cells(name: str, key: str, kept: tuple[str, ...]) -> None:
    with (GOLDEN / name).open(encoding="utf-8-sig", newline="") as lines:
        rows = {row[key]: row for row in csv.DictReader(lines)}
    unsaid = ("number_of_sources", "-1")
    for event in whole(GOLDEN / name).events:
        row = rows[event["event_id"].partition(":")[2]]
        cells = {one: row[one] for one in kept if row.get(one) and (one, row[one]) != unsaid}
        assert event["codes"] == cells


def _plain(found: Whole) -> Any:
    events = [
        {**event, **{day: str(event[day]) for day in ("first", "last")}} for event in found.events
    ]
    return {
        "source": asdict(found.source),
        "events": events,
        "refused": [asdict(one) for one in found.refused],
        "warnings": found.warnings,
    }
