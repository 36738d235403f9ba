"""What many tests share: the gazetteer, built once and kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.geocode.build import ensure
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.settings import ROOT


@pytest.fixture(scope="session")
def gazetteer_path() -> Path:
    path = ROOT / "data" / "build" / "gazetteer.sqlite"
    ensure(path)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Iterator[Gazetteer]:
    with Gazetteer(gazetteer_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def geocoder(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)
