"""The benchmark's own counting."""

import json
from pathlib import Path

from benchmarks.geoparsing import Score, Toponym, documents, measure

TRIPOLI, SIRTE, PARIS = (32.89, 13.19), (31.21, 16.59), (48.85, 2.35)


def test_spans_overlaps_and_places_are_counted_apart() -> None:
    score = Score()
    gold = [Toponym(0, 7, TRIPOLI), Toponym(10, 15, SIRTE), Toponym(20, 25), Toponym(30, 35, PARIS)]
    found = [
        Toponym(0, 7, (32.9, 13.2)),
        Toponym(8, 15, PARIS),
        Toponym(20, 25, PARIS),
        Toponym(40, 45, PARIS),
        Toponym(50, 55),
    ]
    score.reading(gold, found, found)
    assert (score.strict.gold, score.strict.found, score.strict.right) == (4, 5, 2)
    assert (score.overlap.gold, score.overlap.found, score.overlap.right) == (4, 5, 3)
    assert (score.end_to_end.gold, score.end_to_end.found, score.end_to_end.right) == (3, 3, 1)
    assert score.end_to_end.scores() == {"precision": 0.3333, "recall": 0.3333, "f1": 0.3333}


def test_one_found_counts_for_one_gold() -> None:
    score = Score()
    score.reading([Toponym(0, 3), Toponym(4, 7)], [Toponym(0, 4)], [Toponym(0, 7)])
    assert score.overlap.right == 1


def test_no_answer_counts_as_wrong() -> None:
    score = Score()
    gold = [Toponym(0, 7, TRIPOLI), Toponym(10, 15, SIRTE), Toponym(20, 25)]
    score.resolving(gold, [Toponym(0, 7, TRIPOLI), Toponym(10, 15), Toponym(20, 25, PARIS)])
    figures = score.figures()
    assert (figures["acc161"], figures["unanswered"]) == (0.5, 0.5)


def test_a_corpus_is_measured(tmp_path: Path, gazetteer_path: Path) -> None:
    text = "Fighting near Sirte. The envoy of the United Nations flew to Tripoli, Libya."
    at = text.index("Sirte")
    toponym = {"start": at, "end": at + 5, "lat": SIRTE[0], "lon": SIRTE[1]}
    bare = {"start": at, "end": at + 5, "lat": None, "lon": None}
    rows = [
        {"id": 1, "title": "", "domain": "", "date": "2020-01-04", "text": text,
         "toponyms": [toponym]},
        {"id": 2, "text": text, "toponyms": [bare]},
    ]  # fmt: skip
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert [report.report_id for report, _ in documents(corpus)] == ["1", "2"]
    figures = measure(corpus, gazetteer_path, limit=1)
    assert (figures["documents"], figures["acc161"], figures["unanswered"]) == (1, 1.0, 0.0)
    corpus.write_text(json.dumps(rows[1]) + "\n", "utf-8")
    figures = measure(corpus, gazetteer_path)
    assert figures["gold_toponyms"] == 1
    assert (figures["end_to_end"], figures["acc161"]) == (None, None)
