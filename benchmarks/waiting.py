"""What a reader waits for, timed in the page itself: from the input to the frame that shows it."""

import statistics
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import Page

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
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
# When the map first showed events, in ms since the page was asked for. A new frame keeps its window
# and loses what was put into its document, so it is looked at from outside.
MARKED = f"""() => {{
  const look = () => {{
    const inside = document.querySelector('{FRAME}')?.contentWindow;
    if (inside?.datelineDrawn?.ready) window.discs ??= performance.now();
    if (inside?.document?.querySelector(".dl-event_site")) window.marks ??= performance.now();
    requestAnimationFrame(look);
  }};
  look();
}}"""
# The end of the frame in which the discs are drawn next.
DRAWN = """new Promise((done) => {
  map.getContainer().addEventListener("dateline:drawn", () =>
    setTimeout(() => done(performance.timeOrigin + performance.now())), { once: true });
})"""
MARKS = "window.painted(map.getPanes().mapPane)"


def root(name: str) -> str:
    """The part of the page that a component of ours draws: ``header``, ``panel``."""
    return (
        '[...document.querySelectorAll("*")].map((one) => one.shadowRoot)'
        f'.find((root) => root && root.querySelector("#{name}"))'
    )


class Waiting:
    """An open map page and what is waited for on it."""

    def __init__(self, page: Page, upcoming: str) -> None:
        """The page shows its map; ``upcoming`` is JS for the map's next drawing."""
        handle = page.query_selector(FRAME)
        frame = handle.content_frame() if handle else None
        assert frame is not None  # noqa: S101, it was just seen
        self.page, self.frame, self.upcoming = page, frame, upcoming
        frame.evaluate(f"({WATCH})()")

    def filter(self, act: Callable[[], Any]) -> tuple[float, float]:
        """Milliseconds from the last input of ``act`` to the map's and to the header's answer."""
        self.frame.evaluate(f"() => {{ window.next = {self.upcoming}; }}")
        self.page.evaluate(f"() => {{ window.answer = window.painted({root('header')}); }}")
        act()
        shown, told = self.frame.evaluate("() => next"), self.page.evaluate("() => answer")
        begun = self.page.evaluate("() => begun")
        self.settle()
        return shown - begun, told - begun

    def pan(self, by: int) -> float:
        """From the order to pan to the end of the frame; the pan itself has no animation."""
        return float(
            self.frame.evaluate(f"""async () => {{
          const begun = performance.timeOrigin + performance.now();
          const next = {self.upcoming};
          map.panBy([{by}, 0], {{ animate: false }});
          return (await next) - begun;
        }}""")
        )

    def click(self, x: float, y: float) -> float:
        """From a click on the map, in pixels of its frame, to the painted panel."""
        box = self.page.locator(FRAME).bounding_box()
        assert box is not None  # noqa: S101
        return answered(
            self.page, root("panel"), lambda: self.page.mouse.click(box["x"] + x, box["y"] + y)
        )

    def settle(self) -> None:
        """Wait until nothing goes on."""
        settle(self.page)


def answered(page: Page, place: str, act: Callable[[], Any]) -> float:
    """Milliseconds from the last input event of ``act`` to the painted change of ``place``."""
    page.evaluate(f"() => {{ window.answer = window.painted({place}); }}")
    act()
    took = float(page.evaluate("async () => (await window.answer) - window.begun"))
    settle(page)
    return took


def settle(page: Page) -> None:
    """Wait until the script has run."""
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(50)


def open_page(context: Any) -> Page:
    """An empty page that takes times."""
    page: Page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(f"({WATCH})(); ({MARKED})()")
    return page


def bytes_received(page: Page) -> list[float]:
    """Grows with each file (as compressed) and each message of the page's socket."""
    taken: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: taken.append(one["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived",
               lambda one: taken.append(len(one["response"]["payloadData"])))  # fmt: skip
    return taken


def figures(took: Sequence[float]) -> dict[str, float]:
    """Median, p90 and p95 in ms."""
    ranked = sorted(took)

    def at(share: float) -> float:
        return round(ranked[min(len(ranked) - 1, round(share * len(ranked)))], 1)

    median = round(statistics.median(ranked), 1)
    return {"median": median, "p90": at(0.9), "p95": at(0.95), "times": len(ranked)}
