"""Tables of events for tests of importing, with what each is to become."""

from collections.abc import Mapping
from pathlib import Path

HEADER = ("id", "event_date", "event_type", "place", "country", "latitude", "longitude",
          "fatalities", "notes")  # fmt: skip
PLAIN: Mapping[str, str] = {
    "event_date": "2020-05-01", "event_type": "Armed clash", "place": "Bria", "country": "CF",
    "latitude": "6.54", "longitude": "21.99", "fatalities": "2", "notes": "Two were killed.",
}  # fmt: skip
BAD = {"event_date": "the 41st of May"}


def lines(*rows: Mapping[str, str], header: tuple[str, ...] = HEADER, start: int = 1) -> str:
    """A CSV; cells that a row does not give are those of ``PLAIN``."""
    told = [
        ",".join(str({"id": str(number), **PLAIN, **row}.get(name, "")) for name in header)
        for number, row in enumerate(rows, start=start)
    ]
    return "\n".join([",".join(header), *told, ""])


def write(path: Path, *rows: Mapping[str, str]) -> Path:
    path.write_text(lines(*rows), "utf-8")
    return path
