"""Who does what to whom around a word, read off spaCy's English dependency labels."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_OBJECTS = ("dobj", "dative", "obj")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUANTITY = frozenset({
    "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "number", "score",
    "scores", "group", "series", "member", "members", "lot", "majority", "handful", "pair",
    "couple", "part", "million", "rest", "many", "some", "several", "wave", "convoy", "column",
    "contingent", "string", "kind", "units", "all", "both", "each", "most", "one", "none", "half",
    "total", "tens", "more", "crowds", "remains", "bodies", "body", "patch", "batch",
    "detachment", "package", "packages", "raft",
    "tonnes", "tons", "tonne", "ton", "consignment", "shipment", "round", "kilo", "kilogram", "kg",
    "litre", "liter", "truckload", "lorryload", "crate", "box", "bag", "sack", "barrel", "load",
    "planeload", "unit", "team", "dollar", "euro", "pound", "worth",
})  # fmt: skip
_LINKS = frozenset({"prep", "agent", "dative", "prt", "advmod"})
_ACROSS = frozenset({"across", "over", "through", "along", "past"})
"""prepositions that the parser may take for part of the verb"""
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
})  # fmt: skip
_STEPS = 6


def is_word(token: Token, word: str) -> bool:
    """Whether a word is, or comes from, another one."""
    return word in lemmas(token)


def lemmas(token: Token) -> tuple[str, ...]:
    """The lemma, the word itself, and what the lemmatiser may have missed ("raped" is no rap)."""
    return _lemmas(token.lower_, token.lemma_, token.tag_)


@lru_cache(maxsize=50_000)
def _lemmas(lower: str, lemma: str, tag: str) -> tuple[str, ...]:
    found = dict.fromkeys((lemma.lower(), lower))
    if lower.endswith("ed") and tag in ("VBD", "VBN"):
        found |= dict.fromkeys((lower[:-1], lower[:-2]))
    elif lower.endswith("ing") and tag == "VBG":
        found |= dict.fromkeys((lower[:-3] + "e", lower[:-3]))
    return tuple(found)


def clause_verb(token: Token) -> Token:
    """The verb that governs a word, or the word itself if it is one or none does."""
    for _ in range(_STEPS * 2):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return token
        token = token.head
    return token


def subjects(verb: Token) -> list[Token]:
    """Who acts, conjuncts included: the subject, or of a passive the words after "by"."""
    if is_passive(verb):
        agents = [child for child in verb.children if child.dep_ == "agent" or _is_by(child)]
        return [one for agent in agents for one in _objects_of(agent)]
    return _grammatical(verb)


def objects(verb: Token) -> list[Token]:
    """Who or what undergoes it, conjuncts included."""
    if is_passive(verb):
        return _passive_subject(verb)
    own = _resolved([child for child in verb.children if child.dep_ in _OBJECTS], verb)
    if not own and verb.dep_ in ("relcl", "acl") and verb.tag_ != "VBG" and _has_subject(verb):
        relative = [child for child in verb.children if child.dep_ in _SUBJECTS]
        adverb = any(
            child.lower_ in ("where", "when", "why") or child.dep_ in ("xcomp", "ccomp")
            for child in verb.children
        ) or any(c.lower_ == "whose" for one in relative for c in one.children)
        if not adverb and not any(child.lower_ in _RELATIVE for child in relative):
            return _spread([verb.head])
    if not own and verb.dep_ in ("conj",) and verb.head.pos_ == "VERB" and verb.i > verb.head.i:
        return []
    return _spread(own)


def raised(verb: Token) -> list[Token]:
    """Of whom a clause without tense below a verb is said: "let *aid* pass", "kept *it* shut"."""
    for child in verb.children:
        tense = child.tag_ in ("VBZ", "VBP") or (child.tag_ == "VBD" and verb.lemma_ != "keep")
        if child.dep_ != "ccomp" or tense:
            continue
        helpers = {c.lower_ for c in child.children if c.dep_ in ("aux", "auxpass", "mark")}
        if helpers <= {"to", "be"}:
            own = [c for c in child.children if c.dep_ in _SUBJECTS + _PASSIVE and c.i > verb.i]
            return _spread(own)
    return []


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, or a participle that stands with a noun."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "nsubj" for child in verb.children):
        return False
    if verb.dep_ in ("acl", "amod"):
        return not any(child.dep_ in ("dobj", "nsubj") for child in verb.children)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _has_subject(verb):
        return is_passive(verb.head) and verb.head.tag_ == "VBN"
    has = any(child.lower_ in ("have", "had", "has", "having", "'ve") for child in verb.children)
    return not has and verb.dep_ in ("advcl", "ccomp", "xcomp", "ROOT", "dep", "oprd")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS + _PASSIVE for child in verb.children)


def _is_by(token: Token) -> bool:
    return token.lower_ == "by" and token.dep_ == "prep"


def _grammatical(verb: Token, depth: int = 0) -> list[Token]:
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        return _spread(_resolved(own, verb))
    if depth > _STEPS:
        return []
    if named := [child for child in verb.lefts if _is_name_for_adverb(child)]:
        return _spread(named)
    if fronted := [one for child in verb.lefts if (one := _after_day(child)) is not None]:
        return _spread(fronted)
    above = verb.head
    if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "dep", "prep", "ccomp", "aux"):
        return _controller(verb, above, depth)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return _spread([above])
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VB"):
        return (
            _spread([above]) if verb.tag_ == "VBG" else _grammatical(clause_verb(above), depth + 1)
        )
    return []


def _is_name_for_adverb(token: Token) -> bool:
    """A name that the tagger does not know and takes for an adverb ("Bakhmut fell")."""
    bare = token.dep_ == "advmod" and token.tag_ == "RB" and not token.is_stop
    return bare and token.text[:1].isupper() and not token.lower_.endswith(("ly", "ward", "wards"))


def _after_day(token: Token) -> Token | None:
    """The subject that the parser took for part of a date: "On Friday Haftar had appealed"."""
    if token.dep_ != "prep" or token.lower_ not in ("on", "in"):
        return None
    for noun in token.children:
        name = noun.dep_ == "pobj" and noun.pos_ == "PROPN" and noun.lower_ not in _DAYS
        if name and any(c.dep_ == "compound" and c.lower_ in _DAYS for c in noun.children):
            return noun
    return None


def _controller(verb: Token, above: Token, depth: int) -> list[Token]:
    """The subject that a verb without one shares with the verb above it."""
    if above.i == verb.i:
        return []
    if verb.dep_ == "xcomp" and above.pos_ == "VERB":
        own = [child for child in above.children if child.dep_ in _OBJECTS]
        if own and above.lemma_ not in ("promise", "threaten", "vow"):
            return _spread(own)
    if above.pos_ not in ("VERB", "AUX"):
        above = clause_verb(above)
        if above.i == verb.i:
            return []
    if is_passive(above) and above.pos_ == "VERB":
        return _passive_subject(above)
    return _grammatical(above, depth + 1)


def _passive_subject(verb: Token, depth: int = 0) -> list[Token]:
    own = [child for child in verb.children if child.dep_ in _PASSIVE]
    if own:
        return _spread(_resolved(own, verb))
    if any(child.dep_ in _SUBJECTS for child in verb.children) or depth > _STEPS:
        return []
    if verb.dep_ in ("acl", "amod"):
        return _spread([verb.head])
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        if is_passive(verb.head):
            return _passive_subject(verb.head, depth + 1)
        return _controller(verb, verb.head, depth + 1)
    return []


def _resolved(tokens: list[Token], verb: Token) -> list[Token]:
    """A relative pronoun stands for the noun before its clause."""
    top = verb
    for _ in range(_STEPS):
        if top.dep_ in ("relcl", "acl") or top.head.i == top.i:
            break
        top = top.head
    if top.dep_ not in ("relcl", "acl"):
        return tokens
    return [top.head if one.lower_ in _RELATIVE else one for one in tokens]


def _spread(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        found.extend(one for one in (token, *conjuncts(token)) if one not in found)
    return found


def conjuncts(token: Token) -> list[Token]:
    """What is joined to a word by "and" after it."""
    found: list[Token] = []
    queue = [token]
    while queue and len(found) < 30:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.i > token.i:
                found.append(child)
                queue.append(child)
    return found


def _objects_of(preposition: Token) -> list[Token]:
    own = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
    return _spread(own)


def prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    """Each preposition under a word with each of its nouns; "on behalf of" and the like too."""
    for child in token.children:
        if child.dep_ == "prt" and child.lower_ in _ACROSS:
            for noun in _spread([c for c in token.children if c.dep_ == "dobj"]):
                yield child.lower_, noun
        if _after_day(child) is not None:
            continue
        if child.dep_ in _LINKS and child.pos_ in ("ADP", "PART", "SCONJ", "ADV"):
            for noun in _objects_of(child):
                yield child.lower_, noun
            for inner in child.children:
                if inner.dep_ == "prep":
                    for noun in _objects_of(inner):
                        yield inner.lower_, noun


def substance(token: Token) -> Token:
    """The noun that counts: of "dozens of civilians" the civilians."""
    for _ in range(3):
        known = token.lower_ in _QUANTITY or token.lemma_.lower() in _QUANTITY
        if not known and token.pos_ != "NUM":
            return token
        inner = [noun for word, noun in prepositional(token) if word in ("of", "to", "from")]
        if not inner:
            return token
        token = inner[0]
    return token


def has_complement(token: Token) -> bool:
    """Whether a verb, adjective or noun has a clause that says what."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp") and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            return True
        infinitive = any(one.lower_ == "to" and one.dep_ == "aux" for one in child.children)
        if child.dep_ in ("advcl", "acl", "relcl") and infinitive:
            return True
        if child.dep_ in ("dobj", "nsubjpass", "dative") and any(
            one.dep_ in ("acl", "relcl") and any(x.lower_ == "to" for x in one.children)
            for one in child.children
        ):
            return True
    return False


def has_other_subject(token: Token) -> bool:
    """Whether it governs an infinitive with a subject of its own: "wants them to leave"."""
    return any(
        child.dep_ in ("ccomp", "xcomp")
        and any(one.lower_ == "to" and one.dep_ == "aux" for one in child.children)
        and any(one.dep_ in _SUBJECTS + _PASSIVE for one in child.children)
        for child in token.children
    )


def is_negated(verb: Token) -> bool:
    """Whether "not", "never" or "no longer" stands at a verb, or "no" at what it is about."""
    if any(
        child.dep_ == "neg" or child.lower_ in ("never", "not", "n't") for child in verb.children
    ):
        return True
    near = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass", "attr")]
    return any(
        child.lower_ in ("nobody", "none", "nothing", "neither")
        or any(one.lower_ in ("no", "neither") and one.dep_ == "det" for one in child.children)
        for child in near
    )
