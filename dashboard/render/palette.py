"""A family of events in, its colours and its shape out; map, timeline and list share them.

Fills are the Okabe–Ito colours (Okabe & Ito, "Color Universal Design", 2008), told apart with
any colour vision; ``on_light`` and ``on_dark`` are the same hues, darkened or lightened for thin
lines on a light or a dark map. Nothing is told by colour alone: each family has a shape.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """How a family of events looks; colours are ``#rrggbb``."""

    name: str
    shape: str
    """a name that ``assets/symbols.js`` can draw"""
    fill: str
    ink: str
    """what stands on ``fill``"""
    on_light: str
    on_dark: str


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
