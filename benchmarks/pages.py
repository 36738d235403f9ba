"""``python -m benchmarks.pages DIR``: how well articles are taken out of web pages.

``DIR`` holds ``ground-truth.json`` (id to ``articleBody``) and ``html/ID.html.gz``. Precision and
recall are over runs of four words, each page counting the same; F is of their means. The title,
which the reader puts before the text, is not counted. Prints one JSON object.
"""

import argparse
import gzip
import hashlib
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dashboard.errors import ReadError
from dashboard.readers.found import Document
from dashboard.readers.page import read_page

RUN = 4
"""words"""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of words with their numbers; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - RUN + 1)) if words else ()
    return Counter(tuple(words[i : i + RUN]) for i in starts)


def precision_recall(gold: str, found: str) -> tuple[float, float]:
    """Nothing found where nothing is to be found is right."""
    wanted, given = runs(gold), runs(found)
    both = sum((wanted & given).values())
    if not wanted and not given:
        return 1.0, 1.0
    return both / max(1, given.total()), both / max(1, wanted.total())


def pages(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Address, page and gold text, in the order of the ids."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, gold in sorted(truth.items()):
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield gold.get("url", ""), data, gold["articleBody"]


def measure(folder: Path) -> dict[str, object]:
    """All figures; a page that cannot be read counts as one without text."""
    digest = hashlib.sha256()
    scores, seconds, dated, empty = [], 0.0, 0, 0
    for url, data, gold in pages(folder):
        digest.update(data + gold.encode())
        start = time.perf_counter()
        try:
            page = read_page(url, data, url=url)
        except ReadError:
            page = Document(name=url, title="", text="")
        seconds += time.perf_counter() - start
        dated += page.published is not None
        empty += not page.text
        scores.append(precision_recall(gold, page.text.removeprefix(f"{page.title}\n\n")))
    precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
    return {
        "documents": len(scores),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "with_publication_date": round(dated / len(scores), 4),
        "unanswered": round(empty / len(scores), 4),
        "documents_per_second": round(len(scores) / seconds, 1),
        "corpus": digest.hexdigest()[:16],
    }


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print(json.dumps(measure(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
