"""How much of a file we are ready to read; beyond it a file is refused, never cut in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    file: int = 20_000_000
    """one document, unpacked"""
    characters: int = 5_000_000
    """text of one document"""
    pages: int = 500
    """of a PDF"""
    archive: int = 100_000_000
    """a zip as it lies on disk"""
    unpacked: int = 200_000_000
    """all that is unpacked from one zip and the zips in it"""
    members: int = 2_000
    """files in one zip and the zips in it"""
    ratio: int = 200
    """unpacked to packed size, of members over a million bytes"""
    depth: int = 2
    """a zip is one deep, a zip in it two; the same goes for files attached to mails"""
    seconds: float = 20
    """for one document, in a process of its own"""
    memory: int = 1_500_000_000
    """address space of that process, where the system can limit it"""


LIMITS = Limits()
