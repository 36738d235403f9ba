"""A web page in, its article out: text through trafilatura, publication date through htmldate."""

import re
from datetime import date

import trafilatura
from trafilatura.settings import Document as Article

from dashboard.errors import ReadError
from dashboard.readers.encoding import decode
from dashboard.readers.found import Document
from dashboard.readers.text import headed

DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\slang\s*=\s*["']?([a-z0-9-]{2,20})""", re.IGNORECASE)
SHORT = 250
"""characters below which a page is likely to be a teaser, or built by a script"""
DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
"""only what the page or its address declares: a date guessed from running text would be believed"""


def read_page(name: str, data: bytes, *, url: str = "", charset: str = "") -> Document:
    """The article of a page; raises ``ReadError`` when it holds no text.

    ``charset`` is what the server said. Pages are never fetched from here.
    """
    found = DECLARED.search(data[:4096])
    html = decode(data, declared=charset or (found[1].decode("ascii") if found else ""))
    language = LANGUAGE.search(html[:20_000])
    article = _article(html, url)
    text = paragraphs(article.text or "") if article else ""
    warnings = []
    if not text:
        text = plain(html)
        warnings.append("no article was found in the page; all of its text is taken")
    if not text:
        raise ReadError("no text in the page")
    if len(text) < SHORT:
        warnings.append("hardly any text in the page; it may be a teaser, or need a browser")
    published = _day(article.date) if article else None
    title = " ".join((article.title or "").split()) if article else ""
    return Document(
        name=name,
        title=title,
        text=headed(title, text),
        published=published,
        published_from="page" if published else "",
        publisher=(article.sitename or article.hostname or "") if article else "",
        url=url or ((article.url or "") if article else ""),
        language=language[1] if language else "",
        warnings=tuple(warnings),
    )


def _article(html: str, url: str) -> Article | None:
    found = trafilatura.bare_extraction(
        html,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dict(DATES),
    )
    return found if isinstance(found, Article) else None


def plain(html: str) -> str:
    """All text of a piece of HTML, as paragraphs."""
    return paragraphs(trafilatura.html2txt(html) or "")


def paragraphs(text: str) -> str:
    """trafilatura puts one line break between paragraphs; a blank line is what we mean by one."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(filter(None, lines))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None
