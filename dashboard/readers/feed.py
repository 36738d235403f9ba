"""A feed in (RSS, Atom), its entries out, in the order of the feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from dashboard.errors import ReadError
from dashboard.readers.found import Document
from dashboard.readers.page import plain
from dashboard.readers.text import headed

MOST = 500
"""entries that are taken from one feed"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of a report; the report itself is at ``url``."""

    title: str
    url: str
    """absolute, http or https; empty: none is given"""
    published: date | None
    text: str
    """what the feed carries of the report: all of it, a summary or nothing"""
    publisher: str
    language: str = ""


def read_feed(data: bytes, *, url: str = "") -> list[Entry]:
    """Entries of a feed that was fetched from ``url``.

    Raises ``ReadError`` when it is no feed. An empty feed gives an empty list.
    """
    # A string would be taken for an address or a path, and opened.
    feed = feedparser.parse(BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not feed.get("version") and not feed.get("entries"):
        raise ReadError("neither an RSS nor an Atom feed")
    about: Mapping[str, Any] = feed.get("feed", {})
    publisher = _words(about.get("title"))
    language = str(about.get("language") or "")
    return [
        Entry(
            title=_words(entry.get("title")),
            url=_address(url, entry.get("link")),
            published=_day(entry),
            text=_text(entry),
            publisher=publisher,
            language=language,
        )
        for entry in feed.entries[:MOST]
    ]


def as_document(entry: Entry, name: str) -> Document:
    """The entry as far as the feed carries it; raises ``ReadError`` when it has no words."""
    text = headed(entry.title, entry.text) if entry.text else entry.title
    if not text:
        raise ReadError("an entry without title and text")
    return Document(
        name=name,
        title=entry.title,
        text=text,
        published=entry.published,
        published_from="feed" if entry.published else "",
        publisher=entry.publisher,
        url=entry.url,
        language=entry.language,
        warnings=("only what the feed carries; the page itself was not read",),
    )


def _text(entry: Mapping[str, Any]) -> str:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    return _words_of_html(max([*contents, str(entry.get("summary") or "")], key=len))


def _words_of_html(html: str) -> str:
    return plain(f"<html><body>{html}</body></html>") if html.strip() else ""


def _words(value: object) -> str:
    return " ".join(_words_of_html(str(value or "")).split())


def _address(base: str, link: object) -> str:
    try:
        address = urljoin(base, str(link or "").strip())
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _day(entry: Mapping[str, Any]) -> date | None:
    """Day in UTC; an update is no publication, but often all there is."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*moment[:3]) if moment else None
    except (TypeError, ValueError):
        return None
