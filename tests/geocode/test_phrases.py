import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geocode.phrases import containment, direction, without_generic_words
from dashboard.model import Level


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("Derna province", "derna", Level.PROVINCE),
        ("Idlib Governorate", "idlib", Level.PROVINCE),
        ("city of Sirte", "sirte", Level.TOWN),
        ("Sirte city", "sirte", Level.TOWN),
        ("the port of Brega", "brega", Level.FACILITY),
        ("Abu Salim district", "abu salim", Level.DISTRICT),
        ("Mitiga international airport", "mitiga", Level.FACILITY),
        ("El Feel oil field", "el feel", Level.FACILITY),
    ],
)
def test_generic_words_are_taken_off(text: str, name: str, level: Level) -> None:
    phrase = without_generic_words(text)
    assert phrase is not None
    assert phrase.name == name
    assert level in phrase.levels


@pytest.mark.parametrize("text", ["Tripoli", "Port", "Al-Zawiya", "Camp", ""])
def test_a_plain_name_has_no_generic_words(text: str) -> None:
    assert without_generic_words(text) is None


@pytest.mark.parametrize(
    ("text", "side", "whole"),
    [
        ("eastern Libya", "east", "Libya"),
        ("the east of Libya", "east", "Libya"),
        ("north-western Syria", "northwest", "Syria"),
        ("the north west of Syria", "northwest", "Syria"),
        ("central Mali", "centre", "Mali"),
        ("Libya's east", "east", "Libya"),
        ("Libya’s south-west", "southwest", "Libya"),
        ("northern part of Idlib", "north", "Idlib"),
    ],
)
def test_directions(text: str, side: str, whole: str) -> None:
    assert direction(text) == (side, whole)


@pytest.mark.parametrize("text", ["Libya", "Eastleigh", "Northampton", "Westminster", "the east"])
def test_names_are_no_directions(text: str) -> None:
    assert direction(text) is None


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    direction(text)
    without_generic_words(text)
    name, above = containment(text)
    assert name or not above
