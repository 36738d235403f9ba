"""A PDF in, its text out, with the lines of a paragraph joined again."""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from statistics import quantiles

from pypdf import PdfReader
from pypdf.errors import DependencyError

from dashboard.errors import ReadError
from dashboard.readers.found import Document
from dashboard.readers.limits import LIMITS
from dashboard.readers.text import first_line, headed

END = re.compile(r"""[.!?…:;。؟۔।]["'”’»)\]]*$""")
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(r"(page\s+)?\d{1,4}(\s*(/|of)\s*\d{1,4})?", re.IGNORECASE)
FULL = 0.75
"""of the usual width of a line; a line shorter than that may end a paragraph"""


def read_pdf(name: str, data: bytes) -> Document:
    """Raises ``ReadError`` when it needs a password, holds no text or has too many pages."""
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        _unlock(reader)
    count = len(reader.pages)
    if count > LIMITS.pages:
        raise ReadError(f"a PDF of {count} pages; at most {LIMITS.pages} are read")
    pages = [page.extract_text() or "" for page in reader.pages]
    text = unwrapped(without_furniture(pages))
    empty = sum(not page.strip() for page in pages)
    if not text:
        raise ReadError(f"no text on {_pages(count)}: scanned, or pictures only")
    said = reader.metadata
    title = " ".join(((said.title if said else "") or "").split()) or first_line(text)
    created = said.creation_date if said else None
    warning = f"no text on {_pages(empty)} of {count}: scanned, or pictures only"
    return Document(
        name=name,
        title=title,
        text=headed(title, text),
        made=created.date() if created else None,
        warnings=(warning,) if empty else (),
    )


def _unlock(reader: PdfReader) -> None:
    """Some PDFs are encrypted with an empty password, to forbid printing."""
    try:
        opened = reader.decrypt("")
    except DependencyError:
        raise ReadError("the PDF is encrypted; save it without protection") from None
    if not opened:
        raise ReadError("the PDF needs a password")


def without_furniture(pages: Sequence[str]) -> list[str]:
    """Lines of all pages, an empty one between pages, without page numbers and repeated margins.

    A margin is a first or last line that stands on at least three pages and half of them,
    whatever digits are in it.
    """
    pages = [page.strip("\n ") for page in pages]
    split = [[line.strip() for line in page.splitlines()] for page in pages if page.strip()]
    edges = Counter(DIGITS.sub("0", line) for page in split for line in {page[0], page[-1]})
    often = {line for line, times in edges.items() if times >= max(3, len(split) / 2)}

    def furniture(line: str) -> bool:
        return DIGITS.sub("0", line) in often or NUMBER.fullmatch(line) is not None

    lines: list[str] = []
    for page in split:
        first = 1 if furniture(page[0]) else 0
        last = len(page) - 1 if len(page) > first and furniture(page[-1]) else len(page)
        lines += [*page[first:last], ""]
    return lines


def unwrapped(lines: Sequence[str]) -> str:
    """Paragraphs with a blank line between.

    A paragraph ends at a blank line, unless a sentence runs on after it in small letters (a page
    break), and at a line that ends a sentence well before the margin.
    """
    widths = sorted(len(line) for line in lines if line)
    margin = quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    paragraphs = [""]
    for line, following in pairwise([*lines, ""]):
        if line:
            paragraphs[-1] = _joined(paragraphs[-1], line)
        ends = END.search(paragraphs[-1]) is not None
        short = bool(line) and len(line) < FULL * margin and (ends or following[:1].isupper())
        if short or (not line and (ends or not following[:1].islower())):
            paragraphs.append("")
    return "\n\n".join(filter(None, paragraphs))


def _joined(paragraph: str, line: str) -> str:
    if not paragraph:
        return line
    if paragraph.endswith("-") and paragraph[-2:-1].islower() and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
