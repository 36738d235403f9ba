"""Names of places that a sentence joins by "and": what is said of one is said of all."""

from collections.abc import Sequence

from dashboard.model import MentionKind, PlaceMention

_JOINING = {",", "and", "or", "the", "as", "well", "both", "&", "nor"}
_SHORT = 16
"""characters between two names that are joined"""


def joined(text: str, mentions: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """The mentions in groups, those that stand alone as groups of one; in order of the text.

    Adjectives of origin form groups of their own.
    """
    groups: list[list[PlaceMention]] = []
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.span.end)):
        last = groups[-1][-1] if groups else None
        if last is not None and _together(text, last, mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _together(text: str, one: PlaceMention, other: PlaceMention) -> bool:
    if not 0 < other.span.start - one.span.end <= _SHORT:
        return False
    if (one.kind is MentionKind.DEMONYM) is not (other.kind is MentionKind.DEMONYM):
        return False
    between = text[one.span.end : other.span.start]
    if "\n" in between or not between.strip():
        return False
    return all(word in _JOINING for word in between.replace(",", " , ").lower().split())
