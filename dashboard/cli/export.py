"""``export``: what is stored, as a table or for a map program."""

import argparse

from dashboard.pipeline.export import export
from dashboard.settings import Settings
from dashboard.store.imports import Imports


def export_events(options: argparse.Namespace, settings: Settings) -> int:
    """Exit code 0. Raises ``StoreError``."""
    count = export(Imports(settings.store), options.output, format=options.format)
    print(f"{options.output}: events written: {count:,}")
    return 0
