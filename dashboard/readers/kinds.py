"""What kind of file some bytes are, by what is in them; the name decides only between texts."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

from dashboard.errors import ReadError
from dashboard.readers.archive import names
from dashboard.readers.encoding import decode


class Kind(StrEnum):
    """What can be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MAIL = "mail"
    PDF = "pdf"
    WORD = "word"
    FEED = "feed"
    ARCHIVE = "archive"


ZIP = (b"PK\x03\x04", b"PK\x05\x06")
UNREADABLE = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as docx or PDF"),
    (b"{\\rtf", "a rich-text file; save it as docx or plain text"),
    (b"\x89PNG\r\n", "a picture; its text cannot be read"),
    (b"\xff\xd8\xff", "a picture; its text cannot be read"),
    (b"GIF8", "a picture; its text cannot be read"),
    (b"II*\0", "a picture; its text cannot be read"),
    (b"MM\0*", "a picture; its text cannot be read"),
    (b"\x1f\x8b", "packed with gzip; only zip is unpacked"),
    (b"BZh", "packed with bzip2; only zip is unpacked"),
    (b"\xfd7zXZ", "packed with xz; only zip is unpacked"),
    (b"7z\xbc\xaf\x27\x1c", "packed with 7-Zip; only zip is unpacked"),
    (b"Rar!", "packed with RAR; only zip is unpacked"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
FEED = re.compile(r"<(rss|feed|rdf:RDF)[\s>]")
HTML = re.compile(r"<(!doctype\s+html|html|head|body|article|div|p|h1)[\s>]", re.IGNORECASE)
HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?.*(?:\n[ \t].+)*\n")
MAIL = {"from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path"}
HEAD = 4_000
"""characters that are enough to tell by"""


def recognise(name: str, data: bytes) -> Kind:
    """Raises ``ReadError`` with the reason when it is empty or of a kind that is not read."""
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("the file is empty")
    if data.startswith(ZIP):
        return _packed(data)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    for magic, reason in UNREADABLE:
        if data.startswith(magic):
            raise ReadError(reason)
    return _written(name, decode(data[: 4 * HEAD]))


def _packed(data: bytes) -> Kind:
    members = names(data)
    if "word/document.xml" in members:
        return Kind.WORD
    if "[Content_Types].xml" in members:
        raise ReadError("an Office file that is not a Word document")
    if "mimetype" in members:
        raise ReadError("an OpenDocument file or e-book; save it as docx or PDF")
    return Kind.ARCHIVE


def _written(name: str, text: str) -> Kind:
    head = text[:HEAD].lstrip()
    suffix = PurePosixPath(name).suffix.lower()
    if head.startswith("<"):
        if FEED.search(head):
            return Kind.FEED
        if HTML.search(head) or suffix in {".html", ".htm", ".xhtml"}:
            return Kind.HTML
        if head.startswith("<?xml"):
            raise ReadError("an XML file that is neither a page nor a feed")
    if suffix in {".html", ".htm", ".xhtml"} and HTML.search(head):
        return Kind.HTML
    if _has_mail_header(head):
        return Kind.MAIL
    return Kind.MARKDOWN if suffix in {".md", ".markdown"} else Kind.TEXT


def _has_mail_header(head: str) -> bool:
    found, at = set(), 0
    while (line := HEADER.match(head, at)) is not None:
        found.add(line[1].lower())
        at = line.end()
    return len(found & MAIL) >= 2 and (head[at : at + 1] == "\n" or len(head) - at < HEAD // 4)
