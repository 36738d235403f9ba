"""What a reader does with the page, in a browser that can reach this machine only.

Expected counts and sentences come from the store, asked directly; positions are those of an atlas.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from dashboard.render.palette import FAMILIES
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from tests.ui import looking
from tests.ui.looking import (
    counts,
    in_map,
    map_frame,
    map_view,
    mark,
    marks,
    near,
    tab,
    told,
    until,
)

pytestmark = pytest.mark.browser

FIVE_DAYS = EventFilter(first=date(2020, 1, 8), last=date(2020, 1, 12))
TRIPOLI, ISTANBUL = (32.887, 13.191), (41.01, 28.96)
ANKARA, MOSCOW = (39.92, 32.85), (55.75, 37.62)


# ---- dates


def test_dates_are_narrowed_by_typing_by_key_and_by_brush(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, sample_page)
    all_of_them, five_days = told(sample_store, EventFilter()), told(sample_store, FIVE_DAYS)
    assert all_of_them != five_days
    expect(counts(page)).to_have_text(all_of_them)
    looking.choose_days(page, "2020-01-08", "2020-01-12")
    expect(counts(page)).to_have_text(five_days)
    page.get_by_role("button", name="All dates").click()
    expect(counts(page)).to_have_text(all_of_them)
    looking.brush(page, date(2020, 1, 8), date(2020, 1, 12))
    expect(counts(page)).to_have_text(five_days)
    expect(looking.day(page, "From")).to_have_value("2020-01-08")
    page.get_by_role("slider", name="To").press("ArrowRight")
    expect(counts(page)).to_have_text(
        told(sample_store, EventFilter(first=date(2020, 1, 8), last=date(2020, 1, 13)))
    )
    page.get_by_role("slider", name="To").press("ArrowLeft")
    expect(counts(page)).to_have_text(five_days)
    looking.expect_query(page, {"from": ["2020-01-08"], "to": ["2020-01-12"]})


def test_only_what_lies_certainly_in_the_dates(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?from=2020-01-08&to=2020-01-12")
    page.get_by_text("certainly in them").click()
    possible = sample_store.select(FIVE_DAYS).counts
    expect(counts(page)).to_have_text(
        f"{possible.shown - possible.possible} of {possible.total} events"
    )


def test_play_walks_through_time_until_paused(page: Page, sample_page: str) -> None:
    looking.open_map(page, sample_page)
    before = map_view(page)
    page.get_by_role("button", name="Play through time").click()
    seen: set[str] = set()
    until(lambda: seen.add(counts(page).inner_text()) or len(seen), lambda n: n > 3, page=page)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play through time")).to_be_visible()
    looking.settle(page)
    stopped = counts(page).inner_text(), looking.day(page, "To").input_value()
    page.wait_for_timeout(1200)  # longer than a step takes
    assert (counts(page).inner_text(), looking.day(page, "To").input_value()) == stopped
    assert map_view(page) == before


# ---- the map


def test_places_of_a_report_are_drawn_as_what_they_are_there(page: Page, sample_page: str) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11&from=2020-01-08&to=2020-01-12")
    sites, seats = marks(page, "event_site"), marks(page, "actor_seat")
    assert len(near(sites, *TRIPOLI)) == len(near(sites, *ISTANBUL)) == 1
    assert near(sites, *ANKARA) == near(sites, *MOSCOW) == []
    assert len(near(seats, *ANKARA)) == len(near(seats, *MOSCOW)) == 1
    assert looking.areas(page).count("held") == 1
    assert "hatched" not in looking.areas(page)
    held = in_map(page).locator("path.dl-area-held")
    expect(held).to_have_accessible_name(re.compile("^eastern Libya: 1 actor holds it"))
    east = held.bounding_box()
    assert east is not None
    assert east["width"] > 40
    assert east["height"] > 40


def test_a_filter_changes_what_is_drawn_and_never_the_map(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, sample_page)
    looking.set_view(page, 31.5, 17.25, 6)
    map_frame(page).evaluate("() => { window.kept = 1; map.kept = 1; }")
    before, drawn = map_view(page), marks(page)
    looking.choose_days(page, "2020-01-08", "2020-01-12")
    expect(counts(page)).to_have_text(told(sample_store, FIVE_DAYS))
    drawn = until(lambda: marks(page), lambda now: now != drawn, page=page)
    page.get_by_label("Search").fill("Istanbul")
    page.get_by_label("Search").press("Enter")
    found = EventFilter(first=FIVE_DAYS.first, last=FIVE_DAYS.last, text="Istanbul")
    expect(counts(page)).to_have_text(told(sample_store, found))
    until(lambda: marks(page), lambda now: now != drawn, page=page)
    page.get_by_text("Draw who stands with whom").click()
    expect(looking.lines(page).first).to_be_attached()
    assert map_view(page) == before
    assert map_frame(page).evaluate("() => [window.kept, map.kept]") == [1, 1]


def test_every_event_is_on_the_map_or_in_the_tray(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, sample_page)
    said = sample_store.select(EventFilter()).counts
    drawn = looking.events_drawn(page)
    assert drawn + said.unplaced + said.whole_country == said.shown
    tab(page, "Not on the map").click()
    groups = page.locator(".group")
    for title, number in (
        ("No place", said.unplaced),
        ("Only the country is known", said.whole_country),
        ("No date", said.undated),
    ):
        group = groups.filter(has=page.get_by_role("heading", name=title))
        expect(group.locator(".chip")).to_have_text(str(number))
        expect(group.get_by_role("listitem")).to_have_count(number)
    rows = groups.get_by_role("listitem")
    expect(tab(page, "Not on the map").locator(".number")).to_have_text(str(rows.count()))


# ---- evidence


def test_a_click_on_a_marker_opens_its_sentence(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11")
    mark(page, "event_site", "Tripoli").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Tripoli")
    expect(page.locator(".passage mark")).to_have_text(sentence(sample_store, "Tripoli"))
    expect(mark(page, "event_site", "Tripoli")).to_have_attribute("aria-pressed", "true")
    expect(tab(page, "Evidence")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="← All events").click()
    expect(tab(page, "Events")).to_have_attribute("aria-selected", "true")
    expect(mark(page, "event_site", "Tripoli")).to_have_attribute("aria-pressed", "false")
    looking.expect_query(page, {"report": ["r11"]})


def test_a_marker_is_reached_and_opened_by_keys(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11")
    tripoli = mark(page, "event_site", "Tripoli")
    in_map(page).locator(".leaflet-container").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if tripoli.evaluate("element => element === document.activeElement"):
            break
    expect(tripoli).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".passage mark")).to_have_text(sentence(sample_store, "Tripoli"))


def test_a_row_chosen_by_key_shows_on_the_map(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11")
    rows = page.locator("tbody tr")
    rows.first.focus()
    for _ in range(rows.count()):
        focused = page.locator("tbody tr:focus")
        if focused.get_by_role("cell", name="Istanbul").count():
            break
        page.keyboard.press("ArrowDown")
    chosen = focused.get_attribute("data-event")
    page.keyboard.press("Enter")
    card = page.locator("article.current")
    expect(card).to_have_attribute("data-event", str(chosen))
    event = sample_store.event(str(chosen))
    assert event is not None
    expect(card.locator(".passage mark").first).to_have_text(event["sentence"])
    istanbul = mark(page, "event_site", "Istanbul")
    expect(istanbul).to_have_attribute("aria-pressed", "true")
    expect(istanbul.locator(".dl-halo")).to_be_attached()


def test_the_list_is_sorted_by_its_header(page: Page, sample_page: str) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11")
    what = page.locator("tbody tr td:nth-child(2) .what")
    by_date = what.all_inner_texts()
    page.get_by_role("button", name="What").click()
    expect(what).to_have_text(sorted(by_date))
    page.get_by_role("button", name="What").click()
    expect(what).to_have_text(sorted(by_date, reverse=True))
    expect(page.get_by_role("columnheader", name="What")).to_have_attribute(
        "aria-sort", "descending"
    )


def test_from_the_sentence_to_its_report_and_back(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11&to=2020-01-12")
    looking.set_view(page, 33, 14, 7)
    mark(page, "event_site", "Tripoli").click()
    until(lambda: looking.query(page).keys(), lambda now: now >= {"at", "map"}, page=page)
    page.get_by_role("link", name="Ankara counts on Moscow").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Ankara counts on Moscow to sway Haftar"
    )
    expect(page.locator("#chosen")).to_have_text(sentence(sample_store, "Tripoli"))
    expect(page.locator("#chosen")).to_be_in_viewport()
    page.get_by_role("link", name="← Map").click()
    expect(mark(page, "event_site", "Tripoli")).to_have_attribute("aria-pressed", "true")
    assert map_view(page) == pytest.approx((33, 14, 7), abs=0.01)  # half a pixel
    assert looking.query(page)["to"] == ["2020-01-12"]


def sentence(store: EventStore, place: str) -> str:
    """The sentence of the one event of report r11 at a place."""
    events = store.events
    [found] = events[(events["report_id"] == "r11") & (events["place"] == place)]["sentence"]
    return str(found)


# ---- the legend


def test_the_legend_switches_families_kinds_and_links(
    page: Page, sample_page: str, sample_store: EventStore
) -> None:
    looking.open_map(page, sample_page)
    in_map(page).get_by_role("button", name="Legend").click()
    battles = looking.toggle(page, "Battles")
    battles.click()
    others = tuple(name for name in FAMILIES if name != "Battles")
    expect(counts(page)).to_have_text(told(sample_store, EventFilter(families=others)))
    expect(battles).to_have_attribute("aria-pressed", "false")
    looking.expect_query(page, {"family": list(others)})
    battles.click()
    expect(counts(page)).to_have_text(told(sample_store, EventFilter()))
    expect(battles).to_have_attribute("aria-pressed", "true")

    looking.toggle(page, "actor_seat").click()
    until(lambda: marks(page, "actor_seat"), lambda seats: not seats, page=page)
    assert marks(page, "event_site")
    looking.expect_query(page, {"hide": ["actor_seat"]})
    looking.toggle(page, "actor_seat").click()
    until(lambda: marks(page, "actor_seat"), bool, page=page)

    expect(looking.lines(page)).to_have_count(0)
    looking.toggle(page, "links").click()
    expect(looking.lines(page).first).to_be_attached()
    looking.expect_query(page, {"links": ["1"]})
