from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Realis
from dashboard.schema import Tables
from dashboard.store.bins import bins
from dashboard.store.deaths import Deaths
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter, When

FAMILIES = ("Battles", "Protests", "Riots")
DAY_ONE = date(2019, 12, 1)

days = st.integers(0, 900).map(lambda n: DAY_ONE + timedelta(n))
intervals = st.none() | st.tuples(days, st.integers(0, 60)).map(
    lambda pair: (pair[0], pair[0] + timedelta(pair[1]))
)
rows = st.lists(
    st.tuples(
        intervals,
        st.sampled_from(FAMILIES),
        st.sampled_from(list(Realis)),
        st.sampled_from(["", "p1", "p2"]),
        st.sets(st.sampled_from(["a1", "a2"])),
    ),
    max_size=25,
)
filters = st.builds(
    EventFilter,
    first=st.none() | days,
    last=st.none() | days,
    when=st.sampled_from(list(When)),
    families=st.lists(st.sampled_from(FAMILIES), unique=True).map(tuple),
    actors=st.lists(st.sampled_from(["a1", "a2"]), unique=True).map(tuple),
    realis=st.lists(st.sampled_from(list(Realis)), unique=True).map(tuple),
    types=st.sampled_from([(), ("Battles",), ("Parade",)]),
    countries=st.sampled_from([(), ("LY",), ("TR",)]),
    datasets=st.sampled_from([(), ("reports",), ("acled",)]),
    places=st.sampled_from([(), ("p1",), ("p1", "p2")]),
    deaths=st.sampled_from([0, 3]),
    text=st.sampled_from(["", "fighters", "ALPHA", "nothing of the kind", "battles tripoli"]),
)


def store_of(events: list[tuple]) -> EventStore:
    return EventStore(
        Tables.build(
            {
                "reports": [
                    {
                        "report_id": "r1",
                        "title": "A report",
                        "published": DAY_ONE,
                        "text": "Fighters met.",
                    }
                ],
                "places": [
                    {"place_id": "p1", "label": "Tripoli", "level": "town", "country": "LY"},
                    {"place_id": "p2", "label": "Libya", "level": "country"},
                ],
                "actors": [
                    {"actor_id": "a1", "name": "Alpha", "kind": "rebel"},
                    {"actor_id": "a2", "name": "Beta", "kind": "state"},
                ],
                "events": [
                    {
                        "event_id": f"e{number}",
                        "report_id": "r1",
                        "family": family,
                        "type": family,
                        "realis": realis.value,
                        "first": span[0] if span else None,
                        "last": span[1] if span else None,
                        "date_precision": 1 if span and span[0] == span[1] else 4,
                        "place_id": place,
                        "fatalities_low": number % 3 or None,
                        "fatalities_best": (number % 3) * 2 or None,
                        "sentence_start": 0,
                        "sentence_end": 13,
                    }
                    for number, (span, family, realis, place, _) in enumerate(events)
                ],
                "participants": [
                    {"event_id": f"e{number}", "actor_id": actor, "role": "other"}
                    for number, (*_, actors) in enumerate(events)
                    for actor in sorted(actors)
                ],
            }
        )
    )


@given(rows, filters)
def test_a_filter_returns_a_subset_and_counts_it(events: list[tuple], chosen: EventFilter) -> None:
    store = store_of(events)
    selection = store.select(chosen)
    ids = set(selection.events["event_id"])
    assert ids <= set(store.events["event_id"])
    counts = selection.counts
    assert counts.total == len(events)
    assert counts.shown == len(ids) == len(selection.events)
    assert 0 <= counts.possible <= counts.shown
    assert counts.unplaced + counts.whole_country <= counts.shown
    assert set(selection.participants["event_id"]) <= ids


@given(rows, filters)
def test_the_date_filter_is_that_of_the_intervals(events: list[tuple], chosen: EventFilter) -> None:
    shown = set(store_of(events).select(chosen).events["event_id"])
    first, last = chosen.first or date.min, chosen.last or date.max
    for number, (span, family, realis, place, actors) in enumerate(events):
        words = f"fighters met. a report {family} {family} {realis}".casefold()
        words += {"": "", "p1": " tripoli", "p2": " libya"}[place]
        words += "".join({"a1": " alpha", "a2": " beta"}[actor] for actor in actors)
        wanted = (
            (not chosen.families or family in chosen.families)
            and (not chosen.realis or realis in chosen.realis)
            and (not chosen.actors or bool(actors & set(chosen.actors)))
            and all(word in words for word in chosen.text.casefold().split())
            and (not chosen.types or family in chosen.types)
            and (not chosen.countries or (place == "p1" and "LY" in chosen.countries))
            and (not chosen.datasets or "reports" in chosen.datasets)
            and (not chosen.places or place in chosen.places)
            and (not chosen.deaths or (number % 3 or 0) * 2 >= chosen.deaths)
        )
        if span is None:
            wanted = wanted and chosen.first is None and chosen.last is None
        elif chosen.when is When.CERTAINLY:
            wanted = wanted and first <= span[0] and span[1] <= last
        else:
            wanted = wanted and span[0] <= last and first <= span[1]
        assert (f"e{number}" in shown) == wanted


@given(rows, filters)
def test_certainly_is_part_of_possibly(events: list[tuple], chosen: EventFilter) -> None:
    store = store_of(events)
    as_possible = {**_fields(chosen), "when": When.POSSIBLY}
    possibly = store.select(EventFilter(**as_possible)).events
    certainly = store.select(EventFilter(**{**as_possible, "when": When.CERTAINLY})).events
    dated = possibly[possibly["first"].notna()]
    assert set(dated.loc[dated["certain"], "event_id"]) == set(
        certainly.loc[certainly["first"].notna(), "event_id"]
    )


def _fields(chosen: EventFilter) -> dict:
    return {name: getattr(chosen, name) for name in EventFilter.__dataclass_fields__}


@given(rows, filters)
def test_the_timeline_loses_no_event(events: list[tuple], chosen: EventFilter) -> None:
    store = store_of(events)
    open_range = EventFilter(**{**_fields(chosen), "first": None, "last": None})
    selection = store.select(open_range)
    dated = selection.events.dropna(subset=["first"])
    histogram = store.histogram(chosen)
    assert histogram["events"].sum() + selection.counts.beyond == pytest.approx(len(dated))
    if selection.counts.beyond == 0:
        by_family = histogram.groupby("family")["events"].sum()
        for family, number in dated["family"].value_counts().items():
            assert by_family[family] == pytest.approx(number)


@given(rows)
def test_the_bins_cover_the_extent_without_gaps(events: list[tuple]) -> None:
    store = store_of(events)
    found = bins(store.extent)
    assert found["first"].iloc[0].date() <= store.extent[0]
    assert found["last"].iloc[-1].date() >= store.extent[1]
    assert (
        (found["first"].iloc[1:].values - found["last"].iloc[:-1].values)
        .astype("m8[D]")
        .astype(int)
        == 1
    ).all()


def test_deaths_are_summed_low_best_and_high_over_what_happened() -> None:
    one = (None, "Battles", Realis.ACTUAL, "p1", set())
    planned = (None, "Battles", Realis.PLANNED, "p1", set())
    deaths = store_of([one, one, one, one, planned]).select(EventFilter()).counts.deaths
    # figures of the five: none, 1 to 2, 2 to 4, none, and 1 to 2 that only were planned
    assert deaths == Deaths(low=3, best=6, high=6, known=2)


def test_an_event_over_the_edge_of_the_range_is_possible_not_certain() -> None:
    span = (date(2020, 1, 1), date(2020, 1, 10))
    store = store_of([(span, "Battles", Realis.ACTUAL, "p1", set())])
    chosen = EventFilter(first=date(2020, 1, 8), last=date(2020, 1, 12))
    assert store.select(chosen).counts.possible == 1
    certainly = EventFilter(first=chosen.first, last=chosen.last, when=When.CERTAINLY)
    assert store.select(certainly).counts.shown == 0


def test_undated_events_are_set_aside_and_counted_when_dates_are_narrowed() -> None:
    store = store_of([(None, "Battles", Realis.ACTUAL, "", {"a1"})])
    assert store.select(EventFilter()).counts.shown == 1
    narrowed = store.select(EventFilter(first=DAY_ONE))
    assert (narrowed.counts.shown, narrowed.counts.undated, len(narrowed.undated)) == (0, 1, 1)


def test_an_empty_store_answers_every_question() -> None:
    store = EventStore(Tables.build({}))
    assert store.extent is None
    assert store.select(EventFilter(text="x")).counts.total == 0
    assert store.histogram(EventFilter()).empty
    assert bins(store.extent).empty
    assert store.event("e1") is None


def test_a_search_that_finds_nothing_names_nothing() -> None:
    store = store_of([(None, "Battles", Realis.ACTUAL, "p1", {"a1"})])
    tables = store.tables
    mention = {"mention_id": "m1", "report_id": "r1", "role": "mentioned", "place_id": "p1"}
    rows = {
        name: getattr(tables, name).to_dict("records")
        for name in ("reports", "places", "actors", "events", "participants")
    }
    store = EventStore(Tables.build({**rows, "mentions": [mention]}))
    assert len(store.select(EventFilter()).mentions) == 1
    assert store.select(EventFilter(text="nothing of the kind")).mentions.empty
