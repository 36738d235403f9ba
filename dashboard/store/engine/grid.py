"""Degrees to the Web Mercator steps of the table, and days to numbers."""

import math
from datetime import date

from dashboard.store.engine.contract import CELLS, FINEST, Box, Cell, Viewport
from dashboard.store.tables import EDGE, WORLD

_EPOCH = date(1970, 1, 1).toordinal()
_BITS = WORLD.bit_length() - 1


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day of that number."""
    return date.fromordinal(number + _EPOCH)


def column(longitude: float) -> int:
    """``x`` of a longitude; what is beyond 180° is taken around the world."""
    turned = longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180
    return min(WORLD - 1, math.floor((turned + 180) / 360 * WORLD))


def row(latitude: float) -> int:
    """``y`` of a latitude; what is beyond the map is its edge."""
    angle = math.radians(max(-EDGE, min(EDGE, latitude)))
    up = math.log(math.tan(math.pi / 4 + angle / 2)) / (2 * math.pi)
    return max(0, min(WORLD - 1, math.floor((0.5 - up) * WORLD)))


def shift(zoom: int) -> int:
    """Bits of ``x`` and ``y`` below a cell of that zoom."""
    return _BITS - (max(0, min(FINEST, zoom)) + CELLS.bit_length() - 1)


def area(within: Box | Cell | Viewport) -> dict[str, int]:
    """First and last ``x`` and ``y``; ``west`` > ``east``: it reaches over 180°. Of a viewport the
    whole cells that it touches."""
    if isinstance(within, Cell):
        low = shift(within.zoom)
        return {
            "west": within.x << low,
            "east": ((within.x + 1) << low) - 1,
            "north": within.y << low,
            "south": ((within.y + 1) << low) - 1,
        }
    west, east = column(within.west), column(within.east)
    if within.east - within.west >= 360:
        west, east = 0, WORLD - 1
    north, south = row(within.north), row(within.south)
    if isinstance(within, Viewport):
        low = shift(within.zoom)
        west, north = west >> low << low, north >> low << low
        east, south = ((east >> low) + 1 << low) - 1, ((south >> low) + 1 << low) - 1
    return {"west": west, "east": east, "north": north, "south": south}
