"""The real UCDP GED file of the Central African Republic, through import to the page.

It may not be shipped: ``DATELINE_DATASETS`` names the folder that has ``ucdp_ged_car``.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from dashboard.pipeline.importing import Importing
from dashboard.pipeline.ingest import Wish
from dashboard.settings import Settings
from dashboard.store.engine import open_engine
from dashboard.store.filter import EventFilter
from tests.ui import imports, looking
from tests.ui.looking import counts, in_map

HOME = os.environ.get("DATELINE_DATASETS", "")
FILE = Path(HOME) / "ucdp_ged_car" / "GEDEvent_v23_1_CAR_49col_rebuilt.csv"
pytestmark = pytest.mark.skipif(
    not HOME or not FILE.exists(), reason=f"no {FILE.name} in DATELINE_DATASETS"
)
EVENTS, COUNTRY, POINTS = 1_848, 29, 541
EVERY = EventFilter()


@pytest.fixture(scope="module")
def folder(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ucdp")
    settings = replace(Settings.from_env({}), gazetteer=gazetteer_path, store=made / "store")
    done = Importing(FILE, settings, Wish())
    done.wait()
    assert done.error == ""
    [one] = done.done
    assert one.imported is not None
    assert (one.imported.new, one.refused) == (EVENTS, 0)
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with imports.serve(folder) as page:
        yield page


def test_counts_places_and_deaths_are_the_files(folder: Path) -> None:
    file = pd.read_csv(FILE, low_memory=False)
    engine = open_engine(folder / "store")
    told = engine.totals(EVERY)
    assert (told.shown, told.whole_country, told.unplaced) == (EVENTS, COUNTRY, 0)
    assert told.drawn == EVENTS - COUNTRY
    assert (told.deaths.low, told.deaths.best, told.deaths.high) == tuple(
        int(file[name].sum()) for name in ("low", "best", "high")
    )
    rows = engine.fetch(EVERY, limit=EVENTS + 1).to_pandas()
    assert len(rows) == EVENTS
    assert len(rows[["latitude", "longitude"]].drop_duplicates()) == POINTS
    assert set(rows.loc[rows["level"] == "country", "geo_precision"]) == {6}
    engine.close()


@pytest.mark.browser
def test_no_disc_stands_for_the_whole_country(page: Page, address: str) -> None:
    looking.open_map(page, f"{address}/?map=6.7000,21.0000,5&dataset=ucdp-ged&panel=tray")
    expect(counts(page)).to_have_text(f"{EVENTS:,} of {EVENTS + 1:,} events")
    expect(page.locator(".counts")).to_contain_text(f"{COUNTRY} known by country only")
    group = page.locator(".group", has_text="Imported, only the country is known")
    expect(group.locator(".chip")).to_have_text(str(COUNTRY))
    expect(imports.discs(page).first).to_be_attached(timeout=20_000)
    looking.until(
        lambda: imports.sum_of_discs(page), lambda sum: sum == EVENTS - COUNTRY, page=page
    )
    looking.set_view(page, 6.7, 20.9, 9)
    expect(in_map(page).locator(".dl-discs-button[aria-label*=country]")).to_have_count(0)
