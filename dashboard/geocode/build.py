"""Shipped gazetteer files and what the user added in, one SQLite file out.

Progress is told as a share of 1 and words."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from operator import itemgetter
from pathlib import Path

from dashboard.errors import GazetteerError
from dashboard.geocode import added, shipped
from dashboard.geocode.names import Filed, files_of, own_names
from dashboard.geocode.normalise import skeleton
from dashboard.geocode.row import PlaceRow, weight
from dashboard.geocode.rows import Outline, Sources, read_sources

SCHEMA_VERSION = 2
Progress = Callable[[float, str], None]

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL,
    country TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER, feature TEXT NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL, radius_km REAL NOT NULL,
    population INTEGER, weight REAL NOT NULL, cell INTEGER
);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL, quality REAL NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE spelling (
    bones TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (bones, key)
) WITHOUT ROWID;
CREATE TABLE outline (
    place INTEGER PRIMARY KEY, west REAL, south REAL, east REAL, north REAL, wkb BLOB NOT NULL
);
"""
_INSERT_PLACE = "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_INDEXES = """
CREATE INDEX place_cell ON place (cell) WHERE cell IS NOT NULL;
CREATE UNIQUE INDEX place_place_id ON place (place_id) WHERE place_id NOT LIKE 'geonames:%';
"""


def _silent(done: float, what: str) -> None:
    pass


def ensure(path: Path, progress: Progress = _silent) -> None:
    """Build the gazetteer at ``path`` unless a fresh one is there; GazetteerError if it fails."""
    if not is_fresh(path):
        build(path, progress)


def is_fresh(path: Path) -> bool:
    """Whether ``path`` was built by this version from the files as they are now."""
    if not path.is_file():
        return False
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            meta = dict(connection.execute("SELECT name, value FROM meta"))
    except sqlite3.Error:
        return False
    return meta == _meta(path)


def _meta(path: Path) -> dict[str, str]:
    meta = {"schema": str(SCHEMA_VERSION), "digest": shipped.digest()}
    more = added.digest(added.folder_of(path))
    return meta | {"added": more} if more else meta


def build(path: Path, progress: Progress = _silent) -> None:
    """Build anew beside ``path``, then rename into place; two at once do not harm each other."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be written ({error.strerror})") from error
    os.close(handle)
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            _fill(connection, path, progress)
        aside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{path}: cannot be written ({error})") from error
    finally:
        aside.unlink(missing_ok=True)
    progress(1.0, "gazetteer ready")


def _fill(connection: sqlite3.Connection, path: Path, progress: Progress) -> None:
    connection.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;"
    )
    connection.executescript("PRAGMA cache_size=-200000;" + _TABLES)
    progress(0.0, "reading the shipped files")
    meta = _meta(path)
    sources = read_sources(lambda done, what: progress(0.35 * done, what))
    places = added.with_added(sources.places, added.folder_of(path), PlaceRow, weight)
    sources = Sources(places, sources.outlines)
    connection.executemany(_INSERT_PLACE, _stored(sources.places))
    progress(0.4, "outlines")
    connection.executemany("INSERT INTO outline VALUES (?,?,?,?,?,?)", _shapes(sources.outlines))
    progress(0.45, "names")
    filed = _filed(sources, progress)
    connection.executemany("INSERT INTO name VALUES (?,?,?,?)", filed)
    progress(0.8, "spellings")
    connection.executemany("INSERT INTO spelling VALUES (?,?)", _spellings(filed))
    progress(0.92, "indexes")
    connection.executescript(_INDEXES)
    connection.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()


def _stored(places: Iterable[PlaceRow]) -> Iterator[tuple[object, ...]]:
    for place in places:
        yield (*place[:-2], place.cell)


def _shapes(outlines: Iterable[Outline]) -> Iterator[tuple[object, ...]]:
    for outline in outlines:
        yield (outline.place, *outline.shape.bounds, outline.shape.wkb)


def _filed(sources: Sources, progress: Progress) -> list[Filed]:
    """Names of all places, in the order of the table; each key once a place, its best name."""
    filed: list[Filed] = []
    places, own = iter(sources.places), own_names(sources.places)
    total, done = len(sources.places), 0
    while batch := list(islice(places, 40_000)):
        for place in batch:
            filed.extend(files_of(place, own))
        done += len(batch)
        progress(0.45 + 0.25 * done / total, "names")
    filed.sort(key=itemgetter(0, 1))
    return filed


def _spellings(filed: list[Filed]) -> list[tuple[str, str]]:
    """Consonants → keys, for the names places go by themselves; sorted as the table is."""
    keys = {key for key, _, _, quality in filed if quality >= 0.5 and len(key) >= 5}
    pairs = [(bones, key) for key in keys if (bones := skeleton(key))]
    return sorted(pairs)
