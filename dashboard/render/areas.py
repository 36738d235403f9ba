"""A GeoJSON footprint in, a lighter one and points well inside it out."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry import shape

DETAIL = 1 / 1500
"""how far an outline may shift, as a share of the footprint's width; finer is not seen on screen"""
SPOTS = 6


Drawn = tuple[dict[str, Any] | None, list[list[float]]]


def drawn(footprint: Mapping[str, Any]) -> Drawn:
    """The outline as it is drawn, and (latitude, longitude) points inside it, roomiest first.

    ``None`` and no points for a footprint without an area.
    """
    return _drawn(json.dumps(footprint))


@lru_cache(maxsize=512)
def _drawn(footprint: str) -> Drawn:
    area = _polygons(shape(json.loads(footprint)), crumb=0.0)
    if area.is_empty:
        return None, []
    west, south, east, north = area.bounds
    tolerance = max(east - west, north - south) * DETAIL
    light = _polygons(area.simplify(tolerance), crumb=tolerance**2)
    light = area if light.is_empty else light
    return _rounded(light), _spots(light, tolerance)


def _polygons(geometry: Any, *, crumb: float) -> Any:
    """What of a geometry has an area larger than ``crumb``, in square degrees."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    flat = [part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"]
    return shapely.union_all([part for part in flat if part.area > crumb])


def _rounded(area: Any) -> dict[str, Any]:
    """GeoJSON with four decimals, which is 11 m."""

    def cut(part: Any) -> Any:
        return round(part, 4) if isinstance(part, float) else [cut(inner) for inner in part]

    outline = shapely.geometry.mapping(area)
    return {"type": outline["type"], "coordinates": cut(outline["coordinates"])}


def _spots(area: Any, tolerance: float) -> list[list[float]]:
    """Poles of inaccessibility: the roomiest, then the roomiest of what it leaves over."""
    spots: list[list[float]] = []
    room = area
    while len(spots) < SPOTS and not room.is_empty:
        radius = shapely.maximum_inscribed_circle(room, tolerance=tolerance * 8)
        centre = shapely.get_point(radius, 0)
        if spots and radius.length < tolerance * 40:
            break
        spots.append([round(centre.y, 4), round(centre.x, 4)])
        room = room.difference(centre.buffer(max(radius.length * 0.9, tolerance)))
    return spots
