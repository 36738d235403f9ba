"""``python -m benchmarks.gazetteer``: how long it takes to build, how large it is, how fast.

Prints one JSON object. Names are a seeded sample: names as filed, other spellings of them, sides of
countries, and words that are no places. The answers are looked up in a fresh process, so that its
memory is that of somebody who only uses the gazetteer.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dashboard.geocode import shipped
from dashboard.geocode.build import build
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.settings import ROOT

SEED = 20200104
NAMES = 4000
SIDES = ("eastern", "northern", "south-western", "central")


def sample() -> list[str]:
    """Any names of towns and divisions; a tenth misspelt, a tenth sides, a tenth no names."""
    chance = random.Random(SEED)  # noqa: S311
    rows = [row for name in ("places", "divisions") for row in shipped.packed_rows(name)]
    countries = [row[3] for row in shipped.packed_rows("countries")]
    names = []
    for row in chance.sample(rows, NAMES):
        name = chance.choice([row[1], *row[-1].split("|")]) or row[1]
        kind = chance.random()
        if kind < 0.1:
            at = chance.randrange(len(name))
            name = name[:at] + chance.choice("aeiou") + name[at:]
        elif kind < 0.2:
            name = f"{chance.choice(SIDES)} {chance.choice(countries)}"
        elif kind < 0.3:
            name = "".join(chance.sample(name, len(name)))
        names.append(name)
    return names


def look_up(path: Path) -> dict[str, float]:
    """Figures of a process that has done nothing else."""
    names = json.load(sys.stdin)
    with Gazetteer(path) as gazetteer:
        geocoder = OfflineGeocoder(gazetteer)
        for name in names:
            geocoder.geocode(name)
        micros = []
        for name in names:
            start = time.perf_counter()
            geocoder.geocode(name)
            micros.append((time.perf_counter() - start) * 1e6)
    return {
        "resident_mb": round(_peak_mb(), 1),
        "lookups_per_second": round(1e6 * len(micros) / sum(micros)),
        "median_us": round(statistics.median(micros), 1),
        "p99_us": round(statistics.quantiles(micros, n=100)[98], 1),
    }


def _peak_mb() -> float:
    """Largest resident set of this process; getrusage would count the parent's as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


def main() -> None:
    """Build into a temporary folder, then measure in a process of its own."""
    if len(sys.argv) > 1:
        print(json.dumps(look_up(Path(sys.argv[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        start = time.perf_counter()
        build(path)
        seconds = time.perf_counter() - start
        told = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "benchmarks.gazetteer", str(path)],
            input=json.dumps(sample()),
            cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
        )  # fmt: skip
        figures = {
            "build_seconds": round(seconds, 1),
            "file_mb": round(path.stat().st_size / 1e6, 1),
            **json.loads(told.stdout),
            "shipped_mb": round(
                sum(p.stat().st_size for p in shipped.paths(shipped.FOLDER)) / 1e6, 2
            ),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
