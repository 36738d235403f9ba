"""Adding reports in a browser: paste, look, decide, save, and see it on the map."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.extract.findings import Reading
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.reports import report_id, report_of
from dashboard.readers.found import Document
from dashboard.settings import ROOT, Settings
from dashboard.store.kept import Kept
from dashboard.store.record import Record
from tests import browser as browsers
from tests.pipeline.reading import LEBANON, REPORT, TEXT, reading_as
from tests.ui import looking
from tests.ui.looking import in_map, marks, near, until

pytestmark = pytest.mark.browser

HOSTILE = (
    '<img src=x onerror="window.hit=1"><script>window.hit=1</script>${window.hit=1}{{7777*7}}'
    " **b** ![i](http://evil.example/i.png) [l](http://evil.example) `x`"
)
RAN = "54439"


@pytest.fixture(scope="module")
def settings(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Folders of its own, and readings kept of the texts that are pasted below."""
    folder = tmp_path_factory.mktemp("adding")
    (folder / "reports").mkdir()
    chosen = replace(
        Settings.from_env({}), gazetteer=gazetteer_path, reports=folder / "reports",
        record=folder / "record", readings=folder / "readings",
    )  # fmt: skip
    desk, kept = Desk(chosen), Kept(chosen.readings, Reading)
    for publisher, actor in (("", "Northern Front"), (HOSTILE, HOSTILE)):
        document = Document("pasted text", REPORT.title, TEXT, REPORT.published,
                            publisher=publisher)  # fmt: skip
        report = report_of(document, name=report_id(TEXT))
        kept.put(desk.kept_as(report), reading_as(report, actor=actor))
    return chosen


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    environ = {
        "DATELINE_REPORTS": str(settings.reports),
        "DATELINE_RECORD": str(settings.record),
        "DATELINE_READINGS": str(settings.readings),
    }
    with browsers.serve(ROOT / "dashboard" / "app.py", environ) as page:
        yield page


def open_page(page: Page, address: str) -> None:
    page.goto(f"{address}/add")
    page.get_by_label("Text of the report").wait_for(timeout=30_000)
    looking.settle(page)


def paste(page: Page, *, publisher: str = "") -> None:
    page.get_by_label("Text of the report").fill(TEXT)
    page.get_by_label("Title").fill(REPORT.title)
    page.get_by_label("Publisher").fill(publisher)
    day = page.get_by_test_id("stDateInput").locator("input").first
    day.fill("2020-01-09")
    day.press("Enter")
    page.get_by_test_id("stFormSubmitButton").first.get_by_role("button").click()
    finding(page, "Shelling").wait_for(timeout=30_000)
    in_map(page).locator(".dl-point").first.wait_for(timeout=30_000)
    looking.settle(page)


def finding(page: Page, words: str) -> Locator:
    return page.locator("#finds .finding", has_text=words).first


def status(page: Page, words: str) -> Locator:
    return finding(page, words).locator(".status")


def drawn(page: Page, latitude: float, longitude: float) -> bool:
    return bool(near(marks(page), latitude, longitude))


def test_paste_decide_save_and_see_it_on_the_map(page: Page, address: str) -> None:
    open_page(page, address)
    paste(page)
    expect(page.locator("#told .trigger", has_text="shelled")).to_be_visible()
    expect(page.locator("#told .place.event_site", has_text="Geneva")).to_be_visible()
    until(lambda: drawn(page, 32.8874, 13.1873), bool, page=page)

    finding(page, "Shelling").locator(".choose").click()
    expect(page.locator("#told .trigger.chosen")).to_have_text("shelled")
    expect(finding(page, "Shelling").locator("dd", has_text="8 January")).to_have_count(2)
    page.keyboard.press("a")
    expect(status(page, "Shelling")).to_contain_text("accepted")
    expect(page.locator("#told .trigger.chosen")).to_have_text("Talks")
    page.keyboard.press("r")
    page.get_by_role("tab", name="Events").click()
    expect(status(page, "Meeting or talks")).to_contain_text("rejected")
    expect(page.locator("#told .trigger", has_text="Talks")).to_have_count(0)

    page.get_by_role("tab", name="Places").click()
    finding(page, "Tripoli").get_by_label("North Lebanon").click()
    until(lambda: drawn(page, LEBANON.latitude, LEBANON.longitude), bool, page=page)
    assert not drawn(page, 32.8874, 13.1873)

    page.get_by_role("button", name="Save the report and 3 decisions").click()
    page.get_by_role("link", name="Show it on the map").click()
    expect(looking.counts(page)).to_have_text("1 of 1 event", timeout=30_000)
    expect(page.locator(".counts")).to_contain_text("1 confirmed by a person")
    site = looking.mark(page, "event_site", "Tripoli")
    expect(site).to_have_accessible_name(
        "Tripoli: 1 event, 1 Explosions/Remote violence, 1 confirmed by a person. "
        "Enter opens the evidence."
    )
    expect(site.locator(".dl-confirmed")).to_be_attached()
    [at] = marks(page, "event_site")
    assert near([at], LEBANON.latitude, LEBANON.longitude)

    page.goto(f"{address}/add?report={report_id(TEXT)}")
    expect(status(page, "Shelling")).to_contain_text("accepted", timeout=30_000)
    expect(status(page, "Meeting or talks")).to_contain_text("rejected")


def test_a_place_is_clicked_on_the_map_and_an_event_changed(page: Page, address: str) -> None:
    open_page(page, address)
    paste(page)
    page.get_by_role("tab", name="Places").click()
    geneva = finding(page, "Geneva")
    geneva.locator(".choose").click()
    geneva.get_by_role("button", name="Choose on the map").click()
    expect(geneva.get_by_role("button", name="Click the place on the map")).to_be_visible()
    looking.settle(page)
    looking.set_view(page, 46.5, 7.0, 6)
    box = page.locator(looking.FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(geneva.get_by_label("latitude")).to_have_value(re.compile(r"46\.[45]"), timeout=10_000)
    geneva.get_by_label("called").fill("the lake road")
    geneva.get_by_role("button", name="Use this point").click()
    expect(geneva).to_contain_text("the lake road, near")
    expect(status(page, "Geneva")).to_contain_text("changed")

    page.get_by_role("tab", name="Events").click()
    talks = finding(page, "Meeting or talks")
    talks.locator(".choose").click()
    page.keyboard.press("e")
    talks.get_by_label("Did it happen?").select_option("planned")
    talks.get_by_label("First day").fill("2020-01-20")
    talks.get_by_role("button", name="Keep these changes").click()
    expect(talks).to_contain_text("announced for later · 20 January 2020")
    page.keyboard.press("u")
    expect(status(page, "Meeting or talks")).to_contain_text("open")


def test_text_from_outside_never_acts(page: Page, address: str) -> None:
    open_page(page, address)
    paste(page, publisher=HOSTILE)
    expect(page.locator("#heading .facts")).to_contain_text(HOSTILE)
    expect(finding(page, "Shelling")).to_contain_text(HOSTILE)
    page.get_by_role("tab", name="Actors").click()
    finding(page, "<img").locator(".choose").click()
    expect(finding(page, "<img").get_by_label("Name")).to_have_value(HOSTILE)
    page.get_by_role("tab", name="Places").click()
    geneva = finding(page, "Geneva")
    geneva.locator(".choose").click()
    geneva.get_by_label("called").fill(HOSTILE)
    geneva.get_by_label("latitude").fill("1")
    geneva.get_by_label("longitude").fill("2")
    geneva.get_by_role("button", name="Use this point").click()
    expect(geneva).to_contain_text(HOSTILE)
    looking.settle(page)
    for frame in page.frames:
        assert frame.evaluate("window.hit") is None
        assert frame.locator("img[src=x], img[src*=evil], a[href^='http://evil']").count() == 0
        assert RAN not in frame.locator("body").inner_text()


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    page.get_by_role("tab", name="Drop files").click()
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]
    )
    expect(page.get_by_test_id("stFileUploader").get_by_text(files[-1][0])).to_be_visible()
    looking.settle(page)
    page.get_by_role("tabpanel", name="Drop files").get_by_role("button", name="Read").click()


def test_a_bad_file_is_named_and_the_good_ones_are_read(page: Page, address: str) -> None:
    open_page(page, address)
    drop(
        page, ("good.txt", b"Officials of Libya met in Geneva."),
        (f"{'<b>x'}.pdf", b"%PDF-1.4 no"), ("talks.md", b"# Talks\n\nTalks in Geneva."),
    )  # fmt: skip
    expect(page.get_by_role("alert")).to_contain_text("1 could not be read", timeout=60_000)
    expect(page.get_by_role("alert")).to_contain_text("<b>x.pdf")
    page.get_by_role("combobox", name="Read in this session").click()
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("option", name="Talks").click()
    page.get_by_role("button", name="Open", exact=True).last.click()
    expect(page.locator("#heading h1")).to_have_text("Talks")


def test_reading_is_cancelled_and_what_was_read_stays(page: Page, address: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(2_000):
            archive.writestr(f"{number}.txt", f"Officials met in Geneva, number {number}. " * 40)
    open_page(page, address)
    drop(page, ("many.zip", packed.getvalue()))
    page.get_by_role("button", name="Cancel").click(timeout=30_000)
    expect(page.get_by_role("alert")).to_contain_text("Cancelled", timeout=10_000)
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)


def test_the_record_is_only_appended_to(settings: Settings) -> None:
    reports, problems = Record(settings.record).reports()
    assert [one.title for one in reports] == [REPORT.title]
    assert problems == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nothing_is_wider_than_the_window(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 844}
    with looking.looking(browser, viewport=size, color_scheme=scheme) as page:
        open_page(page, address)
        paste(page)
        expect(in_map(page).locator(".dl-event_site").first).to_be_attached()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        for pane in ("#told", "#finds"):
            box = page.locator(pane).bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= width
