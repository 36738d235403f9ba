"""Drafts in, each with its first and last day: stated, taken over from another event, or none.

By CODEBOOK.md: without a stated day an event has that of the event it hangs on, else the day of
publication, or the stretch from the last event before it to that day. What is asked for, planned or
threatened has a day only if one is stated. What ended more than three weeks before publication, or
is told as history, is background.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.extract.dates import DateFunction
from dashboard.extract.events.drafts import SPEECH, Draft
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.scene import Scene
from dashboard.extract.events.when import date_of
from dashboard.model import DatePrecision

HISTORY = timedelta(days=21)
_TOLD = (Mood.ACTUAL, Mood.ONGOING)
_EXACT = (DateFunction.POINT, DateFunction.RANGE)
_AHEAD = (Mood.REQUESTED, Mood.PLANNED, Mood.THREATENED)
_LASTING = frozenset({
    "Armed clash", "Other", "Restriction or repression", "Peaceful protest",
    "Deployment or show of force",
})  # fmt: skip


def read_days(scene: Scene, drafts: Sequence[Draft]) -> None:
    """The dates that sentences state."""
    for draft in drafts:
        found = date_of(scene, draft)
        if found is not None and found.first is not None:
            _state(draft, found.first, found.last, found.precision)
            draft.when = found
            if found.function is DateFunction.BACKGROUND:
                draft.mood = (
                    Mood.BACKGROUND if draft.mood in (Mood.ACTUAL, Mood.ONGOING) else draft.mood
                )
            elif (
                found.function is DateFunction.SINCE
                and draft.mood is Mood.ACTUAL
                and draft.type in _LASTING
            ):
                lasting = draft.type != "Other"
                draft.mood = Mood.ONGOING if lasting and not _is_over(draft) else draft.mood


def _is_over(draft: Draft) -> bool:
    return any(c.lower_ == "had" for c in draft.triggers[0].verb.children)


def _state(draft: Draft, first: date, last: date | None, precision: DatePrecision | None) -> None:
    draft.first, draft.last, draft.precision = first, last or first, precision


def inherit_days(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Days of the others, from what stands before them."""
    published = scene.report.published
    for number, draft in enumerate(drafts):
        if draft.first is not None or draft.mood in _AHEAD or draft.mood is Mood.BACKGROUND:
            continue
        near = _hangs_on(scene, draft, drafts, number)
        if near is not None and near.first is not None:
            _state(draft, near.first, near.last, near.precision)
            draft.date_from = near
            draft.date_inherited = "day of event {}"
            continue
        if published is None:
            continue
        before = _last_told(drafts[:number], published)
        if (
            before is not None
            and before.last is not None
            and draft.mood is not Mood.ONGOING
            and draft.type in SPEECH
            and before.last < published
        ):
            _state(draft, before.last, published, _precision(before.last, published))
            draft.date_from = before
            draft.date_inherited = (
                "reporting period: from the day of event {} to the publication day"
            )
        else:
            _state(draft, published, published, DatePrecision.DAY)
            draft.date_inherited = "publication day"


def _hangs_on(scene: Scene, draft: Draft, drafts: Sequence[Draft], number: int) -> Draft | None:
    """The event whose day a sentence without one means: of its sentence, else of the one before."""
    told = [
        one for one in drafts
        if one is not draft and one.first is not None and one.when is not None
        and one.mood in _TOLD
    ]  # fmt: skip
    published = scene.report.published
    if published is not None:
        told = [one for one in told if one.last and one.last >= published - HISTORY] or told[:0]
    here = [one for one in told if scene.number(one.head) == scene.number(draft.head)]
    here = [
        one
        for one in here
        if one.when and one.when.function in (DateFunction.POINT, DateFunction.RANGE)
    ]
    if draft.mood is Mood.DENIED:
        alike = [one for one in told if one.type == draft.type and one.head.i < draft.head.i]
        if alike:
            return alike[-1]
    if here:
        return min(here, key=lambda one: abs(one.head.i - draft.head.i))
    at = scene.number(draft.head)
    before = [one for one in told if one.head.i < draft.head.i]
    before.sort(key=lambda one: (scene.number(one.head), -_depth(one)))
    for one in reversed(before):
        if one.when and one.when.function not in (DateFunction.POINT, DateFunction.RANGE):
            continue
        if at - scene.number(one.head) > 4:
            return None
        if _is_present_perfect(draft):
            return None
        return one
    return None


def _depth(draft: Draft) -> int:
    """How far below the main verb it stands."""
    token, steps = draft.head, 0
    while token.head.i != token.i and steps < 20:
        token, steps = token.head, steps + 1
    return steps


def _is_present_perfect(draft: Draft) -> bool:
    verb = draft.triggers[0].verb
    return verb.tag_ == "VBN" and any(
        c.lower_ in ("has", "have", "'ve") and c.dep_ == "aux" for c in verb.children
    )


def _last_told(drafts: Sequence[Draft], published: date) -> Draft | None:
    recent = [
        one for one in drafts
        if one.last is not None and one.when is not None and one.mood in _TOLD
        and published - HISTORY <= one.last <= published and one.when.function in _EXACT
    ]  # fmt: skip
    return recent[-1] if recent else None


def _precision(first: date, last: date) -> DatePrecision:
    days = (last - first).days + 1
    for limit, precision in (
        (1, DatePrecision.DAY),
        (6, DatePrecision.DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    ):
        if days <= limit:
            return precision
    return DatePrecision.LONGER


def mark_history(scene: Scene, drafts: Sequence[Draft]) -> None:
    """What ended more than three weeks before publication is background."""
    published = scene.report.published
    for draft in drafts:
        stated = published and draft.last and draft.when and draft.mood in _TOLD
        if stated and published and draft.last and draft.last < published - HISTORY:
            draft.mood = Mood.BACKGROUND
