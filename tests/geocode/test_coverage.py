"""Classes of places that come in whole: post offices, natural features, outlets and their homes."""

import pytest

from dashboard.geocode import shipped
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.names import files_of, own_names
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.geocode.row import PlaceRow
from dashboard.model import Level
from tests.geocode.test_clues import mentions


def town(number: int, name: str, *aliases: str, country: str = "UA") -> PlaceRow:
    return PlaceRow(
        number, f"geonames:{number}", name, Level.TOWN, country, None, None, "P.PPL", 48.0, 37.0,
        5.0, 9, 1.0, aliases, 7,
    )  # fmt: skip


def test_small_places_with_a_post_office_are_known(geocoder: OfflineGeocoder) -> None:
    (hit,) = geocoder.hits("Zwingle, Iowa", limit=1)
    assert hit.entry.place_id == "post:IA:Zwingle"
    assert geocoder.location(hit).raw["admin1"] == "Iowa"


def test_a_place_with_a_post_office_is_there_once(gazetteer: Gazetteer) -> None:
    rows = [tuple(row[:2]) for row in shipped.packed_rows("post_towns")]
    assert len(rows) == len(set(rows)) > 10_000
    same = gazetteer._rows(
        "SELECT one.place_id FROM place AS one JOIN place AS other ON other.name = one.name "
        "AND other.country = 'US' AND other.level = 'town' AND other.id != one.id "
        "WHERE one.place_id LIKE 'post:%' AND other.place_id LIKE 'geonames:%' "
        "AND abs(one.latitude - other.latitude) < 0.1 "
        "AND abs(one.longitude - other.longitude) < 0.1",
        (),
    )
    assert same == []


@pytest.mark.parametrize(
    ("name", "level", "country"),
    [
        ("Lake Baikal", Level.SEA, "RU"),
        ("Bering Strait", Level.SEA, ""),
        ("Hindu Kush", Level.REGION, ""),
        ("Kruger National Park", Level.REGION, "ZA"),
        ("New England", Level.REGION, "US"),
    ],
)
def test_natural_features_and_customary_regions(
    geocoder: OfflineGeocoder, name: str, level: Level, country: str
) -> None:
    best = geocoder.hits(name)[0].entry
    assert (best.level, best.country) == (level, country)


def test_a_name_borrowed_from_a_neighbour_counts_less() -> None:
    village, city = town(1, "Hrodivka"), town(2, "Myrnohrad", "Hrodivka", "Mirnograd", "Dymytrov")
    own = own_names([village, city])
    quality = {key: worth for key, _, _, worth in files_of(city, own)}
    assert quality["hrodivka"] < quality["dymytrov"]
    spelled = files_of(town(3, "Tartus", "Tartous"), own_names([town(4, "Tartous")]))
    assert {worth for key, _, _, worth in spelled if key == "tartous"} == {0.7}


def test_a_dropped_name_is_gone(geocoder: OfflineGeocoder) -> None:
    assert {hit.entry.name for hit in geocoder.hits("Hrodivka")} == {"Hrodivka"}
    assert geocoder.hits("Dimitrov, Ukraine")[0].entry.name == "Myrnohrad"


def test_every_home_of_an_outlet_is_found(geocoder: OfflineGeocoder) -> None:
    rows = [row for _, row in shipped.readable_rows("outlets")]
    assert len({row["address"] for row in rows}) == len(rows) > 2_000
    lost = [
        (row["address"], row["home"])
        for row in rows
        if row["home"] and not geocoder.candidates(row["home"], 1, row["country"])
    ]
    assert lost == []


def test_a_paper_named_after_a_town_of_many_lands_is_likelier_american(
    geocoder: OfflineGeocoder,
) -> None:
    text = "The fire in Cambridge was out by noon."
    told = {
        paper: resolve(mentions(text, "Cambridge"), geocoder, text=text, publisher=paper)[0]
        for paper in ("cambridgetribune.com", "cambridgetribune.co.uk", "example.com")
    }
    lands = {
        paper: (one.candidates or one.doubtful)[0].place.country for paper, one in told.items()
    }
    assert lands == {
        "cambridgetribune.com": "US",
        "cambridgetribune.co.uk": "GB",
        "example.com": "GB",
    }


def test_a_paper_named_after_a_country_is_of_that_country(geocoder: OfflineGeocoder) -> None:
    text = "Prices rose again in Lebanon."
    (found,) = resolve(mentions(text, "Lebanon"), geocoder, text=text, publisher="lebanonpost.com")
    assert found.candidates[0].place.country == "LB"


def test_a_township_is_the_town_of_its_name(geocoder: OfflineGeocoder) -> None:
    text = "A barn burned in Franklin Twp., Ohio."
    found = resolve(mentions(text, "Franklin Twp.", "Ohio"), geocoder, text=text)[0]
    assert found.candidates[0].place.level == Level.TOWN
    assert geocoder.hits("Loudon Co.", country_codes="US")[0].entry.level == Level.DISTRICT
