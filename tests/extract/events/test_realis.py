import datetime

import pytest

from dashboard.model import DatePrecision
from tests.extract.events.reading import DAY, events


@pytest.mark.parametrize(
    ("text", "name", "realis"),
    [
        ("The envoy called for a ceasefire.", "Agreement", "requested"),
        ("The envoy called for a ceasefire.", "Call or demand", "actual"),
        ("The minister will visit Cairo on Friday.", "Meeting or talks", "planned"),
        ("The leaders are due to meet in Doha.", "Meeting or talks", "planned"),
        ("The rebels threatened to bomb the port.", "Air/drone strike", "threatened"),
        ("The army denied that its jets had bombed the hospital.", "Air/drone strike", "denied"),
        ("The army has been fighting the rebels since March.", "Armed clash", "ongoing"),
        ("Rebels captured the town of Bor in 2011.", "Non-state actor overtakes territory",
         "background"),
        ("The United Nations urged the rebels to withdraw from the city.", "Withdrawal or release",
         "requested"),
    ],
)  # fmt: skip
def test_what_governs_an_event_says_whether_it_happened(text: str, name: str, realis: str) -> None:
    assert (name, realis) in [(one.type, one.realis) for one in events(text, places=["Bor"])]


def test_what_is_asked_for_has_a_day_only_if_one_is_stated() -> None:
    text = "The envoy called on Wednesday for a ceasefire from 20 May."
    days = {one.type: (one.first, one.date_precision) for one in events(text)}
    assert days["Call or demand"] == (datetime.date(2024, 5, 15), DatePrecision.DAY)
    assert days["Agreement"] == (datetime.date(2024, 5, 20), DatePrecision.DAY)
    undated = {one.type: one.first for one in events("The envoy called for a ceasefire.")}
    assert undated["Agreement"] is None


def test_a_deadline_dates_no_current_event() -> None:
    found = events("The rebels seized the town of Bor and must leave it by 20 May.", places=["Bor"])
    assert datetime.date(2024, 5, 20) not in [e.first for e in found if e.realis == "actual"]


def test_an_undated_event_says_where_its_day_comes_from() -> None:
    (found,) = events("Gunmen killed five villagers.")
    assert (found.first, found.last) == (DAY, DAY)
    assert found.date_inherited == "publication day"
    assert found.date_text is None


def test_without_a_publication_day_an_undated_event_has_none() -> None:
    (found,) = events("Gunmen killed five villagers.", published=None)
    assert found.first is None
