"""Subcommands of ``python -m dashboard``: arguments in, text or JSON on standard output."""

import argparse
import sys
from collections.abc import Callable, Sequence
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
    _add_decisions(commands.add_parser("decisions", help="what people decided, as an audit log"))
    add_serve(commands.add_parser("serve", help="open the page"))
    add_geocode(commands.add_parser("geocode", help="the places a name may mean"))
    add_reverse(commands.add_parser("reverse", help="what is at a position"))
    add_gazetteer(commands.add_parser("gazetteer", help="the offline gazetteer"))
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
