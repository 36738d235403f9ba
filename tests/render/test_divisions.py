"""Figures of the choropleth: a division is found by its names, and what is lost is told."""

from typing import Any

import pytest

from dashboard.render.divisions import Level, Value, divisions
from dashboard.render.outlines import code_of


def row(name: str, events: int, country: str = "CF", **deaths: int | None) -> dict[str, Any]:
    return {"country": country, "name": name, "events": events,
            **{"low": 0, "best": 0, "high": 0}, **deaths}  # fmt: skip


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("CF", ["Ouaka", "Ouaka prefecture", "OUAKA", "Préfecture de la Ouaka"]),
        ("ML", ["Mopti", "Mopti region", "Région de Mopti"]),
        ("LY", ["Tripoli", "Tripoli district"]),
    ],
)
def test_names_are_matched_whatever_the_kind_is_called(country: str, names: list[str]) -> None:
    found = divisions([row(name, 10, country) for name in names], "admin1", "events")
    [one] = found.rows
    assert (one.code, one.events) == (code_of(country, names[0]), 10 * len(names))
    assert found.note == ""


def test_what_has_no_outline_is_told() -> None:
    rows = [row("Ouaka", 7), row("Nowhere province", 1200), row("", 5), row("Ouaka", 2, "XX")]
    found = divisions(rows, "admin1", "events")
    assert [(one.code, one.events) for one in found.rows] == [(code_of("CF", "Ouaka"), 7)]
    assert found.note.startswith("1,207 events name no division")


def test_countries_are_taken_by_their_code_and_the_rest_told() -> None:
    rows = [row("", 3, "CF"), row("", 4, "LY"), row("", 1, "CF"), row("", 6, "")]
    found = divisions(rows, "country", "events")
    assert {one.code: one.events for one in found.rows} == {"CF": 4, "LY": 4}
    assert found.note == "6 events name no country."


def test_deaths_add_up_low_best_and_high() -> None:
    rows = [row("Ouaka", 1, low=1, best=2, high=3), row("Ouaka prefecture", 1, low=4, best=5)]
    [one] = divisions([*rows, row("Ouaka", 1, low=None, high=None)], "admin1", "deaths").rows
    assert (one.events, one.low, one.best, one.high) == (3, 5, 7, 3)


@pytest.mark.parametrize("level", ["country", "admin1"])
@pytest.mark.parametrize("value", ["events", "deaths"])
def test_nothing_is_nothing(level: Level, value: Value) -> None:
    found = divisions([], level, value)
    assert (list(found.rows), found.note, found.level, found.value) == ([], "", level, value)
