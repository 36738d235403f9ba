"""Files that are there whole or not at all, a lock, and what a disk may raise in plain words."""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.errors import StoreError

BROKEN = (OSError, pa.ArrowException, duckdb.Error)
"""what reading and writing raise where the disk is full or a file is damaged"""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises ``StoreError`` naming ``path`` for whatever a disk, Arrow or DuckDB raise."""
    try:
        yield
    except BROKEN as error:
        if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
            raise StoreError(f"{path}: the disk is full; nothing was stored") from error
        raise StoreError(f"{path}: cannot be written ({_line(error)})") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raises ``StoreError`` naming ``path`` where what is stored cannot be read."""
    try:
        yield
    except BROKEN as error:
        raise StoreError(f"{path}: damaged or missing ({_line(error)})") from error


def digest_of(path: Path) -> str:
    """Of a file as a whole: the footer of Parquet has no checksum, as its pages have."""
    with reading(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(path: Path, digest: str) -> None:
    """Raises ``StoreError`` naming a file that is not the one that was written."""
    if digest_of(path) != digest:
        raise StoreError(f"{path}: damaged; its content is not what was written")


def _line(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(text.split())[:200]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """No other process or thread is in here for the same folder; who comes second is told so.

    The lock is the system's: it ends with the process that holds it, whatever ends that.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / "lock").open("a+", encoding="utf-8")
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            who = stream.read(80).strip()
            raise StoreError(
                f"{folder}: another import is running ({who}); try again when it has ended"
            ) from error
        stream.truncate(0)
        stream.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
        stream.flush()
        yield


def emptied(folder: Path) -> Path:
    """The folder with nothing in it: what an import that was cut short left is removed."""
    with writing(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    return folder


def put_in_place(staging: Path, target: Path) -> None:
    """Rename a folder, with all that is in it on disk before and the new name after."""
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        for path in (*staging.iterdir(), staging, target.parent.parent):
            _sync(path)
        staging.rename(target)
    try:
        _sync(target.parent)
    except OSError as error:
        raise StoreError(f"{target}: stored, but maybe not on disk yet ({_line(error)})") from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
