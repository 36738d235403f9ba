"""Whether the words around a date speak of the past or of what is to come, from simple cues.

The verb nearest before the date in its sentence decides; if none stands before it, the first one
after it. Verbs of planning ("announced elections on 24 December") decide nothing.
"""

import re
from bisect import bisect_right
from enum import Enum

_REACH = 240
"""how far from a date its verb is looked for, in characters"""

_END = re.compile(r"(?<=[.!?])[\"”'’)]{0,2}\s+(?=[\"“'‘(]{0,2}[A-Z0-9])|\n[^\S\n]*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mr|Mrs"
    r"|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|St|No|vs|Prof|Brig|Adm|Cmdr|a\.m|p\.m)"
    r"|\b[A-Z]|\b[A-Z]\.[A-Z])\.$"
)

_PLANS = (
    "agree|propose|plan|hope|intend|vow|want|promise|threaten|order|ask|urge|invite|schedule|expect"
    "|prepare|pledge|call|demand|announce|offer|decide|set|slate|appeal|need|aim|require"
)
_PLANNED = "announced|proposed|scheduled|planned|called|agreed|demanded|ordered|set|slated|invited"
_FUTURE = (
    r"(?!(?:would|could) not\b|[a-z]{3,6}(?: not)? have\b(?! to\b))"
    r"(?:will|shall|would|must|should|cannot|can|could|may|might)(?: not)?(?: be)?(?: [a-z]{2,20})?"
    r"|(?:is|are|was|were|be|am) to (?!the\b|a\b|an\b)[a-z]{2,20}(?: [a-z]{2,20}ed| held)?"
    r"|to be [a-z]{2,20}|(?:is|are|was|were|be|being) (?:due|scheduled|planned|slated|set|expected)"
    r"|(?:scheduled|planned|slated|expected) (?:for|to|on|in|by)|set (?:for|to)|about to"
    r"|(?:is|are|am) (?!being\b)[a-z]{2,20}ing"
    r"|ahead of|in time for|upcoming|forthcoming|unless|deadline|ultimatum|ready to|in order to"
    r"|(?:begins|starts|opens|ends|expires|faces|meets|leaves|arrives|resumes|visits|travels|returns)"
)
_PLAN = (
    rf"(?:{_PLANS})(?:s|es|d|ed|ing)?(?: [A-Za-z’'-]{{1,20}}){{0,4}}? to"
    r" (?!the\b|a\b|an\b|its\b|his\b|her\b|their\b)[a-z]{2,20}"
)
_WANTED = re.compile(rf"\b(?:{_PLANS})(?:s|es|d|ed|ing)?\b")
_IRREGULAR = (
    "(?:was|were|had|been) (?:announced|agreed|proposed|demanded|ordered|invited)(?! to| for)"
    "|(?:will|would|could|may|might|must|should|can)(?: not)? have(?! to)"
    "|(?:would|could) not|(?:would|could|did)n[’']t|cannot have"
    "|was|were|had|did|said|told|took|came|went|held|began|left|fell|fought|shot|struck|hit|broke"
    "|made|met|got|gave|found|saw|won|lost|sent|led|kept|brought|spoke|wrote|rose|flew|drove|ran"
    "|became|stood|put|cut|blew|sank|felt|heard|knew|thought|built|caught|chose|drew|fled|grew|hid"
    "|laid|meant|paid|read|rode|sat|sold|spent|stole|swore|taught|threw|withdrew|overthrew|won"
    "|has been|have been|been|bore|bought|set off|shut|split|spread"
)
_CUE = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})|(?P<plan>{_PLAN})|(?P<open>(?:{_PLANNED}))"
    rf"|(?P<past>{_IRREGULAR}|[a-z]{{2,20}}ed))\b"
)
_NOT_PAST = frozenset({"need", "speed", "feed", "seed", "breed", "indeed", "hundred", "exceed"})
_NOT_PAST |= {"united", "armed", "proceed", "succeed", "unprecedented", "red", "bed"}


class Tense(Enum):
    """What the nearest verb says; ``OPEN``: nothing, or a verb that may look either way."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


class Sentences:
    """Where the sentences of a text begin; a rough cut that knows abbreviations."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for match in _END.finditer(text):
            before = text[max(0, match.start() - 8) : match.start()]
            if "\n\n" in match.group() or not _ABBREVIATION.search(before):
                self._starts.append(match.end())

    def around(self, position: int) -> tuple[int, int]:
        """The sentence that holds a position, half-open."""
        index = bisect_right(self._starts, position)
        end = self._starts[index] if index < len(self._starts) else len(self._text)
        return self._starts[index - 1], end


def _cues(text: str, *, plan: Tense = Tense.FUTURE) -> list[Tense]:
    """The tense of each verb. "Agreed to go on Friday" plans; "on Friday agreed to go" tells."""
    found = []
    for match in _CUE.finditer(re.sub(r"\s+", " ", text)):
        if match["past"] and match["past"] not in _NOT_PAST:
            found.append(Tense.PAST)
        elif match["plan"]:
            found.append(plan)
        elif match["future"]:
            found.append(Tense.FUTURE)
        elif match["open"]:
            found.append(Tense.OPEN)
    return found


def tense_at(text: str, sentences: Sentences, start: int, end: int) -> Tense:
    """The tense in which the span of a date stands."""
    first, last = sentences.around(start)
    before = _cues(text[max(first, start - _REACH) : start])
    if before:
        return before[-1]
    after = _cues(text[end : min(last, end + _REACH)], plan=Tense.PAST)
    return after[0] if after else Tense.OPEN


def is_wanted(text: str, sentences: Sentences, start: int) -> bool:
    """Whether somebody asks for something, or agrees on it, before a position in its sentence."""
    first, _ = sentences.around(start)
    return _WANTED.search(text, max(first, start - _REACH), start) is not None


def looks_ahead(text: str, sentences: Sentences, start: int, end: int) -> bool:
    """Whether anything in the sentence speaks of what is to come."""
    first, last = sentences.around(start)
    around = text[max(first, start - _REACH) : min(last, end + _REACH)]
    return Tense.FUTURE in _cues(around)
