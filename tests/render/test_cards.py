from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.pipeline import tables as pipeline
from dashboard.readers.coded import read_coding
from dashboard.render import cards, compose
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from tests.coding import write_coding


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, geocoder: OfflineGeocoder) -> EventStore:
    folder = write_coding(tmp_path_factory.mktemp("coding"))
    return EventStore(pipeline.process(read_coding(folder), partial(resolve, geocoder=geocoder)))


def test_an_event_card_tells_what_it_rests_on(store: EventStore) -> None:
    (card,) = cards.event_cards(store.tables, store.select(EventFilter()).events)
    assert card["when"] == "8 January 2020"
    assert card["date_written"] == "8 January"
    assert card["report"]["published"] == "9 January 2020"
    assert card["deaths"] == "at least 2 killed"
    assert card["place"]["name"] == "Tripoli"
    assert card["place"]["reason"]
    assert {"Lebanon"} <= {other["address"].split(", ")[-1] for other in card["place"]["others"]}
    (passage,) = card["passages"]
    marked = {kind: text for text, kind in passage["segments"] if kind}
    assert marked == {"trigger": "clashed", "place": "Tripoli", "date": "8 January"}
    whole = passage["before"] + "".join(t for t, _ in passage["segments"]) + passage["after"]
    assert whole in store.tables.reports["text"].iloc[0]


def test_an_actor_card_tells_of_seat_events_and_relations(store: EventStore) -> None:
    selection = store.select(EventFilter())
    (card,) = cards.actor_cards(store.tables, ["a1"], selection.events)
    assert (card["seat"], card["aliases"]) == ("Benghazi", "NF; The Front")
    assert [event["event_id"] for event in card["events"]] == ["e1"]
    assert [one["type"] for one in card["relations"]] == ["supports"]


def test_marks_stand_at_the_event_and_at_the_seat(store: EventStore) -> None:
    selection = store.select(EventFilter())
    marks = compose.marks(
        store.tables, selection.events, selection.mentions, selection.participants
    )
    assert {(mark.kind, mark.label) for mark in marks} == {
        ("event_site", "Tripoli"),
        ("actor_seat", "Benghazi"),
    }
    (event,) = [mark for mark in marks if mark.kind == "event_site"]
    assert (event.count, event.settled, event.possible) == (1, 1, 0)
    assert event.families == {"Battles": 1}


def test_what_passes_no_filter_leaves_no_event_mark(store: EventStore) -> None:
    selection = store.select(EventFilter(text="nothing of the kind"))
    marks = compose.marks(
        store.tables, selection.events, selection.mentions, selection.participants
    )
    assert marks == []


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from("ab"))),
    st.data(),
)
def test_segments_give_back_the_text(
    text: str, marked: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = cards.segments(text, start, end, marked)
    assert "".join(words for words, _ in pieces) == text[start:end]


def test_the_map_opens_where_nine_events_in_ten_are(
    geocoder: OfflineGeocoder, tmp_path: Path
) -> None:
    tables = pipeline.process(
        read_coding(write_coding(tmp_path)), partial(resolve, geocoder=geocoder)
    )
    (south, west), (north, east) = compose.bounds(compose.spots(tables, EventStore(tables).events))
    assert south < 32.89 < north
    assert west < 13.19 < east
    assert north - south < 3
