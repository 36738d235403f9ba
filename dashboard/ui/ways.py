"""The ways in: text, files, a page, a feed; what a person chose, as work that has begun."""

from datetime import date, timedelta

import streamlit as st

from dashboard.pipeline import intake
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.intake import Intake, Listing
from dashboard.readers.found import Document
from dashboard.ui.quote import quote

KINDS = ["txt", "md", "html", "htm", "eml", "pdf", "docx", "zip"]
EARLIEST = date(1900, 1, 1)
DATED = (
    "The day it was published. Without it, days that name no year, weekdays and “yesterday” "
    "stay unknown."
)


def ways_in(listing: Listing | None, desk: Desk) -> Intake | Listing | None:
    """Draw the ways in; returns the work that the reader's button began in this run."""
    text, files, page, feed = st.tabs(["Paste text", "Drop files", "Web page", "Feed"])
    with text:
        pasted = _text(desk)
    with files:
        dropped = _files(desk)
    with page:
        fetched = _page(desk)
    with feed:
        chosen = _feed(listing, desk)
    return pasted or dropped or fetched or chosen


def publication(label: str, value: date | None, key: str) -> date | None:
    """Asks for a publication date; ``None``: not known."""
    latest = date.today() + timedelta(days=1)  # noqa: DTZ011 - the reader's own day
    day: date | None = st.date_input(
        label, value=value, min_value=EARLIEST, max_value=latest, key=key, help=DATED,
        format="YYYY-MM-DD",
    )  # fmt: skip
    return day


def _text(desk: Desk) -> Intake | None:
    with st.form("paste", border=False):
        words = st.text_area("Text of the report", key="pasted", height=260)
        left, middle, right = st.columns([2, 1, 1])
        with left:
            heading = st.text_input("Title", key="pasted_title")
        with middle:
            publisher = st.text_input("Publisher", key="pasted_publisher")
        with right:
            day = publication("Published", None, "pasted_day")
        pressed = st.form_submit_button("Read", type="primary", key="read_text")
    if not pressed:
        return None
    if not words.strip():
        st.warning("There is no text to read yet: paste it into the box above.")
        return None
    title = heading.strip()
    return intake.pasted(desk, Document(
        name="pasted text", title=title, text=_headed(title, words), published=day,
        publisher=publisher.strip(),
    ))  # fmt: skip


def _headed(title: str, words: str) -> str:
    """A text begins with its title, as those of files do."""
    return words if not title or words.lstrip().startswith(title) else f"{title}\n\n{words}"


def _files(desk: Desk) -> Intake | None:
    with st.form("files", border=False):
        dropped = st.file_uploader(
            "Files: text, Markdown, HTML, mail, PDF, Word, or a zip of them",
            type=KINDS, accept_multiple_files=True, key="dropped",
        )  # fmt: skip
        pressed = st.form_submit_button("Read", type="primary", key="read_files")
    if not pressed:
        return None
    if not dropped:
        st.warning("There is no file to read yet: drop some on the box above.")
        return None
    return intake.files(desk, [(one.name, one.getvalue()) for one in dropped])


def _page(desk: Desk) -> Intake | None:
    with st.form("page", border=False):
        url = st.text_input("Address of the page", key="url", placeholder="https://")
        pressed = st.form_submit_button("Fetch and read", type="primary", key="read_url")
    if not pressed:
        return None
    if not url.strip():
        st.warning("There is no address yet.")
        return None
    return intake.address(desk, url.strip())


def _feed(listing: Listing | None, desk: Desk) -> Intake | Listing | None:
    with st.form("feed", border=False):
        url = st.text_input("Address of the feed (RSS, Atom)", key="feed_url",
                            placeholder="https://")  # fmt: skip
        pressed = st.form_submit_button("Fetch and list", key="list_feed")
    if pressed and url.strip():
        return Listing(url.strip())
    if listing is None or listing.running:
        return None
    for one in listing.problems:
        st.warning(f"{quote(one.file)}: {quote(one.reason)}")
    return _entries(listing, desk) if listing.entries else None


def _entries(listing: Listing, desk: Desk) -> Intake | None:
    with st.form("entries", border=False):
        chosen = st.multiselect(
            f"Reports to read, of {len(listing.entries)}",
            range(len(listing.entries)),
            format_func=lambda number: _entry(listing.entries[number]),
            key="entries",
        )
        pressed = st.form_submit_button("Fetch and read these", type="primary", key="read_feed")
    if not pressed or not chosen:
        return None
    return intake.pages(desk, [listing.entries[number] for number in chosen])


def _entry(entry: Document) -> str:
    day = entry.published.isoformat() if entry.published else "no date"
    return f"{day}  {entry.title or entry.url}"
