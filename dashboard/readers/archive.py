"""A zip in, its files out; nothing is written to disk, and bombs and odd names are refused."""

import stat
import zipfile
import zlib
from collections.abc import Generator
from io import BytesIO
from pathlib import PureWindowsPath

from dashboard.errors import ReadError
from dashboard.readers.limits import LIMITS, Limits

Member = tuple[str, bytes | ReadError]
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError,
          NotImplementedError, RuntimeError, OverflowError, MemoryError)  # fmt: skip
"""what the standard library raises on damaged and encrypted archives"""
ENTRY = b"PK\x01\x02"


class Budget:
    """What may still be unpacked from one archive and those in it."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.members = limits.members
        self.bytes = limits.unpacked

    def take(self, member: zipfile.ZipInfo) -> int:
        """How many bytes this member may have; raises ``ReadError`` when it may not be read."""
        self.members -= 1
        if self.members < 0:
            raise ReadError(f"more than {self.limits.members} files; the rest is left out")
        suspicious = member.file_size > max(1_000_000, self.limits.ratio * member.compress_size)
        if suspicious or member.file_size > self.limits.archive:
            raise ReadError(f"unpacks to {member.file_size:,} bytes, which looks like a zip bomb")
        if self.bytes <= 0:
            raise ReadError(f"more than {self.limits.unpacked:,} bytes unpacked; left out")
        return min(self.bytes, self.limits.archive)


def names(data: bytes) -> list[str]:
    """Names in an archive; raises ``ReadError`` when it is damaged."""
    with _opened(data, LIMITS) as archive:
        return archive.namelist()


def unpacked_size(data: bytes) -> int:
    """What an archive says it unpacks to, in bytes; raises ``ReadError`` when it is damaged."""
    with _opened(data, LIMITS) as archive:
        return sum(member.file_size for member in archive.infolist())


def members(data: bytes, budget: Budget) -> Generator[Member, None, None]:
    """Name and bytes of each file, or why it is left out; folders and macOS's shadow files aside.

    Raises ``ReadError`` when the archive is damaged as a whole.
    """
    with _opened(data, budget.limits) as archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/")
            if member.is_dir() or name.startswith("__MACOSX/") or name.endswith(".DS_Store"):
                continue
            try:
                content = _content(archive, member, name, budget)
            except ReadError as error:
                yield name, error
                if budget.members < 0:
                    return
            else:
                yield name, content


def _opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    if data.count(ENTRY) > 10 * limits.members:
        raise ReadError(f"an archive of more than {10 * limits.members:,} files")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise ReadError(f"a damaged or truncated archive ({error})") from error


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    parts = name.split("/")
    if ".." in parts or not parts[0] or PureWindowsPath(name).drive:
        raise ReadError("its name points out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ReadError("a link, not a file")
    if member.flag_bits & 1:
        raise ReadError("needs a password")
    allowed = budget.take(member)
    try:
        with archive.open(member) as stream:
            content = stream.read(allowed + 1)
    except BROKEN as error:
        raise ReadError(f"damaged in its archive ({error})") from error
    budget.bytes -= len(content)
    if len(content) > allowed:
        raise ReadError(f"unpacks to more than {allowed:,} bytes; left out")
    return content
