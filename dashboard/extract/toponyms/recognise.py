"""Words in, place names out."""

from collections.abc import Sequence

from spacy.tokens import Doc

from dashboard.extract.findings import Lexicon, Toponym
from dashboard.extract.zones import Zone, ZoneKind
from dashboard.model import MentionKind, Span


def recognise(doc: Doc, zones: Sequence[Zone], lexicon: Lexicon) -> list[Toponym]:
    """Toponyms and demonyms of all zones but the tail, in order, without overlap."""
    tails = [zone for zone in zones if zone.kind is ZoneKind.TAIL]
    return [
        Toponym(
            Span(entity.start_char, entity.end_char),
            MentionKind.DEMONYM if entity.label_ == "NORP" else MentionKind.TOPONYM,
            entity.text,
            0.7,
        )
        for entity in doc.ents
        if entity.label_ in ("GPE", "LOC", "FAC", "NORP")
        and lexicon.known(entity.text)
        and not any(tail.start <= entity.start_char < tail.end for tail in tails)
    ]
