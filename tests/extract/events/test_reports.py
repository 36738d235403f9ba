"""Whole reports: how many of their events are found, and how many are made up."""

from dashboard.model import Event
from tests.extract.events.reading import read
from tests.extract.events.reports import ALL
from tests.extract.events.told import Told


def _right(told: Told) -> tuple[int, int, int]:
    """Found, right place among these, and read."""
    names = [place for *_, place in told.events if place]
    _, mentions, found = read(
        told.text, places=names, actors=told.cast, title=told.title, published=told.published
    )
    texts = {one.mention_id: one.text for one in mentions}
    left = list(found)
    hits = places = 0
    for words, name, realis, place in told.events:
        at = told.text.index(words)
        fits = [one for one in left if one.type == name and _tells(one, at)]
        fits.sort(key=lambda one: (one.realis == realis, texts.get(one.place_mention, "") == place))
        if fits:
            left.remove(fits[-1])
            hits += fits[-1].realis == realis
            places += texts.get(fits[-1].place_mention, "") == place
    return hits, places, len(found)


def _tells(event: Event, at: int) -> bool:
    return any(span.start <= at < span.end for span in (event.sentence, *event.more_evidence))


def test_most_events_are_found_with_their_realis_and_few_are_made_up() -> None:
    figures = [_right(told) for told in ALL]
    wanted = sum(len(told.events) for told in ALL)
    hits, places, read_ = (sum(column) for column in zip(*figures, strict=True))
    assert hits / wanted >= 0.85
    assert 1 - hits / read_ <= 0.15
    assert places / hits >= 0.75


def test_reading_twice_gives_the_same() -> None:
    told = ALL[0]
    one, two = (read(told.text, title=told.title, published=told.published)[2] for _ in range(2))
    assert one == two


def test_every_field_has_evidence_within_the_text() -> None:
    for told in ALL:
        names = [place for *_, place in told.events if place]
        _, mentions, found = read(told.text, places=names, published=told.published)
        spans = {one.mention_id: one.span for one in mentions}
        for event in found:
            by_field = {one.field for one in event.evidence}
            assert {"sentence", "type"} <= by_field
            assert ("place" in by_field) == bool(event.place_mention)
            if event.place_mention:
                assert spans[event.place_mention] in [e.span for e in event.evidence]
            assert all(0 <= e.span.start < e.span.end <= len(told.text) for e in event.evidence)
            assert event.sentence.start <= event.trigger.start < event.sentence.end
            assert event.score is not None
            assert 0 < event.score <= 1
