"""Small random imports, and plain answers about them that are easy to believe."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.imported import IMPORTED
from dashboard.model import Origin
from dashboard.store.engine.contract import Viewport
from dashboard.store.engine.grid import column, row, shift
from dashboard.store.filter import EventFilter, When
from dashboard.store.generation import Part

DAY_ONE = date(2019, 12, 1)
NAMES = ("Alpha", "Beta's men", "Gamma", "ДЕЛЬТА", "O'Neil", "Zeta")
FAMILIES = {"Battles": ("Armed clash", "Siege"), "Protests": ("March",), "": ("",)}
PLACES = (("Tripoli", "TR", "LY"), ("Benghazi", "BE", "LY"), ("Tripoli", "N", "LB"), ("", "", "LY"))
SOURCES = ("Agency A", "Agency B", "")
WORDS = ("fighters", "MET", "shelling,", "Straße", "in", "the", "old", "town", "1900000001", "''")
Row = dict[str, Any]


def rows(seed: int, count: int) -> list[Row]:
    """Events as ``IMPORTED`` has them."""
    chance = random.Random(seed)
    return [_row(chance, number) for number in range(count)]


def _row(chance: random.Random, number: int) -> Row:
    family = chance.choice(list(FAMILIES))
    place, admin1, country = chance.choice(PLACES)
    first = DAY_ONE + timedelta(chance.randrange(60)) if chance.random() < 0.9 else None
    length = chance.choice((0, 0, 0, 1, 6, 40))
    best = chance.choice((None, 0, 0, 3, 50))
    where = chance.random()
    placed = where > 0.15
    return {
        "event_id": f"t:{(number * 7919) % 10007}",
        "dataset": chance.choice(("t", "other's")),
        "family": family,
        "type": chance.choice(FAMILIES[family]),
        "realis": chance.choice(("actual", "planned")),
        "first": first,
        "last": first and first + timedelta(length),
        "date_precision": first and 1 + (length > 0),
        "place": place,
        "admin1": admin1,
        "admin2": "",
        "country": country,
        "level": level(where) if placed else "",
        "geo_precision": chance.choice((1, 2, 3)) if placed else None,
        "latitude": chance.uniform(-89, 89) if placed else None,
        "longitude": chance.choice((180.0, -180.0, chance.uniform(-179, 179))) if placed else None,
        "radius_km": 1.5 if placed else None,
        "fatalities_low": best,
        "fatalities_best": best,
        "fatalities_high": None if best is None else best + 2,
        "participants": [
            {"name": chance.choice((*NAMES, "")), "kind": "rebel", "country": "", "role": "side_a"}
            for _ in range(chance.choice((0, 1, 2, 2, 2, 3, 4)))
        ],
        "source": chance.choice(SOURCES),
        "url": "",
        "text": " ".join(chance.choices(WORDS, k=chance.randrange(6))),
        "codes": '{"a": 1}',
    }


def imports(seed: int, count: int, folder: Path) -> tuple[list[Part], list[Row]]:
    """Imports that change and withdraw, and the events that hold after them."""
    first, changed = rows(seed, count), rows(seed + 1, count)[: count // 3]
    again = [one for one in changed if one["event_id"].endswith("3")]
    gone = tuple(one["event_id"] for one in first if one["event_id"].endswith("3"))
    holds = {one["event_id"]: one for one in first}
    holds |= {one["event_id"]: one for one in changed}
    holds = {key: one for key, one in holds.items() if key not in gone}
    again = [{**one, "text": "back again"} for one in again]
    holds |= {one["event_id"]: one for one in again}
    parts = []
    for number, (content, withdrawn) in enumerate(
        ((first, ()), (changed, ()), ([], gone), (again, ())), start=1
    ):
        path = folder / f"part{number}.parquet"
        pq.write_table(pa.Table.from_pylist(content, schema=IMPORTED), path, row_group_size=50)
        parts.append(Part(path, number, withdrawn))
    return parts, list(holds.values())


AREAS = ("district", "province", "region", "sea")


def level(chance: float) -> str:
    return "country" if chance < 0.3 else "province" if chance < 0.5 else "town"


class Reference:
    """The questions of an engine, asked of a list of rows."""

    def __init__(self, held: list[Row]) -> None:
        self.rows = held

    def shown(self, chosen: EventFilter) -> list[Row]:
        return [one for one in self.passing(chosen) if in_range(one, chosen)]

    def passing(self, chosen: EventFilter) -> Iterator[Row]:
        return (one for one in self.rows if passes(one, chosen))

    def cells(
        self, chosen: EventFilter, viewport: Viewport
    ) -> dict[tuple[int, int, bool], list[Row]]:
        found: dict[tuple[int, int, bool], list[Row]] = {}
        low = shift(viewport.zoom)
        for one in self.shown(chosen):
            if drawn(one):
                area = one["level"] in AREAS
                where = column(one["longitude"]) >> low, row(one["latitude"]) >> low, area
                found.setdefault(where, []).append(one)
        return found

    def histogram(
        self, chosen: EventFilter, bins: list[tuple[date, date]]
    ) -> Counter[tuple[date, str]]:
        shares: Counter[tuple[date, str]] = Counter()
        for one in self.passing(chosen):
            if one["first"] is None:
                continue
            days = [max(0, (min(one["last"], b) - max(one["first"], a)).days + 1) for a, b in bins]
            for (first, _), inside in zip(bins, days, strict=True):
                if inside:
                    shares[first, one["family"]] += inside / sum(days)
        return shares

    def count(
        self, chosen: EventFilter, keys: Callable[[Row], set[Any]]
    ) -> dict[Any, tuple[int, int]]:
        """Events and deaths by key."""
        events: Counter[Any] = Counter()
        deaths: Counter[Any] = Counter()
        for one in self.shown(chosen):
            for key in keys(one):
                events[key] += 1
                deaths[key] += one["fatalities_best"] or 0
        return {key: (number, deaths[key]) for key, number in events.items()}

    def newest(self, chosen: EventFilter) -> list[str]:
        ordered = sorted(
            self.shown(chosen), key=lambda one: (one["last"] or date.min, one["event_id"])
        )
        return [one["event_id"] for one in reversed(ordered)]


def drawn(one: Row) -> bool:
    return one["latitude"] is not None and one["level"] != "country"


def actors(one: Row) -> set[str]:
    return {f"named:{who['name']}" for who in one["participants"] if who["name"]}


def passes(one: Row, chosen: EventFilter) -> bool:
    parts = [one["text"], one["place"], one["type"], one["family"], one["realis"]]
    hay = "\n".join([*parts, *(who["name"] for who in one["participants"])]).lower()
    publishers = [name[10:] for name in chosen.sources if name.startswith("publisher:")]
    return (
        (not chosen.families or one["family"] in chosen.families)
        and (not chosen.types or one["type"] in chosen.types)
        and (not chosen.realis or one["realis"] in chosen.realis)
        and (not chosen.countries or one["country"] in chosen.countries)
        and (not chosen.datasets or one["dataset"] in chosen.datasets)
        and (not chosen.levels or one["level"] in chosen.levels)
        and (not chosen.origins or Origin.IMPORTED in chosen.origins)
        and (not chosen.sources or one["source"] in publishers)
        and (not chosen.actors or not actors(one).isdisjoint(chosen.actors))
        and (chosen.deaths <= 0 or (one["fatalities_best"] or 0) >= chosen.deaths)
        and all(word in hay for word in chosen.text.lower().split())
    )


def in_range(one: Row, chosen: EventFilter) -> bool:
    if one["first"] is None:
        return chosen.first is None and chosen.last is None
    first, last = chosen.first or date.min, chosen.last or date.max
    if chosen.when is When.CERTAINLY:
        return bool(first <= one["first"] and one["last"] <= last)
    return bool(one["first"] <= last and first <= one["last"])
