import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.settings import ROOT

KEYS = [
    "name", "address", "country", "level", "latitude", "longitude", "radius_km", "population",
    "geonames_id", "feature", "score", "footprint",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _built(gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(gazetteer_path))


def test_geocode_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Tripoli", "--json", "--limit", "3"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [list(row) for row in rows] == [KEYS] * 3
    assert rows[0]["country"] == "LY"
    assert rows[0]["footprint"] is None


def test_geocode_in_a_country(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Tripoli", "--country", "LB", "--json"]) == 0
    assert {row["country"] for row in json.loads(capsys.readouterr().out)} == {"LB"}


def test_an_unknown_name_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Xyzzyqwkjh", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["geocode", "Xyzzyqwkjh"]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_reverse_takes_negative_coordinates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reverse", "-33.9", "18.4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["country"] == "ZA"
    assert main(["reverse", "-33.9", "18.4"]) == 0
    assert "South Africa" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["reverse", "91", "0"],
        ["reverse", "nan", "0"],
        ["geocode", "Tripoli", "--service", "nominatim"],
        ["geocode", "Tripoli", "--service", "nowhere", "--user-agent", "dateline-test"],
    ],
)
def test_errors_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["geocode"], ["geocode", "x", "--limit", "0"], ["reverse", "a", "b"]]
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_gazetteer_build_says_where(
    capsys: pytest.CaptureFixture[str], gazetteer_path: Path
) -> None:
    assert main(["gazetteer", "build"]) == 0
    assert capsys.readouterr().out.strip() == str(gazetteer_path)


def test_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "geocode", "Київ", "--json", "--limit", "1"],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert json.loads(done.stdout)[0]["country"] == "UA"
    assert done.stderr == ""
