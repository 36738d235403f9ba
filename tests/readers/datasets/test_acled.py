"""ACLED: its layouts, what its codes stand for, and exports with one row for each actor."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest

from dashboard.readers.datasets import monadic, read_events
from tests.readers.datasets.reading import GOLDEN, whole


def test_rows_may_not_be_passed_on() -> None:
    source, _ = read_events(GOLDEN / "acled_31.csv")
    assert not source.publishable
    assert source.licence.startswith("https://acleddata.com/")
    assert "ACLED" in source.citation


def test_an_invented_day_is_the_whole_month() -> None:
    event = whole(GOLDEN / "acled_31.csv").event("TST3")
    assert (event["first"], event["last"]) == (date(2023, 2, 1), date(2023, 2, 28))
    assert event["date_precision"] == 4
    assert event["codes"]["event_date"] == "2023-02-15"


def test_a_day_in_a_week_is_seven_days_around_it() -> None:
    event = whole(GOLDEN / "acled_31.csv").event("TST2")
    assert (event["first"], event["last"]) == (date(2023, 1, 28), date(2023, 2, 3))
    assert event["date_precision"] == 3


@pytest.mark.parametrize(
    ("name", "level", "precision", "radius"),
    [("TST1", "town", 1, 5), ("TST2", "town", 2, 25), ("TST3", "province", 4, 100)],
)
def test_points_that_stand_in_say_so(name: str, level: str, precision: int, radius: int) -> None:
    event = whole(GOLDEN / "acled_31.csv").event(name)
    assert (event["level"], event["geo_precision"]) == (level, precision)
    assert event["radius_km"] == radius


def test_the_two_precisions_are_not_swapped(tmp_path: Path) -> None:
    data = (GOLDEN / "acled_31.csv").read_text("utf-8-sig")
    rows = list(csv.reader(data.splitlines(keepends=True)))
    at = {name: rows[0].index(name) for name in ("time_precision", "geo_precision")}
    rows[1][at["time_precision"]], rows[1][at["geo_precision"]] = "1", "3"
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows[:2])
    [event] = whole(tmp_path / "a.csv").events
    assert (event["date_precision"], event["geo_precision"]) == (1, 4)


def test_exports_without_newer_columns(tmp_path: Path) -> None:
    data = (GOLDEN / "acled_31.csv").read_text("utf-8-sig")
    rows = list(csv.reader(data.splitlines(keepends=True)))
    left_out = {rows[0].index(name) for name in ("timestamp", "admin3", "tags")}
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(
            [cell for at, cell in enumerate(row) if at not in left_out] for row in rows
        )
    found, given = whole(tmp_path / "a.csv"), whole(GOLDEN / "acled_31.csv")
    for event in given.events:
        event["codes"].pop("timestamp")
    assert found.events == given.events


def test_numbers_and_labels_of_actors_mean_the_same() -> None:
    new = whole(GOLDEN / "acled_31.csv").event("TST1")["participants"]
    assert new == whole(GOLDEN / "acled_2019.csv").event("TST20")["participants"]


def test_rows_of_an_event_are_joined_and_deaths_count_once() -> None:
    found = whole(GOLDEN / "acled_monadic.csv")
    assert len(found.events) == 4
    event = found.event("TST30")
    assert event["fatalities_best"] == 2
    assert [(one["name"], one["role"]) for one in event["participants"]] == [
        ("Military Forces of Libya (2014-) Test Faction", "side_a"),
        ("Grey Column", "side_b"),
        ("Blue Guard", "other"),
    ]
    assert found.event("TST32")["fatalities_best"] == 4, "the newer version counts"
    assert any("joined: 3 rows" in warning for warning in found.warnings)


def test_rows_far_apart_are_joined_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monadic, "PART", 300)
    monkeypatch.setattr("dashboard.readers.datasets.lines.BLOCK", 20_000)
    with (GOLDEN / "acled_31.csv").open(encoding="utf-8-sig", newline="") as lines:
        names, row, *_ = list(csv.reader(lines))
    at = {name: names.index(name) for name in ("event_id_cnty", "actor1", "actor2", "fatalities")}
    rows = []
    for number in range(1_000):
        for actor in (f"Group {number % 7}", "Group X") if number % 2 else ("Group Y",):
            new = list(row)
            new[at["event_id_cnty"]], new[at["fatalities"]] = f"TST{number}", str(number)
            new[at["actor1"]], new[at["actor2"]] = actor, ""
            rows.append(new)
    random.Random(3).shuffle(rows)
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([names, *rows])
    found = whole(tmp_path / "a.csv", rows=100)
    assert len(found.events) == 1_000
    assert len({event["event_id"] for event in found.events}) == 1_000
    assert sum(event["fatalities_best"] for event in found.events) == sum(range(1_000))
    for event in found.events:
        sides = {one["name"] for one in event["participants"] if one["role"].startswith("side")}
        number = int(event["event_id"].removeprefix("acled:TST"))
        assert sides == ({f"Group {number % 7}", "Group X"} if number % 2 else {"Group Y"})


def test_old_files_in_windows_1252_with_unnamed_columns() -> None:
    found = whole(GOLDEN / "acled_2016.csv")
    assert len(found.events) == 3
    assert {event["text"] for event in found.events} == {"Café de l’Été – shots"}
    assert [str(event["first"]) for event in found.events] == [
        "2016-01-31", "2016-02-01", "2016-02-02",
    ]  # fmt: skip
