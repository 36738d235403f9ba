"""Imported events on the page: discs, the list in pages, who and where, what has no mark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui import imports, looking
from tests.ui.imports import ALL, AT_BRIA, AT_OBO, COUNTRY, NOWHERE, click_disc, disc
from tests.ui.looking import counts, settle, tab, until

pytestmark = pytest.mark.browser
VIEW = "6.0000,24.0000,6"


@pytest.fixture(scope="module")
def address(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("imports")
    imports.fill(folder / "store", *imports.events())
    with imports.serve(folder) as page:
        yield page


def open_at(page: Page, address: str, query: str = "") -> None:
    looking.open_map(page, f"{address}/?map={VIEW}{query}")


def test_what_is_drawn_and_what_is_counted(page: Page, address: str) -> None:
    open_at(page, address)
    expect(counts(page)).to_have_text(f"{ALL + 1} of {ALL + 1} events")
    told = page.locator(".counts")
    expect(told).to_contain_text(f"{ALL} imported from a dataset")
    expect(told).to_contain_text(f"{COUNTRY} known by country only")
    expect(told).to_contain_text(f"{NOWHERE} without a place")
    expect(disc(page, AT_BRIA)).to_have_count(1, timeout=20_000)
    expect(disc(page, AT_OBO)).to_have_count(1)
    assert imports.sum_of_discs(page) == AT_BRIA + AT_OBO


def test_a_click_on_a_disc_lists_its_events_newest_first(page: Page, address: str) -> None:
    open_at(page, address)
    click_disc(page, AT_BRIA)
    expect(tab(page, "Evidence")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".evidence .note")).to_have_text(f"{AT_BRIA} imported events")
    cards = page.locator("article.card")
    expect(cards).to_have_count(20)
    expect(cards.first.locator("blockquote")).to_have_text(f"Notes {AT_BRIA}.")
    expect(cards.first).to_contain_text("imported from a dataset: field")
    page.get_by_role("button", name=f"20 more of {AT_BRIA}").click()
    expect(cards).to_have_count(40)
    expect(cards.last.locator("blockquote")).to_have_text(f"Notes {AT_BRIA - 39}.")
    cards.first.get_by_text("As it stands in the dataset").click()
    expect(cards.first.locator(".codes dd")).to_have_text(["1"])


def test_a_link_restores_the_disc_and_the_keyboard_reaches_it(
    browser: Browser, page: Page, address: str
) -> None:
    open_at(page, address)
    expect(disc(page, AT_OBO)).to_have_count(1, timeout=20_000)
    settle(page)
    disc(page, AT_OBO).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence .note")).to_have_text(f"{AT_OBO} imported events")
    link = until(lambda: page.url, lambda url: "cells=" in url, page=page)
    with looking.looking(browser) as other:
        looking.open_map(other, link)
        expect(other.locator(".evidence h2")).to_have_text("Obo")
        expect(other.locator("article.card")).to_have_count(AT_OBO)
        page.get_by_role("button", name="← All events").click()
        until(lambda: page.url, lambda url: "cells=" not in url, page=page)


def test_the_list_holds_the_newest_and_more_on_demand(page: Page, address: str) -> None:
    open_at(page, address)
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(51)
    more = page.locator(".more")
    expect(more).to_contain_text(f"The newest 50 of {ALL} imported events are listed.")
    more.get_by_role("button", name="50 more").click()
    expect(rows).to_have_count(101)
    more.get_by_role("button", name="50 more").click()
    expect(rows).to_have_count(ALL + 1)
    expect(more).to_have_count(0)
    page.locator("tbody tr", has_text="Mob violence").first.click()
    expect(page.locator(".card.current h3")).to_contain_text("Mob violence")


def test_who_and_where_with_counts_and_a_filter(page: Page, address: str) -> None:
    open_at(page, address)
    tab(page, "Who, where").click()
    lines = page.locator(".counted li")
    seleka = lines.filter(has_text="Seleka")
    expect(seleka.locator(".events")).to_have_text(str(ALL - AT_OBO))
    obo = page.locator(".group", has_text="Places").locator(".counted li", has_text="Obo")
    expect(obo.locator(".events")).to_have_text(str(AT_OBO))
    lines.filter(has_text="Rioters of Obo").get_by_role("button", name="only").click()
    expect(counts(page)).to_have_text(f"{AT_OBO} of {ALL + 1} events")
    expect(disc(page, AT_BRIA)).to_have_count(0)
    expect(disc(page, AT_OBO)).to_have_count(1)
    page.get_by_role("button", name="Clear all filters").click()
    expect(counts(page)).to_have_text(f"{ALL + 1} of {ALL + 1} events")
    tab(page, "Who, where").click()
    obo.get_by_role("button", name="only").click()
    expect(counts(page)).to_have_text(f"{AT_OBO} of {ALL + 1} events")
    until(lambda: looking.query(page).get("place"), bool, page=page)


def test_a_name_leads_to_its_page_and_back_to_the_map(page: Page, address: str) -> None:
    open_at(page, address, "&panel=who")
    page.locator(".counted li").get_by_role("link", name="Rioters of Obo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rioters of Obo")
    expect(page.locator("tbody tr")).to_have_count(AT_OBO)
    click_disc(page, AT_OBO)
    expect(page.locator("article.card")).to_have_count(AT_OBO)
    page.get_by_role("link", name="Show on the map").click()
    expect(counts(page)).to_have_text(f"{AT_OBO} of {ALL + 1} events")


def test_the_tray_counts_what_has_no_mark(page: Page, address: str) -> None:
    open_at(page, address, "&panel=tray")
    country = page.locator(".group", has_text="Imported, only the country is known")
    nowhere = page.locator(".group", has_text="Imported, no position")
    expect(country.locator(".chip")).to_have_text(str(COUNTRY))
    expect(nowhere.locator(".chip")).to_have_text(str(NOWHERE))
    country.get_by_role("button").first.click()
    card = page.locator(".card.current")
    expect(card).to_contain_text("Central African Republic")
    card.get_by_text("How this place was chosen").click()
    expect(card).to_contain_text("is not drawn")


def test_the_new_tab_is_in_the_tab_order_and_has_names(page: Page, address: str) -> None:
    open_at(page, address)
    tab(page, "Events").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    who = tab(page, "Who, where")
    expect(who).to_be_focused()
    expect(who).to_have_attribute("aria-selected", "true")
    panel = page.get_by_role("tabpanel")
    expect(panel).to_have_accessible_name("Who, where")
    only = panel.get_by_role("button", name="only the events of Seleka")
    expect(only).to_have_count(1)
    expect(panel.get_by_role("heading", level=3)).to_have_count(2)
    page.keyboard.press("Tab")
    expect(panel.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(who).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tab(page, "Not on the map")).to_be_focused()


@pytest.mark.parametrize("mode", ["heat", "countries", "divisions-killed"])
def test_other_ways_to_draw_say_what_they_show(page: Page, address: str, mode: str) -> None:
    open_at(page, address, f"&draw={mode}")
    expect(looking.in_map(page).locator(".dl-key")).to_be_visible(timeout=20_000)
    expect(page.locator(".counts")).to_contain_text(f"{ALL} imported from a dataset")
