"""Looks at Dateline's page in a browser: the map in its frame, its marks, what is beside it.

Nothing here waits for a time: `until` asks again until it gets the answer, or fails with the last.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Error, Frame, FrameLocator, Locator, Page, expect

from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from tests.browser import Watch, watch

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
PATIENCE = 15.0
"""seconds"""
T = TypeVar("T")

MARKS = """() => Object.values(window.map._layers)
    .filter((layer) => layer._icon && layer._icon.classList.contains("dl-point"))
    .map((layer) => ({
        kind: ["event_site", "actor_seat", "area_held", "mentioned"]
            .find((kind) => layer._icon.classList.contains("dl-" + kind)),
        spoken: layer._icon.getAttribute("aria-label"),
        latitude: layer.getLatLng().lat,
        longitude: layer.getLatLng().lng,
        selected: layer._icon.getAttribute("aria-pressed") === "true",
    }))"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark of a point on the screen; ``spoken`` is what a screen reader says of it."""

    kind: str
    spoken: str
    latitude: float
    longitude: float
    selected: bool


@contextmanager
def looking(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of its own, which in the end has asked nobody outside and reported no error."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    page = context.new_page()
    seen = watch(page)
    yield page
    context.close()
    assert seen == Watch(), seen


def open_map(page: Page, address: str) -> None:
    """Open the page and wait until the map has drawn its marks and the server is done."""
    page.goto(address)
    expect(in_map(page).locator(".dl-legend")).to_be_attached(timeout=30_000)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page's script is done."""
    page.locator("[data-test-script-state=notRunning]").wait_for()


def in_map(page: Page) -> FrameLocator:
    """Where to find elements of the map."""
    return page.frame_locator(FRAME)


def map_frame(page: Page) -> Frame:
    """The map's frame, for scripts; ``window.map`` is the Leaflet map."""
    frame = page.locator(FRAME).element_handle().content_frame()
    assert frame is not None
    return frame


def ask_map(page: Page, script: str, argument: object = None) -> Any:
    """What a script answers in the map's frame, once there is a map.

    A frame that the page has just put up has none yet, and one that is being replaced is gone
    while it is asked: then the next one is asked.
    """
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            frame = map_frame(page)
            frame.wait_for_function(
                "() => window.map && window.map._loaded", timeout=PATIENCE * 1e3
            )
            return frame.evaluate(script, argument)
        except Error as error:
            gone = any(word in error.message for word in ("detached", "context was destroyed"))
            if not gone or time.monotonic() > limit:
                raise
            page.wait_for_timeout(40)


def until(ask: Callable[[], T], fine: Callable[[T], bool], *, page: Page) -> T:
    """Ask until the answer is fine."""
    limit = time.monotonic() + PATIENCE
    while not fine(answer := ask()):
        assert time.monotonic() < limit, f"still {answer!r}"
        page.wait_for_timeout(40)
    return answer


def marks(page: Page, kind: str = "") -> list[Seen]:
    """The marks of points that are drawn."""
    drawn = [Seen(**one) for one in ask_map(page, MARKS)]
    return [one for one in drawn if kind in ("", one.kind)]


def near(drawn: list[Seen], latitude: float, longitude: float) -> list[Seen]:
    """The marks within about 5 km of a position."""
    return [
        one
        for one in drawn
        if abs(one.latitude - latitude) < 0.05 and abs(one.longitude - longitude) < 0.05
    ]


def areas(page: Page) -> list[str]:
    """How each area on the map is drawn: ``hatched``, ``held``, ``named``, ``sea``, ``outline``."""
    return sorted(
        name.removeprefix("dl-area-")
        for classes in in_map(page)
        .locator("path.dl-area")
        .evaluate_all("paths => paths.map((path) => [...path.classList])")
        for name in classes
        if name.startswith("dl-area-") and name != "dl-area-halo"
    )


def map_view(page: Page) -> tuple[float, float, float]:
    """Latitude, longitude and zoom of what the map shows."""
    latitude, longitude, zoom = ask_map(
        page, "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
    )
    return latitude, longitude, zoom


def set_view(page: Page, latitude: float, longitude: float, zoom: int) -> None:
    """Move the map there at once, as a reader does by dragging and zooming."""
    ask_map(
        page,
        "([lat, lng, zoom]) => { map.setView([lat, lng], zoom, {animate: false}); }",
        [latitude, longitude, zoom],
    )


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the page's link."""
    return parse_qs(urlsplit(page.url).query)


def expect_query(page: Page, wanted: dict[str, list[str]]) -> None:
    """Wait until the link says just this; it is written last in a run."""
    until(lambda: query(page), lambda now: now == wanted, page=page)


def counts(page: Page) -> Locator:
    """``12 of 31 events``."""
    return page.locator(".counts strong")


def mark(page: Page, kind: str, spoken: str) -> Locator:
    """The mark of that kind for a place of that name, whatever is near it; not "Tripoli port"."""
    ways = (f"{spoken}:", f"{spoken} and ")
    return in_map(page).locator(", ".join(f'.dl-{kind}[aria-label^="{way}"]' for way in ways))


def day(page: Page, end: str) -> Locator:
    """The date field ``From`` or ``To``."""
    return page.locator(".timeline input[type=date]").nth(["From", "To"].index(end))


def choose_days(page: Page, first: str, last: str) -> None:
    """Type the dates, in ISO form."""
    for end, value in (("To", last), ("From", first)):
        day(page, end).fill(value)
        day(page, end).press("Enter")


def tab(page: Page, name: str) -> Locator:
    """A tab of the panel: ``Events``, ``Evidence`` or ``Not on the map``."""
    return page.get_by_role("tab", name=name)


def brush(page: Page, first: date, last: date) -> None:
    """Draw a range on the timeline with the mouse."""
    box = page.locator(".plot").bounding_box()
    assert box is not None
    begin, end = (
        date.fromisoformat(day(page, "From").get_attribute(a) or "") for a in ("min", "max")
    )
    wide = (box["width"] - 28) / ((end - begin).days + 1)

    def at(chosen: date) -> float:
        return box["x"] + 14 + ((chosen - begin).days + 0.5) * wide

    page.mouse.move(at(first), box["y"] + 30)
    page.mouse.down()
    page.mouse.move(at(last), box["y"] + 30, steps=8)
    page.mouse.up()


def lines(page: Page) -> Locator:
    """The links drawn between seats."""
    return in_map(page).locator(".leaflet-dl-lines-pane .dl-line")


def toggle(page: Page, name: str) -> Locator:
    """The button of the open legend for a family or a kind."""
    return in_map(page).locator(f'.dl-legend button[data-name="{name}"]')


def events_drawn(page: Page) -> int:
    """How many events the marks on the map speak of, points and areas together."""
    said = (
        in_map(page)
        .locator("[aria-label]")
        .evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    )
    numbers = [re.search(r": (\d+) events?[,.]", words) for words in said]
    return sum(int(number[1]) for number in numbers if number)


def told(store: EventStore, chosen: EventFilter) -> str:
    """What the head of the page says of a filter."""
    said = store.select(chosen).counts
    return f"{said.shown} of {said.total} events"
