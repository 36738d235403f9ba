"""Imports in a loop, to be killed; says on standard output what it is about to do and has done."""

import sys
from pathlib import Path
from typing import Any

from dashboard.store.imports import Imports
from tests.store.importing import SOURCE, event, table

SIZE = 400


def file(number: int) -> dict[str, dict[str, Any]]:
    """The rows of the file of that number: against the one before some are new, changed, gone."""
    first = number * 40
    return {
        f"field:{n}": event(n, fatalities_best=(n + number) // 50)
        for n in range(first, first + SIZE)
    }


def main(folder: Path) -> None:
    imports = Imports(folder)
    number = imports.newest()
    while True:
        number += 1
        rows = list(file(number).values())
        with imports.begin(SOURCE, file=f"{number}.csv", sha256=f"{number:064d}") as one:
            for at in range(0, SIZE, 100):
                one.add(table(*rows[at : at + 100]))
            done = one.commit(complete=True)
        print(done.number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
