"""The records of a JSON file one after another, without having all of it in memory.

Read are a list of records, an object that holds such a list under one of some names, and objects
that follow one another, one a line or not.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from dashboard.errors import ReadError
from dashboard.readers.datasets.tables.charset import encoding_of, lines_of

LARGEST = 20_000_000
"""characters of one record"""
BLOCK = 1 << 20
_SPACE = re.compile(r"[ \t\n\r\ufeff\x1e]*")


def records(
    path: Path, lists: Collection[str], *, check: Callable[[str, Any], None] | None = None
) -> Iterator[tuple[int, Any, float]]:
    """Line a record begins at, the record, and the share of the file read.

    ``lists`` are names under which an object holds the records; ``check`` is told what else it
    holds. Raises ``ReadError`` naming the line where the file is not JSON, is cut off, or a record
    is too large.
    """
    with lines_of(path, encoding_of(path), endless=True) as (stream, text):
        scanner = _Scanner(text, path.name)
        while mark := scanner.peek():
            found = scanner.items() if mark == "[" else _members(scanner, mark, lists, check)
            for line, item in found:
                yield line, item, stream.done


def _members(
    scanner: "_Scanner", mark: str, lists: Collection[str], check: Callable[[str, Any], None] | None
) -> Iterator[tuple[int, Any]]:
    """The records that an object holds, else the object itself."""
    if mark != "{":
        scanner.fail("not an object or a list of objects")
    line, whole, held = scanner.line, {}, False
    for name in scanner.members():
        if name in lists and scanner.peek() == "[":
            held = True
            yield from scanner.items()
        else:
            whole[name] = scanner.value()
            if check:
                check(name, whole[name])
    if not held:
        yield line, whole


class _Scanner:
    """A window on the text that grows until a whole value lies in it."""

    def __init__(self, text: Any, file: str) -> None:
        self._text, self._file = text, file
        self._window, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder()
        self.line = 1

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            space = _SPACE.match(self._window, self._at)
            self._pass(space.end() if space else self._at)
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._grow():
                return ""

    def expect(self, mark: str) -> None:
        """Passes one character; raises ``ReadError`` when it is another."""
        found = self.peek()
        if found != mark:
            self.fail(f"{found!r} instead of {mark!r}" if found else "the file is cut off")
        self._pass(self._at + 1)

    def value(self) -> Any:
        """The next value, whole."""
        if not self.peek():
            self.fail("the file is cut off")
        while True:
            try:
                found, end = self._decoder.raw_decode(self._window, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError):
                    self.fail("too many brackets within brackets")
                self._more(error)
                continue
            if end == len(self._window) and self._grow():
                continue
            self._pass(end)
            return found

    def items(self) -> Iterator[tuple[int, Any]]:
        """Line and value of each of a list."""
        self.expect("[")
        while self.peek() != "]":
            line = self.line
            yield line, self.value()
            if self.peek() != "]":
                self.expect(",")
        self.expect("]")

    def members(self) -> Iterator[str]:
        """The names in an object; the value of each must be taken before the next."""
        self.expect("{")
        while self.peek() != "}":
            name = self.value()
            self.expect(":")
            yield str(name)
            if self.peek() != "}":
                self.expect(",")
        self.expect("}")

    def fail(self, reason: str) -> None:
        raise ReadError(f"{self._file}, line {self.line}: {reason}")

    def _more(self, error: Exception) -> None:
        """Doubles the window; where it cannot tell, an error near its end may be a cut."""
        wrong_at = getattr(error, "pos", 0)
        near = wrong_at >= len(self._window) - 4_000 or "Unterminated" in str(error)
        if len(self._window) - self._at > LARGEST:
            self.fail(f"a record of more than {LARGEST:,} characters")
        if not near or not self._grow():
            self.fail(f"not JSON ({error})")

    def _grow(self) -> bool:
        if self._ended:
            return False
        block = self._text.read(max(BLOCK, len(self._window) - self._at))
        self._window = self._window[self._at :] + block
        self._at = 0
        self._ended = not block
        return bool(block)

    def _pass(self, end: int) -> None:
        self.line += self._window.count("\n", self._at, end)
        self._at = end
