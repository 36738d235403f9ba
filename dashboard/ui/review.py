"""A report under review: its text, the map of what was found, findings to decide about, saving."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from dashboard.errors import DashboardError
from dashboard.pipeline.audit import as_csv, audit_rows
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.intake import read_again
from dashboard.render import words
from dashboard.render.basemap import base_map
from dashboard.render.layer import EventLayer, LayerAssets
from dashboard.render.marks import Mark
from dashboard.render.picking import Picking, around
from dashboard.settings import Settings
from dashboard.store.record import Record
from dashboard.ui.component import ASSETS, component
from dashboard.ui.finds import finds, vocabulary
from dashboard.ui.heading import heading
from dashboard.ui.map import asset_base
from dashboard.ui.opened import Opened
from dashboard.ui.quote import quote
from dashboard.ui.told import told
from dashboard.ui.ways import publication

HEIGHT, MAP_HEIGHT = 720, 280
"""pixels, until the style sheet knows the window"""
FINDS = ("../panel/dom.js", "pick.js", "edit.js", "detail.js", "rows.js", "finds.js")


@dataclass(frozen=True, slots=True)
class Turn:
    """Where one can go from here."""

    leave: Callable[[], None]
    """closes the report"""
    to: Callable[[str], None]
    """opens another by its id"""
    others: tuple[str, ...]
    """ids of the reports that are open, this one among them"""


def review_view(opened: Opened, settings: Settings, desk: Desk, turn: Turn) -> None:
    """Draw the report that is open."""
    st.html(ASSETS / "review.css")
    day = opened.report.published
    facts = (
        opened.report.publisher,
        f"published {words.day(day)}" if day else "publication date unknown",
        "saved" if opened.saved else "not saved yet",
    )
    problems = opened.reviewed(desk).read.problems
    heading(
        opened.report.title or "Report without a title",
        " · ".join(filter(None, facts)),
        [*opened.draft.notes, *(f"{one.value}: {one.reason}" for one in problems)],
        done=opened.said,
        report_id=opened.report.report_id,
    )
    _found(opened, settings, desk, turn)


@st.fragment
def _found(opened: Opened, settings: Settings, desk: Desk, turn: Turn) -> None:
    """What a decision draws anew."""

    def act() -> None:
        sent = dict(st.session_state.get("finds") or {}).get("act")
        opened.hear(sent, by=str(st.session_state.get("by", "")), desk=desk)

    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        _saving(opened, settings)
        _about(opened, desk)
        _turning(opened, turn)
    left, right = st.columns(2, gap="small")
    with left:
        component("told")(key="told", data=told(opened.reviewed(desk)), height=HEIGHT)
    with right:
        ground = st.container(key="foundmap")
        component("finds", FINDS)(
            key="finds", data=finds_data(opened, desk), height=HEIGHT - MAP_HEIGHT,
            on_act_change=act,
        )  # fmt: skip
    with ground:  # last, for the list is what a decision waits for
        _map(opened, desk)


def _saving(opened: Opened, settings: Settings) -> None:
    count = len(opened.made)
    new = words.some(count, "decision")
    label = f"Save {new}" if count else "Save"
    if not opened.saved:
        label = f"Save the report and {new}" if count else "Save the report"
    if st.button(label, type="primary", key="save", disabled=opened.saved and not count):
        try:
            kept = opened.save(Record(settings.record))
        except DashboardError as error:
            st.error(f"Not everything was saved. {quote(str(error))}")
            return
        opened.said = f"Saved in {settings.record}, with {words.some(kept, 'new decision')}."
        st.rerun()
    st.text_input("Decisions by", key="by", width=160, label_visibility="collapsed",
                  placeholder="Decisions by", help="Whose decisions these are")  # fmt: skip
    st.download_button("Audit log (CSV)", _audit(opened), file_name="decisions.csv",
                       mime="text/csv", key="audit", on_click="ignore")  # fmt: skip


def _audit(opened: Opened) -> str:
    """All decisions about this report, saved or not."""
    report = opened.report
    own = [one for one in (*opened.stored, *opened.made) if one.report_id == report.report_id]
    return as_csv(audit_rows(own, {report.report_id: report.title}))


def _about(opened: Opened, desk: Desk) -> None:
    """Title, publisher and date, to be put right; the date changes what the text says."""
    report = opened.report
    with st.popover("About this report"), st.form("about", border=False):
        title = st.text_input("Title", report.title, key=f"title {report.report_id}")
        publisher = st.text_input("Publisher", report.publisher,
                                  key=f"publisher {report.report_id}")  # fmt: skip
        day = publication("Published", report.published, f"day {report.report_id}")
        pressed = st.form_submit_button("Read again", key="again")
    if pressed:
        with st.spinner("Reading …"):
            opened.reread(read_again(desk, report, title=title.strip(),
                                     publisher=publisher.strip(), published=day))  # fmt: skip
        st.rerun()


def _turning(opened: Opened, turn: Turn) -> None:
    here = turn.others.index(opened.report.report_id) + 1
    if turn.others[here:] and st.button("Next report →", key="following"):
        turn.to(turn.others[here])
        st.rerun()
    if st.button("Add more reports", key="leave"):
        turn.leave()
        st.rerun()


def finds_data(opened: Opened, desk: Desk) -> dict[str, Any]:
    """Everything the list of findings draws, as plain values."""
    reading = opened.reviewed(desk).read.reading
    return {
        "report": opened.report.report_id,
        "rows": finds(opened.reviewed(desk)),
        "selected": opened.selected,
        "picking": opened.picking,
        "picked": opened.picked,
        "looked_up": opened.looked_up,
        "offers": [
            {"name": one.name, "place": dict(one.place), "by": one.decision.by}
            for one in opened.offers()
        ],
        "actors": [
            {"actor_id": one.actor_id, "name": one.name, "kind": one.kind.value}
            for one in reading.cast.actors
        ],
        "heard": opened.heard,
        "error": opened.error,
        **vocabulary(),
    }


def _map(opened: Opened, desk: Desk) -> None:
    """What was found, drawn as on the map page; a click chooses a finding, or a place."""
    marks = _marks(opened, desk)
    base = asset_base()
    group = folium.FeatureGroup()
    EventLayer(marks, legend=False, asset_base=base).add_to(group)
    page = base_map(asset_base=base)
    LayerAssets(base).add_to(page)
    Picking(opened.bounds(around(marks)), asset_base=base).add_to(page)
    key = f"found {opened.report.report_id}"

    def act() -> None:
        sent = st.session_state.get(key)
        if isinstance(sent, dict):
            _map_acted(opened, desk, sent)

    st_folium(page, key=key, height=MAP_HEIGHT, use_container_width=True, returned_objects=[],
              feature_group_to_add=group, on_change=act)  # fmt: skip


def _marks(opened: Opened, desk: Desk) -> list[Mark]:
    place_id = _place_id(opened, desk, opened.selected)
    return [
        replace(mark, selected=bool(place_id) and mark.mark_id.partition("/")[2] == place_id)
        for mark in opened.marks(desk)
    ]


def _place_id(opened: Opened, desk: Desk, key: str) -> str:
    """Where a finding is: of a mention its place, of an event the place of its mention."""
    read = opened.reviewed(desk).read
    subject, _, identity = key.partition(":")
    if subject == "event":
        events = (one for one in read.reading.events if one.event_id == identity)
        identity = next((one.place_mention for one in events), "")
    for one in read.resolutions:
        if one.mention_id == identity and one.candidates:
            return one.candidates[0].place.place_id
    return ""


def _map_acted(opened: Opened, desk: Desk, sent: Mapping[str, Any]) -> None:
    point, marks = sent.get("pick"), sent.get("select")
    if isinstance(point, list) and len(point) == 2:
        opened.clicked(float(point[0]), float(point[1]), desk)
    elif isinstance(marks, list) and marks:
        place_id = str(marks[0]).partition("/")[2]
        for row in finds(opened.reviewed(desk)):
            if _place_id(opened, desk, row["key"]) == place_id:
                opened.selected = row["key"]
                return
