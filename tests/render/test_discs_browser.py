"""Discs in headless Chromium, from a saved Folium page with no network at all."""

import base64
import gzip
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.render.basemap import base_map
from dashboard.render.discs import DiscLayer, Division, Divisions, chosen
from dashboard.render.layer import ASSETS, EventLayer, ViewInLink
from dashboard.render.packed import BITS, Packed, mercator, pack
from tests.render.packing import EPOCH, event, many, table
from tests.render.unpacked import unpack

pytestmark = pytest.mark.browser
WORLD = ((-60, -170), (75, 170))
AREAS = ("district", "province", "region", "sea")
Open = Callable[..., Page]
DRAWN = "() => window.datelineDrawn && window.datelineDrawn.ready && window.datelineDrawn"
BUS = """([first, last]) => new Promise((done, lost) => {
    setTimeout(() => lost(new Error("nothing was drawn")), 10_000);
    const box = map.getContainer();
    box.addEventListener("dateline:drawn", ({ detail }) => done(detail), { once: true });
    window.datelineBus.range = { first, last };
    window.datelineBus.dispatchEvent(new Event("range"));
})"""


@pytest.fixture(scope="module")
def world() -> Packed:
    return pack([many(2_000)])


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    context = browser.new_context(viewport={"width": 1300, "height": 1000}, offline=True)
    faults: list[str] = []

    def show(source: bytes = b"", *, view: str = "20,0,2", **options: Any) -> Page:
        drawn = base_map(asset_base=None, location=(20, 0), zoom=2)
        ViewInLink(WORLD).add_to(drawn)
        EventLayer([], legend=False).add_to(drawn)
        DiscLayer(source, **options).add_to(drawn)
        path = tmp_path / "map.html"
        drawn.save(str(path))
        text = path.read_text("utf-8")
        outlines = base64.b64encode((ASSETS / "divisions.json.gz").read_bytes()).decode()
        first = "window.dateline={files:{"
        path.write_text(
            text.replace(first, f'{first}"divisions.json.gz":"{outlines}",', 1), "utf-8"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        page.goto(f"{path.as_uri()}?map={view}")
        page.evaluate(
            f"""() => {{ window.map = {drawn.get_name()}; window.heard = [];
            const hear = (said) => {{ said.preventDefault(); heard.push(said.detail); }};
            for (const name of ["discs", "view", "division"]) {{
                map.getContainer().addEventListener("dateline:" + name, hear);
            }} }}"""
        )
        return page

    yield show
    context.close()
    assert faults == []


def drawn(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.wait_for_function(DRAWN).json_value()
    return found


def passing(rows: dict[str, Any], first: int | None, last: int | None, *, certainly: bool) -> Any:
    """Which rows pass a range, by the definition; undated rows pass no range."""
    inner = (rows["first"] if certainly else rows["last"]) >= (-(10**9) if first is None else first)
    upper = (rows["last"] if certainly else rows["first"]) <= (10**9 if last is None else last)
    undated = np.full(len(rows["x"]) - len(rows["first"]), first is None and last is None)
    return np.concatenate([inner & upper, undated])


def test_world_shows_every_event(opened: Open, world: Packed) -> None:
    found = drawn(opened(world.data))
    assert found["total"] == found["sum"] == world.rows
    assert 0 < found["discs"] < found["groups"]


@pytest.mark.parametrize("when", ["possibly", "certainly"])
def test_counts_are_those_of_the_filter(opened: Open, world: Packed, when: str) -> None:
    """Dates over the bus, families and a bitmap from Python: the sum is what numpy counts."""
    rows = unpack(world)
    random = np.random.default_rng(5)
    some = random.random(world.rows) < 0.4
    bits = gzip.compress(np.packbits(some, bitorder="little").tobytes())
    page = opened(world.data, when=when, bits=bits, hidden=["Riots"])
    families = np.array([kind[0] for kind in rows["kind"]]) != "Riots"
    assert drawn(page)["sum"] == int((some & families).sum())
    start = (date(2020, 1, 1) - EPOCH).days
    ranges: list[tuple[int | None, int | None]] = [(None, start), (start + 399, None), (None, None)]
    ranges += [
        tuple(sorted(random.integers(start - 20, start + 800, 2).tolist())) for _ in range(25)
    ]  # type: ignore[misc]
    for first, last in ranges:
        found = page.evaluate(BUS, [first, last])
        dated = passing(rows, first, last, certainly=when == "certainly")
        assert found["sum"] == found["total"] == int((dated & some & families).sum()), (first, last)


@pytest.mark.parametrize("view", ["20,0,2", "10,179,4", "30,20,6"])
def test_a_click_names_cells_that_hold_what_was_counted(
    opened: Open, world: Packed, view: str
) -> None:
    rows = unpack(world)
    area = np.isin(rows["level"], AREAS)
    page = opened(world.data, view=view)
    drawn(page)
    page.wait_for_selector(".dl-discs-button", state="attached")
    page.evaluate(
        "() => document.querySelectorAll('.dl-discs-button').forEach((one) => one.click())"
    )
    page.wait_for_function("heard.length >= document.querySelectorAll('.dl-discs-button').length")
    heard = page.evaluate("heard")
    assert heard
    for message in heard:
        found = chosen(message)
        assert found is not None
        scale = 2.0 ** (found.zoom + 8 - BITS)
        cell = [np.floor((rows[axis] + 0.5) * scale / found.size) for axis in ("x", "y")]
        here = {(int(x), int(y)) for x, y in found.at}
        inside = np.array([(int(x), int(y)) in here for x, y in zip(*cell, strict=True)])
        held = inside & (area == found.area)
        assert int(held.sum()) == found.count
        assert held[found.row]


def test_pins_are_for_points_only(opened: Open) -> None:
    """A country with province-level rows alone has areas and no disc; a country itself nothing."""
    province = [event(level="province", radius_km=120.0, geo_precision=4) for _ in range(9)]
    packed = pack([table(*province, event(level="country", radius_km=500.0))])
    found = drawn(opened(packed.data, view="32.9,13.2,6"))
    assert (found["total"], found["discs"], found["groups"]) == (9, 0, 1)


def test_a_disc_can_be_reached_with_the_keyboard(opened: Open, world: Packed) -> None:
    page = opened(pack([table(event(fatalities_best=4), event(family="Riots"))]).data)
    drawn(page)
    button = page.get_by_role("button", name="2 events, 1 Battles, 1 Riots. Enter lists them.")
    button.focus()
    card = page.locator(".dl-card:visible")
    expect(card).to_contain_text("2 events")
    expect(card).to_contain_text("Deaths: 4")
    expect(card).to_contain_text("6 Jan 2020")
    page.keyboard.press("Enter")
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard[0].discs.count") == 2
    page.mouse.click(200, 300)
    page.wait_for_function("heard.length === 2")
    assert page.evaluate("heard[1].discs") is None


def test_heat_and_its_key(opened: Open, world: Packed) -> None:
    page = opened(world.data, mode="heat")
    found = drawn(page)
    assert found["total"] == world.rows
    assert found["discs"] == 0
    expect(page.locator(".dl-key")).to_contain_text("Events within about")


def test_divisions_with_figures(opened: Open) -> None:
    rows = [Division("LY", 0, 0, 0, 0), Division("EG", None), Division("TN", 9, 1, 2, 3)]
    figures = Divisions("country", rows, note="2 events are in no country.")
    page = opened(mode="choropleth", divisions=figures, view="30,15,5")
    page.locator(".dl-discs-button[data-key=TN]").focus(timeout=10_000)
    expect(page.locator(".dl-card:visible")).to_contain_text("Deaths: 1–2–3")
    page.keyboard.press("Enter")
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard[0].division") == "TN"
    expect(page.get_by_role("button", name="Egypt: no data.")).to_have_count(1)
    expect(page.get_by_role("button", name="Libya: 0 events.")).to_have_count(1)
    expect(page.locator(".dl-key")).to_contain_text("no data")
    expect(page.locator(".dl-key")).to_contain_text("2 events are in no country.")


def test_cells_of_the_server_are_drawn_alike(opened: Open) -> None:
    def cell(x: int, y: int, latitude: float, longitude: float, **families: int) -> dict[str, Any]:
        return {"cell_x": x, "cell_y": y, "latitude": latitude, "longitude": longitude,
                "events": sum(families.values()), "low": 1, "best": 2, "high": 4,
                "first": date(2020, 1, 1), "last": date(2020, 2, 1),
                "families": families}  # fmt: skip

    cells = pa.Table.from_pylist(
        [cell(9, 7, 32.9, 13.2, Battles=7_000_000), cell(9, 8, 5, 20, Riots=2)]
    )
    page = opened(cells=cells, zoom=2)
    found = drawn(page)
    assert found["sum"] == 7_000_002
    page.locator(".dl-discs-button").first.focus()
    expect(page.locator(".dl-card:visible")).to_contain_text("Deaths: 1–2–4")
    page.keyboard.press("Enter")
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard[0].discs.cells") == [[9, 7]]
    page.evaluate("map.setZoom(4, { animate: false })")
    page.wait_for_function("heard.some((one) => one.view)")
    assert page.evaluate("heard.find((one) => one.view).view.zoom") == 4


def test_positions_of_discs_are_real_places(opened: Open) -> None:
    """The place with most events, never a mean of several."""
    near = [event(latitude=32.9), event(latitude=32.9), event(latitude=32.7)]
    page = opened(pack([table(*near)]).data, view="32.8,13.2,5")
    drawn(page)
    page.wait_for_selector(".dl-discs-button", state="attached")
    x, y = page.evaluate("""() => {
        const box = document.querySelector(".dl-discs-button").getBoundingClientRect();
        const at = map.containerPointToLatLng([box.x + box.width / 2, box.y + box.height / 2]);
        return [at.lng, at.lat];
    }""")
    assert abs(y - 32.9) < 0.03
    assert abs(x - 13.1913) < 0.03
    assert mercator(32.9, 13.1913)[0] == mercator(32.7, 13.1913)[0]
