"""A trigger in, whether it happened out: from what governs it and from its own clause.

What a verb "gives" to the clause below it is in ``event_triggers.csv``: of "urged X to stop" the
stopping is requested, of "denied that Y bombed" the bombing is denied.
"""

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.naming import is_measure, is_violent
from dashboard.extract.events.telling import is_purpose, own_mood

_JOINED = frozenset({"take", "participate", "join", "negotiate", "withdraw", "meet"})
_WITHHELD = frozenset({"sign", "accept", "agree", "recognise", "recognize", "consent", "attend"})


_FAVOURS = frozenset({
    "Withdrawal or release", "withdraw", "Aid", "Cooperation", "meet", "accept",
    "Acceptance or support", "Agreement", "ceasefire", "Non-violent transfer of territory",
})  # fmt: skip
"""what one says that one will not do refuses"""
_ALLEGED = frozenset({
    "Deployment or show of force", "Aid", "arrival", "Sexual violence", "violence", "clash",
    "Abduction/forced disappearance", "Armed clash", "territory",
})  # fmt: skip
"""deeds of which one is accused"""
_ENDS = frozenset({"relcl"})
_TIME_WORDS = frozenset({
    "after", "following", "since", "over", "amid", "during", "despite", "because", "when",
    "while", "as", "where", "until", "through", "though", "although", "upon", "given", "due",
    "before", "pending",
})  # fmt: skip
_ASKING = frozenset({
    "for", "to", "on", "that", "upon", "of", "about", "with", "into", "against", "in", "as",
})  # fmt: skip
_SPOKEN = frozenset(
    {"say", "tell", "add", "state", "report", "announce", "write", "claim", "declare"}
)
_LIGHT = frozenset({
    "hold", "begin", "start", "join", "impose", "sign", "reach", "resume", "launch", "establish",
    "declare", "deploy", "send", "have", "open", "make", "conclude", "conduct", "carry", "host",
    "convene", "arrange", "organise", "organize", "implement", "agree", "observe", "take",
    "attend", "bring", "stage", "end", "stop", "halt", "give", "provide", "receive", "get",
    "announce", "return", "allow", "secure", "achieve", "ensure", "guarantee", "introduce",
    "lead", "unleash", "order", "continue", "step", "mount", "extend", "prevent",
})  # fmt: skip


_NO_CLAUSE = frozenset({
    "nsubj", "agent", "npadvmod", "punct", "amod", "poss", "appos", "conj", "compound",
})  # fmt: skip


def mood(trigger: Trigger, gives: dict[int, str]) -> Mood:
    """How it is told. ``gives``: by position, what the words that govern clauses give to them."""
    governed = _governed(trigger, gives)
    verb = trigger.verb
    own = own_mood(trigger, verb)
    if governed in (Mood.DENIED, Mood.UNREAL):
        return governed
    if own in (Mood.NEGATED, Mood.UNREAL):
        return own
    if governed is None and not trigger.is_noun and is_purpose(trigger, verb):
        return Mood.UNREAL
    if governed is Mood.PLANNED and _is_resolved(trigger):
        return Mood.ACTUAL
    return governed or own


def _is_resolved(trigger: Trigger) -> bool:
    """To decide to break off relations is to break them off."""
    above = syntax.clause_verb(trigger.head.head).lemma_.lower()
    return above in ("decide", "vote", "resolve") and trigger.rule.type.startswith("Sanction")


def refused(trigger: Trigger) -> str:
    """The type of not doing it: "did not sign", "will not take part", "will not hesitate to"."""
    head = trigger.head
    if trigger.is_noun or head.dep_ not in ("ROOT", "conj", "ccomp"):
        return ""
    helpers = {child.lower_ for child in head.children if child.dep_ == "aux"}
    lemma = head.lemma_.lower()
    if lemma == "hesitate":
        return "Threat or ultimatum" if helpers & {"will", "would", "wo"} else ""
    past = helpers & {"did", "has", "have", "had", "does", "do"} and lemma in _WITHHELD
    ahead = helpers & {"will", "would", "wo"} and (
        lemma in _WITHHELD | _JOINED or trigger.rule.type in _FAVOURS
    )
    return "Rejection" if past or ahead else ""


def _governed(trigger: Trigger, gives: dict[int, str]) -> Mood | None:
    """What the nearest verb or noun above makes of it; a denial above it all prevails."""
    found: Mood | None = None
    child = trigger.head
    inside = set(trigger.words)
    for _ in range(12):
        parent = child.head
        if parent.i == child.i or child.dep_ in _ENDS:
            break
        if child.dep_ == "acl" and child.tag_ != "VB":
            break
        if child.dep_ in ("prep", "advcl", "mark") and _is_aside(child):
            break
        accused = gives.get(parent.i) == "accused" and child.dep_ == "prep" and child.lower_ == "of"
        if (
            accused
            and not (is_violent(trigger) or trigger.rule.type in _ALLEGED)
            and parent.i not in inside
        ):
            return Mood.UNREAL
        if child.dep_ == "ccomp" and child.i < parent.i:
            break
        if child.dep_ == "conj" and _has_own_tense(child) and parent.tag_ in ("VB", "VBG"):
            break
        if trigger.is_noun and _is_in_other_deed(child, parent, gives):
            break
        if trigger.is_noun and _is_other_thing(child, parent, trigger, gives):
            break
        if parent.i in gives and parent.i not in inside:
            given = _given(gives[parent.i], child, parent)
            if given in (Mood.DENIED, Mood.UNREAL):
                return given
            found = found or given
        if child.dep_ == "ccomp" and parent.lemma_.lower() in _SPOKEN and found is not None:
            break
        child = parent
    return found


def _is_aside(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in _TIME_WORDS
    if token.dep_ == "advcl":
        infinitive = any(one.lower_ == "to" and one.dep_ == "aux" for one in token.children)
        return not infinitive
    return False


def _is_other_thing(child: Token, parent: Token, trigger: Trigger, gives: dict[int, str]) -> bool:
    """Of "talks on the war" and "victims of the attack" nothing is asked for but the first noun."""
    if parent.pos_ not in ("NOUN", "PROPN") or parent.i in gives:
        return False
    if child.dep_ in ("conj", "compound", "nmod") and child.i != trigger.head.i:
        return False
    return child.dep_ in ("prep", "acl", "poss", "appos") and not is_measure(parent)


def _is_in_other_deed(child: Token, parent: Token, gives: dict[int, str]) -> bool:
    """To be asked to respect a truce is not to be asked for one."""
    return (
        child.dep_ in ("dobj", "prep", "nsubj", "nsubjpass") and parent.pos_ == "VERB"
        and parent.i not in gives and parent.lemma_.lower() not in _LIGHT
    )  # fmt: skip


def _has_own_tense(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP")


def _leads(given: str, child: Token, parent: Token) -> bool:
    """Whether what a governor gives passes a preposition: "called for", not "called in"."""
    if child.dep_ != "prep":
        return True
    if parent.pos_ == "VERB" and given != "denied" and child.lower_ in ("in", "with", "against"):
        return False
    return child.lower_ in _ASKING and not (
        parent.pos_ == "VERB" and child.lower_ == "of" and given not in ("accused", "denied")
    )


def _given(given: str, child: Token, parent: Token) -> Mood | None:
    """What a governor gives along one edge of the tree."""
    if given == "same" or not given:
        return None
    if parent.lemma_.lower() == "fear" and any(
        c.lower_ in ("have", "had", "has") for c in child.children
    ):
        return None
    edge = child.dep_
    if edge in _NO_CLAUSE or not _leads(given, child, parent):
        return None
    if edge == "nsubjpass" and given not in ("planned", "requested", "denied", "announced"):
        return None
    if given == "rejected":
        return Mood.UNREAL
    if given == "negated":
        return Mood.UNREAL if edge == "xcomp" else None
    if given == "wanted":
        if edge == "xcomp" and not any(c.dep_ == "dobj" for c in parent.children):
            return (
                Mood.UNREAL
                if not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
                else Mood.REQUESTED
            )
        return Mood.REQUESTED if edge in ("ccomp", "dobj", "xcomp") else None
    if given == "tried":
        return None if edge == "xcomp" else Mood.UNREAL
    if given == "announced":
        known = any(c.lower_ in ("the", "this") for c in child.children)
        return Mood.PLANNED if edge in ("dobj", "nsubjpass") and not known else None
    if given == "accused":
        return None
    if given == "planned" and edge == "ccomp" and child.tag_ in ("VBD",):
        return None
    try:
        return Mood(given)
    except ValueError:
        return None
