"""Features of the words around a trigger in, the chance of each to be in its event's place out.

Two steps: a logistic regression over all features, then boosted trees over its scores, how they
compare with those of the other names of the sentence, and the commoner features as categories.
"""

import json
import lzma
import math
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

from dashboard.extract.events.site_features import Candidate
from dashboard.settings import ROOT

MODEL = ROOT / "data" / "models" / "event_sites.json.xz"
CATEGORIES = (
    "label+kind", "dep", "before", "after", "prep", "parentpos", "bare", "end", "first", "up",
    "down", "verbs", "words", "others", "rank", "commas", "branch", "trigger+label", "triggerpos",
    "top", "two", "tag", "inner", "ent", "shape", "places", "parent", "trigger+first",
)  # fmt: skip
FLAGS = (
    "starts", "of a body", "generic", "X of X, Y", "Y of X, Y", "has inner", "said between",
)  # fmt: skip
THRESHOLD = 0.35
"""from which chance on a word is taken to belong to a place; chosen on the training part"""
_NEVER = -9.0


class SiteModel:
    """The two steps, as trained by ``data/models/train_event_sites.py``."""

    def __init__(self, path: Path = MODEL) -> None:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            stored = json.load(file)
        self._weights: dict[str, float] = stored["weights"]
        self._bias: float = stored["bias"]
        self._maps: list[dict[str, int]] = stored["categories"]
        self._trees = lightgbm.Booster(model_str=stored["trees"])

    def chances(
        self, sets: Sequence[Sequence[Candidate]], *, asked: Container[int] | None = None
    ) -> list[dict[int, float]]:
        """For each trigger the chances of its candidates, by the word's index.

        ``asked``: the words that matter, all if ``None``; the others only serve to compare.
        """
        keys: list[tuple[int, int]] = []
        rows: list[list[float]] = []
        for number, each in enumerate(sets):
            for one, row in self._rows(each, asked) if each else ():
                keys.append((number, one.word))
                rows.append(row)
        found: list[dict[int, float]] = [{} for _ in sets]
        if rows:
            values = np.asarray(self._trees.predict(np.array(rows), num_threads=1))
            for (number, word), chance in zip(keys, values.tolist(), strict=True):
                found[number][word] = chance
        return found

    def _rows(
        self, candidates: Sequence[Candidate], asked: Container[int] | None
    ) -> Iterator[tuple[Candidate, list[float]]]:
        weights = self._weights
        scores = [
            self._bias + sum(weights.get(f, 0.0) for f in set(one.features)) for one in candidates
        ]
        compared = compare(scores, [one.group for one in candidates])
        for row, one in zip(compared, candidates, strict=True):
            if asked is None or one.word in asked:
                yield one, row + categories(one.features, self._maps)


def compare(scores: Sequence[float], groups: Sequence[int]) -> list[list[float]]:
    """How each word's score stands to those of its own name and of the others in the sentence."""
    by_group: dict[int, list[float]] = {}
    for score, group in zip(scores, groups, strict=True):
        by_group.setdefault(group, []).append(score)
    top = {group: max(each) for group, each in by_group.items()}
    order = sorted(top.values(), reverse=True)
    hopes = sum(1 / (1 + math.exp(-max(min(v, 30), -30))) for v in top.values())
    rows = []
    for score, group in zip(scores, groups, strict=True):
        own = by_group[group]
        rival = max((v for g, v in top.items() if g != group), default=_NEVER)
        rows.append([
            score, sum(own) / len(own), top[group], order.index(top[group]), top[group] - rival,
            order[0], top.get(group - 1, _NEVER), top.get(group + 1, _NEVER), len(top),
            sum(v > 0 for v in top.values()), hopes,
        ])  # fmt: skip
    return rows


COMPARED = 11
"""how many columns ``compare`` makes"""


def categories(features: Sequence[str], maps: Sequence[dict[str, int]]) -> list[float]:
    """The commoner features as numbers of categories, and flags."""
    by_name: dict[str, str] = {}
    for feature in features:
        name, equals, _ = feature.partition("=")
        if equals:
            by_name.setdefault(name, feature)
    row: list[float] = [
        float(each.get(by_name.get(name, ""), 0))
        for name, each in zip(CATEGORIES, maps, strict=True)
    ]
    return row + [float(flag in features) for flag in FLAGS]


Matrix = NDArray[np.float64]


@lru_cache(maxsize=1)
def site_model() -> SiteModel:
    """The model of this process; loaded when first asked."""
    return SiteModel()
