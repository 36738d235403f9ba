"""The bytes of a table in, its lines as text out, in bounds; the encoding is found out first."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from charset_normalizer import from_bytes

from dashboard.errors import ReadError
from dashboard.readers.datasets.head import Stream, opened
from dashboard.readers.encoding import MARKS

BLOCK = 1 << 18
MAX_LINE = 4_000_000
"""bytes of one line"""
TELLING = 32_000
"""bytes, of lines that are not plain ASCII, that an encoding is guessed by"""
LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
          "koi8_r", "gb18030", "big5", "shift_jis", "euc_kr"]  # fmt: skip
WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÇÈÉÊËÍÎÑÓÔÕÖÚÜ«»“”‘’–—…°º €£§©·¿¡ª´")


def encoding_of(path: Path) -> str:
    """UTF-8 if all of the file is, else as its mark says, else as charset-normalizer finds."""
    with opened(path) as stream:
        block = stream.read(BLOCK)
        for mark, encoding in MARKS:
            if block.startswith(mark):
                return encoding
        if wide := _wide(block):
            return wide
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block:
                decoder.decode(block)
                block = stream.read(BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _guessed(block + stream.read(8 * BLOCK))
    return "utf-8"


@contextmanager
def lines_of(
    path: Path, encoding: str, *, endless: bool = False
) -> Iterator[tuple[Stream, io.TextIOWrapper]]:
    """The stream, for its progress, and its lines with ``\\n`` at their ends.

    Reading raises ``ReadError`` when one is longer than ``MAX_LINE`` bytes, unless ``endless``.
    """
    with opened(path) as stream:
        buffered = io.BufferedReader(_Raw(stream, endless), BLOCK)
        yield stream, io.TextIOWrapper(buffered, encoding, errors="replace")


class _Raw(io.RawIOBase):
    """A ``Stream`` as the standard library wants it, which watches for lines without end."""

    def __init__(self, stream: Stream, endless: bool) -> None:
        self._stream, self._endless = stream, endless
        self._open = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._stream.read(len(buffer))
        end = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._open = self._open + len(block) if end < 0 else len(block) - end
        if self._open > MAX_LINE and not self._endless:
            raise ReadError(f"{self._stream.path.name}: a line longer than {MAX_LINE:,} bytes")
        buffer[: len(block)] = block
        return len(block)


def _wide(block: bytes) -> str:
    """UTF-16 without a mark: zeros on one side only."""
    head = block[:TELLING]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(odd, even) < 0.05 * len(head) or min(odd, even) > 0.05 * max(odd, even):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _guessed(block: bytes) -> str:
    telling = [line for line in block.splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(telling)[:TELLING]
    western = sample.decode("cp1252", "replace")
    if all(c in WESTERN for c in western if not c.isascii()):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=LIKELY).best()
    return best.encoding if best else "cp1252"
