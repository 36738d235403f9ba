"""Dateline: reports about a conflict on a map that leads back to their sentences."""

__version__ = "0.1.0"
