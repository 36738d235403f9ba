"""Thresholds learned from one corpus to another."""

import json
import lzma
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from benchmarks import train_toponyms
from benchmarks.lessons import Lesson
from benchmarks.train_toponyms import main, write_all
from benchmarks.transfer import Tried, best_threshold, calibrate, decide
from dashboard.extract.toponyms.classifier import logit

HALF, SURE = 0.5, 0.9


def tried(answers: Sequence[tuple[float, bool]], documents: int = 1) -> Tried:
    """Documents in which candidates far from each other are worth this, and are names or not."""
    right = [float(name) for _, name in answers]
    lesson = SimpleNamespace(
        described=SimpleNamespace(stretches=[(2 * i, 2 * i + 1) for i in range(len(answers))]),
        right=right,
        near=right,
        gold=frozenset((i, i + 1) for i, name in enumerate(right) if name),
    )
    worth = [share for share, _ in answers]
    return Tried(cast(Sequence[Lesson], [lesson] * documents), [worth] * documents)


def test_the_threshold_lies_in_the_middle_of_what_is_best() -> None:
    assert best_threshold([tried([(0.55, True), (0.45, True), (0.31, False)])]) == 0.38


def test_a_large_corpus_decides_no_more_than_a_small_one() -> None:
    low = tried([(0.9, True), (0.3, True), (0.3, True)])
    high = tried([(0.9, True), (0.4, False)], documents=50)
    assert best_threshold([low, high]) < 0.4
    assert best_threshold([high]) > 0.4


def test_worth_is_turned_into_how_often_a_name_is_there() -> None:
    overrated = tried([(SURE, True), (SURE, False), (HALF, True), (HALF, False), (HALF, False)])
    slope, offset = calibrate([overrated])
    shares = [1 / (1 + exp(-slope * logit(worth) - offset)) for worth in (SURE, HALF)]
    assert shares == pytest.approx([1 / 2, 1 / 3], abs=0.01)


def test_what_is_kept_says_how_well_the_threshold_did() -> None:
    kept = decide([tried([(0.9, True), (0.3, False)]), tried([(0.9, True), (0.9, False)])])
    assert kept["transferred"] == pytest.approx((1 + 2 / 3) / 2, abs=1e-4)


def test_weights_are_tried_on_what_they_have_not_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def try_out(weights: Mapping[str, Any], lessons: Sequence[Lesson]) -> list[Any]:
        [left] = {one.corpus for one in lessons}
        return [weights["from"], weights["conventions"], left]

    monkeypatch.setattr(
        train_toponyms, "learn", lambda lessons: {"from": sorted({o.corpus for o in lessons})}
    )
    monkeypatch.setattr(train_toponyms, "try_out", try_out)
    monkeypatch.setattr(
        train_toponyms, "decide", lambda done: {"threshold": 0, "transferred": done}
    )
    lessons = [SimpleNamespace(corpus=name, digest=name) for name in ("b", "gwn", "a")]
    write_all(cast(Sequence[Lesson], lessons), tmp_path, jobs=2)
    kept = {
        path.name.removesuffix(".json.xz"): json.loads(lzma.decompress(path.read_bytes()))
        for path in tmp_path.glob("*.xz")
    }
    assert set(kept) == {"full", "without-a", "without-b", "without-gwn"}
    assert kept["without-gwn"]["transferred"] == [[["b"], [0], "a"], [["a"], [0], "b"]]
    assert kept["full"]["transferred"] == [
        [["b", "gwn"], [1], "a"],
        [["a", "gwn"], [1], "b"],
        [["a", "b"], [0, 1], "gwn"],
    ]
    assert (kept["full"]["conventions"], kept["without-a"]["conventions"]) == ([2], [0, 1])
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["weights"]["without-a"] == ["b", "gwn"]


def test_two_corpora_are_too_few(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["train", "a.jsonl", "b.jsonl"])
    with pytest.raises(SystemExit):
        main()
    assert "at least 3 corpora" in capsys.readouterr().err
