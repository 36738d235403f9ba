"""What many tests share: the gazetteer, the sample's store, a browser and a page to open in it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from dashboard.geocode.build import ensure
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.tables import process
from dashboard.readers.coded import read_coding
from dashboard.settings import ROOT, Settings
from dashboard.store.events import EventStore
from tests import browser as browsers

settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")


@pytest.fixture(scope="session", autouse=True)
def nothing_imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what was imported on this machine, and none adds to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_STORE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.fixture(scope="session")
def gazetteer_path() -> Path:
    path = Settings.from_env({}).gazetteer
    ensure(path)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Iterator[Gazetteer]:
    with Gazetteer(gazetteer_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def geocoder(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


@pytest.fixture(scope="session")
def desk(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """What reads reports, with nothing kept from before."""
    empty = tmp_path_factory.mktemp("desk")
    shipped = Settings.from_env({})
    return Desk(replace(shipped, record=empty / "record", readings=empty / "readings"))


@pytest.fixture(scope="session")
def sample_store(geocoder: OfflineGeocoder) -> EventStore:
    """What the page of the sample reports asks."""
    coding = read_coding(Settings.from_env({}).reports)
    return EventStore(process(coding, partial(resolve, geocoder=geocoder)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = browsers.launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample_page(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the page with the sample as coded by hand, which no reader can change."""
    coded = {
        "DATELINE_CODING": str(Settings.from_env({}).reports),
        "DATELINE_STORE": str(tmp_path_factory.mktemp("store")),
    }
    with browsers.serve(ROOT / "dashboard" / "app.py", coded) as address:
        yield address
