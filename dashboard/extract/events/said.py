"""A verb of saying in, what the clause below makes of it out: a threat, a concession, blame."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.lexicon import violent_words
from dashboard.extract.events.scene import Scene

_REACH = 60
"""words of the clause below that are looked at"""
_OWN = frozenset({"it", "they", "we", "he", "she", "i"})
_AHEAD = frozenset({"would", "will", "'ll"})
_NOT_DONE = frozenset({"hesitate", "tolerate", "allow", "accept"})
_ENDURED = frozenset({"run", "need", "lose", "face", "collapse", "suffer", "have", "be", "die"})
"""what a speaker warns would befall himself"""
_STOPS = frozenset({"stop", "cease", "halt", "suspend", "pause", "end", "hold"})
_FIRE = frozenset({"fire", "shoot", "shooting", "fighting", "hostility", "attack", "operation"})
_APPROVING = frozenset({
    "carry", "implement", "accept", "ratify", "support", "back", "adopt", "approve", "extend",
    "respect", "recognise", "recognize", "put", "endorse",
})  # fmt: skip
_GRAVE = frozenset({"war", "consequence", "response", "retaliation", "reprisal", "force"})
_BROKEN = frozenset({"violate", "breach", "break", "flout"})
_PUNISHING = frozenset({
    "response", "retaliation", "reprisal", "consequence", "consequences", "strike", "action",
    "attack", "sanction", "measure", "force",
})  # fmt: skip


def _below(token: Token) -> Iterator[Token]:
    for number, one in enumerate(token.subtree):
        if number == _REACH:
            return
        if one.i > token.i:
            yield one


def _complements(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in ("ccomp", "xcomp")]


def is_harm(scene: Scene, token: Token) -> bool:
    """Whether violence is said to come."""
    return any(
        one.dep_ not in ("amod", "pobj")
        and one.lemma_.lower() in violent_words() and one.pos_ in ("VERB", "NOUN")
        and not (one.pos_ == "VERB" and syntax.is_negated(one))
        and (one.pos_ == "NOUN" or one.tag_ in ("VB", "VBG"))
        and one.head.lemma_.lower() not in _STOPS
        for one in _below(token)
    )  # fmt: skip


def is_warning(scene: Scene, token: Token) -> bool:
    """Whether a warning threatens: with what the speaker would do, or against a deed."""
    for way, noun in syntax.prepositional(token):
        if way == "against" or (way == "of" and noun.lemma_.lower() in _PUNISHING):
            return True
    for clause in _complements(token):
        if clause.dep_ == "xcomp":
            return True
        own = any(c.dep_ == "nsubj" and c.lower_ in _OWN for c in clause.children)
        ahead = any(
            c.dep_ == "aux" and c.lower_ in ("would", "will", "'ll") for c in clause.children
        )
        if own and ahead and clause.lemma_.lower() not in _ENDURED:
            return not syntax.is_negated(clause) or clause.lemma_.lower() in (
                "hesitate",
                "tolerate",
            )
        if any(c.dep_ == "advcl" and _is_if(c) for c in clause.children) and ahead:
            return is_harm(scene, token)
    return False


def _is_if(clause: Token) -> bool:
    return any(c.lower_ in ("if", "unless") for c in clause.children)


def is_stopping(scene: Scene, token: Token) -> bool:
    """Whether the speaker says that he stops fighting."""
    for clause in _complements(token):
        own = any(c.dep_ == "nsubj" and c.lower_ in _OWN for c in clause.children)
        if (own or clause.dep_ == "xcomp") and clause.lemma_.lower() in _STOPS:
            return any(c.lemma_.lower() in _FIRE for c in clause.children)
    return False


def is_breach(scene: Scene, token: Token) -> bool:
    """Whether another is said to have broken a deal."""
    return any(
        one.lemma_.lower() in _BROKEN
        and any("deal" in scene.classes(noun) for noun in syntax.objects(one))
        for clause in _complements(token)
        for one in (clause, *syntax.conjuncts(clause))
        if one.tag_ != "VB"
    )


def is_command(scene: Scene, token: Token) -> bool:
    """ "Told them to leave"."""
    return any(c.dep_ == "dobj" for c in token.children) and any(
        c.dep_ == "xcomp" and c.tag_ == "VB" and any(x.lower_ == "to" for x in c.children)
        for c in token.children
    )


def is_asking(scene: Scene, token: Token) -> bool:
    """Whether what is insisted on is to be done: "that they be freed", "that it must stop"."""
    for clause in _complements(token):
        helpers = {c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")}
        bare = clause.tag_ == "VB" and not helpers & {"to", "will", "would", "can", "could"}
        if bare or "be" in helpers - {"to"} or helpers & {"must", "should", "shall"}:
            return clause.dep_ == "ccomp"
    return False


def is_approval(scene: Scene, token: Token) -> bool:
    """Whether what is agreed to was settled before: "agreed to carry out the memorandum"."""
    return any(c.lemma_.lower() in _APPROVING for c in _complements(token))


def is_war(scene: Scene, token: Token) -> bool:
    """Whether a warning says that something would mean war or have consequences."""
    for clause in _complements(token):
        ahead = any(c.dep_ == "aux" and c.lower_ in _AHEAD for c in clause.children)
        means = clause.lemma_.lower() in ("be", "mean", "have", "lead", "meet", "face")
        if ahead and means and any(one.lemma_.lower() in _GRAVE for one in _below(clause)):
            return True
    return False


def _names_it(token: Token) -> Iterator[Token]:
    """What something is called: "called the move a setback"."""
    for child in token.children:
        if child.dep_ in ("oprd", "attr", "acomp"):
            yield child
        if child.dep_ == "ccomp" and child.pos_ in ("NOUN", "PROPN", "ADJ"):
            yield child
        if child.dep_ in ("prep", "dobj"):
            yield from (c for c in child.children if c.dep_ in ("amod", "pobj", "appos"))


def is_naming(scene: Scene, token: Token) -> bool:
    """Whether something is called by a name at all; then it is not called for."""
    return any(
        one.dep_ in ("oprd", "ccomp") and one.pos_ in ("NOUN", "ADJ", "PROPN")
        and not any(c.lower_ == "to" and c.dep_ == "aux" for c in one.children)
        for one in _names_it(token)
    )  # fmt: skip


def is_scolding(scene: Scene, token: Token) -> bool:
    """Whether it is called something bad."""
    return any("crimeword" in scene.classes(one) for one in _names_it(token))


def is_harsh(scene: Scene, token: Token) -> bool:
    """Whether a vow is one of revenge: to answer with force, to make someone pay."""
    words = {one.lemma_.lower() for one in _below(token)}
    return bool(
        words & {"revenge", "avenge", "retaliation", "retaliate", "vengeance", "reprisal", "punish"}
    ) or bool(words & {"respond", "answer", "reply", "react", "meet"} and words & _GRAVE)


def is_blaming(scene: Scene, token: Token) -> bool:
    """Whether others are said to be responsible, behind it, to blame."""
    for clause in _complements(token):
        if clause.lemma_.lower() != "be":
            continue
        own = any(c.dep_ == "nsubj" and c.lower_ in _OWN for c in clause.children)
        words = {c.lower_ for c in clause.children if c.dep_ in ("acomp", "prep", "xcomp")}
        if words & {"responsible", "guilty", "behind", "blame", "complicit"} and not own:
            return not syntax.is_negated(clause)
    return False


CLAUSES: dict[str, Callable[[Scene, Token], bool]] = {
    "harm": is_harm, "cond": is_warning, "stops": is_stopping, "breach": is_breach,
    "commands": is_command, "asks": is_asking, "approves": is_approval, "grave": is_war,
    "names": is_naming, "scolds": is_scolding, "blames": is_blaming, "harsh": is_harsh,
}  # fmt: skip
