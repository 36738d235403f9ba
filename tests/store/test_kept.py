from pathlib import Path

from dashboard.model import Report, Span
from dashboard.store.kept import Kept, digest, digest_of_files


def test_a_value_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "new", Report)
    assert kept.get("a") is None
    report = Report("r", "t", "x\ny", None)
    kept.put("a", report)
    assert kept.get("a") == report


def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    kept = Kept(tmp_path, Span)
    kept.put("a", Span(1, 2))
    (tmp_path / "a.json").write_text('{"start": 1', "utf-8")
    assert kept.get("a") is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    kept = Kept(tmp_path / "file", Span)
    kept.put("a", Span(1, 2))
    assert kept.get("a") is None


def test_a_digest_tells_where_parts_end() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["a\ud800"]) == digest(["a\ud800"])


def test_a_digest_of_files_follows_their_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", "utf-8")
    before = digest_of_files(tmp_path.iterdir())
    (tmp_path / "a").write_text("2", "utf-8")
    assert digest_of_files(tmp_path.iterdir()) != before
