"""``serve``: the page, in this process."""

import argparse
import os
import sys
import threading
import time
from pathlib import Path

from dashboard.cli.values import positive, progress
from dashboard.errors import SettingsError
from dashboard.geocode.build import ensure
from dashboard.geocode.online import online_geocoder
from dashboard.settings import ROOT, Settings


def add_serve(parser: argparse.ArgumentParser) -> None:
    """The options of ``serve``."""
    parser.add_argument("--port", type=positive, default=8501, metavar="N")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder of coded reports")
    parser.add_argument(
        "--online-geocoder", metavar="S", help="ask it for names not found: nominatim"
    )
    parser.add_argument("--user-agent", default="", help="how to introduce ourselves to it")
    parser.set_defaults(run=serve)


def serve(options: argparse.Namespace, settings: Settings) -> None:
    """``serve``: prepare the gazetteer, then be ``streamlit run`` in this process.

    The page is reachable from this machine only. While the browser starts, the modules of the
    page and the reports are loaded, so that the first visitor does not wait for them.
    """
    os.environ |= _environ(options)
    chosen = Settings.from_env()
    if chosen.online_geocoder:
        online_geocoder(chosen.online_geocoder, user_agent=chosen.user_agent, folder=chosen.answers)
    ensure(chosen.gazetteer, progress)
    os.chdir(ROOT)
    sys.argv = [
        *("streamlit", "run", str(ROOT / "dashboard" / "app.py")),
        *("--server.port", str(options.port), "--server.address", "127.0.0.1"),
        *("--server.headless", str(options.no_browser).lower()),
        *("--browser.gatherUsageStats", "false"),
    ]
    # Only this command needs Streamlit, which takes a second to import.
    from streamlit.web.cli import main as streamlit

    threading.Thread(target=_warm, args=(chosen,), daemon=True).start()
    streamlit()


def _warm(settings: Settings) -> None:
    """Once the server answers, load what the first visitor would otherwise wait for."""
    from streamlit import runtime

    while not runtime.exists():
        time.sleep(0.02)
    from dashboard.ui.load import warm

    warm(settings)


def _environ(options: argparse.Namespace) -> dict[str, str]:
    """The options of ``serve`` as the settings that the page reads."""
    if options.data and not options.data.is_dir():
        raise SettingsError(f"--data {options.data}: no such folder")
    given = {
        "DATELINE_CODING": str(options.data.resolve()) if options.data else "",
        "DATELINE_ONLINE_GEOCODER": options.online_geocoder or "",
        "DATELINE_USER_AGENT": options.user_agent,
        "DATELINE_STORE": str(options.store.resolve()) if options.store else "",
    }
    return {name: value for name, value in given.items() if value}
