"""Marks and links in, a Folium layer out: in a notebook, in a saved page, or inside st_folium.

Folium puts what it is given into a script, after rendering it as a Jinja template. So neither
words nor numbers of ours pass through it: they travel as one base64 string, which ``layer.js``
decodes, and words reach the page as ``textContent`` only. No text from outside can act.
"""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from dashboard.model import Level
from dashboard.render.areas import drawn
from dashboard.render.marks import Bounds, Link, Mark
from dashboard.render.palette import FAMILIES, OTHER

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("symbols.js", "words.js", "card.js", "areas.js", "links.js", "points.js", "legend.js",
           "layer.js", "view.js")  # fmt: skip
STYLES = ("layer.css",)

Theme = Literal["auto", "light", "dark"]
LinkList = list[tuple[str, str]]


def links_to(names: Iterable[str], asset_base: str | None) -> LinkList:
    """(name, address) of each file: under ``asset_base``, or as a ``data:`` URL when it is None."""
    if asset_base is not None:
        return [(f"dateline_{name}", asset_base + name) for name in names]
    return [(f"dateline_{name}", _data_url(ASSETS / name)) for name in names]


def _data_url(path: Path) -> str:
    kind = "text/css" if path.suffix == ".css" else "text/javascript"
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(path.read_bytes()).decode()}"


class LayerAssets(JSCSSMixin, MacroElement):
    """The scripts and styles of ``EventLayer``, for a map that gets its layers later.

    st_folium loads the files of the map it is given and not those of ``feature_group_to_add``.
    ``asset_base`` is the address of the folder ``assets``, with its last slash.
    """

    _template = Template("")

    def __init__(self, asset_base: str | None = None) -> None:
        """With ``None`` the files are embedded."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "LayerAssets"
        self.default_js = links_to(SCRIPTS, asset_base)
        self.default_css = links_to(STYLES, asset_base)


class ViewInLink(JSCSSMixin, MacroElement):
    """Keeps the map's view in the page's link as ``map=LATITUDE,LONGITUDE,ZOOM``.

    The map starts there, or at ``bounds`` when the link has no such view or a broken one. The
    link is rewritten in place after each move; nothing is sent to the server.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.dateline.view({{ this._parent.get_name() }}, {{ this.bounds|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, bounds: Bounds, *, asset_base: str | None = None) -> None:
        """``bounds`` are shown when the link names no view."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ViewInLink"
        self.bounds = [[float(degrees) for degrees in corner] for corner in bounds]
        self.default_js = links_to(("view.js",), asset_base)
        self.default_css: LinkList = []


class EventLayer(JSCSSMixin, Layer):
    """Events, seats, held areas and links on a ``folium.Map`` or in a ``folium.FeatureGroup``.

    ``hidden`` names kinds and families that are off: the legend shows them so, leaving them out of
    ``marks`` is the caller's part. A click on a mark sends ``{"select": [mark_id, …], "n": …}``,
    a click in the legend ``{"toggle": name, "n": …}``: inside st_folium as the component's value,
    elsewhere as the DOM events ``dateline:select`` and ``dateline:toggle`` on the map's element.
    ``n`` only grows. Raises ``ValueError`` for a coordinate that is not finite.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = window.dateline.layer("{{ this.payload }}");
        {% endmacro %}
        """
    )

    def __init__(
        self,
        marks: Sequence[Mark],
        *,
        links: Sequence[Link] = (),
        hidden: Sequence[str] = (),
        theme: Theme = "auto",
        legend: bool = True,
        asset_base: str | None = None,
    ) -> None:
        """With ``theme="auto"`` it follows the basemap, else the reader's system."""
        super().__init__(name="Events", overlay=True, control=True, show=True)
        self._name = "EventLayer"
        self.payload = pack(marks, links=links, hidden=hidden, theme=theme, legend=legend)
        self.points = [(mark.latitude, mark.longitude) for mark in marks]
        self.default_js = links_to(SCRIPTS, asset_base)
        self.default_css = links_to(STYLES, asset_base)

    def _get_self_bounds(self) -> list[list[float | None]]:
        """Corners around the marks' coordinates, for ``Map.fit_bounds(map.get_bounds())``."""
        if not self.points:
            return [[None, None], [None, None]]
        latitudes, longitudes = zip(*self.points, strict=True)
        return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]


def pack(
    marks: Sequence[Mark],
    *,
    links: Sequence[Link] = (),
    hidden: Sequence[str] = (),
    theme: Theme = "auto",
    legend: bool = True,
) -> str:
    """What ``layer.js`` reads: JSON in UTF-8 in standard base64, whose letters are harmless."""
    content = {
        "theme": theme,
        "legend": legend,
        "hidden": list(hidden),
        "families": [{**asdict(one), "path": one.path} for one in (*FAMILIES.values(), OTHER)],
        "marks": [_packed(mark) for mark in marks],
        "links": [asdict(link) for link in links],
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64.b64encode(text.encode(errors="replace")).decode("ascii")


def _packed(mark: Mark) -> dict[str, Any]:
    footprint = mark.footprint if _has_area(mark) else None
    outline, spots = drawn(footprint) if footprint else (None, [])
    return {
        "id": mark.mark_id,
        "kind": mark.kind,
        "label": mark.label,
        "level": mark.level,
        "at": [mark.latitude, mark.longitude],
        "radius": mark.radius_km,
        "outline": outline,
        "spots": spots,
        "families": dict(mark.families),
        "settled": mark.settled,
        "possible": mark.possible,
        "read": mark.read,
        "confirmed": mark.confirmed,
        "count": mark.count,
        "lines": list(mark.lines),
        "selected": mark.selected,
    }


def _has_area(mark: Mark) -> bool:
    """Whether an outline of this mark is ever drawn; a country's only while it is selected."""
    if mark.level in (Level.TOWN, Level.FACILITY):
        return False
    return mark.level != Level.COUNTRY or mark.selected
