"""Mappings that a person put right, kept by the headers they are for."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.errors import ReadError

FILE = "mappings.json"
MOST = 1_000
"""mappings that are kept; the oldest go"""


def fingerprint(header: Sequence[str]) -> str:
    """The same for the same names in the same order."""
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()[:16]


def save_mapping(folder: Path, header: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Keeps a mapping for tables with this header; an empty one forgets.

    The file is whole at any time, but of two that are saved at once the later one stays. Raises
    ``ReadError`` when the folder cannot be written to.
    """
    kept = _all(folder)
    key = fingerprint(header)
    kept.pop(key, None)
    if mapping:
        kept[key] = {"header": list(header), "mapping": dict(mapping)}
    newest = dict(list(kept.items())[-MOST:])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix=".mappings-", delete=False
        ) as aside:
            json.dump(newest, aside, ensure_ascii=False, indent=1)
            aside.flush()
            os.fsync(aside.fileno())
        Path(aside.name).replace(folder / FILE)
    except OSError as error:
        raise ReadError(f"{folder / FILE}: cannot be written ({error.strerror})") from error


def recall_mapping(folder: Path, header: Sequence[str]) -> dict[str, str]:
    """The mapping kept for this header; empty: none. A damaged file keeps none."""
    return dict(_all(folder).get(fingerprint(header), {}).get("mapping", {}))


def _all(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {key: one for key, one in kept.items() if _is_mapping(one)}


def _is_mapping(kept: Any) -> bool:
    found = kept.get("mapping") if isinstance(kept, dict) else None
    return isinstance(found, dict) and all(isinstance(text, str) for text in found.values())
