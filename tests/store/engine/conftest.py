"""Engines over the same small store, each started when a test first needs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.store.engine import Engine, open_engine
from dashboard.store.engine.load import load
from dashboard.store.generation import build
from tests.store.engine.reference import Reference, imports
from tests.store.engine.servers import Postgres, Sail


@dataclass(frozen=True)
class Stored:
    folder: Path
    reference: Reference


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    folder = tmp_path_factory.mktemp("store")
    parts, held = imports(5, 400, folder)
    build(folder, parts)
    return Stored(folder, Reference(held))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Postgres() as server:
        yield server.address


@pytest.fixture(scope="session")
def sail() -> Iterator[str]:
    with Sail() as server:
        yield server.address


@pytest.fixture(scope="session", params=["duckdb", "postgres", "sail"])
def engine(request: pytest.FixtureRequest, stored: Stored) -> Iterator[Engine]:
    address = f"duckdb://{stored.folder}"
    if request.param != "duckdb":
        address = request.getfixturevalue(request.param)
        load(stored.folder, address)
    opened = open_engine(address)
    yield opened
    opened.close()
