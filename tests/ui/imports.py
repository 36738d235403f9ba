"""The page over a store with imports, and where to find a disc on its map."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from dashboard.pipeline.desk import ACTORS
from dashboard.pipeline.generations import rebuild
from dashboard.pipeline.linking import Links
from dashboard.readers.roster import read_roster
from dashboard.settings import ROOT
from dashboard.store.imports import Imports
from tests import browser as browsers
from tests.coding import write_coding
from tests.store.importing import SOURCE, event, table
from tests.ui.looking import in_map, settle

BRIA, OBO = (6.54, 21.99), (5.40, 26.49)
AT_BRIA, AT_OBO, COUNTRY, NOWHERE = 130, 3, 4, 2
ALL = AT_BRIA + AT_OBO + COUNTRY + NOWHERE


def events() -> list[dict[str, Any]]:
    """Many at one place, a few at another, some of a whole country, some nowhere."""
    start = date(2020, 1, 1)
    days = [start + timedelta(n) for n in range(ALL)]
    at_obo = {"place": "Obo", "admin1": "Haut-Mbomou", "latitude": OBO[0], "longitude": OBO[1],
              "family": "Riots", "type": "Mob violence",
              "participants": [{"name": "Rioters of Obo", "kind": "protesters", "country": "CF",
                                "role": "side_a"}]}  # fmt: skip
    country = {"place": "Central African Republic", "admin1": "", "level": "country",
               "geo_precision": 6, "latitude": 6.7, "longitude": 20.9}  # fmt: skip
    nowhere = {"place": "", "admin1": "", "level": "", "geo_precision": None, "latitude": None,
               "longitude": None, "radius_km": None}  # fmt: skip
    kinds = [{}] * AT_BRIA + [at_obo] * AT_OBO + [country] * COUNTRY + [nowhere] * NOWHERE
    return [
        event(n, **{"first": day, "last": day, "date_precision": 1, "text": f"Notes {n}.", **kind})
        for n, (day, kind) in enumerate(zip(days, kinds, strict=True), start=1)
    ]


def fill(store: Path, *rows: Mapping[str, Any]) -> None:
    """Import events and build what the page asks, as ``ingest`` does."""
    roster, given = read_roster(ACTORS), table(*rows)
    with Imports(store).begin(SOURCE, file="field.csv", sha256="0" * 64) as one:
        one.link(Links(roster).ids(given))
        one.add(given)
        one.commit(complete=False)
    rebuild(store, roster)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The page of one report, of which the store is ``folder / "store"``."""
    environ = {
        "DATELINE_CODING": str(write_coding(folder / "coding")),
        "DATELINE_STORE": str(folder / "store"),
    }
    with browsers.serve(ROOT / "dashboard" / "app.py", environ) as address:
        yield address


def discs(page: Page) -> Locator:
    """What a screen reader is told of the discs; they are made when the map has come to rest."""
    return in_map(page).locator(".dl-discs-button")


def disc(page: Page, count: int) -> Locator:
    """The disc of so many events."""
    return in_map(page).locator(f'.dl-discs-button[data-count="{count}"]')


def click_disc(page: Page, count: int) -> None:
    """With the mouse, in its middle."""
    expect(disc(page, count)).to_have_count(1, timeout=20_000)
    settle(page)
    box = disc(page, count).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def sum_of_discs(page: Page) -> int:
    """How many events all discs in view stand for."""
    counts = discs(page).evaluate_all("all => all.map((one) => Number(one.dataset.count))")
    return sum(counts)
