"""A mapping: which column of a table is which of ours, as plain text that can be kept.

``{"date": "Event Date", "country": "=Libya", "text": "Title + Notes", "dates": "month first"}``:
the name of a column; a constant behind ``=``; two or more columns behind one another; or a setting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.errors import ReadError
from dashboard.readers.datasets.tables.headings import targets

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "dates": ("day first", "month first"),
    "swapped": ("yes", "no"),
    "sheet": (),
}
"""what else a mapping may say; ``sheet`` is the name of a workbook's sheet or a file's layer"""
OWN = {"event_id", "dataset", "realis", "participants", "codes"}
"""columns that together only our own exports have"""
JOINED = ("text", "place", "source", "event_id", "participants", "date", "title")
"""ours that several columns may be put together for"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping that fits a table."""

    columns: Mapping[str, tuple[str, ...]]
    """theirs by ours"""
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    swapped: str = ""

    @property
    def own(self) -> bool:
        """Whether the table is what we write ourselves, whose cells are taken as they are."""
        return set(self.columns) >= OWN

    def column(self, name: str) -> str:
        """The one column of theirs, or empty."""
        return self.columns.get(name, ("",))[0]


def plan_of(mapping: Mapping[str, str], header: Sequence[str], file: str) -> Plan:
    """Raises ``ReadError`` when the mapping names a column, of ours or theirs, that is not there,
    or nothing that tells when or where."""
    columns: dict[str, tuple[str, ...]] = {}
    constants: dict[str, str] = {}
    for ours, theirs in mapping.items():
        if ours in SETTINGS:
            _check_setting(ours, theirs, file)
        elif ours not in targets():
            known = ", ".join(targets())
            raise ReadError(f"{file}: no column {ours!r} to map to; there are {known}")
        elif theirs in header:
            columns[ours] = (theirs,)
        elif theirs.startswith("="):
            constants[ours] = theirs[1:].strip()
        elif theirs:
            columns[ours] = _joined(ours, theirs, header, file)
    if not {*columns, *constants} & {"date", "first", "last", "year", "position", "latitude",
                                     "place", "admin1", "admin2", "country"}:  # fmt: skip
        shown = ", ".join(header[:30])
        raise ReadError(f"{file}: no column says when or where; its columns are {shown}")
    return Plan(columns, constants, mapping.get("dates", ""), mapping.get("swapped", ""))


def _check_setting(name: str, value: str, file: str) -> None:
    if SETTINGS[name] and value not in ("", *SETTINGS[name]):
        raise ReadError(f"{file}: {name} is {value!r}, not one of {', '.join(SETTINGS[name])}")


def _joined(ours: str, theirs: str, header: Sequence[str], file: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in theirs.split(" + "))
    for part in parts:
        if part not in header:
            shown = ", ".join(header[:30])
            raise ReadError(f"{file}: no column {part!r} for {ours}; its columns are {shown}")
    if len(parts) > 1 and ours not in JOINED:
        raise ReadError(f"{file}: {ours} is read from one column, not from {theirs!r}")
    return parts
