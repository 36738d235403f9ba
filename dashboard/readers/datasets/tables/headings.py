"""Our columns that a table may be mapped to, and the words people write above them."""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.readers.datasets.tables.wording import plain, rows


@dataclass(frozen=True, slots=True)
class Target:
    """A column of ours."""

    name: str
    """of ``IMPORTED``, or one that several of its columns are made from ("date", "position")"""
    title: str
    """for people"""
    tags: tuple[str, ...]
    """HXL hashtags"""
    words: tuple[str, ...]
    """in the form of ``wording.plain``, the most telling first"""


@lru_cache(maxsize=1)
def targets() -> dict[str, Target]:
    """By name, in the order in which a page would show them."""
    return {
        row["column"]: Target(
            row["column"],
            row["title"],
            tuple(row["hxl"].split("|")) if row["hxl"] else (),
            tuple(dict.fromkeys(
                (plain(row["column"]), *(plain(word) for word in row["words"].split("|") if word))
            )),
        )
        for row in rows("headings.csv")
    }  # fmt: skip


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """All words that stand above columns."""
    return frozenset(word for target in targets().values() for word in target.words)


def tag_parts(tag: str) -> tuple[str, ...]:
    """Hashtag and attributes, sorted: "#geo +lon" and "#geo+lon" are the same."""
    tag, *attributes = tag.replace(" ", "").lower().split("+")
    return (tag, *sorted(attribute for attribute in attributes if attribute))
