"""Cells that name actors in, the list of participants of each row out."""

import json

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
    if plan.own:
        return _as_exported(cells, plan)
    parents: list[npt.NDArray[np.int64]] = []
    parts: dict[str, list[pa.Array]] = {"name": [], "kind": [], "country": [], "role": []}
    for ours, role in ROLES.items():
        if ours not in plan.columns and ours not in plan.constants:
            continue
        rows, names = _named(text_of(cells, plan, ours, "; "))
        parents.append(rows)
        parts["name"].append(names)
        parts["kind"].append(_kinds(names))
        parts["country"].append(pa.array([""] * len(rows), pa.string()))
        parts["role"].append(pa.array([str(role)] * len(rows), pa.string()))
    return _lists(cells.num_rows, parents, parts)


def _as_exported(cells: pa.Table, plan: Plan) -> pa.Array:
    """Of our own exports: names and what belongs to each in lists side by side, or JSON."""
    names, *others = (
        text_of(cells, plan, ours).to_pylist()
        for ours in ("participants", *(f"participant_{p}" for p in ("kinds", "countries", "roles")))
    )
    found = []
    for row, cell in enumerate(names):
        if cell.startswith("[{"):
            found.append(_from_json(cell))
        else:
            lists = [other[row].split("; ") for other in others]
            people = cell.split("; ") if cell or any(other[row] for other in others) else []
            found.append([_one(name, *(part[at] if at < len(part) else "" for part in lists))
                          for at, name in enumerate(people)])  # fmt: skip
    return pa.array(found, pa.list_(PARTICIPANT))


def _from_json(cell: str) -> list[dict[str, str]]:
    try:
        people = json.loads(cell)
    except (ValueError, RecursionError):
        return [_one(cell, "", "", "")]
    keys = ("name", "kind", "country", "role")
    return [_one(*(str(one.get(key) or "") for key in keys)) for one in people
            if isinstance(one, dict)]  # fmt: skip


def _one(name: str, kind: str, country: str, role: str) -> dict[str, str]:
    return {
        "name": name,
        "kind": kind if kind in set(ActorKind) else str(ActorKind.OTHER),
        "country": country,
        "role": role if role in set(ParticipantRole) else str(ParticipantRole.OTHER),
    }


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
