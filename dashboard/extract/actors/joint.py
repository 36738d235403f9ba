"""Offices of several at once: "the presidents of X and Y, A and B", "Presidents A of X and B of Y".

The countries are marked as their governments, so that a deed of the two is theirs as well.
"""

from dashboard.extract.actors.antecedents import SHORT, office_holder
from dashboard.extract.actors.stage import Figure, Part, Stage
from dashboard.extract.actors.words import LEADERS, MEMBERS
from dashboard.extract.coordination import joined
from dashboard.model import ActorKind, MentionKind, PlaceMention, RelationType

_MOST = 8


def hold_joint_offices(stage: Stage) -> None:
    """Marks whose offices they are, and notes who holds them where names follow in order."""
    for i, word in enumerate(stage.lower):
        title = _title(stage, i) if word.endswith("s") and stage.read(i) else ""
        if title:
            _after(stage, i, title) or _before(stage, i, title) or _each(stage, i, title)


def _title(stage: Stage, i: int) -> str:
    """The title in the singular of which token ``i`` is the end; empty: it is none."""
    one = stage.lower[i].removesuffix("s")
    if stage.tokens[i].tag_ not in ("NNS", "NNPS", "NNP"):
        return ""
    pair = f"{stage.lower[i - 1]} {one}" if i else one
    if stage.lower[i : i + 3] in (["heads", "of", "state"], ["heads", "of", "government"]):
        return "president"
    found = next((title for title in (pair, one) if title in LEADERS | MEMBERS), "")
    return SHORT.get(found, found)


def _after(stage: Stage, i: int, title: str) -> bool:
    """ "the presidents of X and Y, A and B"."""
    at = i + 1 + 2 * (stage.lower[i] == "heads")
    if stage.lower[at : at + 1] not in (["of"], ["from"]):
        return False
    ahead = [m for m in _near(stage, at + 1) if m.kind is MentionKind.TOPONYM]
    start = stage.range(ahead[0].span.start, ahead[0].span.end)[0] if ahead else 0
    if not ahead or start - at > 2:
        return False
    group = joined(stage.text, ahead)[0]
    _office(stage, i, title, group, _names(stage, group[-1]))
    return True


def _before(stage: Stage, i: int, title: str) -> bool:
    """ "the Turkish and Russian presidents, A and B"."""
    first = i - title.count(" ")
    if not first:
        return False
    last = stage.places[first - 1]
    if last is None:
        return False
    behind = [m for m in _near(stage, max(0, first - _MOST), first) if m.kind is last.kind]
    group = next((g for g in joined(stage.text, behind) if last in g), [])
    if len(group) < 2:
        return False
    _office(stage, i, title, group, _names_from(stage, i + 1))
    return True


def _each(stage: Stage, i: int, title: str) -> bool:
    """ "Presidents A of X and B of Y"."""
    at, noted = i + 1, False
    while at + 2 < len(stage.tokens) and at - i < 4 * _MOST:
        part = _person_at(stage, at)
        if part is None or stage.lower[part.end : part.end + 1] != ["of"]:
            break
        place = next((stage.places[j] for j in range(part.end + 1, min(part.end + 3, len(
            stage.places))) if stage.places[j] is not None), None)  # fmt: skip
        if place is None:
            break
        _hold(stage, part, title, place)
        noted = True
        at = stage.range(place.span.start, place.span.end)[1]
        while stage.lower[at : at + 1] in ([","], ["and"]):
            at += 1
    return noted


def _near(stage: Stage, start: int, end: int = 0) -> list[PlaceMention]:
    """The places named in a few words from ``start`` on, in the same sentence."""
    last = min(end or start + 4 * _MOST, len(stage.tokens))
    number = stage.sentence[start] if start < last else -1
    if end:
        number = stage.sentence[end - 1]
    return [
        m
        for m in dict.fromkeys(
            stage.places[j] for j in range(start, last) if stage.sentence[j] == number
        )
        if m
    ]


def _names(stage: Stage, last: PlaceMention) -> list[Part]:
    return _names_from(stage, stage.range(last.span.start, last.span.end)[1])


def _names_from(stage: Stage, at: int) -> list[Part]:
    """The persons in a list from token ``at`` on."""
    found: list[Part] = []
    while at < len(stage.tokens) and stage.lower[at] in (",", "and", "-", "–", ":", "("):
        at += 1
        if at < len(stage.tokens) and (part := _person_at(stage, at)):
            found.append(part)
            at = part.end
    if not found and at < len(stage.tokens) and (part := _person_at(stage, at)):
        found = [part]
        return found + _names_from(stage, part.end)
    return found


def _person_at(stage: Stage, at: int) -> Part | None:
    parts = [p for p in stage.starting.get(at, ()) if p.figure.kind is ActorKind.PERSON]
    return max(parts, key=lambda part: part.end) if parts else None


def _office(
    stage: Stage, i: int, title: str, group: list[PlaceMention], persons: list[Part]
) -> None:
    if len(persons) == len(group):
        for part, place in zip(persons, group, strict=True):
            _hold(stage, part, title, place)
        return
    for place in group:
        code = stage.country(place)
        government = _mark(stage, place)
        holder = office_holder(stage, title, code) if code and government else None
        if holder is not None and stage.free(i, i + 1):
            stage.add(i, i + 1, holder)
            stage.covered[i] = None
    stage.covered[i] = next((p.figure for p in stage.starting.get(i, ())), stage.covered[i])


def _mark(stage: Stage, place: PlaceMention) -> Figure | None:
    code = stage.country(place)
    government = stage.government(code) if code else None
    start, end = stage.range(place.span.start, place.span.end)
    if government is not None and stage.free(start, end):
        stage.add(start, end, government, place.span)
    return government


def _hold(stage: Stage, part: Part, title: str, place: PlaceMention) -> None:
    government = _mark(stage, place)
    if government is None:
        return
    kind = RelationType.LEADS if title in LEADERS else RelationType.BELONGS_TO
    stage.relate(part.figure, kind, government, part.start)
    stage.titles.setdefault((title, government.country), part.figure)
    if not part.figure.country and part.figure.known is None:
        part.figure.country = government.country
