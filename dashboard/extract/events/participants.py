"""A draft in, who took part and how out, from the parse and the cast.

A person acts together with the body named beside it or that it belongs to or leads. A pronoun, and
a subject left out, mean who acted last.
"""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.drafts import BATTLES, Draft
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.scene import Scene
from dashboard.extract.events.sides import Sides, state_of
from dashboard.model import ActorKind, Participant, ParticipantRole, RelationType, Span

_MUTUAL = frozenset({*BATTLES, "Meeting or talks", "Agreement", "Cooperation"})
_INSIDE = frozenset({"compound", "nmod", "amod", "poss", "appos", "flat", "nummod", "nounmod"})
_BODY_OF = frozenset({"of", "from", "for"})
_FEMALE_OR_MALE = frozenset({"he", "she", "him", "her", "his"})
_PRONOUNS = _FEMALE_OR_MALE | {"it", "they", "them", "its", "their"}
_DENYING = frozenset({"deny", "disavow", "disclaim", "refute", "dispute", "reject", "denial"})
_BY = frozenset({"by", "from"})
_TARGETS = frozenset(
    {"on", "at", "against", "upon", "of", "to", "with", "between", "for", "over", "into"}
)


class Memory:
    """Who acted last, for pronouns, and who the two sides are."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.person: list[str] = []
        self.body: list[str] = []

    def note(self, scene: Scene, ids: Iterable[str]) -> None:
        """These have just acted."""
        found = list(ids)
        person = [i for i in found if scene.actors[i].kind is ActorKind.PERSON]
        body = [i for i in found if scene.actors[i].kind is not ActorKind.PERSON]
        if person:
            self.person = found
        if body:
            self.body = body


def people_of(
    scene: Scene, token: Token, memory: Memory, *, owners: bool = True
) -> tuple[list[str], list[Span]]:
    """Ids of the actors that a noun phrase names, with the words that name them.

    ``owners``: whether "its commander" also names whose commander it is.
    """
    if token.lower_ in _PRONOUNS and token.i not in scene.actors_at:
        return (memory.person if token.lower_ in _FEMALE_OR_MALE else memory.body), []
    ids: list[str] = []
    words: list[Span] = []
    if both := memory.sides.both(token):
        return both, [Span(token.idx, token.idx + len(token))]

    def is_body(one: Token) -> bool:
        return any(a.kind is not ActorKind.PERSON for a in scene.actors_of(one))

    for one in _phrase(token, is_body):
        if one.lower_ in ("its", "their", "his", "her") and one.dep_ == "poss":
            if not owners:
                continue
            if one.i in scene.actors_at:
                ids += [a.actor_id for a in scene.actors_of(one) if a.actor_id not in ids]
            elif not ids:
                ids += [
                    i
                    for i in (memory.person if one.lower_ == "his" else memory.body)
                    if i not in ids
                ]
            continue
        for actor in scene.actors_of(one) or state_of(scene, one):
            if actor.actor_id not in ids:
                ids.append(actor.actor_id)
                words.append(Span(one.idx, one.idx + len(one)))
    for person in [i for i in ids if scene.actors[i].kind is ActorKind.PERSON]:
        ids += [body for body in _bodies(scene, person) if body not in ids]
    return ids, words


def _phrase(token: Token, is_body: Callable[[Token], bool]) -> list[Token]:
    """A noun with what belongs to its name: modifiers, appositions, "of X"."""
    found: list[Token] = []
    queue = [token]
    while queue and len(found) < 25:
        one = queue.pop(0)
        found.append(one)
        if one.tag_ == "VBN" and one.i != token.i:
            continue  # "UN-recognised" says nothing of the UN
        for child in one.children:
            if child.dep_ in _INSIDE:
                queue.append(child)
            elif (
                child.dep_ == "prep" and child.lower_ in _BODY_OF and one.pos_ in ("NOUN", "PROPN")
                and not is_body(one)
            ):  # fmt: skip
                queue += [c for c in child.children if c.dep_ == "pobj"]
                queue += [
                    x for c in child.children if c.dep_ == "pobj" for x in syntax.conjuncts(c)
                ]
    return found


def _bodies(scene: Scene, person: str) -> list[str]:
    wanted = (RelationType.LEADS, RelationType.BELONGS_TO)
    return [
        r.target
        for r in scene.cast.relations
        if r.source == person and r.type in wanted and r.target in scene.actors
    ][:2]


def take_part(scene: Scene, draft: Draft, memory: Memory) -> None:
    """Fills ``participants``; notes who acted in ``memory``."""
    doers: list[str] = []
    undergoers: list[str] = []
    spans: list[Span] = []
    for trigger in draft.triggers:
        actors, targets = _roles(trigger.head, trigger.is_noun, trigger.verb)
        if trigger.head.lemma_.lower() in ("die", "perish", "dead", "death", "casualty"):
            actors, targets = [], actors + targets
        for tokens, into in ((actors, doers), (targets, undergoers)):
            for token in tokens:
                ids, words = people_of(scene, token, memory, owners=into is doers)
                into += [i for i in ids if i not in into]
                spans += words
    undergoers = [i for i in undergoers if i not in doers]
    if draft.type in _MUTUAL:
        _between(draft, doers, undergoers)
    else:
        names = ((doers, ParticipantRole.SOURCE), (undergoers, ParticipantRole.TARGET))
        draft.participants = [Participant(i, role) for ids, role in names for i in ids]
    draft.participant_words = spans


def _between(draft: Draft, doers: list[str], undergoers: list[str]) -> None:
    if draft.type == "Meeting or talks" and not undergoers and len(doers) == 1:
        draft.participants = [Participant(doers[0], ParticipantRole.SOURCE)]
        return
    if not undergoers and len(doers) == 2 and draft.type != "Meeting or talks":
        doers, undergoers = doers[:1], doers[1:]
    names = ((doers, ParticipantRole.SIDE_A), (undergoers, ParticipantRole.SIDE_B))
    draft.participants = [Participant(i, role) for ids, role in names for i in ids]


def _roles(head: Token, is_noun: bool, verb: Token) -> tuple[list[Token], list[Token]]:
    """Who acts and who undergoes, as words."""
    if not is_noun:
        targets = list(syntax.objects(head))
        targets += [n for w, n in syntax.prepositional(head) if w in _TARGETS]
        targets += [
            n for c in head.children if c.dep_ == "prt"
            for w, n in syntax.prepositional(c) if w in _TARGETS
        ]  # fmt: skip
        for child in head.children:
            if child.dep_ == "ccomp":
                targets += [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
        actors = syntax.subjects(head)
        if syntax.is_passive(head):
            actors = actors + [n for w, n in syntax.prepositional(head) if w in ("by",)]
        return actors, targets
    actors = [c for c in head.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
    actors += [n for w, n in syntax.prepositional(head) if w in (*_BY, "between")]
    targets = [
        n for w, n in syntax.prepositional(head) if w in ("on", "against", "at", "with", "of")
    ]
    if verb.pos_ == "VERB" and head.dep_ in ("dobj", "pobj"):
        actors = syntax.subjects(verb) + actors
    for child in head.children:
        if child.dep_ == "acl":
            actors += syntax.subjects(child) if syntax.is_passive(child) else []
    return actors, targets


def denies(scene: Scene, draft: Draft, memory: Memory) -> None:
    """Of what is denied, who denies it is the source."""
    if draft.mood is not Mood.DENIED:
        return
    verb = draft.head
    for _ in range(8):
        if verb.lemma_.lower() in _DENYING or verb.head.i == verb.i:
            break
        verb = verb.head
    mine = [i for token in syntax.subjects(verb) for i in people_of(scene, token, memory)[0]]
    rest = [
        p for p in draft.participants
        if p.actor_id not in mine and p.role is not ParticipantRole.SOURCE
    ]  # fmt: skip
    draft.participants = [Participant(i, ParticipantRole.SOURCE) for i in mine] + rest
