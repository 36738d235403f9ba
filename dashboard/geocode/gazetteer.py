"""The SQLite file in, entries out. Read-only; one connection behind a lock; no object per place."""

import sqlite3
import threading
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import shapely

from dashboard.errors import GazetteerError
from dashboard.geocode.areas import part_of
from dashboard.geocode.build import SCHEMA_VERSION
from dashboard.geocode.earth import cells_around, distance_km

_COLUMNS = (
    "id, place_id, place.name, level, country, admin1, admin2, feature, latitude, longitude, "
    "radius_km, population, weight"
)
_MOST = 400
_FIRST_OWN_ID = 20_000_000


class Entry(NamedTuple):
    """A row of the gazetteer; ``admin1`` and ``admin2`` are ids of entries."""

    id: int
    place_id: str
    name: str
    level: str
    country: str
    admin1: int | None
    admin2: int | None
    feature: str
    latitude: float
    longitude: float
    radius_km: float
    population: int | None
    weight: float

    @property
    def geonames_id(self) -> int | None:
        """GeoNames' id, where the entry is theirs."""
        return self.id if self.id < _FIRST_OWN_ID else None


class Found(NamedTuple):
    """An entry, the name it was found by, and how well that name stands for it (0 to 1)."""

    entry: Entry
    label: str
    quality: float


class Gazetteer:
    """A built gazetteer; safe to share between threads, closed by ``with`` or ``close``."""

    def __init__(self, path: Path) -> None:
        """GazetteerError if there is none at ``path``, or one of another version."""
        if not path.is_file():
            raise GazetteerError(f"{path}: no gazetteer; run: python -m dashboard gazetteer build")
        self.path = path
        self._lock = threading.Lock()
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            version = self._rows("SELECT value FROM meta WHERE name = 'schema'", ())
        except sqlite3.Error as error:
            raise GazetteerError(f"{path}: damaged ({error})") from error
        if version != [(str(SCHEMA_VERSION),)]:
            raise GazetteerError(
                f"{path}: of another version; run: python -m dashboard gazetteer build"
            )
        self.outline = lru_cache(maxsize=128)(self._outline)
        self.part = lru_cache(maxsize=128)(self._part)
        self.entry = lru_cache(maxsize=4096)(self._entry)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def named(self, key: str, countries: Collection[str] = ()) -> list[Found]:
        """Entries filed under ``key`` (normalise.key), in ``countries`` (ISO 3166-1) if given."""
        within = f"AND country IN ({','.join('?' * len(countries))})" if countries else ""
        query = (
            f"SELECT {_COLUMNS}, label, quality FROM name JOIN place ON place.id = name.place "  # noqa: S608
            f"WHERE key = ? {within} ORDER BY weight * quality DESC LIMIT {_MOST}"
        )
        return [Found(Entry(*row[:13]), *row[13:]) for row in self._rows(query, (key, *countries))]

    def summary(self, key: str, most: int) -> list[tuple[str, str, int | None, float]]:
        """Level, country, population and worth of at most ``most`` entries so named, best first."""
        query = (
            "SELECT level, country, population, weight * quality AS worth "
            "FROM name JOIN place ON place.id = name.place WHERE key = ? "
            "ORDER BY worth DESC LIMIT ?"
        )
        return self._rows(query, (key, most))

    def spelled_like(self, bones: str) -> list[str]:
        """Keys that share these consonants (see normalise.skeleton)."""
        rows = self._rows(f"SELECT key FROM spelling WHERE bones = ? LIMIT {_MOST}", (bones,))  # noqa: S608
        return [key for (key,) in rows]

    def _entry(self, entry_id: int) -> Entry | None:
        query = f"SELECT {_COLUMNS} FROM place WHERE id = ?"  # noqa: S608
        return next((Entry(*row) for row in self._rows(query, (entry_id,))), None)

    def country(self, iso: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        entry_id = self._countries().get(iso)
        return self.entry(entry_id) if entry_id else None

    @lru_cache(maxsize=1)  # noqa: B019
    def _countries(self) -> dict[str, int]:
        query = "SELECT country, id FROM place WHERE level = 'country'"
        return dict(self._rows(query, ()))

    def _outline(self, entry_id: int) -> Any | None:
        """The area of an entry as a shapely geometry, longitude first; None if it has none."""
        rows = self._rows("SELECT wkb FROM outline WHERE place = ?", (entry_id,))
        return shapely.from_wkb(rows[0][0]) if rows else None

    def _part(self, entry_id: int, side: str) -> Any | None:
        """The part of an entry's area on one side, see areas.py; None if it has no area."""
        whole = self.outline(entry_id)
        return None if whole is None else part_of(whole, side)

    def near(
        self, latitude: float, longitude: float, *, km: float
    ) -> Iterator[tuple[float, Entry]]:
        """Towns within ``km``, nearest first, with their distance."""
        cells = cells_around(latitude, longitude, km=km)
        query = f"SELECT {_COLUMNS} FROM place WHERE cell IN ({','.join('?' * len(cells))})"  # noqa: S608
        entries = [Entry(*row) for row in self._rows(query, tuple(cells))]
        here = (latitude, longitude)
        far = ((distance_km(here, (e.latitude, e.longitude)), e) for e in entries)
        return iter(sorted((pair for pair in far if pair[0] <= km), key=lambda pair: pair[0]))

    def around(self, latitude: float, longitude: float) -> list[Entry]:
        """Areas that hold a point: provinces and countries, regions and seas; smallest first."""
        query = (
            f"SELECT {_COLUMNS} FROM outline JOIN place ON place.id = outline.place "  # noqa: S608
            "WHERE west <= ? AND ? <= east AND south <= ? AND ? <= north"
        )
        boxes = self._rows(query, (longitude, longitude, latitude, latitude))
        point = shapely.Point(longitude, latitude)
        held = []
        for row in boxes:
            entry = Entry(*row)
            shape = self.outline(entry.id)
            if shape is not None and shape.covers(point):
                held.append((shape.area, entry))
        return [entry for _, entry in sorted(held)]
