"""UCDP GED: its layouts, and the real file where it lies on this machine."""

import csv
import os
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ReadError
from dashboard.readers.datasets import read_events, recognise, ucdp
from tests.readers.datasets.reading import GOLDEN, changed, whole

COUNTRIES = {"YE": "Yemen (North Yemen)", "CD": "DR Congo (Zaire)", "MM": "Myanmar (Burma)"}
REAL = Path(os.environ.get("DATELINE_DATASETS", "/nonexistent")) / "ucdp_ged_car"
real = pytest.mark.skipif(not REAL.is_dir(), reason="DATELINE_DATASETS names no such folder")


def test_lines_are_those_of_the_file_also_after_a_cell_of_two_lines() -> None:
    found = whole(GOLDEN / "ucdp_v25_1.csv")
    lines = (GOLDEN / "ucdp_v25_1.csv").read_bytes().split(b"\r\n")
    physical = b"\n".join(lines).split(b"\n")
    for one in found.refused:
        assert one.line is not None
        assert one.value.encode() in physical[one.line - 1]


def test_a_country_is_a_level_and_no_town() -> None:
    event = whole(GOLDEN / "ucdp_v25_1.csv").event("1003")
    assert (event["level"], event["geo_precision"]) == ("country", 6)
    assert (event["latitude"], event["longitude"]) == (15, 48)
    assert (event["first"], event["last"]) == (date(2024, 3, 1), date(2024, 3, 31))


def test_one_sided_violence_has_a_direction() -> None:
    sides = whole(GOLDEN / "ucdp_v25_1.csv").event("1003")["participants"]
    assert [(one["kind"], one["role"]) for one in sides] == [
        ("state", "source"),
        ("civilians", "target"),
    ]


def test_minus_one_source_is_no_number() -> None:
    found = whole(GOLDEN / "ucdp_v25_1.csv")
    assert "number_of_sources" not in found.event("1001")["codes"]
    assert found.event("1002")["codes"]["number_of_sources"] == "2"


def test_deaths_are_found_by_name_whatever_their_order() -> None:
    event = whole(GOLDEN / "ucdp_hxl.csv").event("3001")
    assert [event[f"fatalities_{one}"] for one in ("low", "best", "high")] == [1, 2, 9]


def test_columns_in_any_order_and_case(tmp_path: Path) -> None:
    with (GOLDEN / "ucdp_v25_1.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines) if len(row) == 49]
    with (tmp_path / "a_v25_1.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow([name.upper() for name in reversed(rows[0])])
        writer.writerows(list(reversed(row)) for row in rows[1:])
    assert whole(tmp_path / "a_v25_1.csv").events == whole(GOLDEN / "ucdp_v25_1.csv").events


def test_a_file_saved_again_by_a_spreadsheet(tmp_path: Path) -> None:
    """With semicolons, decimal commas, days first; but not with months first."""
    with (GOLDEN / "ucdp_v25_1.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["id"] in {"1002", "1003", "1018"}]
    for style in ("{2}.{1}.{0} 00:00", "{1}/{2}/{0} 0:00"):
        with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, delimiter=";")
            writer.writerow(rows[0])
            for row in rows:
                changes = {one: row[one].replace(".", ",") for one in ("latitude", "longitude")}
                for one in ("date_start", "date_end"):
                    changes[one] = style.format(*row[one][:10].split("-"))
                writer.writerow([*(row | changes).values()])
        if "." in style:
            given = [whole(GOLDEN / "ucdp_v25_1.csv").event(row["id"]) for row in rows]
            assert whole(tmp_path / "a.csv").events == given
        else:
            with pytest.raises(ReadError, match=r"line 4: date_end: .* month before the day"):
                whole(tmp_path / "a.csv")


def _row(event: dict[str, Any]) -> dict[str, Any]:
    """The row that an event was read from, made from nothing but the event."""
    sides = {
        f"side_{one}": side["name"] for one, side in zip("ab", event["participants"], strict=True)
    }
    deaths = {one: event[f"fatalities_{one}"] for one in ("low", "best", "high")}
    return event["codes"] | sides | deaths | {
        "id": event["event_id"].partition(":")[2], "date_start": event["first"],
        "date_end": event["last"], "where_coordinates": event["place"], "adm_1": event["admin1"],
        "adm_2": event["admin2"], "latitude": event["latitude"], "longitude": event["longitude"],
        "country": event["country"] and COUNTRIES[event["country"]],
        "source_office": event["source"], "source_headline": event["text"],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["ucdp_v25_1.csv", "ucdp_candidate_v24_0_1.csv"])
def test_an_event_holds_all_that_its_row_said(name: str, tmp_path: Path) -> None:
    given = whole(GOLDEN / name).events
    with (tmp_path / "again.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ucdp.POSITIONS)
        writer.writeheader()
        writer.writerows(_row(event) for event in given)
    assert whole(tmp_path / "again.csv").events == given


@pytest.mark.parametrize(
    ("name", "version"),
    [("GEDEvent_v25_1.csv", "25.1"), ("GEDEvent_v25_0_3.csv", "25.0.3"),
     ("GEDEvent_v25_01_25_06.csv", "25.01.25.06"), ("mine.csv", "")],
)  # fmt: skip
def test_version_is_in_the_name(name: str, version: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((GOLDEN / "ucdp_hxl.csv").read_bytes())
    assert read_events(tmp_path / name)[0].version == version


def test_version_in_a_zip_is_that_of_its_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ged251-csv.zip", "w") as archive:
        archive.write(GOLDEN / "ucdp_hxl.csv", "GEDEvent_v25_1.csv")
    source, _ = read_events(tmp_path / "ged251-csv.zip")
    assert source.version == "25.1"
    assert "25.1" in source.citation


def test_without_names_content_has_to_agree(tmp_path: Path) -> None:
    path = changed("ucdp_candidate_v24_0_1.csv", b"2024-03-01 00:00:00.000", b"soon", tmp_path)
    assert recognise(path) == "table"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = changed("ucdp_v25_1.csv", b",date_end,", b",date_over,", tmp_path)
    with pytest.raises(ReadError, match=r"ucdp_v25_1.csv.*date_end.*begins with id, relid"):
        read_events(path)


@real
def test_the_real_file_of_the_central_african_republic() -> None:
    [path] = REAL.glob("*.csv")
    found = whole(path)
    events = found.events
    assert (len(events), found.refused) == (1_848, [])
    points = Counter((event["latitude"], event["longitude"]) for event in events)
    assert (len(points), points.most_common(1)[0][1]) == (541, 221)
    countries = [event for event in events if event["level"] == "country"]
    assert len(countries) == 29
    assert {event["geo_precision"] for event in countries} == {6}
    assert {event["country"] for event in events} == {"CF"}
    assert sum(event["first"] != event["last"] for event in events) == 481
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for one in ("low", "best", "high"):
        assert sum(event[f"fatalities_{one}"] for event in events) == sum(
            int(row[one]) for row in rows
        )
    assert [event["event_id"] for event in events] == [f"ucdp-ged:{row['id']}" for row in rows]
    assert [event["codes"]["where_prec"] for event in events] == [row["where_prec"] for row in rows]
