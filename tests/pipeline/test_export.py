import csv
import json
from io import BytesIO
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED, Source
from dashboard.pipeline.export import export, write_changes
from dashboard.store.imports import Imports
from dashboard.store.imports.cells import DEFUSED, defused
from tests.store.importing import event, put

HOSTILE = '=HYPERLINK("https://example.org")\n,;é'
NO_POINT = {"latitude": None, "longitude": None, "level": "", "geo_precision": None,
            "radius_km": None}  # fmt: skip


@pytest.fixture
def imports(tmp_path: Path) -> Imports:
    """Three events of one source, and one of another that may not be passed on."""
    imports = Imports(tmp_path / "store")
    put(
        imports,
        event(1, place=HOSTILE, longitude=-21.5),
        event(2, **NO_POINT, participants=[], first=None, last=None, fatalities_best=None),
        event(3, level="country", geo_precision=6),
    )
    closed = Source("closed", "table", licence="https://example.org/terms", publishable=False)
    row = event(1) | {"event_id": "closed:1", "dataset": "closed"}
    put(imports, row, source=closed)
    return imports


def test_a_table_is_read_back(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert export(imports, path, format="csv") == 4
    read = pd.read_csv(path, keep_default_na=False, dtype=str)
    assert [name for name in IMPORTED.names if name not in read.columns] == []
    first, second, _, last = read.to_dict("records")
    assert first["place"] == "'" + HOSTILE
    assert (first["longitude"], first["first"]) == ("-21.5", "2020-05-01")
    assert first["participants"] == "Seleka; Civilians"
    assert first["participant_roles"] == "side_a; target"
    assert first["participant_kinds"] == "rebel; civilians"
    assert first["licence"] == "CC-BY-4.0"
    empty = ("latitude", "first", "fatalities_best", "participants", "participant_roles")
    assert {second[name] for name in empty} == {""}
    assert last["licence"] == (
        "https://example.org/terms (for your own use only, not to be passed on)"
    )
    with path.open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.reader(stream))) == 5
    assert list(tmp_path.glob("*.part")) == []


def test_a_map_file_is_read_back(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "out.geojson"
    assert export(imports, path, format="geojson") == 4
    features = json.loads(path.read_text("utf-8"))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [-21.5, 6.54]}
    assert features[0]["id"] == "field:1"
    kept = features[0]["properties"]
    assert (kept["geo_precision"], kept["radius_km"], kept["level"]) == (1, 5.0, "town")
    assert (kept["role"], kept["first"], kept["place"]) == ("event_site", "2020-05-01", HOSTILE)
    assert [side["role"] for side in kept["participants"]] == ["side_a", "target"]
    assert "latitude" not in kept
    assert [one["geometry"] is None for one in features] == [False, True, True, False]
    assert features[2]["properties"]["latitude"] == 6.54
    assert "not to be passed on" in features[3]["properties"]["licence"]
    info = pyogrio.read_info(path)
    assert (info["features"], info["geometry_type"], info["crs"]) == (4, "Point", "EPSG:4326")
    bounds = pyogrio.read_bounds(path)[1]
    assert bounds[0].tolist()[:1] == [-21.5]


@pytest.mark.parametrize("format", ["csv", "geojson"])
def test_nothing_stored_is_an_empty_file(format: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert export(Imports(tmp_path / "none"), path, format=format) == 0
    text = path.read_text("utf-8")
    assert json.loads(text)["features"] == [] if format == "geojson" else text.count("\n") == 1


def test_a_damaged_store_leaves_no_half_file(imports: Imports, tmp_path: Path) -> None:
    [path] = (tmp_path / "store").glob("imports/0002*/rows.parquet")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreError, match=r"0002.*rows\.parquet"):
        export(imports, tmp_path / "out.csv", format="csv")
    assert [one.name for one in tmp_path.iterdir()] == ["store"]
    with pytest.raises(StoreError, match="cannot be written"):
        export(imports, tmp_path / "none" / "out.csv", format="csv")


def test_changes_are_a_table_for_spreadsheets(imports: Imports) -> None:
    done = put(imports, event(1, place="+1", longitude=-21.5), complete=False)
    out = BytesIO()
    write_changes(imports, done.number, out, header=True)
    [row] = csv.DictReader(out.getvalue().decode().splitlines(keepends=True))
    assert row == {
        "event_id": "field:1", "change": "changed", "column": "place",
        "before": "'" + HOSTILE, "after": "'+1",
    }  # fmt: skip


@given(st.text(alphabet="'=+-@\t\r\na＝"))
def test_no_cell_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    import re

    cell = defused(text)
    assert not re.match("[=+\\-@\t\r\n＝]", cell)
    assert (cell[1:] if re.match(DEFUSED, cell) else cell) == text
