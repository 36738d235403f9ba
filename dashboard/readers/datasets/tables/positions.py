"""Coordinates as people write them in; degrees of WGS 84 out. How many decimals says nothing.

Read are decimals with point or comma, degrees with minutes and seconds in any signs, hemispheres
before or behind, both in one cell in either order, and WKT points.
"""

import math
import re
from typing import NamedTuple

from dashboard.readers.datasets.tables.wording import says_nothing

_HEMISPHERE = {"n": ("lat", 1), "s": ("lat", -1), "e": ("lon", 1), "w": ("lon", -1),
               "с": ("lat", 1), "ю": ("lat", -1), "в": ("lon", 1), "з": ("lon", -1)}  # fmt: skip
_WORDS = (
    (re.compile(r"\b(?:north|nord|norte|северной|сш|с\.\s?ш\.?)\b\.?", re.I), "N"),
    (re.compile(r"\b(?:south|sud|sur|südlich)\b", re.I), "S"),
    (re.compile(r"\b(?:east|est|este|ost|вд|в\.\s?д\.?)\b\.?", re.I), "E"),
    (re.compile(r"\b(?:west|ouest|oeste)\b", re.I), "W"),
    (re.compile(r"\b(?:latitude|longitude|lat|long|lon|lng)\b\.?\s*[:=]?", re.I), " "),
)
_ANGLE = re.compile(
    r"(?P<sign>[-+−])?\s*(?P<deg>\d{1,3}(?:[.,]\d+)?)\s*(?:[°º˚d]|deg\.?|$|:|(?<=\s)(?=\d))\s*"
    r"(?:(?P<min>\d{1,2}(?:[.,]\d+)?)\s*(?:['’′‘`m]|min\.?|$|:|(?<=\s)(?=\d))\s*"
    r"(?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″“s]|''|’’|′′|sec\.?)?)?)?$",
    re.IGNORECASE,
)
_MARKED_SECONDS = re.compile(r"m\s*\d{1,2}(?:[.,]\d+)?\s*s$")
_FIRST = re.compile(r"\W*(?:(lat)|lon|lng)", re.IGNORECASE)
_PLAIN = re.compile(r"[-+−]?\d{1,3}(?:[.,]\d+)?\.?$")
_POINT = re.compile(
    r"(?:SRID=(?P<srid>\d+)\s*;\s*)?POINT\s*(?:Z|M|ZM)?\s*\(\s*(?P<x>\S+)\s+(?P<y>\S+?)(?:\s+\S+)*\s*\)$",
    re.IGNORECASE,
)
_GEO = re.compile(r"(?:geo|loc|ll|q)[:=]\s*", re.IGNORECASE)
_PAIR = re.compile(
    r"([-+−]?\d{1,3}(?:\.\d+)?)\s*(?:,\s*|;\s*|\s+|\|\s*|/\s*)([-+−]?\d{1,3}(?:\.\d+)?)$"
)
_COMMAS = re.compile(r"([-+−]?\d{1,3},\d+)\s*(?:,\s+|;\s*|\s+|\|\s*|/\s*)([-+−]?\d{1,3},\d+)$")
_LETTER = r"[NSEWnsewСЮВЗсювз]"
_LED = re.compile(rf"({_LETTER}\s*[^NSEWnsewСЮВЗсювз]+?)[,;/\s]*({_LETTER}\s*.+)$")
_FOLLOWED = re.compile(rf"(.+?{_LETTER})[.,;/\s]*(.+{_LETTER})\.?$")
_MGRS = re.compile(r"\d{1,2}\s?[C-HJ-NP-X]\s?[A-Z]{2}\s?\d{2,5}\s?\d{2,5}$", re.IGNORECASE)
_HALVES = re.compile(r"(.+?)\s*[,;|/]\s*(.+)$")


class Angle(NamedTuple):
    """Degrees, and which coordinate the cell itself says it is."""

    degrees: float
    axis: str = ""
    """"lat", "lon", or empty"""


class Pair(NamedTuple):
    """Two coordinates as they stand in one cell."""

    first: float
    second: float
    certain: str = ""
    """"lat" or "lon": what the cell says the first one is; empty: it does not say"""


def read_angle(text: str) -> Angle | None:
    """One coordinate; ``None``: nothing is known. Raises ``ValueError`` with the reason."""
    if says_nothing(text):
        return None
    cell = _tidy(text)
    if _PLAIN.match(cell):
        return Angle(_number(cell))
    axis, sign = "", 1
    behind = cell[-1:].casefold()
    if behind in _HEMISPHERE and len(cell) > 1 and not _MARKED_SECONDS.search(cell):
        (axis, sign), cell = _HEMISPHERE[behind], cell[:-1].strip()
    elif cell and cell[0].casefold() in _HEMISPHERE:
        (axis, sign), cell = _HEMISPHERE[cell[0].casefold()], cell[1:].strip()
    found = _ANGLE.match(cell)
    if not found:
        raise ValueError("not a coordinate")
    if found["sign"] and axis:
        raise ValueError("a coordinate with both a sign and a hemisphere")
    minutes, seconds = _part(found["min"]), _part(found["sec"])
    if found["min"] and not found["deg"].isdigit():
        raise ValueError("both decimals and minutes")
    if minutes >= 60 or seconds >= 60:
        raise ValueError("60 or more minutes or seconds")
    degrees = _number(found["deg"]) + minutes / 60 + seconds / 3600
    return Angle(degrees * sign * (-1 if found["sign"] in ("-", "−") else 1), axis)


def read_pair(text: str) -> Pair | None:
    """Two coordinates in one cell; ``None``: nothing is known. Raises ``ValueError``."""
    if says_nothing(text):
        return None
    cell = text.strip()
    if found := _POINT.match(cell):
        if found["srid"] not in (None, "4326"):
            raise ValueError(f"coordinates of the system {found['srid']}; WGS 84 is needed")
        return Pair(_number(found["x"]), _number(found["y"]), "lon")
    named = _FIRST.match(cell)
    certain = ("lat" if named[1] else "lon") if named else ""
    cell = _GEO.sub("", _tidy(cell.strip("()[]{} ")), count=1)
    for form in (_PAIR, _COMMAS):
        if found := form.match(cell):
            return Pair(_number(found[1]), _number(found[2]), certain)
    for form in (_LED, _FOLLOWED, _HALVES):
        if found := form.match(cell):
            return _angles(found[1], found[2])
    if _MGRS.match(cell):
        raise ValueError("a grid reference; degrees are needed")
    raise ValueError("not a pair of coordinates")


def _angles(one: str, two: str) -> Pair:
    first, second = read_angle(one), read_angle(two)
    if first is None or second is None:
        raise ValueError("only one of two coordinates")
    if first.axis and first.axis == second.axis:
        raise ValueError("the same coordinate twice")
    other = {"lat": "lon", "lon": "lat", "": ""}
    return Pair(first.degrees, second.degrees, first.axis or other[second.axis])


def _tidy(text: str) -> str:
    cell = text.strip().replace("\u00a0", " ").replace("\u200e", "").replace("\u202f", " ")
    if cell.isascii() and not any(c.isalpha() for c in cell):
        return cell
    for word, letter in _WORDS:
        cell = word.sub(letter, cell)
    return cell.strip()


def _part(text: str | None) -> float:
    return _number(text) if text else 0.0


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        raise ValueError("not a coordinate") from None
    if not math.isfinite(number):
        raise ValueError("not a coordinate")
    return number
