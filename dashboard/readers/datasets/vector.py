"""GeoPackage: every layer with a geometry, brought to WGS 84."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.tables.features import FIXED, record_of
from dashboard.readers.datasets.tables.grid import Sheet, from_records
from dashboard.readers.datasets.tables.reading import read_sheet
from dashboard.readers.datasets.tables.shapes import describe

SQLITE = b"SQLite format 3\0"
WGS84 = ("EPSG:4326", "OGC:CRS84", "EPSG:4979")
BROKEN = (DataSourceError, DataLayerError, RuntimeError, ValueError, OSError)
Row = tuple[int, Mapping[str, str] | Refused, float]


def open_geopackage(path: Path, *, layer: str = "") -> Sheet:
    """All layers, or one; ``line`` is the number of a feature in its layer.

    Raises ``ReadError`` when it is damaged or no layer has a geometry.
    """
    layers = _layers(path)
    if layer and layer not in layers:
        raise ReadError(f"{path.name}: no layer {layer!r}; there are {', '.join(layers)}")
    chosen = [layer] if layer else layers
    said: list[str] = []
    sources = [(name, _source(path, name, said)) for name in chosen]

    def rows() -> Iterator[Row]:
        for name, source in sources:
            yield from _features(path.name, name, source, named=len(sources) > 1)

    sheet = from_records(path.name, rows, fixed=FIXED, warnings=tuple(said))
    if not sheet.header and not any(chunk.refused for chunk in sheet.chunks(1_000)):
        raise ReadError(f"{path.name}: its layers are empty")
    return sheet


def _layers(path: Path) -> list[str]:
    """Tables with a geometry; views are passed over, for they may compute without end."""
    query = (
        "SELECT g.table_name FROM gpkg_geometry_columns g JOIN sqlite_master m "
        "ON lower(m.name) = lower(g.table_name) AND m.type = 'table' ORDER BY 1"
    )
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as base:
            found = [str(row[0]) for row in base.execute(query)]
    except (sqlite3.Error, UnicodeError) as error:
        raise ReadError(f"{path.name}: not a GeoPackage, or damaged ({error})") from error
    if not found:
        raise ReadError(f"{path.name}: no layer of it has a geometry")
    return found


def _source(path: Path, layer: str, said: list[str]) -> tuple[str, str | None]:
    """What GDAL opens: the file, or one that turns its coordinates into WGS 84 as they are read."""
    try:
        system = pyogrio.read_info(str(path), layer=layer).get("crs")
    except BROKEN as error:
        raise ReadError(f"{path.name}: layer {layer!r} cannot be read ({error})") from error
    if system in WGS84:
        return str(path.resolve()), layer
    if not system or system.startswith(("LOCAL_CS", "ENGCRS")) or "ndefined" in system:
        said.append(f"layer {layer!r} does not say which system its coordinates are in; "
                    "taken as WGS 84")  # fmt: skip
        return str(path.resolve()), layer
    said.append(f"coordinates of layer {layer!r} are turned from {system[:60]} into WGS 84")
    name = quoteattr(layer)
    place = str(path.resolve()).replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name={name}><SrcDataSource>{place}"
        "</SrcDataSource></OGRVRTLayer><TargetSRS>EPSG:4326</TargetSRS>"
        "</OGRVRTWarpedLayer></OGRVRTDataSource>"
    ), None


def _features(
    file: str, layer: str, source: tuple[str, str | None], *, named: bool
) -> Iterator[Row]:
    try:
        with pyogrio.open_arrow(
            source[0], layer=source[1], batch_size=5_000, use_pyarrow=True, datetime_as_string=True
        ) as (meta, batches):
            geometry = meta["geometry_name"] or "wkb_geometry"
            number = 0
            for batch in batches:
                for cells in batch.to_pylist():
                    number += 1
                    wkb = cells.pop(geometry, None)
                    if named:
                        cells["layer"] = layer
                    yield number, _row(file, number, cells, wkb), 0.0
    except BROKEN as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{file}: layer {layer!r} is damaged ({error})") from error


def _row(
    file: str, number: int, cells: Mapping[str, Any], wkb: bytes | None
) -> Mapping[str, str] | Refused:
    shape = None
    if wkb:
        try:
            geometry = shapely.from_wkb(wkb, on_invalid="ignore")
            shape = describe(geometry) if geometry is None or not geometry.is_empty else None
        except (ValueError, shapely.GEOSException) as error:
            return Refused(file, number, "geometry", "", str(error)[:200])
    plain = {k: v for k, v in cells.items() if not isinstance(v, bytes)}
    return record_of(plain, shape)


def _fits(head: Head) -> bool:
    return head.first.startswith(SQLITE) and b"gpkg_contents" in head.first


def _read(path: Path, options: Options) -> Reading:
    sheet = open_geopackage(path, layer=options.mapping.get("sheet", ""))
    return read_sheet(sheet, path, options, format="gpkg")


FORMAT = Format("gpkg", "GeoPackage", _fits, _read)
