"""One file in, of any kind but an archive; its documents and problems out. Opens nothing itself."""

import logging
import warnings
from collections.abc import Callable, Iterator

from dashboard.errors import ReadError
from dashboard.model import Problem
from dashboard.readers.feed import as_document, read_feed
from dashboard.readers.found import Document, Found
from dashboard.readers.kinds import Kind, recognise
from dashboard.readers.limits import LIMITS
from dashboard.readers.mail import read_mail
from dashboard.readers.page import read_page
from dashboard.readers.pdf import read_pdf
from dashboard.readers.text import read_markdown, read_plain
from dashboard.readers.word import read_word

READERS: dict[Kind, Callable[[str, bytes], Document]] = {
    Kind.TEXT: read_plain,
    Kind.MARKDOWN: read_markdown,
    Kind.PDF: read_pdf,
    Kind.WORD: read_word,
}
LIBRARIES = ("trafilatura", "htmldate", "pypdf", "courlan", "justext")


def read_single(
    name: str, data: bytes, *, url: str = "", charset: str = "", depth: int = 1
) -> list[Found]:
    """Never raises on what is in the file: whatever a library stumbles over is a problem.

    ``depth`` counts mails within mails.
    """
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [_checked(found) for found in _read(name, data, url, charset, depth)]
    except ReadError as error:
        return [Problem(name, None, "", str(error))]
    except Exception as error:
        return [Problem(name, None, "", f"damaged: {type(error).__name__}: {error}"[:300])]


def _read(name: str, data: bytes, url: str, charset: str, depth: int) -> Iterator[Found]:
    kind = recognise(name, data)
    if kind is Kind.HTML:
        yield read_page(name, data, url=url, charset=charset)
    elif kind is Kind.FEED:
        yield from _entries(name, data, url)
    elif kind is Kind.MAIL:
        yield from _mail(name, data, depth)
    elif kind is Kind.ARCHIVE:
        yield Problem(name, None, "", "an archive attached to a mail; it was not unpacked")
    else:
        yield READERS[kind](name, data)


def _entries(name: str, data: bytes, url: str) -> Iterator[Found]:
    entries = read_feed(data, url=url)
    if not entries:
        raise ReadError("a feed without entries")
    for number, entry in enumerate(entries, start=1):
        inner = f"{name}, entry {number}"
        try:
            yield as_document(entry, inner)
        except ReadError as error:
            yield Problem(inner, None, "", str(error))


def _mail(name: str, data: bytes, depth: int) -> Iterator[Found]:
    mail = read_mail(name, data)
    if mail.letter.text:
        yield mail.letter
    elif not mail.attachments:
        raise ReadError("no text in the mail")
    for attached, content in mail.attachments:
        inner = f"{name}/{attached}"
        if depth >= LIMITS.depth:
            yield Problem(inner, None, "", "attached to an attached mail; it was not read")
        else:
            yield from read_single(inner, content, depth=depth + 1)


def _checked(found: Found) -> Found:
    if isinstance(found, Document) and len(found.text) > LIMITS.characters:
        reason = f"{len(found.text):,} characters; at most {LIMITS.characters:,} are read"
        return Problem(found.name, None, "", reason)
    return found
