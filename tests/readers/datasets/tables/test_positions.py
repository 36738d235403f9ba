"""Coordinates and numbers as people write them."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.readers.datasets.tables.amounts import read_toll
from dashboard.readers.datasets.tables.lands import country_code
from dashboard.readers.datasets.tables.positions import read_angle, read_pair

LATITUDES = (
    "32.8872", "32,8872", " 32.8872 ", "32°53'14\"N", "32° 53' 14\" N", "N32 53 14", "32 53 14 N",
    "32:53:14N", "32d53m14s", "32d53m14sN", "32º53’14’’N", "32°53′14″ с.ш.", "N 32.8872",
    "32.8872 north", "32°53.233'", "lat: 32.8872",
)  # fmt: skip


@pytest.mark.parametrize("cell", LATITUDES)
def test_one_angle_is_read_in_any_writing(cell: str) -> None:
    angle = read_angle(cell)
    assert angle is not None
    assert angle.degrees == pytest.approx(32.8872, abs=0.0001)
    assert angle.axis in ("", "lat")


def test_south_and_west_are_below_nothing() -> None:
    cells = ("32 30 S", "-32 30 0", "−32.5", "W 32.5", "32d30m0sS", "32°30'0\"W")
    assert [angle.degrees for cell in cells if (angle := read_angle(cell))] == [-32.5] * 6


@pytest.mark.parametrize(
    "cell", ["32 60 0", "abc", "O 12", "400000", "1e5", "inf", "-32.5 N", "32.5°30'", "12 13 14 15"]
)
def test_what_is_no_angle_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_angle(cell)


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("32.9, 13.1", ""), ("32.9 13.1", ""), ("32,9; 13,1", ""), ("32,9 13,1", ""),
        ("32,9, 13,1", ""), ("(32.9, 13.1)", ""), ("geo:32.9,13.1", ""), ("32.9/13.1", ""),
        ("32.9N 13.1E", "lat"), ("32.9N, 13.1E", "lat"), ("N 32.9 E 13.1", "lat"),
        ("lat: 32.9, lon: 13.1", "lat"), ("32°54'0\"N 13°6'0\"E", "lat"),
        ("N32 54 0, E13 06 00", "lat"),
    ],
)  # fmt: skip
def test_two_in_one_cell(cell: str, first: str) -> None:
    pair = read_pair(cell)
    assert pair is not None
    assert (pair.first, pair.second) == pytest.approx((32.9, 13.1))
    assert pair.certain == first


@pytest.mark.parametrize(
    "cell", ["POINT (13.1 32.9)", "POINT Z(13.1 32.9 5)", "SRID=4326;POINT(13.1 32.9)",
             "13.1E 32.9N", "lon 13.1 lat 32.9"],
)  # fmt: skip
def test_a_cell_may_say_that_longitude_comes_first(cell: str) -> None:
    pair = read_pair(cell)
    assert pair is not None
    assert (pair.first, pair.second, pair.certain) == (13.1, 32.9, "lon")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("38S MB 12345 12345", "grid"), ("SRID=3857;POINT(1 2)", "3857"), ("32.9", "pair"),
     ("32.9N 13.1N", "twice"), ("Tripoli", "pair")],
)  # fmt: skip
def test_what_is_no_pair_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_pair(cell)


@given(st.floats(-90, 90).map(lambda x: round(x, 4)), st.sampled_from("NS"))
def test_degrees_minutes_and_seconds_come_back(angle: float, side: str) -> None:
    seconds = round(abs(angle) * 3600, 2)
    cell = f"{int(seconds // 3600)}°{int(seconds % 3600 // 60)}'{seconds % 60:.2f}\"{side}"
    if f"{seconds % 60:.2f}" == "60.00":
        return
    found = read_angle(cell)
    assert found is not None
    assert abs(found.degrees) == pytest.approx(abs(angle), abs=0.00001)


@given(st.text(max_size=40) | st.from_regex(r"[0-9NSEW°'\"., ;()/-]{1,30}", fullmatch=True))
def test_any_cell_is_read_or_refused(cell: str) -> None:
    with suppress(ValueError):
        angle = read_angle(cell)
        assert angle is None or math.isfinite(angle.degrees)
    with suppress(ValueError):
        pair = read_pair(cell)
        assert pair is None or math.isfinite(pair.first + pair.second)
    with suppress(ValueError):
        assert all(number is None or number >= 0 for number in read_toll(cell))


@pytest.mark.parametrize(
    ("cell", "toll"),
    [
        ("12", (12, 12, 12)), ("1,234", (1234,) * 3), ("1.234", (1234,) * 3), ("12,0", (12,) * 3),
        ("1 234", (1234,) * 3), ("5+", (5, 5, None)), ("at least 26", (26, 26, None)),
        ("10-15", (10, None, 15)), ("up to 9", (None, None, 9)), ("~10", (None, 10, None)),
        ("", (None,) * 3), ("unknown", (None,) * 3), ("0", (0, 0, 0)),
    ],
)  # fmt: skip
def test_deaths(cell: str, toll: tuple[int | None, ...]) -> None:
    assert read_toll(cell) == toll


@pytest.mark.parametrize("cell", ["-1", "12.5", "many", "15-10", "99999999999", "3 dead"])
def test_what_is_no_number_of_deaths_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_toll(cell)


def test_countries_go_by_many_names() -> None:
    cells = ("Libya", "LBY", "ly", "434", "Украина", "Côte d'Ivoire", "The Gambia", "DRC", "NA")
    assert [country_code(cell) for cell in cells] == [
        "LY", "LY", "LY", "LY", "UA", "CI", "GM", "CD", "NA",
    ]  # fmt: skip
    assert country_code("Atlantis") == ""
