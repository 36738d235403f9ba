"""Files read in a process of their own, which is ended when one takes too long or too much memory.

Parsers of pages and PDFs can be kept busy for hours by a small file, and neither a thread nor a
signal can stop them. Question and answer are lines of JSON: nothing is unpickled.
"""

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from types import TracebackType
from typing import IO, Any, Self

from dashboard.model import Problem
from dashboard.readers.found import Document, Found
from dashboard.readers.limits import LIMITS, Limits
from dashboard.readers.single import read_single
from dashboard.settings import ROOT


class Apart:
    """Reads one file after the other; the process starts with the first and is then kept."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; a file that is being read is given up."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def read(self, name: str, data: bytes, *, url: str = "", charset: str = "") -> list[Found]:
        """What ``read_single`` gives, or a problem when it takes too long or ends the process."""
        asked = {"name": name, "url": url, "charset": charset}
        question = json.dumps({**asked, "data": base64.b64encode(data).decode("ascii")})
        process = self._process = self._process or self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, stop)
        timer.start()
        try:
            answer = _exchange(process, question)
        finally:
            timer.cancel()
        if answer:
            return [_found(one) for one in json.loads(answer)]
        self.close()
        if late.is_set():
            return [Problem(name, None, "", f"took longer than {self._limits.seconds:g} seconds")]
        return [Problem(name, None, "", "could not be read: too large in memory, or too tangled")]

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "dashboard.readers.apart", str(self._limits.memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        )  # fmt: skip


def _exchange(process: subprocess.Popen[bytes], question: str) -> bytes:
    """One line out, one line in; nothing if the process has ended."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    with suppress(OSError):
        process.stdin.write(question.encode("ascii") + b"\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        return answer if answer.endswith(b"\n") else b""
    return b""


def _found(one: Mapping[str, Any]) -> Found:
    if one["kind"] == "problem":
        return Problem(**one["is"])
    values = dict(one["is"])
    for day in ("published", "made"):
        values[day] = date.fromisoformat(values[day]) if values[day] else None
    values["warnings"] = tuple(values["warnings"])
    return Document(**values)


def answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """What the process does until its input ends."""
    for line in questions:
        asked = json.loads(line)
        found = read_single(
            asked["name"], base64.b64decode(asked["data"]),
            url=asked["url"], charset=asked["charset"],
        )  # fmt: skip
        told = [
            {"kind": "problem" if isinstance(one, Problem) else "document", "is": asdict(one)}
            for one in found
        ]
        answers.write(json.dumps(told, default=str).encode("ascii") + b"\n")
        answers.flush()


def limit_memory(size: int) -> None:
    """Bytes of address space from now on; nothing where the system knows no such limit."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    limit_memory(int(sys.argv[1]))
    answer_all(sys.stdin.buffer, sys.stdout.buffer)
