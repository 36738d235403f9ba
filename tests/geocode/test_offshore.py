import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geocode.offline import OfflineGeocoder, place_of
from dashboard.geocode.offshore import off_shore
from dashboard.geocode.resolve import resolve
from dashboard.model import Level, MentionKind, Place, PlaceMention, PlaceRole, Span


@pytest.fixture(scope="module")
def hodeidah(geocoder: OfflineGeocoder) -> Place:
    return place_of(geocoder.geocode("Hodeidah", featuretype="town").raw)


@pytest.mark.parametrize(
    ("text", "km", "bearing", "radius"),
    [
        ("60 nautical miles south-west of Hodeidah", 111.1, 225, 27.8),
        ("20 km north of Hodeidah", 20, 0, 5.0),
        ("10 miles west off Hodeidah", 16.1, 270, 5.0),
        ("15 nautical miles off Hodeidah", 0, None, 27.8),
        ("off the coast of Hodeidah", 0, None, 50.0),
    ],
)
def test_position(
    hodeidah: Place, text: str, km: float, bearing: float | None, radius: float
) -> None:
    there = off_shore(hodeidah, text)
    start = (hodeidah.latitude, hodeidah.longitude)
    assert there.level is Level.SEA
    assert there.radius_km == pytest.approx(radius, abs=0.1)
    assert great_circle(start, (there.latitude, there.longitude)).km == pytest.approx(km, abs=0.2)
    if bearing is not None:
        wanted = great_circle(kilometers=km).destination(start, bearing)
        assert there.latitude == pytest.approx(wanted.latitude, abs=0.01)
        assert there.longitude == pytest.approx(wanted.longitude, abs=0.01)


@given(st.text())
def test_any_text_gives_a_circle_on_earth(text: str) -> None:
    anchor = Place("x", "X", Level.TOWN, "YE", "X", "", 14.8, 42.95, 5.0)
    there = off_shore(anchor, text)
    assert -90 <= there.latitude <= 90
    assert -180 <= there.longitude <= 180
    assert there.radius_km > 0


def mention(name: str, *, level: Level | None = None, country: str = "") -> PlaceMention:
    return PlaceMention(
        mention_id="m", report_id="r", text=name, span=Span(0, 1), sentence=Span(0, 1),
        kind=MentionKind.TOPONYM, role=PlaceRole.EVENT_SITE, name=name.removeprefix("off "),
        level=level, country=country,
    )  # fmt: skip


def test_a_mention_at_sea_is_not_the_town_it_is_told_from(geocoder: OfflineGeocoder) -> None:
    (found,) = resolve([mention("off Derna", level=Level.SEA, country="LY")], geocoder)
    assert found.candidates[0].place.level is Level.SEA
    assert "at sea" in found.reason


def test_a_sea_stays_a_sea(geocoder: OfflineGeocoder) -> None:
    (found,) = resolve([mention("Black Sea", level=Level.SEA)], geocoder)
    assert found.candidates[0].place.name == "Black Sea"


def test_nothing_is_found_outside_the_country_that_the_coding_says(
    geocoder: OfflineGeocoder,
) -> None:
    (found,) = resolve([mention("Hamadan", country="LY")], geocoder)
    assert found.candidates == ()
    assert "LY" in found.reason
