"""A report's words in, its actors out: who is named where, who stands how to whom."""

from dashboard.extract.actors.cast import find_cast

__all__ = ["find_cast"]
