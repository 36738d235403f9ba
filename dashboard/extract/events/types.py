"""A trigger in, its type out: weapon, target and who acts decide where the word alone does not."""

from collections.abc import Callable

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.match import Trigger, instruments
from dashboard.extract.events.scene import Scene
from dashboard.model import RelationType

AIR, SHELLING = "Air/drone strike", "Shelling/artillery/missile attack"
MINE, SUICIDE = "Remote explosive/landmine/IED", "Suicide bomb"
GRENADE, CHEMICAL = "Grenade", "Chemical weapon"
CLASH, ATTACK = "Armed clash", "Attack"
GOVERNMENT, REBEL = "Government regains territory", "Non-state actor overtakes territory"
TRANSFER = "Non-violent transfer of territory"
DEPLOYMENT, WITHDRAWAL = "Deployment or show of force", "Withdrawal or release"
MEETING, AGREEMENT, OTHER = "Meeting or talks", "Agreement", "Other"
SUPPORT, DEMAND, ACCUSATION = (
    "Acceptance or support",
    "Call or demand",
    "Accusation or condemnation",
)
PEACEFUL, RIOT = "Peaceful protest", "Violent demonstration"
EXCESSIVE = "Excessive force against protesters"
AID, SANCTION = "Aid", "Sanction or break of relations"
RESTRICTION = "Restriction or repression"
WEAPONS = (
    ("suicide", SUICIDE), ("chemical", CHEMICAL), ("aircraft", AIR), ("artillery", SHELLING),
    ("mine", MINE), ("grenade", GRENADE),
)  # fmt: skip
_PEOPLE = frozenset({"civilian", "person", "crowd", "leader", "prisoner"})
_NOUNS_FOR_MEETING = frozenset({"to", "in", "at"})


def event_type(scene: Scene, trigger: Trigger) -> str:
    """The type, or empty: the words tell of no event."""
    name = trigger.rule.type
    if not name or name[0].isupper():
        return name
    return _DECIDE[name](scene, trigger)


def _actors_of(scene: Scene, trigger: Trigger) -> list[Token]:
    head = trigger.head
    if trigger.is_noun:
        named = [c for c in head.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        named += [n for w, n in syntax.prepositional(head) if w in ("by", "from")]
        verb = trigger.verb
        if verb.pos_ == "VERB" and head.dep_ == "dobj":
            named += syntax.subjects(verb)
        return named
    return syntax.subjects(head)


def _targets_of(scene: Scene, trigger: Trigger) -> list[Token]:
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


def _violence(scene: Scene, trigger: Trigger) -> str:
    """Killing, wounding, attacks and strikes."""
    head = trigger.head
    around = frozenset().union(*(scene.classes(one) for one in instruments(head)), frozenset())
    lexical = {one.lemma_.lower() for one in instruments(head)}
    for kind, name in WEAPONS:
        if kind in around and not _is_target(scene, trigger, kind):
            return name
    target = frozenset().union(
        *(scene.classes(one) for one in _targets_of(scene, trigger)), frozenset()
    )
    actor = frozenset().union(
        *(scene.classes(one) for one in _actors_of(scene, trigger)), frozenset()
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
        and ("government" in actor or "protest" in around)
        and _mentions_protest(scene, head)
    ):
        return EXCESSIVE
    if word in ("strike", "hit", "target") and "state" in actor and not target & {"armed"}:
        return AIR
    if target & {"armed", "armedsite"} and not (target & _PEOPLE and not target & {"armed"}):
        return CLASH if not _is_execution(head) else ATTACK
    killing = any(one.lemma_.lower() in ("kill", "killing") for one in scene.around(head))
    village = any(
        one.lemma_.lower()
        in ("village", "camp", "market", "hospital", "school", "hamlet", "mosque", "church")
        for one in _targets_of(scene, trigger)
    )
    if (
        "place" in target
        and not target & _PEOPLE
        and not village
        and "armed" in actor
        and word in ("attack", "assault", "raid", "storm", "strike", "push")
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
    if word == "strike" and trigger.is_noun and not actor:
        return AIR if head.tag_ == "NNS" or target else ""
    if word in ("hit", "target", "strike", "storm") and not actor and not target:
        return ""
    return ATTACK


def _is_target(scene: Scene, trigger: Trigger, kind: str) -> bool:
    """Whether a weapon is what was attacked ("drones were destroyed") rather than used."""
    targets = _targets_of(scene, trigger) if not trigger.is_noun else []
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


def _mentions_protest(scene: Scene, head: Token) -> bool:
    words = (
        "protest",
        "protester",
        "demonstrator",
        "demonstration",
        "march",
        "rally",
        "sit-in",
        "marcher",
    )
    return any(one.lemma_.lower() in words for one in scene.around(head))


def _bombing(scene: Scene, trigger: Trigger) -> str:
    if any(w in ("of", "against") for w, _ in syntax.prepositional(trigger.head)):
        return AIR
    found = _violence(scene, trigger)
    if found not in (ATTACK, CLASH, ""):
        return found
    actor = frozenset().union(
        *(scene.classes(one) for one in _actors_of(scene, trigger)), frozenset()
    )
    return (
        AIR
        if actor & {"state", "armed", "government"} or trigger.head.lemma_ == "campaign"
        else MINE
    )


def _clash(scene: Scene, trigger: Trigger) -> str:
    if not trigger.is_noun:
        around = syntax.subjects(trigger.head) + [n for _, n in syntax.prepositional(trigger.head)]
        classes = frozenset().union(*(scene.classes(one) for one in around), frozenset())
        if "crowd" in classes and _mentions_protest(scene, trigger.head):
            return RIOT
        return CLASH if classes & {"armed", "actor", "place", "civilian", "pronoun"} else ""
    if _mentions_protest(scene, trigger.head) and trigger.head.lemma_.lower() == "clash":
        return RIOT
    return CLASH


def _fight(scene: Scene, trigger: Trigger) -> str:
    """ "They fight" tells of battle; "fight corruption" does not."""
    head = trigger.head
    classes = frozenset().union(*(scene.classes(one) for one in syntax.objects(head)), frozenset())
    if classes and not classes & {"armed", "actor", "place", "area"}:
        return ""
    actors = frozenset().union(*(scene.classes(one) for one in syntax.subjects(head)), frozenset())
    return CLASH if actors & {"armed", "actor", "pronoun"} or syntax.is_passive(head) else ""


def _is_with_state(scene: Scene, token: Token) -> bool:
    """ "Pro-government", "backed by the army", "loyal to the president"."""
    words = list(token.subtree)[:20]
    lower = {one.lower_ for one in words}
    if any(
        one.lower_.startswith("pro-government")
        or one.lower_ in ("government-backed", "state-backed", "loyalist", "pro-regime")
        for one in words
    ):
        return True
    if lower & {"pro"} and lower & {"government", "regime"}:
        return True
    for one in words:
        if one.lower_ in ("backed", "supported", "allied", "loyal", "aligned", "assisted"):
            inner = [n for _, n in syntax.prepositional(one)]
            if any(scene.classes(n) & {"government", "state"} for n in inner):
                return True
    return False


def _is_government(scene: Scene, tokens: list[Token]) -> bool | None:
    """Whether those who act are a state's forces or their allies; ``None``: not told."""
    states = {a.actor_id for a in scene.cast.actors if a.kind == "state"}
    for token in tokens:
        for actor in scene.actors_of(token):
            if actor.kind == "state":
                return True
            if any(r.type is RelationType.SUPPORTS and r.source == actor.actor_id and r.target in states
                   or r.type is RelationType.BELONGS_TO and r.source == actor.actor_id and r.target in states
                   for r in scene.cast.relations):  # fmt: skip
                return True
        classes = scene.classes(token)
        if _is_with_state(scene, token):
            return True
        if "rebel" in classes:
            return False
        if "government" in classes and not scene.actors_of(token):
            return True
        if scene.actors_of(token) and classes & {"armed", "rebel"}:
            return False
    return None


def _territory(scene: Scene, trigger: Trigger) -> str:
    government = _is_government(scene, _actors_of(scene, trigger))
    return GOVERNMENT if government else REBEL


def _regain(scene: Scene, trigger: Trigger) -> str:
    for token in _actors_of(scene, trigger):
        if any(
            actor.kind in ("state", "militia") for actor in scene.actors_of(token)
        ) or _is_with_state(scene, token):
            return GOVERNMENT
    return REBEL if _is_government(scene, _actors_of(scene, trigger)) is False else GOVERNMENT


def _drive(scene: Scene, trigger: Trigger) -> str:
    """To drive someone from a place takes the place."""
    head = trigger.head
    places = [n for w, n in syntax.prepositional(head) if w in ("from", "of", "out")]
    if not syntax.objects(head):
        return ""
    if not any(scene.classes(one) & {"place", "area"} for one in places):
        return ""
    if any("diplomat" in scene.classes(one) for one in syntax.objects(head)):
        return SANCTION
    losers = _is_government(scene, syntax.objects(head))
    winners = _is_government(scene, syntax.subjects(head))
    if winners is None:
        return REBEL if losers else GOVERNMENT
    return GOVERNMENT if winners else REBEL


def _fallen(scene: Scene, trigger: Trigger) -> str:
    """ "The town fell to the rebels", "the army lost the town": others act than the subject."""
    head = trigger.head
    winners = [n for w, n in syntax.prepositional(head) if w in ("to", "into")]
    if (
        head.lemma_.lower() == "fall"
        and not winners
        and not any(
            child.dep_ in ("advmod", "npadvmod", "prep") or child.ent_type_ == "DATE"
            for child in head.children
        )
    ):
        return ""
    if winners:
        return GOVERNMENT if _is_government(scene, winners) else REBEL
    if trigger.is_noun:
        return REBEL
    losers = _is_government(scene, syntax.subjects(head)) if head.lemma_ == "lose" else True
    return REBEL if losers in (True, None) else GOVERNMENT


def _protest(scene: Scene, trigger: Trigger) -> str:
    words = {one.lemma_.lower() for one in scene.around(trigger.head)}
    if (
        words & {"disperse", "teargas", "gas"}
        or {"tear", "gas"} <= words
        or {"water", "cannon"} <= words
    ):
        return "Protest with intervention"
    return PEACEFUL


def _ceasefire(scene: Scene, trigger: Trigger) -> str:
    return AGREEMENT


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
            if any(c & wanted and "thing" not in c - {"talks"} or "talks" in c for c in classes)
            else ""
        )
    people = frozenset(
        {"actor", "person", "leader", "pronoun", "armed", "civilian", "talks", "authority"}
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
            if told
            and word not in ("recognise", "recognize", "uphold")
            or told
            and classes & {"actor"}
            else ""
        )
    if word == "welcome" and classes & {"person"} and "thing" not in classes:
        return MEETING
    if not found and not syntax.has_complement(head):
        return ""
    return SUPPORT


def _accuse(scene: Scene, trigger: Trigger) -> str:
    return ACCUSATION


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
    if word == "evacuate" and any("civilian" in c and "armed" not in c for c in actors + things):
        return OTHER
    if word in ("leave", "quit", "depart", "vacate", "evacuate", "retreat", "surrender"):
        if any("diplomat" in c for c in actors):
            return ""
        armed = any("armed" in c and "person" not in c for c in actors)
        if word == "leave":
            return WITHDRAWAL if armed and any("place" in c or "area" in c for c in things) else ""
        return (
            WITHDRAWAL
            if armed or (word != "quit" and word != "depart" and any("armed" in c for c in things))
            else ""
        )
    if any("relations" in c and "thing" in c for c in things) or any("deal" in c for c in things):
        return SANCTION
    froms = [scene.classes(n) for w, n in syntax.prepositional(head) if w == "from"]
    if any("deal" in c or "talks" in c for c in froms):
        return "Rejection" if any("talks" in c for c in froms) else SANCTION
    if any(c & {"armed", "weapon", "place", "pronoun", "actor"} for c in actors + things):
        return WITHDRAWAL
    return ""


def _arrival(scene: Scene, trigger: Trigger) -> str:
    """Troops that land or enter; a single commander travels."""
    actors = [scene.classes(one) for one in syntax.subjects(trigger.head)]
    forces = [
        c
        for c in actors
        if "armed" in c
        and "person" not in c
        and "actor" not in c
        or c & {"government", "rebel"}
        and "state" not in c
    ]
    return DEPLOYMENT if forces else ""


def _closing(scene: Scene, trigger: Trigger) -> str:
    """Who holds arms or power restricts by closing; an airport that closes does not."""
    actors = _actors_of(scene, trigger)
    if trigger.is_noun:
        return RESTRICTION if trigger.head.lemma_.lower() in ("blockade", "blocking") else OTHER
    if any(
        "facility" not in scene.classes(one)
        and scene.classes(one) & {"armed", "government", "rebel", "state", "authority"}
        for one in actors
    ):
        return RESTRICTION
    if any("crowd" in scene.classes(one) and "actor" not in scene.classes(one) for one in actors):
        return PEACEFUL
    blocked = trigger.head.lemma_.lower() in ("block", "blockade", "seal", "obstruct")
    return RESTRICTION if blocked else OTHER


def _plain(name: str) -> Callable[[Scene, Trigger], str]:
    return lambda scene, trigger: name


_DECIDE: dict[str, Callable[[Scene, Trigger], str]] = {
    "violence": _violence, "bombing": _bombing, "clash": _clash, "war": _plain(CLASH),
    "fight": _fight, "territory": _territory, "regain": _regain, "drive": _drive,
    "fallen": _fallen, "protest": _protest, "ceasefire": _ceasefire, "deal": _plain(AGREEMENT),
    "meet": _meet, "talks": _plain(MEETING), "accept": _accept, "accuse": _accuse,
    "demand": _demand, "withdraw": _withdraw, "leaving": _plain(WITHDRAWAL),
    "arrival": _arrival, "closing": _closing, "aid": _plain(AID), "sanctions": _plain(SANCTION),
    "deployment": _plain(DEPLOYMENT), "restriction": _plain(RESTRICTION),
    "raids": _plain(RESTRICTION),
}  # fmt: skip
