"""The pages about one actor and one place: who, over time, on the map, and how they are reached."""

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from tests.ui import looking
from tests.ui.looking import mark, marks, until
from tests.ui.test_pages import run, sample, sent  # noqa: F401

TRIPOLI = "geonames:2210247"


def opened(kind: str, **query: str) -> AppTest:
    script = f"from dashboard.ui.profile import {kind}_page\n\n{kind}_page()\n"
    return run(AppTest.from_string(script, default_timeout=60), query)


def test_an_actor_is_told_with_names_relations_and_its_events(sample_store: EventStore) -> None:
    app = opened("actor", id="gna")
    head = sent(app, "profile")
    facts = dict(head["facts"])
    assert head["title"] == "Government of National Accord"
    assert "GNA" in facts["Also called"]
    assert facts["Country"] == "Libya"
    assert head["relations"]
    of_gna = sample_store.select(EventFilter(actors=("gna",))).events
    assert len(sent(app, "panel")["rows"]) == len(of_gna) > 0
    assert facts["Events"].startswith(f"{len(of_gna)} events")


def test_a_place_is_told_with_its_position_and_what_happened_there(
    sample_store: EventStore,
) -> None:
    app = opened("place", id=TRIPOLI)
    rows = sent(app, "panel")["rows"]
    assert {row["place"] for row in rows} == {"Tripoli"}
    assert len(rows) == len(sample_store.select(EventFilter(places=(TRIPOLI,))).events)
    assert dict(sent(app, "profile")["facts"])["Position"].startswith("32.88")


@pytest.mark.parametrize("kind", ["actor", "place"])
def test_without_an_id_all_are_listed_and_a_wrong_one_is_said(kind: str) -> None:
    names = [one["name"] for one in sent(opened(kind), "profile")["all"]]
    assert len(names) == len(set(names)) > 10 if kind == "place" else len(names) > 10
    app = opened(kind, id="no such `thing`")
    assert "no such `thing`" in app.warning[0].value
    assert sent(app, "profile")["all"]


@pytest.mark.browser
def test_from_the_evidence_to_the_actor_and_its_sentences(page: Page, sample_page: str) -> None:
    looking.open_map(page, f"{sample_page}/?report=r11&at=event_site/{TRIPOLI}&panel=evidence")
    page.locator("a.about[href^='actor']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looking.settle(page)
    expect(looking.in_map(page).locator(".dl-event_site").first).to_be_visible()
    drawn = marks(page, "event_site")
    assert not marks(page, "actor_seat")
    name = drawn[0].spoken.split(",")[0].split(":")[0]
    mark(page, "event_site", name).first.click()
    expect(looking.tab(page, "Evidence")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".card blockquote").first).to_be_visible()


@pytest.mark.browser
def test_the_dates_of_an_actor_are_narrowed(page: Page, sample_page: str) -> None:
    page.goto(f"{sample_page}/actor?id=gna")
    looking.settle(page)
    rows = page.locator("tbody tr")
    expect(rows.first).to_be_visible()
    before = rows.count()
    looking.choose_days(page, "2020-01-06", "2020-01-10")
    until(rows.count, lambda now: 0 < now < before, page=page)
