"""The questions of the benchmark of the store, to an engine and to pandas, each with its times."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from benchmarks.synthetic import TYPES
from dashboard.store.engine import Box, Engine, Viewport
from dashboard.store.engine.grid import column, row, shift
from dashboard.store.filter import EventFilter

FIRST, DAYS = date(2015, 1, 1), 3_650
WEEKS = [(FIRST + timedelta(7 * n), FIRST + timedelta(7 * n + 6)) for n in range(526)]
FAMILIES = sorted({family for family, *_ in TYPES})
COLUMNS = (
    "event_id", "family", "type", "first", "last", "latitude", "longitude", "level",
    "fatalities_low", "fatalities_best", "fatalities_high", "participants", "text",
)  # fmt: skip
Times = dict[str, dict[str, float]]


class Draw:
    """Filters and viewports; the same seed draws the same."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._centres: list[tuple[float, float]] = []

    def around(self, centres: list[tuple[float, float]]) -> None:
        """Viewports and cells lie around events."""
        self._centres = centres

    def days(self) -> tuple[date, date]:
        """A date range."""
        start, length = self._random.integers(0, DAYS - 400), self._random.integers(7, 1_800)
        return FIRST + timedelta(int(start)), FIRST + timedelta(int(start + length))

    def family(self) -> str:
        """A family of events."""
        return FAMILIES[self._random.integers(len(FAMILIES))]

    def viewport(self) -> Viewport:
        """A part of the map at a zoom of 2 to 11."""
        latitude, longitude = self._centre()
        zoom = int(self._random.integers(2, 12))
        width, height = 1_200 / 256 * 360 / 2**zoom, 800 / 256 * 180 / 2**zoom
        return Viewport(
            max(-85, latitude - height / 2), max(-180, longitude - width / 2),
            min(85, latitude + height / 2), min(180, longitude + width / 2), zoom,
        )  # fmt: skip

    def box(self) -> Box:
        """What a cell of a town covers."""
        latitude, longitude = self._centre()
        return Box(latitude - 0.2, longitude - 0.2, latitude + 0.2, longitude + 0.2)

    def word(self, number: int) -> str:
        """A common one, a rarer one, one that is not there."""
        rarer = f"{self._random.integers(100, 9_999)}"
        return (f"fought {rarer[:2]}", f"report {rarer}", f"absent{rarer}")[number % 3]

    def _centre(self) -> tuple[float, float]:
        return self._centres[self._random.integers(len(self._centres))]


def asked(engine: Engine, seed: int, rounds: int) -> Times:
    """Times of an engine. Each round has another filter, so no answer is one that was kept."""
    draw = Draw(seed)
    some = engine.fetch(EventFilter(), limit=500).select(["latitude", "longitude"]).drop_null()
    draw.around(list(zip(some["latitude"].to_pylist(), some["longitude"].to_pylist(), strict=True)))

    def ranged(**more: Any) -> EventFilter:
        first, last = draw.days()
        return EventFilter(first=first, last=last, **more)

    questions: dict[str, Callable[[int], object]] = {
        "counts_by_type": lambda n: engine.counts(ranged(), "type"),
        "totals": lambda n: engine.totals(ranged()),
        "cells": lambda n: engine.cells(ranged(), draw.viewport()),
        "weekly_histogram": lambda n: engine.histogram(
            EventFilter(families=(draw.family(),), deaths=n // 7), WEEKS
        ),
        "weekly_histogram_of_all": lambda n: engine.histogram(
            EventFilter(), [*WEEKS, *_more_weeks(n)]
        ),
        "events_of_a_cell": lambda n: engine.fetch(ranged(), within=draw.box()),
        "newest_events": lambda n: engine.fetch(ranged()),
        "text_search": lambda n: engine.totals(EventFilter(text=draw.word(n))),
        "actors": lambda n: engine.actors(ranged()),
        "places": lambda n: engine.places(ranged()),
        "bitmap": lambda n: engine.passing(EventFilter(families=(draw.family(),), deaths=n + 1)),
    }
    return {name: _timed(question, rounds) for name, question in questions.items()}


def compared(path: Path, seed: int, rounds: int) -> Times:
    """Times of pandas, the whole table in memory."""
    events = pq.read_table(path, columns=list(COLUMNS)).to_pandas()
    events["first"], events["last"] = (pd.to_datetime(events[c]) for c in ("first", "last"))
    for name in ("family", "type", "level"):
        events[name] = events[name].astype("category")
    drawn = events[(events["level"] != "country") & events["latitude"].notna()]
    drawn = drawn.assign(
        x=[column(one) for one in drawn["longitude"]], y=[row(one) for one in drawn["latitude"]]
    )
    sides = events["participants"].map(lambda all_of: [one["name"] for one in all_of]).explode()
    draw = Draw(seed)
    newest = events.nlargest(500, "last").dropna(subset=["latitude"])
    draw.around(list(zip(newest["latitude"], newest["longitude"], strict=True)))
    questions: dict[str, Callable[[int], object]] = {
        "counts_by_type": lambda n: _in(events, draw)["type"].value_counts(),
        "cells": lambda n: _cells(_in(drawn, draw), draw.viewport()),
        "weekly_histogram": lambda n: _weeks(
            events[(events["family"] == draw.family()) & (events["fatalities_best"] >= n // 7)]
        ),
        "events_of_a_cell": lambda n: _boxed(_in(events, draw), draw.box()),
        "text_search": lambda n: _search(events, draw.word(n)),
        "actors": lambda n: sides.loc[_in(events, draw).index].value_counts(),
    }
    return {name: _timed(question, min(rounds, 9)) for name, question in questions.items()}


def _in(events: pd.DataFrame, draw: Draw) -> pd.DataFrame:
    first, last = map(pd.Timestamp, draw.days())
    return events[(events["last"] >= first) & (events["first"] <= last)]


def _cells(events: pd.DataFrame, port: Viewport) -> pd.DataFrame:
    inside = _boxed(events, port, newest=None)
    low = shift(port.zoom)
    return inside.groupby([inside["x"].to_numpy() >> low, inside["y"].to_numpy() >> low]).agg(
        events=("event_id", "size"), low=("fatalities_low", "sum"),
        best=("fatalities_best", "sum"), high=("fatalities_high", "sum"),
        first=("first", "min"), last=("last", "max"),
    )  # fmt: skip


def _boxed(events: pd.DataFrame, box: Any, newest: int | None = 50) -> pd.DataFrame:
    inside = events[
        events["latitude"].between(box.south, box.north)
        & events["longitude"].between(box.west, box.east)
    ]
    return inside if newest is None else inside.nlargest(newest, "last")


def _weeks(events: pd.DataFrame) -> Any:
    """By first day only: sharing by days takes pandas far longer."""
    week = (events["first"] - pd.Timestamp(FIRST)).dt.days // 7
    return events.groupby([week, "family"], observed=True).size()


def _search(events: pd.DataFrame, words: str) -> int:
    found = pd.Series(True, index=events.index)
    for word in words.split():
        found &= events["text"].str.lower().str.contains(word, regex=False)
    return int(found.sum())


def _more_weeks(number: int) -> list[tuple[date, date]]:
    after = WEEKS[-1][1] + timedelta(1)
    return [(after + timedelta(7 * n), after + timedelta(7 * n + 6)) for n in range(number)]


def _timed(question: Callable[[int], object], rounds: int) -> dict[str, float]:
    """The first round is not counted: it compiles the question."""
    times = []
    cpu = 0.0
    for number in range(rounds + 1):
        begun, used = time.perf_counter(), time.process_time()
        question(number)
        times.append((time.perf_counter() - begun) * 1e3)
        cpu += (time.process_time() - used) * 1e3 if number else 0
    times = sorted(times[1:])
    return {
        "median": round(statistics.median(times), 1),
        "p95": round(times[min(len(times) - 1, int(len(times) * 0.95))], 1),
        "cpu_mean": round(cpu / rounds, 1),
    }
