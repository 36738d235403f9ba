"""Bytes in, text out: UTF-8 if it can be, else as declared, else as charset-normalizer finds."""

import codecs
import unicodedata
from itertools import islice

from charset_normalizer import from_bytes

from dashboard.errors import ReadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 32_000
"""bytes that are enough to guess by; guessing is slow"""
JUNK = 0.05
"""share of control characters from which on a file is not text"""


def decode(data: bytes, *, declared: str = "") -> str:
    """Text with universal newlines and no byte order mark.

    ``declared`` is an encoding named by a header or by the text itself; unknown ones are ignored.
    Raises ``ReadError`` when the bytes are not text.
    """
    text = _decode(data, declared).replace("\r\n", "\n").replace("\r", "\n")
    head = text[:SAMPLE]
    junk = sum(1 for c in head if unicodedata.category(c) in {"Cc", "Cn"} and not c.isspace())
    if junk + head.count("\ufffd") > JUNK * len(head):
        raise ReadError("not text, and of no kind that can be read")
    return text


def _decode(data: bytes, declared: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:SAMPLE] and (wide := _wide(data)):
        return data.decode(wide, errors="replace")
    for encoding in ("utf-8", declared):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    best = from_bytes(_sample(data)).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: zeros on one side only, for spaces and line ends at the least."""
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    half = min(len(data), SAMPLE) / 2
    if max(odd, even) < 0.05 * half or min(odd, even) > 0.05 * max(odd, even):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _sample(data: bytes) -> bytes:
    """Lines that are not plain ASCII, for they alone tell encodings apart."""
    telling = (line for line in data[: 50 * SAMPLE].splitlines(keepends=True) if not line.isascii())
    return b"".join(islice(telling, 400))[:SAMPLE] or data[:SAMPLE]
