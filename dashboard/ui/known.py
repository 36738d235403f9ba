"""Which actors and sources of a link there are."""

from collections.abc import Iterable

from dashboard.store.archive import Archive
from dashboard.store.filter import EventFilter

PUBLISHER = "publisher:"


def actors(archive: Archive, asked: Iterable[str]) -> set[str]:
    """Those of the reports, and those asked for that took part in imported events."""
    found = set(archive.reports.tables.actors["actor_id"])
    return found | {
        one
        for one in asked
        if archive.imported and archive.imported.totals(EventFilter(actors=(one,))).shown
    }


def sources(archive: Archive, asked: Iterable[str]) -> set[str]:
    """The reports, and publishers asked for; whether one reported an imported event is not asked:
    a publisher that did not leaves nothing."""
    found = set(archive.reports.tables.reports["report_id"])
    return found | {one for one in asked if archive.imported and one.startswith(PUBLISHER)}
