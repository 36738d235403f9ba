"""What the parser's layer below its recogniser of names makes of a stretch, as one number.

The layer (``doc.tensor``) has learned from far more text than we have; a logistic regression over
the words of a stretch and those beside it turns it to our question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = Any
LIMIT = 12.0


def impressions(vectors: Numbers, stretches: Sequence[tuple[int, int]]) -> Numbers:
    """Mean, first and last word, the word before and the word after; a row for each stretch."""
    if vectors.ndim != 2 or not len(stretches):
        return np.zeros((len(stretches), 0), dtype=np.float32)
    none = np.zeros((1, vectors.shape[1]), dtype=np.float32)
    sums = np.vstack([none, np.cumsum(vectors, axis=0)])
    padded = np.vstack([none, vectors, none])
    start, end = np.asarray(stretches, dtype=np.int64).T
    mean = (sums[end] - sums[start]) / (end - start)[:, None]
    parts = [mean, padded[start + 1], padded[end], padded[start], padded[end + 1]]
    return np.hstack(parts).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Hunch:
    """Weights of the regression, the last one its offset."""

    weights: Sequence[float]

    def of(self, rows: Numbers) -> Numbers:
        """Log-odds, a column; 0 for the layer of another pipeline."""
        if rows.shape[1] + 1 != len(self.weights):
            return np.zeros((len(rows), 1), dtype=np.float32)
        weights = np.asarray(self.weights, dtype=np.float64)
        odds = np.clip(rows @ weights[:-1] + weights[-1], -LIMIT, LIMIT)
        return np.round(odds, 3)[:, None].astype(np.float32)
