"""What an engine has to offer below the questions: run one, and find what a card shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.store.engine import questions
from dashboard.store.engine.questions import Expression, Found
from dashboard.store.engine.values import Values
from dashboard.store.tables import WORDS


class Question(Protocol):
    """One of ``questions``."""

    def __call__(self, v: Values, found: Found) -> Expression:
        """The expression for those values."""


class Source(Protocol):
    """The tables of one generation."""

    version: str
    drawn: int
    """rows of the packed layer"""

    def ask(self, name: str, question: Question, v: Values) -> pa.Table:
        """The answer, in the types of the expression. ``name`` is the question's own."""

    def details(self, lines: pa.Array) -> pa.Table:
        """``details.COLUMNS`` of those lines, in their order."""

    def lines(self, event_id: str) -> list[int]:
        """Lines that had an event of that id, outdated ones too."""


@dataclass
class Dictionaries:
    """The words of a generation, and what its tables hold."""

    source: Source

    @cached_property
    def words(self) -> dict[str, pa.Array]:
        """Words by kind; the code of a word is its place in the list, from 1."""
        table = self.source.ask("words", _words, Values())
        return {kind: table.filter(pc.field("kind") == kind)["word"].combine_chunks()
                for kind in WORDS}  # fmt: skip

    @cached_property
    def more(self) -> bool:
        """Whether an event has more than two actors."""
        return bool(self.source.ask("any_more", _any_more, Values()).num_rows)

    @cached_property
    def extent(self) -> tuple[int, int] | None:
        """First and last day."""
        row = self.source.ask("extent", _extent, Values()).to_pylist()[0]
        return None if row["first"] is None else (row["first"], row["last"])

    @cached_property
    def total(self) -> int:
        """Events in all."""
        return int(self.source.ask("total", _total, Values())["events"][0].as_py())

    def codes(self, kind: str, words: Sequence[str]) -> tuple[int, ...]:
        """Codes of those of the words that occur."""
        found = pc.index_in(pa.array(list(words), pa.string()), value_set=self.words[kind])
        return tuple(one + 1 for one in found.to_pylist() if one is not None)

    def plain(self, kind: str, codes: pa.ChunkedArray) -> pa.ChunkedArray:
        """The words of codes."""
        return self.words[kind].take(pc.subtract(codes, 1))


def _words(v: Values, found: Found) -> Expression:
    return questions.WORDS.select("kind", "code", "word").order_by("kind", "code")


def _any_more(v: Values, found: Found) -> Expression:
    return questions.MORE.limit(1)


def _extent(v: Values, found: Found) -> Expression:
    t = questions.EVENTS
    return t.filter(t.first.notnull() & t.last.notnull()).aggregate(
        first=t.first.min(), last=t.last.max()
    )


def _total(v: Values, found: Found) -> Expression:
    return questions.EVENTS.aggregate(events=questions.EVENTS.count())


def codes_of(table: str, key: str) -> Question:
    """Codes of the rows of a dictionary whose ``key`` is one of the texts ``key0``, ``key1``…"""

    def question(v: Values, found: Found) -> Expression:
        t = questions.TABLES[table]
        wanted = [v.text(name) for name in sorted(v.texts)]
        return t.filter(t[key].isin(wanted)).select("code")

    return question
