"""GeoJSON: a collection, features one a line, or one feature; points and areas."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.tables.features import FIXED, record_of
from dashboard.readers.datasets.tables.grid import Sheet, from_records
from dashboard.readers.datasets.tables.jsonitems import records
from dashboard.readers.datasets.tables.reading import read_sheet
from dashboard.readers.datasets.tables.shapes import Shape, describe, point_at

_FEATURE = re.compile(rb'"type"\s*:\s*"Feature(?:Collection)?"')
_WGS84 = re.compile(r"CRS:?:?84|EPSG:+(?:[\d.]*:)?4326|WGS ?84", re.IGNORECASE)
Row = tuple[int, Mapping[str, str] | Refused, float]


def open_geojson(path: Path) -> Sheet:
    """Raises ``ReadError`` when it is not GeoJSON, or not in degrees of WGS 84."""

    def check(name: str, value: Any) -> None:
        system = json.dumps(value)
        if name == "crs" and value and not _WGS84.search(system):
            raise ReadError(f"{path.name}: coordinates of {system[:100]}; WGS 84 is needed")

    def rows() -> Iterator[Row]:
        for line, feature, done in records(path, ("features",), check=check):
            yield line, _row(path.name, line, feature), done

    sheet = from_records(path.name, rows, fixed=FIXED)
    if not sheet.header and not any(chunk.refused for chunk in sheet.chunks(1_000)):
        raise ReadError(f"{path.name}: there are no features in it")
    return sheet


def _row(file: str, line: int, feature: Any) -> Mapping[str, str] | Refused:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Refused(file, line, "type", json.dumps(feature)[:200], "not a feature")
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        return Refused(file, line, "properties", json.dumps(properties)[:200], "not an object")
    geometry = feature.get("geometry")
    try:
        shape = shape_of(geometry)
    except ValueError as error:
        return Refused(file, line, "geometry", json.dumps(geometry)[:200], str(error))
    if "id" in feature and "id" not in properties:
        properties = {"id": feature["id"], **properties}
    return record_of(properties, shape)


def shape_of(geometry: Any) -> Shape | None:
    """Of a GeoJSON geometry; ``None``: there is none. Raises ``ValueError`` when it is damaged."""
    if geometry is None:
        return None
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        at = geometry.get("coordinates")
        if isinstance(at, list) and len(at) > 1 and _is_number(at[0]) and _is_number(at[1]):
            return point_at(at[0], at[1])
    try:
        found = shapely.from_geojson(json.dumps(geometry))
    except (shapely.GEOSException, ValueError, TypeError) as error:
        raise ValueError(f"not a geometry ({str(error)[:100]})") from None
    return None if found.is_empty else describe(found)


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and abs(value) < 1e9  # type: ignore[arg-type]


def _fits(head: Head) -> bool:
    start = head.first.lstrip(b"\xef\xbb\xbf \t\r\n\x1e")
    return start.startswith(b"{") and bool(_FEATURE.search(head.first))


def _read(path: Path, options: Options) -> Reading:
    return read_sheet(open_geojson(path), path, options, format="geojson")


FORMAT = Format("geojson", "GeoJSON", _fits, _read)
