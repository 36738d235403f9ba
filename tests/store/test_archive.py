"""Events of reports and of imports asked as one: every number is the sum of both."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.model import Origin, Realis
from dashboard.schema import Tables
from dashboard.store.archive import Archive
from dashboard.store.engine import Engine, open_engine
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter, When
from dashboard.store.generation import Part, build
from dashboard.store.imports import Imports
from tests.store.importing import event, put
from tests.store.test_events import DAY_ONE, store_of

NOWHERE = {"latitude": None, "longitude": None, "level": "", "geo_precision": None,
           "radius_km": None}  # fmt: skip
UNDATED = {"first": None, "last": None, "date_precision": None}
REPORTED = [
    ((date(2020, 4, 1), date(2020, 4, 3)), "Battles", Realis.ACTUAL, "p1", {"a1"}),
    ((date(2020, 5, 1), date(2020, 5, 20)), "Protests", Realis.PLANNED, "p2", set()),
    (None, "Riots", Realis.ACTUAL, "", {"a2"}),
]
IMPORTED = [
    event(1),
    event(2, family="Riots", type="Mob violence", first=date(2021, 3, 1), last=date(2021, 3, 1)),
    event(3, **UNDATED),
    event(4, **NOWHERE),
    event(5, level="country", geo_precision=6, fatalities_low=None, fatalities_best=None,
          fatalities_high=None),
    event(6, family="Protests", type="Peaceful protest", realis="planned"),
]  # fmt: skip
FILTERS = [
    EventFilter(),
    EventFilter(first=date(2020, 5, 2)),
    EventFilter(first=date(2020, 5, 2), when=When.CERTAINLY),
    EventFilter(last=date(2020, 4, 30)),
    EventFilter(families=("Riots", "Protests")),
    EventFilter(datasets=("field",)),
    EventFilter(datasets=("reports",)),
    EventFilter(origins=(Origin.IMPORTED,)),
    EventFilter(origins=(Origin.CODED,)),
    EventFilter(realis=(Realis.PLANNED,)),
    EventFilter(deaths=1),
    EventFilter(text="bria"),
    EventFilter(text="no such word"),
]


def built(folder: Path, *events: dict[str, Any]) -> None:
    """Import the events and make the next generation of all there is."""
    imports = Imports(folder)
    put(imports, *events, complete=False)
    build(folder, [Part(one.path, one.number, one.withdrawn) for one in imports.parquet()])


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    built(tmp_path, *IMPORTED)
    opened = open_engine(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_counts_and_timeline_are_those_of_both(engine: Engine, chosen: EventFilter) -> None:
    reports = store_of(REPORTED)
    both = Archive(reports, engine)
    selection, more = reports.select(chosen), engine.totals(chosen)
    counts, told = both.counts(chosen, selection), selection.counts
    assert counts.total == len(REPORTED) + len(IMPORTED)
    assert counts.imported == more.shown
    for name in ("shown", "possible", "undated", "unplaced", "whole_country"):
        assert getattr(counts, name) == getattr(told, name) + getattr(more, name), name
    assert counts.deaths == told.deaths + more.deaths
    everywhen = EventFilter(**{**_fields(chosen), "first": None, "last": None})
    dated = reports.select(everywhen).events["first"].notna().sum()
    without = engine.totals(everywhen)
    assert both.histogram(chosen)["events"].sum() + counts.beyond == pytest.approx(
        dated + without.shown - without.undated
    )


def _fields(chosen: EventFilter) -> dict[str, Any]:
    return {name: getattr(chosen, name) for name in EventFilter.__dataclass_fields__}


def test_the_timeline_is_as_long_as_both_together(engine: Engine) -> None:
    assert Archive(store_of(REPORTED), engine).extent == (DAY_ONE, date(2021, 3, 1))
    assert Archive(EventStore(Tables.build({})), engine).extent == (
        date(2020, 5, 1),
        date(2021, 3, 1),
    )
    reports = store_of(REPORTED)
    assert Archive(reports).extent == reports.extent
    assert Archive(EventStore(Tables.build({}))).extent is None


@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_without_imports_it_is_the_store_of_reports(chosen: EventFilter) -> None:
    reports = store_of(REPORTED)
    alone, selection = Archive(reports), reports.select(chosen)
    assert alone.counts(chosen, selection) == selection.counts
    assert alone.histogram(chosen).equals(reports.histogram(chosen))
    assert (alone.version, alone.totals(chosen), alone.spots()) == ("", None, [])
    assert (alone.event("field:1"), alone.is_imported("field:1")) == (None, False)


def test_an_event_is_known_by_its_id_alone(engine: Engine) -> None:
    both = Archive(store_of(REPORTED), engine)
    assert both.is_imported("field:1")
    assert not both.is_imported("e1")
    found = both.event("field:1")
    assert found is not None
    assert (found["place"], found["text"]) == (IMPORTED[0]["place"], IMPORTED[0]["text"])
    assert both.event("field:none") is None
    assert both.event("") is None


def test_spots_are_of_drawn_events_alone(engine: Engine) -> None:
    [(latitude, longitude, events)] = Archive(store_of([]), engine).spots()
    assert events == engine.totals(EventFilter()).drawn == 4
    assert (latitude, longitude) == pytest.approx((6.54, 21.99), abs=0.01)


def test_a_new_generation_is_followed(tmp_path: Path, engine: Engine) -> None:
    reports = store_of(REPORTED)
    both = Archive(reports, engine)
    every = EventFilter()
    before = both.version
    assert both.counts(every, reports.select(every)).total == 9
    assert both.histogram(every)["last"].max().year == 2021
    built(tmp_path, event(7, first=date(2023, 1, 1), last=date(2023, 1, 2)), event(1, place="Obo"))
    assert both.version != before
    assert both.counts(every, reports.select(every)).total == 10
    assert both.extent == (DAY_ONE, date(2023, 1, 2))
    assert both.histogram(every)["events"].sum() == pytest.approx(10 - 2)
    found = both.event("field:1")
    assert found is not None
    assert found["place"] == "Obo"


def test_a_store_of_no_reports_shows_what_was_imported(engine: Engine) -> None:
    empty = EventStore(Tables.build({}))
    both = Archive(empty, engine)
    every = EventFilter()
    assert both.counts(every, empty.select(every)).shown == len(IMPORTED)
    assert both.histogram(every)["events"].sum() == pytest.approx(len(IMPORTED) - 1)
