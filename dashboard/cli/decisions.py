"""``decisions``: what people decided about what was read, as an audit log."""

import argparse
import sys
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.pipeline.audit import as_csv, as_jsonl
from dashboard.pipeline.library import audit
from dashboard.settings import Settings


def decisions(options: argparse.Namespace, settings: Settings) -> int:
    """Exit code: 1 if lines of the record could not be read, else 0. Raises ``ReadError``."""
    rows, problems = audit(settings)
    path: Path = options.export
    log = as_csv(rows) if path.suffix.casefold() == ".csv" else as_jsonl(rows)
    if str(path) == "-":
        sys.stdout.write(log)
    else:
        try:
            path.write_text(log, encoding="utf-8", newline="")
        except OSError as error:
            raise ReadError(f"{path}: cannot be written ({error.strerror or error})") from error
        print(f"{path}: decisions written: {len(rows)}")
    for one in problems:
        print(f"dateline: {one.file}, line {one.line}: {one.reason}", file=sys.stderr)
    return int(bool(problems))
