"""Subcommands of ``python -m dashboard``: arguments in, text or JSON on standard output."""

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geopy.location import Location

from dashboard.errors import DashboardError, SettingsError
from dashboard.geocode import added
from dashboard.geocode.build import build, ensure
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.online import look_up, online_geocoder
from dashboard.settings import ROOT, Settings

_KEYS = (
    "name", "address", "country", "level", "latitude", "longitude", "radius_km", "population",
    "geonames_id", "feature", "score", "footprint",
)  # fmt: skip
_BAR = 30
_TOLD = 10
_CREDIT = "GeoNames (geonames.org) is CC BY 4.0: name it as the source."

Command = Callable[[argparse.Namespace, Settings], int | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 the input's or the user's to mend, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    run: Command = options.run
    try:
        return run(options, Settings.from_env()) or 0
    except DashboardError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Dateline")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_read(commands.add_parser("read", help="find places, actors, dates and events in reports"))
    _add_serve(commands.add_parser("serve", help="open the page"))
    _add_geocode(commands.add_parser("geocode", help="the places a name may mean"))
    _add_reverse(commands.add_parser("reverse", help="what is at a position"))
    _add_gazetteer(commands.add_parser("gazetteer", help="the offline gazetteer"))
    return parser


def _add_read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, zips, or addresses (https://…)"
    )
    parser.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="day of publication of reports that do not say theirs, 2020-01-11",
    )
    parser.add_argument("--save", action="store_true", help="add the reports to those of the page")
    parser.add_argument("--json", type=Path, metavar="FILE", help="one report as one JSON object")
    parser.add_argument(
        "--jsonl", metavar="FILE", help="reports as lines of JSON, an object a line; - for input"
    )
    parser.set_defaults(run=read_reports)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_positive, default=8501, metavar="N")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder of coded reports")
    parser.add_argument(
        "--online-geocoder", metavar="S", help="ask it for names not found: nominatim"
    )
    parser.add_argument("--user-agent", default="", help="how to introduce ourselves to it")
    parser.set_defaults(run=serve)


def _add_geocode(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument(
        "--country", metavar="CC", help="ISO 3166-1 alpha-2, or several with commas"
    )
    parser.add_argument("--limit", type=_positive, default=5, metavar="N")
    parser.add_argument("--json", action="store_true", help="a list of objects, best first")
    parser.add_argument("--service", help="an online geocoder by geopy's short name: nominatim")
    parser.add_argument("--user-agent", default="", help="how to introduce ourselves to it")
    parser.set_defaults(run=geocode)


def _add_reverse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("latitude", type=float, metavar="LAT")
    parser.add_argument("longitude", type=float, metavar="LON")
    parser.add_argument("--limit", type=_positive, default=5, metavar="N")
    parser.add_argument("--json", action="store_true", help="a list of objects, nearest first")
    parser.set_defaults(run=reverse)


def _add_gazetteer(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    making = actions.add_parser("build", help="build it, unless it is fresh")
    making.add_argument("--force", action="store_true", help="build it even so")
    making.set_defaults(run=gazetteer_build)
    adding = actions.add_parser("add", help="add a GeoNames country dump, such as LY.txt or LY.zip")
    adding.add_argument("file", type=Path, metavar="FILE")
    adding.set_defaults(run=gazetteer_add)
    actions.add_parser("list", help="what was added").set_defaults(run=gazetteer_list)
    removing = actions.add_parser("remove", help="take out what was added")
    removing.add_argument("name", metavar="NAME")
    removing.set_defaults(run=gazetteer_remove)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"at least 1, not {text!r}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a date as in 2020-01-11: {text!r}") from error


def read_reports(options: argparse.Namespace, settings: Settings) -> int:
    """``read``: what is found in reports."""
    from dashboard.cli.read import read  # half a second to import; others need not wait

    return read(options, settings)


def serve(options: argparse.Namespace, settings: Settings) -> None:
    """``serve``: prepare the gazetteer, then be ``streamlit run`` in this process.

    The page is reachable from this machine only. While the browser starts, the modules of the
    page and the reports are loaded, so that the first visitor does not wait for them.
    """
    os.environ |= _environ(options)
    chosen = Settings.from_env()
    if chosen.online_geocoder:
        online_geocoder(chosen.online_geocoder, user_agent=chosen.user_agent, folder=chosen.answers)
    ensure(chosen.gazetteer, progress)
    os.chdir(ROOT)
    sys.argv = [
        *("streamlit", "run", str(ROOT / "dashboard" / "app.py")),
        *("--server.port", str(options.port), "--server.address", "127.0.0.1"),
        *("--server.headless", str(options.no_browser).lower()),
        *("--browser.gatherUsageStats", "false"),
    ]
    # Only this command needs Streamlit, which takes a second to import.
    from streamlit.web.cli import main as streamlit

    threading.Thread(target=_warm, args=(chosen,), daemon=True).start()
    streamlit()


def _warm(settings: Settings) -> None:
    """Once the server answers, load what the first visitor would otherwise wait for."""
    from streamlit import runtime

    while not runtime.exists():
        time.sleep(0.02)
    from dashboard.ui.load import warm

    warm(settings)


def _environ(options: argparse.Namespace) -> dict[str, str]:
    """The options of ``serve`` as the settings that the page reads."""
    if options.data and not options.data.is_dir():
        raise SettingsError(f"--data {options.data}: no such folder")
    given = {
        "DATELINE_CODING": str(options.data.resolve()) if options.data else "",
        "DATELINE_ONLINE_GEOCODER": options.online_geocoder or "",
        "DATELINE_USER_AGENT": options.user_agent,
    }
    return {name: value for name, value in given.items() if value}


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


def gazetteer_build(options: argparse.Namespace, settings: Settings) -> None:
    """``gazetteer build``."""
    make = build if options.force else ensure
    make(settings.gazetteer, progress)
    print(settings.gazetteer)


def gazetteer_add(options: argparse.Namespace, settings: Settings) -> None:
    """``gazetteer add FILE``: its places are found from now on; bad lines are told and left out."""
    told = added.add(options.file, added.folder_of(settings.gazetteer), progress)
    for problem in told.problems[:_TOLD]:
        where = f"{problem.file}, line {problem.line}"
        print(f"{where}: {problem.value!r}: {problem.reason}", file=sys.stderr)
    if len(told.problems) > _TOLD:
        print(f"and {len(told.problems) - _TOLD} lines more", file=sys.stderr)
    ensure(settings.gazetteer, progress)
    print(
        f"{told.name}: {told.places:,} places; left out: {told.left_out:,} of kinds that are not "
        f"mapped, {len(told.problems):,} lines that make no sense. {_CREDIT}"
    )


def gazetteer_list(_: argparse.Namespace, settings: Settings) -> None:
    """``gazetteer list``."""
    for name in added.names(added.folder_of(settings.gazetteer)):
        print(name)


def gazetteer_remove(options: argparse.Namespace, settings: Settings) -> None:
    """``gazetteer remove NAME``."""
    added.remove(options.name, added.folder_of(settings.gazetteer))
    ensure(settings.gazetteer, progress)


def _gazetteer(path: Path) -> Gazetteer:
    ensure(path, progress)
    return Gazetteer(path)


def progress(done: float, what: str) -> None:
    """A bar on standard error; a line per step where that is not a terminal."""
    full = round(done * _BAR)
    bar = f"[{'#' * full}{' ' * (_BAR - full)}] {done:4.0%} {what}"
    if sys.stderr.isatty():
        print(f"\r{bar:<70}", end="\n" if done >= 1 else "", file=sys.stderr, flush=True)
    elif done in (0.0, 1.0):
        print(bar, file=sys.stderr)


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
