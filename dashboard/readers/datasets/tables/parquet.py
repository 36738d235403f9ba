"""A Parquet file as a sheet; its "lines" are its rows, from 1."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from dashboard.errors import ReadError
from dashboard.readers.datasets.tables.grid import MAX_COLUMNS, Chunk, Sheet, distinct
from dashboard.readers.datasets.tables.workbook import text_of_value

GROUP = 2_000_000_000
"""bytes that one group of rows may unpack to"""
BROKEN = (pa.ArrowException, OSError, ValueError, NotImplementedError)


def open_parquet(path: Path) -> Sheet:
    """Raises ``ReadError`` when it is damaged, or too large to unpack."""
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            groups = range(file.metadata.num_row_groups)
            largest = max((file.metadata.row_group(n).total_byte_size for n in groups), default=0)
            total = file.metadata.num_rows
    except BROKEN as error:
        raise ReadError(f"{path.name}: a damaged Parquet file ({error})") from error
    if len(names) > MAX_COLUMNS:
        raise ReadError(f"{path.name}: more than {MAX_COLUMNS:,} columns")
    if largest > GROUP:
        raise ReadError(f"{path.name}: a group of rows unpacks to {largest:,} bytes")
    if not total:
        raise ReadError(f"{path.name}: the table is empty")
    header = distinct(names, path.name)

    def chunks(rows: int) -> Iterator[Chunk]:
        line = 1
        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=rows):
                    cells = [_as_text(column) for column in batch.columns]
                    table = pa.Table.from_arrays(cells, names=list(header))
                    lines = np.arange(line, line + batch.num_rows)
                    line += batch.num_rows
                    yield Chunk(table, lines, (), (line - 1) / total)
        except BROKEN as error:
            raise ReadError(f"{path.name}: a damaged Parquet file ({error})") from error

    return Sheet(path.name, header, chunks)


def _as_text(column: Any) -> Any:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_text(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pc.fill_null(column.cast(pa.string()), "")
    if pa.types.is_integer(kind) or pa.types.is_date(kind):
        return pc.fill_null(column.cast(pa.string()), "")
    return pa.array([_cell(value) for value in column.to_pylist()], pa.string())


def _cell(value: Any) -> str:
    """Lists apart by ``;``, geometries as WKT, records as JSON."""
    if isinstance(value, bytes):
        geometry = shapely.from_wkb(value, on_invalid="ignore")
        return shapely.to_wkt(geometry, rounding_precision=7) if geometry is not None else ""
    if isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value):
        return "; ".join(text_of_value(one) for one in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return text_of_value(value)
