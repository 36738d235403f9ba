"""Any table with a mapping: opened, looked at, and read as events."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc

from dashboard.errors import ReadError
from dashboard.imported import Batch, Source
from dashboard.readers.datasets.format import Options, Reading
from dashboard.readers.datasets.tables.convert import Converter
from dashboard.readers.datasets.tables.grid import Sheet, kept_in_memory
from dashboard.readers.datasets.tables.guess import guess_columns, mapping_of
from dashboard.readers.datasets.tables.plan import Plan, plan_of
from dashboard.readers.datasets.tables.survey import survey
from dashboard.readers.datasets.tables.wording import plain

LICENCE, OWN_USE = "licence", "not to be passed on"
"""the column of our own exports that says whose rows they are, and its words where it matters"""
ACLED_TERMS = "https://acleddata.com/terms-and-conditions"
CHUNK = 50_000


def read_sheet(sheet: Sheet, path: Path, options: Options, *, format: str) -> Reading:
    """Events of a sheet, by the given mapping, else by the trusted guesses.

    What is told once for the whole file is a warning of the first batch. Raises ``ReadError``.
    """
    mapping = dict(options.mapping) or mapping_of(guess_columns(sheet))
    plan = plan_of(mapping, sheet.header, sheet.file)
    dataset = slug(options.dataset or stem(path))
    source = _source(sheet, plan, dataset, format)

    def batches() -> Iterator[Batch]:
        kept = kept_in_memory(sheet)
        verdict = survey(kept, plan, options.rows)
        converter = Converter(sheet.file, dataset, plan, verdict, named=bool(options.dataset))
        first = (*sheet.warnings, *verdict.warnings)
        empty = True
        for chunk in kept.chunks(options.rows):
            batch = converter.batch(chunk)
            yield Batch(batch.events, batch.refused, batch.done, (*first, *batch.warnings))
            first, empty = (), empty and not chunk.cells.num_rows and not chunk.refused
        if empty:
            raise ReadError(f"{sheet.file}: the table has a header and no rows")

    return Reading(source, batches())


def _source(sheet: Sheet, plan: Plan, dataset: str, format: str) -> Source:
    """Rows that may not be passed on stay so when they come in another coat."""
    if any(plain(name) == "event id cnty" for name in sheet.header):
        return Source(dataset, format, "", ACLED_TERMS, publishable=False)
    if not plan.own or LICENCE not in sheet.header:
        return Source(dataset, format)
    terms: set[str] = set()
    for chunk in sheet.chunks(CHUNK):
        terms.update(pc.unique(chunk.cells.column(LICENCE)).to_pylist())
    told = "; ".join(sorted(term for term in terms if term))
    return Source(dataset, format, "", told, publishable=OWN_USE not in told)


def slug(name: str) -> str:
    """A name for a dataset: small letters, digits and hyphens."""
    return re.sub(r"\s", "-", plain(name))[:60] or "table"


def stem(path: Path) -> str:
    """The file's name without its endings: "a.csv.gz" → "a"."""
    name = path.name
    while (suffix := Path(name).suffix) and len(suffix) <= 8 and not suffix[1:].isdigit():
        name = Path(name).stem
    return name
