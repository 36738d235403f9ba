"""The values of a question, and slots that stand for them while its SQL is written.

A question of the same shape (the same parts of a filter, however many values each has) has the
same SQL but for its values. So it is compiled once, with numbers that stand for the values, and
these are put in each time: 0.1 ms instead of 5.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_FIRST = 1_900_000_000
_SLOT = re.compile(rf"'slot({_FIRST // 100_000}\d{{5}})'|\b({_FIRST // 100_000}\d{{5}})\b")


@dataclass(frozen=True)
class Values:
    """Numbers, lists of numbers and texts by name; a name that is missing is not asked for."""

    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether a value of that name is asked for."""
        return name in self.numbers or name in self.texts or name in self.flags

    def many(self, name: str) -> tuple[int, ...]:
        """A list; never empty, where nothing fits it holds a number that does not occur."""
        return self.numbers[name] or (-1,)

    def one(self, name: str) -> int:
        """A single number."""
        return self.many(name)[0]

    def text(self, name: str) -> str:
        """A text."""
        return self.texts[name]

    def with_(self, **numbers: int | tuple[int, ...]) -> "Values":
        """These and further numbers."""
        more = {k: v if isinstance(v, tuple) else (v,) for k, v in numbers.items()}
        return Values({**self.numbers, **more}, self.texts, self.flags)

    def flagged(self, *flags: str) -> "Values":
        """These and further flags."""
        return Values(self.numbers, self.texts, self.flags | set(flags))

    def saying(self, **texts: str) -> "Values":
        """These and further texts."""
        return Values(self.numbers, {**self.texts, **texts}, self.flags)

    def only_words(self) -> "Values":
        """Those of the search in texts: it is the same whatever else is asked."""
        return Values(texts={k: v for k, v in self.texts.items() if k.startswith("word")})

    @property
    def shape(self) -> tuple[frozenset[str], ...]:
        """What decides the SQL."""
        return frozenset(self.numbers), frozenset(self.texts), self.flags

    def slots(self) -> "Values":
        """Values of the same shape, each a slot."""
        names = self._names()
        return Values(
            {name: (_FIRST + names.index(name),) for name in self.numbers},
            {name: f"slot{_FIRST + names.index(name)}" for name in self.texts},
            self.flags,
        )

    def fill(self, sql: str) -> str:
        """SQL that was written with ``slots``, with these values."""
        names = self._names()

        def value(found: re.Match[str]) -> str:
            if found[1]:
                return "'" + self.text(names[int(found[1]) - _FIRST]).replace("'", "''") + "'"
            return ", ".join(map(str, self.many(names[int(found[2]) - _FIRST])))

        return _SLOT.sub(value, sql)

    def _names(self) -> list[str]:
        return sorted({*self.numbers, *self.texts})
