"""Places of the packages in, the same with what hand-kept files add to them out."""

from typing import TYPE_CHECKING, Any

from dashboard.errors import GazetteerError
from dashboard.geocode import shipped
from dashboard.geocode.earth import reach_km
from dashboard.geocode.normalise import key

if TYPE_CHECKING:
    from dashboard.geocode.row import PlaceRow


def split(joined: str) -> tuple[str, ...]:
    """Names that stand with a bar between them."""
    return tuple(joined.split("|")) if joined else ()


def more_names(places: "list[PlaceRow]") -> "list[PlaceRow]":
    """The places with the names that names.csv, and places.csv without coordinates, give them.

    The name of such a row of places.csv, if it has one, becomes the first name of the place. What
    names.csv calls *dropped* is taken away from it, however it is spelled.
    """
    first: dict[str, str] = {}
    more: dict[str, tuple[str, ...]] = {}
    less: dict[str, set[str]] = {}
    lines: dict[str, str] = {}
    for file in ("names", "places"):
        for line, row in shipped.readable_rows(file):
            if not row.get("latitude"):
                more[row["id"]] = more.get(row["id"], ()) + split(row["aliases"])
                less.setdefault(row["id"], set()).update(map(key, split(row.get("dropped", ""))))
                lines[row["id"]] = f"{file}.csv, line {line}"
                if file == "places" and row["name"]:
                    first[row["id"]] = row["name"]
    if unknown := more.keys() - {place.place_id for place in places}:
        place_id = min(unknown)
        raise GazetteerError(f"{lines[place_id]}: no such place: {place_id!r}")
    named = [
        _renamed(place, first.get(place.place_id, ""), more.get(place.place_id, ()))
        for place in places
    ]
    return [_without(place, less.get(place.place_id)) for place in named]


def _renamed(place: "PlaceRow", name: str, aliases: tuple[str, ...]) -> "PlaceRow":
    if name:
        aliases = (place.name, *aliases)
    return place._replace(name=name or place.name, aliases=place.aliases + aliases)


def _without(place: "PlaceRow", dropped: set[str] | None) -> "PlaceRow":
    if not dropped:
        return place
    return place._replace(aliases=tuple(a for a in place.aliases if key(a) not in dropped))


def moved(places: "list[PlaceRow]", shapes: dict[int, Any]) -> "list[PlaceRow]":
    """The places, with the points that points.csv gives to areas."""
    at = {place.place_id: index for index, place in enumerate(places)}
    for line, row in shipped.readable_rows("points"):
        try:
            index, point = at[row["id"]], (float(row["latitude"]), float(row["longitude"]))
            shape = shapes[places[index].id]
        except (KeyError, ValueError) as error:
            raise GazetteerError(f"points.csv, line {line}: {error}") from error
        reach = reach_km(point, shape)
        places[index] = places[index]._replace(
            latitude=point[0], longitude=point[1], radius_km=reach
        )
    return places
