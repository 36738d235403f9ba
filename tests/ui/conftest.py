"""A page of its own for each test; settings whose folders no other test sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.extract.findings import Reading
from dashboard.pipeline.desk import Desk
from dashboard.settings import Settings
from dashboard.store.kept import Kept
from dashboard.store.record import Record
from tests.pipeline.reading import REPORT, reading
from tests.ui import looking


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with looking.looking(browser) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path, gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Folders of its own; one stored report, whose reading is kept as if it had been read."""
    for name in ("CODING", "ONLINE_GEOCODER"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    (tmp_path / "reports").mkdir()
    monkeypatch.setenv("DATELINE_GAZETTEER", str(gazetteer_path))
    for name in ("REPORTS", "RECORD", "READINGS", "STORE"):
        monkeypatch.setenv(f"DATELINE_{name}", str(tmp_path / name.lower()))
    chosen = Settings.from_env()
    Record(chosen.record).save(REPORT)
    Kept(chosen.readings, Reading).put(Desk(chosen).kept_as(REPORT), reading().reading)
    return chosen


@pytest.fixture
def desk(settings: Settings) -> Desk:
    return Desk(settings)
