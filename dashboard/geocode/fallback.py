"""Names that the gazetteer does not know, asked of an online geocoder; nothing found is lost.

A name that may mean several places, where nothing decides, is not asked for: the service would only
name the best known of them.

The precision of an online answer is what the service says of it (Nominatim's ``addresstype`` and
bounding box). Where it says nothing, the place is a circle of 25 km: no false points.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geopy.distance import great_circle
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from dashboard.geocode.online import look_up
from dashboard.geocode.reasons import UNDECIDED
from dashboard.model import Candidate, Level, Place, PlaceMention, Resolution

Resolver = Callable[[Sequence[PlaceMention]], list[Resolution]]

_LEVELS = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "suburb", "quarter"), Level.TOWN),
    **dict.fromkeys(("neighbourhood", "isolated_dwelling", "locality"), Level.TOWN),
    **dict.fromkeys(("aeroway", "aerodrome", "military", "port", "building"), Level.FACILITY),
    **dict.fromkeys(("county", "district", "municipality", "city_district"), Level.DISTRICT),
    **dict.fromkeys(("state", "province", "state_district"), Level.PROVINCE),
    **dict.fromkeys(("region", "natural", "valley"), Level.REGION),
    **dict.fromkeys(("sea", "ocean", "bay", "water"), Level.SEA),
    "country": Level.COUNTRY,
}
_RADIUS_KM = {Level.TOWN: 5.0, Level.FACILITY: 2.0}
_UNKNOWN_RADIUS_KM = 25.0


def with_online(
    resolve: Resolver, geocoder: Geocoder, country_name: Callable[[str], str]
) -> Resolver:
    """``resolve``, then ``geocoder`` for each name it did not find; each name is asked for once."""
    asked: dict[str, tuple[Location | None, str]] = {}

    def answer(name: str) -> tuple[Location | None, str]:
        if name not in asked:
            (outcome,) = look_up(geocoder, [name])
            asked[name] = (outcome.location, outcome.failure)
        return asked[name]

    def resolved(mentions: Sequence[PlaceMention]) -> list[Resolution]:
        return [
            found
            if found.candidates or found.method == UNDECIDED
            else _asked(found, mention, answer, geocoder, country_name)
            for mention, found in zip(mentions, resolve(mentions), strict=True)
        ]

    return resolved


def _asked(
    found: Resolution,
    mention: PlaceMention,
    answer: Callable[[str], tuple[Location | None, str]],
    geocoder: Geocoder,
    country_name: Callable[[str], str],
) -> Resolution:
    whole = country_name(mention.country) if mention.country else ""
    location, failure = answer(f"{mention.name}, {whole}" if whole else mention.name)
    service = type(geocoder).__name__
    if location is None:
        return replace(found, reason=f"{found.reason} {service} was asked: {failure}.")
    place = place_from(location, service=service.lower(), name=mention.name)
    reason = f"{found.reason} {service} answered: {location.address}."
    return Resolution(mention.mention_id, (Candidate(place, 0.5),), "online geocoder", reason)


def place_from(location: Location, *, service: str, name: str) -> Place:
    """An online answer as a place, as precise as the service says it is and no more."""
    raw: Mapping[str, Any] = location.raw if isinstance(location.raw, Mapping) else {}
    level = _LEVELS.get(str(raw.get("addresstype", "")))
    radius = _radius_km(raw.get("boundingbox"))
    if level in (None, Level.DISTRICT, Level.PROVINCE, Level.REGION, Level.SEA, Level.COUNTRY):
        radius = radius or _UNKNOWN_RADIUS_KM
    else:
        radius = _RADIUS_KM[level]
    identity = raw.get("osm_id") or raw.get("place_id") or location.address
    return Place(
        place_id=f"{service}:{identity}",
        name=name,
        level=level or Level.DISTRICT,
        country="",
        address=location.address,
        feature="",
        latitude=location.latitude,
        longitude=location.longitude,
        radius_km=radius,
    )


def _radius_km(box: object) -> float | None:
    """Half the diagonal of Nominatim's [south, north, west, east], in km."""
    try:
        south, north, west, east = map(float, box)  # type: ignore[call-overload]
        return round(float(great_circle((south, west), (north, east)).km) / 2, 1)
    except (TypeError, ValueError):
        return None
