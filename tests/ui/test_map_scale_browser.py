"""Timeline and discs on one page: dates reach the map at once, and Python says the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from benchmarks import map_data
from benchmarks.map_scale import SCRIPT
from benchmarks.page import FRAME
from dashboard.settings import ROOT
from tests.browser import Watch, serve, watch

pytestmark = pytest.mark.browser
READY = "() => window.datelineDrawn && window.datelineDrawn.ready && window.datelineDrawn"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("packed")
    about = map_data.write(folder, 5_000)
    environ = {"DATELINE_PACKED": str(folder), "PYTHONPATH": str(ROOT)}
    with serve(SCRIPT, environ) as address:
        yield address, about


@pytest.fixture
def page(browser: Browser, served: tuple[str, dict[str, Any]]) -> Iterator[Page]:
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


def test_dates_reach_the_discs_directly(page: Page, served: tuple[str, dict[str, Any]]) -> None:
    about = served[1]
    frame = frame_of(page)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    assert frame.evaluate("datelineDrawn.sum") == about["rows"]
    frame.evaluate(
        """() => { window.seen = []; map.getContainer().addEventListener("dateline:drawn",
        ({ detail }) => seen.push([detail.sum, parent.document.querySelector(
            "[data-testid=stText]").textContent])); }"""
    )
    last = page.locator(".timeline input[type=date]").nth(1)
    last.fill("2019-12-31")
    last.press("Enter")
    expect(page.get_by_test_id("stText")).to_contain_text("to 2019-12-31")
    page.wait_for_timeout(500)
    seen = frame.evaluate("seen")
    sums = {number for number, _ in seen}
    assert len(sums) == 1  # what Python says is what the timeline said
    assert 0 < sums.pop() < about["rows"]
    assert "2019-12-31" not in seen[0][1]  # and the discs did not wait for it
    assert not any(url.endswith(".bin.gz") for url in asked)  # nor was the file asked for again


def test_legend_and_click_go_through_python(page: Page, served: tuple[str, dict[str, Any]]) -> None:
    frame = frame_of(page)
    frame.locator(".dl-toggle[data-name=Battles]").click()
    frame.wait_for_function(f"datelineDrawn.sum < {served[1]['rows']}")
    shown = frame.evaluate("new Intl.NumberFormat('en-GB').format(datelineDrawn.total)")
    told = f"{shown} events on this part of the map"
    expect(frame.locator(".dl-discs-list")).to_have_attribute("aria-label", told)
    button = frame.locator(".dl-discs-button").first
    count = button.get_attribute("data-count")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stText")).to_contain_text(f"chosen: {count} events in")


def test_playing_moves_the_discs(page: Page) -> None:
    frame = frame_of(page)
    page.get_by_role("button", name="Play through time").click()
    first = frame.wait_for_function("datelineDrawn.last !== null && datelineDrawn.last")
    frame.wait_for_function(f"datelineDrawn.last > {first.json_value()}")
    page.get_by_role("button", name="Pause").click()
