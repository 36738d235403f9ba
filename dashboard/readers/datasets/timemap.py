"""JSON lists of events: TimeMap's, those of osint-geo-extractor, and any other's."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.tables.features import cell_of
from dashboard.readers.datasets.tables.grid import Sheet, from_records
from dashboard.readers.datasets.tables.jsonitems import records
from dashboard.readers.datasets.tables.reading import read_sheet

LISTS = ("events", "data", "items", "results", "incidents", "records")
"""names under which a file may hold its list"""
TIMEMAP = {"event_id": "id", "date": "date", "place": "location", "latitude": "latitude",
           "longitude": "longitude", "type": "type", "family": "category",
           "text": "description", "source": "sources"}  # fmt: skip
"""eventSchema.js of forensic-architecture/timemap"""
OSINT = {"event_id": "id", "date": "date", "place": "place_desc", "latitude": "latitude",
         "longitude": "longitude", "title": "title", "text": "description", "source": "source",
         "url": "links"}  # fmt: skip
"""``Event`` of conflict-investigations/osint-geo-extractor"""
_KEYS = re.compile(rb'"(?:date|latitude|lat|event_date|location|place|coordinates)"\s*:', re.I)
Row = tuple[int, Mapping[str, str] | Refused, float]


def open_events(path: Path) -> Sheet:
    """Raises ``ReadError`` when it is not JSON or holds no objects."""

    def rows() -> Iterator[Row]:
        for line, event, done in records(path, LISTS):
            yield line, _row(path.name, line, event), done

    sheet = from_records(path.name, rows)
    if not sheet.header:
        raise ReadError(f"{path.name}: there are no events in it")
    names = set(sheet.header)
    known = OSINT if "place_desc" in names or {"links", "title"} <= names else TIMEMAP
    if not {"date", "description"} <= names:
        known = {}
    fixed = {ours: theirs for ours, theirs in known.items() if theirs in names}
    return from_records(path.name, rows, fixed=fixed)


def _row(file: str, line: int, event: Any) -> Mapping[str, str] | Refused:
    if not isinstance(event, dict):
        return Refused(file, line, "", json.dumps(event)[:200], "not an object")
    return {str(name): cell_of(value) for name, value in event.items()}


def _fits(head: Head) -> bool:
    start = head.first.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"[")) and bool(_KEYS.search(head.first))


def _read(path: Path, options: Options) -> Reading:
    return read_sheet(open_events(path), path, options, format="timemap")


FORMAT = Format("timemap", "TimeMap and other JSON lists of events", _fits, _read)
