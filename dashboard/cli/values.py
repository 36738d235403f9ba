"""What several commands take and show: whole numbers, a bar of progress."""

import argparse
import sys

_BAR = 30


def positive(text: str) -> int:
    """A whole number from 1, or wrong usage."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"at least 1, not {text!r}")
    return int(text)


def progress(done: float, what: str) -> None:
    """A bar on standard error; a line per step where that is not a terminal."""
    full = round(done * _BAR)
    bar = f"[{'#' * full}{' ' * (_BAR - full)}] {done:4.0%} {what}"
    if sys.stderr.isatty():
        print(f"\r{bar:<70}", end="\n" if done >= 1 else "", file=sys.stderr, flush=True)
    elif done in (0.0, 1.0):
        print(bar, file=sys.stderr)
