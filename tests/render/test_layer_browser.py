"""The layer in headless Chromium: a saved Folium page, with no network at all."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.model import Level
from dashboard.render.basemap import base_map
from dashboard.render.layer import EventLayer, ViewInLink
from dashboard.render.marks import Link, Mark

pytestmark = pytest.mark.browser
LIBYA = ((24, 8), (36, 27))
HOSTILE = "</script><img src=x onerror=\"document.title='hit'\">{{ 7*7 }} ${7*7} `x` ليبيا 🔥"


def town(mark_id: str, latitude: float, longitude: float, **families: int) -> Mark:
    return Mark(
        mark_id=mark_id,
        kind="event_site",
        label=mark_id.title(),
        level=Level.TOWN,
        latitude=latitude,
        longitude=longitude,
        radius_km=5,
        footprint=None,
        families=families,
        settled=sum(families.values()),
        count=sum(families.values()),
    )


TRIPOLI = town("tripoli", 32.8872, 13.1913, Battles=7, Protests=2)
ZAWIYA = town("zawiya", 32.757, 12.727, Riots=1)
SIRTE = town("sirte", 31.2089, 16.5887, Battles=4)
PROVINCE = Mark(
    mark_id="jufra",
    kind="event_site",
    label="Jufra",
    level=Level.PROVINCE,
    latitude=29,
    longitude=16,
    radius_km=120,
    footprint={
        "type": "Polygon",
        "coordinates": [[[14.5, 28], [18, 28], [18, 30], [14.5, 30], [14.5, 28]]],
    },
    families={"Battles": 3},
    count=3,
)
SEAT = Mark("seat", "actor_seat", "Tripoli", Level.TOWN, 32.8872, 13.1913, 5, None, {}, count=2)
COUNTRY = Mark(
    "country", "event_site", "Libya", Level.COUNTRY, 27, 17, 900, PROVINCE.footprint, {"Riots": 1}
)

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    context = browser.new_context(viewport={"width": 1000, "height": 700}, offline=True)
    faults: list[str] = []

    def show(marks: list[Mark], *, view: str = "30,16,6", **options: object) -> Page:
        drawn = base_map(asset_base=None, location=(30, 16), zoom=6)
        ViewInLink(LIBYA).add_to(drawn)
        EventLayer(marks, **options).add_to(drawn)
        path = tmp_path / "map.html"
        drawn.save(str(path))
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{path.as_uri()}?who=gna&map={view}")
        page.evaluate(
            f"""() => {{ window.map = {drawn.get_name()}; window.heard = [];
            for (const name of ["select", "toggle"]) {{
                map.getContainer().addEventListener("dateline:" + name,
                    (event) => heard.push(event.detail)); }} }}"""
        )
        return page

    yield show
    context.close()
    assert faults == []


def numbers(page: Page) -> list[str]:
    return sorted(page.locator(".dl-number").all_text_contents())


def zoom(page: Page, level: int) -> None:
    page.evaluate("level => { map.setZoom(level, {animate: false}); }", level)


def test_each_place_shows_its_count(opened: Open) -> None:
    page = opened([TRIPOLI, SIRTE, PROVINCE, SEAT])
    assert numbers(page) == ["4", "9"]
    expect(page.locator(".dl-flag-number")).to_have_text("2")
    expect(page.locator(".dl-chip")).to_have_text("3")
    expect(page.locator("path.dl-area-hatched")).to_have_count(1)


def test_near_places_merge_when_zoomed_out_and_stand_where_most_happened(opened: Open) -> None:
    page = opened([ZAWIYA, TRIPOLI, SIRTE], view="32,14,9")
    assert numbers(page) == ["4", "9"]
    expect(page.locator(".dl-mark .dl-token")).to_have_count(1)
    zoom(page, 6)
    assert numbers(page) == ["10", "4"]
    merged = page.get_by_role("button", name="Tripoli and 1 place nearby: 10 events, 7 Battles")
    page.evaluate("at => { map.setView(at, 6, {animate: false}); }", [32.8872, 13.1913])
    box = merged.bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - 500) < 2
    merged.click()
    assert page.evaluate("heard[0].select") == ["tripoli", "zawiya"]
    zoom(page, 9)
    expect(page.locator(".dl-event_site.dl-selected")).to_have_count(2)


def test_nothing_that_has_not_happened_looks_as_if_it_had(opened: Open) -> None:
    planned = town("planned", 30, 14, **{"Diplomacy and pressure": 1})
    asked = Mark(**{name: getattr(planned, name) for name in planned.__slots__} | {"settled": 0})
    page = opened([asked, SIRTE])
    disc = page.locator(".dl-mark .dl-token.dl-hollow .dl-disc")
    paper = page.locator(".dl-mark .dl-case").first
    colour = "element => getComputedStyle(element).fill"
    assert disc.evaluate(colour) == paper.evaluate(colour)
    expect(
        page.get_by_role("button", name="only asked for, planned, threatened or denied")
    ).to_be_visible()


def test_who_says_so_is_seen_and_heard(opened: Open) -> None:
    changes = {"read": 1, "confirmed": 0}, {"read": 0, "confirmed": 1}, {"read": 0, "confirmed": 0}
    page = opened([
        replace(town(f"place{number}", 30, 13 + 2 * number, Battles=1), **change)
        for number, change in enumerate(changes)
    ])  # fmt: skip
    read, confirmed, coded = (
        page.get_by_role("button", name=f"Place{number}: 1 event, 1 Battles") for number in range(3)
    )
    expect(read).to_have_accessible_name(re.compile("1 read by machine"))
    expect(confirmed).to_have_accessible_name(re.compile("1 confirmed by a person"))
    for one, signs in ((read, (1, 0)), (confirmed, (0, 1)), (coded, (0, 0))):
        counts = one.locator(".dl-read").count(), one.locator(".dl-confirmed").count()
        assert counts == signs
    dashes = "element => getComputedStyle(element).strokeDasharray"
    assert read.locator(".dl-read").evaluate(dashes) != "none"
    confirmed.hover()
    expect(page.locator(".dl-card-line").last).to_have_text("1 confirmed by a person")


def test_a_country_is_never_drawn_unless_it_is_chosen(opened: Open) -> None:
    page = opened([COUNTRY, SIRTE])
    expect(page.locator(".dl-area, .dl-chip")).to_have_count(0)
    expect(page.locator(".dl-point")).to_have_count(1)
    chosen = Mark(
        **{name: getattr(COUNTRY, name) for name in COUNTRY.__slots__} | {"selected": True}
    )
    page = opened([chosen, SIRTE])
    expect(page.locator("path.dl-area-outline")).to_have_count(1)
    expect(page.locator(".dl-chip-outline")).to_contain_text("Libya")
    expect(page.locator(".dl-point")).to_have_count(1)


def test_keyboard_reaches_marks_chooses_and_keeps_its_place(opened: Open) -> None:
    page = opened([TRIPOLI, SIRTE, PROVINCE])
    sirte = page.get_by_role("button", name="Sirte: 4 events, 4 Battles. Enter opens the evidence.")
    for _ in range(30):
        page.keyboard.press("Tab")
        if sirte.evaluate("element => element === document.activeElement"):
            break
    expect(sirte).to_be_focused()
    expect(page.locator(".dl-card-title")).to_have_text("Sirte")
    page.keyboard.press("Enter")
    assert page.evaluate("heard[0].select") == ["sirte"]
    expect(sirte).to_be_focused()
    expect(sirte).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    first, second = page.evaluate("heard.map((one) => one.n)")
    assert second > first
    page.keyboard.press("Escape")
    assert page.evaluate("heard[2].select") == []


def test_empty_ground_clears_a_choice_and_else_says_nothing(opened: Open) -> None:
    page = opened([TRIPOLI])
    page.mouse.click(900, 600)
    assert page.evaluate("heard") == []
    page.locator(".dl-event_site").click()
    page.mouse.click(900, 600)
    assert page.evaluate("heard.map((one) => one.select)") == [["tripoli"], []]


def test_hostile_words_are_shown_and_do_nothing(opened: Open) -> None:
    site = Mark(
        HOSTILE, "event_site", HOSTILE, Level.TOWN, 30, 16, 5, None, {HOSTILE: 1}, lines=(HOSTILE,)
    )
    held = Mark(
        "held",
        "area_held",
        HOSTILE,
        Level.REGION,
        29,
        20,
        200,
        PROVINCE.footprint,
        {},
        selected=True,
    )
    links = [Link("supports", (33, 10), (26, 24), HOSTILE)]
    page = opened([site, held], links=links)
    page.locator(".dl-event_site").hover()
    expect(page.locator(".dl-card-title")).to_have_text(HOSTILE)
    expect(page.locator(".dl-card-line")).to_have_text(HOSTILE)
    expect(page.locator(".dl-chip-name")).to_have_text(HOSTILE)
    page.locator(".dl-link-sign").focus()
    expect(page.locator(".dl-card-title")).to_have_text(HOSTILE)
    assert page.title() != "hit"
    expect(page.locator("img")).to_have_count(0)
    page.locator(".dl-event_site").click()
    assert page.evaluate("heard[0].select") == [HOSTILE]


def test_legend_reports_and_decides_when_there_is_no_python(opened: Open) -> None:
    page = opened([TRIPOLI, SIRTE, SEAT], hidden=("mentioned",))
    named = page.get_by_role("button", name="Merely named")
    expect(named).to_have_attribute("aria-pressed", "false")
    seats = page.get_by_role("button", name="Actor’s seat")
    seats.click()
    assert page.evaluate("heard[0].toggle") == "actor_seat"
    expect(seats).to_have_attribute("aria-pressed", "false")
    expect(seats).to_be_focused()
    expect(page.locator(".dl-actor_seat")).to_have_count(0)
    page.evaluate("map.getContainer().addEventListener('dateline:toggle', e => e.preventDefault())")
    seats.click()
    expect(seats).to_have_attribute("aria-pressed", "false")


def test_legend_is_folded_on_a_narrow_map(opened: Open) -> None:
    page = opened([TRIPOLI])
    head = page.get_by_role("button", name="Legend")
    expect(head).to_have_attribute("aria-expanded", "true")
    page.set_viewport_size({"width": 390, "height": 600})
    page.reload()
    expect(head).to_have_attribute("aria-expanded", "false")
    head.click()
    expect(page.get_by_role("button", name="Riots")).to_be_visible()


def test_a_successor_takes_over_without_redrawing_what_stays(opened: Open) -> None:
    page = opened([TRIPOLI, SIRTE])
    page.evaluate("document.querySelector('.dl-legend-head').click()")
    page.locator(".dl-event_site").first.evaluate("element => { element.kept = true }")
    swap = """payload => {
        window.feature_group = window.feature_group || [];
        feature_group.forEach((group) => map.removeLayer(group));
        map.eachLayer((layer) => { if (layer.data) map.removeLayer(layer); });
        const group = L.featureGroup();
        dateline.layer(payload).addTo(group);
        group.addTo(map);
        feature_group.push(group);
    }"""
    payloads = [EventLayer(marks).payload for marks in ([TRIPOLI], [TRIPOLI, SIRTE])]
    count = """() => new Promise((done) => setTimeout(() => done([
        document.querySelectorAll("*").length, Object.keys(map._layers).length,
        feature_group.length, Object.values(map._events).flat().length]), 20))"""
    page.evaluate(swap, payloads[1])
    before = page.evaluate(count)
    for turn in range(20):
        page.evaluate(swap, payloads[turn % 2])
    assert page.evaluate(count) == before
    assert page.locator(".dl-event_site").first.evaluate("element => element.kept")
    expect(page.locator(".dl-legend-head")).to_have_attribute("aria-expanded", "false")


def test_a_layer_that_is_taken_away_leaves_nothing(opened: Open) -> None:
    page = opened([TRIPOLI, SIRTE, PROVINCE], links=[Link("opposes", (33, 10), (26, 24), "x")])
    page.evaluate("map.eachLayer((layer) => { if (layer.data) map.removeLayer(layer); })")
    expect(page.locator(".dl-mark, .dl-area, .dl-legend, .dl-card, .dl-line")).to_have_count(0)


def test_beyond_four_hundred_places_dots_are_drawn_on_one_canvas(opened: Open) -> None:
    many = [
        town(f"m{i}-{j}", 20 + i * 0.45, j * 0.6, Battles=1) for i in range(22) for j in range(22)
    ]
    page = opened(many, view="24,6,9")
    expect(page.locator(".dl-event_site")).to_have_count(0)
    expect(page.locator(".leaflet-dl-dots-pane canvas")).to_have_count(1)
    page.evaluate("() => { map.setView([20.45, 0.6], 9, {animate: false}); }")
    page.mouse.click(500, 350)
    assert page.evaluate("heard[0].select") == ["m1-1"]


def test_a_finger_need_not_be_exact(browser: Browser, opened: Open) -> None:
    address = opened([town("sirte", 31.2, 16.5, Battles=1)], view="31.2,16.5,6").url
    context = browser.new_context(viewport={"width": 390, "height": 600}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    page.touchscreen.tap(195 + 17, 300 - 17)
    expect(page.locator(".dl-event_site.dl-selected")).to_have_count(1)
    context.close()


def test_card_stays_in_view(opened: Open) -> None:
    page = opened([town("sirte", 34.9, 9.2, Battles=1)], view="34.9,9.2,6")
    for x, y in ((-495, -345), (495, -345), (-495, 345), (495, 345)):
        page.evaluate(
            "([x, y]) => { map.setView([34.9, 9.2], 6, {animate: false});"
            " map.panBy([x, y], {animate: false});"
            " document.querySelector('.dl-event_site').focus(); }",
            [x, y],
        )
        box = page.locator(".dl-card").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 1000
        assert box["y"] + box["height"] <= 700
        page.evaluate("document.activeElement.blur()")


def test_view_is_kept_in_the_link(opened: Open) -> None:
    page = opened([TRIPOLI], view="31.5,14.25,7")
    assert page.evaluate("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]") == [
        pytest.approx(31.5, abs=0.01),
        pytest.approx(14.25, abs=0.01),
        7,
    ]
    page.evaluate("() => { map.setView([30, 20], 5, {animate: false}); }")
    assert page.url.endswith("?who=gna&map=30.0000,20.0000,5")


@pytest.mark.parametrize("view", ["", "91,0,5", "1,2", "x", "1,2,99", "NaN,1,2", "%F0,1,2"])
def test_a_broken_view_falls_back_to_the_bounds(opened: Open, view: str) -> None:
    page = opened([TRIPOLI], view=view)
    assert page.evaluate(
        f"map.getBounds().contains({[list(corner) for corner in LIBYA]}) && map.getZoom() >= 4"
    )


def test_theme_is_set_and_can_be_changed(opened: Open) -> None:
    page = opened([TRIPOLI], theme="dark")
    number = page.locator(".dl-number")
    colour = "element => getComputedStyle(element).fill"
    dark = number.evaluate(colour)
    page.evaluate("dateline.setTheme('light')")
    assert number.evaluate(colour) != dark
