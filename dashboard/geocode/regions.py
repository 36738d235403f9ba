"""What a region consists of, in words, in; its footprint out.

``consists_of`` lists, parted by spaces, ISO codes of countries (``LY``) and of first-order
divisions (``LY-BU``, or GeoNames' ``LY.79``), ids of regions on earlier lines, and sides of any
of these (``north:ML``). ``outline`` is ``lat lon, lat lon, …`` or a circle ``lat lon km``. With
both, the region is that part of the first which lies inside the second.
"""

from collections.abc import Mapping
from math import cos, radians
from typing import Any

import shapely

from dashboard.geocode.areas import part_of
from dashboard.geocode.shipped import only_polygons

_KM_PER_DEGREE = 111.195


def compose(consists_of: str, outline: str, known: Mapping[str, Any]) -> Any:
    """Shapely geometry of a region. ValueError for an unknown part or an outline without area."""
    members = [_member(part, known) for part in consists_of.split()]
    drawn = _drawn(outline) if outline else None
    whole = shapely.union_all(members, grid_size=1e-4) if members else None
    shape = only_polygons(_both(whole, drawn))
    if shape.is_empty:
        raise ValueError(f"no area: {consists_of!r}, {outline!r}")
    return shape


def _both(whole: Any, drawn: Any) -> Any:
    if whole is None:
        return drawn
    return whole if drawn is None else whole.intersection(drawn)


def _member(part: str, known: Mapping[str, Any]) -> Any:
    side, _, code = part.rpartition(":")
    if code not in known:
        raise ValueError(f"no such country, division or earlier region: {code!r}")
    return part_of(known[code], side) if side else known[code]


def _drawn(outline: str) -> Any:
    points = [tuple(map(float, point.split())) for point in outline.split(",")]
    if len(points) == 1 and len(points[0]) == 3:
        return circle(*points[0])
    if len(points) < 3:
        raise ValueError(f"neither a polygon nor a circle: {outline!r}")
    return shapely.make_valid(shapely.Polygon([(lon, lat) for lat, lon in points]))


def circle(latitude: float, longitude: float, km: float) -> Any:
    """A disc as a 64-sided polygon; good away from the poles."""
    disc = shapely.Point(0, 0).buffer(1, quad_segs=16)
    wide = km / _KM_PER_DEGREE / max(0.01, cos(radians(latitude)))
    high = km / _KM_PER_DEGREE
    return shapely.transform(disc, lambda xy: xy * (wide, high) + (longitude, latitude))
