"""The page "Add reports": ways in, what is being read, what was read; one report under review."""

import getpass
import threading
from functools import lru_cache

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.model import Report
from dashboard.pipeline.audit import as_csv
from dashboard.pipeline.desk import Desk, desk
from dashboard.pipeline.intake import Intake, Listing
from dashboard.pipeline.library import audit
from dashboard.settings import Settings
from dashboard.store.record import Record
from dashboard.ui.heading import heading
from dashboard.ui.load import prepare
from dashboard.ui.opened import Opened
from dashboard.ui.quote import quote
from dashboard.ui.review import Turn, review_view
from dashboard.ui.session import Adding, adding
from dashboard.ui.ways import ways_in

PRIVACY = (
    "What you add stays on this machine. A page or a feed is fetched only when you press its "
    "button."
)
POLL = 0.4
"""seconds between two looks at what is being read"""
MOST = 20
"""problems that are listed one by one"""


def adding_page() -> None:
    """Paste, drop or point at a report; see what was read in it; decide; save."""
    settings = Settings.from_env()
    try:
        prepare(settings)
        tools = desk(settings)
        kept = adding(settings)
    except DashboardError as error:
        st.error(f"Reports cannot be read. {quote(str(error))}")
        return
    _warmed(tools)
    if unknown := kept.follow(tools):
        st.warning(f"There is no stored report {quote(unknown)}.")
    if kept.current:
        _name_the_reader()
        turn = Turn(kept.leave, kept.turn_to, tuple(kept.opened))
        review_view(kept.opened[kept.current], settings, tools, turn)
    else:
        _ways(kept, tools)


@lru_cache(maxsize=2)
def _warmed(tools: Desk) -> None:
    """Load the parser while the reader still chooses a text."""
    threading.Thread(target=tools.warm, daemon=True).start()


def _ways(kept: Adding, tools: Desk) -> None:
    heading("Add reports", PRIVACY)
    if kept.settings.coding:
        st.info("The map shows a folder coded by hand. What you add is stored, not shown there.")
    started = ways_in(kept.listing, tools)
    if isinstance(started, Listing):
        kept.listing = started
        st.rerun()
    if isinstance(started, Intake):
        kept.begin(started)
    if kept.intake is not None or kept.listing is not None:
        _progress(kept, busy=kept.busy)
    _read_so_far(kept)
    _stored(kept)


def _name_the_reader() -> None:
    """Who decides: what they typed, else the name this system knows them by."""
    if "by" in st.session_state:
        st.session_state["by"] = st.session_state["by"]  # else it goes when its field is not drawn
        return
    try:
        st.session_state["by"] = getpass.getuser()
    except (OSError, KeyError, ImportError):
        st.session_state["by"] = ""


def _progress(kept: Adding, *, busy: bool) -> None:
    """Looks again and again while something is read; then draws the whole page once more."""

    @st.fragment(run_every=POLL if busy else None)
    def look() -> None:
        if kept.take() or (busy and not kept.busy):
            st.rerun()
        if kept.intake is not None:
            _bar(kept.intake)
        if kept.listing is not None and kept.listing.running:
            st.info("Fetching the feed …")

    look()


def _bar(intake: Intake) -> None:
    total = len(intake.names)
    told = f"{intake.done} of {total} done, {len(intake.drafts)} reports read"
    if intake.running:
        st.progress(intake.done / total, f"{told}. Reading {quote(intake.now)}")
        st.button("Cancel", on_click=intake.cancel, key="cancel")
    elif intake.cancelled:
        st.warning(f"Cancelled: {told}.")
    if intake.problems and not intake.running:
        lines = [f"- {quote(one.file)}: {quote(one.reason)}" for one in intake.problems]
        more = [f"- and {len(lines) - MOST} more"] if len(lines) > MOST else []
        listed = "\n".join([*lines[:MOST], *more])
        st.warning(f"{len(lines)} could not be read:\n\n{listed}")


def _read_so_far(kept: Adding) -> None:
    """Reports that were read in this session."""
    if not kept.opened or kept.busy:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            f"Read in this session ({len(kept.opened)})", list(reversed(kept.opened)), key="draft",
            format_func=lambda one: said(kept.opened[one]) if one in kept.opened else str(one),
        )  # fmt: skip
        if st.button("Open", key="open"):
            kept.turn_to(chosen)
            st.rerun()
        left = kept.unsaved()
        if left and st.button(f"Save all {len(left)} as they are", key="save_all"):
            _save_all(kept, left)


def _save_all(kept: Adding, left: list[Opened]) -> None:
    try:
        for one in left:
            one.save(Record(kept.settings.record))
    except DashboardError as error:
        st.error(f"Not everything was saved. {quote(str(error))}")
        return
    st.rerun()


def _stored(kept: Adding) -> None:
    """Reports that are stored, to be reviewed; the log of all decisions."""
    with (
        st.expander(f"Stored reports ({len(kept.stored)})"),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        chosen = st.selectbox("Stored report", list(kept.stored), key="stored",
                              format_func=lambda one: title(kept.stored[one]))  # fmt: skip
        if st.button("Review", key="review", disabled=not kept.stored):
            st.query_params["report"] = chosen
            st.rerun()
        st.download_button(
            "Audit log of all decisions (CSV)", lambda: as_csv(audit(kept.settings)[0]),
            file_name="decisions.csv", mime="text/csv", key="all_decisions", on_click="ignore",
        )  # fmt: skip


def said(opened: Opened) -> str:
    """The report in one line."""
    reading = opened.draft.read.reading
    counts = f"{len(reading.events)} events, {len(reading.mentions)} places"
    state = "saved" if opened.saved and not opened.made else "not saved"
    return f"{title(opened.report)} — {counts}, {state}"


def title(report: Report) -> str:
    """Its title, else its first words."""
    return report.title or " ".join(report.text.split())[:80] or report.report_id
