"""A user's own country dump, added to the gazetteer."""

import zipfile
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.errors import GazetteerError
from dashboard.geocode import added
from dashboard.geocode import build as building
from dashboard.geocode.build import ensure, is_fresh
from dashboard.geocode.dump import DumpRow, dump_rows
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.row import PlaceRow
from dashboard.geocode.rows import Sources
from dashboard.model import Level, Problem


def line(gid: object = 11_000_001, name: str = "Qasr Test", **cells: object) -> str:
    row = [str(gid), name, name, "", "32.5", "13.5", "P", "PPL", "LY", "", "", "", "",
           "", "120", "", "", "Africa/Tripoli", "2026-01-01"]  # fmt: skip
    columns = {"names": 3, "latitude": 4, "longitude": 5, "cls": 6, "code": 7, "country": 8,
               "population": 14}  # fmt: skip
    for column, value in cells.items():
        row[columns[column]] = str(value)
    return "\t".join(row)


def small(progress: object) -> Sources:
    town = PlaceRow(
        1, "geonames:1", "Town", "town", "LY", None, None, "P.PPL", 32.0, 13.0, 5.0, 9, 1.0, (), 7
    )
    return Sources([town], [])


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(building, "read_sources", small)
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "build" / "gazetteer.sqlite"))
    return tmp_path / "build" / "gazetteer.sqlite"


def dump(folder: Path, *lines: str, name: str = "LY.txt") -> Path:
    file = folder / name
    file.write_text("".join(f"{one}\n" for one in lines), "utf-8")
    return file


def found(path: Path, name: str) -> list[tuple[str, str]]:
    with Gazetteer(path) as gazetteer:
        return [(h.entry.place_id, h.entry.level) for h in OfflineGeocoder(gazetteer).hits(name)]


def test_villages_of_a_dump_are_found_and_survive_a_rebuild(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ensure(path)
    assert found(path, "Qasr Test") == []
    file = dump(
        tmp_path,
        line(names="Kasr Test,قصر"),
        line(11_000_002, "Test Wadi", cls="H", code="WAD"),
        line(11_000_003, "Test Airbase", cls="S", code="AIRB", population=0),
        line(11_000_004, "Test District", cls="A", code="ADM3"),
        line(1, "Town", names="Madinat"),
    )
    assert main(["gazetteer", "add", str(file)]) == 0
    told = capsys.readouterr().out
    assert "LY: 4 places; left out: 1 of kinds" in told
    assert "CC BY 4.0" in told
    assert found(path, "Kasr Test") == [("geonames:11000001", Level.TOWN)]
    assert found(path, "Test Airbase") == [("geonames:11000003", Level.FACILITY)]
    assert found(path, "Test District") == [("geonames:11000004", Level.DISTRICT)]
    assert found(path, "Test Wadi") == []
    assert found(path, "Madinat") == [("geonames:1", Level.TOWN)]
    building.build(path)
    assert found(path, "قصر") == [("geonames:11000001", Level.TOWN)]


def test_adding_twice_changes_nothing(path: Path, tmp_path: Path) -> None:
    file = dump(tmp_path, line())
    assert main(["gazetteer", "add", str(file)]) == 0
    before = path.stat().st_mtime_ns
    assert main(["gazetteer", "add", str(file)]) == 0
    assert path.stat().st_mtime_ns == before
    assert added.names(added.folder_of(path)) == ["LY"]


def test_it_can_be_listed_and_taken_out_again(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["gazetteer", "add", str(dump(tmp_path, line()))])
    capsys.readouterr()
    assert main(["gazetteer", "list"]) == 0
    assert capsys.readouterr().out == "LY\n"
    assert main(["gazetteer", "remove", "LY"]) == 0
    assert is_fresh(path)
    assert found(path, "Qasr Test") == []
    assert main(["gazetteer", "remove", "LY"]) == 1
    assert "LY: no such added gazetteer; there are: none" in capsys.readouterr().err


def test_a_zip_is_read_and_its_readme_is_not(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "LY.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "Readme for GeoNames " * 500)
        archive.writestr("LY.txt", line() + "\n")
    assert main(["gazetteer", "add", str(file)]) == 0
    assert found(path, "Qasr Test") == [("geonames:11000001", Level.TOWN)]


@pytest.mark.parametrize(
    ("bad", "value", "reason"),
    [
        ("only\tthree\tcells", "only\tthree\tcells", "3 columns"),
        (line("x1"), "x1", "not a whole number as id"),
        (line(99_000_000), "99000000", "not an id of GeoNames"),
        (line(name=" "), "11000001", "without a name"),
        (line(latitude="91"), "91", "not degrees between -90 and 90"),
        (line(longitude="east"), "east", "not degrees"),
        (line(latitude="nan"), "nan", "not degrees"),
        (line(country="Libya"), "Libya", "not a country code"),
        (line(population="many"), "many", "not a whole number as population"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_is_kept(
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    bad: str,
    value: str,
    reason: str,
) -> None:
    file = dump(tmp_path, line(11_000_009, "First Test"), bad, line(11_000_008, "Last Test"))
    assert main(["gazetteer", "add", str(file)]) == 0
    told = capsys.readouterr().err
    assert f"{file}, line 2: {value!r}: " in told
    assert reason in told
    assert found(path, "First Test")
    assert found(path, "Last Test")


def test_a_line_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "XX.txt"
    file.write_bytes(b"\xff\xfe\t\n" + b"\n" + line().encode() + b"\n" + b"x" * 300_000)
    rows = [row for _, row in dump_rows(file)]
    assert [type(row) for row in rows] == [Problem, DumpRow, Problem, Problem, Problem]
    assert [row.line for row in rows if isinstance(row, Problem)] == [1, 4, 5, 6]


@pytest.mark.parametrize(
    "content", [b"", b"no dump\n", b"PK\x03\x04 broken", b"PK\x05\x06" + b"\0" * 18]
)
def test_a_file_without_any_place_changes_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = tmp_path / "LY.txt"
    file.write_bytes(content)
    assert main(["gazetteer", "add", str(file)]) == 1
    assert str(file) in capsys.readouterr().err
    assert added.names(added.folder_of(path)) == []


def test_a_missing_file_and_a_damaged_store_say_so(path: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none\.txt"):
        added.add(tmp_path / "none.txt", added.folder_of(path), lambda *_: None)
    main(["gazetteer", "add", str(dump(tmp_path, line()))])
    (added.folder_of(path) / "LY.tsv.xz").write_bytes(b"damaged")
    with pytest.raises(GazetteerError, match=r"LY\.tsv\.xz: damaged"):
        ensure(path)


def test_hostile_names_stay_names(path: Path, tmp_path: Path) -> None:
    file = dump(tmp_path, line(name="A|B\x07 {{ 9*9 }}"), name="we ird;name.txt")
    assert main(["gazetteer", "add", str(file)]) == 0
    assert added.names(added.folder_of(path)) == ["we-ird-name"]
    assert found(path, "A B {{ 9*9 }}") == [("geonames:11000001", Level.TOWN)]
