import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geocode.clues import containments, level_said
from dashboard.model import Level, MentionKind, PlaceMention, PlaceRole, Span


def mentions(text: str, *names: str, demonyms: tuple[str, ...] = ()) -> list[PlaceMention]:
    """One per name, in the order of the text."""
    made, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        kind = MentionKind.DEMONYM if name in demonyms else MentionKind.TOPONYM
        made.append(
            PlaceMention(
                f"m{start}", "r", name, Span(start, at), Span(start, at), kind,
                PlaceRole.MENTIONED, name,
            )
        )  # fmt: skip
    return made


def said(text: str, *names: str, demonyms: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    made = mentions(text, *names, demonyms=demonyms)
    return [(made[one.inner].name, one.name) for one in containments(text, made)]


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("Clashes in Sirte, Libya, went on", "Sirte", "Libya"),
        ("He came to Paris (Texas) by bus", "Paris", "Texas"),
        ("Strikes hit Sarmin in northern Idlib", "Sarmin", "Idlib"),
        ("Al-Bab, a town in the countryside of Aleppo", "Al-Bab", "Aleppo"),
        ("a base inside Syria", "base", "Syria"),
        ("at Sarmin, in Idlib", "Sarmin", "Idlib"),
    ],
)
def test_the_first_lies_in_the_second(text: str, inner: str, outer: str) -> None:
    assert said(text, inner, outer) == [(inner, outer)]


def test_the_second_lies_in_the_first() -> None:
    assert said("Libya's coastal city Sirte", "Libya", "Sirte") == [("Sirte", "Libya")]
    found = said("the Libyan port city of Brega", "Libyan", "Brega", demonyms=("Libyan",))
    assert found == [("Brega", "Libyan")]


def test_chains_and_what_the_reader_did_not_see() -> None:
    chain = said("in Sirte, Surt, Libya.", "Sirte", "Surt", "Libya")
    assert chain == [("Sirte", "Surt"), ("Surt", "Libya")]
    assert said("a man from Jackson, Tenn., said", "Jackson") == [("Jackson", "Tenn.")]
    assert said("offices in Springfield, Ill.", "Springfield") == [("Springfield", "Ill.")]


@pytest.mark.parametrize(
    "text",
    [
        "Sirte, a spokesman in Libya",
        "Sirte and Libya",
        "Sirte fell. Later that day, forces from Libya",
        "Sirte, which forces that came a long way over the desert in the south of Libya",
    ],
)
def test_other_words_say_nothing(text: str) -> None:
    assert said(text, "Sirte", "Libya") == []


def test_the_kind_of_a_list() -> None:
    text = "in Grant, Clay, Otter Tail and Swift counties, and in Homs and Hama provinces; in Deraa"
    levels = [level_said(text, text.index(name) + len(name)) for name in ("Grant", "Tail", "Swift")]
    assert levels == [Level.DISTRICT] * 3
    assert level_said(text, text.index("Homs") + 4) == Level.PROVINCE
    assert level_said(text, len(text)) is None


@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_any_span_of_any_text(text: str, start: int, end: int) -> None:
    span = Span(start, end)
    one = PlaceMention("m", "r", "x", span, span, MentionKind.TOPONYM, PlaceRole.MENTIONED, "x")
    assert all(found.inner in (0, 1) for found in containments(text, [one, one]))
