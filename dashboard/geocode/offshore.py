"""A position at sea that is told from a place on land: "60 nautical miles south-west of Hodeidah".

By CODEBOOK.md such a mention is one place at sea with the place on land as its anchor.
"""

import re
from dataclasses import replace

from geopy.distance import great_circle

from dashboard.model import Level, Place

OFF_COAST_KM = 50.0
"""how far "off Derna" may reach where no distance is said; about the contiguous zone"""
SPREAD = 0.25
"""radius of a position told by distance and direction, as a share of the distance"""

_KM = {"nautical mile": 1.852, "nm": 1.852, "mile": 1.609344, "kilometre": 1.0, "kilometer": 1.0,
       "km": 1.0}  # fmt: skip
_DISTANCE = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>{'|'.join(_KM)})s?\b", re.IGNORECASE
)
_COMPASS = (
    *("north", "north-north-east", "north-east", "east-north-east"),
    *("east", "east-south-east", "south-east", "south-south-east"),
    *("south", "south-south-west", "south-west", "west-south-west"),
    *("west", "west-north-west", "north-west", "north-north-west"),
)
_BEARINGS = {side.replace("-", ""): 22.5 * at for at, side in enumerate(_COMPASS)}
_SIDE = re.compile(
    r"\b((?:(?:north|south|east|west)[\s-]?){1,3})(?:ern)?\s+(?:of|from|off)\b", re.IGNORECASE
)


def off_shore(anchor: Place, text: str) -> Place:
    """The place at sea that ``text`` tells from ``anchor``, as a circle.

    With distance and direction, around that point; with a distance alone, all around the anchor
    within it; else within ``OFF_COAST_KM`` of it. Great-circle distances.
    """
    distance, bearing = _distance_km(text), _bearing(text)
    side = "" if bearing is None else f"{bearing:g}"
    latitude, longitude, radius = anchor.latitude, anchor.longitude, distance or OFF_COAST_KM
    if distance and bearing is not None:
        point = great_circle(kilometers=distance).destination((latitude, longitude), bearing)
        latitude, longitude, radius = point.latitude, point.longitude, max(5.0, distance * SPREAD)
    return replace(
        anchor,
        place_id=f"off:{round(distance or 0)}:{side}:{anchor.place_id}",
        name=f"Sea off {anchor.name}",
        address=f"Sea off {anchor.address}",
        level=Level.SEA,
        feature="H.SEA",
        latitude=latitude,
        longitude=longitude,
        radius_km=round(radius, 1),
        population=None,
        geonames_id=None,
        footprint=None,
    )


def _distance_km(text: str) -> float | None:
    found = _DISTANCE.search(text)
    if not found:
        return None
    return float(found["number"].replace(",", ".")) * _KM[found["unit"].lower()]


def _bearing(text: str) -> float | None:
    """Degrees clockwise from north."""
    found = _SIDE.search(text)
    return _BEARINGS.get(re.sub(r"[\s-]", "", found[1]).lower()) if found else None
