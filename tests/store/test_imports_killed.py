"""Whenever an import is killed, the record holds it whole or not at all."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.settings import ROOT
from dashboard.store.imports import Imports
from tests.store import killed
from tests.store.importing import held

ROUNDS = int(os.environ.get("DATELINE_KILLS", "12"))
"""200 takes some minutes: ``DATELINE_KILLS=200 pytest tests/store/test_imports_killed.py``"""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_at_any_moment(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    acknowledged = 0
    for _ in range(2):
        acknowledged = max(acknowledged, _run_and_kill(tmp_path, chance.uniform(0, 0.5)))
        imports = Imports(tmp_path)
        log = imports.log()
        assert len(log) == imports.newest() >= acknowledged
        assert len(log) <= acknowledged + 1
        expected = killed.file(len(log)) if log else {}
        rows = held(imports)
        assert len(rows) == len(expected)
        assert {row["event_id"]: row for row in rows} == expected


def _run_and_kill(folder: Path, seconds: float) -> int:
    """The last import that it said was done, killed so long after its first."""
    command = [sys.executable, "-m", "tests.store.killed", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        said = first + process.stdout.read()
    numbers = said.splitlines(keepends=True)
    return max((int(line) for line in numbers if line.endswith(b"\n")), default=0)
