"""Settings in, the store of coded reports out; prepares the gazetteer where it is missing."""

import hashlib
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import pipeline
from dashboard.geocode.build import ensure
from dashboard.geocode.fallback import with_online
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.online import online_geocoder
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

        def show(done: float, what: str) -> None:
            bar.progress(min(done, 1.0), what)

        ensure(settings.gazetteer, show)
        bar.empty()
    return _load(settings, fingerprint(settings.coding))


@st.cache_resource(show_spinner="Reading reports …", max_entries=4)
def _load(settings: Settings, version: str) -> EventStore:
    ensure(settings.gazetteer)
    return EventStore(pipeline.process(read_coding(settings.coding), resolver(settings)))


def resolver(settings: Settings) -> pipeline.Resolver:
    """What finds the places of a report's mentions: the gazetteer, then whoever the user named."""
    gazetteer = Gazetteer(settings.gazetteer)
    offline: pipeline.Resolver = partial(resolve, geocoder=OfflineGeocoder(gazetteer))
    if not settings.online_geocoder:
        return offline
    service = online_geocoder(
        settings.online_geocoder, user_agent=settings.user_agent, folder=settings.answers
    )

    def country_name(code: str) -> str:
        country = gazetteer.country(code)
        return country.name if country else ""

    return with_online(offline, service, country_name)


def fingerprint(folder: Path) -> str:
    """Changes when a file of the folder is added, removed, resized or written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
