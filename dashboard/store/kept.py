"""What was read once, on disk, so that it need not be read again; may be deleted at any time."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Kept(Generic[T]):
    """Values of one type as JSON files, named after what they were made from."""

    def __init__(self, folder: Path, kind: type[T]) -> None:
        self._folder = folder
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def get(self, name: str) -> T | None:
        """The value of that name; ``None`` if there is none, or it cannot be read."""
        with suppress(OSError, ValueError):
            return self._adapter.validate_json(self._path(name).read_bytes())
        return None

    def put(self, name: str, value: T) -> None:
        """Keep a value; where that fails it is not kept, and will be made again."""
        with suppress(OSError, ValueError):
            self._folder.mkdir(parents=True, exist_ok=True)
            data = self._adapter.dump_json(value)
            handle, aside = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(aside).replace(self._path(name))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def digest(parts: Iterable[str]) -> str:
    """A name for what is made from ``parts``: 24 hexadecimal digits."""
    joined = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        joined.update(f"{len(data)}:".encode() + data)
    return joined.hexdigest()[:24]


def digest_of_files(paths: Iterable[Path]) -> str:
    """Changes when one of the files does."""
    return digest(
        hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths) if path.is_file()
    )
