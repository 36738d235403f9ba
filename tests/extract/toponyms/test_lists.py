import pytest

from dashboard.extract.parse import parser
from dashboard.extract.toponyms.document import View
from dashboard.extract.toponyms.lists import Lists
from dashboard.extract.zones import zones


def view_of(text: str) -> View:
    found = zones(text)
    return View(parser().parse(text, found), found)


def fellows(text: str, word: str) -> list[str]:
    view = view_of(text)
    return [view.span(*one) for one in Lists(view).fellows(view.words.index(word))]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Fighters burned Kofa, Tebe and Ash Shajara.", "Tebe", ["Kofa", "Ash Shajara"]),
        ("There were cases in Edo (24), Ondo (28) and Bauchi (5).", "Ondo", ["Edo", "Bauchi"]),
        ("Officials of Clay, Swift & Wilkin met.", "Clay", ["Swift", "Wilkin"]),
        ("They fled Kofa before Tebe fell.", "Kofa", []),
        ("They fled Kofa (which the army had held) and Tebe.", "Kofa", []),
    ],
)
def test_fellows_of_a_list(text: str, word: str, expected: list[str]) -> None:
    assert fellows(text, word) == expected


def test_a_word_in_no_run_has_no_fellows() -> None:
    assert fellows("They fled Kofa, Tebe and Sanga.", "fled") == []


def test_numbers_tell_of_the_place_in_a_list_and_of_its_fellows() -> None:
    view = view_of("Shells fell on Kofa, Old Tebe and Sanga.")
    kofa, old, sanga = (view.words.index(word) for word in ("Kofa", "Old", "Sanga"))
    lists = Lists(view)
    of = lists.of(old + 1, old + 2, {(kofa, kofa + 1): None, (sanga, sanga + 1): None})
    assert of[:4] == [2, 1, 0, 0.0]
    assert lists.of(0, 1, {})[:4] == [0, 0, 0, -1.0]


def test_of_a_long_list_only_the_nearest_are_asked() -> None:
    view = view_of("Shells fell on " + ", ".join(["Kofa"] * 300) + ".")
    lists = Lists(view)
    places = [i for i, word in enumerate(view.words) if word == "Kofa"]
    assert len(lists.fellows(places[0])) == 20
    assert len(lists.fellows(places[150])) == 40
