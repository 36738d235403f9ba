"""KML and KMZ: placemarks with their times and data; links are never followed."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import lxml.html
import shapely
from lxml import etree

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.head import BROKEN, RATIO, SMALL, opened
from dashboard.readers.datasets.tables.features import FIXED, record_of
from dashboard.readers.datasets.tables.grid import Sheet, from_records
from dashboard.readers.datasets.tables.reading import read_sheet
from dashboard.readers.datasets.tables.shapes import Shape, describe

LARGEST = 500_000_000
"""bytes of an unpacked document"""
NAMES = {"event_id": "id", "place": "address", "first": "begin", "last": "end", "title": "name",
         "text": "description"}  # fmt: skip
_NUMBER = r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?"
_TUPLE = re.compile(rf"({_NUMBER})\s*,\s*({_NUMBER})(?:\s*,\s*{_NUMBER})?")
Row = tuple[int, Mapping[str, str] | Refused, float]


def open_kml(path: Path) -> Sheet:
    """Raises ``ReadError`` when it is damaged, declares entities, or holds no placemarks."""

    def rows() -> Iterator[Row]:
        with _document(path) as stream:
            for line, placemark in _placemarks(stream, path.name):
                yield line, _row(path.name, line, placemark), 0.0

    found = from_records(path.name, rows)
    if not found.header:
        raise ReadError(f"{path.name}: there are no placemarks in it")
    named = {ours: theirs for ours, theirs in NAMES.items() if theirs in found.header}
    return from_records(path.name, rows, fixed=FIXED | named)


@contextmanager
def _document(path: Path) -> Iterator[Any]:
    """The KML itself; of a KMZ with several the first, as the standard says."""
    with opened(path) as stream:
        first = stream.read(4)
    if not first.startswith(b"PK"):
        with opened(path) as stream:
            yield stream
        return
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [p for p in archive.infolist() if p.filename.lower().endswith(".kml")]
            if not parts:
                raise ReadError(f"{path.name}: an archive without KML")
            most = max(SMALL, RATIO * parts[0].compress_size)
            if parts[0].file_size > min(most, LARGEST):
                raise ReadError(f"{path.name}: unpacks to {parts[0].file_size:,} bytes")
            with archive.open(parts[0]) as member:
                yield member
    except BROKEN as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{path.name}: a damaged archive ({error})") from error


def _placemarks(stream: Any, file: str) -> Iterator[tuple[int, Any]]:
    """Each with its line, one at a time; what was read is let go."""
    try:
        parser = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        inside = 0
        for number, (event, element) in enumerate(parser):
            if number == 0:
                _check_root(element, file)
            mark = etree.QName(element).localname == "Placemark"
            if event == "start":
                inside += mark
            elif mark:
                inside -= 1
                yield element.sourceline or 0, element
            if event == "end" and not inside:
                _let_go(element)
    except etree.LxmlError as error:
        raise ReadError(f"{file}: damaged or cut off ({error})") from error


def _check_root(root: Any, file: str) -> None:
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"{file}: declares entities, which a map has no need of")
    if etree.QName(root).localname.lower() not in ("kml", "document", "folder", "placemark"):
        raise ReadError(f"{file}: not KML, its first element is {root.tag[:100]}")


def _let_go(element: Any) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _row(file: str, line: int, placemark: Any) -> Mapping[str, str] | Refused:
    try:
        shape = _shape(placemark)
    except ValueError as error:
        told = " ".join("".join(placemark.itertext("{*}coordinates")).split())
        return Refused(file, line, "coordinates", told[:200], str(error))
    cells: dict[str, str] = {}
    if placemark.get("id"):
        cells["id"] = placemark.get("id")
    for child in placemark:
        name = etree.QName(child).localname
        if name in ("name", "address", "snippet", "Snippet"):
            cells[name.lower()] = _text(child)
        elif name == "description":
            cells[name] = _plain(_text(child))
        elif name == "TimeStamp":
            cells["begin"] = cells["end"] = _below(child, "when")
        elif name == "TimeSpan":
            cells["begin"], cells["end"] = _below(child, "begin"), _below(child, "end")
        elif name == "ExtendedData":
            cells |= _data(child)
    return record_of(cells, shape)


def _data(extended: Any) -> dict[str, str]:
    found = {}
    for element in extended.iter("{*}Data", "{*}SimpleData"):
        simple = etree.QName(element).localname == "SimpleData"
        value = _text(element) if simple else _below(element, "value")
        found[str(element.get("name") or "data")] = value
    return found


def _shape(placemark: Any) -> Shape | None:
    geometries = []
    for element in placemark.iter("{*}Point", "{*}LineString", "{*}LinearRing", "{*}Polygon"):
        name = etree.QName(element).localname
        above = [etree.QName(one).localname for one in element.iterancestors()]
        if name == "Polygon":
            outer = element.find("{*}outerBoundaryIs")
            ring = _points(outer if outer is not None else element)
            geometries.append(_made(shapely.Polygon, ring))
        elif "Polygon" not in above:
            points = _points(element)
            whole = shapely.Point if name == "Point" else shapely.LineString
            geometries.append(_made(whole, points[0] if name == "Point" and points else points))
    if not geometries:
        return None
    one = geometries[0] if len(geometries) == 1 else shapely.GeometryCollection(geometries)
    return describe(one)


def _made(make: Any, points: Any) -> Any:
    try:
        return make(points)
    except (ValueError, TypeError, shapely.GEOSException):
        raise ValueError("not coordinates") from None


def _points(element: Any) -> list[tuple[float, float]]:
    text = " ".join(_text(one) for one in element.iter("{*}coordinates"))
    points = [(float(found[1]), float(found[2])) for found in _TUPLE.finditer(text)]
    if not points:
        raise ValueError("not coordinates")
    return points


def _below(element: Any, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return _text(found) if found is not None else ""


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _plain(text: str) -> str:
    """Without markup."""
    if "<" not in text:
        return text
    try:
        return " ".join(lxml.html.fromstring(f"<div>{text}</div>").text_content().split())
    except (etree.LxmlError, ValueError):
        return text


def _fits(head: Head) -> bool:
    if head.first.startswith(b"PK"):
        return head.path.suffix.lower() == ".kmz"
    return b"<kml" in head.first[:4_096] or b":kml" in head.first[:4_096]


def _read(path: Path, options: Options) -> Reading:
    return read_sheet(open_kml(path), path, options, format="kml")


FORMAT = Format("kml", "KML and KMZ", _fits, _read)
