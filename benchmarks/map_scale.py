"""How long a reader waits for the page with very many events; one JSON object out.

``python -m benchmarks.map_scale --events N [--changes 20] [--sessions 10] [--baselines]``.
A store of synthetic events beside the sample, or with ``--events 0`` the sample alone; the page as
it is served, in headless Chromium that can reach this machine only. Times are taken in the browser,
from the input event to the end of the frame that shows the answer: on the map (``pixels``), and
what Python counted in the head of the page (``header``). The floor is an empty Streamlit page that
reruns; all in the same run.
"""

import argparse
import json
import os
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks import map_baselines
from benchmarks.map_sessions import sessions
from benchmarks.map_store import store
from benchmarks.memory import megabytes
from benchmarks.waiting import (
    DRAWN,
    EMPTY,
    MARKS,
    Waiting,
    answered,
    bytes_received,
    figures,
    open_page,
    settle,
)
from dashboard.settings import ROOT
from tests.browser import launch, serve

SIZE: ViewportSize = {"width": 1280, "height": 900}
SAMPLE = ROOT / "data" / "samples" / "libya-2020"
SAMPLE_DAYS = ["2020-01-12", "2020-01-26"]
DISCS_SEEN = """() => [...document.querySelectorAll(".dl-discs-button")].map((box) => {
    const at = box.getBoundingClientRect();
    return [at.left + at.width / 2, at.top + at.height / 2];
  }).filter(([x, y]) => document.elementFromPoint(x, y)
    ?.closest(".leaflet-control, .dl-mark, .dl-area") === null)"""
MARKS_SEEN = """() => [...document.querySelectorAll(".dl-event_site:not(.dl-selected)")]
  .map((mark) => {
    const box = mark.getBoundingClientRect();
    return [mark, box.left + box.width / 2, box.top + box.height / 2];
  }).filter(([mark, x, y]) => mark.contains(document.elementFromPoint(x, y)))
    .map(([mark, x, y]) => [x, y])"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map_scale", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="0: the sample alone")
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--sessions", type=int, default=0, help="pages that filter at once")
    parser.add_argument("--baselines", action="store_true", help="Folium and st.map beside it")
    parser.add_argument("--folder", type=Path, help="keeps the store for another run")
    asked = parser.parse_args()
    with ExitStack() as at_end:
        aside = Path(at_end.enter_context(tempfile.TemporaryDirectory()))
        playwright = at_end.enter_context(sync_playwright())
        found: dict[str, Any] = {"events": asked.events}
        folder = (asked.folder or aside / "store") if asked.events else aside / "empty"
        if asked.events:
            made = store(folder, asked.events)
            sent = (made.files / made.packed).stat().st_size
            found |= {"file_bytes": sent, "bytes_per_event": round(sent / asked.events, 2)}
        browser = launch(playwright)
        at_end.callback(browser.close)
        found |= floor(browser, aside, asked.changes)
        environ = {
            "DATELINE_STORE": str(folder),
            "DATELINE_CODING": str(SAMPLE),
            "DATELINE_RECORD": str(aside / "record"),
        }
        with serve(ROOT / "dashboard" / "app.py", environ) as address:
            found |= _loading(browser, address, asked.events)
            found |= _using(browser, address, asked.events, asked.changes)
            if asked.sessions:
                found["sessions"] = sessions(partial(_opened, browser, address), asked.sessions)
                found["sessions"]["server_mb"] = _server(address)
        if asked.baselines:
            found["baselines"] = map_baselines.measure(browser, aside)
    for name, one in list(found.items()):
        if isinstance(one, dict) and "pixels_ms" in one:
            ratio = one["pixels_ms"]["median"] / found["floor_ms"]["median"]
            found[name]["pixels_per_floor"] = round(ratio, 2)
    found["load_average"] = [round(one, 2) for one in os.getloadavg()]
    print(json.dumps(found, indent=2))


def floor(browser: Browser, folder: Path, changes: int) -> dict[str, Any]:
    """An empty page: its rerun, from click to paint, and how long a second visit takes."""
    script = folder / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with serve(script, {}) as address:
        context = browser.new_context(viewport=SIZE)
        page = open_page(context)
        page.goto(address)
        page.get_by_text("run 1").wait_for()
        place = "document.querySelector('[data-testid=stText]')"
        again = page.get_by_role("button", name="Again")
        took = [answered(page, place, again.click) for _ in range(changes + 1)]
        page.close()
        page = context.new_page()
        page.goto(address)
        page.get_by_text("run 1").wait_for()
        warm = page.evaluate("performance.now()")
        memory = _server(address)
        context.close()
    return {
        "floor_ms": figures(took[1:]),
        "floor_warm_load_s": round(warm / 1000, 2),
        "floor_server_mb": memory,
    }


def _loading(browser: Browser, address: str, events: int) -> dict[str, Any]:
    """First marks with nothing cached on either side, then again; bytes that came over the wire."""
    context = browser.new_context(viewport=SIZE)
    shown = "discs" if events else "marks"
    seconds: dict[str, float] = {}
    sent: dict[str, int] = {}
    for when in ("cold", "warm", "again"):
        page = open_page(context)
        taken = bytes_received(page)
        page.goto(address)
        page.wait_for_function(f"window.{shown}")
        seconds[when] = round(page.evaluate(f"window.{shown}") / 1000, 2)
        settle(page)
        sent[when] = round(sum(taken))
        page.close()
    context.close()
    return {"first_marks_s": seconds, "bytes_sent": sent}


def _using(browser: Browser, address: str, events: int, changes: int) -> dict[str, Any]:
    waiting = _opened(browser, address, events)
    page, times = waiting.page, range(changes + 1)
    taken = bytes_received(page)
    days = _days(page) if events else SAMPLE_DAYS
    dated = [waiting.filter(partial(choose, page, days[at % len(days)])) for at in times]
    found: dict[str, Any] = {"dates": _told(dated)}
    found["dates"]["bytes_per_change"] = round(sum(taken) / (changes + 1))
    _cleared(waiting)
    legend = waiting.frame.locator(".dl-legend-head")
    family = waiting.frame.locator(".dl-toggle[data-name=Battles]")
    legend.click()
    found["family"] = _told([waiting.filter(family.click) for _ in times])
    legend.click()
    found["killed"] = _told(
        [waiting.filter(partial(_killed, page, 1 + at if events else 1 - at % 2)) for at in times]
    )
    _cleared(waiting)
    words = [f"report {9 + at}" if events else ("", "oil")[at % 2 == 0] for at in times]
    found["search"] = _told([waiting.filter(partial(_search, page, one)) for one in words])
    _cleared(waiting)
    panned = [waiting.pan(300 if at % 2 else -300) for at in times]
    found["pan_to_pixels_ms"] = figures(panned[1:])
    seen = DISCS_SEEN if events else MARKS_SEEN
    found["click_to_panel_ms"] = figures([_clicked(waiting, seen, at) for at in times][1:])
    found["memory_mb"] = {"server": _server(address), "browser": megabytes("chrom")}
    page.context.close()
    return found


def _told(took: list[tuple[float, float]]) -> dict[str, Any]:
    """The first change is not counted."""
    pixels, header = zip(*took[1:], strict=True)
    return {"pixels_ms": figures(pixels), "header_ms": figures(header)}


def _opened(browser: Browser, address: str, events: int = 1) -> Waiting:
    page = open_page(browser.new_context(viewport=SIZE))
    page.goto(address)
    page.wait_for_function("window.discs" if events else "window.marks")
    settle(page)
    waiting = Waiting(page, DRAWN if events else MARKS)
    if events:
        waiting.frame.wait_for_selector(".dl-discs-button", state="attached")
    return waiting


def _days(page: Page) -> list[str]:
    """Some ends of the range, so that each change leaves another part of the events."""
    found: list[str] = page.evaluate("""() => {
      const [first, last] = [...document.querySelectorAll("*")].map((one) => one.shadowRoot)
        .flatMap((root) => root ? [...root.querySelectorAll(".timeline input[type=date]")] : [])
        .map((one) => one.valueAsNumber);
      return [3, 9, 5, 7, 2, 8, 4, 6].map((share) =>
        new Date(first + (last - first) * share / 10).toISOString().slice(0, 10));
    }""")
    return found


def choose(page: Page, day: str) -> None:
    """Type the last day into the timeline."""
    last = page.locator(".timeline input[type=date]").nth(1)
    last.fill(day)
    last.press("Enter")


def _killed(page: Page, number: int) -> None:
    box = page.locator(".st-key-deaths input")
    box.fill(str(number))
    box.press("Enter")


def _search(page: Page, words: str) -> None:
    box = page.locator(".st-key-text input")
    box.fill(words)
    box.press("Enter")


def _cleared(waiting: Waiting) -> None:
    waiting.page.get_by_role("button", name="Clear all filters").click()
    waiting.page.wait_for_timeout(300)
    waiting.settle()


def _clicked(waiting: Waiting, seen: str, turn: int) -> float:
    waiting.page.wait_for_timeout(250)
    places = waiting.frame.evaluate(seen)
    return waiting.click(*places[turn % len(places)])


def _server(address: str) -> float | None:
    return megabytes(address.rpartition(":")[2])


if __name__ == "__main__":
    main()
