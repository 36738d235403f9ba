"""How long a reader waits for the map with very many events; one JSON object out.

``python -m benchmarks.map_scale --events N [--changes 20] [--sessions 10] [--baselines]``.
Synthetic events, a page of timeline and map (``map_page.py``), headless Chromium that can reach
this machine only. Times are taken in the browser, from the input event to the end of the frame that
shows the answer. The floor is an empty Streamlit page that reruns; all in the same run.
"""

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, ViewportSize, sync_playwright

from benchmarks import map_baselines, map_data
from benchmarks.memory import megabytes
from benchmarks.page import EMPTY, FRAME, WATCH
from dashboard.settings import ROOT
from tests.browser import launch, serve

SCRIPT = ROOT / "benchmarks" / "map_page.py"
SIZE: ViewportSize = {"width": 1280, "height": 900}
# When the map first showed events, in ms since the page was asked for.
MARKED = f"""() => {{
  const look = () => {{
    const inside = document.querySelector('{FRAME}')?.contentWindow;
    if (inside?.datelineDrawn?.ready) window.marked = performance.now();
    else requestAnimationFrame(look);
  }};
  look();
}}"""
# The end of the frame in which the map is drawn next; what it then holds.
DRAWN = """() => new Promise((done) => {
  map.getContainer().addEventListener("dateline:drawn", ({ detail }) =>
    setTimeout(() => done({ ...detail, shown: performance.timeOrigin + performance.now() })),
    { once: true });
})"""
DISCS = """() => [...document.querySelectorAll(".dl-discs-button")].map((box) => {
    const at = box.getBoundingClientRect();
    return [at.left + at.width / 2, at.top + at.height / 2];
  }).filter(([x, y]) => document.elementFromPoint(x, y)?.closest(".leaflet-control") === null)"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map_scale", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--sessions", type=int, default=0, help="pages that filter at once")
    parser.add_argument("--baselines", action="store_true", help="Folium and st.map beside it")
    parser.add_argument("--folder", type=Path, help="keeps the packed events for another run")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside, sync_playwright() as playwright:
        folder = Path(asked.folder or aside)
        name = str(folder)
        about = map_data.kept(folder, asked.events) or map_data.write(folder, asked.events)
        browser = launch(playwright)
        found: dict[str, Any] = {
            "events": asked.events,
            "rows": about["rows"],
            "file_bytes": about["bytes"],
            "bytes_per_event": round(about["bytes"] / max(1, about["rows"]), 2),
            **floor(browser, folder, asked.changes),
        }
        with serve(SCRIPT, {"DATELINE_PACKED": name, "PYTHONPATH": str(ROOT)}) as address:
            found |= _loading(browser, address)
            found |= _using(browser, address, about, asked.changes)
            if asked.sessions:
                found["sessions"] = _sessions(browser, address, about, asked.sessions)
        if asked.baselines:
            found["baselines"] = map_baselines.measure(browser, folder)
        browser.close()
    for one in ("filter_to_pixels", "toggle_to_pixels"):
        found[f"{one}_per_floor"] = round(
            found[f"{one}_ms"]["median"] / found["floor_ms"]["median"], 2
        )
    found["load_average"] = [round(one, 2) for one in os.getloadavg()]
    print(json.dumps(found, indent=2))


def floor(browser: Browser, folder: Path, changes: int) -> dict[str, Any]:
    """An empty page: its rerun, from click to paint, and how long a second visit takes."""
    script = folder / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with serve(script, {}) as address:
        context = browser.new_context(viewport=SIZE)
        page = _page(context)
        page.goto(address)
        page.get_by_text("run 1").wait_for()
        root = "document.querySelector('[data-testid=stText]')"
        again = page.get_by_role("button", name="Again")
        took = [_painted(page, root, again.click) for _ in range(changes + 1)]
        page.close()
        page = context.new_page()
        page.goto(address)
        page.get_by_text("run 1").wait_for()
        warm = page.evaluate("performance.now()")
        context.close()
    return {"floor_ms": figures(took[1:]), "floor_warm_load_s": round(warm / 1000, 2)}


def _loading(browser: Browser, address: str) -> dict[str, Any]:
    """First marks with nothing cached on either side, then again; bytes that came over the wire."""
    context = browser.new_context(viewport=SIZE)
    seconds: dict[str, float] = {}
    sent: dict[str, int] = {}
    for when in ("cold", "warm"):
        page = _page(context)
        taken = _bytes_received(page)
        page.goto(address)
        page.wait_for_function("window.marked", timeout=180_000)
        seconds[when] = round(page.evaluate("window.marked") / 1000, 2)
        settle(page)
        sent[when] = round(sum(taken))
        page.close()
    context.close()
    return {"first_marks_s": seconds, "bytes_sent": sent}


def _using(browser: Browser, address: str, about: dict[str, Any], changes: int) -> dict[str, Any]:
    page, frame = _opened(browser, address)
    days = _days(about)
    taken = _bytes_received(page)
    turns = [days[at % len(days)] for at in range(changes + 1)]
    by_date = [_drawn(frame, page, partial(choose, page, day)) for day in turns]
    sent = sum(taken) / (changes + 1)
    text = "document.querySelector('[data-testid=stText]')"
    confirmed = [_painted(page, text, partial(choose, page, day)) for day in turns]
    choose(page, about["last"])
    settle(page)
    family = frame.locator(".dl-toggle[data-name=Battles]")
    toggled = [_drawn(frame, page, family.click) for _ in range(changes + 1)]
    panned = [_panned(frame, at) for at in range(changes + 1)]
    clicked = [_clicked(page, frame, at) for at in range(changes + 1)]
    memory = {"server": megabytes("map_page.py"), "browser": megabytes("chrom")}
    page.context.close()
    return {
        "filter_to_pixels_ms": figures(by_date[1:]),
        "filter_to_python_ms": figures(confirmed[1:]),
        "bytes_per_change": round(sent),
        "toggle_to_pixels_ms": figures(toggled[1:]),
        "pan_to_pixels_ms": figures(panned[1:]),
        "click_to_panel_ms": figures(clicked[1:]),
        "memory_mb": memory,
    }


def _sessions(browser: Browser, address: str, about: dict[str, Any], many: int) -> dict[str, Any]:
    """All pages filter by dates and by a family in turn, each every two seconds."""
    pages = [_opened(browser, address) for _ in range(many)]
    days = _days(about)
    dated, toggled = list[float](), list[float]()
    for turn in range(6):
        for page, frame in pages:
            if turn % 2:
                family = frame.locator(".dl-toggle[data-name=Battles]")
                toggled.append(_drawn(frame, page, family.click, settled=False))
            else:
                day = days[turn % len(days)]
                dated.append(_drawn(frame, page, partial(choose, page, day), settled=False))
            page.wait_for_timeout(max(0, 2000 / many - 60))
    memory = megabytes("map_page.py")
    for page, _ in pages:
        page.context.close()
    return {
        "sessions": many,
        "filter_to_pixels_ms": figures(dated),
        "toggle_to_pixels_ms": figures(toggled),
        "server_mb": memory,
    }


def _opened(browser: Browser, address: str) -> tuple[Page, Frame]:
    page = _page(browser.new_context(viewport=SIZE))
    page.goto(address)
    page.wait_for_function("window.marked", timeout=180_000)
    settle(page)
    handle = page.query_selector(FRAME)
    frame = handle.content_frame() if handle else None
    assert frame is not None  # noqa: S101, it was just seen
    frame.evaluate(f"({WATCH})()")
    frame.wait_for_selector(".dl-discs-button", state="attached")
    return page, frame


def _days(about: dict[str, Any]) -> list[str]:
    """Some ends of the range, so that each change leaves another part of the events."""
    bins = about["bins"]
    return [bins[len(bins) * share // 10][1] for share in (3, 9, 5, 7, 2, 8, 4, 6)]


def choose(page: Page, day: str) -> None:
    """Type the last day into the timeline."""
    last = page.locator(".timeline input[type=date]").nth(1)
    last.fill(day)
    last.press("Enter")


def _drawn(frame: Frame, page: Page, act: Callable[[], Any], *, settled: bool = True) -> float:
    """Milliseconds from the input event to the end of the frame with the new discs."""
    frame.evaluate(f"() => {{ window.next = ({DRAWN})(); }}")
    act()
    shown: float = frame.evaluate("() => window.next")["shown"]
    begun: float = page.evaluate("() => window.begun")
    if settled:
        settle(page)
        page.wait_for_timeout(30)
    return shown - begun


def _panned(frame: Frame, turn: int) -> float:
    """From the order to pan to the end of the frame; the pan itself has no animation."""
    by = 300 if turn % 2 else -300
    return float(
        frame.evaluate(f"""async () => {{
      const begun = performance.timeOrigin + performance.now();
      const next = ({DRAWN})();
      map.panBy([{by}, 0], {{ animate: false }});
      return (await next).shown - begun;
    }}""")
    )


def _clicked(page: Page, frame: Frame, turn: int) -> float:
    frame.wait_for_timeout(250)
    box = page.locator(FRAME).bounding_box()
    places = frame.evaluate(DISCS)
    x, y = places[turn % len(places)]
    assert box is not None  # noqa: S101
    root = "document.querySelectorAll('[data-testid=stText]')[0]"
    return _painted(page, root, lambda: page.mouse.click(box["x"] + x, box["y"] + y))


def _painted(page: Page, root: str, act: Callable[[], Any]) -> float:
    """Milliseconds from the last input event of ``act`` to the painted change of ``root``."""
    page.evaluate(f"() => {{ window.answer = window.painted({root}); }}")
    act()
    took = float(page.evaluate("async () => (await window.answer) - window.begun"))
    settle(page)
    return took


def figures(took: Sequence[float]) -> dict[str, float]:
    """Median, p90 and p95 in ms."""
    ranked = sorted(took)

    def at(share: float) -> float:
        return round(ranked[min(len(ranked) - 1, round(share * len(ranked)))], 1)

    median = round(statistics.median(ranked), 1)
    return {"median": median, "p90": at(0.9), "p95": at(0.95), "times": len(ranked)}


def _page(context: Any) -> Page:
    page: Page = context.new_page()
    page.add_init_script(f"({WATCH})(); ({MARKED})()")
    return page


def _bytes_received(page: Page) -> list[float]:
    """Grows with each file (as compressed) and each message of the page's socket."""
    taken: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: taken.append(one["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived",
               lambda one: taken.append(len(one["response"]["payloadData"])))  # fmt: skip
    return taken


def settle(page: Page) -> None:
    """Wait until the script has run."""
    page.locator("[data-test-script-state=notRunning]").wait_for()


if __name__ == "__main__":
    main()
