"""The reader is no worse on the sample than ``benchmarks/floors.json`` says."""

import json
from functools import reduce
from typing import Any

import pytest

from benchmarks.reading import run
from dashboard.pipeline.desk import Desk
from dashboard.settings import ROOT

FLOORS = json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))


@pytest.mark.parametrize("folder", FLOORS)
def test_the_reader_keeps_what_it_reached(folder: str, desk: Desk) -> None:
    found = run(ROOT / folder, desk)
    worse = []
    for name, bound in FLOORS[folder].items():
        value: Any = reduce(lambda part, key: part[key], name.split("."), found)
        if not bound.get("least", 0.0) <= value <= bound.get("most", 1.0):
            worse.append((name, value, bound))
    assert worse == []
