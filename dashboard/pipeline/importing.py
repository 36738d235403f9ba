"""A file of a dataset in, an import under way out: its progress, its end, and a way to stop it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, Thread

from dashboard.errors import DashboardError
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.pipeline.desk import ACTORS
from dashboard.pipeline.generations import missing, rebuild
from dashboard.pipeline.ingest import Ingested, Tools, Wish, ingest
from dashboard.pipeline.linking import Links
from dashboard.pipeline.placing import Places
from dashboard.readers.datasets import read_events
from dashboard.readers.roster import read_roster
from dashboard.settings import Settings
from dashboard.store.imports import Imports

BUILDING = "Sorting for the map"


@contextmanager
def toolbox(
    settings: Settings,
    *,
    format: str = "",
    mapping: Mapping[str, str] | None = None,
    dataset: str = "",
) -> Iterator[Tools]:
    """What importing needs, while it is needed. The gazetteer has to be there."""
    with Gazetteer(settings.gazetteer) as gazetteer:
        yield Tools(
            Imports(settings.store),
            partial(read_events, format=format, mapping=mapping, dataset=dataset),
            Links(read_roster(ACTORS)),
            Places(OfflineGeocoder(gazetteer)),
        )


def fill(settings: Settings) -> None:
    """Copy the newest generation to the engine that was chosen, if it is a server."""
    if settings.engine and not settings.engine.startswith("duckdb:"):
        from dashboard.store.engine.load import load  # Ibis: only where a server is filled

        load(settings.store, settings.engine)


class Importing:
    """One file or folder, imported by a thread of its own."""

    def __init__(
        self,
        path: Path,
        settings: Settings,
        wish: Wish,
        *,
        mapping: Mapping[str, str] | None = None,
        dataset: str = "",
    ) -> None:
        """Starts at once."""
        self.share, self.rows, self.now = 0.0, 0, path.name
        self.done: list[Ingested] = []
        self.error = ""
        self.fault: Exception | None = None
        """what nobody expected, for the page to raise"""
        self._cancelled = Event()
        self._given = path, settings, wish, mapping, dataset
        self._thread = Thread(target=self._run, args=self._given, daemon=True)
        self._thread.start()

    def rest(self) -> "Importing":
        """The same once more, this time without the rows that cannot be read."""
        path, settings, wish, mapping, dataset = self._given
        wish = replace(wish, skip_bad_rows=True)
        return Importing(path, settings, wish, mapping=mapping, dataset=dataset)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked for an end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Stop between two batches; nothing of the file is then stored."""
        self._cancelled.set()

    def wait(self) -> None:
        """Until it has ended."""
        self._thread.join()

    def _run(
        self,
        path: Path,
        settings: Settings,
        wish: Wish,
        mapping: Mapping[str, str] | None,
        dataset: str,
    ) -> None:
        try:
            with toolbox(settings, mapping=mapping, dataset=dataset) as tools:
                for one in ingest(
                    path, tools, wish, progress=self._shown, cancelled=self._cancelled
                ):
                    self.done.append(one)
            if missing(settings.store):
                self.now, self.share = BUILDING, 0.0
                rebuild(settings.store, read_roster(ACTORS), self._built)
                fill(settings)
        except DashboardError as error:
            self.error = str(error)
        except Exception as fault:
            self.fault = fault

    def _shown(self, name: str) -> "partial[None]":
        self.now = name
        return partial(self._take)

    def _take(self, share: float, rows: int) -> None:
        self.share, self.rows = share, rows

    def _built(self, share: float, what: str) -> None:
        self.share, self.now = share, f"{BUILDING}: {what}"
