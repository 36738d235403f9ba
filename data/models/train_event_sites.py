"""``python data/models/train_event_sites.py FILE``: makes ``event_sites.json.xz`` beside it.

``FILE`` holds lines of JSON ``{"id", "text", "trigger": [[start, end]], "places": [[start, end,
name]]}``, the annotations of Halterman, "Geolocating political events in text" (2019), MIT. A fifth
of it, by a hash of the id, is held out for ``benchmarks.event_places``; texts that occur in it are
not trained on either.
"""

import json
import lzma
import sys
from collections import Counter
from pathlib import Path

import lightgbm
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.event_places import Sample, candidates_of, is_held_out, read_samples
from dashboard.extract.events.site_model import CATEGORIES, COMPARED, categories, compare

RARE, CATEGORY_RARE, CATEGORY_MOST = 4, 15, 120
STRENGTH, PARTS = 0.3, 5
TREES = {
    "objective": "binary", "num_leaves": 31, "min_data_in_leaf": 60, "learning_rate": 0.04,
    "num_threads": 1, "verbose": -1, "feature_fraction": 0.25, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5, "cat_smooth": 30, "cat_l2": 20, "seed": 1,
    "deterministic": True,
}  # fmt: skip
ROUNDS = 350


def matrix(rows, vocabulary):
    """Rows of features as a sparse matrix of ones."""
    indices, ends = [], [0]
    for row in rows:
        indices += sorted({vocabulary[f] for f in row if f in vocabulary})
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(vocabulary)))


def regress(rows, answers):
    """Weights by feature, and the bias, of a logistic regression."""
    seen = Counter(f for row in rows for f in set(row))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= RARE))}
    ones = matrix(rows, vocabulary)
    turned, signs = ones.T.tocsr(), 2 * answers - 1

    def loss(w):
        z = signs * (ones @ w[:-1] + w[-1])
        slope = -signs / (1 + np.exp(z)) * STRENGTH
        value = np.logaddexp(0, -z).sum() * STRENGTH + 0.5 * (w[:-1] @ w[:-1])
        return value, np.append(turned @ slope + w[:-1], slope.sum())

    found = minimize(loss, np.zeros(len(vocabulary) + 1), jac=True, method="L-BFGS-B",
                     options={"maxiter": 200}).x  # fmt: skip
    return dict(zip(vocabulary, found[:-1], strict=True)), found[-1]


def scores(rows, weights, bias):
    """Of each row."""
    return [bias + sum(weights.get(f, 0.0) for f in set(row)) for row in rows]


def train(samples: list[tuple[Sample, list]]) -> dict:
    """What is stored; ``samples`` with their candidates and whether each is in the place."""
    flat = [(c.features, hit) for _, each in samples for c, hit in each]
    rows, answers = [f for f, _ in flat], np.array([float(hit) for _, hit in flat])
    part = np.array([sample.part(PARTS) for sample, each in samples for _ in each])
    first = np.zeros(len(rows))
    for number in range(PARTS):
        inside = np.flatnonzero(part != number)
        weights, bias = regress([rows[i] for i in inside], answers[inside])
        outside = np.flatnonzero(part == number)
        first[outside] = scores([rows[i] for i in outside], weights, bias)
    weights, bias = regress(rows, answers)
    maps = []
    for name in CATEGORIES:
        seen = Counter(
            next((f for f in row if f.startswith(name + "=")), "") for row in rows
        ).most_common(CATEGORY_MOST)
        maps.append({f: i for i, (f, n) in enumerate(seen, start=1) if n >= CATEGORY_RARE and f})
    table, at = [], 0
    for _, each in samples:
        compared = compare(first[at : at + len(each)], [c.group for c, _ in each]) if each else []
        table += [
            row + categories(c.features, maps) for row, (c, _) in zip(compared, each, strict=True)
        ]
        at += len(each)
    data = lightgbm.Dataset(
        np.array(table), answers,
        categorical_feature=list(range(COMPARED, COMPARED + len(CATEGORIES))),
    )  # fmt: skip
    trees = lightgbm.train(TREES, data, ROUNDS)
    kept = {f: round(float(w), 3) for f, w in weights.items() if abs(w) >= 0.005}
    return {
        "weights": kept,
        "bias": float(bias),
        "categories": maps,
        "trees": trees.model_to_string(),
    }


def main(path: Path) -> None:
    """Reads, trains, writes."""
    samples = read_samples(path)
    held = {sample.text for sample in samples if is_held_out(sample.id)}
    mine = [s for s in samples if not is_held_out(s.id) and s.text not in held]
    stored = train([(sample, candidates_of(sample)) for sample in mine])
    out = Path(__file__).with_name("event_sites.json.xz")
    with lzma.open(out, "wt", encoding="utf-8", preset=9) as file:
        json.dump(stored, file, ensure_ascii=False, separators=(",", ":"))
    print(f"{len(mine)} samples, {len(stored['weights'])} weights, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
