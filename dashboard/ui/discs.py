"""Imported events on the map: what passes the filter in, the layer of discs out, and clicks."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyarrow as pa
import streamlit.components.v1 as components

from dashboard.render.discs import CELL, DiscLayer, Mode, chosen
from dashboard.render.divisions import divisions
from dashboard.settings import Settings
from dashboard.store.archive import Archive
from dashboard.store.engine import Cells, Viewport
from dashboard.store.filter import EventFilter
from dashboard.store.generation import Generation, current
from dashboard.ui.link import View

MODES = {
    "discs": "Discs",
    "heat": "Heat",
    "countries": "Countries, events",
    "countries-killed": "Countries, killed",
    "divisions": "Divisions, events",
    "divisions-killed": "Divisions, killed",
}
WORLD = {"south": -85.0, "west": -180.0, "north": 85.0, "east": 180.0, "zoom": 3}
Layer = Callable[[str], DiscLayer]
"""makes the layer, given where the map's frame finds our scripts"""


def disc_layer(
    archive: Archive, view: View, hidden: tuple[str, ...], asked: object, settings: Settings
) -> Layer | None:
    """The layer of imported events; ``None`` where there are none.

    ``asked`` is the part of the map that the browser last asked for; it only does so where the
    events are too many to be sent (``Settings.map_bytes``).
    """
    made = current(settings.store) if archive.imported else None
    if archive.imported is None or made is None or not made.drawn:
        return None
    mode: Mode = (
        "discs" if view.mode == "discs" else "heat" if view.mode == "heat" else "choropleth"
    )
    figures = _figures(archive, view)
    first, last = view.filter.first, view.filter.last
    if _sent_whole(made, settings):
        folder = components.declare_component("packed", path=str(made.files))
        bits = _bits(archive, view.filter)
        return lambda base: DiscLayer(
            f"../{folder.name}/{made.packed}", first=first, last=last, when=view.filter.when.value,
            bits=bits or "", hidden=hidden, mode=mode, divisions=figures, asset_base=base,
        )  # fmt: skip
    viewport = _viewport(asked)
    cells = archive.imported.cells(view.filter, viewport)
    return lambda base: DiscLayer(
        cells=cells, zoom=viewport.zoom, first=first, last=last, when=view.filter.when.value,
        hidden=hidden, mode=mode, divisions=figures, asset_base=base,
    )  # fmt: skip


def clicked(message: object) -> Cells | None:
    """The disc that was clicked, as the engine knows cells; never raises."""
    found = chosen(message)
    if found is None or found.size not in (CELL, CELL // 2):
        return None
    return Cells(found.zoom + (found.size != CELL), found.at, found.area)


def _sent_whole(made: Generation, settings: Settings) -> bool:
    return bool(made.packed) and (made.files / made.packed).stat().st_size <= settings.map_bytes


def _bits(archive: Archive, asked: EventFilter) -> bytes:
    """Rows that pass all of the filter but dates and families, which the browser looks at itself;
    empty where that leaves nothing out."""
    rest = replace(asked, first=None, last=None, when=EventFilter().when, families=())
    if rest == EventFilter() or archive.imported is None:
        return b""
    return _passing(archive, rest, archive.version)


@lru_cache(maxsize=16)
def _passing(archive: Archive, rest: EventFilter, version: str) -> bytes:
    return archive.imported.passing(rest) if archive.imported else b""


def _figures(archive: Archive, view: View) -> Any:
    level, _, killed = view.mode.partition("-")
    if archive.imported is None or level not in ("countries", "divisions"):
        return None
    return _counted(archive, view.filter, level, bool(killed), archive.version)


@lru_cache(maxsize=16)
def _counted(archive: Archive, asked: EventFilter, level: str, killed: bool, version: str) -> Any:
    kind = "country" if level == "countries" else "admin1"
    rows = archive.imported.divisions(asked, kind) if archive.imported else pa.table({})
    return divisions(
        rows.to_pylist(),
        "country" if kind == "country" else "admin1",
        "deaths" if killed else "events",
    )


def _viewport(asked: object) -> Viewport:
    """What the browser asked for, checked; the world where that makes no sense."""
    told = asked if isinstance(asked, dict) else {}
    ends = {name: told.get(name) for name in WORLD}
    if not all(isinstance(one, (int, float)) and abs(one) <= 1000 for one in ends.values()):
        ends = dict(WORLD)
    return Viewport(
        south=float(ends["south"] or 0), west=float(ends["west"] or 0),
        north=float(ends["north"] or 0), east=float(ends["east"] or 0),
        zoom=max(0, min(19, int(ends["zoom"] or 0))),
    )  # fmt: skip
