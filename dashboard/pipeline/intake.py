"""Documents in, reports and all that was read in them out; on a thread that can be told to stop."""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from dashboard.errors import DashboardError
from dashboard.model import Problem, Report
from dashboard.pipeline.desk import Desk, Read
from dashboard.pipeline.reports import report_id, report_of
from dashboard.readers.document import Source, read_documents, read_url, shown
from dashboard.readers.found import Document, Found

UNDATED = (
    "No publication date is known: days without a year, weekdays and “yesterday” stay unknown."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that was read and not saved."""

    read: Read
    notes: tuple[str, ...] = ()
    """what a person should know of how it was read"""


def read_draft(desk: Desk, document: Document) -> Draft:
    """The document read as a report."""
    report = report_of(document, name=report_id(document.text))
    read = desk.read(report)
    notes = [*document.warnings, *read.reading.warnings]
    if report.published is None:
        notes.append(UNDATED)
    elif document.published_from:
        notes.append(f"Publication date as the {document.published_from} gives it.")
    return Draft(read, tuple(dict.fromkeys(notes)))


def draft_of(desk: Desk, report: Report) -> Draft:
    """A stored report, read again."""
    read = desk.read(report)
    undated = () if report.published else (UNDATED,)
    return Draft(read, tuple(dict.fromkeys((*read.reading.warnings, *undated))))


def read_again(desk: Desk, report: Report, **about: str | date | None) -> Draft:
    """The report with another title, publisher or publication date, read anew."""
    return draft_of(desk, replace(report, **about))  # type: ignore[arg-type]


class Intake:
    """Reads one source after the other while the page stays free; a bad one stops none."""

    def __init__(
        self, names: Sequence[str], sources: Callable[[], Iterator[Found]], desk: Desk
    ) -> None:
        """``names`` of the sources in their order; ``sources`` opens them, in the thread."""
        self.names = tuple(names)
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self.done = 0
        """sources that were left behind"""
        self.now = ""
        """what is being read"""
        self._sources = sources
        self._desk = desk
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> "Intake":
        """Begin; returns itself."""
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Read nothing more; what was read is kept."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    @property
    def running(self) -> bool:
        """Whether more may come; a cancelled one may still be busy with its last source."""
        return self._thread.is_alive() and not self.cancelled

    def join(self, seconds: float) -> None:
        """Wait until it is done, no longer than that."""
        self._thread.join(seconds)

    def _work(self) -> None:
        self.now = self.names[0] if self.names else ""
        try:
            with closing(_opened(self._sources)) as sources:
                for found in sources:
                    if self.cancelled:
                        return
                    self._take(found)
        except DashboardError as error:
            self.problems.append(Problem(self.now, None, "", str(error)))
        if not self.cancelled:
            self.done = len(self.names)

    def _take(self, found: Found) -> None:
        name = found.file if isinstance(found, Problem) else found.name
        self.now = name
        while self.done < len(self.names) - 1 and not _within(name, self.names[self.done]):
            self.done += 1
        if isinstance(found, Problem):
            self.problems.append(found)
        else:
            try:
                self.drafts.append(read_draft(self._desk, found))
            except Exception as error:  # whatever it is, the others are read
                reason = f"could not be read: {type(error).__name__}: {error}"[:300]
                self.problems.append(Problem(name, None, "", reason))


def _opened(sources: Callable[[], Iterator[Found]]) -> Generator[Found, None, None]:
    """What can be closed, whatever it is made of."""
    yield from sources()


def _within(name: str, source: str) -> bool:
    """Whether something is a source or inside it: a file of an archive, an entry of a feed."""
    return name == source or name.startswith((f"{source}/", f"{source}, "))


def files(desk: Desk, uploaded: Sequence[tuple[str, bytes]]) -> Intake:
    """Files that a person dropped, by name and content."""
    sources: list[Source] = [*uploaded]
    names = [shown(name) for name, _ in uploaded]
    return Intake(names, lambda: read_documents(*sources), desk).start()


def address(desk: Desk, url: str) -> Intake:
    """A page; of a feed all that it carries."""
    return Intake([url], lambda: _at(url), desk).start()


def pasted(desk: Desk, document: Document) -> Intake:
    """A text that a person typed or pasted."""
    return Intake([document.name], lambda: iter([document]), desk).start()


def pages(desk: Desk, entries: Sequence[Document]) -> Intake:
    """The pages that entries of a feed lead to; where one is not to be had, what the feed says."""
    return Intake([one.name for one in entries], lambda: _pages(entries), desk).start()


def _at(url: str) -> Iterator[Found]:
    yield from read_url(url)


def _pages(entries: Sequence[Document]) -> Iterator[Found]:
    for entry in entries:
        found: list[Found] = []
        reason = "it gives no address"
        if entry.url:
            try:
                found = [one for one in read_url(entry.url) if isinstance(one, Document)]
                reason = "it cannot be read"
            except DashboardError as error:
                reason = str(error)
        for one in found:
            assert isinstance(one, Document)  # noqa: S101
            day = one.published or entry.published
            yield replace(one, name=entry.name, published=day)
        if not found:
            yield Problem(entry.name, None, entry.url, f"its page was not read: {reason}")
            yield entry


class Listing:
    """The entries of a feed, fetched on a thread of its own."""

    def __init__(self, url: str) -> None:
        """Begins at once."""
        self.url = url
        self.entries: list[Document] = []
        self.problems: list[Problem] = []
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the feed is still on its way."""
        return self._thread.is_alive()

    def _work(self) -> None:
        try:
            for found in read_url(self.url):
                kept = self.problems if isinstance(found, Problem) else self.entries
                kept.append(found)  # type: ignore[arg-type]
        except DashboardError as error:
            self.problems.append(Problem(self.url, None, "", str(error)))
