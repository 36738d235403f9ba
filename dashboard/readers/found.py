"""What comes out of a file or a page: documents, and problems with those that cannot be read."""

from dataclasses import dataclass
from datetime import date

from dashboard.model import Problem


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from a file or a page, before anything is looked for in it."""

    name: str
    """of the file or page, for messages; inside an archive ``archive.zip/folder/file.txt``"""
    title: str
    """empty: none was found; where there is one, ``text`` begins with it"""
    text: str
    """paragraphs with a blank line between; what offsets count in. Plain text is left as it is"""
    published: date | None = None
    published_from: str = ""
    """what says so: ``page``, ``mail header``, ``feed``, ``front matter``; empty: nothing does"""
    made: date | None = None
    """the day the file says it was made, which need not be the day of publication"""
    publisher: str = ""
    url: str = ""
    language: str = ""
    """as declared, a BCP 47 tag; empty: nothing is declared"""
    warnings: tuple[str, ...] = ()


Found = Document | Problem
