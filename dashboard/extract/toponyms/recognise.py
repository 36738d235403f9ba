"""Words in, place names out."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from spacy.tokens import Doc

from dashboard.extract.findings import Lexicon, Toponym
from dashboard.extract.toponyms.candidates import candidates
from dashboard.extract.toponyms.classifier import FULL, Chosen, classifier
from dashboard.extract.toponyms.document import View
from dashboard.extract.toponyms.features import Described
from dashboard.extract.toponyms.phrases import Phrase, phrase
from dashboard.extract.zones import Zone
from dashboard.model import MentionKind, Span

_ORIGIN = re.compile(r"(?:ians?|eans?|[a-z]ans?|[a-z]{2}ese|ish|[a-z]is?|ites?|ers?)\Z")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


def recognise(
    doc: Doc, zones: Sequence[Zone], lexicon: Lexicon, *,
    weights: Path = FULL, never: Collection[str] = frozenset(),
) -> list[Toponym]:  # fmt: skip
    """Toponyms and demonyms of all zones but the tail, in order, without overlap.

    ``never``: names, in folded case, that are no place's though a place may be called so.
    """
    view = View(doc, zones)
    described = Described(view, candidates(view, lexicon), lexicon)
    chosen = classifier(weights).choose(described, never)
    spans = [Span(view.starts[one.start], view.ends[one.end - 1]) for one in chosen]
    found: list[Toponym] = []
    for i, (one, span) in enumerate(zip(chosen, spans, strict=True)):
        after = _border(view, one.start)
        after = max(after, found[-1].span.end if found else 0)
        before = spans[i + 1].start if i + 1 < len(spans) else len(view.text)
        found.append(_toponym(view, lexicon, one, span, after, before))
    return found


def _border(view: View, token: int) -> int:
    """Where the sentence of a token begins."""
    return view.starts[view.sentence[token]]


def _toponym(
    view: View, lexicon: Lexicon, one: Chosen, proper: Span, after: int, before: int
) -> Toponym:
    text = view.text[proper.start : proper.end]
    known = lexicon.known(text)
    if _is_demonym(view, one, known is not None and known.demonym, text):
        return Toponym(proper, MentionKind.DEMONYM, text, one.score, proper)
    whole = phrase(view.text, proper, known, after=after, before=before)
    return Toponym(
        whole.span, MentionKind.TOPONYM, _looked_up(whole), one.score, proper, whole.level
    )


def _looked_up(whole: Phrase) -> str:
    return _ARTICLE.sub("", whole.name, count=1) if _ARTICLE.match(whole.name) else whole.name


def _is_demonym(view: View, one: Chosen, listed: bool, text: str) -> bool:
    """An adjective or noun of origin: the gazetteer says so, or the parser and its ending do."""
    if listed:
        return True
    entity = view.entity_of[one.start]
    label = entity.label if entity else ""
    adjective = view.tags[one.end - 1] in ("JJ", "NNPS", "NNS")
    return label == "NORP" and adjective and _ORIGIN.search(text) is not None
