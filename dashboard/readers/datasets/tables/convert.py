"""Rows of a sheet in, events that fit ``IMPORTED`` out, as a plan and a verdict say."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED, Batch, Refused
from dashboard.model import Realis
from dashboard.readers.datasets.tables.columnwise import (
    NONE,
    Whole,
    out_of_order,
    read_days,
    read_steps,
    read_tolls,
    text_of,
)
from dashboard.readers.datasets.tables.grid import Chunk
from dashboard.readers.datasets.tables.keeping import original_codes
from dashboard.readers.datasets.tables.kinds_of_event import event_type
from dashboard.readers.datasets.tables.placing import place_rows
from dashboard.readers.datasets.tables.plan import Plan
from dashboard.readers.datasets.tables.survey import Verdict, digests
from dashboard.readers.datasets.tables.taking_part import participants_of
from dashboard.readers.datasets.tables.where import Faults, codes_of, each
from dashboard.readers.datasets.tables.wording import says_nothing

_URL = r"(?P<url>https?://[^\s;|<>\"']+)"


@dataclass
class Converter:
    """Turns the chunks of one file into batches; keeps count of what it mends."""

    file: str
    dataset: str
    plan: Plan
    verdict: Verdict
    named: bool = False
    """whether the user named the dataset, so that the file's own column of it does not count"""
    _again: Counter[bytes] = field(default_factory=Counter)

    def batch(self, chunk: Chunk) -> Batch:
        """The events of a chunk, and the rows of it that are refused."""
        cells, plan = chunk.cells, self.plan
        faults: Faults = {}
        countries, warnings = self._countries(cells)
        days = read_days(cells, plan, self.verdict, faults)
        placed = place_rows(cells, plan, self.verdict, countries, faults)
        tolls = read_tolls(cells, plan, faults)
        columns = self._texts(cells, countries)
        columns |= _dated(days, read_steps(cells, plan, "date_precision", 5))
        columns |= placed.columns
        for name, toll in zip(("low", "best", "high"), tolls, strict=True):
            columns[f"fatalities_{name}"] = _whole(toll, pa.int32())
        columns["participants"] = participants_of(cells, plan)
        columns["codes"] = original_codes(cells, plan, columns, placed)
        self._check_told(columns, cells, faults)
        table = pa.Table.from_arrays([columns[f.name] for f in IMPORTED], schema=IMPORTED)
        kept = np.ones(cells.num_rows, bool)
        kept[list(faults)] = False
        refused = [
            Refused(self.file, int(chunk.lines[row]), *fault) for row, fault in faults.items()
        ]
        together = sorted((*chunk.refused, *refused), key=lambda one: one.line or 0)
        said = [*placed.warnings, *warnings]
        if count := out_of_order(*tolls):
            said.append(f"the lowest, best and highest deaths of {count:,} rows are out of order")
        return Batch(table.filter(pa.array(kept)), tuple(together), chunk.done, tuple(said))

    def _countries(self, cells: pa.Table) -> tuple[list[str], list[str]]:
        column = text_of(cells, self.plan, "country")
        codes, unknown = codes_of(pa.chunked_array([column]))
        unknown = [cell for cell in unknown if not says_nothing(cell)]
        if not unknown:
            return codes, []
        shown = ", ".join(repr(cell[:40]) for cell in sorted(unknown)[:5])
        return codes, [f"countries that are not known by this name: {shown}"]

    def _texts(self, cells: pa.Table, countries: list[str]) -> dict[str, Any]:
        plan, rows = self.plan, cells.num_rows
        said = {
            name: text_of(cells, plan, name) for name in ("place", "admin1", "admin2", "source")
        }
        columns = said if plan.own else {name: _said(text) for name, text in said.items()}
        families, types = _kinds(cells, plan)
        dataset = pa.array([self.dataset] * rows, pa.string())
        if not self.named and "dataset" in plan.columns:
            theirs = text_of(cells, plan, "dataset")
            dataset = pc.if_else(pc.equal(theirs, ""), dataset, theirs)
        realis = [str(one) for one in Realis]
        told = text_of(cells, plan, "realis")
        known = pc.is_in(told, pa.array(realis))
        return columns | {
            "event_id": self._identifiers(cells, dataset),
            "dataset": dataset,
            "family": families,
            "type": types,
            "realis": pc.if_else(known, told, str(Realis.ACTUAL)),
            "country": pa.array(countries, pa.string()),
            "url": _links(text_of(cells, plan, "url")),
            "text": _told(cells, plan),
        }

    def _identifiers(self, cells: pa.Table, dataset: pa.Array) -> pa.Array:
        if self.verdict.identified:
            names = text_of(cells, self.plan, "event_id", "-")
            before = pc.binary_join_element_wise(dataset, pa.scalar(""), ":")
            full = pc.starts_with(names, f"{self.dataset}:")
            if "dataset" in self.plan.columns:
                own = [name.startswith(start) for name, start in
                       zip(names.to_pylist(), before.to_pylist(), strict=True)]  # fmt: skip
                full = pa.array(own, pa.bool_())
            return pc.if_else(full, names, pc.binary_join_element_wise(before, names, ""))
        rows = [self._numbered(digest) for digest in digests(cells)]
        return pc.binary_join_element_wise(dataset, pa.array(rows, pa.string()), ":")

    def _numbered(self, digest: bytes) -> str:
        if digest not in self.verdict.repeated:
            return digest.hex()
        self._again[digest] += 1
        number = self._again[digest]
        return digest.hex() if number == 1 else f"{digest.hex()}-{number}"

    def _check_told(self, columns: dict[str, Any], cells: pa.Table, faults: Faults) -> None:
        """An event needs a day or a place, or nothing can be done with it."""
        named = [pc.not_equal(columns[name], "") for name in
                 ("place", "admin1", "admin2", "country")]  # fmt: skip
        told = pc.or_(pc.is_valid(columns["first"]), pc.is_valid(columns["latitude"]))
        for one in named:
            told = pc.or_(told, one)
        bare = np.flatnonzero(~np.asarray(told.to_numpy(zero_copy_only=False), bool))
        for row in map(int, bare):
            shown = "; ".join(cell for cell in cells.slice(row, 1).to_pylist()[0].values() if cell)
            faults.setdefault(row, ("", shown[:200], "it says neither when nor where"))


def _kinds(cells: pa.Table, plan: Plan) -> tuple[pa.Array, pa.Array]:
    """Family and type of each row; a family of its own column fills in where the type is none.

    "Other" is ours only beside its family: other lists mean something else by it.
    """
    where, found, _ = each(pa.chunked_array([text_of(cells, plan, "type")]), event_type)
    also, wider, _ = each(pa.chunked_array([text_of(cells, plan, "family")]), event_type)
    pairs = ((found[at], wider[other]) for at, other in zip(where, also, strict=True))
    kinds = [kind if kind[0] and (kind[1] != "Other" or kind[0] == family[0]) else family
             for kind, family in pairs]  # fmt: skip
    return (pa.array([family for family, _ in kinds], pa.string()),
            pa.array([kind for _, kind in kinds], pa.string()))  # fmt: skip


def _told(cells: pa.Table, plan: Plan) -> pa.Array:
    """The headline before the rest, unless the rest begins with it."""
    text, title = text_of(cells, plan, "text"), text_of(cells, plan, "title")
    if "title" not in plan.columns:
        return text if plan.own else _said(text)
    text, title = _said(text), _said(title)
    pairs = zip(title.to_pylist(), text.to_pylist(), strict=True)
    return pa.array([t if t.startswith(h) else f"{h}. {t}" if t else h for h, t in pairs],
                    pa.string())  # fmt: skip


def _said(column: pa.Array) -> pa.Array:
    """Without the words that say that nothing is known."""
    unsaid = [cell for cell in pc.unique(column).to_pylist() if cell and says_nothing(cell)]
    return pc.if_else(pc.is_in(column, pa.array(unsaid, pa.string())), "", column)


def _links(column: pa.Array) -> pa.Array:
    """The first web address of each cell; anything else is no link."""
    found = pc.struct_field(pc.extract_regex(column, _URL), "url")
    return pc.fill_null(found, "")


def _dated(days: tuple[Whole, Whole, Whole], told: Whole) -> dict[str, Any]:
    first, last, kind = days
    precision = np.where((told != NONE) & (first != NONE), told, kind)
    return {
        "first": _whole(first, pa.int32()).cast(pa.date32()),
        "last": _whole(last, pa.int32()).cast(pa.date32()),
        "date_precision": _whole(precision, pa.int8()),
    }


def _whole(numbers: Whole, kind: Any) -> pa.Array:
    return pa.array(numbers, pa.int64(), mask=numbers == NONE).cast(kind)
