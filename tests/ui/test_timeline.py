import re
import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.settings import ROOT
from dashboard.ui.timeline import Bin, moved, parse_range
from tests.browser import serve
from tests.ui.looking import looking

APP = """
import time
from datetime import date, timedelta

import streamlit as st

from dashboard.settings import ROOT
from dashboard.ui.timeline import Bin, moved, timeline

FIRST, LAST = date(2019, 12, 1), date(2020, 2, 29)
DAYS = [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]
bins = [Bin(day, day, {"Battles": day.day % 4, "Protests": day.day % 3}) for day in DAYS]
state = st.session_state
state.setdefault("chosen", (FIRST, LAST))
state.runs = state.get("runs", 0) + 1
if chosen := moved((FIRST, LAST)):
    state.chosen = chosen
timeline(
    bins,
    families={"Battles": "#b3342d", "Protests": "#3b7ea1"},
    chosen=state.chosen,
    extent=(FIRST, LAST),
)
st.text(f"chosen {state.chosen[0]} {state.chosen[1]} run {state.runs}")
st.button("Run again")
if "slow" in st.query_params:
    for _ in range(10):
        time.sleep(0.12)
        st.empty()
    state.finished = state.get("finished", 0) + 1
    st.text(f"finished {state.finished}")
"""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
DATE_LIKE = st.dates().map(date.isoformat) | st.from_regex(r"\d{4}-\d\d-\d\d") | JSON


@given(JSON | st.fixed_dictionaries({"first": DATE_LIKE, "last": DATE_LIKE}))
def test_only_ordered_dates_come_through(value: object) -> None:
    chosen = parse_range(value)
    if chosen is not None:
        first, last = chosen
        assert type(first) is type(last) is date
        assert first <= last
        assert isinstance(value, dict)
        assert [first.isoformat(), last.isoformat()] == [value["first"], value["last"]]


@given(st.dates(), st.dates())
def test_dates_are_read_if_in_order(one: date, other: date) -> None:
    sent = {"first": one.isoformat(), "last": other.isoformat()}
    assert parse_range(sent) == ((one, other) if one <= other else None)


@pytest.mark.parametrize(
    "text", ["20200106", "2020-W02-1", "2020-02-30", "２０２０-01-06", " 2020-01-06"]
)
def test_only_plain_iso_dates_are_read(text: str) -> None:
    assert parse_range({"first": text, "last": "2020-12-31"}) is None


@pytest.mark.parametrize("count", [-1.0, float("nan"), float("inf")])
def test_a_bin_refuses_what_is_no_amount(count: float) -> None:
    with pytest.raises(ValueError, match="Battles"):
        Bin(date(2020, 1, 6), date(2020, 1, 6), {"Battles": count})


def test_a_bin_refuses_to_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2020-01-06"):
        Bin(date(2020, 1, 6), date(2020, 1, 5), {})


def test_runs_again_and_again_without_a_browser() -> None:
    for _ in range(2):  # a new runtime each time
        app = AppTest.from_string(APP).run()
        app.button[0].click().run()
        assert not app.exception
        assert app.text[0].value == "chosen 2019-12-01 2020-02-29 run 2"


def test_runs_after_a_reload_of_the_module() -> None:
    reload = "import importlib, dashboard.ui.timeline\nimportlib.reload(dashboard.ui.timeline)\n"
    app = AppTest.from_string(reload + APP).run().run()
    assert not app.exception


def test_nothing_moved_outside_of_a_page() -> None:
    day = date(2020, 1, 6)
    assert moved((day, day)) is None


# ---- in the browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = tmp_path_factory.mktemp("page") / "page.py"
    script.write_text(APP, encoding="utf-8")
    with serve(script, {"PYTHONPATH": str(ROOT)}) as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page in Chromium; fails at the end on console errors and foreign requests."""
    with looking(browser, viewport={"width": 1280, "height": 500}, locale="en-GB") as page:
        page.goto(address)
        expect(page.get_by_text("chosen 2019")).to_be_visible(timeout=30_000)
        expect(end(page, "From")).to_be_visible()
        yield page


def end(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def typed(page: Page, name: str) -> Locator:
    return page.locator("input[type=date]").nth(["From", "To"].index(name))


def point(page: Page, share: float, *, steps: int = 1) -> None:
    """Move the pointer to this share of the plot's width between its ends."""
    box = page.locator(".plot").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 14 + share * (box["width"] - 28), box["y"] + 30, steps=steps)


def drag(page: Page, start: float, stop: float) -> None:
    point(page, start)
    page.mouse.down()
    point(page, stop, steps=12)
    page.mouse.up()


def expect_chosen(page: Page, first: str, last: str) -> None:
    expect(page.get_by_text(f"chosen {first} {last}")).to_be_visible()
    expect(typed(page, "From")).to_have_value(first)
    expect(typed(page, "To")).to_have_value(last)


def runs(page: Page) -> int:
    return int(page.get_by_text("chosen 20").inner_text().split()[-1])


@pytest.mark.browser
def test_brush_move_and_reset(page: Page) -> None:
    drag(page, 10.5 / 91, 20.5 / 91)
    expect_chosen(page, "2019-12-11", "2019-12-21")
    drag(page, 15.5 / 91, 30.5 / 91)  # inside: takes the window along
    expect_chosen(page, "2019-12-26", "2020-01-05")
    drag(page, 36 / 91, 40 / 91)  # its end
    expect_chosen(page, "2019-12-26", "2020-01-09")
    drag(page, 60.5 / 91, 50.5 / 91)  # outside: a new one, backwards
    expect_chosen(page, "2020-01-20", "2020-01-30")
    page.get_by_role("button", name="All dates").click()
    expect_chosen(page, "2019-12-01", "2020-02-29")
    drag(page, 10.5 / 91, 20.5 / 91)
    expect_chosen(page, "2019-12-11", "2019-12-21")
    page.locator(".plot").dblclick()
    expect_chosen(page, "2019-12-01", "2020-02-29")


@pytest.mark.browser
def test_keys_move_an_end_and_keep_the_focus(page: Page) -> None:
    end(page, "From").focus()
    for key in ["ArrowRight", "ArrowRight", "PageUp", "ArrowLeft"]:
        page.keyboard.press(key)
    expect_chosen(page, "2019-12-09", "2020-02-29")
    expect(end(page, "From")).to_be_focused()
    spoken = re.compile("^Monday,? 9 December 2019$")
    expect(end(page, "From")).to_have_attribute("aria-valuetext", spoken)
    page.keyboard.press("End")
    expect_chosen(page, "2020-02-29", "2020-02-29")
    end(page, "To").press("Home")
    page.keyboard.press("ArrowLeft")
    end(page, "From").press("Home")
    expect_chosen(page, "2019-12-01", "2020-02-29")
    end(page, "To").press("PageDown")
    expect_chosen(page, "2019-12-01", "2020-02-22")


@pytest.mark.browser
def test_a_date_is_typed(page: Page) -> None:
    typed(page, "From").click(position={"x": 12, "y": 15})
    page.keyboard.type("02022020")  # day and month in whatever order this machine has
    expect_chosen(page, "2020-02-02", "2020-02-29")
    typed(page, "To").fill("2020-01-02")  # takes the other end along
    expect_chosen(page, "2020-01-02", "2020-01-02")
    typed(page, "To").fill("2031-01-02")  # outside: falls back
    typed(page, "To").blur()
    expect_chosen(page, "2020-01-02", "2020-01-02")


@pytest.mark.browser
def test_plays_step_by_step_until_paused(page: Page) -> None:
    words, seen = page.locator(".words"), set()
    page.get_by_role("button", name="Play through time").press("Space")
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_have_attribute("aria-pressed", "true")
    begun = time.monotonic()
    while time.monotonic() - begun < 3.2:
        seen.add(words.inner_text())
        page.wait_for_timeout(50)
    assert 4 <= len(seen) <= 6
    assert {re.sub(r".*· ", "", text) for text in seen} == {"11 days"}
    pause.press("Space")
    expect(page.get_by_role("button", name="Play through time")).to_be_focused()
    page.wait_for_timeout(300)
    stopped = words.inner_text(), runs(page)
    page.wait_for_timeout(1500)
    assert (words.inner_text(), runs(page)) == stopped


@pytest.mark.browser
def test_plays_to_the_end_and_stops(page: Page) -> None:
    typed(page, "From").fill("2020-02-10")
    expect_chosen(page, "2020-02-10", "2020-02-29")
    typed(page, "To").fill("2020-02-24")
    expect_chosen(page, "2020-02-10", "2020-02-24")
    page.get_by_role("button", name="Play through time").click()
    expect_chosen(page, "2020-02-15", "2020-02-29")
    expect(page.get_by_role("button", name="Play through time")).to_be_visible()


@pytest.mark.browser
def test_playing_waits_for_a_slow_page(page: Page, address: str) -> None:
    page.goto(f"{address}?slow")
    expect(page.get_by_text("finished 1")).to_be_visible()
    page.get_by_role("button", name="Play through time").click()
    page.wait_for_timeout(4500)
    page.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(1800)
    finished = int(page.get_by_text("finished").inner_text().split()[-1])
    assert 3 <= finished == runs(page)


@pytest.mark.browser
def test_tells_of_a_bar_under_the_pointer(page: Page) -> None:
    point(page, 10.5 / 91)
    card = page.locator(".card")
    expect(card).to_have_text("11 Dec 2019: 5 events (3 Battles, 2 Protests)")
    page.mouse.move(0, 0)
    expect(card).to_be_hidden()


@pytest.mark.browser
def test_another_run_keeps_the_view_and_its_listeners_single(page: Page) -> None:
    drag(page, 10.5 / 91, 20.5 / 91)
    expect_chosen(page, "2019-12-11", "2019-12-21")
    page.locator(".plot").evaluate("plot => { plot.mark = 'kept' }")
    for _ in range(3):
        before = runs(page)
        page.get_by_role("button", name="Run again").click()
        expect(page.get_by_text(f"run {before + 1}")).to_be_visible()
    assert page.locator(".plot").evaluate("plot => plot.mark") == "kept"
    before = runs(page)
    end(page, "To").press("ArrowRight")
    expect_chosen(page, "2019-12-11", "2019-12-22")
    page.wait_for_timeout(300)
    assert runs(page) == before + 1
