"""Events without a position in, the same with that of the place they name, where it is known."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.parts import settled
from dashboard.imported import IMPORTED
from dashboard.model import Level

PRECISION = {
    Level.TOWN: 1, Level.FACILITY: 1, Level.DISTRICT: 3, Level.PROVINCE: 4, Level.REGION: 5,
    Level.COUNTRY: 6, Level.SEA: 7,
}  # fmt: skip
"""UCDP GED's ``where_prec`` of what a position stands for"""
LIKELY = 1 / 3
"""score below which a place is not known; scores say how often such an answer is right"""
AS_LIKELY = 0.8
"""of the best score; a place of another country that reaches it leaves the place unknown"""
NOTE = "dateline:place"
"""key in ``codes`` that says where a position is from, or why there is none"""
_FILLED = ("country", "level", "geo_precision", "latitude", "longitude", "radius_km")
Question = tuple[str, str, str]
"""name, the division it is in, its country; the last two may be empty"""


@dataclass(frozen=True, slots=True)
class Placed:
    """What a name gave; ``values`` of the columns ``_FILLED``, empty where no place is known."""

    note: str
    values: tuple[Any, ...] = ()


class Places:
    """Asks the geocoder for each name once."""

    def __init__(self, geocoder: OfflineGeocoder) -> None:
        self._geocoder = geocoder
        self._known: dict[Question, Placed] = {}

    def placed(self, events: pa.Table) -> pa.Table:
        """``events``, which fit ``IMPORTED``; those with a position stay as they are."""
        asked = pc.and_(pc.is_null(events["latitude"]), _has_name(events))
        if not pc.any(asked).as_py():
            return events
        some = events.filter(asked)
        answers = [
            self._answer(*row) for row in _rows(some, "place", "admin2", "admin1", "country")
        ]
        known = [answer.values or (None,) * len(_FILLED) for answer in answers]
        for name, values in zip(_FILLED, zip(*known, strict=True), strict=True):
            given = pa.chunked_array([pa.array(values, IMPORTED.field(name).type)])
            events = _put(events, name, asked, pc.coalesce(given, some[name]))
        cells = zip(some["codes"].to_pylist(), answers, strict=True)
        codes = [_noted(cell, answer.note) for cell, answer in cells]
        return _put(events, "codes", asked, pa.chunked_array([pa.array(codes, pa.string())]))

    def _answer(self, place: str, admin2: str, admin1: str, country: str) -> Placed:
        question = (place or admin2 or admin1, admin1 if place or admin2 else "", country)
        if question not in self._known:
            self._known[question] = self.find(question)
        return self._known[question]

    def find(self, question: Question) -> Placed:
        """The place meant by a name, in its division if it is found there, in its country only."""
        name, division, country = question
        asked = [f"{name}, {division}", name] if division and division != name else [name]
        for words in asked:
            hits = self._geocoder.hits(words, limit=5, country_codes=country or None)
            if hits:
                break
        else:
            return Placed(f"{name}: no place of that name" + (f" in {country}" if country else ""))
        best = hits[0]
        rivals = [hit for hit in hits[1:] if hit.entry.country != best.entry.country]
        if best.score < LIKELY or any(hit.score > AS_LIKELY * best.score for hit in rivals):
            return Placed(f"{name}: may be any of several places")
        entry, _ = settled(self._geocoder.gazetteer, best.entry)
        where = self._geocoder.address(best.entry)
        values = (
            entry.country, str(entry.level), PRECISION[Level(entry.level)],
            round(entry.latitude, 5), round(entry.longitude, 5), round(entry.radius_km, 1),
        )  # fmt: skip
        return Placed(f"{words}: taken for {where} (score {best.score:.2f})", values)


def _has_name(events: pa.Table) -> pa.ChunkedArray:
    named = (
        pc.not_equal(pc.fill_null(events[one], ""), "") for one in ("place", "admin2", "admin1")
    )
    return pc.or_(pc.or_(next(named), next(named)), next(named))


def _rows(events: pa.Table, *names: str) -> Iterator[tuple[str, ...]]:
    columns = (pc.fill_null(events[name], "").to_pylist() for name in names)
    return zip(*columns, strict=True)


def _put(events: pa.Table, name: str, mask: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.Table:
    at = events.schema.get_field_index(name)
    column = events.column(at).combine_chunks()
    put = pc.replace_with_mask(column, mask.combine_chunks(), values.combine_chunks())
    return events.set_column(at, events.schema.field(at), put)


def _noted(codes: str | None, note: str) -> str:
    """``codes`` with one more key; what is no JSON object is kept as one."""
    try:
        cells = json.loads(codes or "{}")
    except (ValueError, RecursionError):
        cells = None
    if not isinstance(cells, dict):
        cells = {"codes": codes}
    return json.dumps({**cells, NOTE: note}, ensure_ascii=False)
