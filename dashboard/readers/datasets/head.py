"""Opening a file, packed or not, as one stream of bytes that can only be read in bounds."""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from dashboard.errors import ReadError
from dashboard.readers.datasets.format import Head

WINDOW = 65_536
"""bytes that a format is told by"""
RATIO = 200
"""unpacked to packed size, beyond which a packed file is a bomb; tables reach 20"""
LARGEST = 20_000_000_000
"""unpacked bytes of a packed file"""
SMALL = 10_000_000
"""unpacked bytes up to which the ratio does not matter"""
MEMBERS = 2_000
DIRECTORY = 4_000_000
"""bytes of a zip's list of members"""
TABLES = (".csv", ".tsv", ".txt", ".json", ".geojson", ".kml")
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError,
          NotImplementedError, RuntimeError, OverflowError)  # fmt: skip
"""what the standard library raises on damaged and encrypted archives"""
END_OF_ZIP = b"PK\x05\x06"


class Bytes(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many."""


class Stream:
    """Bytes of a file, unpacked, with what share of it was read."""

    def __init__(self, name: str, path: Path, packed: IO[bytes], plain: Bytes, size: int):
        self.name = name
        """of the table: the file's, or the member's of a zip"""
        self.path = path
        self._packed, self._plain, self._size = packed, plain, size
        self._given = 0

    @property
    def done(self) -> float:
        """Share of the file, 0 to 1."""
        at = self._given if self._plain is self._packed else self._packed.tell()
        return min(at / self._size, 1.0) if self._size else 1.0

    def read(self, count: int) -> bytes:
        """The next bytes, fewer than ``count`` only at the end.

        Raises ``ReadError`` when the file is damaged, cut off, or a bomb.
        """
        parts: list[bytes] = []
        missing = count
        try:
            while missing and (part := self._plain.read(missing)):
                parts.append(part)
                missing -= len(part)
        except BROKEN as error:
            raise ReadError(f"{self.path.name}: damaged or cut off ({error})") from error
        self._given += count - missing
        self._check_size()
        return b"".join(parts)

    def _check_size(self) -> None:
        if self._plain is self._packed:
            return
        if self._given > LARGEST:
            raise ReadError(f"{self.path.name}: unpacks to more than {LARGEST:,} bytes")
        if self._given > SMALL and self._given > RATIO * max(self._packed.tell(), 1):
            raise ReadError(
                f"{self.path.name}: unpacks to more than {RATIO} times its size, "
                "which looks like a zip bomb"
            )


def head_of(path: Path) -> Head:
    """The beginning of a file, unpacked if it is a gzip or a zip of one table.

    Raises ``ReadError`` when there is no such file, or it is empty or damaged.
    """
    with opened(path) as stream:
        first = stream.read(WINDOW)
    if not first:
        raise ReadError(f"{path.name}: the file is empty")
    return Head(path, stream.name, first)


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The file as a stream; a zip that holds several tables, or none, as it lies there."""
    if path.is_dir():
        raise ReadError(f"{path.name}: a folder, not a file")
    if not path.exists():
        raise ReadError(f"{path.name}: there is no such file")
    if not path.is_file():
        raise ReadError(f"{path.name}: not an ordinary file")
    try:
        file = path.open("rb")
    except OSError as error:
        raise ReadError(f"{path.name}: cannot be read ({error.strerror})") from error
    with file:
        size = path.stat().st_size
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unzipped:
                yield Stream(path.name.removesuffix(".gz"), path, file, unzipped, size)
        elif magic in (b"PK\x03\x04", END_OF_ZIP) and (found := _only_table(path, file, size)):
            member, plain = found
            with plain:
                yield Stream(Path(member.filename).name, path, file, plain, size)
        else:
            file.seek(0)
            yield Stream(path.name, path, file, file, size)


def _only_table(path: Path, file: IO[bytes], size: int) -> tuple[zipfile.ZipInfo, IO[bytes]] | None:
    """The table in a zip, opened; ``None`` when it holds several, or none."""
    _check_directory(path, file, size)
    try:
        archive = zipfile.ZipFile(file)
        tables = _tables(archive)
        if len(tables) != 1:
            return None
        plain = archive.open(tables[0])
    except BROKEN as error:
        raise ReadError(f"{path.name}: a damaged or locked archive ({error})") from error
    packed, unpacked = tables[0].compress_size, tables[0].file_size
    if unpacked > max(SMALL, RATIO * packed):
        raise ReadError(
            f"{path.name}: {tables[0].filename} unpacks to {unpacked:,} bytes "
            f"from {packed:,}, which looks like a zip bomb"
        )
    return tables[0], plain


def _check_directory(path: Path, file: IO[bytes], size: int) -> None:
    """The standard library reads a zip's whole list of members into memory."""
    file.seek(max(0, size - 66_000))
    _, found, end = file.read().rpartition(END_OF_ZIP)
    file.seek(0)
    if not found or len(end) < 18:
        raise ReadError(f"{path.name}: a damaged or cut off archive")
    members, length = struct.unpack("<6xHI", end[:12])
    if length > DIRECTORY or members > MEMBERS:
        raise ReadError(f"{path.name}: an archive of more than {MEMBERS:,} files")


def _tables(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(TABLES)
        and not member.filename.startswith("__MACOSX/")
        and "readme" not in member.filename.lower()
    ]
