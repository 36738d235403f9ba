import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.render.packed import BITS, keep, mercator, pack
from tests.render.packing import EPOCH, event, many, table
from tests.render.unpacked import unpack

DAYS = st.dates(date(1946, 1, 1), date(2030, 1, 1))
FAMILIES = st.sampled_from(["Battles", "Riots", "", "\x1f{{ 7*7 }}"])
LEVELS = st.sampled_from(["town", "facility", "district", "province", "sea", "country", ""])
DEATHS = st.none() | st.integers(0, 2**31 - 1)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.none() | DAYS)
    last = (
        first + timedelta(days=draw(st.sampled_from([0, 1, 254, 255, 256, 9000])))
        if first
        else None
    )
    return event(
        first=first, last=last, family=draw(FAMILIES),
        type=draw(st.text(max_size=3)), realis=draw(st.sampled_from(["actual", "planned", ""])),
        latitude=draw(st.none() | st.floats(-90, 90)), longitude=draw(st.floats(-180, 180)),
        level=draw(LEVELS),
        radius_km=draw(st.none() | st.floats(0, 9000, width=32)),
        fatalities_low=draw(DEATHS), fatalities_best=draw(DEATHS), fatalities_high=draw(DEATHS),
    )  # fmt: skip


@given(st.lists(rows(), max_size=30), st.integers(1, 7))
def test_what_is_packed_comes_back(events: list[dict[str, Any]], size: int) -> None:
    events.sort(key=lambda row: row["first"] or date.max)
    packed = pack(table(*events[at : at + size]) for at in range(0, len(events), size))
    found = unpack(packed)
    kept = [row for row in events if row["latitude"] is not None and row["level"] != "country"]
    assert packed.rows == len(kept)
    assert packed.undated == sum(row["first"] is None for row in kept)
    assert packed.unplaced == sum(row["latitude"] is None for row in events)
    assert packed.rows + packed.unplaced + packed.whole_country == len(events)
    dated = [row for row in kept if row["first"]]
    assert found["first"].tolist() == [(row["first"] - EPOCH).days for row in dated]
    assert found["last"].tolist() == [(row["last"] - EPOCH).days for row in dated]
    assert found["level"].tolist() == [row["level"] for row in kept]
    assert found["radius"].tolist() == [min(round(row["radius_km"] or 0), 4095) for row in kept]
    names = ("fatalities_low", "fatalities_best", "fatalities_high")
    assert found["deaths"] == [[row[name] for name in names] for row in kept]
    if not any("\x1f" in row["family"] + row["type"] for row in kept):
        assert found["kind"] == [
            [row["family"], row["type"], row["realis"] == "actual"] for row in kept
        ]
    assert [(x, y) for x, y in zip(found["x"].tolist(), found["y"].tolist(), strict=True)] == [
        tuple(int(one) for one in mercator(row["latitude"], row["longitude"])) for row in kept
    ]


@given(st.floats(-85, 85), st.floats(-180, 179.999))
def test_positions_are_within_two_and_a_half_metres(latitude: float, longitude: float) -> None:
    x, y = ((int(one) + 0.5) / 2**BITS for one in mercator(latitude, longitude))
    turned = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    assert abs(turned - latitude) * 111_320 < 2.5
    assert abs(x * 360 - 180 - longitude) * 111_320 < 2.5


def test_equal_events_give_equal_bytes_and_names(tmp_path: Path) -> None:
    one, other = (pack([many(500)]) for _ in range(2))
    assert one.data == other.data
    assert one.name == other.name
    path = keep(tmp_path / "new", one.data, one.name)
    assert path.read_bytes() == one.data
    assert keep(tmp_path / "new", one.data, one.name) == path
    assert [file.name for file in path.parent.iterdir()] == [one.name]


def test_rows_out_of_order_are_refused() -> None:
    days = [date(2020, 1, 2), date(2020, 1, 1)]
    with pytest.raises(ValueError, match="packed row 1 is out of order"):
        pack([table(*(event(first=day, last=day) for day in days))])


def test_nothing_is_an_empty_file() -> None:
    packed = pack([])
    assert packed.rows == 0
    assert unpack(packed)["header"]["kinds"] == []


def test_a_million_types_leave_families() -> None:
    kinds = 70_000
    plain = table(event()).combine_chunks()
    wide = pa.concat_tables([plain.take([0] * kinds)])
    at = wide.schema.get_field_index("type")
    wide = wide.set_column(at, "type", pa.array([f"type {n}" for n in range(kinds)]))
    found = unpack(pack([wide]))
    assert found["header"]["kinds"] == [["Battles", "", True]]
    assert len(found["kind"]) == kinds


def test_an_event_takes_few_bytes() -> None:
    """Eleven bytes each were planned; towns and days that repeat need less."""
    packed = pack([many(5_000)])
    assert len(packed.data) / packed.rows < 13  # half of the positions are of one event each
    towns = np.arange(20_000) % 50
    rows = [event(latitude=float(town), longitude=float(town)) for town in towns]
    assert len(pack([table(*rows)]).data) / len(rows) < 1
