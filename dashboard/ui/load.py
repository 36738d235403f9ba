"""Settings in, the store of coded reports out; prepares the gazetteer where it is missing."""

import hashlib
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import pipeline
from dashboard.geocode.build import ensure
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.readers.coded import read_coding
from dashboard.settings import Settings
from dashboard.store.events import EventStore


def load(settings: Settings) -> EventStore:
    """The store of ``settings.coding``, read again when one of its files changes.

    Raises ``ReadError`` if there is no such folder, ``GazetteerError`` if the gazetteer cannot be
    made.
    """
    if not settings.gazetteer.exists():
        bar = st.progress(0.0, "Preparing the gazetteer, once …")
        ensure(settings.gazetteer, lambda done, what: bar.progress(min(done, 1.0), what))
        bar.empty()
    return _load(settings.coding, fingerprint(settings.coding), settings.gazetteer)


@st.cache_resource(show_spinner="Reading reports …", max_entries=4)
def _load(folder: Path, version: str, gazetteer: Path) -> EventStore:
    ensure(gazetteer, lambda done, what: None)
    geocoder = OfflineGeocoder(Gazetteer(gazetteer))
    return EventStore(pipeline.process(read_coding(folder), partial(resolve, geocoder=geocoder)))


def fingerprint(folder: Path) -> str:
    """Changes when a file of the folder is added, removed, resized or written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
