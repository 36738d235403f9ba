"""Paths in, files out: what lies in folders, and in archives of several files."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from dashboard.errors import ReadError

TABLES = (".csv", ".tsv", ".txt", ".json", ".geojson", ".kml")
"""files that a reader finds in an archive by itself, if there is only one"""
OTHERS = (".xlsx", ".parquet", ".gpkg", ".kmz", ".zip", ".gz")
WHOLE = ("[Content_Types].xml", "mimetype", "doc.kml")
"""members of archives that are one document: a workbook, a map"""
RATIO, SMALL, MEMBERS = 200, 10_000_000, 2_000
"""unpacked to packed size, bytes up to which it does not matter, and files in one archive"""
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)

File = tuple[str, Path | ReadError]
"""name for people, and where it is; or why it cannot be had"""


def files(path: Path) -> Iterator[File]:
    """Files at ``path`` by name; one from an archive is there only until the next is asked for."""
    if not path.exists():
        yield str(path), ReadError(f"{path}: no such file or folder")
    elif path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
        if not found:
            yield str(path), ReadError(f"{path}: a folder without files")
        for one in found:
            yield from _unpacked(one, str(one.relative_to(path.parent)))
    else:
        yield from _unpacked(path, path.name)


def _hidden(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _unpacked(path: Path, name: str) -> Iterator[File]:
    with path.open("rb") as stream:
        packed = stream.read(4) == b"PK\x03\x04"
    if not packed:
        yield name, path
        return
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = _chosen(archive)
            if not chosen:
                yield name, path
            elif len(chosen) > MEMBERS:
                yield name, ReadError(f"{name}: an archive of more than {MEMBERS:,} files")
            else:
                for member in chosen:
                    yield from _extracted(archive, member, f"{name}/{member.filename}")
    except zipfile.BadZipFile as error:
        yield name, ReadError(f"{name}: a damaged or cut off archive ({error})")


def _chosen(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Members to read one by one; none where the archive is to be read as a whole."""
    names = [member.filename for member in archive.infolist()]
    if any(name in WHOLE for name in names):
        return []
    kept = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(TABLES + OTHERS)
        and not member.filename.startswith("__MACOSX/")
        and "readme" not in member.filename.lower()
    ]
    alone = len(kept) == 1 and kept[0].filename.lower().endswith(TABLES)
    return [] if alone else kept


def _extracted(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[File]:
    if member.file_size > max(SMALL, RATIO * member.compress_size):
        yield (
            name,
            ReadError(
                f"{name}: unpacks to {member.file_size:,} bytes from {member.compress_size:,}, "
                "which looks like a zip bomb"
            ),
        )
        return
    with TemporaryDirectory(prefix="dateline-") as folder:
        target = Path(folder) / PurePosixPath(member.filename.replace("\\", "/")).name[-100:]
        found: Path | ReadError = target
        try:
            with archive.open(member) as packed, target.open("wb") as plain:
                shutil.copyfileobj(packed, plain, 1 << 20)
        except _BROKEN as error:
            found = ReadError(f"{name}: damaged in its archive ({error})")
        yield name, found
