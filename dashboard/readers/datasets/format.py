"""What a reader of datasets is: how it recognises its files and what it gives for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.imported import Batch, Source


@dataclass(frozen=True)
class Head:
    """The beginning of a file, by which its format is told."""

    path: Path
    name: str
    """of the file, or of the only table in a zip"""
    first: bytes
    """up to 64 KB, unpacked"""


@dataclass(frozen=True)
class Options:
    """How a file is to be read."""

    rows: int = 50_000
    """of one batch, at most"""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """column of ``IMPORTED`` → column of the file, for formats that need to be told"""
    dataset: str = ""
    """name to give the events, for formats that do not know it"""


@dataclass
class Reading:
    """A file that was opened and recognised; ``batches`` raises ``ReadError`` as it goes."""

    source: Source
    batches: Iterator[Batch]


@dataclass(frozen=True)
class Format:
    """A reader of datasets."""

    name: str
    """what ``--format`` takes"""
    title: str
    """for people"""
    fits: Callable[[Head], bool]
    read: Callable[[Path, Options], Reading]
    """raises ``ReadError``, at once where the beginning of the file shows that it cannot be read"""
