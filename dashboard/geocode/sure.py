"""A judged question in, how often such an answer is right out."""

from collections.abc import Sequence

from dashboard.geocode.judge import Asked


def calibrated(each: Asked, order: Sequence[int]) -> float:
    """The share of such answers that are right."""
    return each.likely[order[0]]
