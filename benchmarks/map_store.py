"""A number of synthetic events in, a store of them out: what the page to measure shows."""

import hashlib
from pathlib import Path

from benchmarks.synthetic import events
from dashboard.imported import Source
from dashboard.pipeline.desk import ACTORS
from dashboard.pipeline.generations import rebuild
from dashboard.pipeline.linking import Links
from dashboard.readers.roster import read_roster
from dashboard.store.generation import Generation, current
from dashboard.store.imports import Imports

NAME = "synthetic"


def store(folder: Path, count: int, *, seed: int = 1) -> Generation:
    """The store of ``folder``; made there unless it holds as many events."""
    kept = current(folder)
    if kept is not None and kept.events == count:
        return kept
    roster = read_roster(ACTORS)
    links = Links(roster)
    digest = hashlib.sha256(f"{NAME} {count} {seed}".encode()).hexdigest()
    with Imports(folder).begin(Source(NAME, NAME), file=NAME, sha256=digest) as one:
        for table in events(count, seed=seed):
            one.link(links.ids(table))
            one.add(table)
        one.settle()
        one.commit(complete=True)
    return rebuild(folder, roster)
