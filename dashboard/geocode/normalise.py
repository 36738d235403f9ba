"""A place name in, the key it is filed under out.

Two spellings of one name should share a key; two different names should not. What a key leaves
out: case, marks and vowel points, apostrophes and ayns, punctuation, Arabic letter variants, the
last h of words in -ah. What is merely optional (a leading Arabic article) is a second key.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae",
        "œ": "oe", "ə": "a", "ħ": "h", "ŋ": "n",
        "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ک": "ك", "ھ": "ه", "ہ": "ه", "ە": "ه",
        "ٱ": "ا", "ـ": None, "ё": "е", "ґ": "г", "Ё": "е",
        "'": None, "’": None, "‘": None, "`": None, "´": None, "ʻ": None, "ʼ": None, "ʽ": None,
        "ʾ": None, "ʿ": None, "ʹ": None, "′": None, "ˈ": None, "ء": None, "“": None, "”": None,
        '"': None, "\u200c": " ", "\u200d": None, "\u200e": None, "\u200f": None,
    }
)  # fmt: skip
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "il",
        "ul",
        "ad",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "an",
        "adh",
        "ath",
        "ed",
        "er",
        "es",
        "esh",
        "et",
        "ez",
        "en",
        "edh",
        "eth",
    ]
)
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
"""The dots of U.S.A., which would part its letters."""
_ASCII_QUICK = re.compile(r"[a-z]+(?: [a-z]+)*\Z")
_LAST_INDIAN_MARK = 0x0900


def fold(text: str) -> str:
    """``text`` without case, marks, apostrophes and punctuation; words parted by one space."""
    lowered = text.casefold()
    if _ASCII_QUICK.match(lowered):
        return lowered
    lowered = _INITIALS.sub("", lowered)
    marked = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
    bare = "".join(c for c in marked if not _is_mark(c)).translate(_LETTERS)
    whole = unicodedata.normalize("NFC", bare).casefold()
    return " ".join("".join(c if _spells(c) else " " for c in whole).split())


def _is_mark(character: str) -> bool:
    """Marks that spellings may lack; in Indian scripts and beyond marks are vowels: they stay."""
    return character > "\u02ff" and (
        ord(character) < _LAST_INDIAN_MARK and unicodedata.combining(character) > 0
    )


def _spells(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def key(text: str) -> str:
    """What a name is filed under; ``key(key(x)) == key(x)``, empty if nothing is left."""
    return " ".join(_word_key(word, at) for at, word in enumerate(fold(text).split()))


def _word_key(word: str, at: int) -> str:
    while word.startswith("ال") and len(word) > 4:
        word = word[2:]
    if at and word in _ARTICLES:
        return "al"
    if word.endswith("ah") and len(word) > 3:
        return word[:-1]
    return _ABBREVIATIONS.get(word, word)


def without_article(name_key: str) -> str:
    """The key without a leading Arabic article, or empty if it has none."""
    first, _, rest = name_key.partition(" ")
    return rest if first in _ARTICLES and len(rest) > 2 else ""


_SOUNDS = (
    (re.compile("tch|ch|sh|sch|dj|j|zh"), "s"),
    (re.compile("kh|gh|q|ck|c|g"), "k"),
    (re.compile("ph|v"), "f"),
    (re.compile("th|dh|d"), "t"),
    (re.compile("z"), "s"),
    (re.compile("p"), "b"),
)
_QUIET = re.compile("[aeiouwyh ]")
_TWICE = re.compile(r"(.)\1+")
_SHORTEST_SKELETON = 3
_LONG_VOWELS = (("oo", "u"), ("ou", "u"), ("ee", "i"), ("ei", "i"), ("ai", "a"), ("ey", "i"))


def sounded(name_key: str) -> str:
    """A key as it is read aloud, for comparing two spellings letter by letter."""
    for spelled, letter in (*_LONG_VOWELS, ("kh", "h"), ("gh", "g"), ("q", "k"), ("c", "k")):
        name_key = name_key.replace(spelled, letter)
    return _TWICE.sub(r"\1", name_key)


def skeleton(name_key: str) -> str:
    """Consonants of a Latin name as different transliterations share them; empty if too few.

    Articles are left out; an "a" stands for any vowel the name begins with. Meant for finding
    names to compare, not for comparing them.
    """
    if not name_key.isascii():
        return ""
    words = [word for word in name_key.split() if word not in _ARTICLES]
    sound = " ".join(words)
    for pattern, letter in _SOUNDS:
        sound = pattern.sub(letter, sound)
    bones = _TWICE.sub(r"\1", _QUIET.sub("", sound))
    if len(bones) < _SHORTEST_SKELETON:
        return ""
    return "a" + bones if words[0][0] in "aeiou" else bones
