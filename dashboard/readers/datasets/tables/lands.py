"""Countries by any of their names and codes, and whether points lie in them."""

import lzma
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from dashboard.errors import ReadError
from dashboard.readers.datasets.tables.wording import plain
from dashboard.settings import ROOT

FOLDER = ROOT / "data" / "gazetteer"
MARGIN = 0.3
"""degrees that a point may lie outside: outlines are simplified, and borders disputed"""
_STEPS_PER_DEGREE = 1000
Degrees = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_OTHER = {"drc": "CD", "dr congo": "CD", "uk": "GB", "usa": "US", "car": "CF", "uae": "AE",
          "burma": "MM", "swaziland": "SZ", "kosovo": "XK", "ivory coast": "CI",
          "palestine": "PS", "russia": "RU", "syria": "SY", "el": "GR"}  # fmt: skip


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 by code (two or three letters, or number) or name; empty: not known."""
    cell = text.strip()
    codes, names = _countries()
    if len(cell) <= 3 and cell.upper() in codes:
        return codes[cell.upper()]
    if cell.isascii() and cell.isdigit():
        return codes.get(str(int(cell[:6])), "")
    name = plain(cell)
    return names.get(name, "") or names.get(name.removeprefix("the "), "")


def inside(country: str, latitudes: Degrees, longitudes: Degrees) -> Flags:
    """Which points lie in a country, within ``MARGIN``; all do where we have no outline of it."""
    shape = _outlines().get(country)
    if shape is None:
        return np.ones(len(latitudes), bool)
    west, south, east, north = shape.bounds
    found: Flags = (
        (longitudes >= west - MARGIN) & (longitudes <= east + MARGIN)
        & (latitudes >= south - MARGIN) & (latitudes <= north + MARGIN)
    )  # fmt: skip
    near = np.flatnonzero(found)
    exact = shapely.contains_xy(shape, longitudes[near], latitudes[near])
    close = near[~exact]
    points = shapely.points(longitudes[close], latitudes[close])
    found[close] = shapely.dwithin(shape, points, MARGIN)
    return found


def on_land(latitudes: Degrees, longitudes: Degrees) -> Flags:
    """Which points lie in any country, within ``MARGIN``."""
    tree, _ = _tree()
    points = shapely.points(longitudes, latitudes)
    found: Flags = np.zeros(len(latitudes), bool)
    found[tree.query(points, predicate="dwithin", distance=MARGIN)[0]] = True
    return found


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in _packed("countries"):
        iso2, iso3, _, name, *_, number, aliases = row
        codes |= {iso2: iso2, iso3: iso2, number: iso2}
        for one in (name, *aliases.split("|")):
            names.setdefault(plain(one), iso2)
    names.pop("", None)
    return codes, names | _OTHER


@lru_cache(maxsize=1)
def _outlines() -> dict[str, Any]:
    shapes = {
        owner: shapely.make_valid(shapely.MultiPolygon([_polygon(p) for p in packed.split(";")]))
        for owner, packed in _packed("outlines")
        if len(owner) == 2
    }
    for shape in shapes.values():
        shapely.prepare(shape)
    return shapes


@lru_cache(maxsize=1)
def _tree() -> tuple[Any, list[str]]:
    shapes = _outlines()
    return shapely.STRtree(list(shapes.values())), list(shapes)


def _polygon(packed: str) -> Any:
    rings = [_ring(ring) for ring in packed.split("/")]
    return shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) >= 3])


def _ring(packed: str) -> Any:
    """Steps of thousandths of a degree, longitude first, each from the point before."""
    steps = np.fromstring(packed.replace(",", " "), dtype="int64", sep=" ").reshape(-1, 2)
    return steps.cumsum(axis=0) / _STEPS_PER_DEGREE


def _packed(name: str) -> list[list[str]]:
    path = FOLDER / f"{name}.tsv.xz"
    try:
        text = lzma.decompress(path.read_bytes()).decode()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read ({error})") from error
    return [line.split("\t") for line in text.splitlines()]
