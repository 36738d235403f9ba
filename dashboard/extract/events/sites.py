"""Place mentions and events in, the mentions with event sites marked out.

Besides the places of events, the province or country that says where such a place lies is an event
site: "Sirte, Libya", "Tripoli in western Libya". Roles that other stages gave are left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from dashboard.model import Event, MentionKind, PlaceMention, PlaceRole

_LIES = re.compile(
    r"\s*,\s*(?:in\s+)?(?:the\s+)?|[,\s]+in\s+(?:the\s+)?|\s+(?:in|of)\s+(?:the\s+)?"
    r"|,?\s+(?:in\s+)?(?:the\s+)?(?:\w+\s+){0,4}(?:of|in)\s+(?:the\s+)?"
)
"""what may stand between a place and the larger one it lies in"""
_LONGEST = 60
_NOT = re.compile(
    r"\b(?:from|by|and|or|to|with|for|near|against|km|kilomet\w+|miles?|over|outside)\b"
)


def with_sites(
    mentions: Sequence[PlaceMention], events: Sequence[Event], doc: Doc
) -> tuple[PlaceMention, ...]:
    """``mentions`` in their order, with the role ``EVENT_SITE`` where it holds."""
    wanted = {event.place_mention for event in events if event.place_mention}
    ordered = sorted(mentions, key=lambda mention: mention.span.start)
    text = doc.text
    for one, two in pairwise(ordered):
        if one.mention_id in wanted and _lies_in(text, one, two):
            wanted.add(two.mention_id)
    return tuple(
        replace(one, role=PlaceRole.EVENT_SITE)
        if one.mention_id in wanted and one.role is PlaceRole.MENTIONED
        else one
        for one in mentions
    )


def _lies_in(text: str, one: PlaceMention, two: PlaceMention) -> bool:
    if two.kind is not MentionKind.TOPONYM or one.kind is not MentionKind.TOPONYM:
        return False
    between = text[one.span.end : two.span.start]
    if len(between) > _LONGEST or not between or two.span.start > one.sentence.end:
        return False
    return _LIES.fullmatch(between) is not None and _NOT.search(between) is None
