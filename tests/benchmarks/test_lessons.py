"""What the recogniser learns from: a tiny corpus of our own."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.lessons import Lesson, read_lessons
from benchmarks.train_toponyms import FOLLOWED, fit_hunch, followed, learn, weights_of
from benchmarks.transfer import try_out
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon

TEXTS = [
    ("Shells hit Gao near Gao Hospital on Monday.", ["Gao", "Gao Hospital"]),
    ("Mr Brown left Kidal and Timbuktu for Paris.", ["Kidal", "Timbuktu", "Paris"]),
    ("Fighters of the Blue Front burned Sevare.", ["Sevare"]),
    ("Rebels in northern Mali met Anna Smith.", ["northern Mali"]),
]


def line(number: int, text: str, names: list[str]) -> str:
    at = [(text.rindex(name) if name == "Gao Hospital" else text.index(name)) for name in names]
    spans = [{"start": a, "end": a + len(n)} for a, n in zip(at, names, strict=True)]
    return json.dumps({"id": number, "text": text, "toponyms": spans})


@pytest.fixture(scope="module")
def lessons(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> list[Lesson]:
    folder: Path = tmp_path_factory.mktemp("corpora")
    lexicon = GazetteerLexicon(gazetteer)
    lessons = []
    for name in (FOLLOWED, "other"):
        rows = [line(i, f"{t} ({name})", n) for i, (t, n) in enumerate(TEXTS)]
        (folder / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
        lessons += read_lessons(folder / f"{name}.jsonl", lexicon)
    return lessons


def test_an_institution_is_no_place_and_names_in_it_do_not_count(lessons: list[Lesson]) -> None:
    first = lessons[0]
    text = first.described.view.text
    told = {
        (text[a:b], text[:a].count("Gao")): (right, counts)
        for (a, b), right, counts in zip(first.offsets, first.right, first.counts, strict=True)
    }
    assert told["Gao Hospital", 1] == (0.0, 1.0)
    assert told["Gao", 1] == (0.0, 0.0)
    assert told["Gao", 0] == (1.0, 1.0)
    assert [text[a:b] for a, b in first.gold] == ["Gao"]


def test_words_in_lower_case_around_a_name_are_left_out(lessons: list[Lesson]) -> None:
    [(start, end)] = lessons[3].gold
    assert lessons[3].described.view.text[start:end] == "Mali"


def test_a_hunch_tells_names_it_was_shown(lessons: list[Lesson]) -> None:
    hunch = fit_hunch(lessons, weights_of(lessons))
    rows = np.vstack([one.described.impressions for one in lessons])
    right = np.concatenate([one.right for one in lessons])
    odds = hunch.of(rows)[:, 0]
    assert odds[right == 1].mean() > odds[right == 0].mean() + 1


def test_weights_are_learned_that_can_judge(lessons: list[Lesson]) -> None:
    corpus = lessons[: len(TEXTS)]
    worth = try_out({**learn(lessons), "conventions": followed(["a", "b"])}, corpus).worth
    assert [len(one) for one in worth] == [len(one.right) for one in corpus]
    assert all(0 <= share <= 1 for one in worth for share in one)


def test_one_corpus_is_followed_or_the_mean_of_all() -> None:
    assert followed([FOLLOWED, "other"], FOLLOWED) == [0]
    assert followed(["one", "other"], FOLLOWED) == [0, 1]
    assert followed([FOLLOWED, "other"]) == [0, 1]
