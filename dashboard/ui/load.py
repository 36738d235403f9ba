"""Settings in, the store of coded reports out; prepares the gazetteer where it is missing."""

import hashlib
from contextlib import suppress
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from threading import Lock

import streamlit as st

from dashboard import pipeline
from dashboard.errors import DashboardError
from dashboard.geocode.build import ensure
from dashboard.geocode.fallback import with_online
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.online import online_geocoder
from dashboard.geocode.resolve import resolve
from dashboard.readers.coded import read_coding
from dashboard.settings import Settings
from dashboard.store.events import EventStore

SLOW = ("folium.plugins", "dashboard.render.compose", "dashboard.render.layer")
"""what takes long to import; no module that declares a component, which is only heard in a run"""
_loading = Lock()
"""held while a store is made, so that it is made once"""


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
    with st.spinner("Reading reports …"):
        return _store(settings, fingerprint(settings.coding))


def _store(settings: Settings, version: str) -> EventStore:
    with _loading:
        return _load(settings, version)


@lru_cache(maxsize=4)
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


def warm(settings: Settings) -> None:
    """Load what the first visitor would otherwise wait for; whatever fails is shown to them."""
    for module in SLOW:
        import_module(module)
    with suppress(DashboardError):
        _store(settings, fingerprint(settings.coding))


def fingerprint(folder: Path) -> str:
    """Changes when a file of the folder is added, removed, resized or written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
