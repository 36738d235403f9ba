import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.language import language

TEXTS = [
    ("en", "Shelling killed two people in Kherson and damaged the port, officials said."),
    ("en", "The army withdrew from the town."),
    ("fr", "L'armée a bombardé lundi la ville de Djibo, tuant douze personnes selon le maire."),
    (
        "es",
        "El ejército atacó el lunes la ciudad de Tibú y murieron tres personas.",
    ),
    ("ru", "Армия нанесла удар по Бахмуту, погибли три человека"),
    ("ar", "قصف الجيش مدينة الفاشر يوم الاثنين وقتل ثلاثة أشخاص"),
    ("", "Shelling in Kharkiv"),
    ("", "12:30"),
    ("", ""),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert language(text) == code


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert language(text).islower() or language(text) == ""
