"""What the browser reads out of a packed file, in Python: for tests only."""

import gzip
import json
import struct
from typing import Any

import numpy as np

from dashboard.render.packed import LONG, Packed


def unpack(packed: Packed) -> dict[str, Any]:
    """The header under ``header``, and one array for each column of the rows."""
    body = gzip.decompress(packed.data)
    assert body[:4] == b"DLP1"
    (length,) = struct.unpack("<I", body[4:8])
    header = json.loads(body[8 : 8 + length])
    columns, at = {}, 8 + length
    for name, width, count in header["columns"]:
        planes = np.frombuffer(body, np.uint8, width * count, at).reshape(width, count)
        columns[name] = sum(plane.astype(np.int64) << 8 * n for n, plane in enumerate(planes))
        at += width * count
    assert at == len(body)
    return {"header": header, **_rows(header, columns)}


def _rows(header: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    days = header["start"] + np.arange(len(columns["day_rows"]))
    first = np.repeat(days, columns["day_rows"])
    dated = len(first)
    span = columns["span"].copy()
    assert set(columns["long_row"].tolist()) == set(np.flatnonzero(span == LONG).tolist())
    span[columns["long_row"]] = columns["long_span"]
    spot = columns["spot"]
    return {
        "first": first,
        "last": first + span[:dated],
        "x": columns["x"][spot],
        "y": columns["y"][spot],
        "level": np.array(header["levels"])[columns["level"][spot]],
        "radius": columns["radius"][spot],
        "kind": [header["kinds"][kind] for kind in columns["kind"].tolist()],
        "deaths": [header["deaths"][dead] for dead in columns["deaths"].tolist()],
    }
