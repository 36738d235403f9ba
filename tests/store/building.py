"""Builds generations one after the other, for a test to kill: ``FOLDER PARQUET…``."""

import sys
from pathlib import Path

from dashboard.store.generation import Part, build

if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[2:]]
    while True:
        made = build(Path(sys.argv[1]), [Part(one, n) for n, one in enumerate(files, 1)])
        print(made.number, flush=True)
