"""Shipped files in, rows of the gazetteer out: places with weights, and outlines."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import shapely

from dashboard.errors import GazetteerError
from dashboard.geocode import shipped
from dashboard.geocode.amend import more_names, moved, split
from dashboard.geocode.earth import cell_of, reach_km
from dashboard.geocode.normalise import key
from dashboard.geocode.points import airfields, post_towns, supplement
from dashboard.geocode.regions import compose
from dashboard.geocode.row import DISTRICT_KM, FIRST_OWN_ID, TOWN_KM, PlaceRow, weight
from dashboard.model import Level

_OF_GEONAMES = "geonames:"
_OUTLINE_DEGREES = 0.1
"""how coarse an outline may be on a coast"""


class Outline(NamedTuple):
    """The area of a place."""

    place: int
    shape: Any


@dataclass
class Sources:
    """Everything the SQLite file holds."""

    places: list[PlaceRow]
    outlines: list[Outline]


def read_sources(progress: Callable[[float, str], None]) -> Sources:
    """All shipped files. GazetteerError names the file and line that make no sense."""
    shapes: dict[str, Any] = dict(shipped.outlines()) | dict(_drawn_by_hand())
    progress(0.4, "reading the shipped files")
    towns = list(_towns())
    progress(0.7, "reading the shipped files")
    divisions = _Divisions(towns, shapes)
    countries, codes = _countries(shapes)
    codes |= divisions.codes
    places = [*countries, *divisions.places, *towns]
    places += _in_provinces([*airfields(), *post_towns(), *supplement()], shapes, divisions.places)
    outlines = [Outline(codes[c], shapes[c]) for c in shapes if len(c) == 2 and c in codes]
    outlines += [Outline(int(c), shapes[c]) for c in shapes if c.isdigit()]
    by_code = {
        code: shapes[s] for code, gid in codes.items() for s in (code, str(gid)) if s in shapes
    }
    for row, shape in _regions(by_code):
        places.append(row)
        outlines.append(Outline(row.id, shape))
    shape_of = {outline.place: outline.shape for outline in outlines}
    return Sources(moved(more_names(places), shape_of), outlines)


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _towns() -> Iterator[PlaceRow]:
    capitals = {row[0]: key(row[7]) for row in shipped.packed_rows("countries") if row[7]}
    rows = list(shipped.packed_rows("places"))
    rows.sort(key=lambda row: -int(row[7] or 0))
    for gid, name, country, admin1, admin2, lat, lon, population, aliases in rows:
        inhabitants = _whole(population)
        seat = country in capitals and capitals[country] in map(key, [name, *split(aliases)])
        if seat:
            del capitals[country]
        latitude, longitude = float(lat), float(lon)
        yield PlaceRow(
            int(gid), f"geonames:{gid}", name, Level.TOWN, country, _whole(admin1), _whole(admin2),
            "P.PPLC" if seat else "P.PPL" if inhabitants is not None else "",
            latitude, longitude, TOWN_KM,
            inhabitants,
            weight(
                inhabitants or 0, factor=3.0 if seat else 1.0, names=1 + len(split(aliases))
            ),
            split(aliases),
            cell_of(latitude, longitude),
        )  # fmt: skip


class _Divisions:
    """First- and second-order divisions; what has no coordinates takes its towns' mean."""

    def __init__(self, towns: list[PlaceRow], shapes: dict[str, Any]) -> None:
        self._members: dict[int, list[PlaceRow]] = defaultdict(list)
        for town in towns:
            for division in (town.admin1, town.admin2):
                if division and town.feature:
                    self._members[division].append(town)
        self.codes: dict[str, int] = {}
        self.places: list[PlaceRow] = []
        for row in shipped.packed_rows("divisions"):
            place = self._place(row, shapes.get(row[0]))
            if place:
                self.places.append(place)
                if row[3] == "1":
                    self.codes |= {code: place.id for code in (row[5], row[6]) if code}

    def _place(self, row: list[str], shape: Any) -> PlaceRow | None:
        gid, name, country, level, parent, _, _, _, lat, lon, aliases = row
        members = self._members.get(int(gid), [])
        at = _position(lat, lon, shape, members)
        if at is None:
            return None
        inhabitants = sum(town.population or 0 for town in members)
        first = level == "1"
        reach = reach_km(at, shape) if shape is not None else DISTRICT_KM
        if first and shape is None and members:
            reach = max(DISTRICT_KM, reach_km(at, [(m.latitude, m.longitude) for m in members]))
        return PlaceRow(
            int(gid), f"geonames:{gid}", name, Level.PROVINCE if first else Level.DISTRICT, country,
            int(gid) if first else _whole(parent), None if first else int(gid),
            "A.ADM1" if first else "A.ADM2", *at, reach, None,
            weight(inhabitants, factor=0.25 if first else 0.1, least=8000 if first else 2000),
            split(aliases) + _seat_names(name, aliases, members, first=first), None,
        )  # fmt: skip


def _seat_names(
    name: str, aliases: str, members: list[PlaceRow], *, first: bool
) -> tuple[str, ...]:
    """Names of the town that a division is called after: they are used of the division too."""
    called = {key(each) for each in (name, *split(aliases))}
    seats = [town for town in members if key(town.name) in called]
    largest = max(seats, key=lambda town: town.population or 0, default=None)
    if largest is None:
        return ()
    return (largest.name, *largest.aliases) if first else (largest.name,)


def _position(
    lat: str, lon: str, shape: Any, members: list[PlaceRow]
) -> tuple[float, float] | None:
    if shape is not None and lat:
        told = float(lat), float(lon)
        if shape.dwithin(shapely.Point(told[1], told[0]), _OUTLINE_DEGREES):
            return told
    if shape is not None:
        inside = (
            shape.representative_point() if not shape.covers(shape.centroid) else shape.centroid
        )
        return inside.y, inside.x
    if lat:
        return float(lat), float(lon)
    if members:
        largest = max(members, key=lambda town: town.population or 0)
        return largest.latitude, largest.longitude
    return None


def _countries(shapes: dict[str, Any]) -> tuple[list[PlaceRow], dict[str, int]]:
    places, codes = [], {}
    demonyms = {row["country"]: row["demonyms"] for _, row in shipped.readable_rows("demonyms")}
    for iso, _, gid, name, lat, lon, population, _, _, aliases in shipped.packed_rows("countries"):
        at = _position("", "", shapes.get(iso), []) if not lat else (float(lat), float(lon))
        if at is None:
            continue
        reach = reach_km(at, shapes[iso]) if iso in shapes else DISTRICT_KM
        codes[iso] = int(gid)
        places.append(
            PlaceRow(
                int(gid), f"geonames:{gid}", name, Level.COUNTRY, iso, None, None, "A.PCLI",
                *at, reach, int(population) or None,
                weight(int(population), factor=10.0, least=3000),
                (*split(aliases), *split(demonyms.get(iso, ""))), None,
            )
        )  # fmt: skip
    return places, codes


def _in_provinces(
    rows: list[PlaceRow], shapes: dict[str, Any], divisions: list[PlaceRow]
) -> Iterator[PlaceRow]:
    """Rows with the province whose outline holds them, where it is of the same country."""
    provinces = [p for p in divisions if str(p.id) in shapes]
    points = shapely.points([(row.longitude, row.latitude) for row in rows])
    tree = shapely.STRtree([shapes[str(province.id)] for province in provinces])
    inside: dict[int, int] = {}
    for point, at in zip(*tree.query(points, predicate="within").tolist(), strict=True):
        if provinces[at].country == rows[point].country:
            inside[point] = provinces[at].id
    for at, row in enumerate(rows):
        yield row._replace(admin1=inside.get(at))


def _drawn_by_hand() -> Iterator[tuple[str, Any]]:
    """Outlines that regions.csv gives to divisions of the packages, by GeoNames id."""
    for line, row in shipped.readable_rows("regions"):
        if row["id"].startswith(_OF_GEONAMES):
            try:
                yield row["id"].removeprefix(_OF_GEONAMES), compose("", row["outline"], {})
            except ValueError as error:
                raise GazetteerError(f"regions.csv, line {line}: {error}") from error


def _regions(shapes: dict[str, Any]) -> Iterator[tuple[PlaceRow, Any]]:
    known = dict(shapes)
    for at, (line, row) in enumerate(shipped.readable_rows("regions")):
        if row["id"].startswith(_OF_GEONAMES):
            continue
        try:
            shape = known[row["id"]] = compose(row["consists_of"], row["outline"], known)
            level = Level(row["level"])
        except (KeyError, ValueError) as error:
            raise GazetteerError(f"regions.csv, line {line}: {error}") from error
        point = shape.representative_point() if not shape.covers(shape.centroid) else shape.centroid
        place = PlaceRow(
            FIRST_OWN_ID + 2_000_000 + at, f"region:{row['id']}", row["name"], level,
            row["countries"] if len(row["countries"]) == 2 else "", None, None, row["feature"],
            point.y, point.x, reach_km((point.y, point.x), shape), None,
            weight(float(row["weight"] or 1_000_000)), split(row["aliases"]), None,
        )  # fmt: skip
        yield place, shape
