"""Latitude and longitude in each other's place."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readers.datasets.tables.reading import read, text, write

TOWNS = ((32.8872, 13.1913), (27.0377, 14.4283), (32.1167, 20.0667), (31.2089, 16.5887),
         (24.9634, 10.1803), (30.1333, 9.5000))  # fmt: skip


def table(rows: list[tuple[object, ...]], header: str = "date,latitude,longitude,country") -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header.split(","), *rows])
    return out.getvalue()


def test_a_swapped_column_is_seen_by_the_countries(tmp_path: Path) -> None:
    rows = [("2021-01-01", lon, lat, "Libya") for lat, lon in TOWNS]
    found = text(tmp_path, table(rows))
    assert list(zip(found.column("latitude"), found.column("longitude"), strict=True)) == [*TOWNS]
    assert found.warnings == ["latitude and longitude of 6 rows were swapped, and are put right"]


def test_a_swapped_row_is_mended_and_others_left(tmp_path: Path) -> None:
    rows = [("2021-01-01", lat, lon, "LY") for lat, lon in TOWNS]
    rows[2] = ("2021-01-01", TOWNS[2][1], TOWNS[2][0], "LY")
    found = text(tmp_path, table(rows))
    assert list(zip(found.column("latitude"), found.column("longitude"), strict=True)) == [*TOWNS]
    assert "of 1 rows" in found.warnings[0]
    assert '"latitude": "20.0667"' in found.column("codes")[2]


def test_without_countries_the_sea_and_the_range_tell(tmp_path: Path) -> None:
    yakutia = [(62.03, 129.73), (59.56, 150.8), (64.73, 177.5), (62.54, 113.96)]
    rows: list[tuple[object, ...]] = [("2021-01-01", lon, lat, "") for lat, lon in yakutia]
    found = text(tmp_path, table(rows))
    assert list(zip(found.column("latitude"), found.column("longitude"), strict=True)) == yakutia
    sea = text(tmp_path, 'date,coordinates\n2021-01-01,"35.1, -80.8"\n2021-01-02,"40.7, -74"\n')
    assert sea.column("latitude") == [35.1, 40.7]
    first = text(tmp_path, 'date,coordinates\n2021-01-01,"-80.8, 35.1"\n2021-01-02,"-97, 33"\n')
    assert first.column("latitude") == [35.1, 33.0]
    assert first.warnings == ["coordinates are longitude first"]


def test_a_person_has_the_last_word(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", table([("2021-01-01", 13.1, 32.9, "LY")]))
    mapping = {"date": "date", "latitude": "latitude", "longitude": "longitude",
               "country": "country"}  # fmt: skip
    assert read(path, mapping).column("latitude") == [32.9]
    assert read(path, mapping | {"swapped": "no"}).column("latitude") == [13.1]
    other = write(tmp_path, "b.csv", table([("2021-01-01", 32.9, 13.1, "")]))
    assert read(other, mapping | {"swapped": "yes"}).column("latitude") == [13.1]


def test_what_is_on_no_globe_is_refused(tmp_path: Path) -> None:
    cells = ((400, 13), (32.9, ""), (95.5, 13), (32.9, 13.1))
    rows: list[tuple[object, ...]] = [("2021-01-01", lat, lon, "LY") for lat, lon in cells]
    found = text(tmp_path, table(rows))
    assert [(r.line, r.column, r.reason) for r in found.refused] == [
        (2, "latitude", "latitude is not between -90 and 90"),
        (3, "longitude", "one of two coordinates is missing"),
        (4, "latitude", "latitude is not between -90 and 90"),
    ]
    assert found.column("latitude") == [32.9]


@pytest.mark.parametrize("swapped", [False, True])
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from(TOWNS), min_size=1, max_size=12))
def test_swapped_coordinates_come_back(
    tmp_path: Path, swapped: bool, towns: list[tuple[float, float]]
) -> None:
    rows = [("2021-01-01", *(town[::-1] if swapped else town), "Libya") for town in towns]
    found = text(tmp_path, table(rows))
    assert list(zip(found.column("latitude"), found.column("longitude"), strict=True)) == towns
    assert bool(found.warnings and "swapped" in "".join(found.warnings)) == swapped


def test_areas_written_as_text(tmp_path: Path) -> None:
    found = text(
        tmp_path,
        'date,wkt\n2021-01-01,"POLYGON((13 32,14 32,14 33,13 33,13 32))"\n'
        "2021-01-02,POINT (13.1 32.9)\n2021-01-03,POLYGON((1 2))\n",
    )
    area, point = found.events
    assert (area["level"], area["geo_precision"], area["latitude"]) == ("province", 4, 32.5)
    assert area["radius_km"] == pytest.approx(72.8, abs=0.1)
    assert "POLYGON" in area["codes"]
    assert (point["latitude"], point["longitude"], point["level"]) == (32.9, 13.1, "town")
    assert [(r.line, r.column) for r in found.refused] == [(4, "wkt")]
