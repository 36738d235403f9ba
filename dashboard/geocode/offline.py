"""Names to places with no network: geopy's interface on the gazetteer."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import shapely
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from dashboard.geocode.gazetteer import Entry, Gazetteer
from dashboard.geocode.parts import settled
from dashboard.geocode.search import Hit, search
from dashboard.model import Level, Place

_FEATURE_TYPES: dict[str, frozenset[str]] = {
    **{level: frozenset({level}) for level in Level},
    "state": frozenset({Level.PROVINCE}),
    "city": frozenset({Level.TOWN}),
    "settlement": frozenset({Level.TOWN}),
}
_STRUCTURED = ("amenity", "street", "city", "county", "state", "country")
_NEAREST_KM = 50.0


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """geopy wants an adapter; this one never asks anybody."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        raise GeocoderServiceError(f"the offline geocoder asks nobody, not {url}")

    get_text = get_json


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that answers from the gazetteer; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, *, timeout: Any = DEFAULT_SENTINEL) -> None:
        """``timeout`` is accepted as geopy's callers pass it; nothing here waits."""
        super().__init__(timeout=timeout, adapter_factory=_no_network)
        self.gazetteer = gazetteer
        self._shape = lru_cache(maxsize=256)(self._geojson)
        self.candidates = lru_cache(maxsize=2000)(self._candidates)

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
        featuretype: str | None = None,
        language: str | bool = False,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The place a name means, or with ``exactly_one=False`` all it may mean, best first.

        :param query: a name, "Tripoli, Libya", or a mapping with any of amenity, street, city,
            county, state and country.
        :param limit: at most this many, at least 1.
        :param country_codes: ISO 3166-1 alpha-2, one or several.
        :param featuretype: one of our levels, or geopy's country, state, city and settlement.
        :param language: accepted and unused: names are the gazetteer's own.
        :returns: ``None`` if nothing is found.
        :raises ValueError: for a limit below 1 or an unknown featuretype.
        """
        hits = self.hits(query, limit=limit, country_codes=country_codes, featuretype=featuretype)
        found = [self.location(hit) for hit in (hits[:1] if exactly_one else hits)]
        if not found:
            return None
        return found[0] if exactly_one else found

    def hits(
        self,
        query: str | Mapping[str, str],
        *,
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
        featuretype: str | None = None,
    ) -> list[Hit]:
        """The same as ``geocode``, as entries of the gazetteer."""
        if limit is not None and limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        if featuretype is not None and featuretype not in _FEATURE_TYPES:
            raise ValueError(
                f"featuretype must be one of {', '.join(_FEATURE_TYPES)}: {featuretype!r}"
            )
        hits = search(
            self.gazetteer,
            _spoken(query),
            countries=_codes(country_codes),
            levels=_FEATURE_TYPES[featuretype] if featuretype else (),
        )
        return hits[:limit]

    def _candidates(self, name: str, limit: int, country: str = "") -> tuple[Hit, ...]:
        """``hits`` of a name, the last two thousand kept; names recur from report to report."""
        return tuple(self.hits(name, limit=limit, country_codes=country))

    def reverse(
        self,
        query: Point | Sequence[float] | str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        language: str | bool = False,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """Towns within 50 km, nearest first, then the areas that hold the point, smallest first.

        Scores fall from 1 by a half for each 10 km. ``None`` where there is neither.

        :raises ValueError: for coordinates out of range or not understood, as in geopy.
        """
        if limit is not None and limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        latitude, longitude = map(float, self._coerce_point_to_string(query).split(","))
        near = self.gazetteer.near(latitude, longitude, km=_NEAREST_KM)
        hits = [Hit(entry, entry.name, 1.0, 0.5 ** (far / 10)) for far, entry in near]
        wanted = 1 if exactly_one else limit
        if wanted is None or len(hits) < wanted:
            around = self.gazetteer.around(latitude, longitude)
            hits += [Hit(entry, entry.name, 1.0, 0.5**5) for entry in around]
        found = [self.location(hit) for hit in hits[:wanted]]
        if not found:
            return None
        return found[0] if exactly_one else found

    def location(self, hit: Hit) -> Location:
        """A geopy location; ``raw`` holds everything the gazetteer knows of it."""
        entry, shape = settled(self.gazetteer, hit.entry)
        address = self.address(entry)
        raw = {
            "place_id": entry.place_id, "name": entry.name, "matched": hit.matched,
            "level": str(entry.level), "country": entry.country, "address": address,
            "admin1": self._name(entry.admin1), "admin2": self._name(entry.admin2),
            "geonames_id": None if entry.place_id.startswith("part:") else entry.geonames_id,
            "feature": entry.feature,
            "latitude": round(entry.latitude, 5), "longitude": round(entry.longitude, 5),
            "radius_km": round(entry.radius_km, 1), "population": entry.population,
            "score": round(hit.score, 4),
            "footprint": None if shape is None else self._shape(entry.id, entry.place_id),
        }  # fmt: skip
        return Location(address, (raw["latitude"], raw["longitude"]), raw)

    def address(self, entry: Entry) -> str:
        """The name and the divisions above it, smallest first."""
        names = [entry.name, self._name(entry.admin2), self._name(entry.admin1)]
        country = self.gazetteer.country(entry.country) if entry.country else None
        names.append(country.name if country else "")
        return ", ".join(dict.fromkeys(name for name in names if name))

    def _name(self, entry_id: int | None) -> str:
        above = self.gazetteer.entry(entry_id) if entry_id else None
        return above.name if above else ""

    def _geojson(self, entry_id: int, place_id: str) -> dict[str, Any]:
        side = place_id.split(":")[1] if place_id.startswith("part:") else ""
        shape = self.gazetteer.part(entry_id, side) if side else self.gazetteer.outline(entry_id)
        mapped: dict[str, Any] = shapely.geometry.mapping(shape)
        return mapped


def place_of(raw: Mapping[str, Any]) -> Place:
    """The place that a ``Location.raw`` of ours describes."""
    return Place(
        place_id=raw["place_id"], name=raw["name"], level=Level(raw["level"]),
        country=raw["country"], address=raw["address"], feature=raw["feature"],
        latitude=raw["latitude"], longitude=raw["longitude"], radius_km=raw["radius_km"],
        population=raw["population"], geonames_id=raw["geonames_id"], footprint=raw["footprint"],
    )  # fmt: skip


def _no_network(*, proxies: Any, ssl_context: Any) -> BaseSyncAdapter:
    return _NoNetwork(proxies=proxies, ssl_context=ssl_context)


def _codes(country_codes: str | Iterable[str] | None) -> tuple[str, ...]:
    if not country_codes:
        return ()
    listed = country_codes.split(",") if isinstance(country_codes, str) else country_codes
    return tuple(code.strip().upper() for code in listed)


def _spoken(query: str | Mapping[str, str]) -> str:
    """A structured query as "smallest, …, largest"."""
    if isinstance(query, Mapping):
        return ", ".join(query[part] for part in _STRUCTURED if query.get(part))
    return str(query)
