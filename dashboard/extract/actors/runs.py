"""Stretches of words that are written as names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.extract.actors.stage import Stage
from dashboard.extract.actors.words import (
    BODIES,
    LEADERS,
    MEMBERS,
    NATIONAL,
    NOT_NAMES,
    OWNERS,
    SMALL,
    TITLES,
)
from dashboard.extract.zones import ZoneKind
from dashboard.model import ActorKind, MentionKind

_JOINS = {"of", "for", "and", "in", "to", "the", "de", "des", "du", "et"}
_TITLE_TAGS = {"NNP", "NNPS", "NN", "NNS", "JJ", "FW", "VBG", "VBN", "CD", "UH", "RB", "VB", "IN"}
_LONGEST = 14
_SEVERAL = frozenset(f"{title}s" for title in LEADERS | MEMBERS)
_FIRST = frozenset(re.split(r"[ -]", title)[0] for title in TITLES | _SEVERAL) | TITLES | _SEVERAL


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``start`` up to ``end``, without the titles before them."""

    start: int
    end: int
    title: tuple[int, int] | None = None
    """the tokens of the title before a person's name"""


def runs(stage: Stage) -> Iterator[Run]:
    """The names of the report, outside headlines in which every word has a capital; in order."""
    i, count = 0, len(stage.tokens)
    while i < count:
        if not (stage.read(i) and starts_name(stage, i)):
            i += 1
            continue
        end = run_end(stage, i)
        if i > 1 and stage.lower[i - 1] in ("-", "‑") and stage.lower[i - 2] in SMALL:
            i -= 2
        if stage.zone[i] is not ZoneKind.TITLE:
            yield from _split(stage, i, end)
        i = end


def starts_name(stage: Stage, i: int) -> bool:
    """Whether token ``i`` is written as a name, or as a part of one."""
    token = stage.tokens[i]
    text = token.text
    if not (text[0].isupper() or (text[0].isdigit() and text[-1:].isalpha() and len(text) > 2)):
        return False
    if stage.lower[i] in NOT_NAMES or token.tag_ not in _TITLE_TAGS:
        return False
    if token.tag_ in ("NNP", "NNPS") or any(letter.isupper() for letter in text[1:]):
        return True
    return not token.is_sent_start and token.tag_ not in ("VB", "IN", "RB", "UH")


def run_end(stage: Stage, start: int) -> int:
    """Where the name that begins with ``start`` ends."""
    i = start + 1
    headed = stage.lower[start] in BODIES
    while i < len(stage.tokens) and i - start < _LONGEST:
        if stage.sentence[i] != stage.sentence[start]:
            break
        if (length := title_at(stage, i, len(stage.tokens))) > 2 and stage.tokens[i].text[
            0
        ].isupper():
            i += length
            continue
        if starts_name(stage, i):
            headed |= stage.lower[i] in BODIES
            i += 1
            continue
        skip = _joined(stage, i, headed=headed)
        if not skip:
            break
        i += skip
    return i


def _joined(stage: Stage, i: int, *, headed: bool) -> int:
    """How many small words from ``i`` on lead to a further part of the same name; 0: it ends."""
    lower = stage.lower
    following = [j for j in range(i + 1, min(i + 4, len(lower))) if starts_name(stage, j)]
    if not following or stage.sentence[following[0]] != stage.sentence[i]:
        return 0
    ahead = following[0] - i
    between = lower[i : i + ahead]
    tight = not stage.tokens[i - 1].whitespace_
    if between in (["-"], ["–"], ["'"], ["’"], ["/"]) and tight and not stage.tokens[i].whitespace_:
        return ahead
    if all(word in SMALL or word in ("-", "'", "’") for word in between) and between[0] in SMALL:
        return ahead
    if lower[i] in ("'s", "’s", "'", "’") and lower[i - 1] in OWNERS and ahead == 1:
        return ahead
    if headed and all(word in _JOINS for word in between) and between[0] not in ("the", "to", "in"):
        if between[0] == "and":
            return (
                ahead if stage.tokens[i - 1].ent_type_ == "ORG" == stage.tokens[i].ent_type_ else 0
            )
        return ahead
    inside = stage.tokens[i].ent_type_ == "ORG" and stage.tokens[i].ent_iob_ == "I"
    if headed and between in (["in"], ["in", "the"]) and inside:
        return ahead
    return 0


def _split(stage: Stage, start: int, end: int) -> Iterator[Run]:
    """The run without titles; what stands on both sides of a title are two names."""
    i, left = start, start
    while i < end:
        length = title_at(stage, i, end)
        body_after = i + length < end and stage.lower[i + length] in ("of", "for")
        if not length or body_after:
            i += 1
            continue
        if left < i:
            yield from _bare(stage, left, i)
        rest = i + length
        while rest < end and (more := title_at(stage, rest, end)):
            rest += more
        if rest < end:
            yield Run(rest, end, (i, rest))
        return
    yield from _bare(stage, left, end)


def _bare(stage: Stage, start: int, end: int) -> Iterator[Run]:
    """Without an adjective of origin that stands alone or before a person, and loose hyphens."""
    while end > start and stage.lower[end - 1] in ("-", "–", "'", "’", "/"):
        end -= 1
    if end > start:
        yield Run(start, end)


def title_at(stage: Stage, i: int, end: int) -> int:
    """How many tokens from ``i`` on are one title ("Prime Minister", "Lt."); 0: none."""
    if stage.lower[i].removesuffix(".") not in _FIRST:
        return 0
    for length in (3, 2, 1):
        if i + length <= end:
            words = "".join(
                stage.lower[j] + (" " if stage.tokens[j].whitespace_ else "")
                for j in range(i, i + length)
            )
            plain = words.strip().removesuffix(".")
            if plain in TITLES or plain in _SEVERAL:
                dot = i + length < end and stage.lower[i + length] == "."
                return length + dot
    return 0


def body_kind(stage: Stage, start: int, end: int) -> ActorKind | None:
    """What kind of body a name's head tells of ("Rapid Support Forces"); ``None``: nothing."""
    stop = next((i for i in range(start, end) if stage.lower[i] in ("of", "for", "in", "(")), end)
    for last in (stop, end):
        if last > start:
            pair = " ".join(stage.lower[max(start, last - 2) : last])
            kind = BODIES.get(pair) or BODIES.get(stage.lower[last - 1])
            if kind is not None:
                return _sharper(stage, start, end, kind)
    return None


def _sharper(stage: Stage, start: int, end: int, kind: ActorKind) -> ActorKind:
    words = set(stage.lower[start:end])
    if words & {"liberation", "revolutionary", "resistance", "rebel"} and kind is not (
        ActorKind.ORGANISATION
    ):
        return ActorKind.REBEL
    if stage.lower[end - 1] == "army" and not origin(stage, start, end) and not words & NATIONAL:
        return ActorKind.REBEL
    if kind is ActorKind.MILITIA and "armed" in words and "forces" in words:
        return ActorKind.STATE
    return kind


def origin(stage: Stage, start: int, end: int) -> str:
    """ISO code of the country that stands in a name ("Sudanese Armed Forces"); or empty."""
    for i in range(start, end):
        place = stage.places[i]
        if place is not None and (code := stage.country(place)):
            return code
    return ""


def is_place(stage: Stage, start: int, end: int) -> bool:
    """Whether the words, or all but a first one, are the name of a place."""
    place = stage.places[end - 1]
    if place is None:
        return False
    covered = sum(stage.places[i] is not None for i in range(start, end))
    return covered * 2 > end - start and (place.kind is not MentionKind.DEMONYM or end - start == 1)
