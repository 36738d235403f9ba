"""What the page "Add reports" keeps between runs: work that goes on, and reports that are open."""

from dataclasses import dataclass, field
from functools import lru_cache

import streamlit as st

from dashboard.decision import Decision
from dashboard.model import Report
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.intake import Draft, Intake, Listing, draft_of
from dashboard.pipeline.library import gather
from dashboard.settings import Settings
from dashboard.store.record import Record
from dashboard.ui.load import fingerprint
from dashboard.ui.opened import Opened

KNOWN = "This text is already stored. Saving it keeps what is new: title, publisher, date."


@dataclass
class Adding:
    """One reader's; ``stored`` and ``decisions`` are those on disk when it was last looked."""

    settings: Settings
    intake: Intake | None = None
    listing: Listing | None = None
    opened: dict[str, Opened] = field(default_factory=dict)
    current: str = ""
    """id of the report under review; empty: none"""
    stored: dict[str, Report] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    """one list, shared by all reports that are open"""
    _seen: str = ""
    _taken: int = 0
    """drafts of the intake that were already put among those open"""
    _shown: bool = False
    """whether the only report of the intake was shown"""

    def look(self) -> None:
        """Read anew what is stored, if it changed. Raises ``ReadError``."""
        version = fingerprint(self.settings)
        if version != self._seen:
            self.stored = {one.report_id: one for one in _gathered(self.settings, version)}
            self.decisions[:] = Record(self.settings.record).decisions()[0]
            self._seen = version

    def begin(self, intake: Intake) -> None:
        """Follow this work from now on."""
        self.intake, self._taken, self._shown = intake, 0, False

    @property
    def busy(self) -> bool:
        """Whether something is read or fetched."""
        return any(one is not None and one.running for one in (self.intake, self.listing))

    def take(self) -> bool:
        """Open what was newly read; returns whether the only report there is, is to be shown."""
        if self.intake is None:
            return False
        running, drafts = self.intake.running, self.intake.drafts
        for draft in drafts[self._taken :]:
            self._open(draft)
            self._taken += 1
        if running or self._shown or len(drafts) != 1 or self.intake.problems:
            return False
        self._shown = True
        self.current = drafts[0].read.reading.report.report_id
        return True

    def _open(self, draft: Draft) -> None:
        report = draft.read.reading.report
        known = self.stored.get(report.report_id)
        if known is not None and known != report:
            draft = Draft(draft.read, (KNOWN, *draft.notes))
        self.opened[report.report_id] = Opened(draft, self.decisions, saved=known == report)

    def turn_to(self, report_id: str) -> None:
        """Review a report that is open; the link says so where it is stored."""
        if report_id not in self.opened:
            return
        self.current = report_id
        st.query_params.clear()
        if self.opened[report_id].saved:
            st.query_params["report"] = report_id

    def leave(self) -> None:
        """Review nothing."""
        self.current = ""
        st.query_params.clear()

    def follow(self, desk: Desk) -> str:
        """Open the stored report that the link names; returns its id if there is none."""
        wanted = str(st.query_params.get("report", ""))
        if not wanted or wanted == self.current:
            return ""
        if wanted not in self.opened:
            if wanted not in self.stored:
                return wanted
            draft = draft_of(desk, self.stored[wanted])
            self.opened[wanted] = Opened(draft, self.decisions, saved=True)
        self.current = wanted
        return ""

    def unsaved(self) -> list[Opened]:
        """Open reports of which something is not stored."""
        return [one for one in self.opened.values() if not one.saved or one.made]


@lru_cache(maxsize=2)
def _gathered(settings: Settings, version: str) -> tuple[Report, ...]:
    return tuple(gather(settings)[0])


def adding(settings: Settings) -> Adding:
    """This session's. Raises ``ReadError`` where the folder of reports is missing."""
    kept = st.session_state.get("adding")
    if not isinstance(kept, Adding) or kept.settings != settings:
        kept = st.session_state["adding"] = Adding(settings)
    kept.look()
    return kept
