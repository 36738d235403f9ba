from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import ReadError
from dashboard.readers.coded import Coding, read_coding
from tests.coding import columns, write_coding

FILES = ("reports.csv", "place_mentions.csv", "actors.csv", "relations.csv", "events.csv")


def sizes(coding: Coding) -> tuple[int, ...]:
    return tuple(
        map(len, (coding.reports, coding.mentions, coding.actors, coding.relations, coding.events))
    )


def test_every_record_of_a_folder_is_read(tmp_path: Path) -> None:
    coding = read_coding(write_coding(tmp_path))
    assert coding.problems == ()
    assert sizes(coding) == (1, 1, 1, 1, 1)
    event = coding.events[0]
    assert (event.first, event.last) == (date(2020, 1, 8), date(2020, 1, 8))
    assert (event.fatalities_low, event.fatalities_best, event.fatalities_high) == (2, 3, None)
    assert coding.actors[0].aliases == ("NF", "The Front")
    text = coding.reports[0].text
    mention = coding.mentions[0]
    assert text[mention.span.start : mention.span.end] == mention.text == "Tripoli"


def test_an_empty_folder_is_an_empty_coding(tmp_path: Path) -> None:
    assert sizes(read_coding(tmp_path)) == (0, 0, 0, 0, 0)


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        read_coding(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "column", "value", "reason"),
    [
        ("reports.csv", "published", "9 Jan", "not a date"),
        ("reports.csv", "file", "../../etc/passwd", "outside the folder"),
        ("reports.csv", "file", "gone.txt", "cannot be read"),
        ("place_mentions.csv", "text", "Derna", "the report has 'Tripoli'"),
        ("place_mentions.csv", "end", "99999", "not a stretch"),
        ("place_mentions.csv", "role", "somewhere", "not one of event_site"),
        ("place_mentions.csv", "actor", "nobody", "no such record"),
        ("actors.csv", "kind", "alien", "not one of state"),
        ("relations.csv", "target", "nobody", "no such record"),
        ("events.csv", "first", "soon", "not a date"),
        ("events.csv", "last", "2019-01-01", "last comes before first"),
        ("events.csv", "last", "", "one is given without the other"),
        ("events.csv", "date_precision", "9", "not 1 to 5"),
        ("events.csv", "realis", "perhaps", "not one of actual"),
        ("events.csv", "place_mention", "m9", "no such record"),
        ("events.csv", "participants", "boss:a1", "not one of source"),
        ("events.csv", "participants", "side_a:nobody", "no such record"),
        ("events.csv", "fatalities_low", "-1", "not a whole number"),
        ("events.csv", "more_evidence", "5", "not a stretch"),
        ("events.csv", "event_id", "", "is empty"),
    ],
)
def test_a_bad_cell_is_named_and_the_rest_loads(
    tmp_path: Path, file: str, column: str, value: str, reason: str
) -> None:
    good = (tmp_path / file).name
    coding = read_coding(write_coding(tmp_path, change={(file, column): value}))
    problem = coding.problems[0]
    assert (problem.file, problem.line) == (good, 2)
    assert reason in problem.reason
    assert value in problem.value
    assert sizes(coding)[FILES.index(file)] == 0
    assert sizes(coding)[2 if file != "actors.csv" else 0] == 1


@pytest.mark.parametrize("file", FILES)
def test_a_missing_column_is_named(tmp_path: Path, file: str) -> None:
    path = write_coding(tmp_path) / file
    gone = columns(file)[-1]
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines), "utf-8")
    problem = read_coding(tmp_path).problems[0]
    assert (problem.file, problem.value, problem.reason) == (file, gone, "missing column")


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    (write_coding(tmp_path) / file).unlink()
    assert read_coding(tmp_path).problems[0].file == file


@pytest.mark.parametrize("file", FILES)
def test_a_row_that_ends_early_is_named(tmp_path: Path, file: str) -> None:
    path = write_coding(tmp_path) / file
    with path.open("a", encoding="utf-8") as out:
        out.write("late\n")
    coding = read_coding(tmp_path)
    assert (coding.problems[0].file, coding.problems[0].line) == (file, 3)
    assert "the row ends before" in coding.problems[0].reason
    assert sizes(coding) == (1, 1, 1, 1, 1)


def test_a_file_that_is_not_utf8_is_named_with_line_and_byte(tmp_path: Path) -> None:
    folder = write_coding(tmp_path)
    (folder / "actors.csv").write_bytes((folder / "actors.csv").read_bytes() + b"a2,\xc7avu\n")
    problem = read_coding(folder).problems[0]
    assert problem.reason == "actors.csv, line 3: not UTF-8 (byte 0xc7)"


def test_an_id_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    path = write_coding(tmp_path) / "events.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]), "utf-8")
    coding = read_coding(tmp_path)
    assert len(coding.events) == 1
    assert coding.problems[0].value == "e1"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(FILES), st.text() | st.binary())
def test_no_file_content_makes_reading_crash(
    tmp_path: Path, file: str, content: str | bytes
) -> None:
    path = write_coding(tmp_path) / file
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    path.write_bytes(raw)
    coding = read_coding(tmp_path)
    assert any(problem.file == file for problem in coding.problems)
