"""Words that say how one actor stands to another, and those that take the truth of it away."""

from dashboard.model import RelationType

SUPPORTS, OPPOSES, LEADS, BELONGS, RECOGNISES = (
    RelationType.SUPPORTS, RelationType.OPPOSES, RelationType.LEADS, RelationType.BELONGS_TO,
    RelationType.RECOGNISES,
)  # fmt: skip
DIRECT = {
    "back": SUPPORTS, "support": SUPPORTS, "aid": SUPPORTS, "arm": SUPPORTS, "finance": SUPPORTS, "fund": SUPPORTS, "endorse": SUPPORTS, "sponsor": SUPPORTS,
    "bankroll": SUPPORTS, "assist": SUPPORTS, "champion": SUPPORTS, "equip": SUPPORTS,
    "oppose": OPPOSES, "fight": OPPOSES, "battle": OPPOSES, "combat": OPPOSES, "confront": OPPOSES,
    "lead": LEADS, "head": LEADS, "command": LEADS, "chair": LEADS,
    "recognise": RECOGNISES, "recognize": RECOGNISES, "join": BELONGS,
}  # fmt: skip
"""verbs whose object is whom one stands to"""
WITH = {
    ("side", "with"): SUPPORTS, ("ally", "with"): SUPPORTS, ("ally", "to"): SUPPORTS, ("align", "with"): SUPPORTS,
    ("fight", "alongside"): SUPPORTS, ("fight", "for"): SUPPORTS, ("clash", "with"): OPPOSES, ("fight", "against"): OPPOSES,
    ("battle", "against"): OPPOSES, ("battle", "with"): OPPOSES, ("fight", "with"): OPPOSES, ("belong", "to"): BELONGS,
    ("support", "for"): SUPPORTS, ("backing", "for"): SUPPORTS, ("loyal", "to"): SUPPORTS, ("war", "with"): OPPOSES,
    ("war", "against"): OPPOSES, ("battle", "against"): OPPOSES, ("rebel", "against"): OPPOSES, ("ally", "of"): SUPPORTS,
    ("part", "of"): BELONGS, ("wing", "of"): BELONGS, ("branch", "of"): BELONGS, ("faction", "of"): BELONGS,
    ("member", "of"): BELONGS, ("affiliate", "of"): BELONGS, ("affiliate", "with"): BELONGS, ("arm", "of"): BELONGS,
    ("allegiance", "to"): SUPPORTS, ("enemy", "of"): OPPOSES, ("opponent", "of"): OPPOSES, ("supporter", "of"): SUPPORTS,
    ("backer", "of"): SUPPORTS, ("loyal", "towards"): SUPPORTS, ("offshoot", "of"): BELONGS, ("subgroup", "of"): BELONGS,
    ("rival", "of"): OPPOSES, ("component", "of"): BELONGS, ("hostile", "to"): OPPOSES, ("weapon", "to"): SUPPORTS,
    ("support", "to"): SUPPORTS, ("aid", "to"): SUPPORTS, ("arms", "to"): SUPPORTS, ("backing", "to"): SUPPORTS,
}  # fmt: skip
"""words that with a preposition say how one stands to what follows"""
GIVING = {
    "provide",
    "supply",
    "give",
    "send",
    "offer",
    "lend",
    "deliver",
    "pledge",
    "swear",
    "throw",
}
UNREAL = {"would", "could", "might", "may", "should", "can", "must", "shall", "will", "'d", "'ll"}
WANTING = {
    "want", "urge", "ask", "call", "plan", "threaten", "refuse", "deny", "demand", "vow", "hope",
    "fail", "stop", "offer", "agree", "promise", "accuse", "propose", "intend", "invite", "warn",
    "order", "consider", "seek", "expect", "cease", "decline", "try", "suspect", "appeal",
}  # fmt: skip
"""verbs under which another verb tells of nothing that is so"""
TRYING = {"try", "vow", "agree"}
SIDED = {
    "backed": SUPPORTS, "supported": SUPPORTS, "aligned": SUPPORTS, "allied": SUPPORTS, "funded": SUPPORTS, "sponsored": SUPPORTS, "armed": SUPPORTS,
    "financed": SUPPORTS, "recognised": RECOGNISES, "recognized": RECOGNISES, "led": LEADS, "trained": SUPPORTS, "equipped": SUPPORTS,
    "linked": BELONGS, "affiliated": BELONGS,
}  # fmt: skip
"""after a hyphen: how the first stands to what is named next"""
IN_PHRASE = {"NN", "JJ", "VB", "HY", "CD", "RB"}
"""beginnings of the tags of words that may stand between an adjective and its noun"""
TURNED = {"aligned", "allied", "linked", "affiliated"}
"""of those, where the one named next stands to the first"""
