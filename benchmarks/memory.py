"""How much memory running processes take; read from Linux's /proc."""

from pathlib import Path


def megabytes(word: str) -> float | None:
    """Proportional share of memory (PSS) of all processes with ``word`` in their command, in MB.

    ``None`` where the system does not say.
    """
    total, seen = 0, False
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() not in (folder / "cmdline").read_bytes():
                continue
            for line in (folder / "smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total, seen = total + int(line.split()[1]), True
        except OSError:
            continue
    return round(total / 1024, 1) if seen else None
