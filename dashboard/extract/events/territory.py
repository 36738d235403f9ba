"""Who takes a place from whom: a state's forces and their allies, or others."""

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.force import actors_of
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.names import GOVERNMENT, REBEL, SANCTION
from dashboard.extract.events.scene import Scene
from dashboard.model import RelationType

_STANDS_WITH = (RelationType.SUPPORTS, RelationType.BELONGS_TO)


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
            if any(
                r.source == actor.actor_id and r.target in states and r.type in _STANDS_WITH
                for r in scene.cast.relations
            ):
                return True
        classes = scene.classes(token)
        if _is_with_state(scene, token):
            return True
        if "rebel" in classes:
            return False
        if not scene.actors_of(token) and ("government" in classes or _is_national(scene, token)):
            return True
        if scene.actors_of(token) and classes & {"armed", "rebel"}:
            return False
    return None


def _is_national(scene: Scene, token: Token) -> bool:
    """ "French troops": armed, and of a country."""
    return "armed" in scene.classes(token) and any(
        c.dep_ == "amod" and c.ent_type_ == "NORP" for c in token.children
    )


def territory(scene: Scene, trigger: Trigger) -> str:
    """To capture, seize, occupy; "the cities it occupies" are held already."""
    if trigger.head.dep_ == "relcl" and trigger.head.tag_ in ("VBZ", "VBP"):
        return ""
    government = _is_government(scene, actors_of(scene, trigger))
    return GOVERNMENT if government else REBEL


def regain(scene: Scene, trigger: Trigger) -> str:
    """To recapture or liberate: a state's side, unless rebels are named."""
    for token in actors_of(scene, trigger):
        if any(
            actor.kind in ("state", "militia") for actor in scene.actors_of(token)
        ) or _is_with_state(scene, token):
            return GOVERNMENT
    return REBEL if _is_government(scene, actors_of(scene, trigger)) is False else GOVERNMENT


def drive(scene: Scene, trigger: Trigger) -> str:
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


def fallen(scene: Scene, trigger: Trigger) -> str:
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
    if head.lemma_.lower() == "fall" and any(
        w in ("on", "onto", "off", "from", "over") and n.i not in scene.date_at
        for w, n in syntax.prepositional(head)
    ):
        return ""
    if winners:
        return GOVERNMENT if _is_government(scene, winners) else REBEL
    if trigger.is_noun:
        return REBEL
    losers = _is_government(scene, syntax.subjects(head)) if head.lemma_ == "lose" else True
    return REBEL if losers in (True, None) else GOVERNMENT
