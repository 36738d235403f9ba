"""A report under review: what a reader does to it, and what the panes are told of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from dashboard.decision import Decision, Verdict
from dashboard.model import Span
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.findings import findings, place_json
from dashboard.pipeline.intake import Draft
from dashboard.settings import Settings
from dashboard.store.record import Record
from dashboard.ui.finds import finds
from dashboard.ui.opened import Opened
from dashboard.ui.told import Marked, pieces, told
from tests.pipeline.reading import LEBANON, TEXT, reading, span


@pytest.fixture
def opened(desk: Desk) -> Callable[..., Opened]:
    def make(**changes: Any) -> Opened:
        state = Opened(Draft(reading()), [], saved=False)
        for name, value in changes.items():
            setattr(state, name, value)
        return state

    return make


def act(state: Opened, desk: Desk, **message: Any) -> None:
    state.act(message, by="me", desk=desk)


def row(state: Opened, desk: Desk, key: str) -> dict[str, Any]:
    return next(one for one in finds(state.reviewed(desk)) if one["key"] == key)


def test_deciding_saving_and_taking_back(
    opened: Callable[..., Opened], desk: Desk, settings: Settings
) -> None:
    state = opened()
    act(state, desk, decide={"key": "event:r1-e1", "verdict": "accept"})
    change = {"key": "mention:r1-m2", "verdict": "change"}
    act(state, desk, decide={**change, "changes": {"place": place_json(LEBANON)}})
    act(state, desk, decide={**change, "changes": {"role": "mentioned"}})
    assert row(state, desk, "mention:r1-m2")["status"] == "changed"
    assert row(state, desk, "mention:r1-m1")["place"]["place_id"] == LEBANON.place_id
    assert row(state, desk, "mention:r1-m2")["now"]["role"] == "mentioned"
    act(state, desk, decide={"key": "event:r1-e1", "verdict": "withdraw"})
    assert row(state, desk, "event:r1-e1")["status"] == "open"
    assert state.save(Record(settings.record)) == 4
    stored = Record(settings.record).decisions()[0]
    assert [one.verdict.value for one in stored] == ["accept", "change", "change", "withdraw"]
    assert {one.by for one in stored} == {"me"}
    again = opened(stored=stored, saved=True)
    assert row(again, desk, "mention:r1-m1")["place"]["place_id"] == LEBANON.place_id
    assert state.save(Record(settings.record)) == 0


def test_a_change_back_to_what_was_read_is_an_acceptance(
    opened: Callable[..., Opened], desk: Desk
) -> None:
    state = opened()
    for realis in ("denied", "actual"):
        decide = {"key": "event:r1-e1", "verdict": "change", "changes": {"realis": realis}}
        act(state, desk, decide=decide)
    assert [one.verdict for one in state.made] == [Verdict.CHANGE, Verdict.ACCEPT]


def test_accept_all_leaves_what_is_decided(opened: Callable[..., Opened], desk: Desk) -> None:
    state = opened()
    act(state, desk, decide={"key": "event:r1-e2", "verdict": "reject"})
    act(state, desk, all="event")
    status = {one["key"]: one["status"] for one in finds(state.reviewed(desk))}
    assert status["event:r1-e1"] == "accepted"
    assert status["event:r1-e2"] == "rejected"
    assert status["mention:r1-m1"] == "open"


def test_a_click_on_the_map_counts_only_when_asked_for(
    opened: Callable[..., Opened], desk: Desk
) -> None:
    state = opened()
    state.clicked(32.9, 13.2, desk)
    assert state.picked is None
    act(state, desk, pick="mention:r1-m1")
    state.clicked(32.9, 13.2, desk)
    assert state.picked is not None
    assert (state.picked["latitude"], state.picked["country"]) == (32.9, "LY")
    assert state.picked["address"].startswith("near ")


def test_a_name_is_looked_up_in_the_gazetteer(opened: Callable[..., Opened], desk: Desk) -> None:
    state = opened()
    act(state, desk, look_up={"key": "mention:r1-m1", "name": "  Sirte "})
    assert state.looked_up["found"][0]["country"] == "LY"
    act(state, desk, look_up={"key": "mention:r1-m1", "name": "Xyzzyqwkjh"})
    assert state.looked_up["found"] == []


def test_each_act_is_done_once_however_often_it_is_sent(
    opened: Callable[..., Opened], desk: Desk
) -> None:
    state = opened()
    first = {"n": 5, "decide": {"key": "event:r1-e1", "verdict": "accept"}}
    second = {"n": 6, "decide": {"key": "event:r1-e2", "verdict": "reject"}}
    for sent in ({"acts": [first]}, {"acts": [first, second]}, {"acts": [first, second]}):
        state.hear(sent, by="me", desk=desk)
    assert [one.verdict for one in state.made] == [Verdict.ACCEPT, Verdict.REJECT]
    for odd in (None, [], {"acts": 3}, {"acts": [None, {"n": "7"}, {"n": 9, "odd": 1}]}):
        state.hear(odd, by="me", desk=desk)
    assert (state.heard, len(state.made)) == (9, 2)


def test_an_offer_from_another_report_is_taken(opened: Callable[..., Opened], desk: Desk) -> None:
    mention = next(one for one in findings(reading()) if one.identity == "r1-m2")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    chosen: Decision = mention.decide(
        "r2", Verdict.CHANGE, by="you", made=now, changes={"place": place_json(LEBANON)}
    )
    state = opened(stored=[chosen])
    assert [one.name for one in state.offers()] == ["Tripoli"]
    act(state, desk, offer=0)
    assert row(state, desk, "mention:r1-m3")["place"]["place_id"] == LEBANON.place_id
    assert state.offers() == []


@pytest.mark.parametrize(
    "message",
    [
        {"decide": "x"},
        {"decide": {"key": "event:gone", "verdict": "accept"}},
        {"decide": {"key": "event:r1-e1", "verdict": "perhaps"}},
        {"decide": {"key": "event:r1-e1", "verdict": "change", "changes": {"type": "Picnic"}}},
        {"decide": {"key": "event:r1-e1", "verdict": "change", "changes": [1]}},
        {"decide": {"key": "event:r1-e1", "verdict": "change",
                    "changes": {"first": "2020-02-01", "last": "2020-01-01"}}},
        {"all": "everything"},
        {"offer": 7},
        {"look_up": None},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    opened: Callable[..., Opened], desk: Desk, message: dict[str, Any]
) -> None:
    state = opened()
    act(state, desk, **message)
    assert state.error.startswith("This was refused: ")
    assert state.made == []


def test_the_text_is_whole_whatever_is_marked(opened: Callable[..., Opened], desk: Desk) -> None:
    shown = told(opened().reviewed(desk))
    text = ""
    for gap, zone in zip(shown["gaps"], shown["zones"], strict=True):
        assert zone["start"] == len(text) + len(gap)
        text += gap + "".join(words for words, _ in zone["pieces"])
    assert text == TEXT.rstrip()
    looks = {
        words: {shown["marks"][one]["look"] for one in numbers}
        for zone in shown["zones"] for words, numbers in zone["pieces"] if numbers
    }  # fmt: skip
    assert looks["shelled"] == {"trigger"}
    assert looks["Northern Front"] == {"actor"}
    assert looks["Geneva"] == {"place event_site"}


def test_marks_may_nest_and_cross() -> None:
    marked = [
        Marked(span("Northern Front"), "a", "actor", ""),
        Marked(span("Front"), "b", "place mentioned", ""),
        Marked(Span(span("Front").start + 2, span("shelled").end), "c", "trigger", ""),
    ]
    start, end = span("Northern").start, span("shelled").end
    assert pieces(TEXT, start, end, enumerate(marked)) == [
        ("Northern ", [0]), ("Fr", [0, 1]), ("ont", [0, 1, 2]), (" shelled", [2]),
    ]  # fmt: skip


def test_a_finding_tells_its_evidence_field_by_field(
    opened: Callable[..., Opened], desk: Desk
) -> None:
    shown = row(opened(), desk, "event:r1-e1")
    facts = {one["field"]: one["words"] for one in shown["facts"]}
    assert (facts["What"], facts["Where"], facts["When"]) == ("shelled", "Tripoli", "8 January")
    assert shown["score"] == 80
    mention = row(opened(), desk, "mention:r1-m1")
    assert [one["country"] for one in mention["candidates"]] == ["LY", "LB"]
    assert mention["same"] == 2
