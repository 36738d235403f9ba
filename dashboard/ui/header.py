"""The head of the page: what is shown, and of how many."""

from dashboard.model import Origin
from dashboard.render import words
from dashboard.store.deaths import Deaths
from dashboard.store.events import EventStore
from dashboard.store.selection import Selection
from dashboard.ui.component import component
from dashboard.ui.link import View


def header(title: str, store: EventStore, selection: Selection, view: View) -> None:
    """Draw the title, what the collection holds, and the counts of the filter."""
    component("header")(
        key="header",
        data={
            "title": title,
            "about": about(store),
            "counts": counts(selection, view),
        },
    )


def about(store: EventStore) -> str:
    """What the collection holds: ``16 reports, published 12 December 2019 – 20 February 2020``."""
    published = store.tables.reports["published"].dropna()
    said = words.some(len(store.tables.reports), "report")
    if not published.empty:
        said += f", published {words.interval(published.min(), published.max())}"
    return said


def counts(selection: Selection, view: View) -> list[str]:
    """``12 of 31 events``, then each number that a reader should know beside it."""
    told = selection.counts
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
