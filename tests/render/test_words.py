from datetime import date

import pytest

from dashboard.render import words


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2020, 1, 8), date(2020, 1, 8), "8 January 2020"),
        (date(2020, 1, 8), date(2020, 1, 12), "8–12 January 2020"),
        (date(2020, 1, 30), date(2020, 2, 2), "30 January – 2 February 2020"),
        (date(2019, 12, 30), date(2020, 1, 2), "30 December 2019 – 2 January 2020"),
    ],
)
def test_interval(first: date, last: date, said: str) -> None:
    assert words.when(first, last) == said


def test_no_date_is_said() -> None:
    assert words.when(None, None) == words.short(None, None) == "no date"


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (None, None, None, ""),
        (0, 0, 0, "nobody killed"),
        (26, 26, None, "at least 26 killed"),
        (28, None, 30, "28 to 30 killed"),
        (10, 12, 15, "10 to 15 killed, best estimate 12"),
        (1000, 1200, 1500, "1,000 to 1,500 killed, best estimate 1,200"),
        (None, None, 15, "at most 15 killed"),
        (7, 7, 7, "7 killed"),
        (None, 4, None, "4 killed"),
    ],
)
def test_deaths(low: int | None, best: int | None, high: int | None, said: str) -> None:
    assert words.deaths(low, best, high) == said


def test_every_member_of_the_model_has_words() -> None:
    from dashboard import model

    assert set(words.PRECISION) == {int(one) for one in model.DatePrecision}
    assert set(words.REALIS) == set(model.Realis)
    assert set(words.ROLES) == set(model.PlaceRole)
    assert set(words.RELATIONS) == set(model.RelationType)
    assert set(words.PARTS) == set(model.ParticipantRole)
