"""What a table says beyond our columns, kept as it was: a JSON object of columns and cells."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.readers.datasets.tables.columnwise import joined
from dashboard.readers.datasets.tables.placing import Placed
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.where import each

VERBATIM = frozenset(("event_id", "dataset", "place", "admin1", "admin2", "source", "text",
                      "title", "actor1", "actor2", "attacker", "target", "participants",
                      "participant_roles", "participant_kinds", "participant_countries", "realis",
                      "level", "codes"))  # fmt: skip
"""ours that hold what the cell holds"""
LONGEST = 20_000
"""characters of a cell that are kept; a longer one is left out"""
_DATE = r"^\s*\d{4}-\d\d-\d\d([T ]00:00(:00(\.0+)?)?)?\s*$"
_NUMBER = r"^\s*-?\d+(\.\d+)?\s*$"
_COUNT = r"^\s*\d+\s*$"
PLAIN = {
    "date": _DATE, "first": _DATE, "last": _DATE,
    "year": r"^\s*\d{4}\s*$", "month": r"^\s*\d{1,2}\s*$", "day": r"^\s*\d{1,2}\s*$",
    "latitude": _NUMBER, "longitude": _NUMBER, "radius_km": _NUMBER,
    "date_precision": r"^\s*[1-5]\s*$", "geo_precision": r"^\s*[1-7]\s*$",
    "fatalities_low": _COUNT, "fatalities_best": _COUNT, "fatalities_high": _COUNT,
    "position": r"^\s*-?\d+\.\d+,? -?\d+\.\d+\s*$",
}  # fmt: skip
"""cells that our columns say without loss"""


def original_codes(
    cells: pa.Table, plan: Plan, columns: Mapping[str, Any], placed: Placed
) -> pa.Array:
    """Of each row: columns that are not ours, and cells that were translated; empty: none."""
    if "codes" in plan.columns:
        return _objects(cells.column(plan.column("codes")))
    ours_of = {theirs: ours for ours, names in plan.columns.items() for theirs in names}
    parts = []
    for theirs in cells.column_names:
        ours = ours_of.get(theirs, "")
        if ours in VERBATIM:
            continue
        column = cells.column(theirs).combine_chunks()
        kept = _worth_keeping(column, ours, columns, placed)
        if kept is None or pc.any(kept).as_py():
            parts.append(_members(theirs, column, kept))
    if not parts:
        return pa.array([""] * cells.num_rows, pa.string())
    inner = joined(parts, ", ")
    whole = pc.binary_join_element_wise("{", inner, "}", "")
    return pc.if_else(pc.equal(inner, ""), "", whole)


def _worth_keeping(
    column: pa.Array, ours: str, columns: Mapping[str, Any], placed: Placed
) -> pa.Array | None:
    """Which cells say more than our column; ``None``: any."""
    if ours in ("type", "family", "country", "url"):
        return pc.not_equal(pc.utf8_trim_whitespace(column), columns[ours])
    if ours not in PLAIN:
        return None
    odd = pc.invert(pc.match_substring_regex(column, PLAIN[ours]))
    if ours in ("latitude", "longitude", "position"):
        odd = pc.or_(odd, pa.array(placed.swapped))
    return odd


def _members(name: str, column: pa.Array, kept: pa.Array | None) -> pa.Array:
    """``"name": "cell"`` where there is a cell to keep, else null."""
    before = json.dumps(name, ensure_ascii=False)
    coded = column.dictionary_encode()
    written = [
        f"{before}: {json.dumps(cell, ensure_ascii=False)}"
        if cell.strip() and len(cell) <= LONGEST else None
        for cell in coded.dictionary.to_pylist()
    ]  # fmt: skip
    members = pa.array(written, pa.string()).take(coded.indices)
    return members if kept is None else pc.if_else(kept, members, None)


def _objects(column: pa.ChunkedArray) -> pa.Array:
    """Cells that are JSON objects; any other is kept as one."""
    where, objects, _ = each(column, _object)
    return pa.array([objects[at] for at in np.asarray(where)], pa.string())


def _object(cell: str) -> str:
    try:
        if not cell.strip() or isinstance(json.loads(cell), dict):
            return cell.strip()
    except (ValueError, RecursionError):
        pass
    return json.dumps({"codes": cell}, ensure_ascii=False)
