"""A text in, a spaCy ``Doc`` of all of it out: words, sentences, dependencies, entities.

``token.idx`` and ``span.start_char`` are offsets into the text given. No sentence and no entity
crosses the border of a zone. A long text is parsed in parts that end where a zone ends, so that
memory stays flat. ``doc.tensor`` has a row for each word: the layer below spaCy's recogniser of
names, or none if the pipeline has no such thing.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import Model, NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from dashboard.errors import SettingsError
from dashboard.extract.pinned import ENGLISH, check_english
from dashboard.extract.zones import Zone

PART = 20_000
"""characters from which a new part begins, at the next border of a zone"""
LONGEST = 1_000_000
"""characters that are parsed; what comes after them is only text"""
_SURROGATES = re.compile("[\ud800-\udfff]")
_SLOW = ("attribute_ruler", "lemmatizer")
"""a third of the time of spaCy's English pipeline; ``_words`` does what we need of them"""
_POS = {
    "N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV", "I": "ADP", "P": "PRON", "D": "DET",
    "M": "AUX", "C": "CCONJ", "W": "PRON", "T": "PART", "U": "INTJ", "E": "PRON",
}  # fmt: skip
_EXACT = {
    "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "RP": "PART", "POS": "PART", "FW": "X",
    "WRB": "ADV", "WDT": "DET", "PDT": "DET", "SYM": "SYM", "_SP": "SPACE", "$": "SYM",
}  # fmt: skip


class Parser:
    """A spaCy pipeline, loaded once; safe to share between threads for reading."""

    def __init__(self, pipeline: str = ENGLISH) -> None:
        """``pipeline`` is an installed package or a folder. Raises ``SettingsError`` without it,
        or if the English one is another than the one we tried."""
        threadpool_limits(limits=1, user_api="blas")  # two threads a small matrix take longer
        set_current_ops(NumpyOps(use_blis=False))
        self._lemmas: _Lemmas | None = None
        try:
            if pipeline == ENGLISH:
                check_english()
                self._nlp = spacy.load(pipeline, exclude=_SLOW[:1])
                self._lemmas = _Lemmas(self._nlp)
                self._nlp.remove_pipe("lemmatizer")
            else:
                self._nlp = spacy.load(pipeline)
        except SettingsError:
            raise
        except (OSError, ValueError) as error:
            raise SettingsError(f"no spaCy pipeline called {pipeline!r} is installed") from error
        self._kept = threading.local()
        self._keep_vectors()
        self._nlp.max_length = 2 * LONGEST
        self.language = str(self._nlp.lang)

    def parse(self, text: str, zones: Sequence[Zone]) -> Doc:
        """A ``Doc`` whose text is ``text``, or its first million characters; never raises.

        Half a character (a lone surrogate) is parsed as U+FFFD, so that offsets stay.
        """
        text = _SURROGATES.sub("\ufffd", text[:LONGEST])
        borders = [zone.start for zone in zones if 0 < zone.start < len(text)]
        parts = [self._part(text[a:b], [z - a for z in borders]) for a, b in _parts(text, borders)]
        if len(parts) == 1:
            return parts[0]
        return Doc.from_docs(parts, ensure_whitespace=False) or self._nlp.make_doc("")

    def _keep_vectors(self) -> None:
        """From now on the layer below the names' recogniser leaves its output in ``_kept``."""
        if "ner" not in self._nlp.pipe_names:
            return
        names: Any = self._nlp.get_pipe("ner").model  # type: ignore[attr-defined]
        layer = names.get_ref("tok2vec")

        def forward(_: Any, docs: Any, is_train: bool) -> Any:
            found, back = layer(docs, is_train)
            self._kept.vectors = found
            return found, back

        names.replace_node(layer, Model("kept", forward, layers=[layer], dims={"nO": None}))

    def _vectors(self, doc: Doc) -> Any:
        """What the parser made of each word before it said what is a name; empty if unknown."""
        found = getattr(self._kept, "vectors", None)
        self._kept.vectors = None
        return found if found is not None and len(found) == len(doc) else doc.tensor[:0]

    def _part(self, text: str, borders: Sequence[int]) -> Doc:
        doc = self._nlp.make_doc(text)
        if not len(doc):
            return doc
        starts = set(borders)
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        doc = self._nlp(doc)
        doc.tensor = self._vectors(doc)
        if self._lemmas is not None:
            for token in doc:
                self._lemmas.complete(token)
        return doc


class _Lemmas:
    """Part of speech from the tag, and the lemma from spaCy's rules, each word asked once."""

    def __init__(self, nlp: Language) -> None:
        self._rules: Any = nlp.get_pipe("lemmatizer")
        self._lemma = lru_cache(maxsize=50_000)(self._asked)

    def complete(self, token: Token) -> None:
        """Sets ``pos_`` and ``lemma_``."""
        tag = token.tag_
        token.pos_ = _EXACT.get(tag) or _POS.get(tag[:1], "PUNCT")
        token.lemma_ = self._lemma(token.text, tag)

    def _asked(self, text: str, tag: str) -> str:
        lower = text.lower()
        if tag in ("NN", "VB", "JJ", "RB", "NNP", "NNPS") or tag[:1] not in "NVJRM":
            return text if tag.startswith("NNP") else lower
        word = Doc(self._rules.vocab, words=[text], pos=[_POS[tag[:1]]], tags=[tag])
        return str(self._rules.rule_lemmatize(word[0])[0])


@lru_cache(maxsize=2)
def parser(pipeline: str = ENGLISH) -> Parser:
    """The parser of this process; a second call costs nothing."""
    return Parser(pipeline)


def _parts(text: str, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of about ``PART`` characters; a zone longer than that is cut at white space."""
    cuts, last = [0], 0
    stops = [*borders, len(text)]
    for border in stops:
        while border - last > 2 * PART:
            space = text.find(" ", last + PART, border)
            last = space + 1 if space != -1 else last + PART
            cuts.append(last)
        if border - last >= PART:
            last = border
            cuts.append(last)
    if cuts[-1] != len(text) or len(cuts) == 1:
        cuts.append(len(text))
    return pairwise(cuts)
