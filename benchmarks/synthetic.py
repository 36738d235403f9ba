"""Events that never happened, for measuring: a seed and a number in, Arrow tables out.

They lie in clusters around towns that were drawn once, as the events of a war do: a few places
hold most of them, deaths are mostly none, dates come in bursts. Same seed, same events.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.imported import IMPORTED

BATCH = 100_000
FIRST_DAY, DAYS = np.datetime64("2015-01-01"), 3_650
TYPES = (
    ("Battles", "Armed clash", 30), ("Battles", "Non-state actor overtakes territory", 3),
    ("Explosions/Remote violence", "Air/drone strike", 14),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", 18),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", 6),
    ("Violence against civilians", "Attack", 14), ("Protests", "Peaceful protest", 9),
    ("Riots", "Violent demonstration", 3), ("Strategic developments", "Arrests", 2),
    ("Diplomacy and pressure", "Meeting or talks", 1),
)  # fmt: skip
LEVELS = (("town", 1, 1.0, 78), ("town", 2, 25.0, 12), ("district", 3, 40.0, 5),
          ("province", 4, 120.0, 3), ("country", 6, 500.0, 2))  # fmt: skip
COUNTRIES = ("UA", "SY", "YE", "SO", "ML", "MM", "SD", "CD", "NG", "AF", "IQ", "LY")
WORDS = (
    "Forces of {a} and {b} fought near {place}; residents spoke of heavy fire until the evening, "
    "report {n}."
)


def events(count: int, *, seed: int = 1, dataset: str = "synthetic") -> Iterator[pa.Table]:
    """``count`` events in tables that fit ``IMPORTED``, at most ``BATCH`` rows each."""
    world = _World(np.random.default_rng(seed))
    for start in range(0, count, BATCH):
        rows = min(BATCH, count - start)
        yield world.rows(start, rows, dataset)


class _World:
    """Towns, actors and the chances of everything."""

    def __init__(self, random: Any) -> None:
        self.random = random
        towns = 4_000
        centre = random.integers(0, len(COUNTRIES), towns)
        middle = np.column_stack(
            (random.uniform(-5, 48, len(COUNTRIES)), random.uniform(-8, 98, len(COUNTRIES)))
        )
        self.country = centre
        self.latitude = middle[centre, 0] + random.normal(0, 1.8, towns)
        self.longitude = middle[centre, 1] + random.normal(0, 2.2, towns)
        weight = 1 / np.arange(1, towns + 1) ** 0.9
        self.weight = weight / weight.sum()
        self.names = np.array([f"Town {n}" for n in range(towns)])
        self.actors = np.array([f"Group {n}" for n in range(600)])

    def rows(self, start: int, count: int, dataset: str) -> pa.Table:
        random = self.random
        town = random.choice(len(self.weight), count, p=self.weight)
        kind = _drawn(random, [share for *_, share in TYPES], count)
        level = _drawn(random, [share for *_, share in LEVELS], count)
        day = np.minimum((random.beta(2, 1.4, count) * DAYS).astype(int), DAYS - 1)
        long = np.where(random.random(count) < 0.2, random.integers(1, 30, count), 0)
        first = (FIRST_DAY + day).astype("datetime64[D]")
        best = np.where(random.random(count) < 0.6, 0, random.geometric(0.25, count))
        spread = random.integers(0, 4, count)
        at = np.array([one for _, one, *_ in LEVELS])[level]
        jitter = np.where(at == 1, 0.0, 0.05)
        sides = random.integers(0, len(self.actors), (2, count))
        sides[0] = (town * 7 + sides[0] % 5) % len(self.actors)
        columns: dict[str, Any] = {
            "event_id": [f"{dataset}:{n}" for n in range(start, start + count)],
            "dataset": [dataset] * count,
            "family": np.array([one[0] for one in TYPES])[kind],
            "type": np.array([one[1] for one in TYPES])[kind],
            "realis": ["actual"] * count,
            "first": first,
            "last": first + long,
            "date_precision": np.select([long == 0, long < 7, long == 7], [1, 2, 3], 4),
            "place": self.names[town],
            "admin1": [f"Province {n % 40}" for n in town],
            "admin2": [f"District {n % 400}" for n in town],
            "country": np.array(COUNTRIES)[self.country[town]],
            "level": np.array([one[0] for one in LEVELS])[level],
            "geo_precision": at,
            "latitude": self.latitude[town] + jitter * random.normal(size=count),
            "longitude": self.longitude[town] + jitter * random.normal(size=count),
            "radius_km": np.array([one[2] for one in LEVELS])[level],
            "fatalities_low": np.maximum(best - spread, 0),
            "fatalities_best": best,
            "fatalities_high": best + spread,
            "participants": [
                [_side(self.actors[a], "side_a"), _side(self.actors[b], "side_b")]
                for a, b in zip(*sides, strict=True)
            ],
            "source": [f"Agency {n % 30}" for n in range(start, start + count)],
            "url": [""] * count,
            "text": [
                WORDS.format(a=self.actors[a], b=self.actors[b], place=self.names[t], n=start + n)
                for n, (a, b, t) in enumerate(zip(*sides, town, strict=True))
            ],
            "codes": ["{}"] * count,
        }
        return pa.table(
            [pa.array(columns[one.name], one.type) for one in IMPORTED], schema=IMPORTED
        )


def _side(name: Any, role: str) -> dict[str, str]:
    return {"name": str(name), "kind": "rebel", "country": "", "role": role}


def _drawn(random: Any, shares: list[int], count: int) -> Any:
    chances = np.array(shares, float)
    return random.choice(len(shares), count, p=chances / chances.sum())
