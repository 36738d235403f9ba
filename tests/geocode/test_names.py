"""Names of several conflicts, as the press spells them."""

import pytest

from dashboard.geocode.offline import OfflineGeocoder

COUNTRIES = (
    "Georgia GE|Jordan JO|Niger NE|Mali ML|Chad TD|Turkey TR|Syria SY|DR Congo CD|DRC CD|UAE AE"
)
TOWNS = (
    "Tripoli LY|Sirte LY|Surt LY|Tarhuna LY|Gharyan LY|Zintan LY|Sabha LY|Misrata LY|Misurata LY|"
    "Benghazi LY|Banghazi LY|Zuwara LY|Zuwarah LY|Ras Lanuf LY|"
    "Abu Grein LY|Abu Salim LY|Ain Zara LY|"
    "Wadi al-Rabie LY|Hadba LY|Brega LY|Tawergha LY|Moscow RU|Berlin DE|Istanbul TR|Ankara TR|"
    "Skhirat MA|Cairo EG|Abu Dhabi AE|Kyiv UA|Kiev UA|Bakhmut UA|Robotyne UA|Klishchiivka UA|"
    "Avdiivka UA|Aleppo SY|Homs SY|Deir ez-Zor SY|Deir al-Zour SY|Saraqib SY|Hodeidah YE|"
    "Al Hudaydah YE|Marib YE|Taiz YE|Khartoum SD|El Fasher SD|Nyala SD|Goma CD|Bunia CD|Sittwe MM|"
    "Myawaddy MM|Timbuktu ML|Djibo BF|Khan Younis PS|Jabalia PS|طرابلس LY|Київ UA|"
    "Киев UA|Москва RU|"
    "city of Sirte LY|Sirte city LY|Abu Salim district LY"
)
PROVINCES = (
    "Idlib Governorate SY|Idlib province SY|Donetsk Oblast UA|North Kivu CD|Rakhine State MM|"
    "Al Hudaydah Governorate YE|Derna province LY|Jufra LY|Al Jufra LY|Tigray ET|Cabo Delgado MZ|"
    "Kherson region UA|Hodeidah governorate YE"
)
FACILITIES = (
    "Mitiga LY|Mitiga airport LY|Es Sider LY|Hariga LY|Sharara LY|El Feel oil field LY|"
    "Khmeimim SY|Zamzam camp SD|port of Zueitina LY|Al-Watiya airbase LY"
)
REGIONS = "Donbas|Crimea|Darfur|Cyrenaica|Kashmir|eastern Ghouta|Sahel|Kurdistan|Gaza Strip|Gaza"
SEAS = "Mediterranean|Gulf of Sirte|Gulf of Sidra|the Red Sea|Black Sea|Sea of Azov|Gulf of Aden"
DEMONYMS = (
    "Libya's LY|Syria’s SY|the Libyan LY|"
    "Libyan LY|Turkish TR|Syrians SY|Ukrainian UA|Emirati AE|Sudanese SD|Houthi "
)


def pairs(names: str) -> list[tuple[str, str]]:
    return [tuple(name.rsplit(" ", 1)) for name in names.split("|")]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        (name, country, level)
        for level, names in [
            ("country", COUNTRIES),
            ("town", TOWNS),
            ("province", PROVINCES),
            ("facility", FACILITIES),
        ]
        for name, country in pairs(names)
    ],
)
def test_it_finds(geocoder: OfflineGeocoder, name: str, country: str, level: str) -> None:
    found = geocoder.geocode(name)
    assert found is not None
    assert (found.raw["country"], found.raw["level"]) == (country, level)


@pytest.mark.parametrize(
    ("name", "level"),
    [(name, "region") for name in REGIONS.split("|")] + [(name, "sea") for name in SEAS.split("|")],
)
def test_it_finds_areas(geocoder: OfflineGeocoder, name: str, level: str) -> None:
    found = geocoder.geocode(name)
    assert found is not None
    assert found.raw["level"] == level
    assert found.raw["footprint"]["type"] in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize(("demonym", "country"), pairs(DEMONYMS))
def test_demonyms_mean_their_country(geocoder: OfflineGeocoder, demonym: str, country: str) -> None:
    found = geocoder.geocode(demonym)
    if country:
        assert (found.raw["country"], found.raw["level"]) == (country, "country")
    else:
        assert found is None or found.raw["level"] != "country"


@pytest.mark.parametrize("name", ["Khalifa Haftar", "Xyzzy", "ceasefire", "Brigade 301", "🙂", "%"])
def test_what_is_no_place_is_not_found_for_sure(geocoder: OfflineGeocoder, name: str) -> None:
    found = geocoder.geocode(name)
    assert found is None or found.raw["score"] < 0.5
