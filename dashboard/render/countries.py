"""A country's code in, its name out."""

import lzma
from collections.abc import Mapping
from functools import lru_cache

from dashboard.settings import ROOT

FILE = ROOT / "data" / "gazetteer" / "countries.tsv.xz"


@lru_cache(maxsize=1)
def names() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 → name in English, from the gazetteer's own table."""
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines)
        return {row[0]: row[3] for row in rows}


def name(code: str) -> str:
    """The name; the code itself where there is none."""
    return names().get(code, code)
