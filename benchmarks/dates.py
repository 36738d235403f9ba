"""``python -m benchmarks.dates DIR``: how well dates are read, on TimeML documents (``*.tml``).

Prints one JSON object. Scoring follows TempEval-3, task A: *strict* wants the same span, *relaxed*
an overlap; *value* wants an overlap and the right TIMEX3 value, and its precision and recall are
over all mentions. What is scored is every ``TIMEX3`` of type ``DATE`` in ``TEXT`` that has a value
on the calendar: not ``PRESENT_REF`` and the like, not a value with ``XX`` in it, not a duration
that was typed ``DATE``, and not one that repeats the publication date in a header
(``functionInDocument="PUBLICATION_TIME"``). ``mentions`` counts these.

What the reader finds where the gold has a ``TIMEX3`` that is not scored (a duration, a time of day,
a "now") is neither right nor wrong; the figures that count it as wrong are under ``severe``.

Values are compared as the gold writes them, but for three things: a part of the day (``TEV``) is
left off, because our unit is the day, ``199X`` is ``199``, and ``W6`` is ``W06``. A range is one
date here and two in TimeML, so it counts as its two ends. The day of a night is the one on which it
begins. Only ``DCT`` is given to the reader beside the text.
"""

import hashlib
import json
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.extract.dates import DateMention, Grain, read_dates

_CALENDAR = re.compile(r"\d{2,4}(?:X|-\d\d(?:-\d\d)?|-W\d{1,2}(?:-WE)?|-(?:SP|SU|FA|WI)|-[QH]\d)?")
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


@dataclass(frozen=True, slots=True)
class Timex:
    """A tagged date: code points, and its value; ``scored`` is false for what is left out."""

    start: int
    end: int
    value: str
    scored: bool = True

    def overlaps(self, other: "Timex") -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document without its tags."""

    text: str
    published: date
    gold: tuple[Timex, ...]


def read_timeml(path: Path) -> Document:
    """Raises ``ParseError`` or ``ValueError`` for what is no TimeML."""
    root = ET.parse(path).getroot()  # noqa: S314 - a corpus that the caller chose
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{path}: no DCT or no TEXT")
    pieces: list[str] = []
    gold: list[Timex] = []
    _walk(body, pieces, gold)
    published = date.fromisoformat(created.attrib["value"][:10])
    return Document("".join(pieces), published, tuple(gold))


def _walk(element: ET.Element, pieces: list[str], gold: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        value = plain_value(element.attrib.get("value", ""))
        scored = (
            element.attrib.get("type") == "DATE"
            and _CALENDAR.fullmatch(value) is not None
            and element.attrib.get("functionInDocument") != "PUBLICATION_TIME"
        )
        gold.append(Timex(start, sum(map(len, pieces)), value, scored))


def plain_value(value: str) -> str:
    """A gold value without its part of the day, a decade without its X, week 6 as ``W06``."""
    value = re.sub(r"-W(\d)(?=-|$)", r"-W0\1", value.split("T")[0])
    return value[:3] if re.fullmatch(r"\d{3}X", value) else value


def timex_value(mention: DateMention) -> str:
    """The TIMEX3 value of a date; empty if it has none."""
    day, grain = mention.first, mention.grain
    if day is None:
        return ""
    week = day.isocalendar()
    values = {
        Grain.DAY: day.isoformat(),
        Grain.NIGHT: day.isoformat(),
        Grain.WEEK: f"{week.year}-W{week.week:02}",
        Grain.WEEKEND: f"{week.year}-W{week.week:02}-WE",
        Grain.MONTH: f"{day.year}-{day.month:02}",
        Grain.SEASON: f"{day.year}-{_SEASONS.get(day.month, '')}",
        Grain.QUARTER: f"{day.year}-Q{(day.month + 2) // 3}",
        Grain.HALF: f"{day.year}-H{1 if day.month < 7 else 2}",
        Grain.YEAR: str(day.year),
        Grain.DECADE: str(day.year // 10),
        Grain.CENTURY: str(day.year // 100),
    }
    return values.get(grain, "")


def found_in(document: Document) -> list[Timex]:
    """What the reader finds, as TimeML would tag it."""
    mentions = read_dates(document.text, published=document.published)
    return [
        Timex(end.start, end.end, timex_value(end))
        for mention in mentions
        for end in (mention.ends or (mention,))
    ]


def _pairs(gold: Iterable[Timex], found: Iterable[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """Each gold date with the first found one that overlaps it and is not yet taken."""
    left = list(found)
    for one in gold:
        match = next((other for other in left if one.overlaps(other)), None)
        if match is not None:
            left.remove(match)
            yield one, match


def _scores(right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * right / max(found + gold, 1)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def score(
    documents: list[Document], answers: list[list[Timex]], *, severe: bool
) -> dict[str, object]:
    """Figures over all documents together; ``severe``: nothing found is passed over."""
    gold = found = relaxed = strict = value = 0
    for document, answer in zip(documents, answers, strict=True):
        scored = [one for one in document.gold if one.scored]
        pairs = list(_pairs(scored, answer))
        taken = {id(other) for _, other in pairs}
        aside = [one for one in document.gold if not one.scored]
        found += sum(
            id(one) in taken or severe or not any(one.overlaps(other) for other in aside)
            for one in answer
        )
        gold += len(scored)
        relaxed += len(pairs)
        strict += sum((one.start, one.end) == (two.start, two.end) for one, two in pairs)
        value += sum(one.value == two.value for one, two in pairs)
    return {
        "mentions": gold,
        "found": found,
        "span_relaxed": _scores(relaxed, found, gold),
        "span_strict": _scores(strict, found, gold),
        "value": _scores(value, found, gold),
    }


def main(folder: Path) -> dict[str, object]:
    """All figures."""
    paths = sorted(folder.glob("*.tml"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    documents = [read_timeml(path) for path in paths]
    start = time.perf_counter()
    answers = [found_in(document) for document in documents]
    seconds = time.perf_counter() - start
    return {
        "documents": len(documents),
        **score(documents, answers, severe=False),
        "severe": score(documents, answers, severe=True),
        "documents_per_second": round(len(documents) / seconds, 1) if documents else 0,
        "corpus_sha256": digest,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1])), indent=2))
