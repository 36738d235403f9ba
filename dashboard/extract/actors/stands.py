"""Words that say how one actor stands to another, and those that take the truth of it away."""

from dashboard.model import RelationType

SUPPORTS, OPPOSES, LEADS, BELONGS, RECOGNISES = (
    RelationType.SUPPORTS,
    RelationType.OPPOSES,
    RelationType.LEADS,
    RelationType.BELONGS_TO,
    RelationType.RECOGNISES,
)


def _by_word(**words: str) -> dict[str, RelationType]:
    return {word: RelationType(kind) for kind, each in words.items() for word in each.split()}


def _by_pair(**pairs: str) -> dict[tuple[str, str], RelationType]:
    return {
        (word, preposition): RelationType(kind)
        for kind, each in pairs.items()
        for word, _, preposition in (pair.partition("_") for pair in each.split())
    }


DIRECT = _by_word(
    supports="back support aid arm finance fund endorse sponsor bankroll assist champion equip"
    " supply reinforce",
    opposes="oppose fight battle combat confront",
    leads="lead head command chair",
    recognises="recognise recognize",
    belongs_to="join",
)
"""verbs whose object is whom one stands to"""
WITH = _by_pair(
    supports="side_with ally_with ally_to allied_with allied_to align_with aligned_with"
    " fight_alongside fight_for support_for support_to backing_for backing_to loyal_to"
    " loyal_towards close_to side_of behalf_of ally_of"
    " allegiance_to supporter_of backer_of aid_to arms_to weapon_to",
    opposes="clash_with fight_with fight_against battle_with battle_against war_with war_against"
    " rebel_against enemy_of opponent_of rival_of hostile_to"
    " take_from seize_from wrest_from capture_from retake_from recapture_from",
    belongs_to="belong_to defect_to part_of wing_of branch_of faction_of member_of affiliate_of"
    " affiliate_with affiliated_with affiliated_to linked_to link_to tied_to"
    " arm_of offshoot_of subgroup_of component_of",
)
"""words that with a preposition say how one stands to what follows"""
GIVING = frozenset(
    ["provide", "supply", "give", "send", "offer", "lend", "deliver", "pledge", "swear", "throw"]
)
"""verbs by which support, weapons or allegiance go to someone"""
SIDED = _by_word(
    supports="backed supported aligned allied funded sponsored armed financed trained equipped",
    recognises="recognised recognized",
    leads="led",
    belongs_to="linked affiliated",
)
"""after a hyphen: how the first stands to what is named next"""
TURNED = frozenset({"aligned", "allied", "linked", "affiliated"})
"""of those, where the one named next stands to the first"""
UNREAL = frozenset(
    ["would", "could", "might", "may", "should", "can", "must", "shall", "will", "'d", "'ll"]
)
"""auxiliaries of what is not, or not yet"""
WANTING = frozenset(
    [
        "want",
        "urge",
        "ask",
        "call",
        "plan",
        "threaten",
        "refuse",
        "deny",
        "demand",
        "hope",
        "fail",
        "stop",
        "offer",
        "promise",
        "accuse",
        "propose",
        "intend",
        "invite",
        "warn",
        "order",
        "consider",
        "seek",
        "expect",
        "cease",
        "decline",
        "suspect",
        "appeal",
    ]
)
"""verbs under which another verb tells of nothing that is so"""
IN_PHRASE = frozenset({"NN", "JJ", "VB", "HY", "CD", "RB"})
"""beginnings of the tags of words that may stand between an adjective and its noun"""
