"""Decisions of the record reach the tables, and the audit log, through the library."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.decision import Verdict
from dashboard.extract.findings import Reading
from dashboard.model import Origin
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.library import tables
from dashboard.settings import Settings
from dashboard.store.kept import Kept
from dashboard.store.record import Record
from tests.pipeline.reading import REPORT, reading
from tests.pipeline.test_decide import decided


@pytest.fixture
def settings(tmp_path: Path, gazetteer_path: Path) -> Settings:
    """A record with one report, whose reading is kept as if it had just been read."""
    (tmp_path / "reports").mkdir()
    chosen = replace(
        Settings.from_env({}), gazetteer=gazetteer_path, reports=tmp_path / "reports",
        record=tmp_path / "record", readings=tmp_path / "readings",
    )  # fmt: skip
    Record(chosen.record).save(REPORT)
    Kept(chosen.readings, Reading).put(Desk(chosen).kept_as(REPORT), reading().reading)
    return chosen


def test_decisions_of_the_record_are_in_the_tables(settings: Settings) -> None:
    desk = Desk(settings)
    before = tables(settings, desk)
    assert set(before.events["origin"]) == {Origin.READ}
    assert sorted(before.events["score"]) == [0.6, 0.8]
    record = Record(settings.record)
    record.decide(decided("r1-e1", Verdict.ACCEPT))
    record.decide(decided("r1-e2", Verdict.REJECT))
    record.decide(replace(decided("r1-m1", Verdict.ACCEPT), text="Benghazi"))
    after = tables(settings, desk)
    assert list(after.events["event_id"]) == ["r1-e1"]
    assert list(after.events["origin"]) == [Origin.CONFIRMED]
    assert after.events["score"].isna().all()
    [problem] = after.problems[after.problems["file"] == "decisions.jsonl"]["value"]
    assert "Benghazi" in problem


def test_the_command_line_exports_the_log(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Record(settings.record).decide(decided("r1-e1", Verdict.ACCEPT))
    monkeypatch.setenv("DATELINE_RECORD", str(settings.record))
    monkeypatch.setenv("DATELINE_REPORTS", str(settings.reports))
    file = tmp_path / "log.csv"
    assert main(["decisions", "--export", str(file)]) == 0
    assert "Shelling in Tripoli" in file.read_text("utf-8")
    assert "decisions written: 1" in capsys.readouterr().out
    assert main(["decisions", "--export", "-"]) == 0
    assert capsys.readouterr().out.startswith('{"when": "2026-01-01')
    assert main(["decisions", "--export", str(tmp_path / "no" / "log.csv")]) == 1
    assert "cannot be written" in capsys.readouterr().err
