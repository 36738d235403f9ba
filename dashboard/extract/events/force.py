"""Which type of violence a trigger tells of: by the weapon, else by who is hit and who hits."""

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.conditions import instruments
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.names import (
    AIR,
    ATTACK,
    CLASH,
    EXCESSIVE,
    MINE,
    PEACEFUL,
    RIOT,
    WEAPONS,
)
from dashboard.extract.events.scene import Scene

_PROTEST = frozenset({
    "protest", "protester", "demonstrator", "demonstration", "march", "rally", "sit-in", "marcher",
    "rioter",
})  # fmt: skip
_FOUGHT = frozenset({"house", "street", "way", "battle", "door", "block", "war", "hand"})
_BUILT = frozenset({"civilsite", "diplomat", "property"})
_PEOPLE = frozenset({"civilian", "person", "crowd", "leader", "prisoner"})


def actors_of(scene: Scene, trigger: Trigger) -> list[Token]:
    """Who does it."""
    head = trigger.head
    if trigger.is_noun:
        named = [c for c in head.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        named += [n for w, n in syntax.prepositional(head) if w in ("by", "from")]
        verb = trigger.verb
        if verb.pos_ == "VERB" and head.dep_ == "dobj":
            named += syntax.subjects(verb)
        return named
    return syntax.subjects(head)


def targets_of(scene: Scene, trigger: Trigger) -> list[Token]:
    """To whom or what it is done."""
    head = trigger.head
    found = syntax.objects(head) if not trigger.is_noun else []
    found += [
        n
        for w, n in syntax.prepositional(head)
        if w in ("on", "at", "against", "upon", "of", "into")
    ]
    verb = trigger.verb
    if (
        trigger.is_noun
        and verb.pos_ == "VERB"
        and head.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass")
    ):
        found += syntax.objects(verb)
    return found


def violence(scene: Scene, trigger: Trigger) -> str:
    """Killing, wounding, attacks and strikes."""
    head = trigger.head
    around = frozenset().union(*(scene.classes(one) for one in instruments(head)), frozenset())
    lexical = {one.lemma_.lower() for one in instruments(head)}
    for kind, name in WEAPONS:
        if kind in around and not _is_target(scene, trigger, kind):
            return AIR if name == MINE and _is_of_state(scene, head) else name
    target = frozenset().union(
        *(scene.classes(one) for one in targets_of(scene, trigger)), frozenset()
    )
    actor = frozenset().union(
        *(scene.classes(one) for one in actors_of(scene, trigger)), frozenset()
    )
    word = head.lemma_.lower()
    if (
        not trigger.is_noun
        and "thing" in target
        and not target & {"civilsite", "armedsite", "area", "place", "armed"}
        and not target & _PEOPLE
    ):
        return ""
    if lexical & {
        "clash",
        "fighting",
        "battle",
        "firefight",
        "ambush",
        "offensive",
        "combat",
        "skirmish",
    }:
        return CLASH
    if (
        "crowd" in target
        and not _is_execution(head)
        and ("government" in actor or "protest" in around)
        and mentions_protest(scene, head)
    ):
        mild = {"gas", "teargas", "cannon", "baton"} & scene.forms(head)
        deadly = {"kill", "die", "dead", "wound", "live", "shoot", "injure"} & scene.forms(head)
        return "Protest with intervention" if mild and not deadly else EXCESSIVE
    unarmed = "crowd" in actor and not actor & {"armed", "government"}
    if unarmed and target & _BUILT and mentions_protest(scene, head):
        return RIOT
    if word in ("strike", "hit", "target") and "state" in actor and not target & {"armed"}:
        return AIR
    if target & {"armed", "armedsite"} and not (target & _PEOPLE and not target & {"armed"}):
        return CLASH if not _is_execution(head) else ATTACK
    village = any(
        one.lemma_.lower()
        in ("village", "camp", "market", "hospital", "school", "hamlet", "mosque", "church")
        for one in targets_of(scene, trigger)
    )
    if (
        ("place" in target or _is_town(scene, trigger))
        and not target & _PEOPLE
        and not village
        and "armed" in actor
        and word in ("attack", "assault", "assail", "raid", "storm", "strike", "push")
    ):
        return CLASH
    if (
        word == "strike"
        and trigger.is_noun
        and any(
            one.lemma_.lower()
            in ("worker", "union", "teacher", "hunger", "doctor", "nurse", "general")
            and one.i < head.i + 8
            for one in scene.around(head)
        )
        and not target & {"armed", "armedsite"}
    ):
        return PEACEFUL
    if word == "strike" and trigger.is_noun:
        return AIR if head.tag_ == "NNS" or target or actor else ""
    if word in ("hit", "target", "strike", "storm") and not actor and not target:
        return ""
    return ATTACK


def _is_of_state(scene: Scene, head: Token) -> bool:
    """ "An Israeli bomb": whose it is says that it fell from the air."""
    return any(
        one.lemma_.lower() == "bomb"
        and any(c.dep_ == "amod" and c.ent_type_ == "NORP" for c in one.children)
        for one in instruments(head)
    )


def _is_town(scene: Scene, trigger: Trigger) -> bool:
    """Whether a town as a whole is attacked."""
    towns = ("town", "city", "capital", "district")
    return any(one.lemma_.lower() in towns for one in targets_of(scene, trigger))


def _is_target(scene: Scene, trigger: Trigger, kind: str) -> bool:
    """Whether a weapon is what was attacked ("drones were destroyed") rather than used."""
    if syntax.is_word(trigger.head, "fire") or syntax.is_word(trigger.head, "launch"):
        return False
    targets = targets_of(scene, trigger) if not trigger.is_noun else []
    return bool(targets) and all(kind in scene.classes(one) for one in targets)


def _is_execution(head: Token) -> bool:
    return head.lemma_.lower() in (
        "execute",
        "execution",
        "behead",
        "beheading",
        "assassinate",
        "assassination",
    )


def mentions_protest(scene: Scene, head: Token) -> bool:
    """Whether the sentence speaks of a protest."""
    return any(
        one.lemma_.lower() in _PROTEST and one.i not in scene.date_at and one.tag_ != "NNP"
        for one in scene.around(head)
    )


def bombing(scene: Scene, trigger: Trigger) -> str:
    """From the air, unless no armed side is named."""
    if any(w in ("of", "against") for w, _ in syntax.prepositional(trigger.head)):
        return AIR
    found = violence(scene, trigger)
    if found not in (ATTACK, CLASH, ""):
        return found
    actor = frozenset().union(
        *(scene.classes(one) for one in actors_of(scene, trigger)), frozenset()
    )
    return (
        AIR
        if actor & {"state", "armed", "government"} or trigger.head.lemma_ == "campaign"
        else MINE
    )


def clash(scene: Scene, trigger: Trigger) -> str:
    """Of armed sides, or of protesters."""
    if not trigger.is_noun:
        around = syntax.subjects(trigger.head) + [n for _, n in syntax.prepositional(trigger.head)]
        classes = frozenset().union(*(scene.classes(one) for one in around), frozenset())
        if "crowd" in classes and mentions_protest(scene, trigger.head):
            return RIOT
        return CLASH if classes & {"armed", "actor", "place", "civilian", "pronoun"} else ""
    if mentions_protest(scene, trigger.head) and trigger.head.lemma_.lower() == "clash":
        return RIOT
    return CLASH


def fight(scene: Scene, trigger: Trigger) -> str:
    """ "They fight" tells of battle; "fight corruption" does not."""
    head = trigger.head
    if head.tag_ == "VBG" and head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return CLASH
    things = [one for one in syntax.objects(head) if one.lemma_.lower() not in _FOUGHT]
    classes = frozenset().union(*(scene.classes(one) for one in things), frozenset())
    if classes and not classes & {"armed", "actor", "place", "area"}:
        return ""
    actors = frozenset().union(*(scene.classes(one) for one in syntax.subjects(head)), frozenset())
    return CLASH if actors & {"armed", "actor", "pronoun"} or syntax.is_passive(head) else ""
