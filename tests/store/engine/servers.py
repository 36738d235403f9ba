"""Servers that a test starts for itself, or skips where it cannot."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

import pytest


class Postgres:
    """A PostgreSQL of its own, in a temporary folder."""

    def __enter__(self) -> "Postgres":
        pytest.importorskip("psycopg", reason="PostgreSQL: requirements-engines.txt is missing")
        self._bin = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-D", self._data, "-U", "dateline", "-A", "trust", "--no-sync",
                  "-E", "UTF8", "--locale=C")  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-p {port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-l", f"{self._folder}/log", "-w", "-o", options,
                  "start")  # fmt: skip
        self.address = f"postgresql://dateline@127.0.0.1:{port}/postgres"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return f"{self._folder}/data"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/"
        )


def _programs() -> Path:
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not on_path and not found:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    if os.geteuid() == 0 and not _has_user("postgres"):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return Path(on_path).parent if on_path else found[-1].parent


def _has_user(name: str) -> bool:
    try:
        import pwd

        return bool(pwd.getpwnam(name)) and shutil.which("runuser") is not None
    except (ImportError, KeyError):
        return False


class Sail:
    """A Sail server in this process, which reads a temporary folder."""

    def __enter__(self) -> "Sail":
        missing = "Sail: requirements-engines.txt is missing"
        pytest.importorskip("pyspark", reason=missing)
        spark = pytest.importorskip("pysail.spark", reason=missing)
        self._server = spark.SparkConnectServer("127.0.0.1", 0)
        self._server.start(background=True)
        host, port = self._server.listening_address
        self._folder = tempfile.mkdtemp(prefix="dateline-sail-")
        self.address = f"sail://{host}:{port}{self._folder}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
