"""What the cells of a column look like: how well they fit each of our columns, 0 to 1."""

import re
from collections.abc import Callable, Sequence

from dashboard.readers.datasets.tables.amounts import read_toll
from dashboard.readers.datasets.tables.kinds_of_event import event_type
from dashboard.readers.datasets.tables.lands import country_code
from dashboard.readers.datasets.tables.moments import is_seconds, is_serial, read_moment
from dashboard.readers.datasets.tables.positions import read_angle, read_pair
from dashboard.readers.datasets.tables.wording import says_nothing

ENOUGH = 300
"""different cells that a column is judged by"""
_URL = re.compile(r"\s*(?:https?://|www\.)\S+", re.IGNORECASE)
_WKT = re.compile(r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|POLYGON|LINESTRING)", re.IGNORECASE)
Test = Callable[[str], bool]


def share(cells: Sequence[str], test: Test) -> float:
    """How many of the different cells that say something pass; 0 where none says anything."""
    said = [cell for cell in dict.fromkeys(cells) if not says_nothing(cell)][:ENOUGH]
    return sum(map(test, said)) / len(said) if said else 0.0


def fits(ours: str, cells: Sequence[str]) -> float:
    """How well some cells fit a column of ours; what anything fits is 0.5."""
    test = TESTS.get(ours)
    return share(cells, test) if test else 0.5


def _no_error(read: Callable[[str], object]) -> Test:
    def test(cell: str) -> bool:
        try:
            read(cell)
        except ValueError:
            return False
        return True

    return test


def is_date(cell: str) -> bool:
    """Whether it is a date, a day that Excel counted, or Unix time."""
    return is_serial(cell) or is_seconds(cell) or _no_error(read_moment)(cell)


def _angle(most: float) -> Test:
    def test(cell: str) -> bool:
        try:
            angle = read_angle(cell)
        except ValueError:
            return False
        return angle is not None and abs(angle.degrees) <= most

    return test


def _pair(cell: str) -> bool:
    return bool(_WKT.match(cell)) or _no_error(read_pair)(cell)


def _between(least: int, most: int) -> Test:
    def test(cell: str) -> bool:
        bare = cell.strip().removesuffix(".0")
        return bare.isascii() and bare.isdigit() and least <= int(bare[:9]) <= most

    return test


def _words(cell: str) -> bool:
    return any(c.isalpha() for c in cell) and not _URL.match(cell)


TESTS: dict[str, Test] = {
    "date": is_date,
    "first": is_date,
    "last": is_date,
    "year": _between(1800, 2100),
    "month": lambda cell: _between(1, 12)(cell) or is_date(f"{cell} 2020"),
    "day": _between(1, 31),
    "date_precision": _between(0, 5),
    "geo_precision": _between(0, 7),
    "latitude": _angle(180),
    "longitude": _angle(180),
    "position": _pair,
    "country": lambda cell: country_code(cell) != "",
    "type": lambda cell: _words(cell) and len(cell) < 80,
    "family": lambda cell: event_type(cell)[0] != "",
    "fatalities_low": _no_error(read_toll),
    "fatalities_best": _no_error(read_toll),
    "fatalities_high": _no_error(read_toll),
    "radius_km": _angle(999),
    "url": lambda cell: bool(_URL.match(cell)),
    "place": _words,
    "admin1": _words,
    "admin2": _words,
    "text": _words,
    "title": _words,
    "actor1": _words,
    "actor2": _words,
    "attacker": _words,
    "target": _words,
    "participants": _words,
}
