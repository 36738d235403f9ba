"""An entry and a side in, the entry of that part out; and the area and point of any entry.

A part shares its whole's id; its ``place_id`` says which side. Its area is computed when it is
first asked for, and kept.
"""

from typing import Any

import shapely

from dashboard.geocode.earth import reach_km
from dashboard.geocode.gazetteer import Entry, Found, Gazetteer
from dashboard.model import Level

ADJECTIVES = {
    "north": "Northern", "south": "Southern", "east": "Eastern", "west": "Western",
    "northeast": "North-eastern", "northwest": "North-western",
    "southeast": "South-eastern", "southwest": "South-western", "centre": "Central",
}  # fmt: skip
_AREAS = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.REGION, Level.SEA)
_AREA_GAIN = 3.0


def as_part(found: Found, side: str) -> Found:
    """``found`` as the part of it on ``side``: a region, or for a town the town itself."""
    entry = found.entry
    area = entry.level in _AREAS
    part = entry._replace(
        place_id=f"part:{side}:{entry.place_id}",
        name=f"{ADJECTIVES[side]} {entry.name}",
        level=Level.SEA if entry.level == Level.SEA else Level.REGION if area else entry.level,
        feature="L.RGN" if area else entry.feature,
        population=None,
        weight=entry.weight * (_AREA_GAIN if area else 1.0),
    )
    return Found(part, f"{ADJECTIVES[side].lower()} {found.label}", found.quality)


def outline_of(gazetteer: Gazetteer, entry: Entry) -> Any | None:
    """Area of an entry or of a part, shapely, longitude first; None if it has none."""
    if entry.place_id.startswith("part:"):
        return gazetteer.part(entry.id, entry.place_id.split(":")[1])
    return gazetteer.outline(entry.id)


def point_of(entry: Entry) -> Any:
    """The entry's coordinates, longitude first."""
    return shapely.Point(entry.longitude, entry.latitude)


def settled(gazetteer: Gazetteer, entry: Entry) -> tuple[Entry, Any | None]:
    """The entry with its area; a part gets a point inside its area, and its own radius."""
    shape = outline_of(gazetteer, entry)
    if shape is None or not entry.place_id.startswith("part:"):
        return entry, shape
    at = shape.centroid if shape.covers(shape.centroid) else shape.representative_point()
    reach = reach_km((at.y, at.x), shape)
    return entry._replace(latitude=at.y, longitude=at.x, radius_km=reach), shape
