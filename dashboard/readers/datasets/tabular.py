"""For a page: what columns a file has, which are taken for which, and what comes of it.

``look`` shows a file with the guesses; a person corrects ``Look.mapping`` and looks again with it
as ``mapping``; ``remembered`` keeps it; ``read_events(path, mapping=…)`` reads by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.imported import Batch
from dashboard.readers.datasets.format import Head, Options
from dashboard.readers.datasets.geojson import FORMAT as GEOJSON
from dashboard.readers.datasets.geojson import open_geojson
from dashboard.readers.datasets.head import head_of
from dashboard.readers.datasets.kml import FORMAT as KML
from dashboard.readers.datasets.kml import open_kml
from dashboard.readers.datasets.table import FORMAT as TABLE
from dashboard.readers.datasets.table import open_table
from dashboard.readers.datasets.tables.grid import Chunk, Sheet
from dashboard.readers.datasets.tables.guess import Guess, examples, guess_columns, mapping_of
from dashboard.readers.datasets.tables.headings import Target, targets
from dashboard.readers.datasets.tables.plan import SETTINGS
from dashboard.readers.datasets.tables.reading import read_sheet
from dashboard.readers.datasets.timemap import FORMAT as TIMEMAP
from dashboard.readers.datasets.timemap import open_events
from dashboard.readers.datasets.vector import FORMAT as GPKG
from dashboard.readers.datasets.vector import open_geopackage

__all__ = ["SETTINGS", "Look", "Target", "look", "mappable", "targets"]

TRIED = 1_000
"""rows that are read to show what comes of a mapping"""
OPENERS: Mapping[str, Callable[[Path, str], Sheet]] = {
    GEOJSON.name: lambda path, _: open_geojson(path),
    KML.name: lambda path, _: open_kml(path),
    GPKG.name: lambda path, layer: open_geopackage(path, layer=layer),
    TIMEMAP.name: lambda path, _: open_events(path),
    TABLE.name: lambda path, sheet: open_table(path, sheet=sheet),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A file as a person is asked about it."""

    format: str
    header: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]
    """cells by column of theirs"""
    guesses: tuple[Guess, ...]
    mapping: Mapping[str, str]
    """as given, else of the trusted guesses; keys are of ``targets()`` and ``SETTINGS``"""
    first: Batch | None
    """what comes of it: the first events, refused rows and warnings; ``None``: nothing can"""
    problem: str
    """why nothing can"""


def mappable(path: Path) -> str:
    """Name of the format that reads this file by a mapping; empty: none does.

    Raises ``ReadError`` when the file is empty or damaged.
    """
    head: Head = head_of(path)
    formats = (GEOJSON, KML, GPKG, TIMEMAP, TABLE)
    return next((one.name for one in formats if one.fits(head)), "")


def look(path: Path, *, format: str = "", mapping: Mapping[str, str] | None = None) -> Look:
    """Opens a file and reads its first rows. Raises ``ReadError`` when it cannot be opened."""
    name = format or mappable(path)
    if name not in OPENERS:
        raise ReadError(f"{path.name}: not a table that columns can be chosen for")
    sheet = OPENERS[name](path, (mapping or {}).get("sheet", ""))
    sample = sheet.sample()
    guesses = tuple(guess_columns(sheet))
    chosen = dict(mapping or mapping_of(guesses))
    first, problem = None, ""
    try:
        reading = read_sheet(_top(sheet), path, Options(TRIED, chosen), format=name)
        first = next(reading.batches)
    except ReadError as error:
        problem = str(error)
    shown = {column: examples(sample.column(column).to_pylist()) for column in sheet.header}
    return Look(name, sheet.header, shown, guesses, chosen, first, problem)


def _top(sheet: Sheet) -> Sheet:
    """Only the first rows of a sheet."""

    def chunks(rows: int) -> "list[Chunk]":
        return list(islice(sheet.chunks(min(rows, TRIED)), 1))

    return Sheet(
        sheet.file, sheet.header, lambda rows: iter(chunks(rows)), sheet.tags, sheet.warnings,
        sheet.fixed,
    )  # fmt: skip
