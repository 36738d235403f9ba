"""A packed file or counted cells in, a Folium layer of very many events out; and what clicks say.

Like ``EventLayer`` it sends everything as one base64 string: no text from outside is read by
Folium's templates or runs in the browser. What it draws is counted in the browser (``discs*.js``).
"""

import base64
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

import pyarrow as pa
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from dashboard.model import Level
from dashboard.render.layer import Theme, links_to
from dashboard.render.packed import LEVELS, mercator
from dashboard.render.palette import FAMILIES, OTHER

SCRIPTS = ("discs_data.js", "discs_count.js", "discs_source.js", "discs_draw.js", "discs_heat.js",
           "discs_divisions.js", "discs_hand.js", "discs_board.js", "discs.js")  # fmt: skip
STYLES = ("discs.css",)
DATA = "divisions.json.gz"
CELL = 64
"""pixels of a cell, at most; where few events are in view it is half as large"""
MOST_CELLS = 4_096
"""cells of one disc that a click may name"""
CLASSES = 5

Mode = Literal["discs", "heat", "choropleth"]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that a disc of the map stands for: what a click on it asks for.

    A cell (x, y) holds the events with ``floor((mx + 0.5) * 2.0 ** (zoom + 8 - 24) / size) == x``,
    and likewise for y, where (mx, my) is ``packed.mercator`` of their position. All figures are
    exact in double precision, so that the server finds the events that the browser counted.
    """

    zoom: int
    size: int
    """pixels"""
    at: tuple[tuple[int, int], ...]
    area: bool
    """whether it stands for events of districts, provinces, regions and seas, else for points"""
    count: int
    """how many events the browser counted"""
    row: int
    """newest of them at the place where the disc is drawn, a row of the packed file; -1: none"""


@dataclass(frozen=True, slots=True)
class Division:
    """What is known of a country or division; ``None`` where there is no data, which is not 0."""

    code: str
    """ISO 3166-1 alpha-2 of a country, GeoNames id of a division; see ``divisions.py``"""
    events: int | None
    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Divisions:
    """Figures for the choropleth."""

    level: Literal["country", "admin1"]
    rows: Sequence[Division]
    value: Literal["events", "deaths"] = "events"
    note: str = ""
    """a sentence under the key: what the colours leave out"""


class DiscAssets(JSCSSMixin, MacroElement):
    """The scripts and styles of ``DiscLayer``, for a map that gets its layers later.

    After ``LayerAssets``, which brings what both use.
    """

    _template = Template("")

    def __init__(self, asset_base: str | None = None) -> None:
        """With ``None`` the files are embedded."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DiscAssets"
        self.default_js = links_to(SCRIPTS, asset_base)
        self.default_css = links_to(STYLES, asset_base)


class DiscLayer(JSCSSMixin, Layer):
    """Events by the million on a ``folium.Map`` or in a ``folium.FeatureGroup``.

    ``source`` is the address of a packed file as the frame sees it, or its bytes; ``cells`` is what
    the server counted for the view instead. A click on a disc sends ``{"discs": …}`` (``chosen``
    reads it; ``None``: bare ground), one on a division ``{"division": code}``, and with ``cells``
    each move of the map ``{"view": {"south", "west", "north", "east", "zoom"}}``.
    Needs the scripts of ``EventLayer``.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = window.dateline.discLayer("{{ this.payload }}");
        {% endmacro %}
        """
    )

    def __init__(
        self,
        source: str | bytes = "",
        *,
        first: date | None = None,
        last: date | None = None,
        when: Literal["possibly", "certainly"] = "possibly",
        bits: str | bytes = "",
        hidden: Iterable[str] = (),
        mode: Mode = "discs",
        cells: pa.Table | None = None,
        zoom: int = 0,
        divisions: Divisions | None = None,
        theme: Theme = "auto",
        asset_base: str | None = None,
    ) -> None:
        """``first`` and ``last``: unless a timeline on the page says otherwise. ``bits``: rows that
        pass all but the dates, ``numpy.packbits(bitorder="little")``, or the address of these.
        ``zoom``: that ``cells`` were counted for."""
        super().__init__(name="Discs", overlay=True, control=True, show=True)
        self._name = "DiscLayer"
        content = {
            "theme": theme,
            "families": [{**asdict(one), "path": one.path} for one in (*FAMILIES.values(), OTHER)],
            "assets": asset_base or "",
            "source": _address(source),
            "first": _day(first),
            "last": _day(last),
            "when": when,
            "bits": _address(bits),
            "hidden": sorted(hidden),
            "mode": mode,
            "cells": None if cells is None else _cells(cells, zoom),
            "divisions": None if divisions is None else _divisions(divisions),
        }
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        self.payload = base64.b64encode(text.encode(errors="replace")).decode("ascii")
        self.default_js = links_to(SCRIPTS, asset_base)
        self.default_css = links_to(STYLES, asset_base)


def chosen(message: object) -> Cells | None:
    """The disc of a click; ``None`` if it names none. Never raises: it comes from the browser."""
    told = message.get("discs") if isinstance(message, dict) else None
    if not isinstance(told, dict):
        return None
    numbers: list[Any] = [told.get(name) for name in ("zoom", "size", "count", "row")]
    at = told.get("cells")
    if not all(type(one) is int for one in numbers) or not isinstance(at, list):
        return None
    zoom, size, count, row = numbers
    if not (0 <= zoom <= 30 and 1 <= size <= 1024 and 0 < len(at) <= MOST_CELLS):
        return None
    if not all(isinstance(one, list) and [type(n) for n in one] == [int, int] for one in at):
        return None
    if any(abs(number) > 2**40 for one in at for number in one):
        return None
    places = tuple((x, y) for x, y in at)
    return Cells(zoom, size, places, told.get("area") is True, max(0, count), row)


def quantiles(values: Iterable[int], classes: int = CLASSES) -> list[tuple[int, int]]:
    """(lowest, highest) of classes that hold about as many of the values above 0 each.

    Equal values are never parted, so there may be fewer classes.
    """
    ranked = sorted(value for value in values if value > 0)
    found: list[tuple[int, int]] = []
    at = 0
    for turn in range(1, classes + 1):
        end = round(len(ranked) * turn / classes)
        while 0 < end < len(ranked) and ranked[end] == ranked[end - 1]:
            end += 1
        if end > at:
            found.append((ranked[at], ranked[end - 1]))
            at = end
    return found


def _address(content: str | bytes) -> str:
    if isinstance(content, bytes):
        return "base64:" + base64.b64encode(content).decode("ascii")
    return content


def _day(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _divisions(given: Divisions) -> dict[str, Any]:
    def value(row: Division) -> int | None:
        return row.events if given.value == "events" else row.best

    classes = quantiles(v for row in given.rows if (v := value(row)) is not None)

    def rank(number: int | None) -> int:
        return sum(low <= number for low, _ in classes) if number else 0

    return {
        "level": given.level,
        "title": "Events" if given.value == "events" else "Deaths (best figure)",
        "note": given.note,
        "classes": classes,
        "rows": [{**asdict(row), "value": value(row), "class": rank(value(row))}
                 for row in given.rows],
    }  # fmt: skip


def _cells(table: pa.Table, zoom: int) -> dict[str, Any]:
    """Rows of ``cells`` for the browser; columns as the engine gives them, and ``level`` and
    ``radius_km`` where it tells areas from points."""
    names = [*FAMILIES, OTHER.name]
    rows = []
    for row in table.to_pylist():
        x, y = mercator(row["latitude"], row["longitude"])
        level = str(row.get("level") or Level.TOWN)
        met = row["families"] or {}
        counts = dict(met) if isinstance(met, (dict, list)) else {}
        other = sum(int(n or 0) for name, n in counts.items() if name not in FAMILIES)
        rows.append({
            "cell": [int(row["cell_x"]), int(row["cell_y"])],
            "x": (int(x) + 0.5) / 2**24, "y": (int(y) + 0.5) / 2**24,
            "families": [int(counts.get(name) or 0) for name in names[:-1]] + [other],
            "low": row["low"], "best": row["best"], "high": row["high"],
            "first": _day(row["first"]), "last": _day(row["last"]),
            "area": level in LEVELS and level not in ("", Level.TOWN, Level.FACILITY),
            "level": level, "km": _kilometres(row.get("radius_km")),
        })  # fmt: skip
    return {"zoom": zoom, "size": CELL, "rows": rows}


def _kilometres(radius: float | None) -> int:
    return round(radius) if radius is not None and math.isfinite(radius) else 0
