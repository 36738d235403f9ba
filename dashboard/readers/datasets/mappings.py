"""The tables of ``data/mappings``: what a dataset's codes mean on our scale."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.errors import ReadError
from dashboard.model import ActorKind, DatePrecision, Level
from dashboard.readers.datasets.days import RULES
from dashboard.settings import ROOT

FOLDER = ROOT / "data" / "mappings"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Precision:
    """What a position stands for."""

    level: str
    """of ``model.Level``; empty: there is no position"""
    geo_precision: int | None
    radius_km: float | None


@lru_cache(maxsize=32)
def rows(name: str, columns: Sequence[str], dataset: str = "") -> tuple[Row, ...]:
    """A table's rows, of one dataset if named; raises ``ReadError`` when it is damaged."""
    try:
        with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
            found = list(csv.DictReader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"data/mappings/{name}: cannot be read ({error})") from error
    for line, row in enumerate(found, 2):
        if None in row or any(row.get(column) is None for column in columns):
            raise ReadError(f"data/mappings/{name}, line {line}: not of {', '.join(columns)}")
    return tuple(row for row in found if not dataset or row["dataset"] == dataset)


@lru_cache(maxsize=8)
def positions(dataset: str) -> dict[str, Precision]:
    """By the dataset's code of precision."""
    names = ("dataset", "code", "level", "geo_precision", "radius_km")
    try:
        return {
            row["code"]: Precision(
                Level(row["level"]).value if row["level"] else "",
                int(row["geo_precision"]) if row["geo_precision"] else None,
                float(row["radius_km"]) if row["radius_km"] else None,
            )
            for row in rows("geo_precision.csv", names, dataset)
        }
    except ValueError as error:
        raise ReadError(f"data/mappings/geo_precision.csv: {error}") from error


@lru_cache(maxsize=8)
def intervals(dataset: str) -> dict[str, tuple[int, int]]:
    """``model.DatePrecision`` and the place in ``RULES`` of its interval, by the dataset's code."""
    names = ("dataset", "code", "interval", "date_precision")
    found = {}
    for row in rows("date_precision.csv", names, dataset):
        if row["interval"] not in RULES:
            raise ReadError(f"data/mappings/date_precision.csv: no rule {row['interval']!r}")
        try:
            precision = int(DatePrecision(int(row["date_precision"])))
            found[row["code"]] = (precision, RULES.index(row["interval"]))
        except ValueError as error:
            raise ReadError(f"data/mappings/date_precision.csv: {error}") from error
    return found


@lru_cache(maxsize=8)
def kinds(dataset: str) -> dict[str, str]:
    """``model.ActorKind`` by code and by meaning in lower case, singular."""
    found = {}
    for row in rows("actor_kinds.csv", ("dataset", "code", "kind", "meaning"), dataset):
        try:
            kind = ActorKind(row["kind"]).value if row["kind"] else ""
        except ValueError as error:
            raise ReadError(f"data/mappings/actor_kinds.csv: {error}") from error
        found[row["code"]] = found[label(row["meaning"])] = kind
    return found


def label(words: str) -> str:
    """Words as labels of kinds are compared: lower case, a plural's last letter left out."""
    return words.strip().lower().removesuffix("s")


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    by_name: dict[str, str] = {}
    by_alpha3: dict[str, str] = {}
    by_number: dict[str, str] = {}
    for row in rows("countries.csv", ("country", "alpha3", "numeric", "names")):
        by_alpha3 |= dict.fromkeys(row["alpha3"].split("|"), row["country"])
        by_number[row["numeric"]] = row["country"]
        for name in row["names"].split("|"):
            by_name.setdefault(_folded(name), row["country"])
    by_number.pop("", None)
    return by_name, by_alpha3, by_number


@lru_cache(maxsize=10_000)
def country_named(name: str) -> str:
    """ISO 3166-1 alpha-2 of a name; "Yemen (North Yemen)" by its parts too. Empty: not known."""
    by_name = _countries()[0]
    outside, _, inside = name.partition("(")
    for one in (name, outside, inside):
        if found := by_name.get(_folded(one)):
            return found
    return ""


def country_of_alpha3(code: str) -> str:
    """ISO 3166-1 alpha-2 of three letters, of ISO or of CAMEO; empty: not known."""
    return _countries()[1].get(code.upper(), "")


def country_of_number(code: str) -> str:
    """ISO 3166-1 alpha-2 of a number of ISO 3166-1, "4" or "004"; empty: not known."""
    return _countries()[2].get(code.removesuffix(".0").lstrip("0"), "")


@lru_cache(maxsize=1)
def fips() -> dict[str, str]:
    """ISO 3166-1 alpha-2 by FIPS 10-4, both in upper case."""
    return {row["fips"]: row["country"] for row in rows("fips.csv", ("fips", "country"))}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    words = re.sub(r"[^\w ]", " ", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join("saint" if word == "st" else word for word in words.split() if word != "the")
