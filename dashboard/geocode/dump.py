"""A GeoNames country dump in, its places and the lines that make no sense out.

The format is that of download.geonames.org/export/dump: one place a line, 19 columns, parted by
tabs, UTF-8, no header; or a zip that holds such a file.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from dashboard.errors import GazetteerError
from dashboard.model import Level, Problem

COLUMNS = 19
MOST_BYTES = 4_000_000_000
"""of a dump; that of all countries has 1.7 GB"""
_MOST_LINE = 100_000
_OWN_IDS = 20_000_000
_COUNTRY = re.compile("[A-Z]{2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f|]+")
_SHOWN = 60

_LEVELS: dict[str, Level] = {
    **dict.fromkeys(("A.ADM1", "A.ADM1H"), Level.PROVINCE),
    **dict.fromkeys(("A.ADM2", "A.ADM3", "A.ADM4", "A.ADMD"), Level.DISTRICT),
    **dict.fromkeys(("L.PRT", "L.MILB", "L.OILF", "L.NVB", "L.INDS", "L.CMPRF"), Level.FACILITY),
    **dict.fromkeys(("L.LCTY", "L.AREA", "L.CMP"), Level.TOWN),
    **dict.fromkeys(("T.ISL", "T.ISLS", "T.MT", "T.MTS", "T.HLL", "T.PASS", "T.OAS"), Level.REGION),
    **dict.fromkeys(("L.RGN", "T.VAL", "T.PEN", "T.PLN"), Level.REGION),
}
_CLASSES = {"P": Level.TOWN, "S": Level.FACILITY}
_UNSEEN = ("P.PPLH",)


class DumpRow(NamedTuple):
    """A place of a dump; codes of divisions as GeoNames has them."""

    id: int
    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    feature: str
    country: str
    admin1: str
    admin2: str
    population: int

    @property
    def level(self) -> Level | None:
        """``None``: of a kind that is not mapped, as rivers and roads are no points."""
        if self.feature in _UNSEEN:
            return None
        return _LEVELS.get(self.feature) or _CLASSES.get(self.feature[:1])


def dump_rows(path: Path) -> Iterator[tuple[float, DumpRow | Problem]]:
    """Each line, and how far into the file it is, 0 to 1. GazetteerError for what is no file."""
    with _opened(path) as (file, size):
        done = 0
        for number, line in enumerate(_lines(file), start=1):
            done += len(line)
            if done > MOST_BYTES:
                raise GazetteerError(f"{path}: larger than {MOST_BYTES:,} bytes")
            if line.strip():
                yield min(1.0, done / size), _row(line, str(path), number)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines; what is longer than any line of a dump comes in pieces, which are no rows."""
    while line := file.readline(_MOST_LINE):
        yield line


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file, max(1, path.stat().st_size)
            return
        with zipfile.ZipFile(path) as archive:
            member = _member(archive, path)
            with archive.open(member) as packed:
                yield packed, max(1, member.file_size)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error})") from error


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    texts = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith(".txt") and "readme" not in info.filename.lower()
    ]
    if not texts:
        raise GazetteerError(f"{path}: no .txt in it that could be a GeoNames dump")
    return max(texts, key=lambda info: info.file_size)


def _row(line: bytes, file: str, number: int) -> DumpRow | Problem:
    try:
        return _read(line)
    except ValueError as error:
        shown = line[:_SHOWN].decode("utf-8", "replace").strip()
        value, _, reason = str(error).rpartition(": ")
        return Problem(file, number, value or shown, reason)


def _read(line: bytes) -> DumpRow:
    """Raises ValueError with "value: reason"."""
    try:
        cells = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns, not the {COLUMNS} of a GeoNames dump")
    place_id = _whole(cells[0], "id")
    if not 0 < place_id < _OWN_IDS:
        raise ValueError(f"{cells[0]}: not an id of GeoNames")
    name = _plain(cells[1])
    if not name:
        raise ValueError(f"{cells[0]}: a place without a name")
    if not _COUNTRY.fullmatch(cells[8]):
        raise ValueError(f"{cells[8]}: not a country code of two letters")
    names = [_plain(each) for each in (cells[2], *cells[3].split(","))]
    return DumpRow(
        place_id,
        name,
        tuple(each for each in dict.fromkeys(names) if each and each != name),
        _degrees(cells[4], 90.0),
        _degrees(cells[5], 180.0),
        f"{cells[6]}.{cells[7]}" if cells[6] and cells[7] else cells[6],
        cells[8],
        cells[10],
        cells[11],
        max(0, _whole(cells[14] or "0", "population")),
    )


def _plain(name: str) -> str:
    return _CONTROL.sub(" ", name).strip()


def _whole(cell: str, what: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise ValueError(f"{cell[:_SHOWN]}: not a whole number as {what}") from None


def _degrees(cell: str, most: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not abs(value) <= most:
        raise ValueError(f"{cell[:_SHOWN]}: not degrees between -{most:g} and {most:g}")
    return value
