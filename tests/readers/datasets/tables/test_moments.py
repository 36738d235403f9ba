"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.readers.datasets.tables.moments import order_told, read_moment

DAYS = (
    "2021-03-12", "2021-03-12T05:06:07Z", "2021-03-12 23:59:59.123+02:00", "2021/3/12", "20210312",
    "12/03/2021", "12.3.21", "12-03-2021 14:30", "12 March 2021", "March 12th, 2021", "12-Mar-21",
    "Friday, 12 March 2021", "12 de marzo de 2021", "12. März 2021", "12 марта 2021 г.",
    "12 mars 2021", "12 آذار 2021", "12 March 2021 at 14:30", "Fri 12 Mar 2021",
)  # fmt: skip


@pytest.mark.parametrize("cell", DAYS)
def test_one_day_is_read_in_any_writing(cell: str) -> None:
    day = date(2021, 3, 12)
    assert read_moment(cell) == (day, day, 1)


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("2021", "2021-01-01", "2021-12-31", 5),
        ("2020-02", "2020-02-01", "2020-02-29", 4),
        ("03/2021", "2021-03-01", "2021-03-31", 4),
        ("May 2021", "2021-05-01", "2021-05-31", 4),
        ("late May 2020", "2020-05-21", "2020-05-31", 4),
        ("mid-February 2021", "2021-02-11", "2021-02-20", 4),
        ("Q1 2021", "2021-01-01", "2021-03-31", 5),
        ("2021-W05", "2021-02-01", "2021-02-07", 3),
        ("12-14 March 2021", "2021-03-12", "2021-03-14", 2),
        ("March 12–14, 2021", "2021-03-12", "2021-03-14", 2),
        ("28 Feb - 3 Mar 2021", "2021-02-28", "2021-03-03", 2),
        ("30 December - 2 January 2021", "2020-12-30", "2021-01-02", 2),
        ("between 3 and 5 May 2021", "2021-05-03", "2021-05-05", 2),
        ("March-April 2021", "2021-03-01", "2021-04-30", 5),
        ("2021-03-12/2021-03-18", "2021-03-12", "2021-03-18", 3),
        ("2021-03-12 to 2021-03-14", "2021-03-12", "2021-03-14", 2),
        ("12/03/2021 - 14/03/2021", "2021-03-12", "2021-03-14", 2),
        ("2019–2021", "2019-01-01", "2021-12-31", 5),
    ],
)
def test_less_than_a_day_is_an_interval(cell: str, first: str, last: str, precision: int) -> None:
    moment = read_moment(cell)
    assert moment is not None
    assert (str(moment.first), str(moment.last), moment.precision) == (first, last, precision)


@pytest.mark.parametrize("cell", ["", " ", "n/a", "Unknown", "-", "NULL", "#N/A"])
def test_nothing_known_is_no_date(cell: str) -> None:
    assert read_moment(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["31/02/2021", "2021-13-01", "hello", "May", "44927", "c. 2014", "10:30", "12/13/14/15",
     "killed 3 in May 2021", "2021-03-14/2021-03-12", "0001-01-01", "1e9"],
)  # fmt: skip
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_moment(cell)


def test_numbers_alone_are_read_as_told() -> None:
    one, other = read_moment("03/04/2021"), read_moment("03/04/2021", order="month first")
    assert one is not None
    assert other is not None
    assert (one.first, other.first) == (date(2021, 4, 3), date(2021, 3, 4))
    assert [order_told(cell) for cell in ("13/02/2021", "02/13/2021", "1/2/2021", "1.2.2021")] == [
        "day first", "month first", None, "day first",
    ]  # fmt: skip


def test_days_that_excel_counted_and_unix_time() -> None:
    assert read_moment("44267", serial=True) == read_moment("2021-03-12")
    assert read_moment("44267.75", serial=True) == read_moment("2021-03-12")
    assert read_moment("1615507200", seconds=True) == read_moment("2021-03-12")
    assert read_moment("1615507200000", seconds=True) == read_moment("2021-03-12")


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d %B %Y",
       "%B %d, %Y", "%Y%m%d", "%Y.%m.%d", "%d-%b-%Y", "%A, %d %b %Y"]))  # fmt: skip
def test_any_day_comes_back(day: date, form: str) -> None:
    assert read_moment(day.strftime(form)) == (day, day, 1)


@given(st.text(max_size=40) | st.from_regex(r"[0-9/., :TZW-]{1,25}", fullmatch=True),
       st.booleans(), st.booleans())  # fmt: skip
def test_any_cell_is_a_date_or_refused(cell: str, serial: bool, seconds: bool) -> None:
    try:
        moment = read_moment(cell, serial=serial, seconds=seconds)
    except ValueError:
        return
    assert moment is None or (moment.first <= moment.last and 1 <= moment.precision <= 5)
