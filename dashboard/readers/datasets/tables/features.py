"""Features of any format (properties and a geometry) as records of text for a sheet."""

import json
from collections.abc import Mapping
from typing import Any

from dashboard.readers.datasets.tables.shapes import Shape
from dashboard.readers.datasets.tables.workbook import text_of_value

LATITUDE, LONGITUDE = "latitude (geometry)", "longitude (geometry)"
RADIUS, LEVEL, OUTLINE = "radius_km (geometry)", "level (geometry)", "outline (geometry)"
FIXED = {"latitude": LATITUDE, "longitude": LONGITUDE, "radius_km": RADIUS}
"""mapping of what the geometry says; the outline is kept as a code"""


def record_of(properties: Mapping[str, Any], shape: Shape | None) -> dict[str, str]:
    """Cells by name; an area has its reach as radius, from which its level follows.

    Where there is no geometry, properties may say where it is: we export countries so.
    """
    cells = {str(name): cell_of(value) for name, value in properties.items()}
    if shape is not None:
        cells[LATITUDE], cells[LONGITUDE] = repr(shape.latitude), repr(shape.longitude)
        if shape.radius_km:
            cells[RADIUS] = repr(shape.radius_km)
        if shape.outline:
            cells[OUTLINE] = shape.outline
    elif cells.get("latitude") and cells.get("longitude"):
        cells[LATITUDE], cells[LONGITUDE] = cells["latitude"], cells["longitude"]
    return cells


def cell_of(value: Any) -> str:
    """A value of JSON as text: simple lists apart by ``;``, anything deeper as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value):
        return "; ".join(text_of_value(one) for one in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return text_of_value(value)
