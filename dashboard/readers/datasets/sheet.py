"""A delimited file as columns of text, block by block, found by name in any order and case."""

import codecs
import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv

from dashboard.errors import ReadError
from dashboard.imported import Refused
from dashboard.readers.datasets.cells import Cells
from dashboard.readers.datasets.format import Head
from dashboard.readers.datasets.head import Stream
from dashboard.readers.datasets.lines import Block, blocks, in_utf8, is_utf8, joined

DELIMITERS = (",", ";", "\t", "|")
COLUMNS = 1_000
HEADER = 60_000
"""bytes of the line of names"""
UNNAMED = "\0"
"""first character of the name we give to a column that has none"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is delimited, and its columns from left to right, in lower case."""

    names: tuple[str, ...]
    delimiter: str
    headed: bool = True
    quoted: bool = True


def first_rows(head: Head, *, delimiter: str = "", quoted: bool = True) -> list[list[str]]:
    """The first rows of a text, at most five, the last one perhaps cut; none: not a table.

    Raises nothing; a binary file has no rows.
    """
    if not is_text(head.first):
        return []
    text = head.first.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n").split("\n")[:200]
    chosen = delimiter or max(DELIMITERS, key=lines[0].count)
    kind = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=chosen, quoting=kind):  # type: ignore[arg-type]
            rows.append(row)
            if len(rows) == 5:
                break
    except csv.Error:
        pass
    return rows


def is_text(data: bytes) -> bool:
    """Whether it is no archive, and zero bytes are as rare as they are in damaged text."""
    return not data.startswith(b"PK\x03\x04") and data.count(b"\0") <= len(data) // 200


def seen(head: Head) -> str:
    """What a file looks like that is none of ours, for messages."""
    if head.first.startswith(b"PK"):
        return "it is an archive of several files: unpack it and give them one by one"
    if head.first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "it is in UTF-16: save it as UTF-8"
    if not is_text(head.first):
        return "it is not text"
    line = head.first.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0][:200].decode("utf-8", "replace")
    return f"its first line is {line.strip()!r}"


def named(head: Head) -> Layout:
    """The layout of a file whose first row holds names; raises ``ReadError`` when it cannot be."""
    line = head.first.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if len(line) > HEADER and not {10, 13} & set(line[:HEADER]):
        raise ReadError(f"{head.name}, line 1: a row of names of more than {HEADER:,} bytes")
    rows = first_rows(head)
    if not rows:
        raise ReadError(f"{head.name}: not a table; {seen(head)}")
    if len(rows[0]) > COLUMNS:
        raise ReadError(f"{head.name}, line 1: more than {COLUMNS:,} columns ({len(rows[0]):,})")
    first = line[:HEADER].split(b"\n", 1)[0].decode("utf-8", "replace")
    return Layout(_names(rows[0]), max(DELIMITERS, key=first.count))


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Names as they are looked up; of two alike the first counts."""
    names: list[str] = []
    for at, cell in enumerate(cells):
        name = cell.strip().strip("\ufeff").lower().replace(" ", "_")
        names.append(name if name and name not in names else f"{UNNAMED}{at}")
    return tuple(names)


def require(head: Head, layout: Layout, names: Collection[str], title: str) -> None:
    """Raises ``ReadError`` when columns are missing, with what was expected and what was found."""
    missing = [name for name in names if name not in layout.names]
    if missing:
        found = ", ".join(name for name in layout.names[:12] if not name.startswith(UNNAMED))
        raise ReadError(
            f"{head.name}: not {title}: no column {', '.join(missing)}; "
            f"its first row begins with {found[:300] or 'no names'}"
        )


def cells_of(stream: Stream, layout: Layout, wanted: Collection[str]) -> Iterator[Cells]:
    """The columns ``wanted``, those that the file lacks left out, with rows that do not fit."""
    kept = [name for name in layout.names if name in wanted]
    first = layout.headed
    found = False
    for block in blocks(stream, delimiter=layout.delimiter.encode(), quoted=layout.quoted):
        block = _without(block, 1) if first else block
        if first and len(block.starts) and _is_hxl(block.record(0), layout):
            block = _without(block, 1)
        first = False
        if len(block.starts):
            found = True
            yield _cells(stream, block, layout, kept)
    if not found:
        raise ReadError(f"{stream.path.name}: no rows of data")


def _is_hxl(record: bytes, layout: Layout) -> bool:
    """Whether a row holds hashtags of the Humanitarian Exchange Language, one for each column."""
    cells = record.decode("utf-8", "replace").split(layout.delimiter)
    tags = [cell for cell in (cell.strip(' "\r\n') for cell in cells) if cell]
    return bool(tags) and all(tag.startswith("#") for tag in tags)


def _without(block: Block, count: int) -> Block:
    """The block without its first rows."""
    records = [block.record(at) for at in range(count, len(block.starts))]
    return joined(records, block.lines[count:], block.done, block.foreign)


def _cells(stream: Stream, block: Block, layout: Layout, kept: list[str]) -> Cells:
    refused: list[Refused] = []
    if b"\0" in block.data:
        block = _checked(stream, block, layout, refused)
    wrong: list[Any] = []
    if not is_utf8(block.data):
        block = in_utf8(block)
    table = _parsed(block, layout, kept, wrong)
    if wrong or len(table) != len(block.starts):
        block = _checked(stream, block, layout, refused)
        table = _parsed(block, layout, kept, wrong)
    if len(table) != len(block.starts):
        raise ReadError(
            f"{stream.path.name}, line {block.lines[0]}: rows cannot be told apart from here"
        )
    return Cells(stream.name, block, table, refused)


def _parsed(block: Block, layout: Layout, kept: list[str], wrong: list[Any]) -> pa.Table:
    def note(row: Any) -> str:
        wrong.append(row)
        return "skip"

    if not block.data:
        return pa.table({name: pa.array([], pa.string()) for name in kept})
    return arrow_csv.read_csv(
        pa.BufferReader(block.data),
        arrow_csv.ReadOptions(
            use_threads=False, block_size=len(block.data) + 1, column_names=list(layout.names)
        ),
        arrow_csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char='"' if layout.quoted else False,
            newlines_in_values=layout.quoted,
            invalid_row_handler=note,
        ),
        arrow_csv.ConvertOptions(
            check_utf8=False,
            include_columns=kept,
            column_types=dict.fromkeys(kept, pa.string()),
            strings_can_be_null=False,
        ),
    )


def _checked(stream: Stream, block: Block, layout: Layout, refused: list[Refused]) -> Block:
    """The block with rows mended that differ in empty cells at their end, others refused."""
    records, lines = [], []
    for at, line in enumerate(block.lines.tolist()):
        record = block.record(at)
        reason, mended = _fitting(record, layout)
        if reason:
            shown = record[:200].decode("utf-8", "replace").strip()
            refused.append(Refused(stream.name, line, "", shown, reason))
        elif mended:
            records.append(mended)
            lines.append(line)
    return joined(records, pa.array(lines, pa.int64()).to_numpy(), block.done, block.foreign)


def _fitting(record: bytes, layout: Layout) -> tuple[str, bytes]:
    """Why a row is refused, or the row; neither for a row of nothing but delimiters."""
    if b"\0" in record:
        return "holds a zero byte", b""
    text = record.decode("utf-8", "replace").rstrip("\r\n")
    if not text.strip(layout.delimiter + ' "\t'):
        return "", b""
    kind = csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE
    try:
        rows = list(csv.reader([text + "\n"], delimiter=layout.delimiter, quoting=kind))  # type: ignore[arg-type]
    except csv.Error as error:
        return f"cannot be split into cells ({error})", b""
    if len(rows) != 1:
        return "cannot be split into cells (a line ends within it)", b""
    [row] = rows
    count = len(layout.names)
    extra, missing = row[count:], layout.names[len(row) :]
    if any(extra) or any(not name.startswith(UNNAMED) for name in missing):
        return f"{len(row)} cells where {count} are expected; a row may be cut off", b""
    if not extra and not missing:
        return "", record
    return "", _written([*row[:count], *[""] * len(missing)], layout)


def _written(row: list[str], layout: Layout) -> bytes:
    if not layout.quoted:
        return (layout.delimiter.join(row) + "\n").encode()
    return (
        layout.delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row)
    ).encode() + b"\n"
