"""Words for kinds of events in, our family and type out, where they mean the same."""

import csv
from functools import lru_cache

from dashboard.errors import ReadError
from dashboard.readers.datasets.tables.wording import plain, rows
from dashboard.settings import ROOT

TYPES = ROOT / "data" / "event_types.csv"


def event_type(text: str) -> tuple[str, str]:
    """Family and type; only the family where the words name no more; both empty: not ours."""
    return _known().get(plain(text), ("", ""))


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str]]:
    try:
        with TYPES.open(encoding="utf-8", newline="") as file:
            ours = [(row["native_family"], row["native_type"], row["acled_sub_event_type"])
                    for row in csv.DictReader(file)]  # fmt: skip
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise ReadError(f"{TYPES}: cannot be read ({error})") from error
    families = {kind: family for family, kind, _ in ours}
    found = {plain(family): (family, "") for family in families.values()}
    for row in rows("type_words.csv"):
        for word in row["words"].split("|"):
            found[plain(word)] = (families[row["type"]], row["type"])
    for family, kind, theirs in ours:
        if theirs in families:
            found[plain(theirs)] = (families[theirs], theirs)
        found[plain(kind)] = (family, kind)
    return found
