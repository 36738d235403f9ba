import pytest

from dashboard.render.outlines import code_of, has_outline


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("SY", ["Aleppo", "Aleppo governorate", "ALEPPO", "’Aleppo’"]),
        ("ML", ["Kidal", "Kidal region", "Région de Kidal"]),
        ("UA", ["Donetsk", "Donets'k oblast"]),
        ("YE", ["Ta'izz", "Taizz governorate"]),
    ],
)
def test_a_division_is_known_by_what_datasets_call_it(country: str, names: list[str]) -> None:
    codes = {code_of(country, name) for name in names}
    assert len(codes) == 1
    assert codes.pop().isdigit()


def test_what_is_not_known_is_empty() -> None:
    assert code_of("SY", "Kidal region") == ""
    assert code_of("", "") == ""
    assert code_of("ML", "province") == ""
    assert [code_of(country, "") for country in ("CF", "LY", "SY", "ML")] == [""] * 4
    assert [code_of(country, "…") for country in ("CF", "LY", "SY", "ML")] == [""] * 4
    assert has_outline("ML")
    assert not has_outline("XX")
