from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import SAMPLE, check, texts
from dashboard.pipeline.desk import Desk


def test_damaged_reports_are_read(desk: Desk) -> None:
    reports = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    wrong = [
        (text, f) for text in texts(reports, 150, seed=7) if (f := check(text, desk, again=False))
    ]
    assert wrong == []


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_and_read_the_same_again(desk: Desk, text: str) -> None:
    assert check(text, desk, again=True) == []


def test_a_million_characters_are_read(desk: Desk) -> None:
    text = "Shelling hit Kharkiv on Monday. " * 300 + "x" * 1_000_000
    assert check(text, desk, again=False) == []
