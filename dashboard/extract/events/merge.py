"""Drafts of one report in, the same without repetition out.

Two that tell of the same type at the same place within the same days are one event with two pieces
of evidence. A noun that only names an incident ("the attack") is evidence of the last one it fits.
"""

from collections.abc import Sequence

from dashboard.extract.events.drafts import BATTLES, SPEECH, Draft
from dashboard.extract.events.incidents import is_effect
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.names import ATTACK, CLASH, INTERVENTION, OTHER, PEACEFUL
from dashboard.extract.events.naming import is_violent
from dashboard.extract.events.scene import Scene
from dashboard.extract.zones import ZoneKind

_TOLD = (Mood.ACTUAL, Mood.ONGOING)
_NAMING = frozenset({"talks", "Air/drone strike", "Agreement", "protest", "Other"})
_LOOSE = frozenset({
    OTHER, "Deployment or show of force", "Withdrawal or release",
    "Aid", "Looting/property destruction", "Arrests", "Change to group/activity",
})  # fmt: skip
"""types of many kinds of deed: another verb is another event"""
_WIDE = 200
"""how many events back a second telling is looked for"""
_NEAR = 10
"""words from a noun within which a place or day is its own"""
_HEADS = (ZoneKind.TITLE, ZoneKind.STANDFIRST)


def merged(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """In the order of the text; what stands in title and standfirst yields to the body."""
    body = [one for one in drafts if scene.zone(one.head) not in _HEADS]
    heads = [one for one in drafts if scene.zone(one.head) in _HEADS]
    if not body:
        body, heads = heads, []
    kept: list[Draft] = []
    for draft in body:
        if draft.mood is Mood.NAMED:
            if not _is_news(scene, draft, body):
                continue
            draft.mood = Mood.ACTUAL
        other = next((one for one in kept[:-_WIDE:-1] if _is_same(scene, one, draft)), None)
        if other is None:
            kept.append(draft)
        else:
            _absorb(scene, other, draft)
    for draft in heads:
        other = next((one for one in kept if _fits_title(one, draft)), None)
        if other is not None:
            other.more.append(scene.sentence(draft.head))
            if not other.when:
                _complete(other, draft)
        elif (
            draft.mood in _TOLD
            and len(kept) < 2
            and not any(_family(one) == _family(draft) for one in kept)
        ):
            kept.append(draft)
    return sorted(kept, key=lambda one: one.head.i)


def _family(draft: Draft) -> str:
    if draft.is_violent or draft.type in BATTLES:
        return "force"
    return "words" if draft.type in SPEECH or draft.type == "Meeting or talks" else draft.type


def _fits_title(one: Draft, title: Draft) -> bool:
    if one.type == title.type:
        return _places_agree(one, title)
    return one.is_violent and title.is_violent and title.type == ATTACK


def _is_same(scene: Scene, one: Draft, two: Draft) -> bool:
    """Told twice: same type, and nothing that tells them apart."""
    broken_up = one.type == PEACEFUL and two.type == INTERVENTION and _follows(scene, one, two)
    if (
        one.type != two.type
        and not broken_up
        and not (
            one.is_violent
            and two.is_violent
            and (ATTACK in (one.type, two.type) or _is_outcome(two))
            and _follows(scene, one, two)
        )
    ):
        return False
    if (one.mood in _TOLD) != (two.mood in _TOLD) or (
        one.mood not in _TOLD and one.mood is not two.mood
    ):
        return False
    if not _places_agree(one, two) or not _days_agree(one, two):
        return False
    unknown = (None, None, None)
    if (
        unknown not in (one.dead, two.dead)
        and one.dead != two.dead
        and not two.place_inherited
        and (one.when is None) != (two.when is None)
    ):
        return False
    mine = {p.actor_id for p in one.participants}
    theirs = {p.actor_id for p in two.participants}
    if one.type in SPEECH and not theirs and two.place is None and two.when is None:
        return (
            0 < two.head.i - one.head.i < 60
            and scene.sentence(one.head) != scene.sentence(two.head)
            and two.head.lemma_ in ("pass", "adopt", "approve")
        )
    if one.type in SPEECH or one.type == "Meeting or talks":
        same = {(p.actor_id, p.role) for p in one.participants} & {
            (p.actor_id, p.role) for p in two.participants
        }
        return (
            bool(same)
            and bool(mine <= theirs or theirs <= mine)
            and one.head.lemma_ == two.head.lemma_
        )
    if scene.number(one.head) == scene.number(two.head):
        return False
    if one.type in _LOOSE and one.head.lemma_ != two.head.lemma_:
        return False
    if mine and theirs:
        return bool(mine & theirs) or (_is_outcome(two) and _follows(scene, one, two))
    return True


def _is_outcome(draft: Draft) -> bool:
    """ "They killed five soldiers": said of an incident told before."""
    return draft.type == CLASH and all(is_effect(one) for one in draft.triggers)


def _follows(scene: Scene, one: Draft, two: Draft) -> bool:
    """Whether the second stands right after the first and adds no place or day of its own."""
    close = 0 < two.head.i - one.head.i < 60 and two.head.dep_ != "pcomp"
    return close and two.when is None and (two.place is None or bool(two.place_inherited))


def _places_agree(one: Draft, two: Draft) -> bool:
    if one.place is None or two.place is None:
        return True
    return one.place.name == two.place.name or one.place.mention_id == two.place.mention_id


def _days_agree(one: Draft, two: Draft) -> bool:
    if one.when is None or two.when is None:
        return True
    a, b = one.when, two.when
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return True
    return a.first <= b.last and b.first <= a.last


def _is_news(scene: Scene, named: Draft, body: Sequence[Draft]) -> bool:
    """Whether a noun that only names an incident names one that no other sentence tells of.

    It does if it says itself where or when: "victims of the raid on Nyala", "last year's talks".
    """
    head = named.head
    if named.triggers[0].rule.type not in _NAMING and not is_violent(named.triggers[0]):
        return False
    own = [one for one in head.subtree if abs(one.i - head.i) <= _NEAR]
    place = named.place is not None and not named.place_inherited
    placed = place and any(scene.place_at.get(one.i) is named.place for one in own)
    dated = any(one.i in scene.date_at for one in own)
    if not placed and not dated:
        return False
    return not any(
        one.mood in _TOLD and _is_alike(one, named) and _places_agree(one, named)
        for one in body
    )  # fmt: skip


def _is_alike(one: Draft, named: Draft) -> bool:
    return one.type == named.type or (one.is_violent and named.is_violent)


def _absorb(scene: Scene, one: Draft, two: Draft) -> None:
    sentence = scene.sentence(two.head)
    if sentence != scene.sentence(one.head) and sentence not in one.more:
        one.more.append(sentence)
    telling = two.is_violent and two.type != ATTACK and not _is_outcome(two)
    if (one.type == ATTACK and telling) or one.type == PEACEFUL:
        one.type = two.type
    _complete(one, two)


def _complete(one: Draft, two: Draft) -> None:
    """What the second tells and the first does not."""
    lacks = (one.type not in SPEECH and one.place is None) or bool(one.place_inherited)
    if lacks and two.place is not None and not two.place_inherited:
        one.place = two.place
        one.place_inherited = f"from another sentence: {two.place.text}"
    if one.when is None and two.when is not None:
        one.when, one.date_inherited = two.when, "from another sentence"
    if one.dead == (None, None, None):
        one.dead, one.dead_words = two.dead, two.dead_words
    have = {p.actor_id for p in one.participants}
    one.participants += [p for p in two.participants if p.actor_id not in have]
