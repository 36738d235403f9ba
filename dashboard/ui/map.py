"""The map panel: marks in, what the reader did on the map out.

The Folium map is one and constant; only the layer with the marks changes, so a filter never moves
or rebuilds the map. Clicks come back as ``{"select": [mark ids]}`` or ``{"toggle": name}``.
"""

from collections.abc import Callable, Sequence
from typing import Any

import folium
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from dashboard.render.basemap import ASSETS, base_map
from dashboard.render.discs import DiscAssets, DiscLayer
from dashboard.render.layer import EventLayer, LayerAssets, ViewInLink
from dashboard.render.marks import Bounds, Link, Mark

KEY = "map"


def map_panel(
    marks: Sequence[Mark],
    links: Sequence[Link],
    *,
    bounds: Bounds,
    hidden: Sequence[str],
    tiles: bool,
    height: int,
    act: Callable[[], None],
    key: str = KEY,
    discs: Callable[[str], DiscLayer] | None = None,
) -> None:
    """Draw the map; ``act`` is called before the next run when the reader clicks on it. ``discs``
    makes the layer of imported events, given where our scripts are."""
    base = asset_base()
    group = folium.FeatureGroup()
    EventLayer(marks, links=links, hidden=hidden, asset_base=base).add_to(group)
    if discs:
        discs(base).add_to(group)
    page = base_map(asset_base=base, tiles="osm" if tiles else "")
    LayerAssets(base).add_to(page)
    if discs:
        DiscAssets(base).add_to(page)
    ViewInLink(bounds, asset_base=base).add_to(page)
    st_folium(
        page,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group,
        on_change=act,
    )


def acted(key: str = KEY) -> dict[str, Any]:
    """What the reader just did on the map, as it came from the browser."""
    done = st.session_state.get(key)
    return done if isinstance(done, dict) else {}


def asset_base() -> str:
    """Where the map's frame finds our files; declared in each run, as Streamlit wants it."""
    component = components.declare_component("assets", path=str(ASSETS))
    return f"../{component.name}/"
