"""Importing in a browser: drop, correct a column, see what comes of it, import, look at the map."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, TimeoutError, expect

from tests.ui import imports, looking
from tests.ui.imports import click_disc, disc
from tests.ui.looking import counts, settle, until
from tests.ui.test_importing import SWAPPED

pytestmark = pytest.mark.browser
BAD = "5;41.01.2020;Armed clash;Sirte;LY;16,59;31,21;1;Nie\n"
ROW = 33
"""pixels of a line of a table on the page"""


@pytest.fixture
def address(gazetteer_path: Path, tmp_path: Path) -> Iterator[str]:
    with imports.serve(tmp_path) as page:
        yield page


def open_page(page: Page, address: str) -> None:
    page.goto(f"{address}/import")
    page.get_by_test_id("stFileUploaderDropzone").wait_for(timeout=30_000)
    settle(page)


def drop(page: Page, content: str, name: str = "notes.csv") -> None:
    file = FilePayload(name=name, mimeType="text/csv", buffer=content.encode())
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("is read as")).to_be_visible(timeout=20_000)
    settle(page)


def told(page: Page, words: str) -> Locator:
    """What the page says of a file."""
    return page.get_by_test_id("stAlert").filter(has_text=words)


def cells(page: Page, at: int) -> Locator:
    """The cells of a table on the page, which it draws as pixels, as they are read out."""
    return page.get_by_test_id("stDataFrame").nth(at).locator("[role=gridcell]")


def correct(page: Page, ours: str, theirs: str) -> None:
    """Choose another column of the file for one of ours."""
    told = cells(page, 0).all_text_contents()
    line = told[::4].index(ours)
    box = page.get_by_test_id("stDataFrame").first.locator("canvas").first.bounding_box()
    assert box is not None
    option = page.get_by_role("option", name=theirs, exact=True)

    def open_list() -> bool:
        settle(page)
        page.mouse.click(box["x"] + 100, box["y"] + (line + 1.5) * ROW)  # closes one that is open
        page.mouse.click(box["x"] + 400, box["y"] + (line + 1.5) * ROW)
        page.keyboard.press("Enter")
        with suppress(TimeoutError):
            option.wait_for(timeout=2_000)
        return option.count() > 0

    until(open_list, bool, page=page)
    option.click()
    expect(cells(page, 0).nth(4 * line + 1)).to_have_text(theirs)


def test_from_a_spreadsheet_to_a_disc(address: str, page: Page, tmp_path: Path) -> None:
    open_page(page, address)
    drop(page, SWAPPED + BAD)
    expect(told(page, "swapped")).to_be_visible()
    expect(told(page, "41.01.2020")).to_be_visible()
    expect(cells(page, 1).filter(has_text="32.89")).to_have_count(1)
    correct(page, "place", "Notiz")
    expect(cells(page, 1).filter(has_text="Zwei Tote")).to_have_count(1)
    expect(cells(page, 1).filter(has_text="Misrata")).to_have_count(0)
    correct(page, "place", "Ort")
    expect(cells(page, 1).filter(has_text="Misrata")).to_have_count(1)

    page.get_by_role("button", name="Import", exact=True).click()
    refused = told(page, "nothing of it was stored")
    expect(refused).to_be_visible(timeout=30_000)
    with page.expect_download() as kept:
        page.get_by_role("button", name="rows that cannot be read").click()
    kept.value.save_as(tmp_path / "refused.csv")
    assert "41.01.2020" in (tmp_path / "refused.csv").read_text("utf-8")
    page.get_by_role("button", name="Import the rest").click()
    expect(told(page, "4 new")).to_be_visible(timeout=30_000)

    drop(page, SWAPPED)
    expect(page.get_by_text("as last time")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    same = told(page, "0 new, 0 changed, 0 withdrawn, 4 unchanged")
    expect(same).to_be_visible(timeout=30_000)
    drop(page, SWAPPED.replace(";2;Zwei", ";3;Zwei"))
    page.get_by_role("button", name="Import", exact=True).click()
    expect(told(page, "1 changed")).to_be_visible(timeout=30_000)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Before and after").click()
    kept.value.save_as(tmp_path / "changes.csv")
    assert "notes:1" in (tmp_path / "changes.csv").read_text("utf-8")

    page.goto(f"{address}/?map=31.8000,14.6000,7&dataset=notes")
    expect(counts(page)).to_have_text("4 of 5 events", timeout=30_000)
    expect(imports.discs(page)).to_have_count(4, timeout=20_000)
    settle(page)
    page.locator("tbody tr", has_text="Tripoli").click()
    expect(page.locator("article.card.current")).to_contain_text("3 killed")


def test_a_file_can_be_dropped_while_the_map_is_open(address: str, page: Page) -> None:
    looking.open_map(page, f"{address}/?map=31.8000,14.6000,7")
    expect(counts(page)).to_have_text("1 of 1 event")
    other = page.context.new_page()
    open_page(other, address)
    drop(other, "".join(SWAPPED.splitlines(keepends=True)[:2]))
    other.get_by_role("button", name="Import", exact=True).click()
    expect(told(other, "1 new")).to_be_visible(timeout=30_000)
    page.get_by_text("certainly in them").click()
    expect(counts(page)).to_have_text("2 of 2 events")
    expect(disc(page, 1)).to_have_count(1, timeout=20_000)
    click_disc(page, 1)
    expect(page.locator("article.card")).to_contain_text("Tripoli")
