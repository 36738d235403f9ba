"""``python -m benchmarks.train_toponyms CORPUS.jsonl… --out FOLDER``: weights of the recogniser.

Corpora are those of ``benchmarks.geoparsing``. Writes ``full.json.xz``, learned from all of them,
``without-NAME.json.xz`` for each, learned from the others, and ``manifest.json``, which says which
weights have seen which documents, so that a benchmark never scores what was learned. Thresholds
come from trying weights on a corpus they have not seen, see transfer.py.
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import log
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks.lessons import Lesson, read_lessons
from benchmarks.transfer import decide, try_out
from dashboard.extract.toponyms.classifier import FOLDER, following, matrix, predict
from dashboard.extract.toponyms.features import (
    PLACES_OF_WORDS,
    Habits,
    second_look,
)
from dashboard.extract.toponyms.hunch import Hunch
from dashboard.geocode.build import ensure
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon
from dashboard.settings import Settings

FOLDS = 4
FOLLOWED = "gwn"
"""The corpus whose idea of a place's name is CODEBOOK.md's: the reader's weights follow it, those
for benchmarks the mean of all, as nobody knows the idea of a corpus that was not seen."""
SHARED = {
    "objective": "binary", "min_data_in_leaf": 30, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "verbosity": -1,
    "num_threads": 1, "seed": 1, "deterministic": True, "force_row_wise": True, "max_bin": 63,
}  # fmt: skip
FIRST = {**SHARED, "learning_rate": 0.1, "num_leaves": 15}
SECOND = {**SHARED, "learning_rate": 0.07, "num_leaves": 20}
ROUNDS = (80, 160)
SEEDS = (1, 2, 3)
"""of the trees of the second model, whose answers are averaged"""
RARE, PRIOR = 4, 4.0
"""Documents a word must stand in to have a habit; weight of its having none."""
RIDGE, NEWTON_STEPS = 30.0, 7
LEAST = 3
"""Corpora: of the two that are left without one, each is tried on the other."""

Numbers = Any


def count_habits(lessons: Sequence[Lesson]) -> Habits:
    """Log-odds of words, against the share of names among all candidates."""
    right: dict[str, Counter[str]] = {place: Counter() for place in PLACES_OF_WORDS}
    times: dict[str, Counter[str]] = {place: Counter() for place in PLACES_OF_WORDS}
    documents: dict[str, Counter[str]] = {place: Counter() for place in PLACES_OF_WORDS}
    for lesson in lessons:
        seen = set()
        for is_name, near, words in zip(
            lesson.right, lesson.near, lesson.described.words, strict=True
        ):
            for place, word in zip(PLACES_OF_WORDS, words, strict=True):
                if place == "head" and near and not is_name:
                    continue
                times[place][word] += 1
                right[place][word] += int(is_name)
                seen.add((place, word))
        for place, word in seen:
            documents[place][word] += 1
    odds = {}
    for place in PLACES_OF_WORDS:
        share = sum(right[place].values()) / max(1, sum(times[place].values()))
        odds[place] = {
            word: round(_odds(right[place][word], count, share), 2)
            for word, count in times[place].items()
            if documents[place][word] >= RARE
        }
    return Habits(odds)


def _odds(right: int, count: int, share: float) -> float:
    wrong = count - right
    return log((right + PRIOR * share) / (wrong + PRIOR * (1 - share))) - log(share / (1 - share))


def weights_of(lessons: Sequence[Lesson]) -> list[float]:
    """Each corpus counts the same."""
    sizes = Counter[str]()
    for lesson in lessons:
        sizes[lesson.corpus] += len(lesson.right)
    return [sum(sizes.values()) / len(sizes) / sizes[lesson.corpus] for lesson in lessons]


def _each(lessons: Sequence[Lesson], weights: Sequence[float]) -> Numbers:
    """The weight of each candidate."""
    return np.concatenate(
        [one.counts * weight for one, weight in zip(lessons, weights, strict=True)]
    )


def fit(
    lessons: Sequence[Lesson], rows: Sequence[Numbers], weights: Sequence[float],
    settings: dict[str, Any], rounds: int,
) -> lightgbm.Booster:  # fmt: skip
    """Boosted trees over all candidates of these documents."""
    data = lightgbm.Dataset(
        np.vstack(rows),
        np.concatenate([one.right for one in lessons]),
        weight=_each(lessons, weights),
    )
    return lightgbm.train(settings, data, rounds)


def fit_hunch(lessons: Sequence[Lesson], weights: Sequence[float]) -> Hunch:
    """Ridge logistic regression on the parser's layer, by Newton's method.

    Sums over candidates are of single precision, which is several times as fast.
    """
    rows = np.vstack([one.described.impressions for one in lessons]).astype(np.float32)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    design = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1), dtype=np.float32)])
    right = np.concatenate([one.right for one in lessons]).astype(np.float32)
    weight = _each(lessons, weights).astype(np.float32)
    ridge = RIDGE * np.eye(design.shape[1])
    ridge[-1, -1] = 0.0
    at = np.zeros(design.shape[1])
    for _ in range(NEWTON_STEPS):
        share = 1 / (1 + np.exp(-np.clip(design @ at.astype(np.float32), -30, 30)))
        slope = design.T @ (weight * (right - share)) - ridge @ at
        curve = (design * (weight * share * (1 - share))[:, None]).T @ design + ridge
        at = at + np.linalg.solve(curve, slope)
    plain = at[:-1] / spread
    return Hunch([round(float(x), 5) for x in (*plain, at[-1] - plain @ middle)])


def across(
    lessons: Sequence[Lesson], rows: Sequence[Numbers], weights: Sequence[float], fold: Numbers
) -> list[list[float]]:
    """What trees of the first model say of each document that were not grown on it."""
    answers: list[list[float]] = [[] for _ in lessons]
    for k in range(FOLDS):
        of = [i for i in range(len(lessons)) if fold[i] != k]
        trees = fit(
            [lessons[i] for i in of], [rows[i] for i in of], [weights[i] for i in of],
            FIRST, ROUNDS[0],
        )  # fmt: skip
        for i in np.flatnonzero(fold == k).tolist():
            answers[i] = predict(trees, rows[i])
    return answers


def unseen(
    lessons: Sequence[Lesson], weights: Sequence[float], names: Sequence[str], fold: Numbers
) -> list[Numbers]:
    """Rows of each document, with habits and hunch that were learned without it."""
    rows: list[Numbers] = [None] * len(lessons)
    for k in range(FOLDS):
        learned = [i for i, at in enumerate(fold) if at != k]
        others = count_habits([lessons[i] for i in learned])
        hunch = fit_hunch([lessons[i] for i in learned], [weights[i] for i in learned])
        for i in np.flatnonzero(fold == k).tolist():
            plain = matrix(lessons[i].described, others, hunch)
            rows[i] = following(plain, float(names.index(lessons[i].corpus)))
    return rows


def learn(lessons: Sequence[Lesson]) -> dict[str, Any]:
    """Habits, hunch and trees, as they are kept in a file."""
    weights = weights_of(lessons)
    names = sorted({one.corpus for one in lessons})
    fold = np.random.default_rng(1).permutation(len(lessons)) % FOLDS
    rows = unseen(lessons, weights, names, fold)
    first = across(lessons, rows, weights, fold)
    more = [
        np.hstack([row, np.asarray(second_look(one.described, worth), dtype=np.float32)])
        for one, row, worth in zip(lessons, rows, first, strict=True)
    ]
    return {
        "first": fit(lessons, rows, weights, FIRST, ROUNDS[0]).model_to_string(),
        "second": [
            fit(lessons, more, weights, {**SECOND, "seed": seed}, ROUNDS[1]).model_to_string()
            for seed in SEEDS
        ],
        "habits": count_habits(lessons).odds,
        "hunch": fit_hunch(lessons, weights).weights,
    }


def followed(names: Sequence[str], name: str = "") -> list[int]:
    """Whose idea of a place's name is followed: that corpus', or else the mean of all."""
    return [names.index(name)] if name in names else list(range(len(names)))


def write(path: Path, kept: dict[str, Any]) -> None:
    """One file of weights."""
    data = json.dumps(kept, separators=(",", ":"), sort_keys=True).encode()
    path.write_bytes(lzma.compress(data, preset=9))


def main() -> None:
    """Read the command line, train, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", type=Path, nargs="+")
    options.add_argument("--out", type=Path, default=FOLDER)
    options.add_argument("--jobs", type=int, default=1, help="how many to learn at a time")
    given = options.parse_args()
    if len({path.stem for path in given.corpora}) < LEAST:
        options.error(f"thresholds take at least {LEAST} corpora")
    gazetteer = Settings.from_env().gazetteer
    ensure(gazetteer)
    with Gazetteer(gazetteer) as opened:
        lexicon = GazetteerLexicon(opened)
        lessons = [one for path in given.corpora for one in read_lessons(path, lexicon)]
    write_all(lessons, given.out, jobs=given.jobs)


def write_all(lessons: Sequence[Lesson], out: Path, *, jobs: int = 1) -> None:
    """Full weights, those without each corpus, and the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    names = sorted({one.corpus for one in lessons})
    of = {name: [one for one in lessons if one.corpus == name] for name in names}
    files = {"full": names} | {f"without-{left}": without(names, left) for left in names}
    sets = {(*own,) for own in files.values()}
    sets |= {(*without(own, left),) for own in files.values() for left in own}
    ordered = sorted(sets, key=lambda own: (-len(own), own))
    with ThreadPoolExecutor(jobs) as pool:
        each = pool.map(lambda own: learn([one for name in own for one in of[name]]), ordered)
        learned = dict(zip(ordered, each, strict=True))
    for file, own in files.items():
        follow = FOLLOWED if file == "full" else ""
        tried = [
            try_out({**learned[*others], "conventions": followed(others, follow)}, of[left])
            for left in own
            for others in [without(own, left)]
        ]
        kept = {**learned[*own], "conventions": followed(own, follow), **decide(tried)}
        write(out / f"{file}.json.xz", kept)
        print(file, own, kept["threshold"], "F1 by transfer", kept["transferred"], flush=True)
    digests = {name: sorted(one.digest for one in of[name]) for name in names}
    manifest = {"weights": files, "documents": digests}
    text = json.dumps(manifest, indent=1, sort_keys=True)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8")


def without(names: Sequence[str], left: str) -> list[str]:
    """All but one."""
    return [name for name in names if name != left]


if __name__ == "__main__":
    main()
