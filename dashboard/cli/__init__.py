"""Subcommands of ``python -m dashboard``: arguments in, text or JSON on standard output."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dashboard.cli.gazetteer import add_gazetteer
from dashboard.cli.places import add_geocode, add_reverse
from dashboard.cli.serve import add_serve
from dashboard.errors import DashboardError
from dashboard.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 the input's or the user's to mend, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    run: Command = options.run
    try:
        settings = Settings.from_env()
        if options.store:
            settings = replace(settings, store=options.store)
        return run(options, settings) or 0
    except DashboardError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Dateline")
    commands = _Commands(parser)
    _add_read(commands.add("read", help="find places, actors, dates and events in reports"))
    _add_decisions(commands.add("decisions", help="what people decided, as an audit log"))
    _add_ingest(commands.add("ingest", help="import files of event datasets"))
    _add_export(commands.add("export", help="what was imported, as a table or for a map program"))
    add_serve(commands.add("serve", help="open the page"))
    add_geocode(commands.add("geocode", help="the places a name may mean"))
    add_reverse(commands.add("reverse", help="what is at a position"))
    add_gazetteer(commands.add("gazetteer", help="the offline gazetteer"))
    return parser


class _Commands:
    """Subcommands; each takes ``--store``."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._all = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, *, help: str) -> argparse.ArgumentParser:
        """The parser of one more."""
        parser = self._all.add_parser(name, help=help)
        parser.add_argument(
            "--store", type=Path, metavar="DIR", help="where imported datasets are kept"
        )
        return parser


def _add_ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, folders, zips")
    parser.add_argument(
        "--format", default="", metavar="F", help="ucdp-ged, acled, gdelt …; told by content if not"
    )
    parser.add_argument(
        "--skip-bad-rows", action="store_true", help="import the rest where rows cannot be read"
    )
    whole = parser.add_mutually_exclusive_group()
    whole.add_argument(
        "--partial", dest="complete", action="store_false", default=None,
        help="withdraw nothing: the file is only a part of its dataset",
    )  # fmt: skip
    whole.add_argument(
        "--complete", dest="complete", action="store_true", default=None,
        help="withdraw what the file lacks of its countries and years (UCDP GED and ACLED do)",
    )  # fmt: skip
    parser.add_argument("--refused", type=Path, metavar="FILE", help="table of rows left out")
    parser.add_argument("--changes", type=Path, metavar="FILE", help="table of what changed")
    parser.set_defaults(run=ingest_datasets)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("csv", "geojson"), required=True)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=export_datasets)


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


def _add_decisions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--export", type=Path, required=True, metavar="FILE",
        help="a table if it ends in .csv, else lines of JSON; - for output",
    )  # fmt: skip
    parser.set_defaults(run=export_decisions)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a date as in 2020-01-11: {text!r}") from error


def read_reports(options: argparse.Namespace, settings: Settings) -> int:
    """``read``: what is found in reports."""
    from dashboard.cli.read import read  # half a second to import; others need not wait

    return read(options, settings)


def export_decisions(options: argparse.Namespace, settings: Settings) -> int:
    """``decisions --export FILE``: who decided what, and when."""
    from dashboard.cli.decisions import decisions

    return decisions(options, settings)


def ingest_datasets(options: argparse.Namespace, settings: Settings) -> int:
    """``ingest PATH…``: datasets into the store."""
    from dashboard.cli.ingest import ingest_files

    return ingest_files(options, settings)


def export_datasets(options: argparse.Namespace, settings: Settings) -> int:
    """``export --format F -o FILE``: what is stored."""
    from dashboard.cli.export import export_events

    return export_events(options, settings)
