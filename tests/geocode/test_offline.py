import inspect
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from geopy.exc import GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location
from geopy.point import Point
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.geocode.offline import OfflineGeocoder, place_of
from dashboard.model import Level

LEVELS = {str(level) for level in Level}


def test_signature_follows_geopy() -> None:
    ours = inspect.signature(OfflineGeocoder.geocode).parameters
    theirs = inspect.signature(Nominatim.geocode).parameters
    for name in (
        "query",
        "exactly_one",
        "timeout",
        "limit",
        "language",
        "country_codes",
        "featuretype",
    ):
        assert ours[name].kind == theirs[name].kind, name
        assert ours[name].default == theirs[name].default, name


def test_one_many_none(geocoder: OfflineGeocoder) -> None:
    one = geocoder.geocode("Tripoli")
    many = geocoder.geocode("Tripoli", exactly_one=False)
    assert isinstance(one, Location)
    assert isinstance(many, list)
    assert many[0] == one
    assert len(geocoder.geocode("Tripoli", exactly_one=False, limit=2)) == 2
    for exactly_one in (True, False):
        assert geocoder.geocode("Xyzzyqwkjh", exactly_one=exactly_one) is None
        assert geocoder.geocode("", exactly_one=exactly_one) is None


def test_bad_options_are_refused(geocoder: OfflineGeocoder) -> None:
    with pytest.raises(ValueError, match="limit"):
        geocoder.geocode("Tripoli", limit=0)
    with pytest.raises(ValueError, match="featuretype"):
        geocoder.geocode("Tripoli", featuretype="volcano")


def test_it_asks_nobody(geocoder: OfflineGeocoder) -> None:
    with pytest.raises(GeocoderServiceError):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


def test_rate_limiter_and_partial(geocoder: OfflineGeocoder) -> None:
    ask = RateLimiter(partial(geocoder.geocode, country_codes="LB"), min_delay_seconds=0)
    assert [ask(name).raw["country"] for name in ("Tripoli", "Tyre")] == ["LB", "LB"]


def test_threads_share_it(geocoder: OfflineGeocoder) -> None:
    names = ["Tripoli", "Aleppo", "eastern Libya", "Goma", "southern Syria", "Xyzzy"] * 20
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(geocoder.geocode, names))
    assert together == [geocoder.geocode(name) for name in names]


def test_country_codes(geocoder: OfflineGeocoder) -> None:
    for codes, country in (("ly", "LY"), ("LB", "LB"), (["LB"], "LB"), (["GR"], "GR")):
        assert geocoder.geocode("Tripoli", country_codes=codes).raw["country"] == country
    found = geocoder.geocode("Tripoli", country_codes="LY,LB", exactly_one=False)
    assert {place.raw["country"] for place in found} == {"LY", "LB"}


@pytest.mark.parametrize(
    ("query", "country", "level"),
    [
        ("Tripoli, Libya", "LY", "town"),
        ("Tripoli, Lebanon", "LB", "town"),
        ({"city": "Tripoli", "country": "Lebanon"}, "LB", "town"),
        ("Paris, Texas", "US", "town"),
        ("Benghazi, eastern Libya", "LY", "town"),
        ("Mitiga airport, Tripoli", "LY", "facility"),
    ],
)
def test_containment(geocoder: OfflineGeocoder, query: object, country: str, level: str) -> None:
    raw = geocoder.geocode(query).raw
    assert (raw["country"], raw["level"]) == (country, level)


def test_a_place_is_not_where_it_is_not(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Benghazi, Ukraine") is None


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Niger", "country", "country"),
        ("Niger", "state", "province"),
        ("Homs", "city", "town"),
        ("Homs", "settlement", "town"),
        ("Homs", "province", "province"),
    ],
)
def test_feature_types(geocoder: OfflineGeocoder, name: str, kind: str, level: str) -> None:
    assert geocoder.geocode(name, featuretype=kind).raw["level"] == level


def test_raw_is_plain_and_whole(geocoder: OfflineGeocoder) -> None:
    for name in (
        "Tripoli",
        "Libya",
        "eastern Libya",
        "southern Syria",
        "Mitiga airport",
        "Red Sea",
    ):
        raw = geocoder.geocode(name).raw
        assert json.loads(json.dumps(raw))["name"] == raw["name"]
        assert place_of(raw).level == raw["level"]
        assert (raw["footprint"] is None) == (raw["level"] in ("town", "facility"))
        assert raw["radius_km"] > 0
        assert raw["population"] is None or raw["population"] > 0


def test_ids_of_geonames(geocoder: OfflineGeocoder) -> None:
    raw = geocoder.geocode("Tripoli", country_codes="LY").raw
    assert (raw["place_id"], raw["geonames_id"]) == ("geonames:2210247", 2210247)
    assert raw["feature"] == "P.PPLC"
    assert geocoder.geocode("eastern Libya").raw["geonames_id"] is None
    assert geocoder.geocode("southern Syria").raw["geonames_id"] is None


def test_scores_order_and_mean_something(geocoder: OfflineGeocoder) -> None:
    def score(name: str) -> float:
        return float(geocoder.geocode(name).raw["score"])

    scores = [place.raw["score"] for place in geocoder.geocode("San José", exactly_one=False)]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1
    assert score("Libya") > score("Aleppo") > score("Mitiga")
    assert score("Bakhmut") > score("Bakhmoot") > 0


def test_reverse(geocoder: OfflineGeocoder) -> None:
    for query in ((32.1167, 20.0667), "32.1167, 20.0667", Point(32.1167, 20.0667)):
        found = geocoder.reverse(query)
        assert found.raw["country"] == "LY"
        assert found.raw["name"] == "Benghazi" or "Benghazi" in found.address
    listed = geocoder.reverse((32.1167, 20.0667), exactly_one=False)
    assert {"town", "province", "country"} <= {place.raw["level"] for place in listed}
    desert = geocoder.reverse((24.5, 18.5), exactly_one=False)
    assert desert[0].raw["level"] in ("province", "region")
    assert geocoder.reverse((34.5, 18.0)).raw["level"] == "sea"
    assert geocoder.reverse((-60.0, -120.0)) is None
    assert geocoder.reverse((-60.0, -120.0), exactly_one=False) is None
    assert len(geocoder.reverse((-33.9, 18.4), exactly_one=False, limit=2)) == 2


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("query", [(91.0, 0.0), "north pole", (float("nan"), 0.0)])
def test_reverse_refuses_what_is_no_position(geocoder: OfflineGeocoder, query: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        geocoder.reverse(query)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60))
def test_any_text_is_an_answer_or_none(geocoder: OfflineGeocoder, text: str) -> None:
    check(geocoder, text)


WORDS = [
    "north",
    "of",
    "the",
    "Libya",
    ",",
    "city",
    "port",
    "'s",
    "Al-",
    "eastern",
    "Tripoli",
    "central",
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_any_phrase_is_an_answer_or_none(geocoder: OfflineGeocoder, words: list[str]) -> None:
    check(geocoder, " ".join(words))


def check(geocoder: OfflineGeocoder, text: str) -> None:
    for place in geocoder.geocode(text, exactly_one=False, limit=5) or []:
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert 0 <= place.raw["score"] <= 1
        assert place.raw["level"] in LEVELS


@settings(deadline=None, max_examples=150)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_reverse_of_any_position(
    geocoder: OfflineGeocoder, latitude: float, longitude: float
) -> None:
    found = geocoder.reverse((latitude, longitude))
    assert found is None or found.raw["level"] in LEVELS
