import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geocode.outlet import homes, outlet

KNOWN = {"malta", "anniston", "san antonio", "paris", "lancaster", "tripoli"}


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        ("http://www.maltadaily.com/articles/view/2018", ["malta"]),
        ("The Anniston Star", ["anniston"]),
        ("San Antonio Express-News", ["san antonio"]),
        ("sanantonioherald.net", ["san antonio"]),
        ("parisobserver.com", ["paris"]),
        ("news.lancaster-guardian.org", ["lancaster"]),
        ("Example Wire", []),
        ("", []),
    ],
)
def test_the_home_stands_in_the_name(publisher: str, home: list[str]) -> None:
    assert homes(outlet(publisher), KNOWN.__contains__) == home


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("tripolipost.ly", "LY"),
        ("https://www.example.co.uk/news", "GB"),
        ("example.com.ng", "NG"),
        ("example.com", ""),
        ("example.tv", ""),
        ("The Tripoli Post", ""),
    ],
)
def test_the_country_of_an_address(publisher: str, country: str) -> None:
    assert outlet(publisher).country == country


def test_known_outlets_are_looked_up() -> None:
    assert outlet("https://www.startribune.com/a").home == "Minneapolis, Minnesota"
    assert outlet("edition.tolonews.com").country == "AF"


@given(st.text(max_size=400) | st.from_regex(r"https?://[a-z.:\[\]@-]{0,40}", fullmatch=True))
def test_any_publisher(publisher: str) -> None:
    found = outlet(publisher)
    assert all(len(stem) >= 4 for stem in found.stems)
    assert found.country == "" or len(found.country) == 2
