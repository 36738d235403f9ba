"""Counts by names of countries and first-order divisions in, figures for the choropleth out."""

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from dashboard.render.discs import DATA, Division, Divisions
from dashboard.render.layer import ASSETS

Level = Literal["country", "admin1"]
Value = Literal["events", "deaths"]
KINDS = re.compile(
    r"\b(province|state|region|governorate|oblast|raion|prefecture|district|department|county|"
    r"territory|division|city|area|of|the|wilayat?|muhafazat)\b"
)


def divisions(rows: Iterable[Mapping[str, Any]], level: Level, value: Value) -> Divisions:
    """Figures of ``rows`` (``country``, ``name``, ``events``, ``low``, ``best``, ``high``).

    A division is found by its name within its country, whatever kind it is called; events of one
    that has no outline of that name, or that name none, are told in the note.
    """
    found: dict[str, list[int]] = {}
    lost = 0
    for row in rows:
        code = row["country"] if level == "country" else _codes().get(_key(row), "")
        if not code:
            lost += row["events"]
            continue
        sums = found.setdefault(code, [0, 0, 0, 0])
        for place, name in enumerate(("events", "low", "best", "high")):
            sums[place] += row[name] or 0
    what = "country" if level == "country" else "division with an outline here"
    note = f"{lost:,} events name no {what}." if lost else ""
    return Divisions(level, [Division(code, *sums) for code, sums in found.items()], value, note)


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["country"], _plain(row["name"])


@lru_cache(maxsize=1)
def _codes() -> Mapping[tuple[str, str], str]:
    """Code of a division by its country and plain name."""
    content = json.loads(gzip.decompress((ASSETS / DATA).read_bytes()))
    return {(country, _plain(name)): code for code, country, name, _ in content["admin1"]}


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    words = re.sub(r"[\W_]+", " ", bare)
    return " ".join(KINDS.sub(" ", words).split()) or " ".join(words.split())
