"""Every command of the README runs, and what it says of files and settings is so."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.settings import ROOT, Settings
from tests import browser as browsers

README = (ROOT / "README.md").read_text("utf-8")
SHELL = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
COMMANDS = [line for line in SHELL if line.startswith("python -m dashboard")]
OWN = ("gazetteer add", "gazetteer list", "gazetteer remove", "ingest GED")
"""tests/geocode/test_added.py and tests/test_cli_ingest.py run these, with files of their own"""
RUN = [c for c in COMMANDS if not any(part in c for part in (" serve", "--service", *OWN))]


def test_the_readme_has_commands() -> None:
    assert len(RUN) >= 4
    assert {"make run", "make test"} <= set(SHELL)


@pytest.mark.parametrize("command", RUN)
def test_command_runs(command: str, gazetteer_path: Path) -> None:
    words = [sys.executable, *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    if "--json" in words:
        assert isinstance(json.loads(done.stdout), list | dict)


def test_serve_answers(gazetteer_path: Path) -> None:
    (command,) = [c for c in COMMANDS if " serve --port" in c]
    port = browsers.free_port()
    words = [sys.executable, *shlex.split(re.sub(r"--port \d+", f"--port {port}", command))[1:]]
    with browsers.running(words, dict(os.environ), f"http://127.0.0.1:{port}") as address:
        assert address.endswith(str(port))


def test_a_geocoder_without_a_user_agent_is_refused_in_one_line() -> None:
    words = [sys.executable, "-m", "dashboard", "geocode", "X", "--service", "nominatim"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("dateline: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("target", ["run", "test", "check", "env", "browser"])
def test_make_knows_its_targets(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_check_and_ci_run_what_make_test_runs() -> None:
    dry = [
        subprocess.run(
            ["make", "--dry-run", "--always-make", target],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout
        for target in ("test", "check")
    ]  # fmt: skip
    assert all("-m pytest" in out for out in dry)
    assert "make check" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_setting_is_listed() -> None:
    source = (ROOT / "dashboard" / "settings.py").read_text("utf-8")
    for name in re.findall(r"DATELINE_[A-Z_]+", source):
        if name != "DATELINE_":
            assert f"`{name}`" in README
    assert Settings.from_env({}).reports.is_dir()


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_library_example_runs(tmp_path: Path, gazetteer_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    example = example.replace("data/build/gazetteer.sqlite", str(gazetteer_path))
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Two clashes" not in (tmp_path / "map.html").read_text("utf-8")  # packed, not a template
