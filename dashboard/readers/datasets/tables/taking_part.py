"""Cells that name actors in, the list of participants of each row out."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import PARTICIPANT
from dashboard.model import ActorKind, ParticipantRole
from dashboard.readers.datasets.tables.columnwise import text_of
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.wording import plain, says_nothing

ROLES = {
    "actor1": ParticipantRole.SIDE_A,
    "actor2": ParticipantRole.SIDE_B,
    "attacker": ParticipantRole.SOURCE,
    "target": ParticipantRole.TARGET,
    "participants": ParticipantRole.OTHER,
}
CIVILIANS = ("civilian", "civilians", "civil", "civiles", "civils", "zivilisten", "мирные жители")


def participants_of(cells: pa.Table, plan: Plan) -> pa.Array:
    """A list of ``PARTICIPANT`` for each row; several names in a cell stand apart by ``;``."""
    parents: list[npt.NDArray[np.int64]] = []
    parts: dict[str, list[pa.Array]] = {"name": [], "kind": [], "country": [], "role": []}
    for ours, role in ROLES.items():
        if ours not in plan.columns and ours not in plan.constants:
            continue
        rows, names = _named(text_of(cells, plan, ours, "; "))
        parents.append(rows)
        parts["name"].append(names)
        if ours == "participants" and "participant_roles" in plan.columns:
            for part, allowed in _ALLOWED.items():
                parts[part].append(_beside(cells, plan, part, rows, allowed))
        else:
            parts["kind"].append(_kinds(names))
            parts["country"].append(pa.array([""] * len(rows), pa.string()))
            parts["role"].append(pa.array([str(role)] * len(rows), pa.string()))
    return _lists(cells.num_rows, parents, parts)


_ALLOWED = {
    "kind": frozenset(map(str, ActorKind)),
    "country": frozenset[str](),
    "role": frozenset(map(str, ParticipantRole)),
}
_COLUMNS = {"kind": "participant_kinds", "country": "participant_countries",
            "role": "participant_roles"}  # fmt: skip


def _named(column: pa.Array) -> tuple[npt.NDArray[np.int64], pa.Array]:
    lists = pc.split_pattern(column, ";")
    names = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    rows = pc.list_parent_indices(lists)
    nothing = [cell for cell in pc.unique(names).to_pylist() if says_nothing(cell)]
    said = pc.invert(pc.is_in(names, pa.array(nothing, pa.string())))
    return rows.filter(said).to_numpy().astype("int64"), names.filter(said)


def _kinds(names: pa.Array) -> pa.Array:
    coded = names.dictionary_encode()
    kinds = [
        str(ActorKind.CIVILIANS if plain(name).split(" ")[0] in CIVILIANS else ActorKind.OTHER)
        for name in coded.dictionary.to_pylist()
    ]
    return pa.array(kinds, pa.string()).take(coded.indices)


def _beside(
    cells: pa.Table, plan: Plan, part: str, rows: npt.NDArray[np.int64], allowed: frozenset[str]
) -> pa.Array:
    """What stands beside each name in a list of its own; what is missing is "other" or empty."""
    told = [cell.split(";") for cell in text_of(cells, plan, _COLUMNS[part]).to_pylist()]
    missing = "other" if allowed else ""
    found, before, place = [], -1, 0
    for row in map(int, rows):
        place = place + 1 if row == before else 0
        before = row
        one = told[row][place].strip() if place < len(told[row]) else missing
        found.append(one if not allowed or one in allowed else missing)
    return pa.array(found, pa.string())


def _lists(
    rows: int, parents: list[npt.NDArray[np.int64]], parts: dict[str, list[pa.Array]]
) -> pa.Array:
    whole = np.concatenate([np.empty(0, "int64"), *parents])
    order = pa.array(np.argsort(whole, kind="stable"))
    ends = np.cumsum(np.bincount(whole, minlength=rows))[:rows]
    offsets = pa.array(np.concatenate([[0], ends]).astype("int32"))
    fields = [
        pa.concat_arrays([pa.array([], pa.string()), *parts[field.name]]).take(order)
        for field in PARTICIPANT
    ]
    return pa.ListArray.from_arrays(
        offsets, pa.StructArray.from_arrays(fields, fields=list(PARTICIPANT))
    )
