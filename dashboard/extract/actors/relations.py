"""How actors stand to one another, as verbs and participles say: "backs", "led by", "loyal to"."""

from spacy.tokens import Token

from dashboard.extract.actors.listed import listed_before, named_after
from dashboard.extract.actors.stage import Figure, Stage
from dashboard.extract.actors.stands import (
    BELONGS,
    DIRECT,
    GIVING,
    IN_PHRASE,
    LEADS,
    SIDED,
    SUPPORTS,
    TURNED,
    UNREAL,
    WANTING,
    WITH,
)
from dashboard.model import ActorKind, RelationType

_HANDED = {"provide", "supply", "give", "offer", "pledge", "promise"}
"""verbs by which something is given to a country, not only brought there"""


def find_relations(stage: Stage) -> None:
    """Notes every relation that the report says to be so."""
    for i, token in enumerate(stage.tokens):
        if not stage.read(i):
            continue
        lemma = token.lemma_.lower()
        word = stage.lower[i]
        if word in SIDED and i > 1 and stage.lower[i - 1] in ("-", "–"):
            _sided(stage, i, word)
        elif word.rpartition("-")[2] in SIDED and "-" in word:
            _glued(stage, i, word.rpartition("-")[2])
        elif stage.covered[i] is None and (
            lemma in DIRECT or (word.endswith(("ing", "ed")) and _stem(word) in DIRECT)
        ):
            _verb(stage, token, DIRECT.get(lemma) or DIRECT[_stem(word)])
        if token.dep_ in ("prep", "agent") or token.tag_ in ("IN", "TO"):
            _preposition(stage, token)


def _stem(word: str) -> str:
    bare = word.removesuffix("ing").removesuffix("ed")
    return bare if bare in DIRECT else f"{bare}e"


def _sided(stage: Stage, i: int, word: str) -> None:
    """ "Iran-backed Houthis": the body before the hyphen and the one that follows."""
    source = _ending(stage, i - 1)
    target = _following(stage, i)
    place = stage.places[i - 2]
    if place is not None and (source is None or source is target):
        source = stage.government(stage.country(place))
    if source is not None and target is not None:
        pair = (target, source) if word in TURNED else (source, target)
        stage.relate(pair[0], SIDED[word], pair[1], i)


def _glued(stage: Stage, i: int, word: str) -> None:
    """The same in one token ("U.N.-recognized")."""
    target = _following(stage, i)
    for part in stage.starting.get(i, ()):
        if target is not None and part.figure is not target:
            stage.relate(part.figure, SIDED[word], target, i)
            return


def _ending(stage: Stage, end: int) -> Figure | None:
    """Whom the words that end before token ``end`` mean, a place taken for its government."""
    figure = stage.covered[end - 1]
    place = stage.places[end - 1]
    if figure is None and place is not None and (code := stage.country(place)):
        return stage.government(code)
    return figure


def _following(stage: Stage, i: int) -> Figure | None:
    """Whom the phrase means in which token ``i`` is an adjective."""
    head = stage.tokens[i].head
    number = stage.sentence[i]
    for j in range(i + 1, min(i + 9, len(stage.tokens))):
        if stage.sentence[j] != number or stage.tokens[j].tag_[:2] not in IN_PHRASE:
            break
        figure = stage.covered[j]
        if figure is not None and not (figure.kind is ActorKind.PERSON and j < head.i
                                       and stage.lower[j + 1 : j + 2] == ["-"]):  # fmt: skip
            near = stage.within(max(i, j - 8), min(j + 9, len(stage.tokens)))
            longest = next((p for p in near if p.start <= j < p.end), None)
            return stage.at(longest.root) if longest else figure
    return None


def _verb(stage: Stage, token: Token, kind: RelationType) -> None:
    """The subjects and objects of a verb, in active, passive and as a participle."""
    if _unreal(token):
        return
    by = [child for child in token.children if child.dep_ == "agent" or (
        child.lower_ == "by" and child.dep_ == "prep")]  # fmt: skip
    if by:
        sources = [f for prep in by for child in prep.children for f in _all(stage, child)]
        targets = _undergoing(stage, token)
    else:
        sources = listed_before(stage, token.i) or _acting(stage, token)
        targets = _objects(stage, token, kind) or (named_after(stage, token.i) if sources else [])
    for source in sources:
        for target in targets:
            _relate(stage, source, kind, target, token.i)


def _relate(stage: Stage, source: Figure, kind: RelationType, target: Figure, i: int) -> None:
    if kind is LEADS and (source.kind is not ActorKind.PERSON and not _commands(source, target)):
        return
    if kind is LEADS and target.kind in (ActorKind.PERSON, ActorKind.CIVILIANS):
        return
    if kind is BELONGS and target.kind is ActorKind.PERSON:
        return
    if target.kind is ActorKind.CIVILIANS and kind is not SUPPORTS:
        return
    stage.relate(source, kind, target, i)


def _commands(source: Figure, target: Figure) -> bool:
    return source.named and target.kind in (ActorKind.MILITIA, ActorKind.ORGANISATION)


def _undergoing(stage: Stage, token: Token) -> list[Figure]:
    """Whom a passive verb or participle is said of."""
    for child in token.children:
        if child.dep_ in ("nsubjpass", "nsubj"):
            return _resolved(stage, child, token)
    if token.dep_ in ("acl", "relcl", "amod"):
        return _described(stage, token.head)
    if token.dep_ in ("advcl", "dep") and token.head.pos_ == "VERB":
        return _acting(stage, token.head)
    apart = token.i and stage.lower[token.i - 1] in (",", ")")
    near = _ending(stage, token.i - 1 if apart else token.i)
    return [near] if near else []


def _described(stage: Stage, noun: Token) -> list[Figure]:
    """Whom a noun with a participle means: of "X, a group backed by", the body X."""
    found = _all(stage, noun)
    if noun.dep_ == "appos" and not any(figure.named for figure in found):
        return _all(stage, noun.head)[:1] or found
    return found


def _acting(stage: Stage, token: Token, depth: int = 0) -> list[Figure]:
    """Whom an active verb is said of."""
    for child in token.children:
        if child.dep_ == "nsubj":
            return _resolved(stage, child, token)
    before = stage.covered[token.i - 1] if token.i else None
    if before is not None and token.lower_.endswith("ing"):
        return [before]
    if depth > 2:
        return []
    if token.dep_ in ("conj", "xcomp") and token.head.pos_ in ("VERB", "AUX"):
        return _acting(stage, token.head, depth + 1)
    if token.dep_ == "acl":
        return _all(stage, token.head)
    if token.dep_ == "advcl" and token.lower_.endswith("ing"):
        return _acting(stage, token.head, depth + 1)
    return []


def _resolved(stage: Stage, subject: Token, verb: Token) -> list[Figure]:
    """A subject, or what "who" and "which" stand for."""
    if subject.lower_ in ("who", "which", "that", "whom") and verb.dep_ == "relcl":
        return _all(stage, verb.head)[:1] or _all(stage, verb.head)
    return _all(stage, subject)


def _objects(stage: Stage, token: Token, kind: RelationType) -> list[Figure]:
    """Whom an active verb does it to."""
    found = [f for child in token.children if child.dep_ in ("dobj", "obj") for f in
             _resolved(stage, child, token)]  # fmt: skip
    if (
        not found
        and token.dep_ == "relcl"
        and not any(
            child.dep_ in ("dobj", "obj") and child.lower_ not in ("which", "that", "whom")
            for child in token.children
        )
        and any(
            c.dep_ == "nsubj" and c.lower_ not in ("who", "which", "that") for c in token.children
        )
    ):
        found = _all(stage, token.head)
    if not found and kind is not LEADS:
        j = token.i + 1
        while j < len(stage.tokens) and stage.lower[j] in ("the", "a"):
            j += 1
        near = stage.covered[j] if j < len(stage.tokens) and token.lower_.endswith("ing") else None
        found = [near] if near else []
    return found


def _all(stage: Stage, token: Token, depth: int = 0) -> list[Figure]:
    """Whom a phrase means, and those joined to it by "and"."""
    figure = stage.at(token.i)
    found = [figure] if figure is not None else []
    if depth < 6:
        for child in token.children:
            if _begins_clause(child):
                continue
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
                found += [f for f in _all(stage, child, depth + 1) if f not in found]
            elif figure is None and child.dep_ == "appos":
                found += _all(stage, child, depth + 1)
    return found


def _begins_clause(token: Token) -> bool:
    """Whether a participle follows whose subject this is ("… and the latter supporting Y")."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (
        token.dep_ == "conj"
        and after is not None
        and _stem(after.lower_) in DIRECT
        and (after.lower_.endswith("ing"))
    )


def _preposition(stage: Stage, token: Token) -> None:
    """ "sides with X", "loyal to X", "part of X", "under the command of X"."""
    head = token.head
    lemma, word = head.lemma_.lower(), token.lower_
    kind = WITH.get((lemma, word)) or WITH.get((head.lower_, word))
    if kind is None and head.i != token.i and lemma in GIVING and word in ("to", "for"):
        given = next((c for c in head.children if c.dep_ == "dobj"), None)
        if given is not None and (given.lemma_.lower(), word) in WITH:
            kind = WITH[given.lemma_.lower(), word]
    objects = [child for child in token.children if child.dep_ == "pobj"]
    targets = [f for child in objects for f in _all(stage, child)]
    if not targets and kind is SUPPORTS and lemma in _HANDED:
        codes = [stage.country(p) for child in objects if (p := stage.places[child.i])]
        targets = [state for code in codes if (state := stage.government(code))]
    if kind is None or not targets or _unreal(head):
        return
    for source in _standing(stage, head):
        for target in targets:
            _relate(stage, source, kind, target, token.i)


def _standing(stage: Stage, head: Token) -> list[Figure]:
    """Who is said to be loyal, part, ally: subject of the clause, or the noun it describes."""
    if head.pos_ == "VERB" and head.dep_ not in ("acl", "amod", "advcl"):
        subjects = _acting(stage, head)
        return subjects or next((_resolved(stage, c, head) for c in head.children
                                 if c.dep_ == "nsubjpass"), [])  # fmt: skip
    if head.dep_ in ("acomp", "attr", "prep", "dobj", "oprd") and head.head.pos_ in ("AUX", "VERB"):
        return _acting(stage, head.head)
    if head.dep_ in ("appos", "acl", "amod", "relcl"):
        return _all(stage, head.head)
    if head.dep_ == "advcl":
        return _acting(stage, head.head)
    if head.dep_ == "pobj" and head.head.dep_ == "prep":
        return _standing(stage, head.head)
    return []


def _unreal(token: Token) -> bool:
    """Whether what the verb says is denied, possible, wanted or asked only."""
    for each in (token, *_chain(token)):
        lemma = each.lemma_.lower()
        if each.i != token.i and lemma in WANTING:
            return True
        for child in each.children:
            if child.dep_ == "neg" or child.lower_ in ("never", "neither", "nobody"):
                return each.i == token.i or lemma in ("do", "be", token.lemma_)
            if each.i == token.i and child.dep_ == "aux" and child.lower_ in UNREAL:
                return True
            if (
                each.i == token.i
                and child.dep_ == "mark"
                and child.lower_ in ("if", "whether", "unless")
            ):
                return True
            if each.i == token.i and child.dep_ == "advmod" and child.lower_ == "longer":
                return True
    return False


def _chain(token: Token) -> list[Token]:
    """The verbs that a verb depends on, as far as they may take its truth away."""
    chain, each = [], token
    for _ in range(4):
        if each.dep_ not in ("xcomp", "ccomp", "pcomp", "conj", "prep", "acomp", "acl", "pobj"):
            break
        if each.dep_ == "acl" and each.tag_ != "VB":
            break
        each = each.head
        chain.append(each)
    return chain
