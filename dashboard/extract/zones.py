"""A report's text in, its zones out: title, standfirst, byline, dateline, body and tail.

A zone is a paragraph or part of one, without the white space around it. Zones are in order, do not
overlap, and hold everything but white space. They are told apart before anything is parsed, for a
parser glues a byline to the sentence after it. What is in the tail belongs to other reports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.extract import patterns


class ZoneKind(StrEnum):
    """What a stretch of a report is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    """who wrote it, which agency, when it was put out"""
    DATELINE = "dateline"
    """where, when and by whom it was filed, before the first sentence"""
    BODY = "body"
    TAIL = "tail"
    """other headlines, credits of pictures, invitations to read on, copyright; anywhere"""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text, code points, half-open."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its place in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


TITLE_LENGTH = 250
STANDFIRST_LENGTH = 700
HEAD = 6
"""paragraphs among which title, standfirst and byline stand"""
DATELINES = 3
"""paragraphs of the body that may begin with a dateline"""
RUN_ON = 120
"""characters from which a last paragraph without an end to its sentence is other headlines"""
PROSE_SHARE = 0.1
"""of words of a sentence that are articles, auxiliaries and the like; headlines do without"""
SHARED = 0.5
"""of a paragraph's names that also stand in the body; with more of them it belongs to it"""


def zones(text: str, *, title: str = "") -> list[Zone]:
    """Zones of a text; ``title`` helps to find the title in it, and need not be in it."""
    blocks = list(_blocks(text))
    kinds = [ZoneKind.BODY] * len(blocks)
    first = _mark_head(blocks, kinds, " ".join(title.split()))
    _mark_tail(blocks, kinds, first)
    return list(_with_datelines(blocks, kinds))


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs: what blank lines part, and lines, unless they were wrapped by hand."""
    for found in patterns.PARAGRAPH.finditer(text):
        lines = list(re.finditer(r"[^\n]+", found[0]))
        wrapped = _is_wrapped([line[0] for line in lines])
        for part in [re.match(r"[\s\S]+", found[0])] if wrapped else lines:
            if part is not None and (stripped := part[0].strip()):
                lead = len(part[0]) - len(part[0].lstrip())
                yield Block(found.start() + part.start() + lead, stripped)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether all lines but the last are about as long as a column is wide."""
    widths = [len(line.rstrip()) for line in lines[:-1]]
    if not widths:
        return True
    if any(_is_marker(line) or patterns.BYLINE.match(line.strip()) for line in lines):
        return False
    if len(lines) > 2 and all(line.lstrip()[:1].isupper() for line in lines):
        return False
    return 50 <= max(widths) <= 100 and min(widths) >= 0.6 * max(widths)


def _mark_head(blocks: Sequence[Block], kinds: list[ZoneKind], title: str) -> int:
    """Title, standfirst and bylines; returns where the body begins."""
    at = 0
    if len(blocks) > 1 and _is_title(blocks[0].text, title):
        kinds[0] = ZoneKind.TITLE
        at = 1
    bylines = [i for i in range(at, min(HEAD, len(blocks) - 1)) if _is_byline(blocks, i, at)]
    for i in bylines:
        kinds[i] = ZoneKind.BYLINE
    if not at:
        return bylines[-1] + 1 if bylines and bylines == list(range(len(bylines))) else 0
    first = bylines[-1] + 1 if bylines else at
    for i in range(at, first):
        if kinds[i] is ZoneKind.BODY and len(blocks[i].text) <= STANDFIRST_LENGTH:
            kinds[i] = ZoneKind.STANDFIRST
    if not bylines and _is_standfirst(blocks, at):
        kinds[at] = ZoneKind.STANDFIRST
        first = at + 1
    return first


def _is_title(first: str, title: str) -> bool:
    plain = " ".join(first.split())
    if title and (plain.casefold() in title.casefold() or title.casefold() in plain.casefold()):
        return len(plain) <= max(TITLE_LENGTH, len(title) + 20)
    if len(plain) > TITLE_LENGTH or "\n" in first or patterns.MARKER.match(plain):
        return False
    ends = patterns.END.search(plain) is not None and not plain.endswith(("?", "!", "…"))
    return not ends and not patterns.BYLINE.match(plain) and patterns.dateline(plain) is None


def _is_byline(blocks: Sequence[Block], at: int, first: int) -> bool:
    """A line that says so, or bare names between the title and the first sentence."""
    line = " ".join(blocks[at].text.split())
    if len(line) > patterns.BYLINE_LENGTH or _is_marker(line):
        return False
    if patterns.WHEN.fullmatch(line):
        return True
    if patterns.dateline(line) is not None:
        return False
    if patterns.BYLINE.match(line):
        return True
    below_title = first == 1 and at <= 3
    return below_title and patterns.NAMES.fullmatch(line) is not None


def _is_standfirst(blocks: Sequence[Block], at: int) -> bool:
    """Right under the title, short, no sentence; or before a paragraph with a dateline."""
    if at + 1 >= len(blocks) or patterns.dateline(blocks[at].text) is not None:
        return False
    line = blocks[at].text
    if patterns.dateline(blocks[at + 1].text) is not None:
        return len(line) <= STANDFIRST_LENGTH
    return len(line) <= TITLE_LENGTH and not _ends(line) and _ends(blocks[at + 1].text)


def _mark_tail(blocks: Sequence[Block], kinds: list[ZoneKind], first: int) -> None:
    """Single lines that say so anywhere; at the end also what only looks like other headlines."""
    for i in range(first, len(blocks)):
        if patterns.CREDIT.match(blocks[i].text):
            kinds[i] = ZoneKind.BYLINE
        elif _is_marker(blocks[i].text):
            kinds[i] = ZoneKind.TAIL
    prose = [
        i for i in range(first, len(blocks)) if kinds[i] is ZoneKind.BODY and _ends(blocks[i].text)
    ]
    if not prose:
        return
    last = prose[-1]
    rest = [i for i in range(last + 1, len(blocks)) if kinds[i] is ZoneKind.BODY]
    headed = any(kinds[i] is ZoneKind.TAIL for i in range(last + 1, min(rest, default=0)))
    if rest and _is_other_news([blocks[i].text for i in rest], blocks[: last + 1], headed=headed):
        for i in rest:
            kinds[i] = ZoneKind.TAIL


def _is_marker(block: str) -> bool:
    """A short line that begins as such lines do, or a copyright line."""
    if patterns.COPYRIGHT.search(block):
        return len(block) <= 400
    length = patterns.MARKER_LENGTH // 2 if _ends(block) else patterns.MARKER_LENGTH
    return len(block) <= length and patterns.MARKER.match(block) is not None


def _is_other_news(rest: Sequence[str], before: Sequence[Block], *, headed: bool) -> bool:
    """Whether what follows the last whole sentence is a list or a run of other headlines."""
    if not headed:
        like = [line for line in rest if _is_headline(line)]
        if (len(rest) == 1 and len(rest[0]) <= RUN_ON) or 3 * len(like) < 2 * len(rest):
            return False
    names = set(patterns.NAME.findall(" ".join(rest)))
    known = set(patterns.NAME.findall(" ".join(block.text for block in before)))
    return not names or len(names & known) <= SHARED * len(names)


def _is_headline(line: str) -> bool:
    """Some words with hardly an article or auxiliary among them; no item of a list, no figures."""
    words = line.split()
    if len(words) < 4 or patterns.ITEM.match(line) is not None:
        return False
    small = sum(word.lower().strip(",") in patterns.PROSE for word in words)
    return small < PROSE_SHARE * len(words)


def _with_datelines(blocks: Sequence[Block], kinds: Sequence[ZoneKind]) -> Iterator[Zone]:
    """Zones of all blocks; what a dateline leaves of its paragraph is a zone of its own."""
    left = DATELINES
    for block, kind in zip(blocks, kinds, strict=True):
        zone = Zone(kind, block.start, block.end)
        length = None
        if kind is ZoneKind.BODY and left:
            length = patterns.dateline(block.text)
            left = 0 if length else left - 1
        if length is None:
            yield zone
            continue
        head = block.text[:length].rstrip()
        yield Zone(ZoneKind.DATELINE, block.start, block.start + len(head))
        tail = block.text[length:]
        if tail.strip():
            start = block.start + length + len(tail) - len(tail.lstrip())
            yield replace(zone, start=start)


def _ends(block: str) -> bool:
    return patterns.END.search(block) is not None
