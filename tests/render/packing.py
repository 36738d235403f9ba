"""Small tables of events to pack, for tests."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.imported import IMPORTED

EPOCH = date(1970, 1, 1)


def event(**fields: Any) -> dict[str, Any]:
    """A battle in Tripoli; ``fields`` replace its columns."""
    plain: dict[str, Any] = {one.name: "" for one in IMPORTED if one.type == pa.string()}
    known = {
        "event_id": "test:1", "dataset": "test", "family": "Battles", "type": "Armed clash",
        "realis": "actual", "first": date(2020, 1, 6), "last": date(2020, 1, 6),
        "date_precision": 1, "level": "town", "geo_precision": 1, "latitude": 32.8872,
        "longitude": 13.1913, "radius_km": 5.0, "fatalities_low": None, "fatalities_best": None,
        "fatalities_high": None, "participants": [],
    }  # fmt: skip
    return {**plain, **known, **fields}


def table(*events: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(events), schema=IMPORTED)


def many(count: int, seed: int = 1) -> pa.Table:
    """Events all over the world, half of them in a few towns, sorted as packing wants it."""
    random = np.random.default_rng(seed)
    towns = np.column_stack((random.uniform(-60, 75, 40), random.uniform(-180, 180, 40)))
    families = ["Battles", "Protests", "Riots", "Strategic developments", "Unheard of"]
    levels = ["town", "facility", "district", "province", "region", "country", "sea"]
    rows = []
    for number in range(count):
        at = towns[random.integers(40)] + (0 if random.random() < 0.5 else random.normal(0, 1, 2))
        day = date(2020, 1, 1) + timedelta(days=int(random.integers(0, 400)))
        long = int(random.integers(0, 400)) if random.random() < 0.2 else 0
        best = None if random.random() < 0.3 else int(random.geometric(0.3))
        dated = random.random() < 0.97
        rows.append(event(
            event_id=f"test:{number:06}", family=str(random.choice(families)),
            realis=str(random.choice(["actual", "ongoing", "planned", "denied"])),
            first=day if dated else None, last=day + timedelta(days=long) if dated else None,
            latitude=float(np.clip(at[0], -80, 80)), longitude=float((at[1] + 180) % 360 - 180),
            level=str(random.choice(levels, p=[0.6, 0.1, 0.1, 0.08, 0.05, 0.04, 0.03])),
            radius_km=float(random.integers(1, 300)), fatalities_best=best,
            fatalities_low=best, fatalities_high=None if best is None else best + 1,
        ))  # fmt: skip
    return table(*rows).sort_by([("first", "ascending"), ("event_id", "ascending")])
