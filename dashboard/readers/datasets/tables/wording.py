"""Words as people write them in headers and cells, brought to one form for comparing."""

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.settings import ROOT

MAPPINGS = ROOT / "data" / "mappings"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GAP = re.compile(r"[\W_]+")
NOTHING = frozenset(
    ("", "-", "--", "?", "na", "n/a", "n.a.", "nan", "nat", "null", "none", "nil", "unknown",
     "#n/a", "#value!", "#ref!", "unspecified", "not specified", "inconnu", "desconocido",
     "unbekannt", "неизвестно", "غير معروف"))  # fmt: skip
"""cells, in lower case, that say that nothing is known"""


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Lower case without accents, humps and punctuation: "EventDate " → "event date"."""
    apart = unicodedata.normalize("NFKD", _HUMP.sub(" ", text))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _GAP.sub(" ", bare.casefold()).strip()


def says_nothing(text: str) -> bool:
    """Whether a cell stands for "not known"."""
    return text.strip().casefold() in NOTHING


def rows(name: str, folder: Path = MAPPINGS) -> list[dict[str, str]]:
    """Rows of a shipped table; raises ``ReadError`` when it is missing or damaged."""
    path = folder / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path}: cannot be read ({error})") from error
