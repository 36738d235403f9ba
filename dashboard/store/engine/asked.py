"""A filter's words as codes of a generation, and questions with them."""

from functools import lru_cache
from typing import Any

import pyarrow as pa

from dashboard.model import Origin
from dashboard.store.engine.grid import day_number
from dashboard.store.engine.source import Dictionaries, Source, codes_of
from dashboard.store.engine.values import Values
from dashboard.store.filter import EventFilter, When

PUBLISHER = "publisher:"
"""before the name of a publisher in ``EventFilter.sources``"""


class Asked:
    """A source with its dictionaries; answers about names are kept."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.known = Dictionaries(source)
        self.codes = lru_cache(maxsize=256)(self._codes)

    def ask(self, question: Any, v: Values, *, name: str = "") -> pa.Table:
        """The answer of the source."""
        return self.source.ask(name or question.__name__, question, v)

    def values(self, chosen: EventFilter, *, dates: bool = True) -> Values:
        """The values of a filter, with its dates or without."""
        v = self._dated(chosen) if dates else Values()
        numbers: dict[str, tuple[int, ...]] = {}
        for column, wanted in (
            ("family", chosen.families),
            ("type", chosen.types),
            ("realis", tuple(str(one) for one in chosen.realis)),
            ("country", chosen.countries),
            ("dataset", chosen.datasets),
            ("level", chosen.levels),
            ("source", tuple(one.removeprefix(PUBLISHER) for one in chosen.sources
                             if one.startswith(PUBLISHER)) if chosen.sources else ()),
        ):  # fmt: skip
            if wanted:
                numbers[column] = self.known.codes(column, wanted)
        if chosen.actors:
            numbers["actor"] = self.codes("actors", "actor_id", chosen.actors)
        if chosen.places:
            numbers["at_place"] = self.codes("places", "place_id", chosen.places)
        if chosen.deaths > 0:
            numbers["deaths"] = (chosen.deaths,)
        of_reports = chosen.sources and "source" not in numbers
        if of_reports or (chosen.origins and Origin.IMPORTED not in chosen.origins):
            v = v.flagged("nothing")
        if self.known.more:
            v = v.flagged("more")
        if words := dict.fromkeys(chosen.text.lower().split()):
            named = {f"word{number:03}": word for number, word in enumerate(words)}
            v = v.flagged("words").saying(**named)
        return v.with_(**numbers)

    def _dated(self, chosen: EventFilter) -> Values:
        v = Values()
        if chosen.first is not None:
            v = v.with_(since=day_number(chosen.first))
        if chosen.last is not None:
            v = v.with_(until=day_number(chosen.last))
        return v.flagged("certainly") if chosen.when is When.CERTAINLY else v

    def _codes(self, table: str, key: str, wanted: tuple[str, ...]) -> tuple[int, ...]:
        """Codes of those that occur."""
        texts = {f"key{number:05}": one for number, one in enumerate(wanted)}
        found = self.ask(codes_of(table, key), Values(texts=texts), name=f"{table} by {key}")
        return tuple(sorted(found["code"].to_pylist()))
