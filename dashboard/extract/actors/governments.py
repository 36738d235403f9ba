"""Governments called by a place: "Ankara expects", "Turkey and Russia agreed", "the Kremlin"."""

from dashboard.extract.actors.known import folded
from dashboard.extract.actors.metonyms import acts_as_somebody
from dashboard.extract.actors.stage import Figure, Stage
from dashboard.extract.coordination import joined
from dashboard.model import MentionKind, PlaceMention, Span

_HOUSES = ("Kremlin", "White House", "Downing Street", "Élysée", "Elysee", "Blue House")
"""buildings that are named only for whom they house"""
_GONE_TO = frozenset({"in", "at", "to", "near", "from", "outside", "into", "inside"})


def name_governments(stage: Stage) -> None:
    """Marks places that act as their governments; of several joined by "and", all or none."""
    names = [
        m
        for m in dict.fromkeys(filter(None, stage.places))
        if m.kind is MentionKind.TOPONYM and stage.read(stage.index(m.span.start))
    ]
    for group in joined(stage.text, names):
        seats = [(place, _seat(stage, place)) for place in group]
        if any(figure is not None and _acts(stage, place) for place, figure in seats):
            for place, figure in seats:
                if figure is not None:
                    stage.add(*stage.range(place.span.start, place.span.end), figure, place.span)
    _name_unplaced(stage)


def _seat(stage: Stage, place: PlaceMention) -> Figure | None:
    if not stage.free(*stage.range(place.span.start, place.span.end)):
        return None
    return _seated(stage, place.name) or _seated(stage, place.text)


def _acts(stage: Stage, place: PlaceMention) -> bool:
    start, end = stage.range(place.span.start, place.span.end)
    return acts_as_somebody(stage.tokens[stage.root(start, end)], seat=True)


def _seated(stage: Stage, name: str) -> Figure | None:
    """The government that a place stands for: one that the report names, else the state."""
    keys = stage.known.metonyms.get(folded(name), [])
    named = [key for key in keys if key in stage.figures]
    states = [key for key in keys if key in stage.known.governments.values()]
    for several in (named, states, keys):
        if several:
            return stage.enter_known(several[0])
    return None


def _name_unplaced(stage: Stage) -> None:
    """Marks names of governments that were not read as names of places."""
    for match in stage.known.seats.find(stage.text, stage.words):
        start, end = stage.range(match.start, match.end)
        if not stage.read(start) or not stage.free(start, end) or any(stage.places[start:end]):
            continue
        token = stage.tokens[stage.root(start, end)]
        house = stage.text[match.start : match.end] in _HOUSES
        lone = _written_alone(stage, start, end)
        if lone and (acts_as_somebody(token, seat=True) or (house and not _gone_to(stage, start))):
            figure = _seated(stage, stage.text[match.start : match.end])
            if figure is not None:
                stage.add(start, end, figure, Span(match.start, match.end))


def _gone_to(stage: Stage, start: int) -> bool:
    before = stage.lower[max(0, start - 2) : start]
    return any(word in _GONE_TO for word in before)


def _written_alone(stage: Stage, start: int, end: int) -> bool:
    """Whether no further word with a capital stands beside the name."""
    return not any(
        0 <= i < len(stage.tokens) and stage.sentence[i] == stage.sentence[start]
        and stage.tokens[i].tag_ in ("NNP", "NNPS") and stage.tokens[i].text[0].isupper()
        for i in (start - 1, end)
    )  # fmt: skip
