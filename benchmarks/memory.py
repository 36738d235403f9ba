"""How much memory running processes take; read from Linux's /proc."""

import os
from pathlib import Path


def megabytes(word: str) -> float | None:
    """Proportional share of memory (PSS) of all processes that we started, or these, and so on,
    with ``word`` in their command, in MB. ``None`` where the system does not say.
    """
    total, seen = 0, False
    for process in _started(os.getpid()):
        folder = Path("/proc") / str(process)
        try:
            if word.encode() not in (folder / "cmdline").read_bytes():
                continue
            for line in (folder / "smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total, seen = total + int(line.split()[1]), True
        except OSError:
            continue
    return round(total / 1024, 1) if seen else None


def _started(ours: int) -> set[int]:
    """Processes that descend from ``ours``."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(said[1])
    found = {ours}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {ours}
