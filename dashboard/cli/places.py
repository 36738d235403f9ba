"""``geocode`` and ``reverse``: names to places and back, as a list or as JSON."""

import argparse
import json
from pathlib import Path
from typing import Any

from geopy.location import Location

from dashboard.cli.values import positive, progress
from dashboard.errors import SettingsError
from dashboard.geocode.build import ensure
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.online import look_up, online_geocoder
from dashboard.settings import Settings

_KEYS = (
    "name", "address", "country", "level", "latitude", "longitude", "radius_km", "population",
    "geonames_id", "feature", "score", "footprint",
)  # fmt: skip


def add_geocode(parser: argparse.ArgumentParser) -> None:
    """The options of ``geocode``."""
    parser.add_argument("name", metavar="NAME")
    parser.add_argument(
        "--country", metavar="CC", help="ISO 3166-1 alpha-2, or several with commas"
    )
    parser.add_argument("--limit", type=positive, default=5, metavar="N")
    parser.add_argument("--json", action="store_true", help="a list of objects, best first")
    parser.add_argument("--service", help="an online geocoder by geopy's short name: nominatim")
    parser.add_argument("--user-agent", default="", help="how to introduce ourselves to it")
    parser.set_defaults(run=geocode)


def add_reverse(parser: argparse.ArgumentParser) -> None:
    """The options of ``reverse``."""
    parser.add_argument("latitude", type=float, metavar="LAT")
    parser.add_argument("longitude", type=float, metavar="LON")
    parser.add_argument("--limit", type=positive, default=5, metavar="N")
    parser.add_argument("--json", action="store_true", help="a list of objects, nearest first")
    parser.set_defaults(run=reverse)


def geocode(options: argparse.Namespace, settings: Settings) -> None:
    """``geocode NAME``: from the gazetteer, or from ``--service``."""
    if options.service:
        _show(_asked_online(options, settings), as_json=options.json)
        return
    with _gazetteer(settings.gazetteer) as gazetteer:
        found = OfflineGeocoder(gazetteer).geocode(
            options.name, exactly_one=False, limit=options.limit, country_codes=options.country
        )
        _show([location.raw for location in _listed(found)], as_json=options.json)


def _asked_online(options: argparse.Namespace, settings: Settings) -> list[dict[str, Any]]:
    geocoder = online_geocoder(
        options.service,
        user_agent=options.user_agent or settings.user_agent,
        folder=settings.answers,
    )
    (outcome,) = look_up(geocoder, [options.name])
    if outcome.location is None:
        if outcome.failure == "not found":
            return []
        raise SettingsError(f"{options.name}: {outcome.failure}")
    place = outcome.location
    return [{"name": options.name, "address": place.address, "latitude": place.latitude,
             "longitude": place.longitude}]  # fmt: skip


def reverse(options: argparse.Namespace, settings: Settings) -> None:
    """``reverse LAT LON``: towns near it, then the areas it lies in."""
    if not abs(options.latitude) <= 90 or not abs(options.longitude) <= 180:
        raise SettingsError(f"not a position: {options.latitude} {options.longitude}")
    with _gazetteer(settings.gazetteer) as gazetteer:
        found = OfflineGeocoder(gazetteer).reverse(
            (options.latitude, options.longitude), exactly_one=False, limit=options.limit
        )
        _show([location.raw for location in _listed(found)], as_json=options.json)


def _gazetteer(path: Path) -> Gazetteer:
    ensure(path, progress)
    return Gazetteer(path)


def _listed(found: Location | list[Location] | None) -> list[Location]:
    return found if isinstance(found, list) else [found] if found else []


def _show(found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        rows = [{key: raw.get(key) or _unknown(raw, key) for key in _KEYS} for raw in found]
        print(json.dumps(rows, ensure_ascii=False))
    elif not found:
        print("nothing found")
    for raw in () if as_json else found:
        score = f"{raw['score']:.2f}" if "score" in raw else "    "
        at = f"{raw['latitude']:9.4f} {raw['longitude']:9.4f}"
        print(f"{score}  {at}  {raw.get('level', ''):<8}  {raw['address']}")


def _unknown(raw: dict[str, Any], key: str) -> Any:
    """0 is a value; an empty text or a missing key is unknown."""
    return raw.get(key) if raw.get(key) == 0 else None
