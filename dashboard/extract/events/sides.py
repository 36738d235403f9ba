"""Who fights whom in a report: the other side of a fight, and whom "both sides" means.

Told from the sentences of fighting and of truces: bodies under arms that are named there together.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from spacy.tokens import Token

from dashboard.extract.events.drafts import BATTLES, REMOTE, Draft
from dashboard.extract.events.scene import Scene
from dashboard.model import Actor, ActorKind, Participant, ParticipantRole, RelationType

_ARMED = (ActorKind.STATE, ActorKind.REBEL, ActorKind.MILITIA)
_FRIENDLY = (
    RelationType.SUPPORTS, RelationType.LEADS, RelationType.BELONGS_TO, RelationType.RECOGNISES,
)  # fmt: skip
_TOGETHER = 2
"""sentences that must name two bodies together before they are taken for opponents"""
_BOTH = frozenset({"both", "two", "warring", "opposing", "rival", "each", "fighting"})
_SIDES = frozenset({"side", "party", "rival", "camp", "belligerent", "faction"})
_ROLES = frozenset({"leader", "diplomat", "government", "armed", "authority"})


class Sides:
    """The opponents of a report."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self._scene = scene
        bodies = {i for i, actor in scene.actors.items() if actor.kind in _ARMED}
        friends = {
            frozenset((r.source, r.target)) for r in scene.cast.relations if r.type in _FRIENDLY
        }
        self._pairs: Counter[tuple[str, str]] = Counter()
        seen: set[int] = set()
        for draft in drafts:
            number = scene.number(draft.head)
            if draft.type not in _HOSTILE or number in seen:
                continue
            seen.add(number)
            here = {i for word in scene.around(draft.head) for i in scene.actors_at.get(word.i, ())}
            for one, two in combinations(sorted(here & bodies)[:_MOST], 2):
                if frozenset((one, two)) not in friends:
                    self._pairs[one, two] += 1

    def both(self, token: Token) -> list[str]:
        """The two sides that "both sides", "the warring parties" or "the rivals" means."""
        if token.lemma_.lower() not in _SIDES:
            return []
        words = {c.lower_ for c in token.children}
        if not (words & _BOTH or (token.lemma_.lower() in ("rival", "belligerent", "party"))):
            return []
        best = self._pairs.most_common(1)
        return list(best[0][0]) if best and best[0][1] >= _TOGETHER else []

    def against(self, ids: Sequence[str]) -> list[str]:
        """Who most often stands against one of these; none: empty."""
        found: Counter[str] = Counter()
        for (one, two), times in self._pairs.items():
            if (one in ids) != (two in ids) and times >= _TOGETHER:
                found[two if one in ids else one] += times
        return [one for one, _ in found.most_common(1)]

    def complete(self, draft: Draft) -> None:
        """A fight of which one side alone is named has the other side too."""
        if draft.type not in BATTLES:
            return
        named = [p.actor_id for p in draft.participants]
        roles = {p.role for p in draft.participants}
        if len(roles) != 1:
            return
        free = ParticipantRole.SIDE_B if ParticipantRole.SIDE_A in roles else ParticipantRole.SIDE_A
        draft.participants += [Participant(one, free) for one in self.against(named)]


_HOSTILE = frozenset({*BATTLES, *REMOTE, "Attack", "Agreement"})
_MOST = 6


def state_of(scene: Scene, token: Token) -> list[Actor]:
    """The government that "the president of X" or "X's army" speaks for, if the report names it."""
    mention = scene.place_at.get(token.i)
    if mention is None or not _is_of_office(scene, token):
        return []
    wanted = f"government of {mention.name}".casefold()
    return [actor for actor in scene.actors.values() if actor.name.casefold() == wanted]


def _is_of_office(scene: Scene, token: Token) -> bool:
    over = token
    while over.dep_ == "conj":
        over = over.head
    over = over.head
    if over.dep_ == "prep" and over.lower_ == "of":
        over = over.head
    return over.i != token.i and bool(scene.classes(over) & _ROLES)
