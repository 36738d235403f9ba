"""The shipped gazetteer files in, rows and outlines out. Formats: data/gazetteer/distil.py."""

import csv
import hashlib
import io
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely

from dashboard.errors import GazetteerError
from dashboard.settings import ROOT

FOLDER = ROOT / "data" / "gazetteer"
PACKED = ("countries", "divisions", "places", "airfields", "post_towns", "outlines")
READABLE = ("regions", "places", "demonyms", "names", "points")
_UNITS_PER_DEGREE = 1000


def digest(folder: Path = FOLDER) -> str:
    """SHA-256 of everything the SQLite file is made from; GazetteerError if a file is missing."""
    whole = hashlib.sha256()
    for path in paths(folder):
        try:
            whole.update(path.name.encode() + path.read_bytes())
        except OSError as error:
            raise GazetteerError(f"{path}: cannot be read ({error.strerror})") from error
    return whole.hexdigest()


def paths(folder: Path) -> list[Path]:
    """All shipped files."""
    packed = [folder / f"{name}.tsv.xz" for name in PACKED]
    return packed + [folder / f"{name}.csv" for name in READABLE]


def packed_rows(name: str, folder: Path = FOLDER) -> Iterator[list[str]]:
    """Rows of a tab-separated xz file, as text."""
    path = folder / f"{name}.tsv.xz"
    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n").split("\t")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error})") from error


def readable_rows(name: str, folder: Path = FOLDER) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a hand-kept CSV file."""
    path = folder / f"{name}.csv"
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error})") from error
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        yield reader.line_num, {name: (value or "").strip() for name, value in row.items() if name}


def outlines(folder: Path = FOLDER) -> Iterator[tuple[str, Any]]:
    """GeoNames id of a division or ISO code of a country, with its shapely MultiPolygon."""
    for owner, packed in packed_rows("outlines", folder):
        polygons = [_polygon(rings) for rings in packed.split(";") if rings]
        shape = shapely.make_valid(shapely.MultiPolygon([p for p in polygons if p is not None]))
        area = only_polygons(shape)
        if not area.is_empty:
            yield owner, area


def only_polygons(shape: Any) -> Any:
    """The polygons of a geometry; what has no area is dropped."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def _polygon(packed: str) -> Any:
    rings = [_ring(ring) for ring in packed.split("/")]
    rings = [ring for ring in rings if len(ring) >= 3]
    return shapely.Polygon(rings[0], rings[1:]) if rings else None


def _ring(packed: str) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for step in packed.split(","):
        dx, _, dy = step.partition(" ")
        x, y = x + int(dx), y + int(dy)
        points.append((x / _UNITS_PER_DEGREE, y / _UNITS_PER_DEGREE))
    return points
