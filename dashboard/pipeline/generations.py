"""A store's imports in, its next generation out: what the page asks, and what the map draws."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from dashboard.imported import IMPORTED
from dashboard.render.packed import pack
from dashboard.roster import Roster
from dashboard.store.generation import Generation, Part, Progress, build, current
from dashboard.store.imports import Imports

_KNOWN = ("name", "actor_id", "title", "kind", "country")


def rebuild(
    store: Path, roster: Roster, progress: Progress = lambda done, what: None
) -> Generation:
    """Build a generation of all imports and switch to it. Raises ``StoreError``."""
    imports = Imports(store)
    parts = [Part(one.path, one.number, one.withdrawn) for one in imports.parquet()]
    known = _known(imports.actors(), roster)
    return build(store, parts, pack=_packed, known=known, progress=progress)


def missing(store: Path) -> bool:
    """Whether something was imported that no generation holds yet."""
    newest, now = Imports(store).newest(), current(store)
    return newest > (max(now.parts, default=0) if now else 0)


def _packed(tables: Iterator[pa.Table]) -> bytes:
    return pack(_in_words(table) for table in tables).data


def _in_words(table: pa.Table) -> pa.Table:
    """Dictionaries spelled out."""
    return table.cast(pa.schema([IMPORTED.field(name) for name in table.column_names]))


def _known(participants: pa.Table, roster: Roster) -> pa.Table:
    """Who the names of participants mean; of those in the actor file, what it says of them."""
    by_id = {known.actor.actor_id: known.actor for known in roster.actors}
    rows = []
    for row in participants.to_pylist():
        actor = by_id.get(row["actor_id"])
        said = (actor.name, str(actor.kind), actor.country) if actor else (None, None, None)
        rows.append({**row, **dict(zip(_KNOWN[2:], said, strict=True))})
    schema = pa.schema([(name, pa.string()) for name in _KNOWN])
    return pa.Table.from_pylist(rows, schema)
