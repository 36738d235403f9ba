"""Every engine answers as plain Python does, whatever the filter."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.imported import IMPORTED
from dashboard.model import Origin, Realis
from dashboard.store.engine import Box, Cell, Cells, Engine, Viewport
from dashboard.store.filter import EventFilter, When
from tests.store.engine import reference
from tests.store.engine.conftest import Stored
from tests.store.engine.reference import DAY_ONE, NAMES, drawn

WORLD = {"south": -90.0, "west": -180.0, "north": 90.0, "east": 180.0}
days = st.none() | st.integers(-5, 110).map(lambda n: DAY_ONE + timedelta(n))


def some(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


filters = st.builds(
    EventFilter,
    first=days,
    last=days,
    when=st.sampled_from(list(When)),
    families=some("Battles", "Protests", "", "none of them"),
    actors=some(*(f"named:{name}" for name in NAMES), "nobody"),
    realis=some(Realis.ACTUAL, Realis.PLANNED, Realis.DENIED),
    origins=some(Origin.IMPORTED, Origin.CODED),
    sources=some("publisher:Agency A", "publisher:", "publisher:x", "report-1"),
    types=some("Armed clash", "March", "'; DROP TABLE events"),
    countries=some("LY", "LB", "XX"),
    datasets=some("t", "other's", "reports"),
    levels=some("", "town", "province"),
    deaths=st.sampled_from([0, 0, 1, 4]),
    text=st.sampled_from(
        ["", "", "", "fighters", "FIGHTERS met", "straße", "Дельта", "o'neil", "tripoli march",
         "1900000001", "''", "town alpha", "%", "_", "shelling, in", "again"]
    ),
)  # fmt: skip
each = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@each
@given(chosen=filters)
def test_totals(engine: Engine, stored: Stored, chosen: EventFilter) -> None:
    shown = stored.reference.shown(chosen)
    certain = [
        one for one in shown
        if one["first"] is None
        or (chosen.first or date.min) <= one["first"] <= one["last"] <= (chosen.last or date.max)
    ]  # fmt: skip
    totals = engine.totals(chosen)
    assert totals.total == len(stored.reference.rows)
    assert totals.shown == len(shown)
    assert totals.possible == len(shown) - len(certain)
    assert totals.drawn == sum(map(drawn, shown))
    assert totals.unplaced == sum(one["latitude"] is None for one in shown)
    assert totals.whole_country == sum(one["level"] == "country" for one in shown)
    assert totals.unplaced + totals.whole_country + totals.drawn == totals.shown
    assert totals.undated == sum(one["first"] is None for one in stored.reference.passing(chosen))
    for name in ("low", "best", "high"):
        known = sum(one[f"fatalities_{name}"] or 0 for one in shown)
        assert getattr(totals.deaths, name) == known


@each
@given(chosen=filters, zoom=st.integers(0, 18))
def test_cells_sum_to_the_table(
    engine: Engine, stored: Stored, chosen: EventFilter, zoom: int
) -> None:
    viewport = Viewport(**WORLD, zoom=zoom)
    expected = stored.reference.cells(chosen, viewport)
    found = {
        (one["cell_x"], one["cell_y"], one["area"]): one
        for one in engine.cells(chosen, viewport).to_pylist()
    }
    assert found.keys() == expected.keys()
    assert sum(one["events"] for one in found.values()) == engine.totals(chosen).drawn
    for where, events in expected.items():
        cell = found[where]
        newest = max(events, key=lambda one: (one["last"] or date.min, one["event_id"]))
        assert (cell["latitude"], cell["longitude"]) == (newest["latitude"], newest["longitude"])
        assert cell["level"] == newest["level"]
        assert cell["events"] == len(events)
        assert cell["high"] == sum(one["fatalities_high"] or 0 for one in events)
        firsts = [one["first"] for one in events if one["first"]]
        assert cell["first"] == min(firsts, default=None)
        families = {name: number for name, number in cell["families"].items() if number}
        assert families == Counter(one["family"] for one in events)


@each
@given(chosen=filters, zoom=st.integers(0, 4), west=st.floats(-180, 180), east=st.floats(-180, 180))
def test_cells_of_a_viewport_are_whole(
    engine: Engine, chosen: EventFilter, zoom: int, west: float, east: float
) -> None:
    everywhere = engine.cells(chosen, Viewport(**WORLD, zoom=zoom)).to_pylist()
    part = engine.cells(chosen, Viewport(-40, west, 40, east, zoom)).to_pylist()
    key = "cell_x", "cell_y", "area"
    all_of_them = {tuple(one[name] for name in key): one for one in everywhere}
    for one in part:
        assert all_of_them[tuple(one[name] for name in key)] == one
        cells = Cells(zoom, ((one["cell_x"], one["cell_y"]),), one["area"])
        events = engine.fetch(chosen, within=cells, limit=500)
        assert len(events) == one["events"] == engine.totals(chosen, within=cells).shown
    for x, y in {(one["cell_x"], one["cell_y"]) for one in part}:
        both = [one["events"] for one in part if (one["cell_x"], one["cell_y"]) == (x, y)]
        events = engine.fetch(chosen, within=Cell(x, y, zoom), limit=500)
        assert len(events) == sum(both)


@each
@given(chosen=filters, start=st.integers(-10, 50), width=st.integers(1, 20))
def test_the_histogram_is_shared_by_days(
    engine: Engine, stored: Stored, chosen: EventFilter, start: int, width: int
) -> None:
    first = DAY_ONE + timedelta(start)
    bins = [
        (first + timedelta(width * n), first + timedelta(width * (n + 1) - 1)) for n in range(8)
    ]
    expected = stored.reference.histogram(chosen, bins)
    rows = engine.histogram(chosen, bins).to_pylist()
    found = {(one["first"], one["family"]): one["events"] for one in rows}
    assert found == pytest.approx(dict(expected))
    assert all(one["last"] - one["first"] == timedelta(width - 1) for one in rows)


@each
@given(chosen=filters, limit=st.integers(1, 60))
def test_pages_are_newest_first_and_miss_nothing(
    engine: Engine, stored: Stored, chosen: EventFilter, limit: int
) -> None:
    expected = stored.reference.newest(chosen)
    found: list[str] = []
    after = None
    while len(page := engine.fetch(chosen, after=after, limit=limit)):
        found += page["event_id"].to_pylist()
        after = page["recent"][-1].as_py()
    assert found == expected


@each
@given(chosen=filters)
def test_counts_actors_places_and_divisions(
    engine: Engine, stored: Stored, chosen: EventFilter
) -> None:
    asked = stored.reference.count
    for column in ("family", "type", "country", "dataset", "source", "realis"):
        expected = asked(chosen, lambda one, column=column: {one[column]})
        assert engine.counts(chosen, column) == {key: n for key, (n, _) in expected.items()}
    actors = engine.actors(chosen).to_pylist()
    assert {one["actor_id"]: (one["events"], one["best"]) for one in actors} == asked(
        chosen, reference.actors
    )
    assert [one["events"] for one in actors] == sorted((o["events"] for o in actors), reverse=True)
    places = engine.places(chosen).to_pylist()
    key = "place", "admin1", "country"
    found = {tuple(one[name] for name in key): (one["events"], one["best"]) for one in places}
    everywhere = asked(chosen, lambda one: {tuple(one[name] for name in key)})
    assert found == {where: n for where, n in everywhere.items() if where[0]}
    for level, names in (("country", ("country",)), ("admin1", ("country", "admin1"))):
        parts = engine.divisions(chosen, level).to_pylist()
        assert {
            (one["country"], one["name"])[: len(names)]: (one["events"], one["best"])
            for one in parts
        } == asked(chosen, lambda one, names=names: {tuple(one[name] for name in names)})


@each
@given(chosen=filters)
def test_the_bitmap_agrees_with_the_list(
    engine: Engine, stored: Stored, chosen: EventFilter
) -> None:
    bits = np.unpackbits(np.frombuffer(engine.passing(chosen), np.uint8), bitorder="little")
    on_the_map = [one for one in stored.reference.rows if drawn(one)]
    numbers = np.flatnonzero(bits).tolist()
    assert len(bits) - len(on_the_map) in range(8)
    expected = {one["event_id"] for one in stored.reference.passing(chosen) if drawn(one)}
    assert set(engine.numbered(numbers)["event_id"].to_pylist()) == expected


def test_an_event_is_as_it_was_imported(engine: Engine, stored: Stored) -> None:
    for one in stored.reference.rows[:40]:
        found = engine.event(one["event_id"])
        assert found is not None
        assert {name: found[name] for name in IMPORTED.names} == one
    assert engine.event("t:none") is None
    assert engine.fetch(EventFilter(), limit=3).select(IMPORTED.names).schema == IMPORTED


def test_a_place_and_a_box_and_a_part_of_a_name(engine: Engine, stored: Stored) -> None:
    places = engine.places(EventFilter(), like="TRIP").to_pylist()
    assert {(one["place"], one["country"]) for one in places} == {
        ("Tripoli", "LY"),
        ("Tripoli", "LB"),
    }
    found = engine.fetch(EventFilter(), place=places[0]["place_id"], limit=500)
    assert len(found) == places[0]["events"]
    assert engine.fetch(EventFilter(), place="nowhere").num_rows == 0
    assert engine.actors(EventFilter(), like="дель")["name"].to_pylist() == ["ДЕЛЬТА"]
    box = engine.fetch(EventFilter(), within=Box(0, 170, 80, -170), limit=500)[
        "longitude"
    ].to_pylist()
    expected = [
        one["longitude"] for one in stored.reference.rows
        if drawn(one) and 0 <= one["latitude"] <= 80 and abs(one["longitude"]) >= 170
    ]  # fmt: skip
    assert sorted(box) == sorted(expected)


def test_the_extent_and_bins_with_a_gap(engine: Engine, stored: Stored) -> None:
    dated = [one for one in stored.reference.rows if one["first"]]
    assert engine.extent() == (min(o["first"] for o in dated), max(o["last"] for o in dated))
    with pytest.raises(ValueError, match="does not follow"):
        engine.histogram(EventFilter(), [(DAY_ONE, DAY_ONE), (DAY_ONE, DAY_ONE)])
    assert engine.histogram(EventFilter(), []).num_rows == 0
