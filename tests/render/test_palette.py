import csv
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.render.palette import FAMILIES, OTHER, Family, family

TYPES = Path(__file__).parents[2] / "data" / "event_types.csv"
PAPER, NIGHT = "#f7f5f0", "#252d38"


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_family_of_the_event_types_has_a_look() -> None:
    with TYPES.open(encoding="utf-8", newline="") as rows:
        assert {row["native_family"] for row in csv.DictReader(rows)} == set(FAMILIES)
    assert family("Battles").shape == "blades"
    assert family("Earthquakes") == OTHER


def test_no_two_families_share_a_colour_or_a_shape() -> None:
    for one, other in combinations([*FAMILIES.values(), OTHER], 2):
        assert one.fill != other.fill
        assert one.shape != other.shape


@pytest.mark.parametrize("look", [*FAMILIES.values(), OTHER], ids=lambda look: look.name)
def test_graphics_have_the_contrast_that_wcag_asks_for(look: Family) -> None:
    assert contrast(look.ink, look.fill) >= 3
    assert contrast(look.on_light, PAPER) >= 3
    assert contrast(look.on_dark, NIGHT) >= 3
