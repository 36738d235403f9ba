"""A trigger in, whether it happened out: from what governs it, its tense, mood and negation.

What a verb "gives" to the clause below it is in ``event_triggers.csv``: of "urged X to stop" the
stopping is requested, of "denied that Y bombed" the bombing is denied.
"""

from enum import Enum

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.lexicon import violent_words
from dashboard.extract.events.match import Trigger


_WITHHELD = frozenset({"sign", "accept", "agree", "recognise", "recognize", "consent", "attend"})


class Mood(Enum):
    """Kinds of telling; all but the last three are a ``Realis``."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    REQUESTED = "requested"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"
    NEGATED = "negated"
    """it did not happen, and nobody is said to deny it"""
    UNREAL = "unreal"
    """feared, possible, supposed"""
    NAMED = "named"
    """a noun that refers to it, which tells nothing by itself"""
    BACKGROUND = "background"


_ENDS = frozenset({"relcl"})
_MEASURES = frozenset(
    "day week month year hour night series wave round string end start halt beginning resumption"
    " outbreak number spate dozen hundred possibility plan proposal call idea kind type lot minute"
    " weekend bout period campaign stop outbreak surge".split()
)
_TIME_WORDS = frozenset(
    "after following since over amid during despite because when while as where until through"
    " though although upon given due before pending".split()
)
_ASKING = frozenset({"for", "to", "on", "that", "upon", "of", "about", "with", "into", "against", "in", "as"})  # fmt: skip
_FUTURE = frozenset({"will", "shall", "'ll", "would", "wo", "'d", "ll"})
_POSSIBLE = frozenset({"may", "might", "can", "could", "ca", "cannot"})
_NEEDED = frozenset({"must", "should", "ought", "need"})
_AHEAD = frozenset({"due", "set", "scheduled", "expected", "ready", "about", "likely", "slated", "poised", "supposed"})  # fmt: skip
_SPOKEN = frozenset(
    {"say", "tell", "add", "state", "report", "announce", "write", "claim", "declare"}
)
_HAPPENING = frozenset(
    "hold begin start resume continue take occur happen follow open conclude end erupt rage"
    " intensify escalate attend join sign reach launch carry conduct have host convene chair lead"
    " mark include involve stage organise organize go last enter complete finish rock hit engulf"
    " see witness report kill leave force come wage mount make trigger reignite hear pass unleash"
    " renew step press broker resume survive repel".split()
)
_LIGHT = frozenset(
    "hold begin start join impose sign reach resume launch establish declare deploy send have open"
    " make conclude conduct carry host convene arrange organise organize implement agree observe"
    " take attend bring stage end stop halt give provide receive get announce return allow secure"
    " achieve ensure guarantee introduce lead unleash order continue step mount extend prevent".split()
)
_BEGUN = frozenset({"break", "spread", "flare", "erupt", "subside", "ease", "die", "prompt"})
_ONGOING = frozenset({"continue", "keep", "rage", "persist", "go", "drag", "remain"})
_WHEN = frozenset({"at", "in", "during", "after", "following", "for", "amid", "from", "since", "by", "with", "before", "on"})  # fmt: skip


def mood(trigger: Trigger, gives: dict[int, str]) -> Mood:
    """How it is told. ``gives``: by position, what the words that govern clauses give to them."""
    governed = _governed(trigger, gives)
    verb = trigger.verb
    own = _own(trigger, verb)
    if governed in (Mood.DENIED, Mood.UNREAL):
        return governed
    if own in (Mood.NEGATED, Mood.UNREAL):
        return own
    if governed is None and not trigger.is_noun and _is_purpose(verb):
        return Mood.UNREAL
    if governed is Mood.PLANNED and _is_resolved(trigger):
        return Mood.ACTUAL
    return governed or own


def _is_resolved(trigger: Trigger) -> bool:
    """To decide to break off relations is to break them off."""
    above = syntax.clause_verb(trigger.head.head).lemma_.lower()
    return above in ("decide", "vote", "resolve") and trigger.rule.type.startswith("Sanction")


def is_withheld(trigger: Trigger) -> bool:
    """ "Did not sign", "has not accepted": not doing it is a refusal."""
    head = trigger.head
    told = any(c.lower_ in ("did", "has", "have", "had", "does", "do") for c in head.children)
    return (
        not trigger.is_noun
        and told
        and head.lemma_.lower() in _WITHHELD
        and head.dep_ in ("ROOT", "conj", "ccomp")
    )


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


def is_measure(token: Token) -> bool:
    """A noun that only measures or introduces what follows "of"."""
    return token.lemma_.lower() in _MEASURES


def _has_own_tense(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP")


def _given(given: str, child: Token, parent: Token) -> Mood | None:
    """What a governor gives along one edge of the tree."""
    if given == "same" or not given:
        return None
    edge = child.dep_
    if edge in ("nsubj", "nsubjpass", "agent", "npadvmod", "punct", "amod", "poss", "appos"):
        if edge != "nsubjpass" or given not in ("planned", "requested", "denied"):
            return None
    if edge == "prep" and child.lower_ not in _ASKING:
        return None
    if (
        edge == "prep"
        and child.lower_ in ("in", "on", "with", "against", "of", "to")
        and parent.pos_ == "VERB"
        and given not in ("denied",)
    ):
        if child.lower_ in ("in", "with", "against") or (
            child.lower_ == "of" and given != "accused"
        ):
            return None
    if edge == "conj" or edge == "compound":
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
        return Mood.PLANNED if edge in ("dobj", "nsubjpass") else None
    if given == "accused":
        return None
    if given == "planned" and edge == "ccomp" and child.tag_ in ("VBD",):
        return None
    try:
        return Mood(given)
    except ValueError:
        return None


def _own(trigger: Trigger, verb: Token) -> Mood:
    """Tense, mood and negation of its own clause."""
    if trigger.is_noun and not _is_told(trigger, verb):
        return Mood.NAMED
    chain = _finite(verb)
    top = chain[-1]
    auxiliaries = {c.lower_ for one in chain for c in one.children if c.dep_ in ("aux", "auxpass")}
    marks = {c.lower_ for one in chain for c in one.children if c.dep_ in ("mark", "advmod")}
    if any(syntax.is_negated(one) for one in chain):
        return Mood.NEGATED
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in ("without", "instead", "against", "of", "from")
        and (
            verb.head.lower_ not in ("of", "from")
            or verb.head.head.lemma_.lower() in ("risk", "prevent", "keep", "stop", "fear")
        )
    ):
        return Mood.NEGATED
    if trigger.is_noun and any(
        c.lower_ in ("no", "without") for c in trigger.head.children if c.dep_ == "det"
    ):
        return Mood.NEGATED
    if marks & {"if", "unless", "whether", "lest", "until"} and (
        "until" not in marks or verb.tag_ in ("VBZ", "VBP", "VB")
    ):
        return Mood.REQUESTED if marks & {"unless", "until"} else Mood.UNREAL
    if (
        auxiliaries & _FUTURE
        and not auxiliaries & {"have"}
        and verb.lemma_.lower() in ("continue", "go")
        and trigger.is_noun
    ):
        return Mood.ONGOING
    if auxiliaries & _POSSIBLE and not ("could" in auxiliaries and "so" in marks):
        return Mood.UNREAL
    if auxiliaries & _NEEDED and "have" not in auxiliaries:
        return Mood.REQUESTED
    if auxiliaries & _FUTURE:
        return Mood.UNREAL if "have" in auxiliaries else Mood.PLANNED
    if _looks_ahead([one for one in chain if one.i != trigger.head.i or one.lower_ not in _AHEAD]):
        return Mood.PLANNED
    if _is_progressive(trigger, chain, auxiliaries):
        return Mood.ONGOING
    if top.tag_ == "VB" and not auxiliaries and top.dep_ == "ROOT":
        return Mood.UNREAL
    return Mood.ACTUAL


def _is_purpose(verb: Token) -> bool:
    """ "To take the town": an aim, unless what governs it says that it was reached."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if not infinitive or verb.dep_ not in ("advcl", "xcomp", "acl", "relcl"):
        return False
    governor = syntax.clause_verb(verb.head)
    above = governor.lemma_.lower()
    if above in ("try", "attempt"):
        return verb.lemma_.lower() not in violent_words()
    reached = (
        "manage",
        "begin",
        "start",
        "continue",
        "help",
        "use",
        "come",
        "go",
        "say",
        "report",
        "claim",
        "vote",
        "decide",
        "agree",
        "believe",
        "allege",
    )
    return (
        above not in reached
        and governor.lower_ not in _AHEAD
        and verb.head.lower_ not in _AHEAD
        and above != "be"
    )


def _finite(verb: Token) -> list[Token]:
    """A verb and those above it that carry its tense."""
    chain = [verb]
    for _ in range(4):
        if any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children):
            break
        if (
            verb.dep_ in ("xcomp", "conj", "advcl")
            and verb.head.pos_ in ("VERB", "AUX")
            and verb.tag_ not in ("VBD", "VBZ", "VBP")
        ):
            if verb.dep_ == "advcl" and verb.tag_ != "VBG":
                break
            if verb.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
                break
            verb = verb.head
            chain.append(verb)
        else:
            break
    return chain


def _looks_ahead(chain: list[Token]) -> bool:
    """ "Is to meet", "are due to", "is going to"."""
    for one in chain:
        words = {
            c.lower_ for c in one.children if c.dep_ in ("aux", "acomp", "xcomp", "advmod", "oprd")
        }
        if one.lemma_.lower() == "be" and words & _AHEAD:
            return True
        if (
            one.lower_ in _AHEAD
            and one.pos_ in ("ADJ", "VERB")
            and any(c.dep_ == "xcomp" for c in one.children)
        ):
            return True
        if one.lower_ == "going" and any(c.dep_ == "xcomp" for c in one.children):
            return True
    if not chain:
        return False
    below, above = chain[0], chain[0].head
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in below.children)
    return (
        infinitive
        and below.dep_ in ("xcomp", "advcl")
        and (above.lemma_.lower() == "be" or above.lower_ in _AHEAD)
    )


def _is_progressive(trigger: Trigger, chain: list[Token], auxiliaries: set[str]) -> bool:
    """Goes on at the time of writing; "was fighting" does not."""
    if trigger.rule.pos == "X" and trigger.words and trigger.head.lower_ in ("way", "en", "on"):
        return True
    now = (
        auxiliaries & {"is", "are", "'s", "'re", "am"}
        or {"have", "been"} <= auxiliaries
        or {"has", "been"} <= auxiliaries
    )
    first = chain[0]
    if now and first.tag_ == "VBG":
        return True
    if trigger.is_noun and first.lemma_.lower() in _ONGOING:
        return first.lemma_.lower() != "go" or any(c.lower_ == "on" for c in first.children)
    words = {c.lower_ for c in first.children if c.dep_ in ("advmod", "prt")}
    if "still" in words and first.tag_ in ("VBZ", "VBP", "VBG"):
        return True
    if {"continue", "keep"} & {one.lemma_.lower() for one in chain[1:]}:
        return True
    return (
        not trigger.is_noun
        and any(c.dep_ == "aux" and c.lower_ in ("is", "are") for c in first.children)
        and first.tag_ == "VBG"
    )


def _is_told(trigger: Trigger, verb: Token) -> bool:
    """Whether the clause around a noun says that the thing took place, or was there."""
    head = trigger.head
    lemma = verb.lemma_.lower()
    for _ in range(3):
        if head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        elif head.dep_ == "pobj" and head.head.lower_ == "of" and is_measure(head.head.head):
            head = head.head.head
    if verb.pos_ not in ("VERB", "AUX"):
        return head.dep_ == "ROOT"
    known = any(c.lower_ in ("the", "this", "that", "these", "those") for c in head.children)
    if known and not _is_violent(trigger) and head.dep_ in ("nsubj", "nsubjpass"):
        return lemma in (
            "begin",
            "start",
            "take",
            "resume",
            "open",
            "hold",
            "conclude",
            "continue",
            "go",
            "rage",
            "sign",
            "end",
        )
    if head.dep_ in ("nsubj", "nsubjpass", "npadvmod"):
        return lemma in _HAPPENING or lemma in _BEGUN or _is_incident(trigger)
    if head.dep_ in ("dobj", "attr"):
        return (
            lemma in _HAPPENING
            or lemma in ("keep", "continue", "maintain", "pursue")
            or (lemma == "be" and any(c.lower_ == "there" for c in verb.children))
        )
    if head.dep_ == "pobj":
        governor = head.head.head
        return head.head.lower_ in _WHEN and (
            governor.pos_ in ("VERB", "AUX") or _is_violent(trigger)
        )
    return False


def _is_violent(trigger: Trigger) -> bool:
    kind = trigger.rule.type
    return kind in ("violence", "bombing", "clash") or any(
        word in kind for word in ("strike", "Shelling", "bomb", "Remote", "Grenade")
    )


def _is_incident(trigger: Trigger) -> bool:
    """ "Air strikes destroyed": a noun of violence that acts, and was not spoken of before."""
    violent = _is_violent(trigger)
    known = any(
        c.lower_ in ("the", "this", "that", "these", "those", "such", "its", "their", "his")
        for c in trigger.head.children
    )
    verb = trigger.verb
    return (
        violent
        and not known
        and verb.lemma_.lower() not in ("be", "remain", "violate", "constitute", "mean", "threaten")
    )
