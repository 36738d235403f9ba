"""Whether a capital or country stands for its government, by how its sentence is built."""

from spacy.tokens import Token


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for each in lists for word in each.split())


STATES = _words(
    "be have lie border sit stand remain become suffer grow rise fall burn face live contain hold",
    "host see record celebrate wake mark report experience boast comprise stretch consist belong",
    "include emerge exist appear seem look feel lose collapse descend",
    "plunge slide sink mourn starve",
    "freeze flood erupt depend rely slip get come go reel bear witness return need turn change",
    "exceed cover measure export import produce total average observe struggle recover endure",
)
"""what a land may do as a land, without anyone's doing"""
SPEECH = _words(
    "say announce declare warn demand urge insist deny reject accept",
    "welcome condemn criticise accuse",
    "criticize denounce vow pledge refuse agree decide threaten blame expect want ask call support",
    "back oppose recognise recognize summon retaliate negotiate",
)
AIMED = _words(
    "accuse urge ask tell warn condemn criticise criticize blame sanction persuade convince thank",
    "press pressure force invite back support aid arm finance fund oppose",
    "recognise recognize assure",
    "praise denounce threaten help assist inform notify allow permit",
    "implore beg advise sue provoke",
    "anger isolate defy oblige compel pressurise consult confront petition engage assist alarm",
    "request enable encourage want expect trust deter lobby fault chide",
    "slam rebuke exhort infuriate",
    "fight battle combat punish reassure congratulate placate appease",
    "antagonise antagonize alienate distrust expel supply equip",
)
"""whom one does this to is somebody"""
TOGETHER = _words(
    "agree sign negotiate talk cooperate coordinate meet ally side clash consult deal",
    "discuss align collaborate conclude fight trade compete break split engage solidarity favour",
    "favor sympathise sympathize side quarrel haggle liaise plead partner patience",
)
"""verbs after which "with" names somebody"""
BETWEEN = _words(
    "talk talks relation relations tie ties agreement deal accord tension tensions cooperation",
    "meeting negotiation negotiations dispute war memorandum treaty pact alliance dialogue rift",
    "conflict understanding cooperation rivalry contact contacts contract partnership friendship",
    "rapprochement ceasefire truce summit discussion discussions consultations exchange exchanges",
    "feud standoff row hostility hostilities détente link links peace rapport spat friction",
)
"""nouns after which "between" and "with" name somebody"""
OWNED = _words(
    "demand expectation support decision request claim refusal role policy stance involvement plan",
    "intention warning response ally opposition backing intervention pressure proposal offer call",
    "position interest goal aim ambition announcement accusation allegation denial rejection move",
    "effort attempt aggression invasion campaign offensive threat willingness desire concern",
    "commitment pledge promise vote veto sanction help aid assistance approval permission consent",
    "strategy action influence hand foe enemy rival partner adversary statement view foreign",
    "condemnation recognition interference withdrawal statement mediation",
    "diplomacy nuclear request",
    "bid attitude objective failure foreign readiness supply assault bombardment attack strike",
    "incursion operation proxy proxies vow reaction criticism reply",
    "message complaint assertion lie",
    "cooperation tactic talk practice blessing insistence silence reluctance consent overture",
)
"""nouns that only somebody has ("Moscow's demand")"""
GIVEN = _words(
    "support pressure help aid assistance backing approval permission money funding message call",
    "demand request signal threat letter order instruction reply answer response guarantee",
    "criticism condemnation apology loan pledge statement proposal assurance interference",
    "concession reaction commitment opposition warning recognition",
)
"""nouns after which "from", "by", "to" and "of" name somebody"""
_ON_THE_GROUND = _words(
    "war conflict peace hostility hostilities link links friction ceasefire truce"
)
"""of those, what also happens where the names are"""
AGAINST = _words("sanction sanctions accusation allegation complaint lawsuit case charge claim")
SIDES = _words(
    "backed supported aligned allied led funded sponsored armed brokered",
    "mediated controlled trained",
    "recognized recognised financed supplied installed imposed friendly run hosted drafted made",
    "proposed equipped owned",
)
"""after a hyphen: what the place before it does as a government ("Russia-backed")"""
VERBS = frozenset(f"{verb}{ending}" for verb in SPEECH | AIMED for ending in ("", "s")) - _words(
    "force forces press trust trusts arm arms aid aids fund funds ally allies help"
)
"""words that after a name, and before another one, tell what somebody does"""
_AIMING = frozenset(f"{verb}s" for verb in AIMED) & VERBS
_STATES = _words(
    "ready willing determined opposed committed concerned prepared able unwilling responsible",
    "involved against reluctant keen eager behind angry party guilty entitled complicit wary",
    "furious silent adamant confident open guarantor close allied ally backer supporter partner",
    "loyal hostile friendly neutral mediator aware grateful sceptical skeptical culpable",
)
"""after "is": states of mind, and how one stands to others"""
_PLACED = {("at", "war"), ("at", "odds"), ("on", "side"), ("in", "favour"), ("in", "favor"),
           ("in", "talk"), ("on", "alert"), ("to", "blame"), ("in", "contact")}  # fmt: skip
"""after "is": the same in two words"""
_LEANING = {
    ("count", "on"),
    ("rely", "on"),
    ("depend", "on"),
    ("lean", "on"),
    ("prevail", "on"),
    ("turn", "to"),
    ("look", "to"),
    ("appeal", "to"),
    ("hope", "for"),
    ("hit", "at"),
    ("trust", "in"),
    ("bow", "to"),
    ("listen", "to"),
    ("sell", "to"),
    ("lie", "to"),
}
"""verb and preposition after which one names whom one turns to"""
_MODIFYING = ("amod", "compound", "nmod")
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_NOT_AT_REST = frozenset(["lie", "sell", "turn", "look"])
"""of those, the ones that also say where somebody goes: only before what is wanted"""


def acts_as_somebody(token: Token, *, seat: bool) -> bool:
    """Whether the place whose name hangs on ``token`` acts, or is dealt with, as a government.

    ``seat``: it is known as a country or as the seat of a government; of other places only what
    they say and decide is taken for the deed of somebody.
    """
    dep = token.dep_
    head = token.head
    if seat and (_before_verb(token) or _after_verb(token)):
        return True
    if dep in _MODIFYING and head.tag_ in _FINITE and head.i > token.i:
        return _acting(token, seat=seat)
    if dep in ("conj", "appos") and head.i != token.i and head.pos_ in ("PROPN", "NOUN"):
        alike = head.ent_type_ in ("GPE", "NORP", "LOC") or (dep == "conj" and not head.ent_type_)
        return alike and acts_as_somebody(head, seat=seat)
    if dep == "nsubj":
        return _acting(token, seat=seat)
    if not seat:
        return dep == "poss" and token.head.lemma_ in OWNED
    if dep in ("nsubjpass", "dobj", "obj", "iobj", "dative"):
        return (
            token.head.lemma_ in AIMED
            or dep == "dative"
            or (dep != "nsubjpass" and _infinitive(token))
        )
    if dep == "poss":
        return token.head.lemma_ in OWNED
    if dep in ("npadvmod", "compound", "amod", "nmod"):
        return _hyphenated(token)
    return dep == "pobj" and _after_preposition(token, token.head)


def _acting(token: Token, *, seat: bool) -> bool:
    verb = token.head
    lemma = verb.lemma_.lower()
    if not seat:
        return lemma in SPEECH
    if lemma in ("be", "remain", "become"):
        return any(
            (child.dep_ in ("acomp", "attr", "prep") and child.lower_ in _STATES)
            or (child.dep_ == "xcomp" and child.lemma_ == "blame")
            or any((child.lower_, each.lemma_) in _PLACED for each in child.children)
            for child in verb.children
        )
    if lemma not in STATES:
        return verb.pos_ in ("VERB", "AUX")
    return any(
        child.dep_ == "xcomp"
        or (child.dep_ == "dobj" and child.lemma_ in OWNED)
        or (lemma, child.lower_) in _LEANING
        for child in verb.children
    )


def _before_verb(token: Token) -> bool:
    """ "Turkey supports the": a verb by its form and place, whatever the parser made of it."""
    doc, i = token.doc, token.i
    if i + 2 >= len(doc) or doc[i + 1].lower_ not in VERBS or doc[i + 1].tag_ == "JJ":
        return False
    return doc[i + 2].lower_ in ("the", "a", "an", "its", "his", "their", "that", "any", "all")


def _after_verb(token: Token) -> bool:
    """ "X backs Turkey": an object by the form of the verb and its place."""
    doc, i = token.doc, token.left_edge.i
    return (
        i > 1 and doc[i - 1].lower_ in _AIMING and doc[i - 1].tag_ != "VBG"
        and doc[i - 2].pos_ == "PROPN" and token.dep_ not in ("compound", "poss", "amod")
    )  # fmt: skip


def _infinitive(token: Token) -> bool:
    """Whether someone wants the place to do something ("wants Russia to stop")."""
    return token.head.lemma_ in AIMED and any(c.dep_ == "xcomp" for c in token.head.children)


def _hyphenated(token: Token) -> bool:
    """ "Russia-backed", "the Moscow-Kyiv talks"."""
    doc, i = token.doc, token.i
    for at in (i - 1, i + 1):
        if 0 < at < len(doc) - 1 and doc[at].text in ("-", "–"):
            if at > i and doc[i + 2].lower_ in SIDES:
                return True
            after = doc[min(i + 3 if at > i else i + 1, len(doc) - 1)]
            if after.lemma_ in BETWEEN and after.lemma_ not in _ON_THE_GROUND:
                return True
    return False


def _after_preposition(token: Token, preposition: Token) -> bool:
    word, head = preposition.lower_, preposition.head
    lemma = head.lemma_.lower()
    if (lemma, word) in _LEANING:
        return lemma not in _NOT_AT_REST or any(
            child.lower_ == "for" and child.i > token.i
            for child in (*head.children, *token.children)
        )
    if preposition.dep_ == "agent" or word == "by":
        if head.pos_ == "NOUN":
            return lemma in OWNED or lemma in GIVEN
        return head.tag_ == "VBN" and lemma not in STATES - {"hold"}
    if word == "between":
        return lemma in BETWEEN or head.head.lemma_ in BETWEEN
    if word == "with":
        return lemma in TOGETHER or lemma in BETWEEN or _partner(head)
    if word == "to":
        near = ("appeal", "loyal", "allied", "complain", "close", "ally", "hostile", "explain")
        return head.lower_ == "according" or lemma in near or lemma in GIVEN
    if word == "from":
        return lemma in GIVEN or _object(head) in GIVEN
    if word == "of":
        return lemma in OWNED & GIVEN
    if word in ("against", "on"):
        return lemma in AGAINST or (lemma in ("call", "pressure") and word == "on")
    return False


def _object(verb: Token) -> str:
    return next((c.lemma_ for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), "")


def _partner(head: Token) -> bool:
    """Whether a deed has as its object what one has with somebody ("signed a deal with")."""
    return _object(head) in BETWEEN or (head.pos_ == "NOUN" and head.head.lemma_ in TOGETHER)
