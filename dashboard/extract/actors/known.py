"""The actor file, made ready for finding its names in texts; built once."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.model import Actor, ActorKind, RelationType
from dashboard.roster import KnownActor, Roster, Tie

WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Za-z0-9&/-]*[A-Z0-9]s?\Z|[A-Z]\Z")
_DEMONYM = re.compile(r"(\w+) (?:government|authorities|army|armed forces|regime)\Z", re.IGNORECASE)
_ARMED = re.compile(
    r"\b(?:armed forces|army|military|defen[cs]e forces?|tatmadaw)\b", re.IGNORECASE
)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Without case and accents: two spellings of a name that differ in these alone are one."""
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def is_abbreviation(name: str) -> bool:
    """Whether capitals are part of how it is written ("GNA", "HoR", "M23")."""
    bare = name.replace(".", "")
    return len(bare) <= 8 and " " not in bare and bool(_ABBREVIATION.match(bare))


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text."""

    start: int
    end: int
    keys: tuple[str, ...]
    """what was entered under this name, in order of entry"""


class NameTree:
    """Names to keys, found in a text word by word, the longest first."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """``names`` are pairs of name and key."""
        self._tree: dict[str, list[tuple[tuple[str, ...], str, dict[str, None]]]] = {}
        for name, key in names:
            self.add(name, key)

    def add(self, name: str, key: str) -> None:
        """Enters a name; an abbreviation is found with and without full stops."""
        spellings = [WORD.findall(name)]
        if is_abbreviation(name) and name.isalpha():
            spellings.append(list(name))
        for words in spellings:
            self._enter(tuple(folded(word) for word in words), name, key)

    def _enter(self, words: tuple[str, ...], name: str, key: str) -> None:
        if not words or len("".join(words)) < 2:
            return
        bucket = self._tree.setdefault(words[0], [])
        for known, written, keys in bucket:
            if known == words and written == name:
                keys[key] = None
                return
        bucket.append((words, name, {key: None}))
        bucket.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, words: list[re.Match[str]]) -> Iterator[Match]:
        """Names in ``text``, whose words are ``words``; in order, without overlap."""
        forms = [folded(word.group()) for word in words]
        at = 0
        while at < len(words):
            found = self._longest(text, words, forms, at)
            if found is None:
                at += 1
                continue
            length, match = found
            yield match
            at += length

    def _longest(
        self, text: str, words: list[re.Match[str]], forms: list[str], at: int
    ) -> tuple[int, Match] | None:
        for known, name, keys in self._tree.get(forms[at], ()):
            length = len(known)
            if tuple(forms[at : at + length]) != known:
                continue
            start, end = words[at].start(), words[at + length - 1].end()
            if end - start <= len(name) + 8 and _written_as(text[start:end], name):
                same = [k for w, n, k in self._tree[forms[at]] if w == known
                        and _written_as(text[start:end], n)]  # fmt: skip
                merged = dict.fromkeys(key for each in same for key in each)
                return length, Match(start, end, tuple(merged) or tuple(keys))
        return None


def _written_as(text: str, name: str) -> bool:
    """Whether capitals stand where the name has them; an abbreviation must be written as it is."""
    if "\n" in text:
        return False
    if is_abbreviation(name):
        return text.replace(".", "").replace("-", "") == name.replace(".", "").replace("-", "")
    words, known = WORD.findall(text), WORD.findall(name)
    return all(
        not k[0].isupper() or w[0].isupper() or len(k) < 3
        for w, k in zip(words, known, strict=False)
    )


class Known:
    """What the actor file says of a name, a country, an office."""

    def __init__(self, roster: Roster) -> None:
        self.actors = {known.actor.actor_id: known for known in roster.actors}
        self.names = NameTree()
        self.seats = NameTree()
        """countries, capitals and houses that stand for the government of a state"""
        self.weak: set[tuple[str, str]] = set()
        self.metonyms: dict[str, list[str]] = defaultdict(list)
        self.governments: dict[str, str] = {}
        self.forces: dict[str, str] = {}
        self.demonyms: dict[str, str] = {}
        self._offices: dict[str, list[Tie]] = defaultdict(list)
        for known in roster.actors:
            self._learn(known)
        self._begun: dict[str, date] = {}
        for tie in roster.ties:
            if tie.type is RelationType.BELONGS_TO and tie.first and tie.target in self._states():
                self._begun.setdefault(tie.source, tie.first)
            if tie.type in (RelationType.LEADS, RelationType.BELONGS_TO) and tie.title:
                self._offices[tie.target].append(tie)

    def _learn(self, known: KnownActor) -> None:
        actor = known.actor
        places = {folded(name) for name in known.metonyms}
        for name in dict.fromkeys((actor.name, *actor.aliases, *known.weak)):
            if folded(name) in places:
                continue
            self.names.add(name, actor.actor_id)
            if name in known.weak:
                self.weak.add((folded(name), actor.actor_id))
            demonym = _DEMONYM.match(name)
            if demonym and actor.kind is ActorKind.STATE and actor.country:
                self.demonyms.setdefault(folded(demonym[1]), actor.country)
        for name in known.metonyms:
            self.metonyms[folded(name)].append(actor.actor_id)
        if actor.kind is ActorKind.STATE and actor.country:
            self._learn_state(known)

    def _learn_state(self, known: KnownActor) -> None:
        actor = known.actor
        if _ARMED.search(actor.name):
            self.forces.setdefault(actor.country, actor.actor_id)
        elif known.metonyms or actor.name.startswith("Government"):
            self.governments.setdefault(actor.country, actor.actor_id)
            for name in known.metonyms:
                self.seats.add(name, actor.actor_id)

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of the file with this id."""
        known = self.actors.get(actor_id)
        return known.actor if known else None

    def _states(self) -> Iterable[str]:
        return self.governments.values()

    def force(self, country: str, on: date | None) -> str:
        """The army of a country on that day; empty: none is known, or it was none then."""
        key = self.forces.get(country, "")
        begun = self._begun.get(key)
        return "" if begun and on and on < begun else key

    def holder(self, title: str, target: str, on: date | None) -> str:
        """Who held that office on that day; empty if the file does not say, or names several."""
        held = [tie for tie in self._offices.get(target, ()) if tie.title.lower() == title]
        if on is not None:
            held = [tie for tie in held if (tie.first or on) <= on <= (tie.last or on)]
        holders = {tie.source for tie in held}
        return holders.pop() if len(holders) == 1 else ""


_made: list[tuple[Roster, Known]] = []


def known(roster: Roster) -> Known:
    """``roster`` made ready; the last one is kept."""
    if not (_made and _made[0][0] is roster):
        _made[:] = [(roster, Known(roster))]
    return _made[0][1]
