"""Cells of a table for spreadsheets, which run a cell that begins like a formula.

Such a cell gets an apostrophe in front, and so does one that would then look as if it had got one;
taking one apostrophe away from what matches ``DEFUSED`` gives back exactly what was there.
"""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_BEGINS = "^('*[=+\\-@\t\r\n＝＋－＠])"
DEFUSED = f"^'{_BEGINS[1:]}"
"""how a cell begins that got an apostrophe"""


def defused(cell: Any) -> str:
    """One cell; empty for ``None``."""
    return "" if cell is None else str(defused_column(pa.array([str(cell)]))[0])


def defused_column(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Many cells."""
    return pc.replace_substring_regex(texts, _BEGINS, "'\\1", max_replacements=1)
