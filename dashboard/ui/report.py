"""The report page: one report whole, with every place named in it and every event read from it."""

from typing import Any

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.render import cards, imported, words
from dashboard.schema import records
from dashboard.settings import Settings
from dashboard.store.events import EventStore
from dashboard.ui import load
from dashboard.ui.component import component
from dashboard.ui.quote import quote


def report_page() -> None:
    """Show the report that the link names, or the list of all."""
    try:
        settings = Settings.from_env()
        archive = load.archive(settings)
    except DashboardError as error:
        st.error(f"The reports cannot be shown. {quote(str(error))}")
        return
    wanted = st.query_params.get("id", "")
    data = report_data(archive.reports, wanted, _span())
    row = archive.event(wanted) if data["report"] is None else None
    if row is not None:
        data["report"] = imported.as_report(row)
    if wanted and data["report"] is None:
        st.warning(f"This collection has no report {quote(wanted)}.")
    if data["report"] is not None and row is None:
        data["report"]["review"] = settings.coding is None
    component("report")(key="report", data=data)


def _span() -> tuple[int, int]:
    """The stretch that the link points at; (0, 0) if it points at none."""
    try:
        return int(st.query_params.get("start", "0")), int(st.query_params.get("end", "0"))
    except ValueError:
        return 0, 0


def report_data(store: EventStore, report_id: str, span: tuple[int, int]) -> dict[str, Any]:
    """What the page draws: the report with its marked text and events, and all titles."""
    reports = store.tables.reports
    found = reports[reports["report_id"] == report_id]
    titles = [
        {
            "report_id": row["report_id"],
            "title": row["title"],
            "published": "" if row["published"] is None else words.when(*[row["published"]] * 2),
        }
        for row in records(reports.sort_values("published"))
    ]
    return {
        "titles": titles,
        "report": None if found.empty else _report(store, dict(found.iloc[0]), span),
        "roles": words.ROLES,
    }


def _report(store: EventStore, report: dict[str, Any], span: tuple[int, int]) -> dict[str, Any]:
    mentions = store.tables.mentions
    named = mentions[mentions["report_id"] == report["report_id"]]
    text = str(report["text"])
    marked = [(row["start"], row["end"], row["role"]) for row in records(named)]
    start, end = span if 0 <= span[0] < span[1] <= len(text) else (0, 0)
    parts = [(0, start, False), (start, end, True), (end, len(text), False)]
    events = store.events[store.events["report_id"] == report["report_id"]]
    return {
        **{name: report[name] for name in ("title", "publisher", "sources", "licence")},
        "published": words.when(report["published"], report["published"]),
        "parts": [
            {"chosen": chosen, "segments": cards.segments(text, a, b, marked)}
            for a, b, chosen in parts
            if a < b
        ],
        "events": [
            {
                "event_id": row["event_id"],
                "text": f"{row['type']}, {words.when(row['first'], row['last'])}",
                "detail": " · ".join(
                    filter(None, [row["place"] or "no place", words.REALIS.get(row["realis"], "")])
                ),
            }
            for row in records(events)
        ],
    }
