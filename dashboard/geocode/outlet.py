"""The name or address of an outlet in, the names its home may have out.

"timesofmalta.com" speaks of Malta, "The Anniston Star" of Anniston; ".com.ng" of Nigeria. Where
some hundred outlets are at home is kept in outlets.csv.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.geocode.normalise import fold
from dashboard.geocode.shipped import readable_rows

_PRESS = re.compile(
    "the|this|is|my|our|go|all|daily|evening|morning|sunday|weekly|online|on|of|and|local|"
    "news|newspapers?|times|herald|heraldry|post|star|sun|tribune|gazette|chronicle|journal|"
    "telegraph|telegram|courier|dispatch|examiner|press|mail|record|recorder|reporter|register|"
    "review|republic|republican|democrat|sentinel|standard|observer|independent|inquirer|"
    "enquirer|intelligencer|ledger|leader|mercury|messenger|monitor|mirror|citizen|bulletin|"
    "beacon|banner|bee|call|echo|eagle|express|advocate|advertiser|argus|age|voice|today|live|"
    "tv|radio|fm|net|web|info|media|world|globe|guardian|state|city|county|area|insider?|item|"
    "talk|town|now|headlines?|report|newswire|network|agency|english|en|"
    "magazine|paper|wire|pilot|capital|day|union|signal|views?|free"
)
_SECOND = frozenset(("co", "com", "org", "net", "gov", "ac", "edu", "or", "go", "ne", "in", "info"))
_TOP = {
    "uk": "GB",
    "eu": "",
    "tv": "",
    "io": "",
    "co": "",
    "me": "",
    "ai": "",
    "fm": "",
    "su": "RU",
}
_SHORTEST = 4


class Outlet(NamedTuple):
    """Names that stand in its name, and the country its address belongs to, if any."""

    stems: tuple[str, ...]
    country: str
    """ISO 3166-1 alpha-2, or empty"""
    home: str = ""
    """where it is known to be published, where that is narrower than its country"""


@lru_cache(maxsize=1000)
def outlet(publisher: str) -> Outlet:
    """Words of a name or address that may name a home; never raises."""
    publisher = publisher[:300].strip()
    host = _host(publisher)
    if not host:
        return Outlet(tuple(dict.fromkeys(_runs(fold(publisher).split()))), "")
    labels = [label for label in host.split(".") if label not in ("www", "m", "amp", "")]
    for start in range(len(labels) - 1):
        if known := _listed().get(".".join(labels[start:])):
            return Outlet((), known[1], known[0])
    top = labels.pop() if len(labels) > 1 else ""
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels.pop()
    country = _TOP.get(top, top.upper() if len(top) == 2 else "")
    words = [word for label in labels for word in label.split("-")]
    stems = [stem for word in words for stem in _stems(word)]
    return Outlet(tuple(dict.fromkeys([*_runs(words), *stems])), country)


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, str]]:
    """Address to home and country; GazetteerError if the shipped file is not there."""
    return {row["address"]: (row["home"], row["country"]) for _, row in readable_rows("outlets")}


def _host(publisher: str) -> str:
    if " " in publisher or "." not in publisher:
        return ""
    address = publisher if "//" in publisher else f"//{publisher}"
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _runs(words: list[str]) -> Iterable[str]:
    """Runs of words that are not the press's own."""
    run: list[str] = []
    for word in [*words, "news"]:
        if _PRESS.fullmatch(word):
            if len("".join(run)) >= _SHORTEST:
                yield " ".join(run)
            run = []
        else:
            run.append(word)


def _stems(word: str) -> Iterable[str]:
    """What is left of a word without the press's own words at either end."""
    front = re.compile(rf"(?:{_PRESS.pattern})+")
    starts = {0, *(end for end in range(1, len(word)) if front.fullmatch(word[:end]))}
    ends = {len(word), *(at for at in range(1, len(word)) if front.fullmatch(word[at:]))}
    stems = {word[a:b] for a in starts for b in ends if b - a >= _SHORTEST}
    return sorted(stems, key=lambda stem: (len(stem), stem))


def homes(found: Outlet, known: Callable[[str], bool]) -> list[str]:
    """The stems, or two or three words they may be joined from, that ``known`` says are names."""
    names = []
    for stem in found.stems:
        splits = [stem]
        if " " not in stem:
            splits += [f"{stem[:at]} {stem[at:]}" for at in range(2, len(stem) - 2)]
        names += [name for name in splits if known(name)][:1]
    return names
