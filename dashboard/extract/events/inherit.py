"""What a sentence leaves to others: the weapon, and the place of what happened."""

from collections.abc import Sequence

from dashboard.extract.events import syntax
from dashboard.extract.events.drafts import REMOTE, SPEECH, Draft
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.names import ATTACK, CLASH
from dashboard.extract.events.scene import Scene
from dashboard.extract.zones import ZoneKind

_BARE = frozenset({"hit", "strike", "attack", "target", "struck"})
_AROUND = 40
"""drafts before and after that are looked at"""
_REACH = 4
"""sentences back to which a place or a weapon is taken over"""


def borrow_types(scene: Scene, drafts: Sequence[Draft]) -> None:
    """ "A school was hit": by what the report says it was hit, before or right after."""
    for number, draft in enumerate(drafts):
        bombing = draft.head.lemma_.lower() in ("bombing", "blast", "explosion")
        if not bombing and (draft.type not in (ATTACK, CLASH) or not _is_bare(scene, draft)):
            continue
        here = scene.number(draft.head)
        known = [
            one for one in (*reversed(drafts[:number]), *drafts[number + 1 :])
            if one.type in REMOTE and -2 <= here - scene.number(one.head) <= _REACH
            and not one.borrowed
        ]  # fmt: skip
        if known:
            draft.type, draft.borrowed = known[0].type, True


def _is_bare(scene: Scene, draft: Draft) -> bool:
    """Told without who did it and with what."""
    if draft.mood is Mood.DENIED and draft.type == ATTACK:
        return True
    main = [t for t in draft.triggers if t.head.lemma_.lower() in _BARE]
    if not main:
        return False
    head = main[0].head
    return main[0].is_noun is False and syntax.is_passive(head) and not syntax.subjects(head)


_THERE = frozenset({
    "city", "town", "village", "port", "area", "district", "region", "province", "territory",
    "airport", "base", "capital", "country", "camp", "neighbourhood", "neighborhood", "crossing",
    "island", "field", "fields", "there",
})  # fmt: skip


def _may_inherit(draft: Draft) -> bool:
    """What happened; what is to come only where "the city" or "there" points back."""
    if draft.mood in (Mood.ACTUAL, Mood.ONGOING, Mood.DENIED, Mood.BACKGROUND):
        return draft.mood is not Mood.BACKGROUND
    return any(
        one.lower_ in _THERE
        and (one.lower_ == "there" or any(c.lower_ in ("the", "its") for c in one.children))
        for one in draft.head.subtree
        if one.i > draft.head.i
    )


def inherit_said(scene: Scene, drafts: Sequence[Draft]) -> None:
    """ "It also rejected …", right after a session in a town: said there too."""
    for number, draft in enumerate(drafts):
        if draft.place is not None or draft.type not in SPEECH or draft.mood is not Mood.ACTUAL:
            continue
        mine = {p.actor_id for p in draft.participants if p.role == "source"}
        here = scene.number(draft.head)
        near = sorted(
            (
                one
                for one in drafts[max(number - _AROUND, 0) : number + _AROUND]
                if one.place is not None and one is not draft
            ),
            key=lambda one: abs(here - scene.number(one.head)),
        )
        for other in near:
            back = here - scene.number(other.head)
            if (
                not -1 <= back <= 2
                or draft.triggers[0].is_noun
                or scene.zone(other.head) is not ZoneKind.BODY
            ):
                continue
            same = (mine and mine <= {p.actor_id for p in other.participants}) or _is_of_meeting(
                draft
            )
            by_words = other.type == "Meeting or talks" or (other.type in SPEECH and back > 0)
            if by_words and same and other.mood is Mood.ACTUAL and _same_day(draft, other):
                draft.place = other.place
                if back:
                    side = "an earlier" if back > 0 else "a later"
                    draft.place_inherited = (
                        f"from {side} sentence: {other.place.text if other.place else ''}"
                    )
                break


_MEETING = frozenset({
    "participant", "delegate", "meeting", "conference", "summit", "session", "participants",
    "delegates", "member", "attendee", "minister", "leader",
})  # fmt: skip


def _is_of_meeting(draft: Draft) -> bool:
    """ "The participants agreed": who acts is those who met."""
    return any(
        one.lemma_.lower() in _MEETING
        and any(c.lower_ in ("the", "all", "both") for c in one.children)
        and len(list(one.subtree)) <= 3
        for one in syntax.subjects(draft.head)
    )


def _same_day(one: Draft, two: Draft) -> bool:
    if (
        one.when is None
        or two.when is None
        or not (one.first and two.first and one.last and two.last)
    ):
        return True
    return one.first <= two.last and two.first <= one.last


def inherit_places(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Acts of force and the like without a place of their own take that of what stands before."""
    for number, draft in enumerate(drafts):
        if draft.place is not None or not _may_inherit(draft):
            continue
        if draft.type in SPEECH or draft.type in ("Meeting or talks", "Aid", "Cooperation"):
            continue
        here = scene.number(draft.head)
        before = list(reversed(drafts[:number]))
        if draft.mood is Mood.DENIED:
            before.sort(key=lambda one: one.type != draft.type)
        for other in before:
            if (
                here - scene.number(other.head) > (2 if draft.mood is not Mood.DENIED else 6)
                or scene.zone(other.head) is not ZoneKind.BODY
            ):
                break
            if other.place is None or other.type in SPEECH or other.type == "Meeting or talks":
                continue
            draft.place = other.place
            same = scene.number(other.head) == here
            if not same:
                draft.place_inherited = f"from an earlier sentence: {other.place.text}"
            break
