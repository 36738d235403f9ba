"""Timeline and discs on one page: dates reach the map at once, and Python says the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from benchmarks.map_scale import SAMPLE
from benchmarks.map_store import store
from benchmarks.waiting import FRAME, root
from dashboard.settings import ROOT
from dashboard.store.generation import Generation
from tests.browser import Watch, serve, watch

pytestmark = pytest.mark.browser
TOLD = root("header") + ".querySelector('.counts').textContent"
READY = "() => window.datelineDrawn && window.datelineDrawn.ready && window.datelineDrawn"


@pytest.fixture(scope="module")
def served(
    gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Generation]]:
    folder = tmp_path_factory.mktemp("store")
    made = store(folder, 5_000)
    environ = {
        "DATELINE_STORE": str(folder),
        "DATELINE_CODING": str(SAMPLE),
        "DATELINE_GAZETTEER": str(gazetteer_path),
    }
    with serve(ROOT / "dashboard" / "app.py", environ) as address:
        yield address, made


@pytest.fixture
def page(browser: Browser, served: tuple[str, Generation]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 950})
    page = context.new_page()
    seen = watch(page)
    page.goto(served[0])
    yield page
    context.close()
    assert seen == Watch()


def frame_of(page: Page) -> Frame:
    page.locator(FRAME).wait_for()
    handle = page.query_selector(FRAME)
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_function(READY)
    return frame


def counts(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="events")


def test_dates_reach_the_discs_directly(page: Page, served: tuple[str, Generation]) -> None:
    frame = frame_of(page)
    expect(counts(page)).to_contain_text("5,218 of 5,218 events")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    assert frame.evaluate("datelineDrawn.sum") == served[1].drawn
    page.evaluate("() => { window.told = () => " + TOLD + "; }")
    frame.evaluate(
        """() => { window.seen = []; map.getContainer().addEventListener("dateline:drawn",
        ({ detail }) => seen.push([detail.sum, parent.told()])); }"""
    )
    last = page.locator(".timeline input[type=date]").nth(1)
    last.fill("2019-12-31")
    last.press("Enter")
    expect(counts(page)).not_to_contain_text("5,218 of")
    page.wait_for_timeout(500)
    seen = frame.evaluate("seen")
    sums = {number for number, _ in seen}
    assert len(sums) == 1  # what Python says is what the timeline said
    assert 0 < sums.pop() < served[1].drawn
    assert "5,218 of" in seen[0][1]  # and the discs did not wait for it
    assert not any(url.endswith(".bin.gz") for url in asked)  # nor was the file asked for again


def test_the_legend_is_heeded_at_once(page: Page, served: tuple[str, Generation]) -> None:
    frame = frame_of(page)
    expect(counts(page)).to_contain_text("5,218 of 5,218 events")
    page.evaluate("() => { window.told = () => " + TOLD + "; }")
    frame.evaluate(
        """() => { window.seen = []; map.getContainer().addEventListener("dateline:drawn",
        ({ detail }) => seen.push([detail.sum, parent.told()])); }"""
    )
    frame.locator(".dl-legend-head").click()
    frame.locator(".dl-toggle[data-name=Battles]").click()
    expect(counts(page)).not_to_contain_text("5,218 of")
    page.wait_for_timeout(500)
    seen = frame.evaluate("seen")
    assert {number for number, _ in seen} == {seen[0][0]}  # Python says what the legend said
    assert 0 < seen[0][0] < served[1].drawn
    assert "5,218 of" in seen[0][1]


def test_a_disc_brings_its_events(page: Page) -> None:
    frame = frame_of(page)
    button = frame.locator(".dl-discs-button").first
    count = int(button.get_attribute("data-count") or 0)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{count:,} imported events", exact=True)).to_be_visible()


def test_playing_moves_the_discs(page: Page) -> None:
    frame = frame_of(page)
    page.get_by_role("button", name="Play through time").click()
    first = frame.wait_for_function("datelineDrawn.last !== null && datelineDrawn.last")
    frame.wait_for_function(f"datelineDrawn.last > {first.json_value()}")
    page.get_by_role("button", name="Pause").click()
