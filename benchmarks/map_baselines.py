"""What others draw the same events with: Folium's markers and clusters, Streamlit's own map.

Served without any network, so Folium gets Leaflet from our assets, and its markers have no popups,
which need jQuery from a CDN. Its clusters ask for a script
of theirs at a CDN: ``DATELINE_MARKERCLUSTER`` names a folder that holds it (``dist`` of npm's
``leaflet.markercluster``); without it that baseline is left out, and said so.
"""

import os
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Error, Page, Route

from benchmarks.synthetic import events
from dashboard.settings import ROOT
from tests.browser import serve

CASES = {"folium.Marker": 1_000, "FastMarkerCluster": 100_000, "st.map": 100_000}
SCRIPT = """
import os
import folium
import folium.plugins
import numpy as np
import streamlit as st
from streamlit_folium import st_folium
from dashboard.render.basemap import base_map
from dashboard.ui.map import asset_base

events = np.load(os.environ["BASELINE_POINTS"])
share = st.select_slider("Share", [40, 60, 80, 100], 100)
events = events[: len(events) * share // 100]
kind = os.environ["BASELINE_KIND"]
if kind == "st.map":
    st.map({"lat": events[:, 0], "lon": events[:, 1]})
else:
    drawn = base_map(asset_base=asset_base())
    if kind == "folium.Marker":
        for at in events.tolist():
            folium.Marker(at).add_to(drawn)
    else:
        folium.plugins.FastMarkerCluster(events.tolist()).add_to(drawn)
    st_folium(drawn, key="map", height=640, use_container_width=True, returned_objects=[])
"""
# The end of the last long frame after the last key, once there was none for a second.
QUIET = """() => new Promise((done) => {
  let [last, before] = [performance.now(), performance.now()];
  const look = (now) => {
    const running = document.querySelector("[data-test-script-state=running]");
    if (now - before > 60 || running) last = now;
    before = now;
    if (now - last > 1000) done(performance.timeOrigin + last);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
BEGUN = """() => addEventListener("keydown", (event) => {
  window.begun = performance.timeOrigin + event.timeStamp;
}, true)"""


def measure(browser: Browser, folder: Path) -> dict[str, Any]:
    """Seconds to the first marks and milliseconds from filter to pixels, for each."""
    script = folder / "baseline.py"
    script.write_text(SCRIPT, encoding="utf-8")
    found: dict[str, Any] = {}
    for kind, count in CASES.items():
        try:
            found[f"{kind} at {count:,}"] = _case(browser, folder, script, kind, count)
        except Error as error:
            found[f"{kind} at {count:,}"] = f"failed: {error.message.splitlines()[0]}"
    return found


def _case(browser: Browser, folder: Path, script: Path, kind: str, count: int) -> Any:
    plugin = os.environ.get("DATELINE_MARKERCLUSTER", "")
    if kind == "FastMarkerCluster" and not Path(plugin, "leaflet.markercluster.js").is_file():
        return "left out: DATELINE_MARKERCLUSTER names no folder with leaflet.markercluster.js"
    points = folder / "points.npy"
    tables = list(events(count))
    np.save(points, np.column_stack(
        [np.concatenate([one[axis].to_numpy() for one in tables])
         for axis in ("latitude", "longitude")]))  # fmt: skip
    environ = {
        "BASELINE_KIND": kind,
        "BASELINE_POINTS": str(points),
        "PYTHONPATH": str(ROOT),
    }
    with serve(script, environ) as address:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.route("**/leaflet.markercluster.js", lambda route: _give(route, plugin))
        page.add_init_script(f"({BEGUN})()")
        page.set_default_timeout(120_000)
        page.goto(address)
        page.locator("iframe, canvas").first.wait_for()
        first = page.evaluate(f"async () => await ({QUIET})() - performance.timeOrigin")
        took = [_change(page, key) for key in ("ArrowLeft", "ArrowLeft", "ArrowRight")]
        page.context.close()
    return {"first_marks_s": round(first / 1000, 2), "filter_to_pixels_ms": sorted(took)[1]}


def _give(route: Route, plugin: str) -> None:
    route.fulfill(path=Path(plugin, "leaflet.markercluster.js"))


def _change(page: Page, key: str) -> float:
    page.get_by_role("slider").press(key)
    ended: float = page.evaluate(f"async () => await ({QUIET})()")
    begun: float = page.evaluate("() => window.begun")
    return round(ended - begun, 1)
