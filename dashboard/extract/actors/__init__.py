"""The words of a report in, its actors out: who is named where, and how they stand to one another."""

from dashboard.extract.actors.cast import find_cast

__all__ = ["find_cast"]
