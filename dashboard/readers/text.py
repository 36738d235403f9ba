"""Plain text and Markdown in, documents out; what their titles are."""

from collections.abc import Iterable
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dashboard.errors import ReadError
from dashboard.readers.encoding import decode
from dashboard.readers.found import Document

LONGEST = 200
"""characters of a line that may still be a title"""


def read_plain(name: str, data: bytes) -> Document:
    """The text as it is; its title is a short first line that stands alone."""
    text = decode(data)
    if not text.strip():
        raise ReadError("the file is empty")
    return Document(name=name, title=first_line(text), text=text)


def read_markdown(name: str, data: bytes) -> Document:
    """Its words without the marks; title, date and language from front matter if there is any."""
    front, body = _front_matter(decode(data))
    blocks = list(_blocks(MarkdownIt("commonmark").parse(body)))
    text = "\n\n".join(blocks)
    title = front.get("title") or first_line(text)
    if not text.strip():
        raise ReadError("no text in the file")
    published = _day(front.get("date", ""))
    return Document(
        name=name,
        title=title,
        text=headed(title, text),
        published=published,
        published_from="front matter" if published else "",
        language=front.get("lang", ""),
    )


def first_line(text: str) -> str:
    """The first line if it can be a title: short, alone, and no sentence; else nothing."""
    first, blank, rest = text.strip().partition("\n\n")
    title = first.strip()
    short = "\n" not in title and len(title) <= LONGEST and not title.endswith((".", ":", ","))
    return title if blank and rest.strip() and short else ""


def headed(title: str, text: str) -> str:
    """Text that begins with its title, so that offsets reach the title too."""
    beginning = " ".join(text[: 2 * len(title) + 100].split())
    if not title or beginning.casefold().startswith(" ".join(title.split()).casefold()):
        return text
    return f"{title}\n\n{text}"


def _blocks(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            yield token.content.strip("\n")
        elif token.type == "inline":
            block = "".join(_words(token.children or ())).strip()
            if block:
                yield block


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield from _words(token.children or ())
        elif token.type in {"text", "code_inline", "text_special"}:
            yield token.content


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """``key: value`` lines between two lines of three hyphens, and what follows them."""
    if not text.startswith("---\n"):
        return {}, text
    head, end, body = text[4:].partition("\n---\n")
    if not end:
        return {}, text
    pairs = (line.partition(":") for line in head.splitlines() if ":" in line)
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}, body


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
