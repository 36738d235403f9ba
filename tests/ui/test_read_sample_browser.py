"""The first use: a report of January 2020 that nobody coded, read by the machine, on the map."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.settings import ROOT
from tests import browser as browsers
from tests.ui import looking
from tests.ui.looking import counts, in_map, marks, near, tab

pytestmark = pytest.mark.browser

TRIPOLI, ISTANBUL = (32.887, 13.191), (41.01, 28.96)
ANKARA, MOSCOW = (39.92, 32.85), (55.75, 37.62)
REPORT = "r11"


@pytest.fixture(scope="module")
def read_page(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the page as a newcomer finds it: the sample, read by the machine."""
    empty = tmp_path_factory.mktemp("newcomer")
    own = {"DATELINE_CODING": "", "DATELINE_RECORD": str(empty / "record")}
    with browsers.serve(ROOT / "dashboard" / "app.py", own) as address:
        yield address


def test_open_narrow_click_read(page: Page, read_page: str) -> None:
    looking.open_map(page, f"{read_page}/?report={REPORT}")
    before = counts(page).inner_text()
    looking.choose_days(page, "2020-01-08", "2020-01-12")
    expect(counts(page)).not_to_have_text(before)
    sites, seats = marks(page, "event_site"), marks(page, "actor_seat")
    assert len(near(sites, *TRIPOLI)) == len(near(sites, *ISTANBUL)) == 1
    assert near(sites, *ANKARA) == near(sites, *MOSCOW) == []
    assert len(near(seats, *ANKARA)) == len(near(seats, *MOSCOW)) == 1
    in_map(page).locator('.dl-event_site[aria-label^="Istanbul"]').first.press("Enter")
    expect(tab(page, "Evidence")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("had met in Istanbul on 8 January").first).to_be_visible()
    expect(page.get_by_text("read by machine").first).to_be_visible()
