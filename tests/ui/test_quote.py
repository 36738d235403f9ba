import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.quote import quote


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("![x](http://a.example)", "` ![x](http://a.example) `"),
        ("a`b``c", "``` a`b``c ```"),
        ("two\n\nparagraphs\u2028and more", "` two paragraphs and more `"),
        ("", ""),
    ],
)
def test_becomes_a_code_span(text: str, quoted: str) -> None:
    assert quote(text) == quoted


@given(st.text())
def test_a_quotation_is_not_left_early(text: str) -> None:
    quoted = quote(text)
    fence = quoted.partition(" ")[0]
    assert fence not in quoted[len(fence) : -len(fence)] or not quoted
