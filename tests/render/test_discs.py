import base64
import json
import re
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dashboard.render.discs import (
    SCRIPTS,
    STYLES,
    DiscAssets,
    DiscLayer,
    Division,
    Divisions,
    chosen,
    quantiles,
)
from dashboard.render.layer import ASSETS

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
CLICK = {"zoom": 5, "size": 56, "area": False, "cells": [[3, 4], [3, 5]], "row": 7, "count": 12}


def payload(layer: DiscLayer) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(base64.b64decode(layer.payload))
    return content


def test_a_filter_travels_as_numbers_of_days() -> None:
    layer = DiscLayer("../packed/x.bin.gz", first=date(1970, 1, 2), bits=b"\1", hidden=["Riots"])
    content = payload(layer)
    assert (content["first"], content["last"]) == (1, None)
    assert content["source"] == "../packed/x.bin.gz"
    assert content["bits"] == "base64:AQ=="
    assert content["hidden"] == ["Riots"]
    assert len(layer.payload) < 8_000


def test_no_text_reaches_a_template() -> None:
    hostile = "{{ 7*7 }}</script>"
    divisions = Divisions("country", [Division("{{", 1)], note=hostile)
    layer = DiscLayer(hostile, hidden=[hostile], mode="choropleth", divisions=divisions)
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", layer.payload)
    assert payload(layer)["divisions"]["note"] == hostile


def test_every_script_is_there_and_asked_for_at_once() -> None:
    assert all((ASSETS / name).is_file() for name in (*SCRIPTS, *STYLES))
    first, *rest = SCRIPTS
    text = (ASSETS / first).read_text("utf-8")
    (listed,) = re.findall(r"const next = \[(.*?)\]", text, re.DOTALL)
    assert re.findall(r'"([^"]+)"', listed) == rest
    assert [address for _, address in DiscAssets("../a/").default_js] == [
        f"../a/{name}" for name in SCRIPTS
    ]


def test_a_click_names_its_cells() -> None:
    found = chosen({"discs": CLICK, "n": 1})
    assert found is not None
    assert found.at == ((3, 4), (3, 5))
    assert (found.zoom, found.size, found.area, found.row, found.count) == (5, 56, False, 7, 12)
    assert chosen({"discs": None, "n": 2}) is None


@given(ANYTHING, st.sampled_from(sorted(CLICK)))
def test_no_message_is_believed_blindly(anything: Any, name: str) -> None:
    assert chosen(anything) is None
    assert chosen({"discs": anything}) is None
    found = chosen({"discs": {**CLICK, name: anything}})
    assert found is None or 0 <= found.zoom <= 30


@given(st.lists(st.integers(0, 50)), st.integers(1, 7))
def test_classes_hold_every_value_above_nothing(values: list[int], classes: int) -> None:
    found = quantiles(values, classes)
    assert len(found) <= classes
    assert all(low <= high for low, high in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    for value in values:
        assert sum(low <= value <= high for low, high in found) == (value > 0)


def test_no_data_is_not_none() -> None:
    rows = [Division("LY", 0, 0, 0, 0), Division("EG", None), Division("TN", 9, 1, 2, 3)]
    told = payload(DiscLayer(mode="choropleth", divisions=Divisions("country", rows)))["divisions"]
    assert [(row["code"], row["value"], row["class"]) for row in told["rows"]] == [
        ("LY", 0, 0),
        ("EG", None, 0),
        ("TN", 9, 1),
    ]
    assert told["classes"] == [[9, 9]]


def test_cells_of_the_engine_keep_their_counts() -> None:
    table = pa.Table.from_pylist(
        [
            {"cell_x": 1, "cell_y": 2, "latitude": 32.9, "longitude": 13.2, "events": 6,
             "low": 1, "best": 2, "high": 3, "first": date(2020, 1, 1), "last": None,
             "families": {"Battles": 4, "New family": 2}},
        ]
    )  # fmt: skip
    (row,) = payload(DiscLayer(cells=table, zoom=4))["cells"]["rows"]
    assert row["cell"] == [1, 2]
    assert row["families"] == [4, 0, 0, 0, 0, 0, 0, 2]
    assert not row["area"]
    assert (row["low"], row["best"], row["high"], row["last"]) == (1, 2, 3, None)
