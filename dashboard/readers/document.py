"""Files and addresses in, documents and problems out: the ways in of every report.

Reads txt, md, html, eml, pdf, docx, feeds, and a zip of them. A bad file is a ``Problem`` that
names it and says why; the next is read all the same. Stop asking for more, and reading stops.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.model import Problem
from dashboard.readers.apart import Apart
from dashboard.readers.archive import Budget, members
from dashboard.readers.found import Found
from dashboard.readers.kinds import Kind, recognise
from dashboard.readers.limits import LIMITS, Limits
from dashboard.readers.single import read_single
from dashboard.readers.web import PUBLIC, Network, fetch

Source = Path | tuple[str, bytes]
"""a file, or the name and the bytes of one"""
TAME = (Kind.TEXT, Kind.MARKDOWN)
"""what needs no process of its own"""


def read_documents(*sources: Source, limits: Limits = LIMITS) -> Iterator[Found]:
    """What is in each file, in order; of a folder all files in it and below, by name."""
    with Apart(limits) as apart:
        for source in _files(sources):
            if isinstance(source, Path):
                name, data = shown(source.name), _bytes(source, limits)
            else:
                name, data = shown(source[0]), source[1]
            if isinstance(data, ReadError):
                yield Problem(name, None, "", str(data))
            else:
                yield from _read(apart, name, data, Budget(limits), depth=1)


def read_url(url: str, *, network: Network = PUBLIC, limits: Limits = LIMITS) -> Iterator[Found]:
    """What is at an address: a page, a PDF, a text, or the entries of a feed.

    Raises ``WebError`` when it cannot or must not be fetched.
    """
    page = fetch(url, network=network)
    with Apart(limits) as apart:
        yield from apart.read(page.url, page.data, url=page.url, charset=page.charset)


def shown(name: str) -> str:
    """A name fit for messages: no control characters, not endless."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:300] or "unnamed"


def _files(sources: tuple[Source, ...]) -> Iterator[Source]:
    for source in sources:
        if isinstance(source, Path) and source.is_dir():
            yield from sorted(path for path in source.rglob("*") if path.is_file())
        else:
            yield source


def _bytes(path: Path, limits: Limits) -> bytes | ReadError:
    try:
        if path.exists() and not path.is_file():
            return ReadError("not a file")
        with path.open("rb") as stream:
            data = stream.read(limits.archive + 1)
    except (OSError, ValueError) as error:
        return ReadError(f"cannot be read ({getattr(error, 'strerror', None) or error})")
    return data


def _read(apart: Apart, name: str, data: bytes, budget: Budget, *, depth: int) -> Iterator[Found]:
    try:
        kind = recognise(name, data)
        if kind is Kind.ARCHIVE:
            yield from _unpacked(apart, name, data, budget, depth=depth)
        elif len(data) > budget.limits.file:
            raise ReadError(f"larger than {budget.limits.file:,} bytes")
        elif kind in TAME:
            yield from read_single(name, data)
        else:
            yield from apart.read(name, data)
    except ReadError as error:
        yield Problem(name, None, "", str(error))


def _unpacked(
    apart: Apart, name: str, data: bytes, budget: Budget, *, depth: int
) -> Iterator[Found]:
    if depth > budget.limits.depth:
        raise ReadError(f"a zip more than {budget.limits.depth} deep; it was not unpacked")
    if len(data) > budget.limits.archive:
        raise ReadError(f"larger than {budget.limits.archive:,} bytes")
    empty = True
    with closing(members(data, budget)) as contents:
        for member, content in contents:
            empty = False
            inner = shown(f"{name}/{member}")
            if isinstance(content, ReadError):
                yield Problem(inner, None, "", str(content))
            else:
                yield from _read(apart, inner, content, budget, depth=depth + 1)
    if empty:
        raise ReadError("an archive without files")
