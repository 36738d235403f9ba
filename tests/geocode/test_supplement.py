"""The rows kept by hand: places.csv and regions.csv."""

import csv
import re
from pathlib import Path

import pytest
import shapely

from dashboard.geocode import shipped
from dashboard.geocode.earth import distance_km
from dashboard.geocode.gazetteer import Entry, Gazetteer
from dashboard.geocode.normalise import key, without_article
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.model import Level

LOOKUPS = Path(__file__).with_name("lookups.csv")
PLACES = [row for _, row in shipped.readable_rows("places") if row["latitude"]]
SPELLINGS = [row for _, row in shipped.readable_rows("places") if not row["latitude"]]
REGIONS = [row for _, row in shipped.readable_rows("regions")]
NEAR = re.compile(r"within (\d+) km of (.+)")
BORDER_KM = 6.0
"""Outlines are simplified to a kilometre and differ from other maps by some more."""
HELD = {("UA", "RU"), ("SY", "IL"), ("IN", "CN"), ("EH", "MA")}
"""Outlines say who holds a place; the first of a pair is whom our rows give it to."""
KM_PER_DEGREE = 111.0


def position(row: dict[str, str]) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def called(gazetteer: Gazetteer, name: str) -> list[Entry]:
    keys = {key(name), without_article(key(name))} - {""}
    return [found.entry for each in sorted(keys) for found in gazetteer.named(each)]


def km_to(entry: Entry, at: tuple[float, float]) -> float:
    return distance_km(at, (entry.latitude, entry.longitude))


def test_there_are_enough() -> None:
    assert len(PLACES) >= 1200
    assert len(REGIONS) >= 300


@pytest.mark.parametrize("name", ["places", "regions"])
def test_ids_are_unique_and_sources_given(name: str) -> None:
    rows = [row for _, row in shipped.readable_rows(name)]
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["id"] for row in rows if not row["source"]] == []


def test_a_row_fits_the_codebook() -> None:
    for row in PLACES:
        assert row["level"] in (Level.TOWN, Level.FACILITY, Level.DISTRICT), row["id"]
        assert re.fullmatch(r"[a-z0-9-]+", row["id"]), row["id"]
        assert re.fullmatch(r"[A-Z]\.[A-Z0-9]+", row["feature"]), row["id"]
        assert 1 <= float(row["radius_km"] or 2) <= 60, row["id"]
        names = [key(name) for name in (row["name"], *row["aliases"].split("|")) if name]
        assert len(names) == len(set(names)) or row["source"].endswith("rounded"), row["id"]


def test_a_spelling_says_nothing_else() -> None:
    for row in SPELLINGS:
        assert row["aliases"], row["id"]
        assert [row[column] for column in ("level", "country", "radius_km", "weight")] == [""] * 4


def test_a_place_lies_in_its_country(gazetteer: Gazetteer) -> None:
    wrong = []
    for row in PLACES:
        if not row["country"]:
            continue
        latitude, longitude = position(row)
        country = gazetteer.country(row["country"])
        outline = gazetteer.outline(country.id) if country else None
        point = shapely.Point(longitude, latitude)
        allowed = max(BORDER_KM, float(row["radius_km"] or 0))
        if outline is None or outline.distance(point) * KM_PER_DEGREE <= allowed:
            continue
        holders = [e.country for e in gazetteer.around(latitude, longitude) if e.level == "country"]
        if any((row["country"], holder) not in HELD for holder in holders):
            wrong.append((row["id"], holders))
    assert wrong == []


def test_a_place_lies_where_its_source_says(gazetteer: Gazetteer) -> None:
    wrong, checked = [], 0
    for row in PLACES:
        if stated := NEAR.search(row["source"]):
            checked += 1
            at = position(row)
            others = [e for e in called(gazetteer, stated[2]) if e.place_id[9:] != row["id"]]
            least = min((km_to(entry, at) for entry in others), default=float("inf"))
            if least > float(stated[1]):
                wrong.append((row["id"], stated[0], round(least, 1)))
    assert wrong == []
    assert checked >= 500


def test_no_place_is_there_twice(gazetteer: Gazetteer) -> None:
    twice = []
    for row in PLACES:
        at = position(row)
        for entry in called(gazetteer, row["name"]):
            same = entry.level == row["level"] and entry.country == row["country"]
            if same and entry.place_id != f"dateline:{row['id']}" and km_to(entry, at) < 8:
                twice.append((row["id"], entry.place_id))
    assert twice == []


def test_a_region_lies_in_its_country(gazetteer: Gazetteer) -> None:
    wrong, checked = [], 0
    for row in REGIONS:
        if row["level"] != Level.REGION or not re.fullmatch("[A-Z]{2}", row["countries"]):
            continue
        if row["id"].startswith("geonames:"):
            continue
        checked += 1
        entry = next(e for e in called(gazetteer, row["name"]) if e.place_id[7:] == row["id"])
        around = gazetteer.around(entry.latitude, entry.longitude)
        holders = {other.country for other in around if other.level == "country"}
        if holders and row["countries"] not in holders:
            wrong.append((row["id"], holders))
    assert wrong == []
    assert checked >= 100


def test_names_are_found_where_they_are(gazetteer: Gazetteer, geocoder: OfflineGeocoder) -> None:
    wrong = []
    with LOOKUPS.open(encoding="utf-8", newline="") as file:
        lookups = list(csv.DictReader(file))
    assert len(lookups) >= 150
    for row in lookups:
        hits = geocoder.hits(row["name"], limit=1)
        if not hits or hits[0].entry.country != row["country"]:
            wrong.append((row["name"], hits[0].entry.place_id if hits else ""))
            continue
        found = geocoder.location(hits[0])
        at = (found.latitude, found.longitude)
        far = min(km_to(entry, at) for entry in called(gazetteer, row["near"]))
        if far > float(row["km"]):
            wrong.append((row["name"], f"{far:.0f} km from {row['near']}"))
    assert wrong == []


def test_well_known_names_keep_their_first_answer(
    gazetteer: Gazetteer, geocoder: OfflineGeocoder
) -> None:
    towns = gazetteer._rows(
        "SELECT DISTINCT name FROM place WHERE level = 'town' AND place_id LIKE 'geonames:%' "
        "ORDER BY population DESC LIMIT 300",
        (),
    )
    first = {name: geocoder.hits(name, limit=1)[0].entry.place_id for (name,) in towns}
    assert [name for name, place_id in first.items() if place_id.startswith("dateline:")] == []
    countries = gazetteer._rows("SELECT name FROM place WHERE level = 'country'", ())
    known = {name: geocoder.hits(name, limit=1)[0].entry.place_id for (name,) in countries}
    assert [name for name, place_id in known.items() if not place_id.startswith("geonames:")] == []
