"""The head of the page: what is shown, and of how many."""

from dashboard.model import Origin
from dashboard.render import words
from dashboard.store.archive import Archive
from dashboard.store.deaths import Deaths
from dashboard.store.filter import EventFilter
from dashboard.store.selection import Counts
from dashboard.ui.component import component
from dashboard.ui.link import View


def header(title: str, archive: Archive, told: Counts, view: View) -> None:
    """Draw the title, what the collection holds, and the counts of the filter."""
    component("header")(
        key="header",
        data={
            "title": title,
            "about": about(archive),
            "counts": counts(told, view),
        },
    )


def about(archive: Archive) -> str:
    """What the collection holds: ``16 reports, published 12 December 2019 – 20 February 2020``."""
    store = archive.reports
    published = store.tables.reports["published"].dropna()
    said = words.some(len(store.tables.reports), "report")
    if not published.empty:
        said += f", published {words.interval(published.min(), published.max())}"
    if archive.imported:
        for dataset, number in archive.imported.counts(EventFilter(), "dataset").items():
            said += f"; {words.some(number, 'event')} of {dataset}"
    return said


def counts(told: Counts, view: View) -> list[str]:
    """``12 of 31 events``, then each number that a reader should know beside it."""
    narrowed = bool(view.filter.first or view.filter.last)
    undated = "undated, set aside" if narrowed else "undated"
    beside = [
        (told.possible, "only possibly in the dates"),
        (told.undated, undated),
        (told.beyond, "beyond the timeline"),
        (told.unplaced, "without a place"),
        (told.whole_country, "known by country only"),
        (told.coded, Origin.CODED.value),
        (told.read, Origin.READ.value),
        (told.confirmed, Origin.CONFIRMED.value),
        (told.imported, Origin.IMPORTED.value),
    ]
    return [
        f"{told.shown:,} of {words.some(told.total, 'event')}",
        *(f"{number:,} {what}" for number, what in beside if number),
        *([killed(told.deaths)] if told.deaths.known else []),
    ]


def killed(deaths: Deaths) -> str:
    """``19 – 25 – 40 killed (low – best – high), told of 12 events``."""
    told = words.some(deaths.known, "event")
    if deaths.low == deaths.high:
        return f"{deaths.best:,} killed, told of {told}"
    return (
        f"{deaths.low:,} – {deaths.best:,} – {deaths.high:,} killed (low – best – high), "
        f"told of {told}"
    )
