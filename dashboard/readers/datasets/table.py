"""CSV, TSV, XLSX and Parquet as one format: any table, by a mapping."""

from pathlib import Path

from dashboard.errors import ReadError
from dashboard.readers.datasets.format import Format, Head, Options, Reading
from dashboard.readers.datasets.tables.delimited import open_delimited
from dashboard.readers.datasets.tables.grid import Sheet
from dashboard.readers.datasets.tables.parquet import open_parquet
from dashboard.readers.datasets.tables.reading import read_sheet
from dashboard.readers.datasets.tables.workbook import open_workbook

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXTS = (".csv", ".tsv", ".txt", ".tab", ".psv")


def open_table(path: Path, *, sheet: str = "") -> Sheet:
    """A table of any of these kinds, by its content. Raises ``ReadError``."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise ReadError(f"{path.name}: cannot be read ({error.strerror})") from error
    if start.startswith(b"PAR1"):
        return open_parquet(path)
    if start.startswith(b"PK") and _is_workbook(path):
        return open_workbook(path, name=sheet)
    if start.startswith(OLD_OFFICE):
        raise ReadError(f"{path.name}: an old or locked Office file; save it as XLSX or CSV")
    return open_delimited(path)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in (".xlsx", ".xlsm") or b"xl/workbook.xml" in _end(path)


def _end(path: Path) -> bytes:
    """The list of members stands at the end of a zip."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 200_000))
        return file.read()


def _fits(head: Head) -> bool:
    """Last of all formats: anything that may be a table."""
    if head.first.startswith((b"PAR1", OLD_OFFICE)):
        return True
    if head.first.startswith(b"PK"):
        return _is_workbook(head.path)
    text = head.first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"<", b"%PDF", b"{", b"[{", b"SQLite format 3", b"\x89PNG", b"\xff\xd8")):
        return False
    wide = head.first.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = wide or (
        head.first.count(0) < 0.6 * len(head.first)
        and (b"\0" not in head.first or Path(head.name).suffix.lower() in TEXTS)
    )
    return plain and any(mark in head.first for mark in (b",", b";", b"\t", b"|"))


def _read(path: Path, options: Options) -> Reading:
    sheet = open_table(path, sheet=options.mapping.get("sheet", ""))
    return read_sheet(sheet, path, options, format="table")


FORMAT = Format("table", "any table (CSV, TSV, XLSX, Parquet)", _fits, _read)
