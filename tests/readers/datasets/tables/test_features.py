"""Maps as tables: GeoJSON, KML, GeoPackage, and JSON lists of events."""

import json
import math
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyogrio.raw import write as write_layer

from benchmarks.synthetic import events as synthetic
from dashboard.errors import ReadError
from dashboard.readers.datasets import read_events, recognise
from dashboard.readers.datasets.tabular import look
from tests.readers.datasets.tables.reading import Read, read, write

SQUARE = {"type": "Polygon", "coordinates": [[[13, 32], [14, 32], [14, 33], [13, 33], [13, 32]]]}


def feature(properties: Any, geometry: Any) -> str:
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry})


FEATURES = (
    feature({"date": "2021-03-12", "title": "Clash", "links": ["http://a.b/c", "http://d.e"]},
            {"type": "Point", "coordinates": [13.1, 32.9, 5]}),
    feature({"date": "2021-03-13", "title": "Shelling", "tags": [{"k": 1}]}, SQUARE),
    feature({"date": "2021-03-14", "title": "Talks"}, None),
    feature({"date": "2021-03-15"}, {"type": "Point", "coordinates": ["x", 1]}),
    feature({"date": "2021-03-16"}, {"type": "Point", "coordinates": [1400000, 3800000]}),
    feature(None, None),
    '{"type": "Point", "coordinates": [1, 2]}',
)  # fmt: skip


@pytest.mark.parametrize("form", ["collection", "lines", "members last"])
def test_geojson_points_and_areas(tmp_path: Path, form: str) -> None:
    listed = ",\n".join(FEATURES)
    content = {
        "collection": f'{{"type": "FeatureCollection", "features": [\n{listed}\n]}}',
        "lines": "\n" + "\n".join(FEATURES),
        "members last": f'{{"bbox": [1], "features": [\n{listed}],\n "type": "FeatureCollection"}}',
    }[form]
    path = write(tmp_path, "points.geojson", content)
    assert recognise(path) == "geojson"
    found = read(path)
    point, area, placeless = found.events
    assert (point["latitude"], point["longitude"], point["level"]) == (32.9, 13.1, "town")
    assert (point["url"], point["text"]) == ("http://a.b/c", "Clash")
    assert (area["latitude"], area["level"], area["geo_precision"]) == (32.5, "province", 4)
    assert area["radius_km"] == pytest.approx(72.8, abs=0.1)
    codes = json.loads(area["codes"])
    assert codes["outline (geometry)"].startswith("POLYGON ((13 32")
    assert codes["tags"] == '[{"k": 1}]'
    assert (placeless["latitude"], placeless["first"]) == (None, date(2021, 3, 14))
    assert [(r.line, r.column) for r in found.refused] == [
        (5, "geometry"), (6, "geometry"), (7, ""), (8, "type"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"type": "FeatureCollection", "features": [{"type": "Feature"', "line 1: not JSON"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        ('{"type": "FeatureCollection", "crs": {"name": "EPSG:3857"}, "features": []}', "3857"),
        ('{"type": "FeatureCollection",\n "features": [' + "[" * 100_000, "line 2"),
        ('{"type": "Feature"} what', "line 1"),
    ],
)
def test_bad_geojson_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = write(tmp_path, "a.geojson", content)
    with pytest.raises(ReadError, match=told):
        read(path, format="geojson")


def test_large_geojson_is_read_in_pieces(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [13.1, 32.9]}
    one = feature({"date": "2021-03-12", "notes": "n" * 900}, point)
    path = write(tmp_path, "a.json", f'{{"features": [{",".join([one] * 4_000)}]}}')
    found = read(path, rows=1_000)
    assert len(found.events) == len(set(found.column("event_id"))) == 4_000


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>List</name>
<NetworkLink><Link><href>http://127.0.0.1:9/more.kml</href></Link></NetworkLink>
<Folder>
<Placemark id="p1"><name>Clash</name>
<description><![CDATA[<b>Two</b> sides<script>x</script>]]></description>
 <TimeStamp><when>2021-03-12T10:00:00Z</when></TimeStamp>
 <ExtendedData><Data name="killed"><value>3</value></Data></ExtendedData>
 <Point><coordinates> 13.1,32.9,0 </coordinates></Point></Placemark>
<Placemark id="p2"><name>Siege</name>
<TimeSpan><begin>2021-03</begin><end>2021-04-02</end></TimeSpan>
 <ExtendedData><SchemaData><SimpleData name="killed">5+</SimpleData></SchemaData></ExtendedData>
 <Polygon><outerBoundaryIs><LinearRing><coordinates>13,32 14,32 14,33 13,33 13,32</coordinates>
 </LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark id="p3"><name>Bad</name><Point><coordinates>here</coordinates></Point></Placemark>
</Folder></Document></kml>"""


def kmz(folder: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(folder / "a.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return folder / "a.kmz"


@pytest.mark.parametrize("packed", [0, 1, 2])
def test_kml_and_kmz(tmp_path: Path, packed: int) -> None:
    others: dict[str, str | bytes] = {"files/b.kml": KML[:60]} if packed == 2 else {"i.png": b"x"}
    path = kmz(tmp_path, {"doc.kml": KML, **others}) if packed else write(tmp_path, "a.kml", KML)
    assert recognise(path) == "kml"
    found = read(path)
    point, area = found.events
    assert (point["event_id"], point["first"], point["fatalities_best"]) == (
        "a:p1", date(2021, 3, 12), 3,
    )  # fmt: skip
    assert (point["text"], point["latitude"]) == ("Clash. Two sidesx", 32.9)
    assert (area["first"], area["last"]) == (date(2021, 3, 1), date(2021, 4, 2))
    assert (area["fatalities_low"], area["level"], area["latitude"]) == (5, "province", 32.5)
    assert [(r.line, r.column, r.value) for r in found.refused] == [(15, "coordinates", "here")]


BOMB = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{"&a;" if not n else f"&a{n - 1};" * 10}">' for n in range(9)
) + "]><kml><Placemark><name>&a8;</name></Placemark></kml>"  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [(BOMB, "entities"), ('<!DOCTYPE kml SYSTEM "file:///etc/passwd"><kml/>', "entities"),
     (KML[:900], "damaged"), ("<kml></kml>", "no placemarks"), ("<gpx></gpx>", "not KML")],
)  # fmt: skip
def test_hostile_kml_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = write(tmp_path, "a.kml", content)
    with pytest.raises(ReadError, match=told):
        read(path, format="kml")


def test_a_kmz_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    for others in ({}, {"b.kml": "<kml/>"}):
        path = kmz(tmp_path, {"doc.kml": b"<kml>" + b" " * 60_000_000 + b"</kml>", **others})
        with pytest.raises(ReadError, match=r"bomb|unpacks"):
            read(path)


def layer(path: Path, name: str, system: str | None, points: list[Any], **more: Any) -> None:
    dates = np.array(["2021-03-12", "2021-03-13"], dtype=object)
    write_layer(
        str(path), shapely.to_wkb(points), [dates], ["date"], geometry_type="Unknown",
        crs=system, layer=name, driver="GPKG", **more,
    )  # fmt: skip


def test_geopackage_of_several_layers_and_systems(tmp_path: Path) -> None:
    path = tmp_path / "map & more.gpkg"
    layer(path, "plain", "EPSG:4326", [shapely.Point(13.1, 32.9), shapely.box(13, 32, 14, 33)])
    mercator = [shapely.Point(1458285.33, 3885240.74), shapely.Point(0, 0)]
    layer(path, "a<b", "EPSG:3857", mercator, append=True)
    assert recognise(path) == "gpkg"
    found = read(path)
    places = {(round(e["latitude"], 3), round(e["longitude"], 3)) for e in found.events
              if e["latitude"] is not None}  # fmt: skip
    north = math.degrees(2 * math.atan(math.exp(3885240.74 / 6378137)) - math.pi / 2)
    assert places == {(32.9, 13.1), (32.5, 13.5), (round(north, 3), 13.1)}
    by_layer = {json.loads(e["codes"])["layer"] for e in found.events}
    assert by_layer == {"plain", "a<b"}
    assert any("EPSG:3857" in warning for warning in found.warnings)
    one = look(path, mapping={"date": "date", "sheet": "plain"})
    assert one.first is not None
    assert one.first.events.num_rows == 2
    whole = path.read_bytes()
    with pytest.raises(ReadError, match=r"cut\.gpkg"):
        read(write(tmp_path, "cut.gpkg", whole[:3_000]), format="gpkg")


def test_timemap_and_geoextractor_lists(tmp_path: Path) -> None:
    timemap = [
        {"id": "1", "description": "A clash", "date": "03/14/2021", "time": "10:00",
         "location": "Sirt", "latitude": "31.2", "longitude": "16.6", "category": "Battles",
         "associations": ["x", "y"], "sources": ["S1"]},
        {"id": "2", "description": "Talks", "date": "", "location": "Geneva", "latitude": "",
         "longitude": "", "sources": []},
        7,
    ]  # fmt: skip
    path = write(tmp_path, "events.json", json.dumps(timemap, indent=1))
    lines = path.read_text().splitlines()
    assert recognise(path) == "timemap"
    found = read(path)
    one, two = found.events
    assert (one["event_id"], one["first"], one["place"]) == ("events:1", date(2021, 3, 14), "Sirt")
    assert (one["family"], one["latitude"], one["source"]) == ("Battles", 31.2, "S1")
    assert (two["first"], two["latitude"], two["text"]) == (None, None, "Talks")
    assert [(r.line, r.value) for r in found.refused] == [(lines.index(" 7") + 1, "7")]
    osint = {"events": [{"id": "a1", "date": "2022-03-01T00:00:00", "latitude": 50.4,
                         "longitude": 30.5, "place_desc": "Kyiv", "title": "Strike",
                         "description": "Tower hit", "source": "GeoConfirmed",
                         "links": ["https://x.y/1", "https://x.y/2"]}]}  # fmt: skip
    event = read(write(tmp_path, "osint.json", json.dumps(osint))).events[0]
    assert (event["place"], event["text"], event["url"], event["first"]) == (
        "Kyiv", "Strike. Tower hit", "https://x.y/1", date(2022, 3, 1),
    )  # fmt: skip
    with pytest.raises(ReadError, match="not JSON"):
        read(write(tmp_path, "cut.json", json.dumps(timemap)[:90]), format="timemap")


def test_our_own_geojson_gives_the_same_events(tmp_path: Path) -> None:
    rows = next(synthetic(200, seed=3)).to_pylist()
    lines = []
    for row in rows:
        at = [row["longitude"], row["latitude"]]
        drawn = None not in at and row["level"] != "country"
        kept = {k: v for k, v in row.items() if not drawn or k not in ("latitude", "longitude")}
        geometry = {"type": "Point", "coordinates": at} if drawn else None
        one = {"type": "Feature", "id": row["event_id"], "geometry": geometry,
               "properties": {**kept, "role": "event_site", "licence": "CC-BY-4.0"}}  # fmt: skip
        lines.append(json.dumps(one, default=str))
    whole = f'{{"type": "FeatureCollection", "features": [{",".join(lines)}]}}'
    path = write(tmp_path, "x.geojson", whole)
    found: Read = read(path)
    assert not found.refused
    for new, old in zip(found.events, rows, strict=True):
        assert new.pop("radius_km") == pytest.approx(old.pop("radius_km"), rel=1e-5)
        assert new == old
    assert (found.source.licence, found.source.publishable) == ("CC-BY-4.0", True)


def test_a_name_for_the_dataset(tmp_path: Path) -> None:
    path = write(tmp_path, "a.geojson", FEATURES[0])
    source, batches = read_events(path, dataset="Field notes")
    assert source.dataset == next(batches).events["dataset"][0].as_py() == "field-notes"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["Point", "Feature", "Polygon", 10**400, [1, 2], [[0, 0], [1, 1], [0, 0]]]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "geometry", "properties", "coordinates", "date", "id", "features",
                         "latitude", "longitude"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture],
          deadline=None)  # fmt: skip
@given(JSON, JSON, JSON)
def test_any_json_is_read_or_refused(tmp_path: Path, one: Any, geometry: Any, at: Any) -> None:
    point = {"type": "Feature", "properties": one, "geometry": geometry}
    other = {"type": "Feature", "properties": {"date": "2021"},
             "geometry": {"type": "Point", "coordinates": at}}  # fmt: skip
    for whole in (one, {"features": [point, other, one]}, [one, other]):
        path = write(tmp_path, "any.json", json.dumps(whole))
        for format in ("geojson", "timemap", "table"):
            with suppress(ReadError):
                read(path, format=format)
