"""Cells of datasets, column headers and file names that try to act: nothing runs or is fetched."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from dashboard.pipeline.importing import Importing
from dashboard.pipeline.ingest import Wish
from dashboard.settings import Settings
from dashboard.store.engine import open_engine
from dashboard.store.filter import EventFilter
from tests.ui import imports, looking
from tests.ui.looking import in_map, settle, tab

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parents[1] / "readers" / "datasets" / "golden"
SAMPLES = ("acled_31.csv", "acled_monadic.csv", "gdelt_names.csv", "ucdp_v25_1.csv")
EVIL = (
    '<img src=x onerror="window.hit=1"><script>window.hit=1</script></script>${window.hit=1}'
    "{{7777*7}}{% for a in b %} ${7777*7} `x` **b** :red[x] $x^2$ &lt;b&gt; "
    "![i](http://evil.example/i.png) [l](http://evil.example) http://evil.example"
)
FORMULA = '=HYPERLINK("http://evil.example";1)'
RAN = "54439"
KEPT = (  # noqa: SIM905
    "date year prec type code lat long inter version iso civilian id hours country root "
    "geo num avg quad gold active side_ best high low fatalities timestamp status deaths "
    "region actor1c actor2c actor1k actor2k actor1e actor2e actor1r actor2r dyad_n "
    "conflict_n"
).split()
"""what the name of a column has whose cells are read by rules of their own"""


def planted(name: str, folder: Path) -> Path:
    """A golden sample with hostile text in every cell that any text may stand in."""
    text = (GOLDEN / name).read_text("utf-8-sig")
    parted = max(",;\t", key=text.partition("\n")[0].count)
    header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=parted))
    free = [not any(word in column.lower() for word in KEPT) for column in header]
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=parted)
        writer.writerow(header)
        for number, row in enumerate(rows):
            evil = FORMULA if number % 4 == 3 else EVIL
            writer.writerow(
                [f"{evil} {cell}" if may and cell else cell
                 for may, cell in zip(free, row, strict=False)]
            )  # fmt: skip
    return path


def table() -> bytes:
    """A table of one's own, hostile in its headers as well."""
    header = ["id", "event_date", "event_type", "place", "country", "latitude", "longitude",
              "fatalities", "notes", "actor1", EVIL, FORMULA]  # fmt: skip
    rows = [
        [f"{EVIL}{n}", f"2020-01-0{n}", EVIL if n > 2 else "Armed clash", f"{EVIL} {n}", "LY",
         f"32.{n}", f"13.{n}", n, EVIL, f"{EVIL} Front", EVIL, FORMULA]
        for n in range(1, 7)
    ]  # fmt: skip
    lines = [
        ",".join('"' + str(c).replace('"', '""') + '"' for c in row) for row in [header, *rows]
    ]
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def folder(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    settings = replace(Settings.from_env({}), gazetteer=gazetteer_path, store=made / "store")
    (made / "events.csv").write_bytes(table())
    for path in (*(planted(name, made) for name in SAMPLES), made / "events.csv"):
        done = Importing(path, settings, Wish(skip_bad_rows=True))
        done.wait()
        assert done.error == ""
        [one] = done.done
        assert one.imported is not None, one.error
        assert one.imported.new > 0
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with imports.serve(folder) as page:
        yield page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with looking.looking(browser) as opened:
        yield opened
        harmless(opened)


def harmless(page: Page) -> None:
    """Nothing ran, and no element was made of the text."""
    for frame in page.frames:
        assert frame.evaluate("window.hit") is None
        assert frame.locator("img[src=x], img[src*=evil]").count() == 0
        assert RAN not in frame.locator("body").inner_text()


def test_every_reader_kept_the_text_as_it_is(folder: Path) -> None:
    engine = open_engine(folder / "store")
    for dataset in ("acled", "gdelt", "ucdp-ged", "events"):
        rows = engine.fetch(EventFilter(datasets=(dataset,)), limit=500).to_pylist()
        assert rows
        assert any(EVIL in str(list(row.values())) or "onerror" in row["codes"] for row in rows)
    engine.close()


@pytest.mark.parametrize("dataset", ["acled", "gdelt", "ucdp-ged", "events"])
def test_in_list_and_evidence(page: Page, address: str, dataset: str) -> None:
    looking.open_map(page, f"{address}/?dataset={dataset}")
    rows = page.locator("tbody tr")
    expect(rows.first).to_be_visible()
    for number in range(min(3, rows.count())):
        tab(page, "Events").click()
        rows.nth(number).click()
        card = page.locator(".card.current")
        expect(card).to_be_visible()
        for one in card.locator("summary").all():
            one.click()
        harmless(page)
    expect(page.locator("a[href^='http://evil'], a[href^='javascript']")).to_have_count(0)


def test_on_the_map_in_the_lists_and_in_the_filters(page: Page, address: str) -> None:
    looking.open_map(page, f"{address}/?map=32.4000,13.4000,7&panel=who")
    expect(imports.discs(page).first).to_be_attached(timeout=20_000)
    settle(page)
    imports.discs(page).first.focus()
    expect(in_map(page).locator(".dl-card:visible")).to_be_visible()
    expect(page.locator(".counted li", has_text="onerror").first).to_be_visible()
    for name in ("Actor", "Report or source", "Type of event"):
        page.get_by_role("combobox", name=name).click()
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Escape")
    harmless(page)


@pytest.mark.parametrize("kind", ["actor", "place", "report"])
def test_on_pages_of_their_own(page: Page, address: str, kind: str) -> None:
    if kind == "report":
        looking.open_map(page, f"{address}/?dataset=events")
        page.locator("tbody tr").first.click()
        page.locator("figcaption a").first.click()
    else:
        looking.open_map(page, f"{address}/?panel=who&dataset=events")
        lists = {"actor": "Actors", "place": "Places"}
        group = page.locator(".group", has_text=lists[kind])
        group.locator(".counted a", has_text="onerror").first.click()
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text("onerror", timeout=20_000)
    settle(page)
    harmless(page)
    page.goto(f"{address}/{kind}")
    expect(title).to_be_visible()
    settle(page)


@pytest.mark.parametrize("content", [table(), b"", b"PK\x03\x04" + EVIL.encode(), EVIL.encode()])
def test_file_name_headers_and_cells_on_the_import_page(
    page: Page, address: str, content: bytes
) -> None:
    page.goto(f"{address}/import")
    page.get_by_test_id("stFileUploaderDropzone").wait_for(timeout=30_000)
    settle(page)
    name = EVIL.replace("/", "_")[:180] + " :red[x] {{7777*7}}.csv"
    page.locator("input[type=file]").set_input_files(
        FilePayload(name=name, mimeType="text/csv", buffer=content)
    )
    expect(page.locator("code", has_text="onerror").first).to_be_visible(timeout=20_000)
    settle(page)
    harmless(page)
    start = page.get_by_role("button", name="Import", exact=True)
    if start.count():
        start.click()
        expect(page.get_by_test_id("stAlert").first).to_be_visible(timeout=30_000)
        settle(page)
