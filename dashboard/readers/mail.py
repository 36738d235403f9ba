"""A mail in (eml), its text and its attachments out."""

from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from dashboard.readers.encoding import decode
from dashboard.readers.found import Document
from dashboard.readers.page import paragraphs, plain
from dashboard.readers.text import headed

READABLE = (".txt", ".md", ".markdown", ".html", ".htm", ".eml", ".pdf", ".docx", ".zip")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail; ``letter`` is empty of text when everything is in the attachments."""

    letter: Document
    attachments: tuple[tuple[str, bytes], ...]


def read_mail(name: str, data: bytes) -> Mail:
    """Subject, day of the ``Date`` header as it stands there, sender and text."""
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the policy makes
    title = " ".join(str(message.get("subject", "")).split())
    sender, address = parseaddr(str(message.get("from", "")))
    published = _day(str(message.get("date", "")))
    text = _text(message)
    attached, left = _attachments(message)
    return Mail(
        Document(
            name=name,
            title=title,
            text=headed(title, text) if text else "",
            published=published,
            published_from="mail header" if published else "",
            publisher=sender or address,
            language=str(message.get("content-language", "")).split(",")[0].strip(),
            warnings=(f"attachments that were not read: {', '.join(left)}",) if left else (),
        ),
        tuple(attached),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return ""
    text = decode(content, declared=body.get_content_charset() or "")
    if body.get_content_subtype() == "html":
        return plain(text)
    return text.strip() if "\n\n" in text.strip() else paragraphs(text)


def _attachments(message: EmailMessage) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Those that look readable, with their bytes, and the names of the others."""
    attached, left = [], []
    for part in message.iter_attachments():
        name = part.get_filename() or part.get_content_type()
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and name.lower().endswith(READABLE):
            attached.append((name, content))
        elif not part.get_content_type().startswith("image/"):
            left.append(name)
    return attached, left


def _day(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
