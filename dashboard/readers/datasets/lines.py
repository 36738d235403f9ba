"""A stream of a delimited file, cut into blocks of whole records that know their lines.

A record ends with a line, unless the line ends within quotes. Bytes that are not UTF-8 are taken
for Windows-1252, line by line. No more than a block and one record is ever held.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.errors import ReadError
from dashboard.readers.datasets.head import Stream

BLOCK = 8_000_000
"""bytes read at once"""
LONGEST = 1_000_000
"""bytes of one record"""
LF, CR, QUOTE = 10, 13, 34


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records, blank lines left out."""

    data: bytes
    starts: Any
    """offset in ``data`` of each record, int64"""
    lines: Any
    """line of the file that each record begins in, from 1, int64"""
    done: float
    foreign: int = 0
    """records that were not UTF-8"""

    def record(self, index: int) -> bytes:
        """One record, its line end included."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.data)
        return self.data[self.starts[index] : end]


def blocks(stream: Stream, *, delimiter: bytes, quoted: bool, size: int = 0) -> Iterator[Block]:
    """The stream's records, block by block.

    Raises ``ReadError`` naming the line when a record is too long or ends within quotes.
    """
    size = size or BLOCK
    rest, line, final = b"", 1, False
    while not final:
        part = stream.read(size)
        final = len(part) < size
        data = rest + part
        if line == 1 and data.startswith(codecs.BOM_UTF8):
            data = data[len(codecs.BOM_UTF8) :]
        if final and data and data[-1] not in (LF, CR):
            data += b"\n"
        ends, breaks = _ends(data, delimiter, quoted=quoted, final=final)
        whole = int(ends[-1]) if len(ends) else 0
        if final and whole < len(data):
            at = line + _lines_before(breaks, whole)
            raise ReadError(
                f"{stream.path.name}, line {at}: the file ends within a quoted cell of this row; "
                "it may be cut off"
            )
        starts = np.concatenate((np.zeros(1, np.int64), ends[:-1])) if whole else ends
        first_lines = line + np.searchsorted(breaks, starts, side="right")
        line += _lines_before(breaks, whole)
        _check_length(
            stream, np.append(ends - starts, len(data) - whole), np.append(first_lines, line)
        )
        rest = data[whole:]
        if whole:
            yield _block(data[:whole], starts, ends, first_lines, stream.done)


def _lines_before(breaks: Any, offset: int) -> int:
    return int(np.searchsorted(breaks, offset, side="right"))


def _check_length(stream: Stream, lengths: Any, lines: Any) -> None:
    long = np.flatnonzero(lengths > LONGEST)
    if len(long):
        raise ReadError(
            f"{stream.path.name}, line {lines[long[0]]}: a row of more than {LONGEST:,} bytes, "
            "or a quoted cell that does not end"
        )


def _ends(data: bytes, delimiter: bytes, *, quoted: bool, final: bool) -> tuple[Any, Any]:
    """Where records end and where lines end, both as offsets of what follows."""
    octets = np.frombuffer(data, np.uint8)
    breaks = np.flatnonzero(octets == LF)
    if CR in data:
        alone = np.flatnonzero(octets == CR)
        if not final and alone[-1] == len(octets) - 1:
            alone = alone[:-1]
        alone = alone[octets[np.minimum(alone + 1, len(octets) - 1)] != LF]
        if len(alone):
            breaks = np.sort(np.concatenate((breaks, alone)))
    ends = breaks
    if quoted:
        quotes = np.flatnonzero(octets == QUOTE)
        if len(quotes):
            if not _regular(octets, quotes, delimiter[0]):
                quotes = _pairs(octets, quotes, delimiter[0])
            ends = breaks[np.searchsorted(quotes, breaks) % 2 == 0]
    return ends.astype(np.int64) + 1, breaks.astype(np.int64) + 1


def _regular(octets: Any, quotes: Any, delimiter: int) -> bool:
    """Whether every other quote opens a cell and the next one closes it."""
    beside = np.zeros(256, bool)
    beside[[delimiter, LF, CR, QUOTE]] = True
    opens, closes = quotes[0::2], quotes[1::2]
    before = octets[np.maximum(opens - 1, 0)]
    after = octets[np.minimum(closes + 1, len(octets) - 1)]
    return bool((beside[before] | (opens == 0)).all() and beside[after].all())


def _pairs(octets: Any, quotes: Any, delimiter: int) -> Any:
    """Quotes that open and close cells, in turn; those within a cell's words mean nothing."""
    edges = {delimiter, LF, CR}
    kept: list[int] = []
    inside, skip = False, -1
    for at in quotes.tolist():
        if at == skip:
            continue
        if not inside:
            if at == 0 or octets[at - 1] in edges:
                kept.append(at)
                inside = True
        elif at + 1 < len(octets) and octets[at + 1] == QUOTE:
            skip = at + 1
        else:
            kept.append(at)
            inside = False
    return np.array(kept, np.int64)


def _block(data: bytes, starts: Any, ends: Any, lines: Any, done: float) -> Block:
    lengths = ends - starts
    first = np.frombuffer(data, np.uint8)[starts]
    blank = (lengths == 1) | ((lengths == 2) & (first == CR))
    if not blank.any():
        return Block(data, starts, lines, done)
    kept = zip(starts[~blank].tolist(), ends[~blank].tolist(), strict=True)
    return joined([data[start:end] for start, end in kept], lines[~blank], done)


def in_utf8(block: Block) -> Block:
    """The block with what is not UTF-8 read as Windows-1252, record by record."""
    records = [block.record(at) for at in range(len(block.starts))]
    mended = [_utf8(record) for record in records]
    changed = sum(one is not other for one, other in zip(records, mended, strict=True))
    return joined(mended, block.lines, block.done, changed)


def joined(records: list[bytes], lines: Any, done: float, foreign: int = 0) -> Block:
    """A block of these records."""
    sizes = np.fromiter((len(one) for one in records), np.int64, len(records))
    starts = np.cumsum(sizes) - sizes
    return Block(b"".join(records), starts, lines, done, foreign)


def is_utf8(data: bytes) -> bool:
    """Whether it can be read as UTF-8."""
    try:
        pa.array([data], pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def _utf8(record: bytes) -> bytes:
    try:
        record.decode("utf-8")
    except UnicodeDecodeError:
        return record.decode("cp1252", "replace").encode("utf-8")
    return record
