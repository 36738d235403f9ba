"""A corpus in, the weights of the recogniser that never saw it out.

``manifest.json`` beside the weights says which corpora each file was learned from, and the digest
of each of their documents. A corpus counts as seen if it shares a document with them, or is called
like one of them ("humset_test" like "humset_dev"), as other parts of one corpus follow the same
habits.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dashboard.extract.toponyms.classifier import FOLDER


class HeldOut(NamedTuple):
    """A file of weights, the corpora it was learned from, and how many documents it has seen."""

    path: Path
    corpora: tuple[str, ...]
    seen: int

    def figures(self) -> dict[str, object]:
        """What a benchmark prints of it."""
        return {
            "file": self.path.name,
            "learned_from": self.corpora,
            "documents_seen": self.seen,
        }


def digest_of(text: str) -> str:
    """Of the words of a text, whatever the white space between them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def weights_for(name: str, texts: Iterable[str], folder: Path = FOLDER) -> HeldOut:
    """Of the weights that have seen fewest of these texts those learned from most corpora."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    digests = {digest_of(text) for text in texts}
    shared = {
        corpus: len(digests.intersection(known)) for corpus, known in manifest["documents"].items()
    }
    choices = [
        HeldOut(folder / f"{file}.json.xz", tuple(corpora), sum(shared[c] for c in corpora))
        for file, corpora in sorted(manifest["weights"].items())
    ]
    return min(
        choices,
        key=lambda one: (one.seen, _is_among(name, one.corpora), -len(one.corpora)),
    )


def _is_among(name: str, corpora: Iterable[str]) -> bool:
    return _first_word(name) in map(_first_word, corpora)


def _first_word(name: str) -> str:
    return re.split(r"[^a-z0-9]+", name.lower())[0]
