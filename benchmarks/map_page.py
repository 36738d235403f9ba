"""A page with nothing but the timeline and the map of a packed file, to measure the layer with.

``DATELINE_PACKED`` names the folder that ``benchmarks.map_scale`` wrote: ``page.json`` says what is
in it. In the link, ``mode``, ``level``, ``hidden`` and ``engine`` choose what is drawn.
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import folium
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from dashboard.render.basemap import base_map
from dashboard.render.discs import DiscAssets, DiscLayer, Division, Divisions, chosen
from dashboard.render.layer import EventLayer, LayerAssets, ViewInLink
from dashboard.render.palette import FAMILIES
from dashboard.ui.map import asset_base
from dashboard.ui.timeline import Bin, moved, timeline

KEY = "map"
WORLD = ((-30.0, -110.0), (62.0, 150.0))


@st.cache_data
def content(folder: str) -> dict[str, Any]:
    """What the folder holds."""
    found: dict[str, Any] = json.loads((Path(folder) / "page.json").read_text("utf-8"))
    return found


def page() -> None:
    """Timeline, map, and what was clicked."""
    st.set_page_config(layout="wide")
    folder = os.environ["DATELINE_PACKED"]
    about = content(folder)
    extent = (date.fromisoformat(about["first"]), date.fromisoformat(about["last"]))
    state = st.session_state
    state.runs = state.get("runs", 0) + 1
    if now := moved(extent):
        state.range = now
    first, last = state.get("range", extent)
    _toggle(state.get(KEY))
    bins = tuple(
        Bin(date.fromisoformat(start), date.fromisoformat(end), counts)
        for start, end, counts in about["bins"]
    )
    families = {name: family.fill for name, family in FAMILIES.items()}
    timeline(bins, families=families, chosen=(first, last), extent=extent)
    _map(folder, about, (first, last), extent)
    found = chosen(state.get(KEY))
    clicked = f"{found.count} events in {len(found.at)} cells" if found else "nothing"
    st.text(f"run {state.runs}, {first} to {last}, chosen: {clicked}")


def _toggle(message: Any) -> None:
    """Switch a family of the legend off or on again, once for each click."""
    state = st.session_state
    if isinstance(message, dict) and "toggle" in message and message["n"] != state.get("heard"):
        state.heard = message["n"]
        state.hidden = state.get("hidden", set()) ^ {message["toggle"]}


def _map(
    folder: str, about: dict[str, Any], chosen: tuple[date, date], extent: tuple[date, date]
) -> None:
    asked = st.query_params
    base = asset_base()
    packed = components.declare_component("packed", path=folder)
    group = folium.FeatureGroup()
    hidden = sorted({name for name in asked.get("hidden", "").split("|") if name}
                    ^ st.session_state.get("hidden", set()))  # fmt: skip
    mode = asked.get("mode", "discs")
    level = asked.get("level", "country")
    EventLayer([], hidden=hidden, asset_base=base).add_to(group)
    DiscLayer(
        f"../{packed.name}/{about['file']}",
        first=chosen[0] if chosen[0] > extent[0] else None,
        last=chosen[1] if chosen[1] < extent[1] else None,
        hidden=hidden,
        mode=mode if mode in ("heat", "choropleth") else "discs",  # type: ignore[arg-type]
        divisions=_divisions(about, level) if mode == "choropleth" else None,
        asset_base=base,
    ).add_to(group)
    drawn = base_map(asset_base=base)
    LayerAssets(base).add_to(drawn)
    DiscAssets(base).add_to(drawn)
    ViewInLink(WORLD, asset_base=base).add_to(drawn)
    st_folium(
        drawn, key=KEY, height=640, use_container_width=True, returned_objects=[],
        feature_group_to_add=group,
    )  # fmt: skip


def _divisions(about: dict[str, Any], level: str) -> Divisions:
    rows = [Division(*row) for row in about["divisions"].get(level, [])]
    return Divisions("country" if level == "country" else "admin1", rows)


page()
