"""Gazetteers that the user adds: country dumps in, kept beside the built file, rows of it out.

They lie in the folder ``added`` beside the SQLite file, one compressed table each, and are built
into it together with the shipped files; so they survive a rebuild, and a place is looked up once.
"""

import hashlib
import lzma
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dashboard.errors import GazetteerError
from dashboard.geocode import shipped
from dashboard.geocode.dump import DumpRow, dump_rows
from dashboard.geocode.earth import cell_of
from dashboard.model import Level, Problem

if TYPE_CHECKING:
    from dashboard.geocode.row import PlaceRow

_ENDING = ".tsv.xz"
_REGION_KM = 15.0
_RADIUS_KM = {Level.TOWN: 5.0, Level.FACILITY: 2.0, Level.REGION: _REGION_KM}
_AREA_KM = 25.0
"""what CODEBOOK.md says of a district whose area is not known"""
_FACTORS = {Level.PROVINCE: (0.25, 8000.0), Level.DISTRICT: (0.1, 2000.0)}
_UNSAFE = re.compile(r"[^\w-]+")

Weigh = Callable[..., float]


class Report(NamedTuple):
    """What became of a dump."""

    name: str
    places: int
    left_out: int
    """rows of kinds that are not mapped"""
    problems: list[Problem]


def folder_of(gazetteer: Path) -> Path:
    """Where the gazetteers are kept that were added to this one."""
    return gazetteer.parent / "added"


def names(folder: Path) -> list[str]:
    """Of all that were added, in the order of the alphabet."""
    return sorted(path.name.removesuffix(_ENDING) for path in folder.glob(f"*{_ENDING}"))


def digest(folder: Path) -> str:
    """SHA-256 of all that were added; empty if there are none. GazetteerError if one is lost."""
    whole = hashlib.sha256()
    for name in names(folder):
        whole.update(name.encode() + b"\0" + _bytes(folder / f"{name}{_ENDING}"))
    return whole.hexdigest() if names(folder) else ""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror})") from error


def add(dump: Path, folder: Path, progress: Callable[[float, str], None]) -> Report:
    """Keep the places of a GeoNames dump under its file name; the same name is replaced.

    GazetteerError if the file cannot be read or holds no place at all; then nothing is changed.
    """
    name = _UNSAFE.sub("-", dump.stem)[:40].strip("-") or "added"
    kept: dict[int, DumpRow] = {}
    problems: list[Problem] = []
    left_out = 0
    for at, (done, row) in enumerate(dump_rows(dump)):
        if at % 20_000 == 0:
            progress(done, f"reading {dump.name}")
        if isinstance(row, Problem):
            problems.append(row)
        elif row.level is None:
            left_out += 1
        else:
            kept.setdefault(row.id, row)
    if not kept:
        why = f"; {problems[0].reason}, in line {problems[0].line}" if problems else ""
        raise GazetteerError(f"{dump}: no place in it{why}")
    _keep(folder / f"{name}{_ENDING}", [kept[place] for place in sorted(kept)])
    return Report(name, len(kept), left_out, problems)


def _keep(path: Path, rows: Sequence[DumpRow]) -> None:
    lines = ("\t".join(map(str, (*row[:2], "|".join(row.names), *row[3:]))) + "\n" for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        os.close(handle)
        try:
            with lzma.open(aside, "wt", encoding="utf-8", newline="\n", preset=1) as file:
                file.writelines(lines)
            Path(aside).replace(path)
        finally:
            Path(aside).unlink(missing_ok=True)
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be written ({error.strerror})") from error


def remove(name: str, folder: Path) -> None:
    """GazetteerError if none was added under this name."""
    if name not in names(folder):
        there = ", ".join(names(folder)) or "none"
        raise GazetteerError(f"{name}: no such added gazetteer; there are: {there}")
    try:
        (folder / f"{name}{_ENDING}").unlink()
    except OSError as error:
        raise GazetteerError(f"{name}: cannot be removed ({error.strerror})") from error


def _rows(folder: Path) -> Iterator[DumpRow]:
    for name in names(folder):
        path = folder / f"{name}{_ENDING}"
        try:
            with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
                for line in file:
                    yield _unkept(line)
        except (OSError, lzma.LZMAError, ValueError, IndexError, TypeError) as error:
            raise GazetteerError(
                f"{path}: damaged ({error}); add the dump again, or delete it"
            ) from error


def _unkept(line: str) -> DumpRow:
    (gid, name, more, latitude, longitude, feature, country, admin1, admin2, population) = (
        line.rstrip("\n").split("\t")
    )
    return DumpRow(
        int(gid), name, tuple(filter(None, more.split("|"))), float(latitude), float(longitude),
        feature, country, admin1, admin2, int(population),
    )  # fmt: skip


def with_added(
    places: "list[PlaceRow]", folder: Path, make: "Callable[..., PlaceRow]", weigh: Weigh
) -> "list[PlaceRow]":
    """The places, those already known with the names that a dump adds, then the new ones."""
    if not names(folder):
        return places
    at = {place.id: index for index, place in enumerate(places)}
    provinces = {row[6]: int(row[0]) for row in shipped.packed_rows("divisions") if row[3] == "1"}
    rows = list({row.id: row for row in _rows(folder)}.values())
    districts = {
        (row.country, row.admin1, row.admin2): row.id for row in rows if row.feature == "A.ADM2"
    }
    merged = list(places)
    for row in rows:
        if row.id in at:
            index = at[row.id]
            aliases = dict.fromkeys((*places[index].aliases, row.name, *row.names))
            merged[index] = places[index]._replace(aliases=tuple(aliases))
        else:
            admin1 = provinces.get(f"{row.country}.{row.admin1}")
            admin2 = districts.get((row.country, row.admin1, row.admin2)) if row.admin2 else None
            merged.append(make(*_new(row, admin1, admin2, weigh)))
    return merged


def _new(row: DumpRow, admin1: int | None, admin2: int | None, weigh: Weigh) -> tuple[object, ...]:
    level = row.level or Level.TOWN
    factor, least = _FACTORS.get(level, (1.0, 100.0))
    town = level == Level.TOWN
    famed = {"names": 1 + len(row.names)} if town else {}
    return (
        row.id, f"geonames:{row.id}", row.name, level, row.country,
        row.id if level == Level.PROVINCE else admin1, admin2, row.feature,
        row.latitude, row.longitude, _RADIUS_KM.get(level, _AREA_KM), row.population or None,
        weigh(row.population, factor=factor, least=least, **famed), row.names,
        cell_of(row.latitude, row.longitude) if town else None,
    )  # fmt: skip
