"""Who are meant by "both sides", "the parties", "the two countries": the two that were named."""

from collections import Counter

from dashboard.extract.actors.antecedents import last_person
from dashboard.extract.actors.stage import Figure, Stage
from dashboard.model import ActorKind, RelationType

_SIDES = {"sides", "parties", "rivals", "belligerents", "adversaries", "foes", "camps", "enemies",
          "neighbours", "neighbors", "countries", "governments", "states", "nations", "allies",
          "armies"}  # fmt: skip
_PLAIN = {"sides", "rivals", "belligerents", "parties"}
"""of those, what needs no "two" before it"""
_STATES = {"countries", "governments", "states", "nations", "neighbours", "neighbors", "allies"}
_BOTH = {"both", "two", "either", "each"}
_FIGHTING = (ActorKind.STATE, ActorKind.REBEL, ActorKind.MILITIA)
_REBELS = (ActorKind.REBEL, ActorKind.MILITIA)


def name_sides(stage: Stage) -> None:
    """Marks words for two actors of the report, where it is plain which two."""
    pair: list[Figure] | None = None
    for i, word in enumerate(stage.lower):
        if not stage.read(i) or stage.covered[i] is not None:
            continue
        if word == "country" and i and stage.lower[i - 1] in ("his", "her"):
            _own_country(stage, i)
        start = _phrase(stage, i, word)
        if start is None:
            continue
        if pair is None:
            pair = _opponents(stage)
        near = _two_before(stage, start, states=word in _STATES)
        two = near or (pair if word not in _STATES else [])
        for figure in two:
            stage.add(start, i + 1, figure)


def _phrase(stage: Stage, i: int, word: str) -> int | None:
    """Where the phrase begins of which token ``i`` is the noun; ``None``: it means no two."""
    before = stage.lower[i - 1] if i else ""
    if word == "both":
        token = stage.tokens[i]
        return i if token.dep_ in ("nsubj", "dobj", "pobj") else None
    if word in ("side", "party") and before in ("each", "either"):
        return i - 1
    if word not in _SIDES:
        return None
    if before == "warring" or before in _BOTH:
        return i - 1 - (i > 1 and stage.lower[i - 2] in ("the", "these"))
    return i - 1 if before == "the" and word in _PLAIN and not _told_of(stage, i) else None


def _told_of(stage: Stage, i: int) -> bool:
    """Whether words follow that say which parties ("the parties to the treaty")."""
    return stage.lower[i + 1 : i + 2] in (["of"], ["that"], ["who"], ["which"])


def _two_before(stage: Stage, i: int, *, states: bool) -> list[Figure]:
    """The only two bodies named in this sentence before token ``i``, or in the last one."""
    number = stage.sentence[i]
    for each in (number, number - 1):
        found: dict[str, Figure] = {}
        for part in stage.within(stage.since(each), min(i, stage.since(each + 1))):
            if part.figure.named and part.figure.kind in _FIGHTING:
                found[part.figure.actor_id] = part.figure
        if states:
            found = {key: f for key, f in found.items() if f.kind is ActorKind.STATE}
        if len(found) == 2:
            return list(found.values())
    return []


def _opponents(stage: Stage) -> list[Figure]:
    """The two who fight in this report: as it says, else the most named two, one no state's."""
    for source, kind, target, _ in stage.relations:
        two = [stage.figures[source], stage.figures[target]]
        if kind is RelationType.OPPOSES and all(f.named and f.kind in _FIGHTING for f in two):
            return two
    named = Counter(
        part.figure for part in stage.parts if part.figure.named and part.figure.kind in _FIGHTING
    )
    rebels = [figure for figure, _ in named.most_common() if figure.kind in _REBELS]
    if not rebels:
        return []
    first = rebels[0]
    others = [(f, count) for f, count in named.most_common()
              if f is not first and f.country in (first.country, "")]  # fmt: skip
    if not others or (len(others) > 1 and others[0][1] == others[1][1]):
        return []
    return [first, others[0][0]]


def _own_country(stage: Stage, i: int) -> None:
    """ "his country": that of the person named last."""
    person = last_person(stage, i, None)
    state = stage.government(person.country) if person is not None and person.country else None
    if state is not None:
        stage.add(i - 1, i + 1, state)
