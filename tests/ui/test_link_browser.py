"""The link holds the whole view; and what the page says when something is not as it should be."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.settings import ROOT
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from tests.browser import serve
from tests.ui import looking
from tests.ui.looking import counts, map_view, mark, marks, tab, told, until

pytestmark = pytest.mark.browser

FIVE_DAYS = EventFilter(first=date(2020, 1, 8), last=date(2020, 1, 12))


def test_a_link_opens_the_same_view_elsewhere(
    browser: Browser, page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, sample_page)
    looking.set_view(page, 32.1234, 14.5, 8)
    looking.choose_days(page, "2020-01-08", "2020-01-12")
    expect(counts(page)).to_have_text(told(sample_store, FIVE_DAYS))
    page.get_by_text("certainly in them").click()
    mark(page, "event_site", "Tripoli").click()
    expect(page.locator(".passage").first).to_be_visible()
    link = until(lambda: page.url, lambda url: "map=" in url and "at=" in url, page=page)
    with looking.looking(browser) as other:
        looking.open_map(other, link)
        until(
            lambda: map_view(other),
            lambda view: view == pytest.approx(map_view(page), abs=0.01),
            page=other,
        )
        expect(counts(other)).to_have_text(counts(page).inner_text())
        expect(tab(other, "Evidence")).to_have_attribute("aria-selected", "true")
        expect(other.locator(".passage")).to_have_text(page.locator(".passage").all_text_contents())
        assert set(marks(other)) == set(marks(page))
        assert any(one.selected for one in marks(other))
        looking.expect_query(other, looking.query(page))


def test_the_map_stays_in_the_link_when_a_filter_changes(page: Page, sample_page: str) -> None:
    looking.open_map(page, sample_page)
    looking.set_view(page, 31, 17, 5)
    until(lambda: looking.query(page).get("map"), bool, page=page)
    looking.choose_days(page, "2020-01-08", "2020-01-12")
    looking.expect_query(
        page, {"from": ["2020-01-08"], "to": ["2020-01-12"], "map": ["31.0000,17.0000,5"]}
    )


def test_a_chosen_view_stays_when_the_window_changes(page: Page, sample_page: str) -> None:
    looking.open_map(page, f"{sample_page}/?map=31.0000,17.0000,5")
    for height in (1000, 700, 900):
        page.set_viewport_size({"width": 1280, "height": height})
        frame = looking.map_frame(page)
        tall = page.locator(looking.FRAME).evaluate("frame => frame.clientHeight")
        until(lambda: frame.evaluate("map.getSize().y"), lambda now: abs(now - tall) < 3, page=page)  # noqa: B023
        assert map_view(page) == pytest.approx((31, 17, 5), abs=0.01)
        expect_map = {"map": ["31.0000,17.0000,5"]}
        looking.expect_query(page, expect_map)


def test_going_back_takes_back_a_filter(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11")
    page.get_by_label("Search").fill("Istanbul")
    page.get_by_label("Search").press("Enter")
    found = EventFilter(sources=("r11",), text="Istanbul")
    expect(counts(page)).to_have_text(told(sample_store, found))
    looking.expect_query(page, {"report": ["r11"], "q": ["Istanbul"]})
    page.go_back()
    expect(counts(page)).to_have_text(told(sample_store, EventFilter(sources=("r11",))))
    expect(page.get_by_label("Search")).to_have_value("")
    page.go_forward()
    expect(counts(page)).to_have_text(told(sample_store, found))


def test_a_broken_link_is_told_and_works(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?from=yesterday&map=abc&actor=nobody&report=r11")
    for word in ("yesterday", "nobody"):
        expect(page.get_by_role("alert").filter(has_text=word)).to_be_visible()
    expect(counts(page)).to_have_text(told(sample_store, EventFilter(sources=("r11",))))
    mark(page, "event_site", "Istanbul").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Istanbul")


# ---- when things go wrong


def test_an_empty_result_says_so_and_can_be_taken_back(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?q=nosuchword")
    expect(counts(page)).to_have_text(told(sample_store, EventFilter(text="nosuchword")))
    expect(page.get_by_role("tabpanel")).to_contain_text("No event passes the filter")
    assert marks(page, "event_site") == []
    page.get_by_role("button", name="Clear all filters").click()
    expect(counts(page)).to_have_text(told(sample_store, EventFilter()))
    until(lambda: marks(page, "event_site"), bool, page=page)


def test_a_server_that_is_gone_is_said(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    with serve(ROOT / "dashboard" / "app.py", {}) as address:
        looking.open_map(page, address)
        expect(page.locator(".lost")).to_be_hidden()
    lost = page.get_by_role("alert").filter(has_text="Dateline no longer answers")
    expect(lost).to_contain_text("make run", timeout=15_000)
    context.close()
