"""The questions that the page asks of a million events, and what answers them."""

from pathlib import Path

from dashboard.errors import SettingsError
from dashboard.store.engine.contract import (
    Box,
    Cell,
    Cells,
    Engine,
    Totals,
    Viewport,
)
from dashboard.store.engine.duck import open_folder

__all__ = ["Box", "Cell", "Cells", "Engine", "Totals", "Viewport", "open_engine"]


def open_engine(where: str | Path) -> Engine:
    """The engine of a store's folder, or of an address: ``duckdb:///FOLDER``,
    ``postgresql://USER:PASSWORD@HOST/DATABASE``, ``sail://HOST:PORT/FOLDER``.

    Open one for a process and share it among threads. Raises ``SettingsError``: an address of
    another kind; ``StoreError``: nothing there to be asked.
    """
    kind, _, rest = str(where).partition("://")
    if isinstance(where, Path) or not rest:
        return open_folder(Path(where))
    if kind == "duckdb":
        return open_folder(Path(rest))
    if kind in ("postgresql", "postgres", "sail"):
        from dashboard.store.engine.server import open_server

        return open_server(str(where))
    raise SettingsError(f"engine {where!r} is none of duckdb://, postgresql://, sail://")
