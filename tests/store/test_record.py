from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.decision import Decision, Subject, Verdict
from dashboard.errors import ReadError
from dashboard.model import Report, Span
from dashboard.store.record import Record

REPORT = Report("r1", "Title", "Text\u2028with é and\nlines", date(2023, 4, 15))
DECISION = Decision(
    datetime(2023, 4, 16, 12, 0, 5, tzinfo=UTC), "me", "r1", Subject.MENTION, Span(0, 4), "Text",
    "toponym", Verdict.CHANGE, {"place_id": "geonames:1", "list": [1, None]}, "why",
)  # fmt: skip


def test_what_is_appended_comes_back(tmp_path: Path) -> None:
    record = Record(tmp_path / "new" / "folder")
    assert record.reports() == ([], [])
    record.save(REPORT)
    record.decide(DECISION)
    record.decide(DECISION)
    assert record.reports() == ([REPORT], [])
    assert record.decisions() == ([DECISION, DECISION], [])


def test_of_a_report_saved_again_the_latest_counts_and_both_are_kept(tmp_path: Path) -> None:
    record = Record(tmp_path)
    before = record.version()
    record.save(REPORT)
    first = (tmp_path / "reports.jsonl").read_bytes()
    record.save(replace(REPORT, title="Other"))
    assert [report.title for report in record.reports()[0]] == ["Other"]
    assert (tmp_path / "reports.jsonl").read_bytes().startswith(first)
    assert record.version() != before


def test_a_torn_or_foreign_line_loses_only_itself(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.decide(DECISION)
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(path.read_bytes() + b'{"made": "soon"}\n' + path.read_bytes()[:40])
    record.decide(DECISION)
    decisions, problems = record.decisions()
    assert decisions == [DECISION, DECISION]
    assert [(problem.file, problem.line) for problem in problems] == [
        ("decisions.jsonl", 2),
        ("decisions.jsonl", 3),
    ]
    assert "made" in problems[0].reason


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ReadError, match="file"):
        Record(tmp_path / "file").save(REPORT)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    record = Record(tmp_path_factory.mktemp("record"))
    record.save(replace(REPORT, text=text))
    assert record.reports()[0][0].text == text
