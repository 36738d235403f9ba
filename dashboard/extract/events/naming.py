"""A noun that may tell of an event in, whether the clause around it does out.

A noun may only name what was told before; then it tells nothing.
"""

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.match import Trigger

_MEASURES = frozenset({
    "day", "week", "month", "year", "hour", "night", "series", "wave", "round", "string", "end",
    "start", "halt", "beginning", "resumption", "outbreak", "number", "spate", "dozen", "hundred",
    "possibility", "plan", "proposal", "call", "idea", "kind", "type", "lot", "minute", "weekend",
    "bout", "period", "campaign", "stop", "surge", "scene", "site", "flurry", "volley", "hail",
})  # fmt: skip
_HAPPENING = frozenset({
    "hold", "begin", "start", "resume", "continue", "take", "occur", "happen", "follow", "open",
    "conclude", "end", "erupt", "rage", "intensify", "escalate", "attend", "join", "sign",
    "reach", "launch", "carry", "conduct", "have", "host", "convene", "chair", "lead", "mark",
    "include", "involve", "stage", "organise", "organize", "go", "last", "enter", "complete",
    "finish", "rock", "hit", "engulf", "see", "witness", "report", "kill", "leave", "force",
    "come", "wage", "mount", "make", "trigger", "reignite", "hear", "pass", "unleash", "renew",
    "step", "find", "discover", "unearth", "press", "broker", "survive", "claim", "wound",
    "injure", "destroy", "damage", "shake", "devastate", "collapse", "fail", "stall", "repel",
    "suffer", "face", "sustain", "perpetrate", "commit", "execute", "initiate", "order", "foil",
    "thwart", "describe", "undertake", "lose", "target", "announce", "repulse", "issue", "impose",
    "introduce", "declare", "enforce", "cut", "interrupt", "postpone", "adjourn", "resist",
    "document", "record", "repeat", "reiterate", "verify", "flee", "escape", "bring",
    "welcome", "stumble",
})  # fmt: skip
_BEGUN = frozenset({"break", "spread", "flare", "erupt", "subside", "ease", "die", "prompt"})
_RUNNING = frozenset({
    "begin", "start", "take", "resume", "open", "hold", "conclude", "continue", "go", "rage",
    "sign", "end", "erupt", "collapse", "fail", "stall", "expire",
})  # fmt: skip
"""what is said of "the talks" when they are told"""
_STATES = frozenset({"be", "remain", "violate", "constitute", "mean", "threaten"})
_SCENES = frozenset({"scene", "site", "theatre", "theater", "target", "victim", "result"})
_DONE = frozenset({"territory", "regain", "leaving", "Arrests", "Abduction/forced disappearance"})
"""nouns that tell if they say by whom: "the seizure of a base by rebels"."""
_ATTENDING = frozenset({"participant", "attendee", "delegate"})
_HARMED = frozenset({
    "kill", "wound", "injure", "die", "destroy", "damage", "hurt", "perish", "hit", "lose", "slay",
})  # fmt: skip
_KEPT = frozenset({"keep", "continue", "maintain", "pursue"})
_PHASES = frozenset({
    "begin", "start", "complete", "finish", "speed", "accelerate", "resume", "suspend", "halt",
    "delay",
})  # fmt: skip
_WHEN = frozenset({
    "at", "in", "during", "after", "following", "for", "amid", "from", "since", "by", "with",
    "before", "on", "because", "despite", "due",
})  # fmt: skip


def is_measure(token: Token) -> bool:
    """A noun that only measures or introduces what follows "of"."""
    return token.lemma_.lower() in _MEASURES


def is_violent(trigger: Trigger) -> bool:
    """Whether its words are of violence."""
    kind = trigger.rule.type
    return kind in ("violence", "bombing", "clash") or any(
        word in kind for word in ("strike", "Shelling", "bomb", "Remote", "Grenade")
    )


def is_told(trigger: Trigger, verb: Token) -> bool:
    """Whether the clause around a noun says that the thing took place, or was there."""
    head = _outermost(trigger.head)
    forms = frozenset(syntax.lemmas(verb))
    for child in verb.children:
        if child.dep_ == "xcomp":
            forms |= frozenset(syntax.lemmas(child))
    if to_come(head) or (head.lemma_.lower() in _ATTENDING and head.i != trigger.head.i):
        return True
    if any(c.lower_ == "by" for c in trigger.head.children) and trigger.rule.type in _DONE:
        return True
    if verb.pos_ not in ("VERB", "AUX"):
        return head.dep_ == "ROOT"
    known = _is_known(trigger.head, "the", "this", "that", "these", "those")
    if known and not is_violent(trigger) and head.dep_ in ("nsubj", "nsubjpass"):
        return bool(forms & _RUNNING)
    owned = known or _is_known(trigger.head, "its", "their", "his")
    if owned and trigger.rule.type in ("leaving", "deployment", "sanctions", "aid"):
        return head.dep_ in ("dobj", "nsubjpass") and bool(forms & _PHASES)
    if head.dep_ in ("nsubj", "nsubjpass", "npadvmod"):
        return bool(forms & (_HAPPENING | _BEGUN)) or _is_incident(trigger) or is_under_way(verb)
    if head.dep_ in ("dobj", "attr"):
        there = any(c.lower_ == "there" for c in verb.children)
        shown = any(c.lower_ in ("this", "it", "that") and c.dep_ == "nsubj" for c in verb.children)
        at = there or _is_at(head) or (shown and is_violent(trigger))
        return bool(forms & (_HAPPENING | _KEPT)) or ("be" in forms and at)
    return head.dep_ == "pobj" and _hangs_told(trigger, head, known)


def is_under_way(verb: Token) -> bool:
    """ "Were under way", "are ongoing"."""
    return verb.lemma_ == "be" and any(
        one.lower_ in ("underway", "ongoing", "way") for one in verb.subtree if one.i > verb.i
    )


def to_come(head: Token) -> bool:
    """Whether a clause after a noun says that it will be: "a summit that is to open in May"."""
    for child in head.children:
        if child.dep_ == "relcl" and child.pos_ in ("VERB", "AUX"):
            words = {c.lower_ for c in child.children if c.dep_ in ("aux", "acomp")}
            inner = [c for c in child.children if c.dep_ == "xcomp"]
            ahead = "will" in words or (child.lemma_ == "be" and inner)
            held = {form for one in (child, *inner) for form in syntax.lemmas(one)}
            if ahead and held & _RUNNING:
                return True
    return False


def _outermost(head: Token) -> Token:
    """What stands for a noun in its clause: of "a series of attacks" the series."""
    for _ in range(3):
        if head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        elif head.dep_ == "pobj" and head.head.lower_ == "of":
            over = head.head.head
            if not is_measure(over) and over.lemma_.lower() not in _SCENES | _ATTENDING:
                break
            head = over
    return head


def _is_at(head: Token) -> bool:
    """ "Was the scene of", "was the target of"."""
    return head.lemma_.lower() in _SCENES


def _hangs_told(trigger: Trigger, head: Token, known: bool) -> bool:
    """After a preposition: "killed in an air raid", "came under fire"."""
    way, governor = head.head.lower_, head.head.head
    if way == "under" and governor.lemma_.lower() == "come":
        return True
    if known and governor.lemma_.lower() not in _HARMED:
        return False
    return way in _WHEN and (governor.pos_ in ("VERB", "AUX") or is_violent(trigger))


def _is_known(head: Token, *words: str) -> bool:
    return any(c.lower_ in words for c in head.children)


def _is_incident(trigger: Trigger) -> bool:
    """ "Air strikes destroyed": a noun of violence that acts, and was not spoken of before."""
    known = _is_known(
        trigger.head, "the", "this", "that", "these", "those", "such", "its", "their", "his"
    )
    return (
        is_violent(trigger) and not known
        and _STATES.isdisjoint(syntax.lemmas(trigger.verb))
    )  # fmt: skip
