"""Text from outside that tries to act, in every field: it is shown as it is, and nothing runs."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.settings import ROOT
from tests import browser as browsers
from tests.coding import add_row, write_coding
from tests.ui import looking
from tests.ui.looking import in_map, mark, tab

pytestmark = pytest.mark.browser

HOSTILE = (
    '<img src=x onerror="window.hit=1"><script>window.hit=1</script></script>${window.hit=1}'
    "{{7777*7}}{% for a in b %}{%raw%}`x` \"q\" 'q' \\ &lt;b&gt; **b** :red[x] :smile: $x^2$ "
    "![i](http://evil.example/i.png) [l](http://evil.example) http://evil.example =1+1 "
    f"\u202eevil\u202c ليبيا 🔥 a\u2028b\u0007 {'w' * 300} end"
)
RAN = "54439"


@pytest.fixture(scope="module")
def address(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of one report whose every field is hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "{{7777*7}} <img src=x onerror=window.hit=1>"
    kinds = ("title", "publisher", "sources", "licence", "language")
    write_coding(
        folder,
        place=HOSTILE,
        actor=HOSTILE,
        ids=HOSTILE,
        change={
            **{("reports.csv", kind): HOSTILE for kind in kinds},
            ("place_mentions.csv", "name"): "Tripoli",
            ("actors.csv", "aliases"): HOSTILE,
            ("actors.csv", "source"): HOSTILE,
            ("events.csv", "type"): HOSTILE,
            ("events.csv", "place_inherited"): HOSTILE,
            ("events.csv", "date_inherited"): HOSTILE,
        },
    )
    add_row(folder, "events.csv", {"event_id": "e2", "report_id": HOSTILE})
    add_row(folder, "actors.csv", {"actor_id": "a2", "name": HOSTILE, "kind": HOSTILE})
    with browsers.serve(ROOT / "dashboard" / "app.py", {"DATELINE_CODING": str(folder)}) as page:
        yield page


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with looking.looking(browser) as opened:
        looking.open_map(opened, address)
        yield opened
        for frame in opened.frames:
            assert frame.evaluate("window.hit") is None
            assert frame.locator("img[src=x], img[src*=evil], a[href^='http://evil']").count() == 0
            assert RAN not in frame.locator("body").inner_text()


def shown(place: Locator) -> None:
    """Expect the hostile text, whole and as it is."""
    expect(place).to_contain_text(HOSTILE)


def test_in_head_list_and_evidence(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("{{7777*7}} <img")
    shown(page.locator("tbody tr .what"))
    page.locator("tbody tr").click()
    card = page.locator("article.card").first
    shown(card.locator("h3"))
    shown(card.locator(".passage mark"))
    shown(card.locator("figcaption a"))
    expect(card.locator("dd", has_text=HOSTILE)).to_have_count(4)  # when, where, who, facts from


def test_on_the_map(page: Page) -> None:
    looking.set_view(page, 32.5, 16.6, 6)
    site = mark(page, "event_site", "Tripoli")
    site.hover()
    shown(in_map(page).locator(".dl-card-line"))
    seat = mark(page, "actor_seat", "Benghazi")
    seat.hover()
    shown(in_map(page).locator(".dl-card-line"))
    seat.click()
    card = page.locator("article.card")
    shown(card.locator("h3"))
    shown(card.locator("dd", has_text=HOSTILE).first)


def test_in_the_tray_with_file_line_and_value(page: Page) -> None:
    tab(page, "Not on the map").click()
    left_out = page.locator(".group", has_text="Left out")
    shown(left_out.get_by_role("listitem").filter(has_text="events.csv, line 3"))
    shown(left_out.get_by_role("listitem").filter(has_text="actors.csv, line 3"))


@pytest.mark.parametrize("name", ["Actor", "Report"])
def test_in_the_filters(page: Page, name: str) -> None:
    page.get_by_role("combobox", name=name).click()
    option = page.get_by_role("option", name="img src=x")
    shown(option)
    option.click()
    shown(page.get_by_test_id("stMultiSelect").filter(has_text=name))
    [chosen] = looking.until(lambda: list(looking.query(page).values()), bool, page=page)
    assert chosen[0].endswith(HOSTILE)


def test_in_the_report_page(page: Page) -> None:
    page.locator("tbody tr").click()
    page.locator("figcaption a").first.click()
    shown(page.get_by_role("heading", level=1))
    shown(page.locator("#chosen"))
    shown(page.locator("#chosen .place"))
    expect(page.locator(".facts", has_text=HOSTILE)).to_have_count(2)
    shown(page.locator("aside a"))


def test_in_a_link(page: Page, address: str) -> None:
    page.goto(f"{address}/?from={quote(HOSTILE)}&actor={quote(HOSTILE)}&at={quote(HOSTILE)}")
    expect(page.get_by_role("alert").filter(has_text=HOSTILE)).to_have_count(2)
    page.goto(f"{address}/report?id={quote(HOSTILE)}")
    shown(page.get_by_role("alert"))
