"""Dates: our own phrases, what is no date, stories, and what must hold for any text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.dates import DateFunction, DateMention, Grain, read_dates
from dashboard.extract.dates.intervals import easter
from dashboard.model import DatePrecision
from tests.extract.phrases_2020 import NO_DATES, PHRASES, PUBLISHED, STORIES

DAY = date.fromisoformat(PUBLISHED)


def read_one(text: str, published: date | None = DAY) -> DateMention:
    mentions = read_dates(text, published=published)
    assert len(mentions) == 1, [mention.text for mention in mentions]
    return mentions[0]


@pytest.mark.parametrize(("marked", "first", "last", "function"), PHRASES)
def test_a_phrase_means_its_days(marked: str, first: str, last: str, function: str) -> None:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    mention = read_dates(text, published=DAY)[0]
    shown = (str(mention.first), str(mention.last), str(mention.function))
    assert shown == (first, last, function)
    inner = marked[start + 1 : marked.index("]")]
    assert mention.start <= start + len(inner)
    assert inner.split()[-1] in mention.text


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert read_dates(text, published=DAY) == []


@pytest.mark.parametrize(("text", "expected"), STORIES)
def test_a_story_counts_from_the_date_told_last(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [(m.text, str(m.first), str(m.last)) for m in read_dates(text, published=DAY)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "precision", "grain"),
    [
        ("on Wednesday", DatePrecision.DAY, Grain.DAY),
        ("on 8 January", DatePrecision.DAY, Grain.DAY),
        ("in early March", DatePrecision.MONTH, Grain.MONTH),
        ("last week", DatePrecision.WEEK, Grain.WEEK),
        ("overnight", DatePrecision.DAYS, Grain.NIGHT),
        ("last year", DatePrecision.LONGER, Grain.YEAR),
        ("the next day", DatePrecision.DAY, Grain.DAY),
        ("from Monday to Friday", DatePrecision.DAYS, Grain.DAYS),
    ],
)
def test_without_a_publication_date_days_are_unknown(
    text: str, precision: DatePrecision, grain: Grain
) -> None:
    mention = read_one(text, published=None)
    assert (mention.first, mention.last) == (None, None)
    assert (mention.precision, mention.grain) == (precision, grain)


def test_without_a_publication_date_a_full_date_is_known() -> None:
    mention = read_one("on 8 January 2020", published=None)
    assert (mention.first, mention.function) == (date(2020, 1, 8), DateFunction.POINT)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Reports of 8/1/2020 and 1/13/2020", ["2020-08-01", "2020-01-13"]),
        ("Reports of 8/1/2020 and 13/1/2020", ["2020-01-08", "2020-01-13"]),
        ("Reports of 8/1/2020 and January 13, 2020", ["2020-08-01", "2020-01-13"]),
        ("Reports of 08.01.2020 and January 13, 2020", ["2020-01-08", "2020-01-13"]),
    ],
)
def test_numeric_dates_follow_the_order_of_the_report(text: str, days: list[str]) -> None:
    assert [str(m.first) for m in read_dates(text, published=DAY)] == days


@pytest.mark.parametrize(
    ("length", "text"),
    [(1, "on 8 January"), (2, "overnight"), (3, "last week"), (4, "last month"), (5, "last year")],
)
def test_precision_is_by_length(length: int, text: str) -> None:
    assert read_one(text).precision == length


def test_a_range_keeps_its_two_ends() -> None:
    mention = read_one("A truce held from 28 December to 3 January.")
    assert [end.text for end in mention.ends] == ["28 December", "3 January"]
    assert [str(end.first) for end in mention.ends] == ["2019-12-28", "2020-01-03"]


def test_dates_may_be_broken_over_lines_but_not_over_paragraphs() -> None:
    assert read_one("on 8\nJanuary 2020").first == date(2020, 1, 8)
    assert read_one("Route 8\n\nJanuary 2020").first == date(2020, 1, 1)


def test_a_date_off_the_calendar_is_left_out() -> None:
    assert read_dates("It will end in 900 decades from now; 999 decades ago", published=DAY) == []


def test_easter() -> None:
    known = {2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2019: (4, 21), 2038: (4, 25)}
    assert all(easter(year) == date(year, *day) for year, day in known.items())


SAMPLE = (
    "on the 3 12th of from to between and Jan. May March 2011 1990s Friday last next week night "
    "overnight early late end since by until two days ago before after then first 2020-01-08 "
    "8/1/2020 - – , . ( ) weekend summer half quarter Christmas within for has been"
)
WORDS = st.sampled_from([*SAMPLE.split(), "\n", "\n\n"])
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join))
PUBLISHED_DAYS = st.one_of(st.none(), st.dates())


@given(TEXTS, PUBLISHED_DAYS)
def test_any_text_gives_spans_that_hold(text: str, published: date | None) -> None:
    mentions = read_dates(text, published=published)
    assert mentions == read_dates(text, published=published)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert (mention.first is None) == (mention.last is None)
        if mention.first and mention.last:
            assert mention.first <= mention.last
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    [" ", "\n", "1", "the ", "2011-", "on the night of ", "3 and ", ". A", "(", "a", "May ", "İß"],
)
def test_long_texts_of_nothing_are_read(piece: str) -> None:
    read_dates(piece * (100_000 // len(piece)), published=DAY)


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("The presidents urged a truce by Jan. 12 after their meeting.", DateFunction.DEADLINE),
        ("The union demanded the release of the crew before 11 January.", DateFunction.DEADLINE),
        ("The bridge was destroyed by Jan. 12, pictures show.", DateFunction.POINT),
    ],
)
def test_what_is_asked_for_by_a_day_has_a_deadline(text: str, function: DateFunction) -> None:
    [found] = read_dates(text, published=date(2020, 1, 12))
    assert found.function is function
