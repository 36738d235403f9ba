"""Place mentions and events in, the mentions with event sites marked out.

Besides the places of events, the province or country that says where such a place lies is an event
site: "Sirte, Libya", "Tripoli in western Libya". Roles that other stages gave are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from dashboard.model import Event, MentionKind, PlaceMention, PlaceRole

_KIND = (
    r"(?:(?:north|south|east|west|central|coastal|capital|upper|lower|rural)\w*|town|city|village"
    r"|province|region|state|district|part|parts|area|county|governorate|suburb|outskirts|port"
    r"|quarter|neighbou?rhood|local|government|border|hills?|mountains?|countryside|oblast)"
)
_LIES = re.compile(
    rf"(?:\s*,|\s*,?\s+(?:in|of|on))\s*(?:(?:a|an|the|in|of|on)\s+)*(?:{_KIND}[\s-]+"
    rf"(?:(?:of|in|the)\s+)*){{0,5}}",
    re.IGNORECASE,
)
"""what may stand between a place and the larger one it lies in: no verb, no other noun"""


def with_sites(
    mentions: Sequence[PlaceMention], events: Sequence[Event], doc: Doc
) -> tuple[PlaceMention, ...]:
    """``mentions`` in their order, with the role ``EVENT_SITE`` where it holds."""
    wanted = set(_named(mentions, events))
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


def _named(mentions: Sequence[PlaceMention], events: Sequence[Event]) -> Iterator[str]:
    """Mentions of the places of events, also in the other sentences that tell of the event."""
    known = {mention.mention_id: mention for mention in mentions}
    for event in events:
        place = known.get(event.place_mention)
        if place is None:
            continue
        yield place.mention_id
        for mention in mentions:
            if mention.name == place.name and any(
                sentence.start <= mention.span.start < sentence.end
                for sentence in (event.sentence, *event.more_evidence)
            ):
                yield mention.mention_id


def _lies_in(text: str, one: PlaceMention, two: PlaceMention) -> bool:
    if two.kind is not MentionKind.TOPONYM or one.kind is not MentionKind.TOPONYM:
        return False
    between = text[one.span.end : two.span.start]
    if not between or two.span.start > one.sentence.end:
        return False
    return _LIES.fullmatch(between) is not None
