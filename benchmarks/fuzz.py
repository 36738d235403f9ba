"""``python -m benchmarks.fuzz [FOLDER] [--inputs 20000]``: reading must bear any text.

Makes texts from a seed: noise of many scripts, control characters, real reports of FOLDER cut,
joined, repeated and damaged. Each must be read without an exception, every offset must give back
its words, every reference must lead somewhere, and every tenth text is read twice and must give the
same. Prints one JSON object; the exit code is 1 if a text failed, and the text is printed.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from dashboard.extract.findings import Reading
from dashboard.model import Report, Span
from dashboard.pipeline.contract import as_json
from dashboard.pipeline.desk import Desk
from dashboard.settings import ROOT, Settings

SAMPLE = ROOT / "data" / "samples" / "libya-2020" / "reports"
AGAIN = 10
_SCRIPTS = (
    (0x20, 0x7F), (0x00, 0x20), (0x7F, 0xA0), (0xC0, 0x250), (0x370, 0x400), (0x400, 0x500),
    (0x590, 0x600), (0x600, 0x700), (0x900, 0x980), (0x1000, 0x10A0), (0x1200, 0x1380),
    (0x2000, 0x2070), (0x3040, 0x3100), (0x4E00, 0x4F00), (0xAC00, 0xAD00), (0xD800, 0xE000),
    (0xFE00, 0xFE10), (0x1F300, 0x1F600),
)  # fmt: skip
_BITS = (
    "\n\n", "\n", "\r\n", "\t", " ", ". ", ", ", "(", ")", '"', "”", "—", "-", "…", "'s ", "0",
    "12", "Jan. ", "Monday ", "2020", "killed ", "in ", "said ", "the ", "GNA", "U.N.", "Moscow",
    "Tripoli", "eastern Libya", "Turkish ", "\u202e", "\ufeff", "\x00", "{", "<b>", "&amp;",
)  # fmt: skip


def texts(reports: Sequence[str], inputs: int, *, seed: int = 1) -> Iterator[str]:
    """That many texts; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311
    kinds: list[Callable[[random.Random, Sequence[str]], str]] = [
        _noise, _bits, _cut, _spliced, _damaged, _shouted, _repeated,
    ]  # fmt: skip
    for _ in range(inputs):
        yield rng.choice(kinds)(rng, reports)


def _noise(rng: random.Random, reports: Sequence[str]) -> str:
    low, high = rng.choice(_SCRIPTS)
    return "".join(chr(rng.randrange(low, high)) for _ in range(rng.randrange(200)))


def _bits(rng: random.Random, reports: Sequence[str]) -> str:
    return "".join(rng.choices(_BITS, k=rng.randrange(120)))


def _cut(rng: random.Random, reports: Sequence[str]) -> str:
    text = rng.choice(reports)
    start = rng.randrange(len(text))
    return text[start : start + rng.randrange(600)]


def _spliced(rng: random.Random, reports: Sequence[str]) -> str:
    return rng.choice(_BITS).join(_cut(rng, reports) for _ in range(3))


def _damaged(rng: random.Random, reports: Sequence[str]) -> str:
    letters = list(_cut(rng, reports))
    for _ in range(rng.randrange(1, 30)):
        if letters:
            letters[rng.randrange(len(letters))] = rng.choice(_BITS)
    return "".join(letters)


def _shouted(rng: random.Random, reports: Sequence[str]) -> str:
    text = _cut(rng, reports)
    return rng.choice((text.upper(), text.lower(), text.title(), text.replace(" ", "")))


def _repeated(rng: random.Random, reports: Sequence[str]) -> str:
    return rng.choice((*_BITS, "a", "(", "Tripoli ")) * rng.randrange(400)


def faults(reading: Reading) -> Iterator[str]:
    """What is wrong with a reading: offsets that lie outside, references that lead nowhere."""
    text = reading.report.text
    actors = {actor.actor_id for actor in reading.cast.actors}
    mentions = {mention.mention_id for mention in reading.mentions}
    for mention in reading.mentions:
        if text[mention.span.start : mention.span.end] != mention.text or not mention.text:
            yield f"mention {mention}"
    for one in reading.dates:
        if text[one.start : one.end] != one.text:
            yield f"date {one}"
    for said in reading.cast.mentions:
        if said.actor_id not in actors or not _within(said.span, text):
            yield f"actor mention {said}"
    for relation in reading.cast.relations:
        if not {relation.source, relation.target} <= actors:
            yield f"relation {relation}"
    for event in reading.events:
        spans = [event.sentence, event.trigger, *event.more_evidence]
        spans += [evidence.span for evidence in event.evidence]
        if not all(_within(span, text) for span in spans):
            yield f"event {event}"
        if not {one.actor_id for one in event.participants} <= actors:
            yield f"participants of {event}"
        if len(set(event.participants)) < len(event.participants):
            yield f"a participant twice in {event}"
        if event.place_mention and event.place_mention not in mentions:
            yield f"place of {event}"
        if (event.first is None) != (event.last is None):
            yield f"days of {event}"


def _within(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def check(text: str, desk: Desk, *, again: bool) -> list[str]:
    """Faults of reading one text; empty if all is well."""
    report = Report("fuzz", "", text, date(2020, 1, 11))
    try:
        read = desk.read_anew(report)
        found = list(faults(read.reading))
        json.dumps(as_json(read))
        if again and desk.read_anew(report) != read:
            found.append("another reading")
    except Exception as error:
        return [repr(error)]
    return found


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    reports = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    desk = Desk(Settings.from_env())
    failed = 0
    started = time.perf_counter()
    for number, text in enumerate(texts(reports, options.inputs, seed=options.seed)):
        if wrong := check(text, desk, again=number % AGAIN == 0):
            failed += 1
            print(json.dumps({"text": text, "faults": wrong}), file=sys.stderr)
    seconds = time.perf_counter() - started
    print(json.dumps({"inputs": options.inputs, "failed": failed, "seconds": round(seconds)}))
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
