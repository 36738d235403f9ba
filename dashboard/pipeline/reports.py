"""Documents in, reports out: what was read from a file or a page becomes a text to be read."""

from datetime import date

from dashboard.model import Report
from dashboard.readers.found import Document
from dashboard.store.kept import digest


def report_id(text: str) -> str:
    """The same text has the same id, however it came in."""
    return f"r-{digest((text,))[:12]}"


def report_of(document: Document, *, name: str, published: date | None = None) -> Report:
    """``published`` counts where the document does not say its own."""
    return Report(
        report_id=name,
        title=document.title,
        text=document.text,
        published=document.published or published,
        publisher=document.publisher,
        sources=document.url or document.name,
        language=document.language,
    )
