"""Rows of datasets as lines of the list, as cards and as pages: whatever a cell lacks is said."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.imported import IMPORTED
from dashboard.render import imported
from tests.store.importing import event

ALWAYS = (None, None)
TEXTS = ("family", "type", "realis", "place", "admin1", "admin2", "country", "level", "source",
         "url", "text", "codes")  # fmt: skip
EMPTY = {
    **dict.fromkeys(IMPORTED.names),
    **dict.fromkeys(TEXTS, ""),
    "event_id": "d:1",
    "dataset": "d",
}


def row(**cells: Any) -> dict[str, Any]:
    return event(1, **cells)


def test_a_line_says_when_what_where_and_how_many() -> None:
    line = imported.listed(row(), ALWAYS)
    assert (line["first"], line["when"]) == ("2020-05-01", "1–2 May 2020")
    assert (line["type"], line["place"], line["level"]) == ("Armed clash", "Bria", "town")
    assert line["deaths"] == "1 to 3 killed, best estimate 2"
    assert line["certain"]


def test_a_row_of_empty_cells_is_a_line_and_a_card() -> None:
    line, card = imported.listed(EMPTY, ALWAYS), imported.card(EMPTY, ALWAYS)
    assert (line["first"], line["when"], line["deaths"], line["place"]) == ("", "no date", "", "")
    assert line["type"] == "no type of ours"
    assert (card["actors"], card["passages"], card["codes"]) == ([], [], [])
    assert card["place"]["name"] == ""
    assert card["place"]["reason"] == "The dataset gives no position."
    assert (card["place"]["latitude"], card["place"]["radius_km"]) == (None, None)
    page = imported.as_report(EMPTY)
    assert page["title"] == "d, row 1"
    assert page["events"][0]["text"] == "no type of ours, no date"


@pytest.mark.parametrize(
    ("given_place", "name", "around"),
    [
        ({}, "Bria", "Haute-Kotto, Central African Republic"),
        ({"place": "", "admin2": "Ouadda"}, "Ouadda", "Haute-Kotto, Central African Republic"),
        ({"place": ""}, "Haute-Kotto", "Central African Republic"),
        ({"place": "", "admin1": ""}, "Central African Republic", "Central African Republic"),
    ],
)
def test_the_nearest_name_is_the_place(given_place: dict[str, str], name: str, around: str) -> None:
    place = imported.card(row(**given_place), ALWAYS)["place"]
    assert (place["name"], place["address"]) == (name, around)
    assert imported.listed(row(**given_place), ALWAYS)["place"] == name


@pytest.mark.parametrize("precision", [*imported.STANDS_FOR])
def test_what_a_position_stands_for_is_said(precision: int) -> None:
    place = imported.card(row(geo_precision=precision), ALWAYS)["place"]
    assert imported.STANDS_FOR[precision] in place["reason"]


def test_a_place_that_was_looked_up_says_how() -> None:
    codes = json.dumps({"id": "1", "dateline:place": "Bria: taken for Bria, Haute-Kotto"})
    place = imported.card(row(codes=codes), ALWAYS)["place"]
    assert place["reason"] == "Bria: taken for Bria, Haute-Kotto"


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (None, None, None, ""),
        (0, 0, 0, "nobody killed"),
        (4, 4, 4, "4 killed"),
        (1200, 1500, 2400, "1,200 to 2,400 killed, best estimate 1,500"),
        (3, None, None, "at least 3 killed"),
        (None, None, 3, "at most 3 killed"),
        (None, 5, None, "5 killed"),
    ],
)
def test_deaths_in_words(low: int | None, best: int | None, high: int | None, said: str) -> None:
    cells = {"fatalities_low": low, "fatalities_best": best, "fatalities_high": high}
    assert imported.listed(row(**cells), ALWAYS)["deaths"] == said
    assert imported.card(row(**cells), ALWAYS)["deaths"] == said


@pytest.mark.parametrize(
    ("days", "certain"),
    [
        (ALWAYS, True),
        ((date(2020, 5, 1), date(2020, 5, 2)), True),
        ((date(2020, 5, 1), None), True),
        ((None, date(2020, 5, 1)), False),
        ((date(2020, 5, 2), None), False),
        ((date(2020, 5, 2), date(2020, 5, 9)), False),
    ],
)
def test_whether_it_lies_in_the_dates_for_certain(
    days: tuple[date | None, date | None], certain: bool
) -> None:
    assert imported.certain(row(), days) is certain
    assert imported.listed(row(), days)["certain"] is certain
    assert imported.certain(row(first=None, last=None), days)


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ("", []),
        ("{}", []),
        ('{"a": "1", "b": "", "c": null, "d": 0}', [("a", "1"), ("d", "0")]),
        ("no json", [("codes", "no json")]),
        ("[1, 2]", [("codes", "[1, 2]")]),
        ("7", [("codes", "7")]),
        ('{"a": {"b": [1]}}', [("a", "{'b': [1]}")]),
    ],
)
def test_codes_are_shown_as_they_are(codes: str, shown: list[tuple[str, str]]) -> None:
    assert imported.card(row(codes=codes), ALWAYS)["codes"] == shown
    assert imported.as_report(row(codes=codes))["codes"] == shown


def test_notes_are_the_passage_and_nobody_else_speaks() -> None:
    card = imported.card(row(text="Two were killed."), ALWAYS, {"Seleka": "seleka"}.get)  # type: ignore[arg-type]
    assert [one["segments"] for one in card["passages"]] == [[("Two were killed.", "")]]
    assert [one["actor_id"] for one in card["actors"]] == ["seleka", None]
    assert [one["part"] for one in card["actors"]] == ["side", "target"]
    assert card["report"]["publisher"] == "Agency"
    assert card["origin"] == "imported from a dataset: field"
    assert card["score"] is None


@given(codes=st.text(max_size=60), text=st.text(max_size=60), place=st.text(max_size=30))
def test_no_text_breaks_a_card(codes: str, text: str, place: str) -> None:
    cells = row(codes=codes, text=text, place=place, realis=place, level=place)
    card = imported.card(cells, ALWAYS)
    assert imported.listed(cells, ALWAYS)["realis"] == place
    assert "".join(words for one in card["passages"] for words, _ in one["segments"]) == text
    json.dumps([card, imported.as_report(cells)])
