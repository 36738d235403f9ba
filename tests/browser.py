"""A Chromium for the tests, and the page to look at with it.

``python -m tests.browser`` finds one, or installs it: a Chromium on the PATH, else Debian's when
we are root, else Playwright's.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def find() -> str | None:
    """Path of a Chromium, ``None`` if this machine has none."""
    if named := os.environ.get("DATELINE_BROWSER"):
        return named
    if path := next(filter(None, map(shutil.which, NAMES)), None):
        return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install a Chromium the way this machine allows."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that can reach this machine only."""
    path = find()
    if path is None:
        raise RuntimeError("no Chromium found: run `make browser`, or set DATELINE_BROWSER")
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


PROBE = re.compile(r"/(report|add|import|actor|place)/_stcore/(health|host-config)$")
"""where Streamlit looks for its server first when a page has a path; the 404 is no fault"""


@dataclass
class Watch:
    """What a page did that it should not: requests to elsewhere, errors in the console."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def watch(page: Page) -> Watch:
    """Note every request that leaves this machine and every error of the page from now on."""
    seen = Watch()

    def request(url: str) -> None:
        host = urlsplit(url).hostname
        if host not in (None, "127.0.0.1") and not url.startswith(("data:", "blob:")):
            seen.outside.append(url)

    def console(said: ConsoleMessage) -> None:
        if said.type == "error" and not PROBE.search(said.location["url"]):
            seen.errors.append(f"{said.text} ({said.location['url']})")

    page.on("request", lambda one: request(one.url))
    page.on("console", console)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    return seen


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve(script: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """``streamlit run script`` on a free port; yields its address, ends it afterwards."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *("--server.headless", "true", "--server.address", "127.0.0.1"),
        *("--server.port", str(port), "--browser.gatherUsageStats", "false"),
    ]
    with running(command, {**os.environ, **environ}, f"http://127.0.0.1:{port}") as address:
        yield address


@contextmanager
def running(command: list[str], environ: Mapping[str, str], address: str) -> Iterator[str]:
    """A server that answers at ``address``, which is yielded; ended afterwards."""
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within a minute")


def main() -> int:
    """Find or install a browser and start it once."""
    if find() is None:
        install()
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            print(f"Chromium {browser.version} at {find()}")
            browser.close()
    except (Error, RuntimeError) as error:
        print(f"No browser for the tests: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
