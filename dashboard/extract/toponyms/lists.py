"""The words of a document in, names that are listed together out ("Kofa, Tebe (3) and Old Kofa").

What the fellows of a name are, it mostly is too, though nobody else has heard of it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.extract.findings import Known
from dashboard.extract.toponyms.document import PLACES, View
from dashboard.extract.toponyms.words import PARTICLES

Stretch = tuple[int, int]
Row = list[float]
_BETWEEN = frozenset((",", ";", "and", "&", "or", "|", "/", "•", "\n"))
_LINKS = (PARTICLES - {"and", "&", "the", "on", "upon", "of"}) | {"-", "–", "'", "’", "of"}
_GAP = 3
"""words that may stand between two fellows"""
_NEAR = 20
"""fellows on either side that are asked, however long the list"""
_BRACKET = 4
"""words that a bracket after a name may hold"""


class Lists:
    """Each capitalised run of a document, and the runs in one list with it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._items = list(_items(view))
        self._item_of: dict[int, int] = {}
        for number, (start, end) in enumerate(self._items):
            for i in range(start, end):
                self._item_of[i] = number
        self._begin = list(range(len(self._items)))
        self._end = [number + 1 for number in self._begin]
        joined = [_joined(view, a[1], b[0]) for a, b in pairwise(self._items)]
        for number in range(1, len(self._items)):
            if joined[number - 1]:
                self._begin[number] = self._begin[number - 1]
        for number in range(len(self._items) - 2, -1, -1):
            if joined[number]:
                self._end[number] = self._end[number + 1]

    def fellows(self, start: int) -> list[Stretch]:
        """The nearest other names of the list that this token's name is in."""
        number = self._item_of.get(start)
        if number is None:
            return []
        first, last = max(self._begin[number], number - _NEAR), number + 1 + _NEAR
        return self._items[first:number] + self._items[number + 1 : min(self._end[number], last)]

    def of(self, start: int, end: int, known: dict[Stretch, Known | None]) -> Row:
        """Where a candidate stands in its list, and what is known of its fellows; -1 for nothing.
        ``known``: the candidates, as the gazetteer has them."""
        number = self._item_of.get(start)
        own = self._items[number] if number is not None else (start, end)
        fellows = self.fellows(start)
        return [
            len(fellows), start - own[0], own[1] - end,
            _share([known.get(one) is not None for one in fellows]),
            _share([self._is_place(one) for one in fellows]),
        ]  # fmt: skip

    def _is_place(self, stretch: Stretch) -> bool:
        entity = self._view.entity_of[stretch[0]]
        return entity is not None and entity.label in PLACES


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else -1.0


def _items(view: View) -> Iterator[Stretch]:
    """Runs of capitalised words, with what links them."""
    at, count = 0, len(view)
    while at < count:
        if not view.capital[at]:
            at += 1
            continue
        end = at + 1
        while end < count:
            if view.capital[end]:
                end += 1
            elif view.lower[end] in _LINKS and end + 1 < count and view.capital[end + 1]:
                end += 2
            else:
                break
        yield at, end
        at = end


def _joined(view: View, start: int, end: int) -> bool:
    """Whether only what stands between fellows is between these tokens."""
    if start < end and view.words[start] == "(":
        close = next((i for i in range(start, min(end, start + _BRACKET + 2))
                      if view.words[i] == ")"), None)  # fmt: skip
        if close is None:
            return False
        start = close + 1
    if not 0 < end - start <= _GAP:
        return False
    return all(view.lower[i] in _BETWEEN for i in range(start, end))
