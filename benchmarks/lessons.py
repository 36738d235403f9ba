"""A corpus of place names in, what the recogniser can learn from it out.

What is learned is the proper name: words in lower case around it are left out, as the reader adds
them by rule. A language, or a name that is no place though it looks like one, is no name here.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.held_out import digest_of
from dashboard.extract.parse import parser
from dashboard.extract.toponyms.candidates import candidates
from dashboard.extract.toponyms.document import View
from dashboard.extract.toponyms.features import Described
from dashboard.extract.toponyms.words import ARTICLES, INSTITUTIONS
from dashboard.extract.zones import zones
from dashboard.geocode.lexicon import GazetteerLexicon

NO_PLACES = ("Homonym", "Language")
"""GeoWebNews' types of what CODEBOOK.md does not count as a place"""


@dataclass
class Lesson:
    """One document: its candidates, and which of them are gold."""

    corpus: str
    digest: str
    described: Described
    gold: frozenset[tuple[int, int]]
    """offsets"""

    def __post_init__(self) -> None:
        view = self.described.view
        institutions = {one for one in self.gold if _is_institution(view.text[slice(*one)])}
        self.gold -= institutions
        self.offsets = [(view.starts[a], view.ends[b - 1]) for a, b in self.described.stretches]
        self.right = np.array([span in self.gold for span in self.offsets], dtype=float)
        self.near = [
            right or any(s < b and a < e for a, b in self.gold)
            for (s, e), right in zip(self.offsets, self.right, strict=True)
        ]
        self.counts = np.array(
            [
                span in institutions
                or not any(span[0] < b and a < span[1] for a, b in institutions)
                for span in self.offsets
            ],
            dtype=float,
        )
        """0 for what the corpus does not tell: a part of an institution's name"""


def _is_institution(name: str) -> bool:
    words = name.lower().split()
    return bool(words) and words[-1] in INSTITUTIONS


def proper(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and lower-case words at its ends; itself if nothing is left."""
    words, at = [], start
    for word in text[start:end].split(" "):
        if stripped := word.strip("\n\t,;()[]"):
            offset = at + word.index(stripped)
            words.append((offset, offset + len(stripped), stripped))
        at += len(word) + 1
    while words and words[0][2][0].islower() and words[0][2].split("-")[0] not in ARTICLES:
        del words[0]
    while words and words[-1][2][0].islower():
        del words[-1]
    return (words[0][0], words[-1][1]) if words else (start, end)


def gold_of(row: dict[str, Any]) -> frozenset[tuple[int, int]]:
    """Offsets of proper names of places in a line of a corpus."""
    return frozenset(
        proper(row["text"], one["start"], one["end"])
        for one in row["toponyms"]
        if one.get("type") not in NO_PLACES
    )


def read_lessons(path: Path, lexicon: GazetteerLexicon) -> list[Lesson]:
    """All documents of a corpus."""
    lessons = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found = zones(row["text"], title=row.get("title") or "")
            view = View(parser().parse(row["text"], found), found)
            described = Described(view, candidates(view, lexicon), lexicon)
            lesson = Lesson(path.stem, digest_of(row["text"]), described, gold_of(row))
            if described.stretches:
                lessons.append(lesson)
    return lessons
