"""A Word document in (docx), its paragraphs and tables out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.table import Table

from dashboard.errors import ReadError
from dashboard.readers.archive import unpacked_size
from dashboard.readers.found import Document
from dashboard.readers.limits import LIMITS
from dashboard.readers.text import first_line, headed


def read_word(name: str, data: bytes) -> Document:
    """Raises ``ReadError`` when it unpacks to too much or holds no text."""
    size = unpacked_size(data)
    if size > LIMITS.unpacked or size > max(5_000_000, LIMITS.ratio * len(data)):
        raise ReadError(f"unpacks to {size:,} bytes, which looks like a zip bomb")
    document = docx.Document(BytesIO(data))
    text = "\n\n".join(filter(None, map(str.strip, _blocks(document))))
    if not text:
        raise ReadError("no text in the document")
    said = document.core_properties
    title = " ".join((said.title or "").split()) or first_line(text)
    return Document(
        name=name,
        title=title,
        text=headed(title, text),
        made=said.created.date() if said.created else None,
        language=said.language or "",
    )


def _blocks(container: Any) -> Iterator[str]:
    """Paragraphs and rows in the order of the text; cells of a row between bars."""
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(filter(None, (" ".join(cell.text.split()) for cell in row.cells)))
        else:
            yield block.text
