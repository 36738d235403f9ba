"""Natural Earth's shapefiles to quantised, simplified lines on the Web Mercator square."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapefile
import shapely
import woof_data
from shapely.affinity import translate
from shapely.geometry import shape

SOURCE = Path(woof_data.__file__).parent / "data" / "basemap" / "natural_earth_10m"
ANTARCTIC_CIRCLE = -60.0


def mercator(points: np.ndarray, bits: int) -> np.ndarray:
    """Degrees (longitude, latitude) to units of a square 2**bits wide; clipped at its edges."""
    sine = np.clip(np.sin(np.radians(points[:, 1])), -0.99999, 0.99999)
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return np.column_stack([(points[:, 0] + 180) / 360, np.clip(y, 0, 1)]) * 2**bits


def encode(
    parts: Iterable[Any], bits: int, *, tolerance: float, smallest: float = 0
) -> list[list[int]]:
    """Flat lists of differences; parts not ``smallest`` units wide or high are left out."""
    encoded = []
    for part in parts:
        units = mercator(shapely.get_coordinates(part), bits)
        if max(np.ptp(units, axis=0)) < smallest:
            continue
        simple = shapely.simplify(shapely.LineString(units), tolerance, preserve_topology=False)
        whole = np.rint(shapely.get_coordinates(simple)).astype(int)
        whole = whole[np.r_[True, np.any(np.diff(whole, axis=0) != 0, axis=1)]]
        if len(whole) > 1:
            encoded.append(np.vstack([whole[:1], np.diff(whole, axis=0)]).ravel().tolist())
    return encoded


def unwrapped(polygons: list[Any]) -> list[Any]:
    """Join what is cut at the antimeridian; the western part moves to beyond 180 degrees.

    Antarctica stays as it is: it goes all the way round.
    """
    whole, cut = [], []
    for polygon in polygons:
        west, south, east, _ = polygon.bounds
        if south < ANTARCTIC_CIRCLE or (west > -180 + 1e-6 and east < 180 - 1e-6):
            whole.append(polygon)
        else:
            cut.append(translate(polygon, xoff=360) if west <= -180 + 1e-6 else polygon)
    joined = shapely.unary_union([shapely.set_precision(polygon, 1e-7) for polygon in cut])
    return whole + list(shapely.get_parts(joined))


class Shapes:
    """The source layers, read once."""

    def __init__(self) -> None:
        """Read them; some 20 s."""
        self._land = unwrapped(self._polygons("land"))
        self._lakes = self._polygons("lakes")
        self._borders = self._merged("admin_0_boundary_lines_land")
        self._regions = self._merged("admin_1_states_provinces_lines")

    @staticmethod
    def _read(layer: str) -> list[Any]:
        with (SOURCE / f"ne_10m_{layer}.shp").open("rb") as file:
            shapes = shapefile.Reader(shp=file).shapes()
        return [shape(s.__geo_interface__) for s in shapes if s.shapeType != shapefile.NULL]

    def _polygons(self, layer: str) -> list[Any]:
        return [part for geometry in self._read(layer) for part in shapely.get_parts(geometry)]

    def _merged(self, layer: str) -> list[Any]:
        return list(shapely.get_parts(shapely.line_merge(shapely.union_all(self._read(layer)))))

    @staticmethod
    def _rings(polygons: list[Any]) -> list[Any]:
        return [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]

    def land(self, bits: int, *, tolerance: float, smallest: float) -> list[list[int]]:
        """Closed rings, to be filled by the even-odd rule."""
        return encode(self._rings(self._land), bits, tolerance=tolerance, smallest=smallest)

    def lakes(self, bits: int, *, tolerance: float, smallest: float) -> list[list[int]]:
        """Closed rings, to be filled by the even-odd rule."""
        return encode(self._rings(self._lakes), bits, tolerance=tolerance, smallest=smallest)

    def borders(self, bits: int, *, tolerance: float) -> list[list[int]]:
        """Lines between countries: de facto, as Natural Earth draws them."""
        return encode(self._borders, bits, tolerance=tolerance)

    def regions(self, bits: int, *, tolerance: float) -> list[list[int]]:
        """Lines between first-order divisions."""
        return encode(self._regions, bits, tolerance=tolerance)
