"""A division's name as a dataset writes it in, the code of its outline on the map out."""

import gzip
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

ASSET = Path(__file__).parent / "assets" / "divisions.json.gz"
_KINDS = """
    administrative area autonomous canton city county department departement district division
    emirate federal governorate gouvernorat municipality muhafazah oblast of okrug parish
    prefecture province provincia provincial raion region republic state territory wilaya
    the al el ad an ar as ash at az de la le du des
"""
KINDS = frozenset(_KINDS.split())
"""what kind of division it is, and articles; datasets add them or leave them out"""


def code_of(country: str, name: str) -> str:
    """Code of the first-order division called ``name`` in ``country`` (ISO 3166-1 alpha-2).

    Case, accents, articles and words like "province" do not matter. Empty if none, or more than
    one, is called so: then its events have no colour on the map, and that is to be said.
    """
    plain = _plain(name)
    codes = _codes().get((country, plain), set()) if plain else set()
    return next(iter(codes)) if len(codes) == 1 else ""


def has_outline(country: str) -> bool:
    """Whether the map knows the outline of this country."""
    return country in _countries()


def _plain(name: str) -> str:
    """The words that tell a division from others, without accents."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", flat.replace("'", "").replace("`", ""))
    return " ".join([word for word in words if word not in KINDS] or words)


@cache
def _file() -> dict[str, list[tuple[str, str, str, object, str]]]:
    content: dict[str, list[tuple[str, str, str, object, str]]] = json.loads(
        gzip.decompress(ASSET.read_bytes())
    )
    return content


@cache
def _countries() -> frozenset[str]:
    return frozenset(code for code, *_ in _file()["country"])


@cache
def _codes() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for code, country, name, *_ in _file()["admin1"]:
        found.setdefault((country, _plain(name)), set()).add(code)
    for code, country, _, _, others in _file()["admin1"]:  # never at the cost of a name
        for other in others.split("|"):
            found.setdefault((country, _plain(other)), {code})
    return found
