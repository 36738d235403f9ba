"""A file of a dataset in, its events out in batches; what kind of file it is, its content says."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.imported import Batch, Source
from dashboard.readers.datasets import acled, gdelt, geojson, kml, table, timemap, ucdp, vector
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.head import head_of
from dashboard.readers.datasets.sheet import seen

__all__ = ["FORMATS", "Format", "Head", "Options", "Reading", "read_events", "recognise"]

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        ucdp.FORMAT, acled.FORMAT, gdelt.FORMAT, geojson.FORMAT, kml.FORMAT, vector.FORMAT,
        timemap.FORMAT, table.FORMAT,
    )
}  # fmt: skip
"""by name; the first that fits a file reads it"""


def recognise(path: Path) -> str:
    """Name of the format of a file, by its content.

    Raises ``ReadError`` naming what was looked at when no format fits.
    """
    head = head_of(path)
    for one in FORMATS.values():
        if one.fits(head):
            return one.name
    known = ", ".join(one.title for one in FORMATS.values())
    raise ReadError(f"{path.name}: none of the formats that are read ({known}); {seen(head)}")


def read_events(
    path: Path,
    *,
    format: str = "",
    mapping: Mapping[str, str] | None = None,
    rows: int = 50_000,
    dataset: str = "",
) -> tuple[Source, Iterator[Batch]]:
    """Where the file is from, and its events in its order, at most ``rows`` a batch.

    Raises ``ReadError``, here or while reading, when the file as a whole cannot be read; a row
    that cannot be read is in its batch's ``refused``.
    """
    if format and format not in FORMATS:
        raise ReadError(f"{format}: no such format; there are {', '.join(FORMATS)}")
    if rows < 1:
        raise ReadError(f"{rows} rows a batch: at least one is needed")
    chosen = FORMATS[format or recognise(path)]
    reading = chosen.read(path, Options(rows, mapping or {}, dataset))
    return reading.source, reading.batches
