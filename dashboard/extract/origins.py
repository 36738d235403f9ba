"""Whether a place only says where somebody comes from: "Russians", "Turkish ministers"."""

from spacy.tokens import Span as Words
from spacy.tokens import Token

from dashboard.extract.actors.words import (
    FORCES,
    GROUPS,
    KEPT,
    OWN_BODIES,
    PEOPLE,
    STATE_BODIES,
    TITLES,
)

_SOMEBODY = FORCES | frozenset(GROUPS) | PEOPLE | KEPT | OWN_BODIES | STATE_BODIES | TITLES | {
    "side", "sides", "man", "woman", "men", "girl", "boy", "nationals", "citizen", "company",
    "companies", "firm", "media", "counterpart", "counterparts", "crew", "team", "politicians",
    "officer", "captain", "leader", "businessman", "family", "couple", "patrol", "convoy",
}  # fmt: skip
"""nouns for people and bodies"""
_BESIDE = ("JJ", "NN", "NNP", "CD", "VBN", "HYPH", "NNS", "POS")
_AS_NOUNS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative", "appos")


def of_somebody(words: Words, *, demonym: bool) -> bool:
    """Of an adjective: before people and bodies, or as a noun; of a name: "citizens of X"."""
    if not demonym:
        return _of_people(words.root)
    token = words[-1]
    if token.tag_ in ("NNS", "NNPS"):
        return True
    return _before_somebody(token) or (
        token.dep_ in _AS_NOUNS
        and token.tag_ in ("NNP", "NN")
        and not _followed_by_noun(token)
        and any(child.lower_ in ("the", "a", "an") for child in token.children)
    )


def _of_people(root: Token) -> bool:
    if root.dep_ == "conj":
        root = root.head
    if root.dep_ != "pobj" or root.head.lower_ != "of":
        return False
    return _is_somebody(root.head.head) and root.head.head.lower_ not in ("side", "sides")


def _is_somebody(token: Token) -> bool:
    word = token.lower_
    return word in _SOMEBODY or (word.endswith("s") and word[:-1] in TITLES)


def _before_somebody(token: Token) -> bool:
    """Whether a noun for people ends the phrase that begins with the adjective."""
    doc, i = token.doc, token.i + 1
    while i < len(doc) and i - token.i < 7 and not doc[i].is_sent_start:
        after = doc[i]
        if after.lower_ in ("and", ",", "or"):
            if i + 1 >= len(doc) or not doc[i + 1].text[0].isupper():
                return False
        elif after.tag_ not in _BESIDE:
            return False
        elif _is_somebody(after) and not (i + 1 < len(doc) and _noun(doc[i + 1])):
            return True
        i += 1
    return False


def _noun(token: Token) -> bool:
    return token.tag_ in ("NN", "NNS") and not token.is_sent_start and not _is_somebody(token)


def _followed_by_noun(token: Token) -> bool:
    i = token.i + 1
    return i < len(token.doc) and token.doc[i].tag_.startswith("NN")
