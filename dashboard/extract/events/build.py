"""Finished drafts in, events out, with evidence for each field and a score."""

import csv
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dashboard.extract.events.drafts import Draft
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.scene import Scene
from dashboard.model import Event, Evidence, Origin, Realis, Span
from dashboard.settings import ROOT

TYPES = ROOT / "data" / "event_types.csv"
_REALIS = {mood: Realis(mood.value) for mood in Mood if mood.value in set(Realis)}


@lru_cache(maxsize=1)
def families() -> dict[str, str]:
    """Family by type, from ``event_types.csv``."""
    with TYPES.open(encoding="utf-8", newline="") as file:
        return {row["native_type"]: row["native_family"] for row in csv.DictReader(file)}


def build(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Event]:
    """Events with ids in the order of the text."""
    report = scene.report.report_id
    ids = {id(draft): f"{report}-e{at:02}" for at, draft in enumerate(drafts, start=1)}
    for draft in drafts:
        source = ids.get(id(draft.date_from), "") if draft.date_from is not None else ""
        yield _event(scene, draft, ids[id(draft)], draft.date_inherited.format(source).strip())


def _event(scene: Scene, draft: Draft, event_id: str, date_inherited: str) -> Event:
    sentence = scene.sentence(draft.head)
    when = draft.when
    here = when is not None and sentence.start <= when.start < sentence.end
    low, best, high = draft.dead
    return Event(
        event_id=event_id,
        report_id=scene.report.report_id,
        family=families()[draft.type],
        type=draft.type,
        realis=_REALIS[draft.mood],
        sentence=sentence,
        trigger=_trigger(scene, draft),
        first=draft.first,
        last=draft.last,
        date_precision=draft.precision,
        date_text=Span(when.start, when.end) if when is not None and here else None,
        date_inherited="" if here else date_inherited,
        place_mention=draft.place.mention_id if draft.place else "",
        place_inherited=draft.place_inherited,
        participants=tuple(dict.fromkeys(draft.participants)),
        fatalities_low=low,
        fatalities_best=best,
        fatalities_high=high,
        more_evidence=tuple(draft.more),
        origin=Origin.READ,
        score=_score(draft),
        evidence=tuple(_evidence(draft, sentence, date_inherited, here=here)),
    )


def _score(draft: Draft) -> float:
    """A rough guess of how often such events are right in reports not seen before.

    Verbs tell more surely than nouns, what happened more surely than what is asked for.
    """
    score = 0.75
    score -= 0.15 * draft.triggers[0].is_noun
    score -= 0.1 * (draft.mood not in (Mood.ACTUAL, Mood.ONGOING))
    score -= 0.15 * draft.borrowed
    score -= 0.1 * (draft.type in ("Other", "Agreement", "Deployment or show of force"))
    score += 0.1 * bool(draft.more)
    score += 0.05 * bool(draft.participants)
    return round(max(0.1, min(score, 0.95)), 2)


def _trigger(scene: Scene, draft: Draft) -> Span:
    """The words of the first trigger, if they stand together, else its head alone."""
    first = draft.triggers[0]
    words = sorted(first.words)
    if words[-1] - words[0] < 2 * len(words):
        last = scene.doc[words[-1]]
        return Span(scene.doc[words[0]].idx, last.idx + len(last))
    return Span(first.head.idx, first.head.idx + len(first.head))


def _evidence(
    draft: Draft, sentence: Span, date_inherited: str, *, here: bool
) -> Iterator[Evidence]:
    yield Evidence("sentence", sentence)
    for more in draft.more:
        yield Evidence("sentence", more)
    head = draft.head
    yield Evidence("type", Span(head.idx, head.idx + len(head)))
    if draft.place is not None:
        yield Evidence("place", draft.place.span, draft.place_inherited)
    if draft.when is not None:
        yield Evidence(
            "date", Span(draft.when.start, draft.when.end), "" if here else date_inherited
        )
    elif draft.date_from is not None and draft.date_from.when is not None:
        source = draft.date_from.when
        yield Evidence("date", Span(source.start, source.end), date_inherited)
    for words in draft.participant_words:
        yield Evidence("participants", words)
    if draft.dead_words is not None:
        yield Evidence("fatalities", draft.dead_words)
