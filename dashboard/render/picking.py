"""What makes a Folium map answer a click on bare ground, for maps on which a person chooses."""

from collections.abc import Iterable

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from dashboard.model import Level
from dashboard.render.layer import LinkList, links_to
from dashboard.render.marks import Bounds, Mark

WORLD: Bounds = ((-50.0, -120.0), (65.0, 150.0))


class Picking(JSCSSMixin, MacroElement):
    """Shows ``bounds`` first; a click on bare ground sends ``{"pick": [latitude, longitude]}``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.dateline.picking({{ this._parent.get_name() }}, {{ this.bounds|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, bounds: Bounds, *, asset_base: str | None = None) -> None:
        """``asset_base`` as for the map it goes on."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Picking"
        self.bounds = [[float(degrees) for degrees in corner] for corner in bounds]
        self.default_js = links_to(("picking.js",), asset_base)
        self.default_css: LinkList = []


def around(marks: Iterable[Mark]) -> Bounds:
    """Corners around the events, else around all marks, with a margin of a degree; else the world.

    Countries are left out.
    """
    drawn = [mark for mark in marks if mark.level is not Level.COUNTRY]
    drawn = [mark for mark in drawn if mark.kind == "event_site"] or drawn
    if not drawn:
        return WORLD
    latitudes = [mark.latitude for mark in drawn]
    longitudes = [mark.longitude for mark in drawn]
    return (
        (max(min(latitudes) - 1, -85.0), min(longitudes) - 1),
        (min(max(latitudes) + 1, 85.0), max(longitudes) + 1),
    )
