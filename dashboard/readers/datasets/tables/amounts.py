"""Numbers as people write them: decimal commas, thousands, ranges of deaths."""

import re
from typing import NamedTuple

from dashboard.readers.datasets.tables.wording import says_nothing

MOST = 2**31 - 1
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d*)?$|[-+]?\.\d+$")
_COMMA = re.compile(r"[-+]?\d*,\d+$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$|\d{1,3}(?:\.\d{3})+$")
_BOTH = re.compile(r"(\d{1,3}(?:,\d{3})+)\.\d+$|(\d{1,3}(?:\.\d{3})+),\d+$")
_RANGE = re.compile(r"(\d[\d.,]*)\s*(?:-|–|—|to|\.\.)\s*(\d[\d.,]*)$")
_LEAST = re.compile(r"(?:at least|more than|over|>=?|≥|min\.?)\s*(\d[\d.,]*)\+?$|(\d[\d.,]*)\s*\+$")
_ABOUT = re.compile(r"(?:about|around|ca?\.|circa|some|~|≈)\s*(\d[\d.,]*)$")
_MOST = re.compile(r"(?:up to|at most|<=|≤|max\.?)\s*(\d[\d.,]*)$")


class Toll(NamedTuple):
    """Lowest, best and highest number; ``None``: not said."""

    low: int | None
    best: int | None
    high: int | None


def read_decimal(text: str) -> float:
    """A number with a point or a comma. Raises ``ValueError`` when it is none."""
    cell = _SPACES.sub("", text)
    if _PLAIN.match(cell):
        return float(cell)
    if _COMMA.match(cell):
        return float(cell.replace(",", "."))
    raise ValueError("not a number")


def read_count(text: str) -> int | None:
    """A whole number from 0 up, thousands apart or not; ``None``: nothing is known.

    Raises ``ValueError`` with the reason when it is none.
    """
    if says_nothing(text):
        return None
    cell = _SPACES.sub("", text)
    if found := _BOTH.match(cell):
        cell = found[0].replace(",", "") if found[1] else found[0].replace(".", "")
    elif _THOUSANDS.match(cell):
        cell = cell.replace(",", "").replace(".", "")
    number = read_decimal(cell)
    if number != int(number):
        raise ValueError("not a whole number")
    if number < 0:
        raise ValueError("less than none")
    if number > MOST:
        raise ValueError("larger than any count of people")
    return int(number)


def read_toll(text: str) -> Toll:
    """Deaths as a cell gives them: "12", "10-15", "at least 26", "5+", "up to 9".

    Raises ``ValueError`` with the reason when it says something else.
    """
    cell = text.strip().casefold()
    if found := _RANGE.match(cell):
        low, high = read_count(found[1]), read_count(found[2])
        if low is not None and high is not None and low > high:
            raise ValueError("the lower number is the higher one")
        return Toll(low, None, high)
    if found := _LEAST.match(cell):
        low = read_count(found[1] or found[2])
        return Toll(low, low, None)
    if found := _MOST.match(cell):
        return Toll(None, None, read_count(found[1]))
    if found := _ABOUT.match(cell):
        return Toll(None, read_count(found[1]), None)
    best = read_count(cell)
    return Toll(best, best, best)
