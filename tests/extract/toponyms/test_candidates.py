import pytest

from dashboard.extract.parse import parser
from dashboard.extract.toponyms.candidates import candidates
from dashboard.extract.toponyms.document import View
from dashboard.extract.zones import zones
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon


def texts(text: str, gazetteer: Gazetteer) -> list[str]:
    found = zones(text)
    view = View(parser().parse(text, found), found)
    return [view.span(*one) for one in candidates(view, GazetteerLexicon(gazetteer))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man was hurt on Monument Ave. Police are looking for a car.", "Monument Ave."),
        ("The plant is in Charleston, W.Va.", "W.Va."),
    ],
)
def test_a_name_cut_short_keeps_its_full_stop(
    text: str, expected: str, gazetteer: Gazetteer
) -> None:
    assert expected in texts(text, gazetteer)


def test_a_full_stop_that_ends_a_sentence_is_no_part_of_a_name(gazetteer: Gazetteer) -> None:
    assert texts("They fled to Goma.", gazetteer) == ["Goma"]


def test_signs_of_bodies_are_no_candidates(gazetteer: Gazetteer) -> None:
    assert texts("The team of IOM left Goma in the DRC.", gazetteer) == ["Goma", "DRC"]
