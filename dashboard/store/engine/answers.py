"""The answers to all questions, over any source: ``contract.Engine`` but for where the data is."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.imported import IMPORTED
from dashboard.model import Level
from dashboard.store.deaths import Deaths
from dashboard.store.details import COLUMNS as DETAILS
from dashboard.store.engine import questions
from dashboard.store.engine.asked import Asked
from dashboard.store.engine.contract import Box, Cell, Cells, Totals, Viewport
from dashboard.store.engine.grid import area, day_of, shift
from dashboard.store.engine.shares import shared
from dashboard.store.engine.source import Question, Source
from dashboard.store.engine.values import Values
from dashboard.store.filter import EventFilter
from dashboard.store.tables import WORDS

_RENAMED = {"fatalities_low": "low", "fatalities_best": "best", "fatalities_high": "high",
            "place": "place_name"}  # fmt: skip
AREAS = tuple(map(str, (Level.DISTRICT, Level.PROVINCE, Level.REGION, Level.SEA)))
_NOT_ASKED = EventFilter()


class Answers:
    """An engine over what ``source`` gives, which may be another generation each time."""

    def __init__(self, source: Callable[[], Source], close: Callable[[], None]) -> None:
        self._source = source
        self.close = close
        self._last: Asked | None = None

    def _now(self) -> Asked:
        source, last = self._source(), self._last
        if last is None or last.source is not source:
            last = self._last = Asked(source)
        return last

    @property
    def version(self) -> str:
        """See ``Engine``."""
        return self._source().version

    def extent(self) -> tuple[date, date] | None:
        """See ``Engine``."""
        days = self._now().known.extent
        return None if days is None else (day_of(days[0]), day_of(days[1]))

    def totals(self, chosen: EventFilter, *, within: Box | Cell | Cells | None = None) -> Totals:
        """See ``Engine``."""
        now = self._now()
        row = now.ask(questions.totals, _where(now, chosen, within)).to_pylist()[0]
        undated = now.ask(questions.undated, _where(now, chosen, within, dates=False))
        return Totals(
            total=now.known.total,
            shown=row["shown"],
            drawn=row["drawn"],
            possible=row["shown"] - (row["certain"] or 0),
            undated=undated["undated"][0].as_py(),
            unplaced=row["shown"] - row["placed"],
            whole_country=row["placed"] - row["drawn"],
            deaths=Deaths(row["low"] or 0, row["best"] or 0, row["high"] or 0, row["known"]),
        )

    def cells(self, chosen: EventFilter, viewport: Viewport) -> pa.Table:
        """See ``Engine``."""
        now = self._now()
        families = now.known.words["family"]
        names = [f"family{code}" for code in range(1, len(families) + 1)]
        v = _inside(now.values(chosen), viewport).with_(
            shift=shift(viewport.zoom), area=now.known.codes("level", AREAS)
        )
        table = _with_deaths(now.ask(questions.cells, v.flagged(*names)))
        level = table.schema.get_field_index("level")
        table = table.set_column(level, "level", now.known.plain("level", table["level"]))
        counts = [table[name].combine_chunks() for name in names]
        struct = pa.StructArray.from_arrays(counts, families.to_pylist()) if counts else pa.nulls(0)
        return _with_days(table.drop_columns(names)).append_column("families", struct)

    def histogram(self, chosen: EventFilter, bins: Sequence[tuple[date, date]]) -> pa.Table:
        """See ``Engine``."""
        now = self._now()
        extent = now.known.extent

        def steps(begin: int, end: int) -> pa.Table:
            clip = extent is not None and not begin <= extent[0] <= extent[1] <= end
            v = now.values(chosen, dates=False).with_(begin=begin, end=end)
            return now.ask(questions.histogram, v.flagged("clip") if clip else v)

        return shared(bins, steps, now.known.words["family"])

    def fetch(
        self,
        chosen: EventFilter,
        *,
        within: Box | Cell | Cells | None = None,
        place: str = "",
        after: int | None = None,
        limit: int = 50,
    ) -> pa.Table:
        """See ``Engine``."""
        now = self._now()
        v = _where(now, chosen, within).with_(limit=limit)
        if place:
            v = v.with_(place=now.codes("places", "place_id", (place,)))
        if after is not None:
            v = v.with_(after=after)
        return _page(now, _newest(now, v))

    def event(self, event_id: str) -> dict[str, Any] | None:
        """See ``Engine``."""
        now = self._now()
        lines = tuple(now.source.lines(event_id))
        newest = _newest(now, now.values(_NOT_ASKED).with_(line=lines, limit=1))
        rows = _page(now, newest).to_pylist()
        return rows[0] if rows else None

    def numbered(self, numbers: Sequence[int]) -> pa.Table:
        """See ``Engine``."""
        return _page(self._now(), numbers)

    def actors(self, chosen: EventFilter, *, like: str = "", limit: int = 200) -> pa.Table:
        """See ``Engine``."""
        return self._listed(questions.actors, chosen, like, limit)

    def places(self, chosen: EventFilter, *, like: str = "", limit: int = 200) -> pa.Table:
        """See ``Engine``."""
        return self._listed(questions.places, chosen, like, limit)

    def _listed(self, question: Question, chosen: EventFilter, like: str, limit: int) -> pa.Table:
        now = self._now()
        v = now.values(chosen).with_(limit=limit)
        if like:
            v = v.saying(like=like.lower())
        table = _with_deaths(now.ask(question, v))
        last = ["events", "low", "best", "high"]
        return table.select([*(one for one in table.column_names if one not in last), *last])

    def counts(self, chosen: EventFilter, column: str) -> dict[str, int]:
        """See ``Engine``. Raises ``ValueError``: no such column."""
        table = self._coded(chosen, column)
        rows = zip(table[column].to_pylist(), table["events"].to_pylist(), strict=True)
        return dict(sorted(rows, key=lambda row: (-row[1], row[0])))

    def _coded(self, chosen: EventFilter, column: str) -> pa.Table:
        if column not in WORDS:
            raise ValueError(f"column {column!r} is none of {', '.join(WORDS)}")
        now = self._now()
        question = questions.counts(column)
        table = _with_deaths(now.ask(question, now.values(chosen), name=f"counts of {column}"))
        return table.append_column(column, now.known.plain(column, table["code"]))

    def passing(self, chosen: EventFilter) -> bytes:
        """See ``Engine``."""
        now = self._now()
        bits = np.zeros(now.source.drawn, dtype=np.bool_)
        bits[now.ask(questions.numbers, now.values(chosen, dates=False))["n"].to_numpy()] = True
        return np.packbits(bits, bitorder="little").tobytes()

    def divisions(self, chosen: EventFilter, level: str = "country") -> pa.Table:
        """See ``Engine``."""
        if level == "country":
            table = self._coded(chosen, "country")
            table = table.append_column("name", pa.array([""] * len(table), pa.string()))
        elif level == "admin1":
            now = self._now()
            table = _with_deaths(now.ask(questions.divisions, now.values(chosen)))
        else:
            raise ValueError(f'level {level!r} is neither "country" nor "admin1"')
        return table.select(["country", "name", "events", "low", "best", "high"])


def _inside(v: Values, within: Box | Cell | Viewport) -> Values:
    ends = area(within)
    v = v.with_(**ends)
    return v.flagged("over_180") if ends["west"] > ends["east"] else v


def _newest(now: Asked, v: Values) -> list[int]:
    return [int(one) for one in now.ask(questions.newest, v)["n"].to_pylist()]


def _where(
    now: Asked, chosen: EventFilter, within: Box | Cell | Cells | None, *, dates: bool = True
) -> Any:
    v = now.values(chosen, dates=dates)
    if within is None:
        return v
    if isinstance(within, Cells):
        return _inside_cells(v, within).with_(area=now.known.codes("level", AREAS))
    return _inside(v, within)


def _inside_cells(v: Any, within: Cells) -> Any:
    keys = tuple(x * questions.ROWS_OF_CELLS + y for x, y in within.at)
    here = v.with_(cell=keys, cell_shift=shift(within.zoom))
    return here.flagged("areas") if within.areas else here


def _page(now: Asked, numbers: Sequence[int]) -> pa.Table:
    found = now.ask(questions.page, Values({"number": tuple(numbers)}))
    details = now.source.details(found["line"].combine_chunks())
    columns = []
    for field in IMPORTED:
        if field.name in DETAILS:
            column = details[field.name]
        elif field.name in WORDS:
            column = now.known.plain(field.name, found[field.name])
        else:
            column = found[_RENAMED.get(field.name, field.name)]
        columns.append(column.cast(field.type))
    names = [*IMPORTED.names, "n", "recent"]
    return pa.table([*columns, found["n"], found["recent"]], names=names)


def _with_deaths(table: pa.Table) -> pa.Table:
    for name in ("low", "best", "high"):
        where = table.schema.get_field_index(name)
        table = table.set_column(where, name, pc.fill_null(table[name], 0))
    return table


def _with_days(table: pa.Table) -> pa.Table:
    for name in ("first", "last"):
        where = table.schema.get_field_index(name)
        table = table.set_column(where, name, table[name].cast(pa.int32()).cast(pa.date32()))
    return table
