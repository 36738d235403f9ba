"""The offline map: what its page says, what its files hold, and what a browser makes of it."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from streamlit_folium import generate_js_hash, generate_leaflet_string

from dashboard.errors import SettingsError
from dashboard.render.basemap import ASSETS, ATTRIBUTION, DATA, SCRIPTS, STYLES, base_map

FIRST_LOAD = 400_000
IN_ALL = 3_000_000
BASE = "../dashboard.ui.assets.assets/"


def content(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress((ASSETS / name).read_bytes()))
    return found


def compressed(name: str) -> int:
    return len(gzip.compress((ASSETS / name).read_bytes(), 9))


def positions(flat: list[int]) -> Iterator[tuple[int, int]]:
    return zip(accumulate(flat[0::2]), accumulate(flat[1::2]), strict=True)


def label_groups() -> list[dict[str, Any]]:
    return [
        g for name in ("world.json.gz", "labels.json.gz") for g in content(name)["labels"]["groups"]
    ]


def located(name: str, kind: str) -> list[tuple[float, float]]:
    """Parts of the Mercator square, 0 to 1, where labels of that name stand."""
    found = []
    for group in (g for g in label_groups() if g["kind"] == kind):
        whole = zip(
            group["names"].split("\n"), accumulate(group["x"]), accumulate(group["y"]), strict=True
        )
        found += [(x / 2**19, y / 2**19) for text, x, y in whole if text == name]
    return found


def test_every_file_the_page_asks_for_is_ours() -> None:
    page = base_map(asset_base=BASE).get_root().render()
    asked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert [Path(link).name for link in asked] == [*SCRIPTS, *STYLES]
    assert all(
        link == BASE + Path(link).name and (ASSETS / Path(link).name).exists() for link in asked
    )
    assert "http" not in page.replace('http-equiv="content-type"', "")


def test_an_embedded_page_asks_for_nothing() -> None:
    page = base_map(asset_base=None).get_root().render()
    assert not re.findall(r'(?:src|href)="', page.split("<body>")[1])
    assert not re.findall(r"<(?:link|script|img)[^>]+(?:src|href)=", page)
    assert not re.findall(r"url\((?!data:|#)", page)
    beside_comments = re.sub(r"/\*.*?\*/", "", page, flags=re.DOTALL)
    leaflet_itself = {"https://leafletjs.com", "http://www.w3.org/2000/svg"}
    assert set(re.findall(r"https?://[\w./-]*\w", beside_comments)) <= leaflet_itself


def test_the_page_names_its_sources() -> None:
    assert ATTRIBUTION in base_map(asset_base=BASE).get_root().render()


def test_the_map_is_the_same_each_time() -> None:
    scripts = [generate_leaflet_string(base_map(asset_base=BASE)) for _ in range(2)]
    assert scripts[0] == scripts[1]
    assert generate_js_hash(scripts[0], "map") == generate_js_hash(scripts[1], "map")
    pages = {base_map(asset_base=BASE).get_root().render() for _ in range(2)}
    assert len(pages) == 1


def test_online_tiles_are_off_until_a_reader_wants_them() -> None:
    page = base_map(asset_base=BASE, tiles="osm").get_root().render()
    assert "tile.openstreetmap.org" in page
    assert "openstreetmap.org/copyright" in page
    assert "tile_layer_online.addTo" not in page
    with pytest.raises(SettingsError, match="'bing'"):
        base_map(asset_base=BASE, tiles="bing")


def test_files_stay_small() -> None:
    first = sum(compressed(name) for name in (*SCRIPTS, *STYLES, "world.json.gz"))
    images = sum(path.stat().st_size for path in (ASSETS / "images").iterdir())
    rest = sum(compressed(name) for name in DATA if name != "world.json.gz")
    assert first < FIRST_LOAD
    assert first + rest + images < IN_ALL


@pytest.mark.parametrize("name", ["world.json.gz", "detail.json.gz"])
def test_lines_stay_on_the_map_and_do_not_jump_across_it(name: str) -> None:
    data = content(name)
    world = 2 ** data["bits"]
    for layer in ("land", "lakes", "borders", "regions"):
        for flat in data.get(layer, []):
            points = list(positions(flat))
            assert all(0 <= x < 1.1 * world and 0 <= y <= world for x, y in points)
            ends = {x for x, _ in points} >= {0, world}  # Antarctica goes all the way round
            assert ends or all(abs(a[0] - b[0]) < world / 8 for a, b in pairwise(points))


@pytest.mark.parametrize("name", ["world.json.gz", "detail.json.gz"])
def test_land_and_lakes_are_closed(name: str) -> None:
    data = content(name)
    for layer in ("land", "lakes"):
        assert len(data[layer]) > 100
        for flat in data[layer]:
            points = list(positions(flat))
            assert points[0] == points[-1]


def test_chukotka_is_one_piece_across_the_antimeridian() -> None:
    data = content("detail.json.gz")
    world = 2 ** data["bits"]
    beyond = [flat for flat in data["land"] if any(x > world for x, _ in positions(flat))]
    assert any(len(flat) > 10_000 for flat in beyond)


@pytest.mark.parametrize(
    ("name", "kind", "x", "y"),
    [("Libya", "country", 0.550, 0.423), ("Tripoli", "capital", 0.5366, 0.4035)],
)
def test_labels_stand_where_they_should(name: str, kind: str, x: float, y: float) -> None:
    [(found_x, found_y)] = located(name, kind)
    assert (found_x, found_y) == (pytest.approx(x, abs=2e-3), pytest.approx(y, abs=2e-3))


def test_no_division_repeats_a_city_or_country() -> None:
    names: dict[str, set[str]] = {}
    for group in label_groups():
        names.setdefault(group["kind"], set()).update(group["names"].split("\n"))
    others = set().union(*(found for kind, found in names.items() if kind != "region"))
    assert not names["region"] & others


@pytest.fixture
def page(browser: Browser) -> Iterator[Any]:
    """A page that remembers what it asked for and what it complained about."""
    context = browser.new_context(viewport={"width": 900, "height": 600}, color_scheme="light")
    opened: Any = context.new_page()
    opened.asked, opened.complaints = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("requestfailed", lambda request: opened.complaints.append(request.url))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("console", lambda message: opened.complaints.append(message.text))
    yield opened
    context.close()


COLOUR = """([latitude, longitude]) => {
  const at = map_dateline.latLngToContainerPoint([latitude, longitude]);
  for (const tile of document.querySelectorAll(".leaflet-tile")) {
    const box = tile.getBoundingClientRect();
    const [x, y] = [at.x - box.left, at.y - box.top];
    if (x < 0 || y < 0 || x >= box.width - 1 || y >= box.height - 1) continue;
    const scale = tile.width / box.width;
    const one = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const context = one.getContext("2d");
    context.drawImage(tile, -Math.round(x * scale), -Math.round(y * scale));
    return [...context.getImageData(0, 0, 1, 1).data];
  }
}"""
LAND, SEA = [27.5, 21.0], [34.3, 18.0]  # in Libya, away from lines; off its coast


def wait_for_labels(page: Any, *names: str) -> None:
    page.wait_for_function(
        "names => names.every(name => basemap_basemap.names().includes(name))",
        arg=list(names),
    )


@pytest.mark.browser
def test_a_saved_map_works_from_disk_without_network(page: Any, tmp_path: Path) -> None:
    saved = tmp_path / "map.html"
    base_map(asset_base=None, location=(30.0, 17.0), zoom=6).save(str(saved))
    page.goto(saved.as_uri())
    wait_for_labels(page, "Libya", "Tripoli", "Benghazi")
    land, sea = page.evaluate(COLOUR, LAND), page.evaluate(COLOUR, SEA)
    assert land != sea
    page.evaluate("dateline.setTheme('dark')")
    assert sum(page.evaluate(COLOUR, LAND)) < sum(land)
    assert page.evaluate(COLOUR, LAND) != page.evaluate(COLOUR, SEA)
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.complaints == []


@pytest.mark.browser
def test_switching_the_basemap_off_and_on_keeps_its_names(page: Any, tmp_path: Path) -> None:
    saved = tmp_path / "map.html"
    base_map(asset_base=None, location=(30.0, 17.0), zoom=4).save(str(saved))
    page.goto(saved.as_uri())
    wait_for_labels(page, "Libya")
    page.evaluate("basemap_basemap.remove()")
    assert page.locator("canvas").count() == 0
    page.evaluate("basemap_basemap.addTo(map_dateline)")
    wait_for_labels(page, "Libya")
    assert page.evaluate(COLOUR, LAND) != page.evaluate(COLOUR, SEA)
    assert page.complaints == []


@pytest.mark.browser
def test_the_map_can_be_used_with_the_keyboard(page: Any, tmp_path: Path) -> None:
    saved = tmp_path / "map.html"
    base_map(asset_base=None, location=(30.0, 17.0), zoom=4).save(str(saved))
    page.emulate_media(reduced_motion="reduce")
    page.goto(saved.as_uri())
    container = page.get_by_role("application", name=re.compile("^Map of events"))
    assert page.get_by_role("button", name="Zoom in").is_visible()
    before = page.evaluate("map_dateline.getCenter().lng")
    container.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("map_dateline.getCenter().lng") > before  # at once: no motion
    page.keyboard.press("+")
    assert page.evaluate("map_dateline.getZoom()") == 5


@pytest.mark.browser
def test_without_its_data_the_map_says_so_and_draws_a_graticule(page: Any, tmp_path: Path) -> None:
    for name in (*SCRIPTS, *STYLES):
        shutil.copy(ASSETS / name, tmp_path / name)
    saved = tmp_path / "map.html"
    base_map(asset_base="./", location=(30.0, 17.0), zoom=4).save(str(saved))
    page.goto(saved.as_uri())
    assert "could not be loaded" in page.get_by_role("status").inner_text()
    assert page.evaluate(COLOUR, [45.0, 30.0]) != page.evaluate(COLOUR, [40.0, 20.0])
