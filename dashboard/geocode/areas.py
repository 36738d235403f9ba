"""An area and a side in, the part of the area on that side out.

The rule: the north, south, east or west of an area is what lies beyond the line through its
centroid; the north-west is what lies beyond both lines; the centre is what lies in the middle
half of its extent. Where such a corner is empty (the area is bent), it is what lies beyond the
diagonal through the centroid. Where a side is a unit of its own, ``regions.csv`` says so instead.
"""

from math import cos, radians
from typing import Any

import shapely

from dashboard.geocode.shipped import only_polygons

SIDES = (
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre",
)  # fmt: skip
_CENTRAL_SHARE = 0.5
_LEAST_CORNER = 0.04
_FAR = 1000.0


def part_of(area: Any, side: str) -> Any:
    """The part of a shapely polygon on one of ``SIDES``; never empty, never outside ``area``."""
    if side not in SIDES:
        raise ValueError(f"not a side: {side!r}")
    if side == "centre":
        part = only_polygons(area.intersection(_middle(area)))
    else:
        part = only_polygons(area.intersection(_beyond(area, side)))
        if len(side) > 5 and part.area < _LEAST_CORNER * area.area:
            part = only_polygons(area.intersection(_diagonal(area, side)))
    return area if part.is_empty else part


def _middle(area: Any) -> Any:
    west, south, east, north = area.bounds
    dx, dy = (east - west) * _CENTRAL_SHARE / 2, (north - south) * _CENTRAL_SHARE / 2
    x, y = area.centroid.x, area.centroid.y
    return shapely.box(x - dx, y - dy, x + dx, y + dy)


def _beyond(area: Any, side: str) -> Any:
    x, y = area.centroid.x, area.centroid.y
    return shapely.box(
        x if "east" in side else -_FAR,
        y if "north" in side else -_FAR,
        x if "west" in side else _FAR,
        y if "south" in side else _FAR,
    )


def _diagonal(area: Any, side: str) -> Any:
    x, y = area.centroid.x, area.centroid.y
    right, up = (1 if "east" in side else -1), (1 if "north" in side else -1)
    wide = _FAR / max(0.1, cos(radians(y)))
    corners = [(x - right * wide, y + up * _FAR), (x + right * wide, y - up * _FAR)]
    return shapely.Polygon([*corners, (x + right * wide, y + up * _FAR)])
