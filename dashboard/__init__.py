"""Dateline: reports and event datasets about a conflict, on a map that leads back to its sentences."""

__version__ = "0.1.0"
