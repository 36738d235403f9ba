"""ACLED exports: CSV of all layouts since 2016, one row for each event or one for each actor.

ACLED's rows may not be passed on; what is read here says so with its source.
"""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED, Batch, Source
from dashboard.readers.datasets import mappings
from dashboard.readers.datasets.batches import Notes, batches
from dashboard.readers.datasets.cells import Cells, as_int, constant
from dashboard.readers.datasets.columns import (
    Columns,
    Side,
    codes,
    days_of,
    empty,
    participants,
    position,
)
from dashboard.readers.datasets.days import spans
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.head import head_of, opened
from dashboard.readers.datasets.monadic import Spool, repeated
from dashboard.readers.datasets.sheet import Layout, cells_of, first_rows, named, require

DATASET = "acled"
TITLE = "ACLED export (CSV)"
TERMS = "https://acleddata.com/terms-and-conditions"
CITATION = (
    "Armed Conflict Location & Event Data (ACLED), acleddata.com; Raleigh et al. 2010 and 2023"
)
NEEDED = ("event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "country",
          "location", "latitude", "longitude", "geo_precision", "fatalities")  # fmt: skip
KEPT = ("data_id", "event_id_no_cnty", "event_date", "time_precision", "disorder_type",
        "event_type", "sub_event_type", "inter1", "inter2", "interaction", "civilian_targeting",
        "iso", "iso3", "gwno", "region", "admin3", "geo_precision", "source_scale", "tags",
        "timestamp")  # fmt: skip
"""columns whose cells stay in ``codes``"""
ASSOCIATES = (("assoc_actor_1", "ally_actor_1"), ("assoc_actor_2", "ally_actor_2"))
OTHERS = ("actor2", "admin1", "admin2", "source", "notes", *ASSOCIATES[0], *ASSOCIATES[1])
KEY = "\0type"
"""a column of ours: what the type depends on"""
ROW = pa.struct([("family", pa.string()), ("type", pa.string())])
WHEN = pa.struct([("precision", pa.int8()), ("rule", pa.int8())])
OF_COUNTRY = re.compile(r"\b(?:Forces|Police|Government|Army) of (?:the )?([^(]+?)(?: \(|$)")
IN_BRACKETS = re.compile(r"\(([^()]+)\)$")


def fits(head: Head) -> bool:
    """Whether a file is an ACLED export."""
    rows = first_rows(head)
    names = {cell.strip().strip("\ufeff").lower() for cell in rows[0]} if rows else set()
    return {"event_id_cnty", "event_date", "event_type", "actor1"} <= names


def read(path: Path, options: Options) -> Reading:
    """The file's events; raises ``ReadError`` when it is no ACLED export."""
    head = head_of(path)
    layout = named(head)
    require(head, layout, NEEDED, "an ACLED export")
    source = Source(DATASET, DATASET, "", TERMS, publishable=False, citation=CITATION)
    return Reading(source, _batches(path, layout, options))


FORMAT = Format(DATASET, TITLE, fits, read)


def _batches(path: Path, layout: Layout, options: Options) -> Iterator[Batch]:
    wanted = {*NEEDED, *KEPT, *OTHERS}
    again = repeated(path, layout, "event_id_cnty")
    notes = Notes()
    with opened(path) as stream:
        sheets = cells_of(stream, layout, wanted)
        if not len(again):
            yield from batches(sheets, _convert, options.rows, notes)
            return
        with Spool(again) as spool:
            sorting = partial(_put_aside, spool=spool)
            yield from batches(sheets, sorting, options.rows, notes, spool.merged)


def _put_aside(cells: Cells, notes: Notes, *, spool: Spool) -> pa.Table:
    """Events of a single row; rows of the others wait until all of them are there."""
    table = _convert(cells, notes)
    good = pa.array(cells.good)
    stamps = cells.mapped("timestamp", _stamp, pa.int64()).filter(good)
    return spool.sort(table, pa.array(cells.lines).filter(good), stamps)


def _stamp(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 16 else 0


def _convert(cells: Cells, notes: Notes) -> pa.Table:
    columns = empty(cells.rows)
    ids = cells.required("event_id_cnty")
    columns["event_id"] = pc.binary_join_element_wise(f"{DATASET}:", ids, "")
    columns["dataset"] = constant(DATASET, cells.rows)
    columns["realis"] = constant("actual", cells.rows)
    columns |= _types(cells) | _dates(cells) | _place(cells, notes)
    killed = as_int(cells.counts("fatalities"), pa.int32())
    columns |= {f"fatalities_{one}": killed for one in ("low", "best", "high")}
    columns["participants"] = participants(cells.rows, _sides(cells))
    columns["source"], columns["text"] = cells.text("source"), cells.text("notes")
    columns["codes"] = codes(cells, KEPT)
    return cells.finish(columns, IMPORTED)


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str, str], dict[str, str]]:
    names = ("event_type", "sub_event_type", "inter1", "family", "type")
    return {
        (row["event_type"].lower(), row["sub_event_type"].lower(), row["inter1"]): row
        for row in mappings.rows("acled_types.csv", names)
    }


def _types(cells: Cells) -> Columns:
    table = _table()

    def meaning(key: str) -> dict[str, str]:
        event, sub, inter = key.lower().split("\0")
        for one in ((event, sub, ""), (event, "", inter), (event, "", "")):
            if one in table:
                return table[one]
        raise ValueError("no type of event of ACLED")

    parts = (cells.text(name) for name in ("event_type", "sub_event_type", "inter1"))
    cells.put(KEY, pc.binary_join_element_wise(*parts, "\0"))
    meant = cells.mapped(KEY, meaning, ROW, blame="event_type")
    return {name: pc.fill_null(pc.struct_field(meant, name), "") for name in ROW.names}


def _dates(cells: Cells) -> Columns:
    known = mappings.intervals(DATASET)

    def meaning(cell: str) -> dict[str, int]:
        code = cell.removesuffix(".0")
        if code not in known:
            raise ValueError(f"not one of {', '.join(known)}")
        return dict(zip(WHEN.names, known[code], strict=True))

    days = days_of(cells, "event_date")
    meant = cells.mapped("time_precision", meaning, WHEN)
    rules = pc.fill_null(pc.struct_field(meant, "rule"), 0).to_numpy(zero_copy_only=False)
    first, last = spans(days.to_numpy(zero_copy_only=False).astype("datetime64[D]"), rules)
    return {
        "first": pa.array(first, pa.date32()),
        "last": pa.array(last, pa.date32()),
        "date_precision": pc.struct_field(meant, "precision"),
    }


def _place(cells: Cells, notes: Notes) -> Columns:
    country = cells.mapped("country", mappings.country_named, pa.string())
    for name, known in (("iso", mappings.country_of_number), ("iso3", mappings.country_of_alpha3)):
        coded = cells.mapped(name, known, pa.string())
        country = pc.if_else(pc.equal(country, ""), coded, country)
    unknown = np.asarray(pc.equal(country, ""))
    notes.where(cells, unknown, "a country that is not known by its name or number")
    return {
        "place": cells.text("location"),
        "admin1": cells.text("admin1"),
        "admin2": cells.text("admin2"),
        "country": country,
        **position(cells, ("latitude", "longitude"), "geo_precision", mappings.positions(DATASET)),
    }


def _sides(cells: Cells) -> list[Side]:
    kinds = mappings.kinds(DATASET)

    def kind(cell: str) -> str:
        code = cell.removesuffix(".0")
        return kinds.get(code, kinds.get(mappings.label(code), "")) or "other"

    sides = [
        Side(
            cells.text(f"actor{number}"),
            cells.mapped(f"inter{number}", kind, pa.string()),
            cells.mapped(f"actor{number}", _country_of, pa.string()),
            constant(role, cells.rows),
        )
        for number, role in (("1", "side_a"), ("2", "side_b"))
    ]
    for new, old in ASSOCIATES:
        sides.append(_associates(cells.text(new if cells.has(new) else old)))
    return sides


def _associates(cells: pa.Array) -> Side:
    """Those named beside an actor; what kind they are is not said."""
    lists = pc.split_pattern(cells, ";")
    names = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    owners: Any = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    return Side(
        names,
        constant("other", len(names)),
        pa.array([_country_of(name) for name in names.to_pylist()], pa.string()),
        constant("other", len(names)),
        owners,
    )


@lru_cache(maxsize=100_000)
def _country_of(actor: str) -> str:
    """Of "Military Forces of Libya (2012-) Army" and "Civilians (Libya)"; empty: not said."""
    if match := OF_COUNTRY.search(actor) or IN_BRACKETS.search(actor):
        return mappings.country_named(match[1])
    return ""
