"""Shipped files of single points in, rows of the gazetteer out."""

from collections.abc import Iterator

from dashboard.errors import GazetteerError
from dashboard.geocode import shipped
from dashboard.geocode.amend import split
from dashboard.geocode.earth import cell_of
from dashboard.geocode.row import FACILITY_KM, FIRST_OWN_ID, TOWN_KM, PlaceRow, weight
from dashboard.model import Level


def airfields() -> Iterator[PlaceRow]:
    """Airfields and air bases."""
    for at, (icao, iata, name, _, country, lat, lon) in enumerate(shipped.packed_rows("airfields")):
        latitude, longitude = float(lat), float(lon)
        yield PlaceRow(
            FIRST_OWN_ID + at, f"airfield:{icao}", name, Level.FACILITY, country, None, None,
            "S.AIRP", latitude, longitude, FACILITY_KM, None,
            weight(3000 if iata else 300), (), None,
        )  # fmt: skip


def supplement() -> Iterator[PlaceRow]:
    """Rows of places.csv that have a position; GazetteerError for one that makes no sense."""
    for at, (line, row) in enumerate(shipped.readable_rows("places")):
        if not row["latitude"]:
            continue
        try:
            latitude, longitude, level = (
                float(row["latitude"]),
                float(row["longitude"]),
                Level(row["level"]),
            )
            radius = float(
                row["radius_km"] or (FACILITY_KM if level == Level.FACILITY else TOWN_KM)
            )
        except (KeyError, ValueError) as error:
            raise GazetteerError(f"places.csv, line {line}: {error}") from error
        yield PlaceRow(
            FIRST_OWN_ID + 1_000_000 + at, f"dateline:{row['id']}", row["name"], level,
            row["country"], None, None, row["feature"], latitude, longitude, radius, None,
            weight(float(row["weight"] or 3000)), split(row["aliases"]),
            cell_of(latitude, longitude) if level == Level.TOWN else None,
        )  # fmt: skip


def post_towns() -> Iterator[PlaceRow]:
    """Places of the United States too small for the list of towns, which have a post office."""
    for at, (name, state, lat, lon) in enumerate(shipped.packed_rows("post_towns")):
        latitude, longitude = float(lat), float(lon)
        yield PlaceRow(
            FIRST_OWN_ID + 3_000_000 + at, f"post:{state}:{name}", name, Level.TOWN, "US",
            None, None, "P.PPL", latitude, longitude, TOWN_KM, None, weight(0, names=1), (),
            cell_of(latitude, longitude),
        )  # fmt: skip
