"""Events of reports and events of datasets, asked as one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.store.bins import bins
from dashboard.store.engine.contract import Engine, Totals, Viewport
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from dashboard.store.selection import Counts, Selection

Extent = tuple[date, date]
EVERYWHERE = Viewport(south=-85.0, west=-180.0, north=85.0, east=180.0, zoom=3)


class Archive:
    """A store of reports and, where something was imported, an engine beside it."""

    def __init__(
        self,
        reports: EventStore,
        imported: Engine | None = None,
        actor_id: Callable[[str], str] = str,
    ) -> None:
        """``actor_id`` tells whom the name of a participant means."""
        self.reports = reports
        self.imported = imported
        self.actor_id = actor_id
        self._totals = lru_cache(maxsize=64)(self._asked_totals)
        self._bins = lru_cache(maxsize=64)(self._asked_bins)

    @property
    def version(self) -> str:
        """Changes when something was imported; empty without imports."""
        return self.imported.version if self.imported else ""

    @property
    def extent(self) -> Extent | None:
        """First and last day of the timeline; ``None`` where nothing has a date."""
        known = [self.reports.extent, self.imported.extent() if self.imported else None]
        days = [day for extent in known if extent for day in extent]
        return (min(days), max(days)) if days else None

    def totals(self, chosen: EventFilter) -> Totals | None:
        """How many imported events pass; ``None`` where there are none at all."""
        return self._totals(chosen, self.version) if self.imported else None

    def counts(self, chosen: EventFilter, selection: Selection) -> Counts:
        """Those of ``selection``, of the same filter, and the imported events' beside them."""
        told, more = selection.counts, self.totals(chosen)
        extent = self.extent
        if more is None or extent is None:
            return told
        return replace(
            told,
            total=told.total + more.total,
            shown=told.shown + more.shown,
            possible=told.possible + more.possible,
            beyond=self.reports.beyond(chosen, extent),
            undated=told.undated + more.undated,
            unplaced=told.unplaced + more.unplaced,
            whole_country=told.whole_country + more.whole_country,
            imported=more.shown,
            deaths=told.deaths + more.deaths,
        )

    def histogram(self, chosen: EventFilter) -> pd.DataFrame:
        """``first``, ``last``, ``family``, ``events``: see ``EventStore.histogram``."""
        return self._bins(chosen, self.extent, self.version)

    def spots(self, chosen: EventFilter | None = None) -> list[tuple[float, float, int]]:
        """Where imported events lie, roughly: latitude, longitude, events of each square of 625
        km or less."""
        if self.imported is None:
            return []
        rows = self.imported.cells(chosen or EventFilter(), EVERYWHERE).to_pylist()
        return [(row["latitude"], row["longitude"], row["events"]) for row in rows]

    def is_imported(self, event_id: str) -> bool:
        """Whether no report tells of it, and a dataset may."""
        return self.imported is not None and self.reports.event(event_id) is None

    def event(self, event_id: str) -> dict[str, Any] | None:
        """An imported event: columns of ``Engine.fetch``."""
        return self.imported.event(event_id) if self.imported and event_id else None

    def _asked_totals(self, chosen: EventFilter, version: str) -> Totals | None:
        return self.imported.totals(chosen) if self.imported else None

    def _asked_bins(self, chosen: EventFilter, extent: Extent | None, version: str) -> pd.DataFrame:
        told = self.reports.histogram(chosen, extent)
        if self.imported is None:
            return told
        more = self.imported.histogram(chosen, _pairs(bins(extent))).to_pandas()
        more = more.astype({"first": "datetime64[s]", "last": "datetime64[s]"})
        both = pd.concat([told, more[list(told.columns)]])
        return both.groupby(["first", "last", "family"], as_index=False)["events"].sum()


def _pairs(found: pd.DataFrame) -> Sequence[Extent]:
    return [(row.first.date(), row.last.date()) for row in found.itertuples()]
