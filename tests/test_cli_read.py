"""The command line reads reports; the shape of what it prints is what others rely on."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.model import Report
from dashboard.store.record import Record

TEXT = (
    "Shelling kills three in Kherson\n\nRussian shelling killed three people in Kherson on Monday,"
    " the Ukrainian governor said. Kyiv called on Moscow to withdraw."
)
TOP = ["id", "published", "zones", "toponyms", "actors", "relations", "dates", "events"]
TOPONYM = [
    "text", "start", "end", "kind", "role", "place_id", "name", "country", "level", "latitude",
    "longitude", "radius_km", "score", "candidates",
]  # fmt: skip
CANDIDATE = ["place_id", "name", "country", "latitude", "longitude", "score"]
EVENT = [
    "id", "family", "type", "realis", "place_id", "place", "latitude", "longitude", "level",
    "first", "last", "date_precision", "participants", "fatalities", "score", "evidence",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _settings(gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(gazetteer_path))
    monkeypatch.setenv("DATELINE_RECORD", str(tmp_path / "record"))
    monkeypatch.setenv("DATELINE_READINGS", str(tmp_path / "readings"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_report_is_one_object(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", str(report), "--published", "2023-01-11"]) == 0
    [found] = objects(capsys)
    assert list(found) == TOP
    assert (found["id"], found["published"]) == ("report.txt", "2023-01-11")
    assert [list(one) for one in found["toponyms"]] == [TOPONYM] * len(found["toponyms"])
    [kherson, *_] = [one for one in found["toponyms"] if one["text"] == "Kherson"]
    assert (kherson["country"], kherson["level"]) == ("UA", "town")
    assert 0 < len(kherson["candidates"]) <= 5
    assert [list(one) for one in kherson["candidates"]] == [CANDIDATE] * len(kherson["candidates"])
    [monday] = [one for one in found["dates"] if one["text"] == "Monday"]
    assert (monday["first"], monday["last"], monday["function"]) == (
        "2023-01-09", "2023-01-09", "point",
    )  # fmt: skip
    for one in (*found["toponyms"], *found["dates"]):
        assert TEXT[one["start"] : one["end"]] == one["text"]
    assert [list(one) for one in found["events"]] == [EVENT] * len(found["events"])


def test_without_a_day_of_publication_days_stay_unknown(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", str(report)]) == 0
    [found] = objects(capsys)
    assert found["published"] is None
    assert [(one["first"], one["last"]) for one in found["dates"]] == [(None, None)]


def test_lines_come_back_in_order_with_their_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": 7, "text": TEXT, "published": "2023-01-11T09:00:00Z", "source": "x"}),
        json.dumps({"id": "b", "text": 5}),
        "no json",
        "",
        json.dumps({"id": "c", "text": "", "published": None, "title": None}),
        json.dumps({"id": "d", "text": "Kyiv", "published": "soon"}),
        json.dumps({"text": "Kyiv"}),
        "[" * 100_000,
        '{"id": "e", "text": "\\ud800 Kyiv \\u0000"}',
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    assert main(["read", "--jsonl", str(path)]) == 1
    found = objects(capsys)
    assert [one["id"] for one in found] == [7, "b", None, "c", "d", None, None, "e"]
    errors = [one.get("error") for one in found]
    assert [bool(error) for error in errors] == [0, 1, 1, 0, 1, 1, 1, 0]
    assert "line 2" in errors[1]
    assert "soon" in errors[4]
    assert found[0]["published"] == "2023-01-11"


def test_lines_are_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "a", "text": "Kyiv"}\n'))
    assert main(["read", "--jsonl", "-"]) == 0
    assert [one["id"] for one in objects(capsys)] == ["a"]


def test_a_bad_file_does_not_stop_the_others(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 cut off")
    assert main(["read", str(tmp_path / "bad.pdf"), str(tmp_path / "gone"), str(report)]) == 1
    out, err = capsys.readouterr()
    assert "bad.pdf" in err
    assert "gone: no such file" in err
    assert out.startswith("report.txt: ")
    assert Record(tmp_path / "record").reports() == ([], [])


def test_reports_are_saved_with_the_same_id_for_the_same_text(report: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("other.md", "# Fighting in Goma\n\nFighting was heard in Goma.")
    assert main(["read", str(report), str(tmp_path / "two.zip"), "--save"]) == 0
    saved: list[Report] = Record(tmp_path / "record").reports()[0]
    assert len(saved) == 2
    assert saved[0].text == TEXT


def test_terminal_codes_in_a_report_are_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Title \x9b2J\n\nShelling hit Kyiv \u202e on Monday.", "utf-8")
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert "Title" in out
    assert not set(out) & {"\x9b", "\u202e"}


def test_a_report_in_another_language_gets_names_and_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "L'armée a bombardé lundi la ville de Tripoli, tuant douze personnes selon le maire."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert main(["read", "--json", str(tmp_path / "a.txt")]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert [one["text"] for one in found["toponyms"]] == ["Tripoli"]
    assert found["events"] == []
    assert "'fr'" in err


@pytest.mark.parametrize("arguments", [[], ["x", "--json", "y"], ["--jsonl", "gone.jsonl"]])
def test_wrong_usage_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", *arguments]) == 1
    assert capsys.readouterr().err.startswith("dateline: ")
