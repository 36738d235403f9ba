"""The page "Add reports": ways in, what is being read, what was read; one report under review."""

import getpass
import threading
from dataclasses import dataclass, field

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.model import Report
from dashboard.pipeline.audit import as_csv
from dashboard.pipeline.desk import Desk, desk
from dashboard.pipeline.intake import Draft, Intake, Listing, draft_of
from dashboard.pipeline.library import audit, gather
from dashboard.settings import Settings
from dashboard.store.record import Record
from dashboard.ui.heading import heading
from dashboard.ui.load import prepare
from dashboard.ui.opened import Opened
from dashboard.ui.quote import quote
from dashboard.ui.review import Turn, review_view
from dashboard.ui.ways import ways_in

PRIVACY = (
    "What you add stays on this machine. A page or a feed is fetched only when you press its "
    "button."
)
POLL = 0.4
"""seconds between two looks at what is being read"""


@dataclass
class Adding:
    """What the page keeps between runs."""

    intake: Intake | None = None
    listing: Listing | None = None
    taken: int = 0
    """drafts of the intake that were already put among those open"""
    problems: list[str] = field(default_factory=list)
    opened: dict[str, Opened] = field(default_factory=dict)
    current: str = ""
    """id of the report under review; empty: none"""


def adding_page() -> None:
    """Paste, drop or point at a report; see what was read in it; decide; save."""
    settings = Settings.from_env()
    try:
        prepare(settings)
        tools = desk(settings)
    except DashboardError as error:
        st.error(f"Reports cannot be read. {quote(str(error))}")
        return
    threading.Thread(target=tools.warm, daemon=True).start()
    kept = _kept()
    _follow_link(kept, settings, tools)
    if kept.current:
        _name_the_reader()
        turn = Turn(lambda: _leave(kept), lambda chosen: _open(kept, chosen), tuple(kept.opened))
        review_view(kept.opened[kept.current], settings, tools, turn)
        return
    heading("Add reports", PRIVACY)
    if settings.coding:
        st.info(
            "The map now shows a folder coded by hand. What you add is stored, not shown there."
        )
    started = ways_in(kept.listing, tools)
    if isinstance(started, Listing):
        kept.listing = started
        st.rerun()
    if isinstance(started, Intake):
        kept.intake, kept.taken, kept.problems = started, 0, []
    if kept.intake is not None or kept.listing is not None:
        _progress(kept, settings, busy=_busy(kept))
    _read_so_far(kept)
    _stored(settings)


def _kept() -> Adding:
    if "adding" not in st.session_state:
        st.session_state["adding"] = Adding()
    kept: Adding = st.session_state["adding"]
    return kept


def _name_the_reader() -> None:
    """Who decides: what they typed, else the name this system knows them by."""
    if "by" in st.session_state:
        st.session_state["by"] = st.session_state["by"]  # else it goes when its field is not drawn
        return
    try:
        st.session_state["by"] = getpass.getuser()
    except (OSError, KeyError, ImportError):
        st.session_state["by"] = ""


def _busy(kept: Adding) -> bool:
    return bool((kept.intake and kept.intake.running) or (kept.listing and kept.listing.running))


def _progress(kept: Adding, settings: Settings, *, busy: bool) -> None:
    """Looks again and again while something is read; then draws the whole page once more."""

    @st.fragment(run_every=POLL if busy else None)
    def look() -> None:
        intake = kept.intake
        if intake is not None:
            _take(kept, intake, settings)
            _bar(intake)
        if kept.listing is not None and kept.listing.running:
            st.info("Fetching the feed …")
        if busy and not _busy(kept):
            st.rerun()

    look()


def _bar(intake: Intake) -> None:
    total = len(intake.names)
    said = f"{intake.done} of {total} done, {len(intake.drafts)} reports read"
    if intake.running:
        st.progress(intake.done / total, f"{said}. Reading {quote(intake.now)}")
        st.button("Cancel", on_click=intake.cancel, key="cancel")
    elif intake.cancelled:
        st.warning(f"Cancelled: {said}.")


def _take(kept: Adding, intake: Intake, settings: Settings) -> None:
    """Put newly read reports among those that are open; the only one is shown at once."""
    new = intake.drafts[kept.taken :]
    kept.taken += len(new)
    kept.problems = [f"{quote(one.file)}: {quote(one.reason)}" for one in intake.problems]
    if new:
        record = Record(settings.record)
        decisions = record.decisions()[0]
        known = {one.report_id for one in gather(settings)[0]}
        for draft in new:
            report_id = draft.read.reading.report.report_id
            kept.opened[report_id] = Opened(draft, list(decisions), report_id in known)
    if not intake.running and len(intake.drafts) == 1 and not intake.problems and new:
        kept.current = new[0].read.reading.report.report_id
        st.rerun()


def _read_so_far(kept: Adding) -> None:
    if kept.problems:
        lines = "\n".join(f"- {one}" for one in kept.problems)
        st.warning(f"{len(kept.problems)} could not be read:\n\n{lines}")
    if not kept.opened:
        return
    st.subheader("Read and not put away")
    _choice(kept)
    st.button("Open", on_click=lambda: _open(kept, st.session_state["draft"]), key="open")


def _stored(settings: Settings) -> None:
    """Reports that are stored, to be reviewed; the log of all decisions."""
    titles = {one.report_id: title(one) for one in gather(settings)[0]}
    with (
        st.expander(f"Stored reports ({len(titles)})"),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        chosen = st.selectbox("Stored report", list(titles), key="stored",
                              format_func=lambda one: titles.get(one, str(one)))  # fmt: skip
        if st.button("Review", key="review", disabled=not titles):
            st.query_params["report"] = chosen
            st.rerun()
        st.download_button("Audit log of all decisions (CSV)", lambda: as_csv(audit(settings)[0]),
                           file_name="decisions.csv", mime="text/csv", key="all_decisions",
                           on_click="ignore")  # fmt: skip


def _choice(kept: Adding) -> None:
    st.selectbox(
        "Report",
        list(kept.opened),
        key="draft",
        format_func=lambda one: said(kept.opened[one]) if one in kept.opened else str(one),
    )


def said(opened: Opened) -> str:
    """The report in one line."""
    reading = opened.draft.read.reading
    counts = f"{len(reading.events)} events, {len(reading.mentions)} places"
    state = "saved" if opened.saved and not opened.made else "not saved"
    return f"{title(opened.report)} — {counts}, {state}"


def title(report: Report) -> str:
    """Its title, else its first words."""
    return report.title or " ".join(report.text.split())[:80] or report.report_id


def _open(kept: Adding, report_id: str) -> None:
    if report_id in kept.opened:
        kept.current = report_id


def _leave(kept: Adding) -> None:
    kept.current = ""
    st.query_params.clear()


def _follow_link(kept: Adding, settings: Settings, tools: Desk) -> None:
    """``?report=ID`` opens a stored report for review."""
    wanted = st.query_params.get("report", "")
    if not wanted or wanted == kept.current:
        return
    if wanted not in kept.opened:
        found = next((one for one in gather(settings)[0] if one.report_id == wanted), None)
        if found is None:
            st.warning(f"There is no stored report {quote(wanted)}.")
            return
        draft: Draft = draft_of(tools, found)
        kept.opened[wanted] = Opened(draft, Record(settings.record).decisions()[0], saved=True)
    kept.current = wanted
