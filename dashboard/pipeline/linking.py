"""Names of participants in, actor ids out: who of them is in the actor file."""

from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.geocode.normalise import fold
from dashboard.roster import Roster

NAMED = "named:"
"""how the id of an actor begins that is known by its name alone"""


class Links:
    """Looks each name up once."""

    def __init__(self, roster: Roster) -> None:
        """A name that several actors of the file bear links to none of them."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for known in roster.actors:
            for name in (known.actor.name, *known.actor.aliases):
                bearers[_plain(name)].add(known.actor.actor_id)
        self._ids = {name: min(ids) for name, ids in bearers.items() if len(ids) == 1}
        self._linked: dict[str, str] = {}

    def ids(self, events: pa.Table) -> dict[str, str]:
        """Actor ids by the names of those who took part in ``events``, which fit ``IMPORTED``."""
        lists = events["participants"]
        sides = (chunk.flatten() for chunk in lists.chunks)
        names = pa.chunked_array([pc.struct_field(side, "name") for side in sides], pa.string())
        found = {}
        for name in names.unique().to_pylist():
            if name:
                found[name] = self._linked.get(name) or self._linked.setdefault(
                    name, self.actor_id(name)
                )
        return found

    def actor_id(self, name: str) -> str:
        """Of the actor file if it has exactly this name or alias, else made of the name."""
        plain = _plain(name)
        return self._ids.get(plain) or NAMED + (fold(plain) or plain)


def _plain(name: str) -> str:
    return " ".join(name.split())
