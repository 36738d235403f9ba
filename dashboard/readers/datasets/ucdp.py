"""UCDP GED, versions 17 to 25 and Candidate: CSV or zip, with its row of names or without."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED, Batch, Source
from dashboard.readers.datasets import mappings
from dashboard.readers.datasets.batches import Notes, batches
from dashboard.readers.datasets.cells import Cells, constant, mask
from dashboard.readers.datasets.columns import (
    Columns,
    Side,
    codes,
    days_of,
    deaths,
    empty,
    participants,
    position,
)
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.head import head_of, opened
from dashboard.readers.datasets.sheet import Layout, cells_of, first_rows, named, require

DATASET = "ucdp-ged"
TITLE = "UCDP GED (CSV or zip)"
CITATION = (
    "UCDP Georeferenced Event Dataset (GED){version}, Uppsala Conflict Data Program (ucdp.uu.se), "
    "CC BY 4.0; Sundberg and Melander 2013; Davies, Pettersson and Öberg 2023"
)
NEEDED = ("id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude",
          "country", "date_prec", "date_start", "date_end", "best", "high", "low")  # fmt: skip
POSITIONS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""of a file without a row of names, version 23 and later"""
KEPT = ("relid", "code_status", "type_of_violence", "conflict_new_id", "conflict_name",
        "dyad_new_id", "dyad_name", "side_a_new_id", "side_b_new_id", "gwnoa", "gwnob",
        "number_of_sources", "source_date", "source_original", "where_prec",
        "where_description", "priogrid_gid", "country_id", "event_clarity", "date_prec",
        "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")  # fmt: skip
"""columns whose cells stay in ``codes``"""
OTHERS = ("source_article", "source_office", "source_headline", "where_coordinates", "adm_1",
          "adm_2", "iso3")  # fmt: skip
SHAPE = {
    "id": r"\d+", "year": r"(19|20)\d\d", "type_of_violence": "[123]", "where_prec": "[1-7]",
    "date_prec": "[1-5]", "date_start": r"\d{4}-\d\d-\d\d.*", "date_end": r"\d{4}-\d\d-\d\d.*",
    "latitude": r"-?\d+(\.\d+)?", "longitude": r"-?\d+(\.\d+)?", "best": r"\d+", "low": r"\d+",
    "high": r"\d+",
}  # fmt: skip
"""what the cells of a row have to look like where no row of names says what they are"""
GOVERNMENT = "Government of "
MEANT = pa.struct([(name, pa.string()) for name in ("family", "type", "role_a", "role_b", "kind")])


def fits(head: Head) -> bool:
    """Whether a file is one of UCDP GED."""
    rows = first_rows(head)
    names = {cell.strip().strip("\ufeff").lower() for cell in rows[0]} if rows else set()
    return {"type_of_violence", "where_prec", "date_prec"} <= names or _is_headless(head)


def read(path: Path, options: Options) -> Reading:
    """The file's events; raises ``ReadError`` when it is no file of UCDP GED."""
    head = head_of(path)
    layout = Layout(POSITIONS, ",", headed=False) if _is_headless(head) else named(head)
    require(head, layout, NEEDED, "UCDP GED")
    version = _version(head.name) or _version(path.name)
    citation = CITATION.format(version=f" version {version}" if version else "")
    source = Source(DATASET, DATASET, version, "CC-BY-4.0", True, citation)
    return Reading(source, _batches(path, layout, options))


FORMAT = Format(DATASET, TITLE, fits, read)


def _is_headless(head: Head) -> bool:
    rows = first_rows(head, delimiter=",")
    if not rows or len(rows[0]) != len(POSITIONS):
        return False
    row = dict(zip(POSITIONS, rows[0], strict=True))
    return all(re.fullmatch(shape, row[name].strip()) for name, shape in SHAPE.items())


def _version(name: str) -> str:
    """ "GEDEvent_v25_1.csv" → "25.1", "ged251-csv.zip" → "25.1"."""
    if match := re.search(r"v(\d\d(?:_\d+)+)", name):
        return match[1].replace("_", ".")
    match = re.search(r"ged(\d\d)(\d)\b", name.lower())
    return f"{match[1]}.{match[2]}" if match else ""


def _batches(path: Path, layout: Layout, options: Options) -> Iterator[Batch]:
    seen: set[str] = set()
    with opened(path) as stream:
        sheets = cells_of(stream, layout, {*NEEDED, *KEPT, *OTHERS})
        yield from batches(sheets, partial(_convert, seen=seen), options.rows)


def _convert(cells: Cells, notes: Notes, *, seen: set[str]) -> pa.Table:
    columns = empty(cells.rows)
    ids = cells.required("id")
    _refuse_repeated(cells, ids, seen)
    columns["event_id"] = pc.binary_join_element_wise(f"{DATASET}:", ids, "")
    columns["dataset"] = constant(DATASET, cells.rows)
    columns["realis"] = constant("actual", cells.rows)
    columns |= _types(cells) | _dates(cells) | _place(cells, notes)
    columns |= deaths(cells, notes)
    article, headline, office = (
        cells.text(f"source_{one}") for one in ("article", "headline", "office")
    )
    columns["source"] = pc.if_else(pc.equal(office, ""), article, office)
    columns["text"] = pc.if_else(pc.equal(headline, ""), article, headline)
    columns["codes"] = codes(cells, KEPT)
    return cells.finish(columns, IMPORTED)


def _refuse_repeated(cells: Cells, ids: pa.Array, seen: set[str]) -> None:
    """An event is one row; a second row with its id is another version of it, or a mistake."""
    repeated = np.zeros(cells.rows, bool)
    for row, one in enumerate(ids.to_pylist()):
        repeated[row] = one in seen
        seen.add(one)
    cells.refuse(repeated, "id", "an earlier row has this id")


def _types(cells: Cells) -> Columns:
    table = {row["type_of_violence"]: row for row in mappings.rows(
        "ucdp_types.csv", ("type_of_violence", "family", "type", "role_a", "role_b"))}  # fmt: skip

    def meaning(cell: str) -> dict[str, str]:
        code = cell.removesuffix(".0")
        if code not in table:
            raise ValueError(f"not one of {', '.join(table)}")
        return {**table[code], "kind": mappings.kinds(DATASET).get(code, "")}

    meant = cells.mapped("type_of_violence", meaning, MEANT)
    found = {name: pc.fill_null(pc.struct_field(meant, name), "") for name in MEANT.names}
    sides = [_side(cells, f"side_{one}", found["kind"], found[f"role_{one}"]) for one in "ab"]
    return {
        "family": found["family"],
        "type": found["type"],
        "participants": participants(cells.rows, sides),
    }


def _side(cells: Cells, name: str, kind: pa.Array, role: pa.Array) -> Side:
    kinds = mappings.kinds(DATASET)

    def by_name(side: str) -> str:
        if side.startswith(GOVERNMENT):
            return kinds["government"]
        return kinds["civilians"] if side.lower() == "civilians" else ""

    def country(side: str) -> str:
        known = side.startswith(GOVERNMENT)
        return mappings.country_named(side.removeprefix(GOVERNMENT)) if known else ""

    said = cells.mapped(name, by_name, pa.string())
    return Side(
        cells.text(name),
        pc.if_else(pc.equal(said, ""), kind, said),
        cells.mapped(name, country, pa.string()),
        role,
    )


def _dates(cells: Cells) -> Columns:
    precisions = mappings.intervals(DATASET)

    def precision(cell: str) -> int:
        code = cell.removesuffix(".0")
        if code not in precisions:
            raise ValueError(f"not one of {', '.join(precisions)}")
        return precisions[code][0]

    first, last = days_of(cells, "date_start"), days_of(cells, "date_end")
    backward = mask(pc.fill_null(pc.greater(first, last), False))
    cells.refuse(backward, "date_end", "lies before date_start")
    return {
        "first": first,
        "last": last,
        "date_precision": cells.mapped("date_prec", precision, pa.int8()),
    }


def _place(cells: Cells, notes: Notes) -> Columns:
    named_as = cells.mapped("country", mappings.country_named, pa.string())
    if cells.has("iso3"):
        coded = cells.mapped("iso3", mappings.country_of_alpha3, pa.string())
        named_as = pc.if_else(pc.equal(coded, ""), named_as, coded)
    notes.where(cells, mask(pc.equal(named_as, "")), "a country that is not known by its name")
    cells.put("number_of_sources", pc.replace_substring_regex(
        cells.text("number_of_sources"), r"^-1(\.0)?$", ""))  # fmt: skip
    where = ("latitude", "longitude")
    return {
        "place": cells.text("where_coordinates"),
        "admin1": cells.text("adm_1"),
        "admin2": cells.text("adm_2"),
        "country": named_as,
        **position(cells, where, "where_prec", mappings.positions(DATASET)),
    }
