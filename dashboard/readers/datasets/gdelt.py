"""GDELT event exports, 1.0 and 2.0: tab separated without names, or with gdeltPyR's row of names.

The place of an event is ActionGeo; where its actors sit (Actor1Geo, Actor2Geo) stays in ``codes``
and never becomes a place of the event.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED, Batch, Source
from dashboard.readers.datasets import mappings
from dashboard.readers.datasets.batches import Notes, batches
from dashboard.readers.datasets.cells import Cells, constant, mask
from dashboard.readers.datasets.columns import Columns, Side, codes, empty, participants, position
from dashboard.readers.datasets.days import day
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.head import head_of, opened
from dashboard.readers.datasets.sheet import Layout, cells_of, first_rows, named, require

DATASET = "gdelt"
TITLE = "GDELT events (tab separated or zip)"
TERMS = "https://www.gdeltproject.org/about.html#termsofuse"
CITATION = "The GDELT Project (gdeltproject.org), event database {version}"
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
         "Religion2Code", "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
EVENT = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
         "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")  # fmt: skip
SECOND = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in ACTOR),
    *EVENT,
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""columns of GDELT 2.0, from left to right"""
FIRST = tuple(name for name in SECOND if not name.endswith("ADM2Code"))
"""of GDELT 1.0"""
DESCRIPTION = "CAMEOCodeDescription"
CODE = SECOND.index("EventCode") + 1
LAYOUTS = {
    len(SECOND): SECOND,
    len(SECOND) + 1: (*SECOND[:CODE], DESCRIPTION, *SECOND[CODE:]),
    len(FIRST): FIRST,
    len(FIRST) - 1: FIRST[:-1],
}
"""by how many columns a row has: 2.0, 2.0 by gdeltPyR, 1.0, and 1.0 before April 2013"""
NEEDED = ("GLOBALEVENTID", "SQLDATE", "EventCode", "ActionGeo_Type", "ActionGeo_Lat",
          "ActionGeo_Long", "DATEADDED")  # fmt: skip
KEPT = (
    *(name for name in SECOND if name.startswith(("Actor1", "Actor2"))
      and name not in ("Actor1Name", "Actor2Name")), "IsRootEvent", "EventCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "ActionGeo_Type",
    "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_FeatureID",
    "SQLDATE", "DATEADDED",
)  # fmt: skip
"""columns whose cells stay in ``codes``"""
OTHERS = ("Actor1Name", "Actor2Name", "ActionGeo_FullName", "SOURCEURL")
ROW = pa.struct([("family", pa.string()), ("type", pa.string())])
ADDRESS = r"^https?://(?:[^/?#\s]*@)?(?:[wW]{3}\.)?(?P<host>[^/?#:@\s]+)(?::\d*)?(?:[/?#]\S*)?$"
OLD_NEWS = 21
"""days between an event and its report, from which on CODEBOOK.md calls it background"""


def fits(head: Head) -> bool:
    """Whether a file is an export of GDELT events."""
    rows = first_rows(head)
    names = {cell.strip().strip("\ufeff").lower() for cell in rows[0]} if rows else set()
    return {"globaleventid", "sqldate", "eventcode"} <= names or bool(_headless(head))


def read(path: Path, options: Options) -> Reading:
    """The file's events; raises ``ReadError`` when it is no export of GDELT events."""
    head = head_of(path)
    names = _headless(head)
    if names:
        lower = tuple(name.lower() for name in names)
        layout = Layout(lower, "\t", headed=False, quoted=False)
    else:
        layout = named(head)
        require(head, layout, [name.lower() for name in NEEDED], "an export of GDELT events")
    version = "2.0" if "actiongeo_adm2code" in layout.names else "1.0"
    citation = CITATION.format(version=version)
    return Reading(
        Source(DATASET, DATASET, version, TERMS, publishable=True, citation=citation),
        _batches(path, layout, options),
    )


FORMAT = Format(DATASET, TITLE, fits, read)


def _headless(head: Head) -> tuple[str, ...]:
    """The columns of a file without names, by how many there are and what the first row holds."""
    rows = first_rows(head, delimiter="\t", quoted=False)
    names = LAYOUTS.get(len(rows[0]), ()) if rows else ()
    if not names:
        return ()
    row = dict(zip(names, rows[0], strict=True))
    shape = {"GLOBALEVENTID": r"\d+", "SQLDATE": r"\d{8}", "EventCode": r"\d{2,4}|---|",
             "ActionGeo_Type": "[0-5]?", "DATEADDED": r"\d{8}(\d{6})?"}  # fmt: skip
    fits = all(re.fullmatch(pattern, row[name].strip()) for name, pattern in shape.items())
    return names if fits else ()


def _batches(path: Path, layout: Layout, options: Options) -> Iterator[Batch]:
    wanted = {name.lower() for name in (*NEEDED, *KEPT, *OTHERS)}
    with opened(path) as stream:
        yield from batches(cells_of(stream, layout, wanted), _convert, options.rows)


def _convert(cells: Cells, notes: Notes) -> pa.Table:
    columns = empty(cells.rows)
    ids = cells.required("globaleventid")
    columns["event_id"] = pc.binary_join_element_wise(f"{DATASET}:", ids, "")
    columns["dataset"] = constant(DATASET, cells.rows)
    columns |= _types(cells, notes) | _dates(cells, notes) | _place(cells)
    columns["participants"] = participants(
        cells.rows, [_actor(cells, "actor1", "source"), _actor(cells, "actor2", "target")]
    )
    columns |= _report(cells)
    columns["codes"] = codes(cells, [name.lower() for name in KEPT], KEPT)
    return cells.finish(columns, IMPORTED)


@lru_cache(maxsize=1)
def _cameo() -> dict[str, dict[str, str]]:
    names = ("code", "family", "type")
    return {row["code"]: row for row in mappings.rows("cameo.csv", names)}


def _types(cells: Cells, notes: Notes) -> Columns:
    table = _cameo()

    def meaning(cell: str) -> dict[str, str] | None:
        """Codes have three digits or four; what is shorter, or above 20x, has lost its zero."""
        if not cell.strip("-"):
            return None
        code = f"0{cell}" if len(cell) == 2 or "20" < cell[:2] < "95" else cell
        for length in range(len(code), 1, -1):
            if code[:length] in table:
                return table[code[:length]]
        raise ValueError("no code of CAMEO")

    meant = cells.mapped("eventcode", meaning, ROW)
    found = {name: pc.fill_null(pc.struct_field(meant, name), "") for name in ROW.names}
    none = mask(pc.equal(found["type"], ""))
    notes.where(cells, none, "a public statement or no code of CAMEO, which is none of our types")
    return found


def _dates(cells: Cells, notes: Notes) -> Columns:
    cells.required("sqldate")
    days = cells.mapped("sqldate", day, pa.date32())
    seen = cells.mapped("dateadded", lambda cell: day(cell[:8]), pa.date32())
    age = _days(seen) - _days(days)
    old = age > np.timedelta64(OLD_NEWS, "D")
    notes.where(
        cells, old,
        f"dated more than {OLD_NEWS} days before it was reported; both dates are kept, and it "
        "counts as background",
    )  # fmt: skip
    notes.where(cells, age < np.timedelta64(0, "D"), "dated after it was reported; kept as given")
    precision = mappings.intervals(DATASET)[""][0]
    return {
        "first": days,
        "last": days,
        "date_precision": pa.repeat(pa.scalar(precision, pa.int8()), cells.rows),
        "realis": pc.if_else(pa.array(old), "background", "actual"),
    }


def _days(values: pa.Array) -> Any:
    return values.to_numpy(zero_copy_only=False).astype("datetime64[D]")


def _place(cells: Cells) -> Columns:
    table = mappings.fips()
    at = ("actiongeo_lat", "actiongeo_long")
    return {
        "place": cells.mapped("actiongeo_fullname", lambda name: name.split(", ")[0], pa.string()),
        "admin1": cells.mapped("actiongeo_fullname", _division, pa.string()),
        "country": cells.mapped(
            "actiongeo_countrycode", lambda code: table.get(code.upper(), ""), pa.string()
        ),
        **position(cells, at, "actiongeo_type", mappings.positions(DATASET)),
    }


def _division(name: str) -> str:
    """Of "Kidal, Kidal, Mali" the second, of "Bihar, India" the first, of "Mali" none."""
    parts = name.split(", ")
    return parts[-2] if len(parts) > 1 else ""


def _actor(cells: Cells, who: str, role: str) -> Side:
    kinds = mappings.kinds(DATASET)
    name, code = cells.text(f"{who}name"), cells.text(f"{who}code")
    kind = cells.mapped(f"{who}type1code", lambda cell: kinds.get(cell, "other"), pa.string())
    country = cells.mapped(f"{who}countrycode", mappings.country_of_alpha3, pa.string())
    untyped = pc.equal(cells.text(f"{who}type1code"), "")
    grouped = pc.not_equal(cells.text(f"{who}knowngroupcode"), "")
    bare = pc.if_else(
        pc.and_(pc.not_equal(country, ""), pc.invert(grouped)), kinds["country"], "other"
    )
    return Side(
        pc.if_else(pc.equal(name, ""), code, name),
        pc.if_else(untyped, bare, kind),
        country,
        constant(role, cells.rows),
    )


def _report(cells: Cells) -> Columns:
    """Address and publisher; old files name a publisher where an address belongs."""
    given = cells.text("sourceurl")
    host = pc.struct_field(pc.extract_regex(given, ADDRESS), "host")
    known = pc.is_valid(host)
    return {
        "url": pc.if_else(known, given, ""),
        "source": pc.if_else(known, pc.utf8_lower(pc.fill_null(host, "")), given),
    }
