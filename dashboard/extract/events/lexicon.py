"""``event_triggers.csv`` in, rules out: which words may tell of an event, under which conditions.

A row's ``words`` are lemmas or phrases of lemmas, parted by ``|``. ``when`` holds conditions that
must all hold, ``slot:value|value``; ``!`` before one turns it round; a value may name a slot of its
own (``clause:yes|obj:deal``). ``gives`` says what the row's verb makes of the clause below it.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.settings import ROOT

TRIGGERS = ROOT / "data" / "event_triggers.csv"
_CONDITION = re.compile(r"\s+(?=!?[a-z]+:)")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: any of some (slot, value) pairs holds, or with ``negated`` none does."""

    pairs: tuple[tuple[str, str], ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A row for one of its phrases."""

    phrase: tuple[str, ...]
    pos: str
    """V, N, A, or X for words of any kind"""
    type: str
    """a type of ``event_types.csv``, a word in lower case that ``types.py`` decides, or empty"""
    when: tuple[Condition, ...]
    gives: str
    order: int


@lru_cache(maxsize=1)
def rules() -> dict[tuple[str, str], tuple[Rule, ...]]:
    """Rules by part of speech and key word: of nouns the last word, of others the first.

    Longer phrases come first, then the order of the file.
    """
    found: dict[tuple[str, str], list[Rule]] = {}
    with TRIGGERS.open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file)):
            when = tuple(_condition(text) for text in _CONDITION.split(row["when"]) if text)
            for words in row["words"].split("|"):
                phrase = tuple(words.split())
                rule = Rule(phrase, row["pos"], row["type"], when, row["gives"], order)
                key = phrase[-1] if rule.pos == "N" else phrase[0]
                found.setdefault((rule.pos, key), []).append(rule)
    return {
        key: tuple(sorted(each, key=lambda rule: (-len(rule.phrase), rule.order)))
        for key, each in found.items()
    }


_NEUTRAL = frozenset({
    "die", "perish", "dead", "death", "casualty", "fatality", "send", "hear", "exchange", "trade",
    "launch", "drop", "club", "hang", "poison", "knife", "drown",
})  # fmt: skip
"""words of violence only by what stands around them"""


@lru_cache(maxsize=1)
def violent_words() -> frozenset[str]:
    """Single lemmas of verbs and nouns that tell of violence whatever stands around them."""
    types = {"violence", "clash", "bombing", "fight"}
    return frozenset(
        rule.phrase[0]
        for each in rules().values()
        for rule in each
        if len(rule.phrase) == 1
        and (rule.type in types or "strike" in rule.type or "Shelling" in rule.type)
        and rule.phrase[0] not in _NEUTRAL
    ) | {
        "fire",
        "explosion",
        "blast",
        "bomb",
        "offensive",
        "war",
        "attack",
        "destroy",
        "torture",
        "retaliate",
    }


def _condition(text: str) -> Condition:
    negated = text.startswith("!")
    slot, _, values = text.lstrip("!").partition(":")
    pairs = []
    for value in values.split("|"):
        inner, colon, rest = value.partition(":")
        if colon:
            slot, value = inner, rest
        pairs.append((slot, value))
    return Condition(tuple(pairs), negated)
