"""An event of a dataset: the Arrow table that readers of datasets yield and the store keeps.

One row is one event. Text is never null, it is empty; a number, a day or a position that is not
known is null. The dataset's own codes are kept as they were, in ``codes``.
"""

from dataclasses import dataclass, field

import pyarrow as pa

PARTICIPANT = pa.struct(
    [
        ("name", pa.string()),  # as the dataset writes it
        ("kind", pa.string()),  # model.ActorKind
        ("country", pa.string()),  # ISO 3166-1 alpha-2, empty: none or not said
        ("role", pa.string()),  # model.ParticipantRole
    ]
)
IMPORTED = pa.schema(
    [
        ("event_id", pa.string()),  # "ucdp-ged:244657": dataset and its id; one row each
        ("dataset", pa.string()),  # "ucdp-ged", "acled", "gdelt", else the name a user gave
        ("family", pa.string()),  # of data/event_types.csv; empty: none fits
        ("type", pa.string()),
        ("realis", pa.string()),  # model.Realis
        ("first", pa.date32()),  # first and last possible day, both included
        ("last", pa.date32()),
        ("date_precision", pa.int8()),  # model.DatePrecision; null without a date
        ("place", pa.string()),  # as the dataset names it
        ("admin1", pa.string()),
        ("admin2", pa.string()),
        ("country", pa.string()),  # ISO 3166-1 alpha-2
        ("level", pa.string()),  # model.Level of what the position stands for; empty: no position
        ("geo_precision", pa.int8()),  # UCDP GED's ``where_prec``, 1 to 7; null: no position
        ("latitude", pa.float64()),  # degrees, WGS 84
        ("longitude", pa.float64()),
        ("radius_km", pa.float32()),  # how far from the position it may have been
        ("fatalities_low", pa.int32()),  # people killed
        ("fatalities_best", pa.int32()),
        ("fatalities_high", pa.int32()),
        ("participants", pa.list_(PARTICIPANT)),
        ("source", pa.string()),  # who reported it, as the dataset says
        ("url", pa.string()),
        ("text", pa.string()),  # the row's notes or headline: the evidence
        ("codes", pa.string()),  # original codes: a JSON object of column names and cells
    ]
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a dataset that cannot be read."""

    file: str
    line: int | None
    """of the file, from 1, the header included; ``None`` where the format has no lines"""
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a dataset, as its reader recognised it."""

    dataset: str
    """as in ``IMPORTED``"""
    format: str
    """name of the reader, "ucdp-ged"; what ``--format`` takes"""
    version: str = ""
    """of the dataset, "25.1"; empty: the file does not say"""
    licence: str = ""
    """SPDX identifier or the terms' address"""
    publishable: bool = True
    """whether rows may be passed on"""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a file, in its order."""

    events: pa.Table
    """fits ``IMPORTED``"""
    refused: tuple[Refused, ...] = ()
    done: float = 0.0
    """share of the file that was read so far, 0 to 1"""
    warnings: tuple[str, ...] = field(default=())
    """what was noticed and mended ("latitude and longitude are swapped"), a sentence each"""
