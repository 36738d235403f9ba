"""What people decide holds on to words, survives another reading, and never raises."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.decision import Decision, Subject, Verdict
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.model import DatePrecision, Event, Origin, PlaceRole, Realis, Report, Span
from dashboard.pipeline.decide import apply, latest, offers, review
from dashboard.pipeline.desk import Read
from dashboard.pipeline.findings import Finding, findings, nearest, place_json
from tests.pipeline.reading import LEBANON, TEXT, reading, span

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def found(identity: str, read: Read | None = None) -> Finding:
    return next(one for one in findings(read or reading()) if one.identity == identity)


def decided(identity: str, verdict: Verdict, **changes: Any) -> Decision:
    return found(identity).decide("r1", verdict, by="me", made=NOW, changes=changes)


def event(read: Read, identity: str) -> Event:
    return next(one for one in read.reading.events if one.event_id == identity)


def places(read: Read) -> dict[str, str]:
    """Mention id → place id."""
    return {
        one.mention_id: one.candidates[0].place.place_id if one.candidates else ""
        for one in read.resolutions
    }


def moved(read: Read, before: str) -> Read:
    """The same reading of a report that now begins with other words."""
    report = replace(read.reading.report, text=before + TEXT)
    by = len(before)

    def shift(one: Span) -> Span:
        return Span(one.start + by, one.end + by)

    mentions = tuple(
        replace(one, span=shift(one.span), sentence=shift(one.sentence))
        for one in read.reading.mentions
    )
    events = tuple(
        replace(one, sentence=shift(one.sentence), trigger=shift(one.trigger), evidence=())
        for one in read.reading.events
    )
    changed = replace(read.reading, report=report, mentions=mentions, events=events)
    return replace(read, reading=changed)


def test_without_decisions_nothing_changes(geocoder: OfflineGeocoder) -> None:
    assert apply(reading(), [], geocoder) == reading()
    other = replace(decided("r1-e1", Verdict.REJECT), report_id="r2")
    assert apply(reading(), [other], geocoder) == reading()


def test_an_accepted_event_is_confirmed_and_else_the_same(geocoder: OfflineGeocoder) -> None:
    read = apply(reading(), [decided("r1-e1", Verdict.ACCEPT)], geocoder)
    before = event(reading(), "r1-e1")
    assert event(read, "r1-e1") == replace(before, origin=Origin.CONFIRMED, score=None)
    assert event(read, "r1-e2").origin is Origin.READ


def test_a_rejected_event_is_gone_and_its_place_stays(geocoder: OfflineGeocoder) -> None:
    read = apply(reading(), [decided("r1-e1", Verdict.REJECT)], geocoder)
    assert [one.event_id for one in read.reading.events] == ["r1-e2"]
    assert read.reading.mentions == reading().reading.mentions


def test_an_event_is_changed_field_by_field(geocoder: OfflineGeocoder) -> None:
    people = [
        {"actor_id": "guard", "role": "source", "name": "Harbour Guard"},
        {"actor_id": "", "role": "target", "name": "City Council", "kind": "organisation"},
    ]
    geneva = span("Geneva")
    decision = decided(
        "r1-e1", Verdict.CHANGE,
        type="Armed clash", realis="planned", first="2020-01-04", last="2020-01-06",
        date_precision=None, participants=people, fatalities=[None, 4, 9],
        place={"start": geneva.start, "end": geneva.end, "text": "Geneva"},
    )  # fmt: skip
    read = apply(reading(), [decision], geocoder)
    now = event(read, "r1-e1")
    assert (now.family, now.type, now.realis) == ("Battles", "Armed clash", Realis.PLANNED)
    assert (now.first, now.last) == (date(2020, 1, 4), date(2020, 1, 6))
    assert (now.date_precision, now.date_text) == (DatePrecision.DAYS, None)
    assert now.place_mention == "r1-m4"
    assert (now.fatalities_low, now.fatalities_best, now.fatalities_high) == (None, 4, 9)
    assert now.origin is Origin.CONFIRMED
    names = {one.actor_id: one.name for one in read.reading.cast.actors}
    assert [names[one.actor_id] for one in now.participants] == ["Harbour Guard", "City Council"]
    inherited = {one.field: one.inherited_from for one in now.evidence}
    assert inherited["date"] == inherited["place"] == "decided by a person"
    assert inherited["sentence"] == ""
    assert read.problems == ()


def test_a_rejected_mention_leaves_its_event_without_a_place(geocoder: OfflineGeocoder) -> None:
    read = apply(reading(), [decided("r1-m2", Verdict.REJECT)], geocoder)
    assert "r1-m2" not in places(read)
    assert event(read, "r1-e1").place_mention == ""
    assert "place" not in {one.field for one in event(read, "r1-e1").evidence}


def test_a_chosen_place_counts_for_the_name_in_the_report(geocoder: OfflineGeocoder) -> None:
    decision = decided("r1-m2", Verdict.CHANGE, place=place_json(LEBANON))
    read = apply(reading(), [decision], geocoder)
    tripoli = {one: place for one, place in places(read).items() if one != "r1-m4"}
    assert set(tripoli.values()) == {LEBANON.place_id}
    assert places(read)["r1-m4"] == places(reading())["r1-m4"]
    assert all(one.method == "chosen by a person" for one in read.resolutions[:3])
    assert [len(one.candidates) for one in read.resolutions[:3]] == [2, 2, 2]


def test_a_mention_with_a_choice_of_its_own_keeps_it(geocoder: OfflineGeocoder) -> None:
    decisions = [
        decided("r1-m2", Verdict.CHANGE, place=place_json(LEBANON)),
        decided("r1-m3", Verdict.ACCEPT),
    ]
    read = apply(reading(), decisions, geocoder)
    assert places(read)["r1-m1"] == LEBANON.place_id
    assert places(read)["r1-m3"] == places(reading())["r1-m3"]


def test_a_point_of_the_map_becomes_a_place(geocoder: OfflineGeocoder) -> None:
    point = {"name": "the old mill", "latitude": 32.5, "longitude": 13.25}
    read = apply(reading(), [decided("r1-m4", Verdict.CHANGE, place=point)], geocoder)
    place = read.resolutions[3].candidates[0].place
    assert (place.place_id, place.name) == ("user:32.50000,13.25000", "the old mill")
    assert (place.latitude, place.longitude, place.radius_km) == (32.5, 13.25, 5.0)


def test_a_place_of_the_gazetteer_comes_with_its_area(geocoder: OfflineGeocoder) -> None:
    raw = geocoder.geocode("Libya").raw
    place = {**raw, "footprint": None}
    read = apply(reading(), [decided("r1-m4", Verdict.CHANGE, place=place)], geocoder)
    assert read.resolutions[3].candidates[0].place.footprint is not None


def test_role_and_kind_of_one_mention(geocoder: OfflineGeocoder) -> None:
    decision = decided("r1-m1", Verdict.CHANGE, role="actor_seat", kind="metonym")
    first, second = apply(reading(), [decision], geocoder).reading.mentions[:2]
    assert (first.role, first.kind.value) == (PlaceRole.ACTOR_SEAT, "metonym")
    assert second == reading().reading.mentions[1]


def test_actors_are_renamed_merged_and_rejected(geocoder: OfflineGeocoder) -> None:
    renamed = apply(reading(), [decided("front", Verdict.CHANGE, name="NF")], geocoder)
    [front] = [one for one in renamed.reading.cast.actors if one.actor_id == "front"]
    assert (front.name, front.aliases) == ("NF", ("The Front", "Northern Front"))
    merged = apply(reading(), [decided("front", Verdict.CHANGE, merge="guard")], geocoder)
    cast = merged.reading.cast
    assert [one.actor_id for one in cast.actors] == ["guard"]
    assert {one.actor_id for one in cast.mentions} == {"guard"}
    assert cast.relations == ()
    assert [one.actor_id for one in event(merged, "r1-e1").participants] == ["guard"]
    gone = apply(reading(), [decided("front", Verdict.REJECT)], geocoder)
    assert event(gone, "r1-e1").participants == ()
    assert gone.reading.cast.relations == ()


def test_a_relation_is_rejected(geocoder: OfflineGeocoder) -> None:
    read = apply(reading(), [decided("r1-l1", Verdict.REJECT)], geocoder)
    assert read.reading.cast.relations == ()
    assert len(read.reading.cast.actors) == 2


def test_the_later_decision_replaces_the_earlier(geocoder: OfflineGeocoder) -> None:
    first, second = decided("r1-e1", Verdict.REJECT), decided("r1-e1", Verdict.ACCEPT)
    assert latest([first, second]) == [second]
    assert event(apply(reading(), [first, second], geocoder), "r1-e1")
    taken_back = [first, decided("r1-e1", Verdict.WITHDRAW)]
    assert apply(reading(), taken_back, geocoder) == reading()


@given(st.text(st.sampled_from("ab é\n🔥")).filter(lambda words: not words.endswith(("a", "b"))))
def test_decisions_follow_their_words(geocoder: OfflineGeocoder, before: str) -> None:
    decisions = [
        decided("r1-e1", Verdict.REJECT),
        decided("r1-m4", Verdict.CHANGE, role="mentioned"),
    ]
    read = apply(moved(reading(), before), decisions, geocoder)
    assert [one.event_id for one in read.reading.events] == ["r1-e2"]
    assert read.reading.mentions[3].role is PlaceRole.MENTIONED
    assert len(read.reading.mentions) == 4
    assert read.problems == ()


def test_where_the_words_are_gone_a_problem_says_so(geocoder: OfflineGeocoder) -> None:
    report = Report("r1", "", "Nothing of it is left.", None)
    empty = replace(reading().reading, report=report, mentions=(), events=(), zones=())
    read = apply(Read(empty, ()), [decided("r1-e1", Verdict.ACCEPT)], geocoder)
    [problem] = read.problems
    assert "shelled" in problem.value
    assert "no longer" in problem.reason
    assert read.reading.events == ()


def test_what_was_confirmed_survives_a_reader_that_finds_nothing(
    geocoder: OfflineGeocoder,
) -> None:
    decisions = [decided(one, Verdict.ACCEPT) for one in ("r1-e1", "r1-e2", "r1-m2", "r1-m4")]
    nothing = replace(reading().reading, mentions=(), events=())
    read = apply(Read(nothing, ()), decisions, geocoder)
    assert read.problems == ()
    where = places(read)
    told = [(one.type, one.first, where.get(one.place_mention)) for one in read.reading.events]
    old = places(reading())
    assert told == [
        (one.type, one.first, old[one.place_mention]) for one in reading().reading.events
    ]
    assert {one.origin for one in read.reading.events} == {Origin.CONFIRMED}


def test_what_was_confirmed_stays_as_it_was_seen(geocoder: OfflineGeocoder) -> None:
    read = reading()
    other = replace(event(read, "r1-e1"), first=date(2019, 1, 8), realis=Realis.DENIED)
    reread = replace(read, reading=replace(read.reading, events=(other, event(read, "r1-e2"))))
    now = event(apply(reread, [decided("r1-e1", Verdict.ACCEPT)], geocoder), "r1-e1")
    assert (now.first, now.realis) == (date(2020, 1, 8), Realis.ACTUAL)


def test_a_rejection_is_of_that_type_only(geocoder: OfflineGeocoder) -> None:
    read = reading()
    other = replace(event(read, "r1-e1"), family="Battles", type="Armed clash")
    reread = replace(read, reading=replace(read.reading, events=(other,)))
    assert apply(reread, [decided("r1-e1", Verdict.REJECT)], geocoder).reading.events == (other,)


def test_events_of_one_trigger_are_told_apart_by_place(geocoder: OfflineGeocoder) -> None:
    read = reading()
    twin = replace(event(read, "r1-e1"), event_id="r1-e3", place_mention="r1-m4")
    two = replace(read, reading=replace(read.reading, events=(*read.reading.events, twin)))
    decision = found("r1-e3", two).decide("r1", Verdict.REJECT, by="me", made=NOW)
    left = apply(two, [decision], geocoder).reading.events
    assert [one.event_id for one in left] == ["r1-e1", "r1-e2"]
    lost = apply(read, [decision], geocoder).reading.events
    assert [one.event_id for one in lost] == ["r1-e2"]


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Picnic"},
        {"first": "2020-02-01", "last": "2020-01-01"},
        {"first": None},
        {"fatalities": [3, 2, 1]},
        {"participants": [{"role": "king", "name": "x"}]},
        {"colour": "red"},
        {"place": {"start": "x"}},
    ],
)
def test_a_change_that_makes_no_sense_is_a_problem(
    geocoder: OfflineGeocoder, changes: Mapping[str, Any]
) -> None:
    read = apply(reading(), [decided("r1-e1", Verdict.CHANGE, **changes)], geocoder)
    assert len(read.problems) == 1
    assert read.reading == reading().reading


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(
    ["type", "realis", "first", "last", "place", "participants", "fatalities", "role", "kind",
     "name", "merge", "sentence", "date_precision"]
)  # fmt: skip


@given(
    st.sampled_from(findings(reading())),
    st.sampled_from(list(Verdict)),
    st.dictionaries(fields, json, max_size=3),
    st.dictionaries(fields, json, max_size=3),
    st.tuples(st.integers(-5, 400), st.integers(-5, 400)),
)
def test_nothing_raises_whatever_a_file_says(
    geocoder: OfflineGeocoder,
    one: Finding,
    verdict: Verdict,
    changes: dict[str, Any],
    before: dict[str, Any],
    anchor: tuple[int, int],
) -> None:
    decision = one.decide("r1", verdict, by="me", made=NOW, changes=changes)
    odd = replace(decision, before={**decision.before, **before}, anchor=Span(*anchor))
    first = apply(reading(), [odd], geocoder)
    assert apply(reading(), [odd], geocoder) == first
    assert len(first.resolutions) == len(first.reading.mentions)
    review(reading(), [odd], geocoder)
    offers([odd], reading())


def test_a_choice_is_offered_to_other_reports(geocoder: OfflineGeocoder) -> None:
    chosen = decided("r1-m2", Verdict.CHANGE, place=place_json(LEBANON))
    elsewhere = replace(chosen, report_id="r2")
    [offer] = offers([elsewhere], reading())
    assert (offer.name, offer.place["place_id"]) == ("Tripoli", LEBANON.place_id)
    assert apply(reading(), [elsewhere], geocoder) == reading()
    assert offers([elsewhere, chosen], reading()) == []
    assert offers([replace(elsewhere, verdict=Verdict.WITHDRAW)], reading()) == []


def test_a_review_shows_each_finding_with_its_decision(geocoder: OfflineGeocoder) -> None:
    rejected = decided("r1-e1", Verdict.REJECT)
    shown = review(reading(), [rejected], geocoder)
    about = {one.identity: decision for one, decision in shown.findings}
    assert about["r1-e1"] == rejected
    assert about["r1-e2"] is None
    nothing = replace(reading().reading, events=())
    kept = review(
        Read(nothing, reading().resolutions), [decided("r1-e2", Verdict.ACCEPT)], geocoder
    )
    [identity] = [one.identity for one, _ in kept.findings if one.subject is Subject.EVENT]
    assert event(kept.read, identity).type == "Meeting or talks"


def test_words_are_found_whole_and_nearest() -> None:
    text = "Iran, Ira and Iran and Ira"
    assert nearest(text, "Ira", Span(0, 3)) == Span(0, 3)
    assert nearest(text, "Ira", Span(1, 4)) == Span(6, 9)
    assert nearest(text, "Ira", Span(20, 23)) == Span(23, 26)
    assert nearest(text, "Iraq", Span(0, 4)) is None
    assert nearest(text, "", Span(0, 0)) is None
