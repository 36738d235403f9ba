"""Described candidates in, how likely each is exactly a name of a place out; then which to keep.

Two small models of boosted trees: the first judges each candidate alone, the second (the mean of
several) also knows what the first made of the same words elsewhere in the text, and of the
countries it speaks of.
"""

import json
import lzma
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from dashboard.errors import SettingsError
from dashboard.extract.toponyms.candidates import Stretch
from dashboard.extract.toponyms.features import Described, Habits, Row, second_look
from dashboard.extract.toponyms.hunch import Hunch
from dashboard.extract.toponyms.words import SAYING
from dashboard.model import Level

FOLDER = Path(__file__).with_name("weights")
FULL = FOLDER / "full.json.xz"
FAINT = 0.12
"""below it a candidate is not even looked at"""
_SPLIT, _PART = 0.55, 0.2
"""Together enough, and each at least: one name of which only the borders are in doubt."""
_EDGE = 1e-6
_SPEAKS, _LARGE, _CITY = 0.6, 1_000_000, 250_000
"""Of a city that "said" something, or that the parser doubts; and its inhabitants."""
_TO_PLACES = frozenset(
    ["in", "at", "from", "near", "to", "of", "around", "into", "towards", "toward", "outside"]
) | {"inside", "across", "entered", "reached", "captured", "seized", "shelled", "bombed"}
"""words before what is a place rather than a person"""
_SIGN = re.compile(r"[A-Z]{1,3}-?\d+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stretch of tokens that names a place; ``score`` is calibrated."""

    start: int
    end: int
    score: float


class Classifier:
    """Weights, read once."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        """Of what a file of weights holds."""
        self._first = lightgbm.Booster(model_str=kept["first"])
        self._second = [lightgbm.Booster(model_str=one) for one in kept["second"]]
        self._habits = Habits(kept["habits"])
        self._hunch = Hunch(kept["hunch"])
        self._conventions = [float(one) for one in kept["conventions"]]
        self._threshold = float(kept["threshold"])
        self._slope, self._offset = map(float, kept["calibration"])

    def judge(self, described: Described) -> list[float]:
        """For each candidate how likely it is a name, with exactly these borders; 0 to 1."""
        if not described.stretches:
            return []
        rows = matrix(described, self._habits, self._hunch)
        answers = [a for one in self._conventions for a in self._follow(described, rows, one)]
        worth = [sum(each) / len(answers) for each in zip(*answers, strict=True)]
        _correct(described, worth)
        return worth

    def _follow(self, described: Described, rows: Any, convention: float) -> list[list[float]]:
        rows = following(rows, convention)
        first = predict(self._first, rows)
        more = np.asarray(second_look(described, first), dtype=np.float32)
        rows = np.hstack([rows, more])
        return [predict(trees, rows) for trees in self._second]

    def choose(self, described: Described, never: Collection[str] = frozenset()) -> list[Chosen]:
        """The names, in order, without overlap; none of which is one of ``never``."""
        worth = self.judge(described)
        if never:
            worth = [
                0.0 if text in never else share
                for text, share in zip(described.fold, worth, strict=True)
            ]
        kept = chosen(described.stretches, worth, self._threshold)
        return [Chosen(*described.stretches[i], self._sure(mass)) for i, mass in sorted(kept)]

    def _sure(self, mass: float) -> float:
        """How likely these words, or some of them, name a place."""
        return round(1 / (1 + exp(-self._slope * logit(mass) - self._offset)), 4)


def _correct(described: Described, worth: list[float]) -> None:
    """Two countries around a hyphen are two names; a sign such as M23 is none; cities speak."""
    words = described.view.words
    at = {stretch: i for i, stretch in enumerate(described.stretches)}
    for i, (start, end) in enumerate(described.stretches):
        if described.known[i] is not None:
            if worth[i] < _SPEAKS and (_is_speaking(described, i) or _is_city(described, i)):
                worth[i] = _SPEAKS
            continue
        if worth[i] < FAINT:
            continue
        if end - start == 1 and _SIGN.fullmatch(described.texts[i]):
            worth[i] = 0.0
        if end - start == 3 and words[start + 1] in ("-", "–"):
            sides = [at.get((start, start + 1)), at.get((end - 1, end))]
            known = [described.known[j] if j is not None else None for j in sides]
            if all(side is not None and side.best is Level.COUNTRY for side in known):
                for j in sides:
                    worth[j or 0] = max(worth[j or 0], worth[i])
                worth[i] = 0.0


def _is_speaking(described: Described, i: int) -> bool:
    """Whether it is a large city that says something, and no person is called so."""
    start, end = described.stretches[i]
    view, known = described.view, described.known[i]
    if end - start > 1 or end == len(view) or known is None or known.population < _LARGE:
        return False
    used = view.uses[start]
    alone = start == 0 or not (view.capital[start - 1] or view.words[start - 1] == ".")
    return (
        view.lower[end] in SAYING and alone and not (used.first_name or used.surname or used.common)
    )


def _is_city(described: Described, i: int) -> bool:
    """Whether it is a city's name by itself, that the parser takes for no person or body, or that
    follows a preposition of place; names that people of English-speaking countries bear are not."""
    start, end = described.stretches[i]
    view, known = described.view, described.known[i]
    if end - start > 1 or known is None or known.population < _CITY or known.best != Level.TOWN:
        return False
    used = view.uses[start]
    if used.first_name > 1 or used.surname > 1 or used.common or not view.capital[start]:
        return False
    if start and (view.capital[start - 1] or view.words[start - 1] in (".", "-", "@", "#")):
        return False
    if end < len(view) and (view.capital[end] or view.words[end] in ("-", "&")):
        return False
    entity = view.entity_of[start]
    if entity is not None and entity.label in ("PERSON", "ORG"):
        return start > 0 and view.lower[start - 1] in _TO_PLACES
    return True


def logit(share: float) -> float:
    """Log-odds, finite at both ends."""
    share = min(1 - _EDGE, max(_EDGE, share))
    return log(share / (1 - share))


def matrix(described: Described, habits: Habits, hunch: Hunch) -> Any:
    """All numbers that the first model sees, a row for each candidate."""
    rows: list[Row] = [
        [*row, *habits.of(words)]
        for row, words in zip(described.rows, described.words, strict=True)
    ]
    return np.hstack([np.asarray(rows, dtype=np.float32), hunch.of(described.impressions)])


def following(rows: Any, convention: float) -> Any:
    """The same rows with a column that says whose idea of a place's name to follow."""
    return np.hstack([np.full((len(rows), 1), convention, dtype=np.float32), rows])


def predict(booster: lightgbm.Booster, rows: Any) -> list[float]:
    """Of each row."""
    return np.asarray(booster.predict(rows, num_threads=1)).tolist()  # type: ignore[no-any-return]


def chosen(
    stretches: Sequence[Stretch], worth: Sequence[float], threshold: float
) -> list[tuple[int, float]]:
    """Numbers of the likeliest candidates that do not overlap, and the worth of all they overlap.

    A candidate below the threshold is taken if it and its rivals together are clearly above: then
    something there is a name, and only its borders are in doubt.
    """
    likely = [i for i, share in enumerate(worth) if share >= FAINT]
    taken: list[int] = []
    kept = []
    for i in sorted(likely, key=lambda i: (-worth[i], stretches[i])):
        start, end = stretches[i]
        if any(start < stretches[j][1] and stretches[j][0] < end for j in taken):
            continue
        mass = sum(worth[j] for j in likely if start < stretches[j][1] and stretches[j][0] < end)
        if worth[i] >= threshold or (worth[i] >= _PART and mass >= _SPLIT):
            taken.append(i)
            kept.append((i, min(1.0, mass)))
    return kept


@lru_cache(maxsize=4)
def classifier(path: Path = FULL) -> Classifier:
    """The classifier of this process; a second call costs nothing.

    Raises ``SettingsError`` if there are no such weights.
    """
    try:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return Classifier(json.load(file))
    except (OSError, ValueError, KeyError, lzma.LZMAError, lightgbm.basic.LightGBMError) as error:
        raise SettingsError(f"{path}: no weights of the recogniser ({error})") from error
