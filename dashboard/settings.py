"""Where things are on this machine: environment in, one frozen value out."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import SettingsError

MAP_BYTES = 60_000_000
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and options, read once by the command line and once by the page, then passed on."""

    reports: Path
    """folder of reports that the page reads and shows: ``reports.csv`` and the texts it names"""
    gazetteer: Path
    """the SQLite file built by ``python -m dashboard gazetteer build``"""
    answers: Path
    """folder that keeps the answers of online geocoders"""
    record: Path
    """folder of what people added and decided; only ever appended to"""
    readings: Path
    """folder that keeps what was read, so that it is read once; may be deleted"""
    store: Path = ROOT / "data" / "store"
    """folder of the datasets that were imported, and of the tables built from them"""
    engine: str = ""
    """address of what answers about imported events, ``postgresql://…``; empty: the store's own"""
    map_bytes: int = MAP_BYTES
    """what a browser is sent of imported events at most; beyond that they are counted for it"""
    pipeline: str = ""
    """spaCy pipeline that parses, an installed package or a folder; empty: the English one"""
    coding: Path | None = None
    """folder of hand-coded reports that the page shows instead of ``reports``"""
    online_geocoder: str = ""
    """geopy's short name of an online service (``nominatim``); empty: never ask anybody"""
    user_agent: str = ""
    """how we introduce ourselves to that service; demanded by its terms"""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings from ``DATELINE_*`` variables, with the shipped sample as default."""

        def path(name: str, default: Path) -> Path:
            return Path(environ[name]).expanduser() if environ.get(name) else default

        return cls(
            reports=path("DATELINE_REPORTS", ROOT / "data" / "samples" / "libya-2020"),
            gazetteer=path("DATELINE_GAZETTEER", ROOT / "data" / "build" / "gazetteer.sqlite"),
            answers=path("DATELINE_ANSWERS", ROOT / "data" / "build" / "answers"),
            record=path("DATELINE_RECORD", ROOT / "data" / "record"),
            readings=path("DATELINE_READINGS", ROOT / "data" / "build" / "readings"),
            store=path("DATELINE_STORE", ROOT / "data" / "store"),
            engine=environ.get("DASHBOARD_ENGINE", ""),
            map_bytes=_bytes(environ.get("DATELINE_MAP_BYTES", "")),
            pipeline=environ.get("DATELINE_PIPELINE", ""),
            coding=Path(coded).expanduser() if (coded := environ.get("DATELINE_CODING")) else None,
            online_geocoder=environ.get("DATELINE_ONLINE_GEOCODER", ""),
            user_agent=environ.get("DATELINE_USER_AGENT", ""),
        )


def _bytes(text: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise SettingsError(f"DATELINE_MAP_BYTES={text!r} is no number of bytes, 60000000")
    return int(text) if text else MAP_BYTES
