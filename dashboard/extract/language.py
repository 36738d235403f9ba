"""A text in, the language it is written in out."""

import re

import py3langid

ENGLISH = "en"
FEWEST_WORDS = 8
"""words below which a text in Latin letters is too short to tell"""
ENGLISH_SHARE = 0.06
"""of a text's words that are English function words; no other language reaches it"""
READ = 20_000
"""characters that are looked at"""
_FUNCTION_WORDS = frozenset(
    ("the", "and", "that", "with", "from", "has", "were", "been", "which", "who", "they", "their")
)
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """ISO 639-1 code (ISO 639-3 where there is none); empty if the text is too short to tell."""
    words = _WORD.findall(text[:READ])
    if not words:
        return ""
    known = sum(word.lower() in _FUNCTION_WORDS for word in words)
    if known / len(words) >= ENGLISH_SHARE:
        return ENGLISH
    if len(words) < FEWEST_WORDS and text.isascii():
        return ""
    guessed = str(py3langid.classify(" ".join(words))[0])
    return "" if guessed in _LIKE_ENGLISH and text.isascii() else guessed


_LIKE_ENGLISH = frozenset(("pcm", "af", "sco", "jam"))
"""what short English headlines are taken for"""
