"""The words of a document in, what stands beside each name out: persons, organisations, houses.

A run is the longest stretch of capitalised words around a word. What a word is used for once
tells of it wherever it stands: who is called "Mr Houston" once is no city later.
"""

from collections import Counter

from dashboard.extract.toponyms.document import View
from dashboard.extract.toponyms.words import (
    BODIES,
    BUILDINGS,
    GENERIC,
    INSTITUTIONS,
    SAYING,
    TITLES,
)

_INSIDE = frozenset(("in", "near", "around", "outside"))
Row = list[float]


def _kind(word: str) -> int:
    return (
        5 if word in INSTITUTIONS else 1 if word in GENERIC else 2 if word in BODIES
        else 3 if word in BUILDINGS else 4 if word in TITLES else 0
    )  # fmt: skip


class Company:
    """What the whole document says of each word."""

    def __init__(self, view: View) -> None:
        self._kinds = [_kind(word) for word in view.lower]
        self._runs(view)
        self._persons: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        self._says: Counter[str] = Counter()
        for i, word in enumerate(view.lower):
            if not view.capital[i] or not i:
                continue
            before = view.lower[i - 1]
            if before == "." and i > 1:
                before = view.lower[i - 2]
            self._inside[word] += before in _INSIDE
            named = view.capital[i - 1] and view.uses[i - 1].first_name == 2
            self._persons[word] += named or before.rstrip(".") in TITLES
            self._says[word] += i + 1 < len(view) and view.lower[i + 1] in SAYING
        self._lower = view.lower

    def _runs(self, view: View) -> None:
        """Where the run of each word begins and ends."""
        count = len(view)
        self._begin, self._end = list(range(count)), list(range(1, count + 1))
        for i in range(1, count):
            if view.capital[i] and view.capital[i - 1]:
                self._begin[i] = self._begin[i - 1]
        for i in range(count - 2, -1, -1):
            if view.capital[i] and view.capital[i + 1]:
                self._end[i] = self._end[i + 1]

    def of(self, start: int, end: int) -> Row:
        """A row of numbers for the tokens ``start`` to ``end``, half-open."""
        begin, stop = self._begin[start], self._end[end - 1]
        inner, outer = self._kinds[start:end], self._kinds[begin:stop]
        first, last = self._lower[start], self._lower[end - 1]
        return [
            start - begin, stop - end, outer[-1], inner[-1], 2 in inner, 3 in inner, 5 in inner,
            2 in outer, 3 in outer, 4 in outer, 5 in outer,
            self._kinds[stop] if stop < len(self._kinds) else 0,
            self._persons[first], self._persons[last], self._inside[first], self._inside[last],
            self._says[last],
        ]  # fmt: skip
