"""A trigger in, its type out: weapon, target and who acts decide where the word alone does not."""

from collections.abc import Callable

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.force import actors_of, bombing, clash, fight, violence
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.names import (
    ACCUSATION,
    AGREEMENT,
    AID,
    CLASH,
    DEMAND,
    DEPLOYMENT,
    MEETING,
    OTHER,
    PEACEFUL,
    RESTRICTION,
    SANCTION,
    SUPPORT,
    WITHDRAWAL,
)
from dashboard.extract.events.scene import Scene
from dashboard.extract.events.territory import drive, fallen, regain, territory

_MANY = frozenset({"thousand", "hundred", "dozen", "ten", "million", "many", "number", "score"})


_FIGHTS = frozenset({"war", "clash", "violence", "bombing", "Air/drone strike"})
_ENDERS = frozenset({"end", "halt", "stop", "pause", "cessation", "suspension", "break"})


def _is_ended(head: Token) -> bool:
    """ "An end to the war", "a halt in the air raids"."""
    way = head.head
    return (
        head.dep_ == "pobj"
        and way.lower_ in ("to", "in", "of")
        and way.head.lemma_.lower() in _ENDERS
        and way.head.pos_ == "NOUN"
        and not any(c.lower_ == "the" and way.lower_ == "of" for c in way.head.children)
    )


def event_type(scene: Scene, trigger: Trigger) -> str:
    """The type, or empty: the words tell of no event."""
    name = trigger.rule.type
    if name in _FIGHTS and trigger.is_noun and _is_ended(trigger.head):
        return AGREEMENT
    if not name or name[0].isupper():
        return name
    return DECIDED[name](scene, trigger)


def _protest(scene: Scene, trigger: Trigger) -> str:
    words = {one.lemma_.lower() for one in scene.around(trigger.head)}
    if (
        words & {"disperse", "teargas", "gas"}
        or {"tear", "gas"} <= words
        or {"water", "cannon"} <= words
    ):
        return "Protest with intervention"
    return PEACEFUL


def _meet(scene: Scene, trigger: Trigger) -> str:
    """Persons and bodies meet; conditions and demands are met."""
    head = trigger.head
    classes = [scene.classes(one) for one in syntax.objects(head)]
    if len(trigger.words) > 1:
        return MEETING
    if head.lemma_.lower() in ("host", "receive", "attend", "negotiate", "mediate", "consult"):
        wanted = (
            {"talks", "actor", "person", "diplomat", "leader"}
            if head.lemma_ != "attend"
            else {"talks"}
        )
        if head.lemma_ in ("negotiate", "mediate", "consult"):
            return MEETING
        return (
            MEETING
            if any((c & wanted and "thing" not in c - {"talks"}) or "talks" in c for c in classes)
            else ""
        )
    people = frozenset(
        {
            "speaker",
            "actor",
            "person",
            "leader",
            "pronoun",
            "armed",
            "civilian",
            "talks",
            "authority",
        }
    )
    if classes:
        return MEETING if any(c & people for c in classes) else ""
    subject = [scene.classes(one) for one in syntax.subjects(head)]
    return MEETING if any(c & (people | {"speaker"}) for c in subject) or len(subject) > 1 else ""


def _accept(scene: Scene, trigger: Trigger) -> str:
    """To welcome a proposal is an act; to support a side is a stand, and a guest is received."""
    head = trigger.head
    found = syntax.objects(head)
    classes = frozenset().union(*(scene.classes(one) for one in found), frozenset())
    word = head.lemma_.lower()
    if head.tag_ in ("VBN",) and head.dep_ in ("acl", "amod"):
        return ""
    saying = ("say", "tell", "announce", "declare", "state", "add")
    if word in ("back", "support") and head.dep_ == "ccomp" and head.head.lemma_.lower() in saying:
        return SUPPORT
    if word in ("back", "support", "praise", "uphold", "recognise", "recognize") and not (
        classes & {"proposal", "proposalgood", "deal", "talks"}
    ):
        told = head.tag_ == "VBD" and word not in ("back", "support") and classes
        return (
            SUPPORT
            if (told and word not in ("recognise", "recognize", "uphold"))
            or (told and classes & {"actor"})
            else ""
        )
    if word == "welcome" and classes & {"person"} and "thing" not in classes:
        return MEETING
    if not found and not syntax.has_complement(head):
        return ""
    return SUPPORT


def _demand(scene: Scene, trigger: Trigger) -> str:
    """A call that is made or repeated; "the call" that is welcomed was made before."""
    verb = trigger.verb
    made = (
        "make",
        "issue",
        "repeat",
        "renew",
        "reiterate",
        "give",
        "send",
        "launch",
        "sign",
        "present",
        "broadcast",
        "step",
    )
    return (
        DEMAND if verb.lemma_.lower() in made and trigger.head.dep_ in ("dobj", "nsubjpass") else ""
    )


def _withdraw(scene: Scene, trigger: Trigger) -> str:
    head = trigger.head
    word = head.lemma_.lower()
    actors = [scene.classes(one) for one in syntax.subjects(head)]
    things = [scene.classes(one) for one in syntax.objects(head)]
    unarmed = [
        c
        for c in (actors if word != "evacuate" else actors + things)
        if c & {"civilian", "crowd"} and "armed" not in c
    ]
    if unarmed and (word == "evacuate" or (word in ("leave", "depart") and _are_many(head))):
        return OTHER
    if word in ("leave", "quit", "depart", "vacate", "evacuate", "retreat", "surrender"):
        if any("diplomat" in c for c in actors):
            return ""
        armed = any(c & {"armed", "observer"} and "person" not in c for c in actors)
        if word == "leave":
            return WITHDRAWAL if armed and any("place" in c or "area" in c for c in things) else ""
        return (
            WITHDRAWAL
            if armed or (word != "quit" and word != "depart" and any("armed" in c for c in things))
            else ""
        )
    if word == "pull" and any("civilian" in c for c in things):
        return WITHDRAWAL
    if any("relations" in c and "thing" in c for c in things) or any("deal" in c for c in things):
        return SANCTION
    froms = [scene.classes(n) for w, n in syntax.prepositional(head) if w == "from"]
    if any("deal" in c or "talks" in c for c in froms):
        return "Rejection" if any("talks" in c for c in froms) else SANCTION
    if any(c & {"armed", "weapon", "place", "pronoun", "actor"} for c in actors + things):
        return WITHDRAWAL
    ground = any(c & {"place", "area", "armedsite"} for c in froms)
    return WITHDRAWAL if not things and (ground or not froms) else ""


def _are_many(verb: Token) -> bool:
    """Whether people in numbers do it."""
    return any(
        one.lemma_.lower() in _MANY
        or any(c.dep_ == "nummod" or c.lower_ == "many" for c in one.children)
        for one in syntax.subjects(verb)
    )


def _arrival(scene: Scene, trigger: Trigger) -> str:
    """Troops that land or enter; a single commander travels."""
    actors = [scene.classes(one) for one in syntax.subjects(trigger.head)]
    many = any(one.tag_ == "NNS" for one in syntax.subjects(trigger.head))
    forces = [
        c
        for c in actors
        if ("armed" in c and "person" not in c and ("actor" not in c or many))
        or (c & {"government", "rebel"} and "state" not in c)
    ]
    return DEPLOYMENT if forces else ""


def _closing(scene: Scene, trigger: Trigger) -> str:
    """Who holds arms or power restricts by closing; an airport that closes does not."""
    actors = actors_of(scene, trigger)
    if trigger.is_noun:
        return RESTRICTION if trigger.head.lemma_.lower() in ("blockade", "blocking") else OTHER
    asked = trigger.head.dep_ in ("xcomp", "ccomp", "advcl") and trigger.head.tag_ in ("VB", "VBN")
    if asked and any(c.lower_ == "to" for c in trigger.head.children):
        return RESTRICTION
    if any(
        "facility" not in scene.classes(one)
        and (
            one.ent_type_ in ("GPE", "NORP")
            or scene.classes(one) & {"armed", "government", "rebel", "state", "authority", "leader"}
        )
        for one in actors
    ):
        return RESTRICTION
    if any("crowd" in scene.classes(one) and "actor" not in scene.classes(one) for one in actors):
        return PEACEFUL
    blocked = trigger.head.lemma_.lower() in ("block", "blockade", "seal", "obstruct")
    return RESTRICTION if blocked else OTHER


def _plain(name: str) -> Callable[[Scene, Trigger], str]:
    return lambda scene, trigger: name


DECIDED: dict[str, Callable[[Scene, Trigger], str]] = {
    "violence": violence, "bombing": bombing, "clash": clash, "war": _plain(CLASH),
    "fight": fight, "territory": territory, "regain": regain, "drive": drive,
    "fallen": fallen, "protest": _protest, "ceasefire": _plain(AGREEMENT),
    "deal": _plain(AGREEMENT),
    "meet": _meet, "talks": _plain(MEETING), "accept": _accept, "accuse": _plain(ACCUSATION),
    "demand": _demand, "withdraw": _withdraw, "leaving": _plain(WITHDRAWAL),
    "arrival": _arrival, "closing": _closing, "remaining": _plain(RESTRICTION),
    "aid": _plain(AID), "sanctions": _plain(SANCTION),
    "deployment": _plain(DEPLOYMENT), "restriction": _plain(RESTRICTION),
    "raids": _plain(RESTRICTION),
}  # fmt: skip
