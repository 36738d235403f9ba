"""``python -m benchmarks.event_places FILE``: where an event took place, given its verb.

``FILE`` is described in ``data/models/train_event_sites.py``. Scored is the fifth of it that the
shipped weights have not seen (``is_held_out``), word by word: a word is right if it overlaps an
annotated place. Prints one JSON object. ``unanswered`` is the share of samples for which no place
is given; ``annotated_none`` that of samples that have none.
"""

import hashlib
import json
import sys
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.extract.events.site_features import Candidate, Sentence
from dashboard.extract.events.site_model import THRESHOLD, site_model
from dashboard.extract.findings import Toponym
from dashboard.extract.parse import parser
from dashboard.extract.toponyms.recognise import recognise
from dashboard.extract.zones import zones
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon
from dashboard.model import PlaceMention, PlaceRole, Span
from dashboard.settings import Settings

FIFTH = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence with the verb of an event and the places annotated for it."""

    id: str
    text: str
    trigger: Span
    places: tuple[Span, ...]

    def part(self, parts: int) -> int:
        """Which part of so many it falls into, by its text."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % parts


def is_held_out(sample_id: str) -> bool:
    """Whether a sample is of the fifth that is only for scoring."""
    return int(hashlib.sha256(sample_id.encode()).hexdigest(), 16) % FIFTH == 0


def read_samples(path: Path) -> list[Sample]:
    """All samples of a file. Raises ``ValueError`` or ``KeyError`` for what is none."""
    samples = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        start, end = row["trigger"][0]
        places = tuple(Span(a, b) for a, b, _ in row["places"])
        samples.append(Sample(row["id"], row["text"], Span(start, end), places))
    return samples


@lru_cache(maxsize=1)
def _lexicon() -> GazetteerLexicon:
    return GazetteerLexicon(Gazetteer(Settings.from_env().gazetteer))


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[Any, tuple[PlaceMention, ...]]:
    found = zones(text)
    doc = parser().parse(text, found)
    names = recognise(doc, found, _lexicon())
    return doc, tuple(_mention(text, at, name) for at, name in enumerate(names))


def _mention(text: str, at: int, name: Toponym) -> PlaceMention:
    words = text[name.span.start : name.span.end]
    return PlaceMention(
        str(at), "", words, name.span, name.span, name.kind, PlaceRole.MENTIONED, name.name
    )


def candidates_of(sample: Sample) -> list[tuple[Candidate, bool]]:
    """The candidates that the reader sees, each with whether it is in an annotated place."""
    doc, mentions = _read(sample.text)
    trigger = doc.char_span(sample.trigger.start, sample.trigger.end, alignment_mode="expand")
    if trigger is None:
        return []
    words = Sentence(list(trigger.root.sent), mentions).candidates(trigger.root)
    return [(one, _inside(sample, doc[one.word])) for one in words]


def _inside(sample: Sample, token: Any) -> bool:
    return any(token.idx < p.end and p.start < token.idx + len(token) for p in sample.places)


def main(path: Path) -> dict[str, object]:
    """All figures."""
    samples = [sample for sample in read_samples(path) if is_held_out(sample.id)]
    model = site_model()
    parser()
    right = found = gold = unanswered = 0
    started = time.perf_counter()
    for sample in samples:
        pairs = candidates_of(sample)
        chances = model.chances([[one for one, _ in pairs]])[0]
        taken = [hit for one, hit in pairs if chances[one.word] >= THRESHOLD]
        right += sum(taken)
        found += len(taken)
        unanswered += not taken
        gold += sum(_inside(sample, token) for token in _read(sample.text)[0])
    seconds = time.perf_counter() - started
    total = max(len(samples), 1)
    return {
        "documents": len(samples),
        "precision": round(right / max(found, 1), 3),
        "recall": round(right / max(gold, 1), 3),
        "f1": round(2 * right / max(found + gold, 1), 3),
        "documents_per_second": round(len(samples) / seconds, 1),
        "unanswered": round(unanswered / total, 3),
        "annotated_none": round(sum(not s.places for s in samples) / total, 3),
        "corpus_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1])), indent=2))
