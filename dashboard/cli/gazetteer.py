"""``gazetteer``: build it; add, list and remove a user's own GeoNames dumps."""

import argparse
import sys
from pathlib import Path

from dashboard.cli.values import progress
from dashboard.geocode import added
from dashboard.geocode.build import build, ensure
from dashboard.settings import Settings

_TOLD = 10
_CREDIT = "GeoNames (geonames.org) is CC BY 4.0: name it as the source."


def add_gazetteer(parser: argparse.ArgumentParser) -> None:
    """The options of ``gazetteer``."""
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
