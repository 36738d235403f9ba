"""How long a reader waits for the page: the sample in headless Chromium, in; one JSON object out.

``python -m benchmarks.page [--clicks 20]``. Times are taken in the page, from the input event to
the first frame that shows the answer. The floor is an empty Streamlit page that does the same.
"""

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from dashboard.settings import ROOT
from tests.browser import launch, serve

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
DAYS = ("2020-01-12", "2020-01-26")
EMPTY = """
import streamlit as st

state = st.session_state
state.runs = state.get("runs", 0) + 1
st.button("Again")
st.text(f"run {state.runs}")
"""

# When something was last clicked or pressed, and when the next change of `root` had been painted;
# in ms since 1970, so that the page and the frame of the map agree.
WATCH = """() => {
  const now = () => performance.timeOrigin + performance.now();
  for (const kind of ["click", "keydown"]) {
    addEventListener(kind, (event) => {
      window.top.begun = performance.timeOrigin + event.timeStamp;
    }, true);
  }
  window.painted = (root) => new Promise((done) => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(now())));
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}"""
# When the map first had a mark, in ms since the page was asked for. A new frame keeps its window
# and loses what was put into its document, so it is looked at from outside.
MARKED = f"""() => {{
  const look = () => {{
    const inside = document.querySelector('{FRAME}')?.contentDocument;
    if (inside?.querySelector(".dl-event_site")) window.marked = performance.now();
    else requestAnimationFrame(look);
  }};
  look();
}}"""
PANEL = """[...document.querySelectorAll("*")].map((one) => one.shadowRoot)
    .find((root) => root && root.querySelector("#panel"))"""
MARKS = """() => [...document.querySelectorAll(".dl-event_site:not(.dl-selected)")].map((mark) => {
    const box = mark.getBoundingClientRect();
    return [mark, box.left + box.width / 2, box.top + box.height / 2];
  }).filter(([mark, x, y]) => mark.contains(document.elementFromPoint(x, y)))
    .map(([mark, x, y]) => [x, y])"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--clicks", type=int, default=20)
    clicks = max(1, parser.parse_args().clicks)
    app = ROOT / "dashboard" / "app.py"
    with sync_playwright() as playwright, serve(app, {}) as address:
        browser = launch(playwright)
        found = {**_loading(browser, address), **_using(browser, address, clicks)}
        floor = _floor(browser, clicks)
        browser.close()
    found["floor_ms"] = floor
    for name in ("click_to_evidence", "filter_to_pixels"):
        found[f"{name}_per_floor"] = round(found[f"{name}_ms"]["median"] / floor["median"], 2)
    found["load_average"] = [round(one, 2) for one in os.getloadavg()]
    print(json.dumps(found, indent=2))


def _loading(browser: Browser, address: str) -> dict[str, Any]:
    """First marks with nothing cached on either side, then again; bytes that came over the wire."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    seconds: dict[str, float] = {}
    sent, taken = 0, list[float]()
    for when in ("cold", "warm"):
        page = _page(context)
        if when == "cold":
            taken = _bytes_received(page)
        page.goto(address)
        page.wait_for_function("window.marked", timeout=60_000)
        seconds[when] = round(page.evaluate("window.marked") / 1000, 2)
        if when == "cold":
            _settle(page)
            sent = round(sum(taken))
        page.close()
    context.close()
    return {"first_marks_s": seconds, "bytes_at_load": sent}


def _using(browser: Browser, address: str, clicks: int) -> dict[str, Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = _page(context)
    page.goto(address)
    page.wait_for_function("window.marked", timeout=60_000)
    _settle(page)
    frame = _map(page)
    frame.evaluate(f"({WATCH})()")
    box = page.locator(FRAME).bounding_box()
    assert box is not None  # noqa: S101, it holds the marks just seen

    def click(turn: int) -> None:
        places = frame.evaluate(MARKS)
        x, y = places[turn % len(places)]
        page.mouse.click(box["x"] + x, box["y"] + y)

    def choose(turn: int) -> None:
        last = page.locator(".timeline input[type=date]").nth(1)
        last.fill(DAYS[turn % 2])
        last.press("Enter")

    return {
        "click_to_evidence_ms": _timed(page, page, PANEL, click, clicks),
        "filter_to_pixels_ms": _timed(page, frame, "window.map.getPanes().mapPane", choose, clicks),
    }


def _floor(browser: Browser, clicks: int) -> dict[str, float]:
    """An empty page's rerun, from click to paint."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with serve(script, {}) as address:
            page = _page(browser.new_context())
            page.goto(address)
            page.get_by_text("run 1").wait_for()
            root = "document.querySelector('[data-testid=stText]')"
            again = page.get_by_role("button", name="Again")
            return _timed(page, page, root, lambda _: again.click(), clicks)


def _timed(
    page: Page, where: Page | Frame, root: str, act: Callable[[int], None], times: int
) -> dict[str, float]:
    """Milliseconds from the last input event of ``act`` to the painted change of ``root``."""
    took: list[float] = []
    for turn in range(times + 1):
        where.evaluate(f"() => {{ window.answer = window.painted({root}); }}")
        act(turn)
        took.append(where.evaluate("() => window.answer") - page.evaluate("() => window.begun"))
        _settle(page)
    took = sorted(took[1:])  # the first one warms up
    ninth = took[min(len(took) - 1, round(0.9 * len(took)))]
    return {"median": round(statistics.median(took), 1), "p90": round(ninth, 1), "times": times}


def _page(context: Any) -> Page:
    page: Page = context.new_page()
    page.add_init_script(f"({WATCH})(); ({MARKED})()")
    return page


def _map(page: Page) -> Frame:
    page.locator(FRAME).wait_for()
    frame = page.query_selector(FRAME).content_frame()  # type: ignore[union-attr]
    assert frame is not None  # noqa: S101, it is an iframe
    return frame


def _bytes_received(page: Page) -> list[float]:
    """Grows with each file (as compressed) and each message of the page's socket."""
    taken: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: taken.append(one["encodedDataLength"]))
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda text: taken.append(len(text))),
    )
    return taken


def _settle(page: Page) -> None:
    page.locator("[data-test-script-state=notRunning]").wait_for()


if __name__ == "__main__":
    main()
