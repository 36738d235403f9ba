"""A trigger in, what its own clause says of it out: tense, mood, negation."""

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.naming import is_told, is_under_way, is_violent, to_come

_FUTURE = frozenset({"will", "shall", "'ll", "would", "wo", "'d", "ll"})
_POSSIBLE = frozenset({"may", "might", "can", "could", "ca", "cannot"})
_NEEDED = frozenset({"must", "should", "ought", "need"})
_AHEAD = frozenset({
    "due", "set", "scheduled", "expected", "ready", "about", "likely", "slated", "poised",
    "supposed",
})  # fmt: skip
_ONGOING = frozenset({"continue", "keep", "rage", "persist", "go", "drag", "remain"})


_TRYING = frozenset({"try", "attempt", "struggle", "fight"})
_TRAVELS = frozenset({"travel", "fly", "arrive", "go", "come", "visit", "gather", "head", "land"})


def own_mood(trigger: Trigger, verb: Token) -> Mood:
    """Tense, mood and negation of its own clause."""
    if trigger.is_noun and not is_told(trigger, verb):
        return Mood.NAMED
    if trigger.is_noun and to_come(trigger.head):
        return Mood.PLANNED
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
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("on", "about", "toward", "towards"):
        return Mood.UNREAL
    if trigger.is_noun and any(
        c.lower_ in ("no", "without") for c in trigger.head.children if c.dep_ == "det"
    ):
        return Mood.NEGATED
    if (
        trigger.is_noun
        and verb.lemma_ == "be"
        and any(
            c.lower_ in ("possible", "likely", "unlikely", "conceivable") for c in verb.children
        )
    ):
        return Mood.UNREAL
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
    if (
        auxiliaries & _POSSIBLE
        and "hear" not in syntax.lemmas(verb)
        and not ("could" in auxiliaries and "so" in marks)
    ):
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


def is_purpose(trigger: Trigger, verb: Token) -> bool:
    """ "To take the town": an aim, unless what governs it says that it was reached."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if not infinitive or verb.dep_ not in ("advcl", "xcomp", "acl", "relcl"):
        return False
    governor = syntax.clause_verb(verb.head)
    above = governor.lemma_.lower()
    if above in ("try", "attempt", "struggle"):
        return not (is_violent(trigger) or trigger.rule.type == "Armed clash")
    if trigger.rule.type in ("meet", "talks") and above in _TRAVELS:
        return False
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
        "force",
        "cause",
        "lead",
        "compel",
        "make",
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
        if one.lemma_.lower() == "be" and any(
            c.dep_ == "xcomp" and any(x.lower_ == "to" for x in c.children) for c in one.children
        ):
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
    if trigger.is_noun and is_under_way(first):
        return True
    if now and any(one.lemma_ in _TRYING and one.tag_ == "VBG" for one in chain[1:]):
        return True
    if "remain" in syntax.lemmas(first) and not trigger.is_noun and len(trigger.words) > 1:
        return True
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
