"""A family of events in, its colours and its shape out; map, timeline and list share them.

Fills are the Okabe–Ito colours (Okabe & Ito, "Color Universal Design", 2008), told apart with
any colour vision; ``on_light`` and ``on_dark`` are the same hues, darkened or lightened for thin
lines on a light or a dark map. Nothing is told by colour alone: each family has a shape.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """How a family of events looks; colours are ``#rrggbb``."""

    name: str
    shape: str
    """a key of ``SHAPES``"""
    fill: str
    ink: str
    """what stands on ``fill``"""
    on_light: str
    on_dark: str

    @property
    def path(self) -> str:
        """The shape as SVG path data in a box of about -9 to 9."""
        return SHAPES[self.shape]


def _outline(points: list[tuple[float, float]], *, turned: float = 0) -> str:
    cosine, sine = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    corners = ((x * cosine - y * sine, x * sine + y * cosine) for x, y in points)
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in corners) + "Z"


def _disc(x: float, y: float, r: float) -> str:
    return f"M{x - r:g},{y:g}a{r:g},{r:g} 0 1,0 {2 * r:g},0a{r:g},{r:g} 0 1,0 {-2 * r:g},0Z"


_BLADE = [
    *((0, -11.4), (1.35, -9), (1.35, 4.2), (4.4, 4.2), (4.4, 6), (1.25, 6), (1.25, 10.6)),
    *((-1.25, 10.6), (-1.25, 6), (-4.4, 6), (-4.4, 4.2), (-1.35, 4.2), (-1.35, -9)),
]
_RAYS = [
    (radius * math.sin(turn * math.pi / 8), -radius * math.cos(turn * math.pi / 8))
    for turn in range(16)
    for radius in [4.2 if turn % 2 else 9.6]
]
SHAPES = {
    "blades": _outline(_BLADE, turned=45) + _outline(_BLADE, turned=-45),
    "burst": _outline(_RAYS),
    "triangle": "M0,-8.2L8.6,6.8H-8.6Z",
    "crowd": _disc(0, -4.4, 3.6) + _disc(-4.6, 3.8, 3.6) + _disc(4.6, 3.8, 3.6),
    "flame": "M0.6,-9C1.2,-5 6.4,-2.6 6.4,2.6C6.4,6.4 3.6,8.8 0,8.8C-3.6,8.8 -6.4,6.4 -6.4,2.8"
    "C-6.4,0.2 -4.8,-1.6 -3.6,-3.2C-3,-1.8 -2.4,-1 -1.4,-0.6C-1.8,-3.6 -1,-6.8 0.6,-9Z",
    "diamond": "M0,-8.6L7.4,0L0,8.6L-7.4,0Z",
    "speech": "M-8.4,-7H8.4V4.2H0.6L-4,8.6V4.2H-8.4Z",
    "dot": _disc(0, 0, 6),
}
"""Shape → SVG path data in a box of about -9 to 9."""

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family("Battles", "blades", "#d55e00", "#ffffff", "#b34a00", "#ff8a3d"),
        Family("Explosions/Remote violence", "burst", "#e69f00", "#1b1500", "#8f6100", "#f2b233"),
        Family(
            "Violence against civilians", "triangle", "#cc79a7", "#20101a", "#9c4275", "#e29cc2"
        ),
        Family("Protests", "crowd", "#56b4e9", "#06202f", "#1a76ad", "#7cc8f2"),
        Family("Riots", "flame", "#f0e442", "#262300", "#756c00", "#f0e442"),
        Family("Strategic developments", "diamond", "#009e73", "#ffffff", "#007352", "#2fcf9f"),
        Family("Diplomacy and pressure", "speech", "#0072b2", "#ffffff", "#005f96", "#4aa8e0"),
    )
}
OTHER = Family("Other", "dot", "#8a8f98", "#ffffff", "#5d636d", "#b4bac4")


def family(name: str) -> Family:
    """How the family called ``name`` looks; ``OTHER`` for a name that is none of the seven."""
    return FAMILIES.get(name, OTHER)
