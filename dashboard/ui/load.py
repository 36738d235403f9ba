"""Settings in, the store of coded reports out; prepares the gazetteer where it is missing."""

import gc
import hashlib
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.geocode.build import ensure
from dashboard.pipeline.desk import ACTORS, desk
from dashboard.pipeline.library import tables
from dashboard.pipeline.linking import Links
from dashboard.readers.roster import read_roster
from dashboard.settings import Settings
from dashboard.store.archive import Archive
from dashboard.store.engine.contract import Engine
from dashboard.store.events import EventStore
from dashboard.store.generation import current

SLOW = ("folium.plugins", "dashboard.render.compose", "dashboard.render.layer")
"""what takes long to import; no module that declares a component, which is only heard in a run"""
_archives: dict[str, Archive] = {}
_loading = Lock()
"""held while a store is made, so that it is made once"""


def load(settings: Settings) -> EventStore:
    """The store of all reports, made again when one of their files changes.

    Raises ``ReadError`` if there is no such folder, ``GazetteerError`` if the gazetteer cannot be
    made.
    """
    prepare(settings)
    with st.spinner("Reading reports …"):
        return _store(settings, fingerprint(settings))


def archive(settings: Settings) -> Archive:
    """Reports and imports together. Raises what ``load`` does, and ``StoreError``."""
    reports, imported = load(settings), _engine(settings)
    kept = _archives.get("newest")
    if kept is None or (kept.reports, kept.imported) != (reports, imported):
        kept = _archives["newest"] = Archive(reports, imported, _linked)
    return kept


def _linked(name: str) -> str:
    return _links().actor_id(name)


@lru_cache(maxsize=1)
def _links() -> Links:
    return Links(read_roster(ACTORS))


def _engine(settings: Settings) -> Engine | None:
    """What answers about imported events; it follows new imports by itself."""
    if not settings.engine and current(settings.store) is None:
        return None
    return _opened(settings.engine or settings.store)


@lru_cache(maxsize=2)
def _opened(where: str | Path) -> Engine:
    from dashboard.store.engine import open_engine  # DuckDB and Ibis: only where they are needed

    engine = open_engine(where)
    _stays()
    return engine


def prepare(settings: Settings) -> None:
    """Make the gazetteer where there is none, and say so. Raises ``GazetteerError``."""
    if not settings.gazetteer.exists():
        bar = st.progress(0.0, "Preparing the gazetteer, once …")

        def show(done: float, what: str) -> None:
            bar.progress(min(done, 1.0), what)

        ensure(settings.gazetteer, show)
        bar.empty()


def _store(settings: Settings, version: str) -> EventStore:
    with _loading:
        return _load(settings, version)


@lru_cache(maxsize=4)
def _load(settings: Settings, version: str) -> EventStore:
    ensure(settings.gazetteer)
    store = EventStore(tables(settings, desk(settings)))
    _stays()
    return store


def _stays() -> None:
    """What was loaded stays: Streamlit looks for garbage after each run, while everybody waits, and
    need not look there. What an earlier load left is let go of."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def warm(settings: Settings) -> None:
    """Load what the first visitor would otherwise wait for; whatever fails is shown to them."""
    for module in SLOW:
        import_module(module)
    with suppress(DashboardError):
        _store(settings, fingerprint(settings))


def fingerprint(settings: Settings) -> str:
    """Changes when a file of the folder shown is added, removed, resized or written."""
    folders = (settings.coding,) if settings.coding else (settings.reports, settings.record)
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
