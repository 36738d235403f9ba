"""The words of a document in, stretches that may name a place out: tokens, half-open.

Far more than there are names: runs of capitalised words and what is within them, entities of the
parser, names of the gazetteer. Words in lower case around a name are added later: phrases.py.
"""

from collections.abc import Iterator

from dashboard.extract.findings import Lexicon
from dashboard.extract.toponyms.document import PLACES, View
from dashboard.extract.toponyms.words import ABBREVIATED, ARTICLES, PARTICLES, SIGNS
from dashboard.extract.zones import ZoneKind

Stretch = tuple[int, int]
_LONGEST = 6
"""words of a name of the gazetteer"""
_FREE = 3
"""words of a stretch that is a candidate whatever it says"""
_BETWEEN = frozenset("-–'’/‘&")


def candidates(view: View, lexicon: Lexicon) -> list[Stretch]:
    """Each stretch once, in order; none in the tail."""
    found: set[Stretch] = set()
    for start, end in _runs(view):
        found.update(_within(view, lexicon, start, end))
    for entity in view.entities:
        if entity.label in PLACES or entity.label in ("ORG", "PERSON", "EVENT", "PRODUCT"):
            found.update(_trimmed(view, entity.start, entity.end))
    return sorted(s for s in found if view.zone[s[0]] is not ZoneKind.TAIL and _is_name(view, *s))


def _names(view: View, i: int) -> bool:
    return view.capital[i] or (view.words[i][:1].isdigit() and i > 0 and view.capital[i - 1])


def _runs(view: View) -> Iterator[Stretch]:
    """Longest stretches of capitalised words with particles and hyphens between them."""
    at, count = 0, len(view)
    while at < count:
        if not _begins(view, at):
            at += 1
            continue
        end = at + 1
        while end < count:
            if view.capital[end]:
                end += 1
                continue
            ahead = end
            while ahead < min(count, end + 3) and _links(view, ahead):
                ahead += 1
            if ahead == end or ahead >= count or not view.capital[ahead]:
                break
            end = ahead + 1
        yield at, end
        at = end


def _begins(view: View, i: int) -> bool:
    if view.capital[i]:
        return True
    return (
        view.lower[i] in ARTICLES
        and i + 1 < len(view)
        and (view.words[i + 1] == "-" or view.capital[i + 1])
        and (view.words[i + 1] != "-" or (i + 2 < len(view) and view.capital[i + 2]))
    )


def _links(view: View, i: int) -> bool:
    return view.lower[i] in PARTICLES or view.words[i] in _BETWEEN


def _within(view: View, lexicon: Lexicon, start: int, end: int) -> Iterator[Stretch]:
    """The run, its short parts, and its parts that the gazetteer has."""
    for a in range(start, end):
        if not _begins(view, a):
            continue
        words = 0
        for b in range(a + 1, min(end, a + 2 * _LONGEST) + 1):
            last = b - 1
            if view.words[last] not in _BETWEEN:
                words += 1
            if words > _LONGEST:
                break
            if not view.capital[last]:
                continue
            whole = a == start and b == end
            if words <= _FREE or whole or lexicon.known(view.span(a, b)):
                yield a, b
                if _cut_short(view, b):
                    yield a, b + 1


def _cut_short(view: View, end: int) -> bool:
    """Whether a full stop that was taken for the sentence's belongs to the word before it."""
    if end == len(view) or view.words[end] != "." or view.ends[end - 1] != view.starts[end]:
        return False
    return "." in view.words[end - 1] or view.lower[end - 1] in ABBREVIATED


def _trimmed(view: View, start: int, end: int) -> Iterator[Stretch]:
    """An entity as it is, and without article and possessive."""
    while start < end and view.lower[start] in ("the", "a", "an"):
        start += 1
    while end > start and view.lower[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    if start < end:
        yield start, end


def _is_name(view: View, start: int, end: int) -> bool:
    """Not a single function word, no sign of a body ("WHO"), no line break within."""
    if end - start == 1:
        word = view.words[start]
        if view.shout[start] and view.lower[start] in SIGNS:
            return False
        if not word[:1].isalpha() or (view.stops[start] and not view.shout[start]):
            return False
    return "\n" not in view.span(start, end)
