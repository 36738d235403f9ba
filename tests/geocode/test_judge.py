import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geocode.gazetteer import Entry
from dashboard.geocode.judge import Asked, judge
from dashboard.geocode.search import Hit
from dashboard.geocode.sure import calibrated
from dashboard.model import Level

LEVELS = st.sampled_from([Level.TOWN, Level.COUNTRY, Level.PROVINCE, Level.SEA])


def hit(
    number: int, country: str, admin1: int | None = None, at: tuple[float, float] = (0.0, 0.0),
    level: str = Level.TOWN,
) -> Hit:  # fmt: skip
    entry = Entry(number, f"p:{number}", str(number), level, country, admin1, None, "", *at, 5.0,
                  None, 1.0)  # fmt: skip
    return Hit(entry, str(number), 1.0, 0.5)


def asked(*hits: Hit, worth: tuple[float, ...] = (), doubt: float = 0.1, times: float = 1) -> Asked:
    return Asked(times, list(hits), list(worth or [1.0] * len(hits)), doubt)


def test_alone_the_best_known_is_likeliest() -> None:
    one = asked(hit(1, "FR"), hit(2, "US"), worth=(0.9, 0.1))
    judge([one])
    assert one.best() == one.hits[0]
    assert sum(one.likely) < 1


def test_the_country_of_the_others_decides() -> None:
    paris = asked(hit(1, "FR", 10, (48.9, 2.4)), hit(2, "US", 20, (33.7, -95.6)), worth=(0.8, 0.2))
    texas = asked(hit(20, "US", 20, (31.0, -100.0), Level.PROVINCE))
    judge([paris, texas])
    assert paris.best() == paris.hits[1]


def test_nearness_decides_within_a_country() -> None:
    springfields = asked(
        hit(1, "US", 10, (37.2, -93.3)), hit(2, "US", 20, (39.9, -83.8)), worth=(0.6, 0.4)
    )
    dayton = asked(hit(3, "US", None, (39.8, -84.2)))
    judge([springfields, dayton])
    assert springfields.best() == springfields.hits[1]


def test_a_city_of_millions_says_nothing_of_its_division() -> None:
    genevas = asked(
        hit(1, "US", 10, (43.0, -77.0)), hit(2, "US", 20, (41.0, -88.0)), worth=(0.4, 0.6)
    )
    town, city = hit(3, "US", 10, (40.0, -74.0)), hit(4, "US", 10, (40.0, -74.0))
    judge([genevas, asked(town)])
    assert genevas.best() == genevas.hits[0]
    city = city._replace(entry=city.entry._replace(population=8_000_000))
    judge([genevas, asked(city)])
    assert genevas.best() == genevas.hits[1]


def test_nothing_to_judge() -> None:
    nothing = asked()
    judge([nothing])
    judge([])
    assert (nothing.likely, nothing.best()) == ([], None)


places = st.builds(
    hit,
    st.integers(1, 50),
    st.sampled_from(["", "LY", "US"]),
    st.none() | st.integers(1, 4),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    LEVELS,
)
questions = st.lists(st.tuples(st.lists(places, max_size=5), st.floats(0, 1)), max_size=6)


@given(questions)
def test_shares_are_shares_and_order_does_not_matter(made: list[tuple[list[Hit], float]]) -> None:
    one = [asked(*hits, doubt=doubt) for hits, doubt in made]
    other = [asked(*hits, doubt=doubt) for hits, doubt in made]
    judge(one)
    judge(other[::-1])
    for first, second in zip(one, other, strict=True):
        assert all(0 <= share <= 1 for share in first.likely)
        assert sum(first.likely) <= 1 + 1e-9
        assert first.likely == pytest.approx(second.likely, abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_greater_share_is_no_less_sure(one: float, other: float) -> None:
    assert 0 < calibrated(min(one, other)) <= calibrated(max(one, other)) < 1
