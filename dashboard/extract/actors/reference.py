"""Words that mean an actor named before: pronouns, "the former", "the group", "the general"."""

from collections.abc import Iterable
from itertools import pairwise

from dashboard.extract.actors.antecedents import nation, office_holder
from dashboard.extract.actors.runs import title_at
from dashboard.extract.actors.stage import Figure, Part, Stage
from dashboard.extract.actors.stands import DIRECT
from dashboard.extract.actors.words import LEADERS, MEMBERS, PERSONAL, RANKS, REFERENCES
from dashboard.extract.zones import ZoneKind
from dashboard.model import ActorKind, MentionKind

_HE = {"he", "she", "him", "his", "her"}
_IT = {"it", "they"}
_SUBJECTS = ("nsubj", "nsubjpass")
_BODY = {
    "mission": (ActorKind.ORGANISATION,),
    "council": (ActorKind.ORGANISATION, ActorKind.STATE),
    "agency": (ActorKind.ORGANISATION,),
    "court": (ActorKind.ORGANISATION,),
    "union": (ActorKind.ORGANISATION,),
    "committee": (ActorKind.ORGANISATION,),
    "house": (ActorKind.ORGANISATION,),
}
_TITLED_FAR = 600
"""how many words back "the House" may mean a body named before"""
_ARMED = (ActorKind.REBEL, ActorKind.MILITIA)


def name_officers(stage: Stage) -> None:
    """Marks offices without a name: "the Turkish president", "the country's foreign minister"."""
    for i in range(len(stage.tokens)):
        if not stage.read(i) or stage.covered[i] is not None:
            continue
        length = title_at(stage, i, len(stage.tokens))
        title = " ".join(stage.lower[i : i + length])
        if not length or title.removesuffix("s") in RANKS or not _free(stage, i, i + length):
            continue
        _officer(stage, i, i + length, title)


def _free(stage: Stage, start: int, end: int) -> bool:
    if not stage.free(start, end):
        return False
    after = stage.covered[end] if end < len(stage.tokens) else None
    return after is None or after.kind is not ActorKind.PERSON


def _officer(stage: Stage, start: int, end: int, title: str) -> None:
    if title not in LEADERS and title not in MEMBERS:
        return
    first, last, key = _office_of(stage, start, end)
    body = stage.figures.get(key)
    figure = key and (office_holder(stage, title, key) or stage.government(key) or body)
    if figure:
        stage.add(first, last, figure)


def _office_of(stage: Stage, start: int, end: int) -> tuple[int, int, str]:
    """Whose office stands in tokens ``start`` to ``end``: the phrase, and country code or body."""
    j = start - 1 - (stage.lower[start - 1] in ("'s", "’s")) if start else -1
    if j >= 0 and (key := _key(stage, j)):
        place = stage.places[j]
        first = stage.range(place.span.start, place.span.end)[0] if place is not None else j
        return max(first - (stage.lower[j] in ("country", "nation")), 0), end, key
    if stage.lower[end : end + 1] == ["of"]:
        j = end + 1 + (stage.lower[end + 1 : end + 2] == ["the"])
        if j < len(stage.tokens) and (key := _key(stage, j)):
            place = stage.places[j]
            last = stage.range(place.span.start, place.span.end)[1] if place is not None else j + 1
            return start, last, key
    return start, end, ""


def _key(stage: Stage, j: int) -> str:
    """The code of the country, or the id of the body, that token ``j`` names."""
    if stage.lower[j] in ("country", "nation"):
        return nation(stage, j)
    place, body = stage.places[j], stage.covered[j]
    code = stage.country(place) if place is not None else ""
    if body is None or (code and body is stage.government(code)):
        return code
    return "" if body.kind in (ActorKind.PERSON, ActorKind.CIVILIANS) else body.actor_id


def name_referred(stage: Stage) -> None:
    """Marks what refers to an actor named before, where one only comes into question."""
    for i, word in enumerate(stage.lower):
        if not stage.read(i) or stage.covered[i] is not None:
            continue
        figure = None
        if word in _HE:
            figure = _person(stage, i)
        elif word in _IT:
            figure = _group_subject(stage, i)
        elif word in ("former", "latter") and stage.lower[i - 1] == "the":
            figure = _of_two(stage, i)
        elif stage.lower[i - 1] in ("the", "this") and i:
            figure = _definite(stage, i, word)
        if figure is not None:
            with_article = word not in _HE | _IT
            stage.add(i - with_article, i + 1, figure)


def _person(stage: Stage, i: int) -> Figure | None:
    """The person that "he" means: the only one at hand, or the only subject among them."""
    sentence = stage.sentence[i]
    for number in (sentence, sentence - 1, sentence - 2):
        parts = [p for p in _before(stage, i) if stage.sentence[p.start] == number
                 and p.figure.kind is ActorKind.PERSON]  # fmt: skip
        figures = _distinct(parts)
        if len(figures) > 1:
            figures = _distinct([p for p in parts if _is_subject(stage, p)])
        if figures:
            return figures[0] if len(figures) == 1 else None
    return None


def _is_subject(stage: Stage, part: Part) -> bool:
    """Whether the part, or what it is joined to by "and", is a subject."""
    token = stage.tokens[part.root]
    for _ in range(4):
        if token.dep_ != "conj":
            break
        token = token.head
    return token.dep_ in _SUBJECTS


def _before(stage: Stage, i: int) -> list[Part]:
    parts = stage.within(stage.since(stage.sentence[i] - 2), i)
    return [part for part in parts if stage.zone[part.start] is not ZoneKind.TITLE]


def _distinct(parts: list[Part]) -> list[Figure]:
    return list({part.figure.actor_id: part.figure for part in parts}.values())


def _group_subject(stage: Stage, i: int) -> Figure | None:
    """What a sentence begins with "It" or "They" for: the body that was the last one's subject."""
    token = stage.tokens[i]
    if token.dep_ not in _SUBJECTS or not _begins(stage, i):
        return None
    if token.head.lemma_ == "be" or any(c.dep_ in ("expl", "ccomp") for c in token.head.children
                                        if token.head.tag_ == "VBZ"):  # fmt: skip
        return None
    previous = stage.sentence[i] - 1
    parts = [p for p in _before(stage, i) if stage.sentence[p.start] == previous]
    subjects = _distinct([p for p in parts if stage.tokens[p.root].dep_ in _SUBJECTS])
    fitting = [f for f in subjects if f.kind is not ActorKind.PERSON
               and (f.named or stage.lower[i] == "they")]  # fmt: skip
    return fitting[0] if len(fitting) == len(subjects) == 1 else None


def _begins(stage: Stage, i: int) -> bool:
    """Whether only small words stand before token ``i`` in its sentence."""
    number = stage.sentence[i]
    return all(
        stage.sentence[j] != number
        or stage.tokens[j].tag_ in ("CC", "RB", ",", "IN", "``", '"', "''")
        for j in range(max(0, i - 2), i)
    ) and (i < 3 or stage.sentence[i - 3] != number)


def _of_two(stage: Stage, i: int) -> Figure | None:
    """The first or the last of the two actors joined by "and" before."""
    after = stage.tokens[i + 1] if i + 1 < len(stage.tokens) else None
    if after is not None and after.tag_ in ("NN", "NNS", "NNP") and not _may_be_verb(after.lower_):
        return None
    spans = {(p.start, p.end): p.figure for p in _before(stage, i) if p.figure.named
             and stage.lower[p.end - 1] not in ("former", "latter")}  # fmt: skip
    spans = dict(sorted((spans | _seats_before(stage, i, spans)).items()))
    for ((_, end), one), ((start, _), other) in reversed(list(pairwise(spans.items()))):
        between = [word for word in stage.lower[end:start] if word not in ("the", "(", ")", ",")]
        if between in (["and"], ["or"], ["against"], ["with"], ["while"]):
            return one if stage.lower[i] == "former" else other
    return None


def _may_be_verb(word: str) -> bool:
    return word.endswith("ing") or word in DIRECT or word.removesuffix("s") in DIRECT


def _seats_before(
    stage: Stage, i: int, taken: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Figure]:
    """Places of the last two sentences that may stand for governments, where nobody is marked."""
    used = {start for start, _ in taken}
    seats = {}
    for j in range(stage.since(stage.sentence[i] - 1), i):
        place = stage.places[j]
        if place is None or j in used or stage.starts[j] != place.span.start:
            continue
        code = stage.country(place) if place.kind is MentionKind.TOPONYM else ""
        government = stage.government(code) if code else None
        if government is not None:
            seats[stage.range(place.span.start, place.span.end)] = government
    return seats


def _definite(stage: Stage, i: int, word: str) -> Figure | None:
    """ "the group", "the mission", "the general": the only actor before that is one."""
    if word in PERSONAL and _ends_phrase(stage, i):
        return _ranked(stage, i, word)
    if word not in REFERENCES or not _ends_phrase(stage, i):
        return None
    kinds = _BODY.get(word, (*_ARMED, ActorKind.ORGANISATION) if word in ("group", "movement")
                      else _ARMED)  # fmt: skip
    titled = stage.tokens[i].text[0].isupper()
    far = max(0, i - _TITLED_FAR)
    before = stage.within(far, i) if titled else _before(stage, i)
    parts = [p for p in before if p.figure.named and p.figure.kind in kinds]
    if word in _BODY:
        parts = [p for p in parts if word in p.figure.name.lower()] or parts
    for number in (stage.sentence[i], None):
        near = [p for p in parts if number in (None, stage.sentence[p.start])]
        figures = _distinct(near)
        if len(figures) > 1:
            figures = _distinct([p for p in near if stage.tokens[p.root].dep_ in _SUBJECTS])
        if len(figures) == 1:
            return figures[0]
    return None


def _ends_phrase(stage: Stage, i: int) -> bool:
    after = stage.tokens[i + 1] if i + 1 < len(stage.tokens) else None
    return after is None or (
        after.tag_ not in ("NN", "NNS", "NNP", "NNPS", "HYPH")
        and after.lower_ not in ("of", "for", "in", "that", "led", "loyal", "fighting")
    )


def _ranked(stage: Stage, i: int, word: str) -> Figure | None:
    """The person who was called so before ("General X … the general")."""
    called = [p.figure for p in stage.parts if p.end <= i and p.figure.kind is ActorKind.PERSON
              and word in stage.lower[max(0, p.start - 4) : p.start]]  # fmt: skip
    held = [who for (title, _), who in stage.titles.items() if title == word]
    figures = {figure.actor_id: figure for figure in (*called, *held)}
    return next(iter(figures.values())) if len(figures) == 1 else None
