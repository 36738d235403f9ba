"""GDELT: both versions, what a place stands for, and whose place it is."""

import os
from collections import Counter
from pathlib import Path

import pytest

from dashboard.readers.datasets import read_events
from tests.readers.datasets.reading import GOLDEN, whole

REAL = Path(os.environ.get("DATELINE_DATASETS", "/nonexistent")) / "gdelt"
real = pytest.mark.skipif(not REAL.is_dir(), reason="DATELINE_DATASETS names no such folder")
REMOTE = "Remote explosive/landmine/IED"


@pytest.mark.parametrize(
    ("name", "level", "precision"),
    [("1", "town", 1), ("2", "country", 6), ("3", "province", 4), ("5", "province", 4),
     ("6", "town", 1), ("4", "", None)],
)  # fmt: skip
def test_centres_of_areas_are_areas(name: str, level: str, precision: int | None) -> None:
    event = whole(GOLDEN / "gdelt2.tsv").event(name)
    assert (event["level"], event["geo_precision"]) == (level, precision)


def test_an_actors_place_is_not_the_events() -> None:
    event = whole(GOLDEN / "gdelt2.tsv").event("4")
    assert event["latitude"] is None
    assert event["country"] == event["place"] == ""
    assert event["codes"]["Actor1Geo_Lat"] == "25"
    assert event["codes"]["Actor1Geo_FullName"] == "Libya"


def test_countries_are_fips_10_4() -> None:
    found = whole(GOLDEN / "gdelt2.tsv")
    assert [found.event(name)["country"] for name in ("1", "2", "3")] == ["TR", "RS", "IN"]


def test_long_before_it_was_seen_is_background_with_both_dates() -> None:
    found = whole(GOLDEN / "gdelt2.tsv")
    event = found.event("5")
    assert event["realis"] == "background"
    assert str(event["first"]) == "2014-03-01"
    assert event["codes"]["SQLDATE"] == "20140301"
    assert event["codes"]["DATEADDED"] == "20240301120000"
    assert any("more than 21 days before" in one for one in found.warnings)


def test_deaths_are_not_known() -> None:
    events = whole(GOLDEN / "gdelt2.tsv").events
    assert {event[f"fatalities_{one}"] for event in events for one in ("low", "best", "high")} == {
        None
    }


def test_versions_are_told_by_their_columns() -> None:
    versions = {
        name: read_events(GOLDEN / name)[0].version
        for name in ("gdelt2.tsv", "gdelt1.tsv", "gdelt_names.csv")
    }
    assert versions == {"gdelt2.tsv": "2.0", "gdelt1.tsv": "1.0", "gdelt_names.csv": "2.0"}


@pytest.mark.parametrize("columns", [57, 62])
def test_other_layouts_without_names(columns: int, tmp_path: Path) -> None:
    name = "gdelt1.tsv" if columns == 57 else "gdelt2.tsv"
    [first, *_] = (GOLDEN / name).read_text("utf-8").splitlines()
    cells = first.split("\t")
    cells = cells[:57] if columns == 57 else [*cells[:27], "Fight", *cells[27:]]
    (tmp_path / "a.tsv").write_text("\t".join(cells) + "\n", "utf-8")
    [event] = whole(tmp_path / "a.tsv").events
    assert (event["type"], event["country"]) == ("Armed clash", "TR")


def test_only_addresses_of_the_web_become_links() -> None:
    found = whole(GOLDEN / "gdelt2.tsv")
    assert found.event("11")["url"] == ""
    assert found.event("1")["url"] == 'https://www.example.org/a"b'
    assert found.event("1")["source"] == "example.org"


@pytest.mark.parametrize(
    ("code", "type"),
    [("40", "Meeting or talks"), ("040", "Meeting or talks"), ("871", "Agreement"),
     ("10", ""), ("100", "Call or demand"), ("1831", "Suicide bomb"), ("1832", REMOTE)],
)  # fmt: skip
def test_codes_that_lost_their_zero(code: str, type: str, tmp_path: Path) -> None:
    data = (
        (GOLDEN / "gdelt_names.csv")
        .read_bytes()
        .replace(b",190,190,19,", b",%s,,," % code.encode())
    )
    data = data.replace(b",190,Use", b",%s,Use" % code.encode())
    (tmp_path / "a.csv").write_bytes(data)
    assert whole(tmp_path / "a.csv").event("31")["type"] == type


@real
def test_the_real_sample() -> None:
    [path] = REAL.glob("*.tsv")
    found = whole(path)
    assert (len(found.events), found.refused) == (100, [])
    levels = Counter(event["level"] for event in found.events)
    assert levels == {"town": 74, "country": 18, "province": 4, "": 4}
    assert sum(event["country"] == "ML" for event in found.events) == 11
