"""The tables right of the store: name, type and meaning of each column.

Offsets count code points, are half-open, and mean the same in Python slices and in SQL ``substr``.
Text is never null, it is empty; a number or a day that is not known is null.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import pandas as pd

TEXT, NUMBER, COUNT, DAY, ANY = "str", "float64", "Int64", "datetime64[s]", "object"

REPORTS = {
    "report_id": TEXT,
    "title": TEXT,
    "publisher": TEXT,
    "published": DAY,
    "sources": TEXT,  # public sources its facts come from
    "language": TEXT,  # ISO 639-1
    "licence": TEXT,  # SPDX identifier
    "text": TEXT,  # all offsets refer to it
}
MENTIONS = {
    "mention_id": TEXT,
    "report_id": TEXT,
    "text": TEXT,
    "start": COUNT,
    "end": COUNT,
    "sentence_start": COUNT,
    "sentence_end": COUNT,
    "kind": TEXT,  # model.MentionKind
    "role": TEXT,  # model.PlaceRole
    "actor_id": TEXT,  # whose seat or area
    "place_id": TEXT,  # empty: not known
    "method": TEXT,  # how the place was chosen
    "reason": TEXT,  # the same, in a sentence
}
CANDIDATES = {
    "mention_id": TEXT,
    "rank": COUNT,  # 1 is the one we use
    "place_id": TEXT,
    "score": NUMBER,  # 0 to 1
}
PLACES = {
    "place_id": TEXT,
    "name": TEXT,  # the gazetteer's
    "label": TEXT,  # as the reports most often call it
    "level": TEXT,  # model.Level
    "country": TEXT,  # ISO 3166-1 alpha-2
    "address": TEXT,
    "feature": TEXT,  # GeoNames class and code
    "latitude": NUMBER,  # degrees, WGS 84
    "longitude": NUMBER,
    "radius_km": NUMBER,
    "population": COUNT,
    "geonames_id": COUNT,
    "footprint": ANY,  # GeoJSON geometry or None
}
ACTORS = {
    "actor_id": TEXT,
    "name": TEXT,
    "kind": TEXT,  # model.ActorKind
    "country": TEXT,
    "aliases": TEXT,  # separated by "; "
    "seat": TEXT,  # place name as the actor file gives it
    "place_id": TEXT,  # the seat, empty: none or not known
    "reason": TEXT,  # how the seat was chosen
    "source": TEXT,
}
RELATIONS = {
    "relation_id": TEXT,
    "report_id": TEXT,
    "source": TEXT,  # actor id
    "type": TEXT,  # model.RelationType
    "target": TEXT,  # actor id
    "start": COUNT,
    "end": COUNT,
}
EVENTS = {
    "event_id": TEXT,
    "report_id": TEXT,
    "origin": TEXT,  # model.Origin, how it came about
    "score": NUMBER,  # how sure the reader is, 0 to 1; null: a person said so
    "family": TEXT,
    "type": TEXT,
    "realis": TEXT,  # model.Realis
    "first": DAY,  # first and last possible day, both included
    "last": DAY,
    "date_precision": COUNT,  # model.DatePrecision
    "date_start": COUNT,  # the words that say when
    "date_end": COUNT,
    "date_inherited": TEXT,
    "place_id": TEXT,  # empty: no place, or not known
    "mention_id": TEXT,  # the mention that names the place
    "place_inherited": TEXT,
    "fatalities_low": COUNT,  # people killed
    "fatalities_best": COUNT,
    "fatalities_high": COUNT,
    "sentence_start": COUNT,
    "sentence_end": COUNT,
    "trigger_start": COUNT,
    "trigger_end": COUNT,
}
PARTICIPANTS = {"event_id": TEXT, "actor_id": TEXT, "role": TEXT}
EVIDENCE = {"event_id": TEXT, "report_id": TEXT, "start": COUNT, "end": COUNT}
PROBLEMS = {"file": TEXT, "line": COUNT, "value": TEXT, "reason": TEXT}

SCHEMAS: Mapping[str, Mapping[str, str]] = {
    "reports": REPORTS,
    "mentions": MENTIONS,
    "candidates": CANDIDATES,
    "places": PLACES,
    "actors": ACTORS,
    "relations": RELATIONS,
    "events": EVENTS,
    "participants": PARTICIPANTS,
    "evidence": EVIDENCE,
    "problems": PROBLEMS,
}


Record = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """One frame for each schema; never changed after it is made."""

    reports: pd.DataFrame
    mentions: pd.DataFrame
    candidates: pd.DataFrame
    places: pd.DataFrame
    actors: pd.DataFrame
    relations: pd.DataFrame
    events: pd.DataFrame
    participants: pd.DataFrame
    evidence: pd.DataFrame
    problems: pd.DataFrame

    @classmethod
    def build(cls, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> "Tables":
        """Tables from rows; a table that is not named is empty. Raises ``KeyError`` on a column
        that the schema does not have."""
        return cls(**{f.name: frame(f.name, rows.get(f.name, ())) for f in fields(cls)})


def records(table: pd.DataFrame) -> list[Record]:
    """The rows of a frame, in its order; many times quicker than ``iterrows``."""
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]


@lru_cache(maxsize=64)
def index(tables: Tables, table: str, column: str) -> Mapping[Any, Sequence[Record]]:
    """The rows of a table by the value in a column, in its order; made once, as tables stay."""
    found: dict[Any, list[Record]] = {}
    for record in records(getattr(tables, table)):
        found.setdefault(record[column], []).append(record)
    return found


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame that fits the schema of ``table``, also when there are no rows."""
    schema = SCHEMAS[table]
    records = list(rows)
    if unknown := {name for record in records for name in record} - set(schema):
        raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
    columns = {
        name: pd.Series([record.get(name) for record in records], dtype=_filled(kind))
        for name, kind in schema.items()
    }
    table_frame = pd.DataFrame(columns)
    for name, kind in schema.items():
        if kind == TEXT:
            table_frame[name] = table_frame[name].fillna("")
    return table_frame


def _filled(kind: str) -> Any:
    return pd.StringDtype(na_value=float("nan")) if kind == TEXT else kind
