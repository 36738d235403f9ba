"""The one constant map, without data: Leaflet and the basemap from our own assets, no host asked.

Boundaries are Natural Earth's de facto lines; names are Natural Earth's and GeoNames'.
"""

import base64
import re
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from dashboard.errors import SettingsError

ASSETS = Path(__file__).parent / "assets"
ATTRIBUTION = "Natural Earth (de facto boundaries), GeoNames"
SCRIPTS = ("boot.js", "leaflet.js", "lines.js", "labels.js", "basemap.js")
STYLES = ("leaflet.css", "basemap.css")
DATA = ("world.json.gz", "detail.json.gz", "labels.json.gz")
MIN_ZOOM, MAX_ZOOM = 2, 12
NORTH = 85.0511  # where Web Mercator ends


class _Embedded(Element):
    """A script or style sheet inside the page; its text is never read as a template."""

    _template = Template("<{{ this.tag }}>{{ this.text }}</{{ this.tag }}>")

    def __init__(self, tag: str, text: str) -> None:
        super().__init__()
        self.tag = tag
        self.text = text


class OfflineMap(folium.Map):
    """A ``folium.Map`` that asks no host for anything."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <style>
                html, body { height: 100%; margin: 0; }
                #{{ this.get_name() }} { position: relative; width: 100%; height: 100%; }
            </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            dateline.setIcons({{ this.images|tojson }}, {{ this.icons|tojson }});
            var {{ this.get_name() }} = dateline.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
        """
    )

    def __init__(
        self,
        *,
        asset_base: str | None,
        location: tuple[float, float] = (20.0, 10.0),
        zoom: int = 2,
        name: str = "dateline",
    ) -> None:
        """``asset_base`` is the URL, with its last slash, under which the page finds our assets.

        ``None`` embeds them, so that a saved page works from disk. ``name`` is the map's
        identifier in the page, ``map_<name>``; it is no random one, so that pages compare equal.
        """
        super().__init__(
            location=location,
            tiles=None,
            zoom_start=zoom,
            world_copy_jump=True,
            track_resize=False,  # view.js does, and keeps the centre to the fraction of a pixel
            max_bounds=True,
            min_lat=-NORTH,
            max_lat=NORTH,
            min_lon=-900,
            max_lon=900,
            max_bounds_viscosity=1.0,
        )
        self._id = name
        self.options |= {"min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM}
        self.images = "" if asset_base is None else f"{asset_base}images/"
        self.icons = _embedded_icons() if asset_base is None else {}
        self.default_js = _links(asset_base, SCRIPTS)
        self.default_css = _links(asset_base, STYLES)
        if asset_base is None:
            figure = self.get_root()
            assert isinstance(figure, Figure)  # noqa: S101, folium.Map makes it its parent
            _embed(figure.header)


class BasemapLayer(JSCSSMixin, Layer):
    """Natural Earth on canvas, with labels; ``dateline.setTheme`` in the page sets its palette."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new dateline.Basemap({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, *, asset_base: str | None, name: str = "basemap") -> None:
        """``asset_base`` as for the map it goes on."""
        super().__init__(name="Natural Earth", overlay=False)
        self._name = "Basemap"
        self._id = name
        self.options: dict[str, Any] = {
            "base": asset_base or "",
            "label": "Map of events; arrow keys move it, plus and minus zoom",
            "attribution": ATTRIBUTION,
            "minZoom": MIN_ZOOM,
            "maxZoom": MAX_ZOOM,
        }
        self.default_js = _links(asset_base, SCRIPTS)
        self.default_css = _links(asset_base, STYLES)


def base_map(
    *,
    asset_base: str | None,
    location: tuple[float, float] = (20.0, 10.0),
    zoom: int = 2,
    tiles: str = "",
) -> folium.Map:
    """The map without data; the same arguments always give the same page.

    ``asset_base``: see ``OfflineMap``. ``tiles="osm"`` adds a switch to OpenStreetMap's tiles;
    nothing is asked of their server until a reader uses it. Raises ``SettingsError`` for others.
    """
    page = OfflineMap(asset_base=asset_base, location=location, zoom=zoom)
    BasemapLayer(asset_base=asset_base).add_to(page)
    if tiles == "osm":
        online = folium.TileLayer("OpenStreetMap", name="OpenStreetMap (online)", show=False)
        online._id = "online"
        online.add_to(page)
        switch = folium.LayerControl(position="topright")
        switch._id = "switch"
        switch.add_to(page)
    elif tiles:
        raise SettingsError(f"tiles: {tiles!r} is not known, only 'osm' or nothing")
    return page


def _links(asset_base: str | None, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [] if asset_base is None else [(name, asset_base + name) for name in names]


def _data_url(image: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(image.read_bytes()).decode("ascii")


def _embedded_icons() -> dict[str, str]:
    names = {
        "iconUrl": "marker-icon.png",
        "iconRetinaUrl": "marker-icon-2x.png",
        "shadowUrl": "marker-shadow.png",
    }
    return {option: _data_url(ASSETS / "images" / name) for option, name in names.items()}


def _embed(header: Element) -> None:
    """Put all assets into the page's head, data before the scripts that read it."""
    for name in STYLES:
        style = re.sub(
            r"url\((images/[\w.-]+)\)",
            lambda found: f"url({_data_url(ASSETS / found[1])})",
            (ASSETS / name).read_text("utf-8"),
        )
        header.add_child(_Embedded("style", style), name=name)
    files = ",".join(
        f'"{name}":"{base64.b64encode((ASSETS / name).read_bytes()).decode("ascii")}"'
        for name in DATA
    )
    header.add_child(_Embedded("script", f"window.dateline={{files:{{{files}}}}};"), name="data")
    for name in SCRIPTS:
        header.add_child(_Embedded("script", (ASSETS / name).read_text("utf-8")), name=name)
