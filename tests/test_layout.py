"""The house: who may import whom, and names that would hide a library's."""

import subprocess
import sys
import sysconfig
from importlib.metadata import packages_distributions
from pathlib import Path

from dashboard.settings import ROOT

PACKAGE = ROOT / "dashboard"


def test_data_flows_one_way() -> None:
    lint = Path(sysconfig.get_path("scripts")) / "lint-imports"
    run = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_of_ours_hides_another() -> None:
    """``streamlit run dashboard/app.py`` puts ``dashboard/`` itself first on the path."""
    ours = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    ours -= {"__init__", "__main__", "__pycache__"}
    theirs = set(sys.stdlib_module_names) | {
        name for name, owners in packages_distributions().items() if owners != ["dateline"]
    }
    assert ours & theirs == set()


def test_modules_stay_small() -> None:
    ours = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js")]
    limits = {path: 300 for path in ours if path.name != "leaflet.js"}
    limits |= dict.fromkeys(ROOT.glob("tests/**/*.py"), 400)
    long = {
        str(path.relative_to(ROOT)): lines
        for path, limit in limits.items()
        for lines in [len(path.read_text("utf-8").splitlines())]
        if lines > limit
    }
    assert long == {}


def test_every_shipped_data_file_has_its_row() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "data", "dashboard/render/assets", "dashboard/ui/assets"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    rows = (ROOT / "data" / "README.md").read_text("utf-8")
    kinds = (".csv", ".xz", ".gz", ".png", ".txt", ".sqlite")
    missing = [
        file
        for file in listed
        if file.endswith(kinds)
        and Path(file).name not in rows
        and not any(f"{parent}/" in rows for parent in _parents(file))
    ]
    assert missing == []


def _parents(file: str) -> list[str]:
    """Folders a row may stand for, as they are written there."""
    folders = [str(parent) for parent in Path(file).parents if len(parent.parts) > 1]
    return [name for folder in folders for name in (folder, folder.removeprefix("data/"),
            Path(folder).name) if name != "assets"]  # fmt: skip
