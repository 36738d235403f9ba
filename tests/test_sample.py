"""The shipped samples keep every promise of CODEBOOK.md that a machine can check."""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.model import (
    ActorKind,
    DatePrecision,
    Level,
    MentionKind,
    ParticipantRole,
    PlaceRole,
    Realis,
    RelationType,
)
from dashboard.readers.coded import read_coding
from dashboard.settings import ROOT

TABLES = {
    "reports": "report_id,file,title,published,publisher,sources,language,licence",
    "place_mentions": "mention_id,report_id,start,end,text,sentence_start,sentence_end,kind,role,"
    "name,level,country,actor",
    "actors": "actor_id,name,aliases,kind,country,seat,seat_country,source",
    "relations": "relation_id,report_id,source,type,target,sentence_start,sentence_end",
    "events": "event_id,report_id,family,type,realis,sentence_start,sentence_end,trigger_start,"
    "trigger_end,place_mention,place_inherited,first,last,date_precision,date_start,date_end,"
    "date_inherited,participants,fatalities_low,fatalities_best,fatalities_high,more_evidence",
}
DAYS = {1: (1, 1), 2: (2, 6), 3: (7, 7), 4: (8, 31), 5: (32, 10_000)}
Row = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A folder of coded reports, and what its README says it holds."""

    name: str
    earliest: date
    latest: date
    reports: int
    events: int

    @property
    def folder(self) -> Path:
        return ROOT / "data" / "samples" / self.name

    @cache  # noqa: B019 - there are two samples, and they live as long as the tests
    def table(self, name: str) -> tuple[Row, ...]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return tuple(csv.DictReader(lines))

    @cache  # noqa: B019
    def by_id(self, name: str) -> dict[str, Row]:
        key = TABLES[name].partition(",")[0]
        return {row[key]: row for row in self.table(name)}

    @cache  # noqa: B019
    def text_of(self, report_id: str) -> str:
        return (self.folder / self.by_id("reports")[report_id]["file"]).read_text("utf-8")


LIBYA = Sample("libya-2020", date(2019, 12, 1), date(2020, 2, 29), 22, 200)
WORLD = Sample("world-2023", date(2022, 10, 1), date(2024, 3, 31), 14, 150)
SAMPLES = (LIBYA, WORLD)


@cache
def event_types() -> set[tuple[str, str]]:
    with (ROOT / "data" / "event_types.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["native_family"], row["native_type"]) for row in csv.DictReader(lines)}


def span(row: Row, prefix: str) -> tuple[int, int]:
    return int(row[f"{prefix}start"]), int(row[f"{prefix}end"])


def days(event: Row) -> tuple[date, date]:
    return date.fromisoformat(event["first"]), date.fromisoformat(event["last"])


def participants(event: Row) -> list[tuple[str, str]]:
    parts = [part.partition(":") for part in event["participants"].split("|") if part]
    return [(role, actor) for role, _, actor in parts]


def evidence(event: Row) -> list[tuple[int, int]]:
    more = [part.split("-") for part in event["more_evidence"].split("|") if part]
    return [span(event, "sentence_"), *((int(start), int(end)) for start, end in more)]


def each(*names: str) -> pytest.MarkDecorator:
    """Each row of these tables of each sample."""
    return pytest.mark.parametrize(
        ("sample", "row"),
        [
            pytest.param(sample, row, id=f"{sample.name}-{one}")
            for sample in SAMPLES
            for name in names
            for one, row in sample.by_id(name).items()
        ],
    )


every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@every_sample
@pytest.mark.parametrize("name", TABLES)
def test_columns_ids_and_no_coordinates(sample: Sample, name: str) -> None:
    rows = sample.table(name)
    assert list(rows[0]) == TABLES[name].split(",")
    assert len(sample.by_id(name)) == len(rows)
    for row in rows:
        assert None not in row, "more cells than columns"
        assert None not in row.values(), "fewer cells than columns"
        assert not any(re.search(r"\d\.\d{2}|°", value) for value in row.values()), row


@every_sample
def test_there_is_enough_of_everything(sample: Sample) -> None:
    events, mentions = sample.table("events"), sample.table("place_mentions")
    assert len(sample.table("reports")) == sample.reports
    assert len(events) >= sample.events
    assert sum(not event["first"] for event in events) >= 2
    assert sum(not event["place_mention"] for event in events) >= 3
    assert {event["realis"] for event in events} == set(Realis)
    assert {mention["role"] for mention in mentions} == set(PlaceRole)
    assert {mention["level"] for mention in mentions} >= set(Level) - {Level.DISTRICT}


@each("reports")
def test_report(sample: Sample, row: Row) -> None:
    title, blank, *body = sample.text_of(row["report_id"]).split("\n")
    assert (title, blank) == (row["title"], "")
    assert any(body)
    assert sample.earliest <= date.fromisoformat(row["published"]) <= sample.latest
    assert row["publisher"] == "Dateline sample"
    assert row["sources"]
    assert "http" not in row["sources"]
    assert (row["language"], row["licence"]) == ("en", "CC-BY-4.0")


@every_sample
def test_the_reader_of_coded_folders_has_nothing_to_complain_about(sample: Sample) -> None:
    coding = read_coding(sample.folder)
    assert coding.problems == ()
    assert len(coding.events) == len(sample.table("events"))
    assert len(coding.mentions) == len(sample.table("place_mentions"))


def test_samples_share_no_text() -> None:
    """What is measured on one of them is not measured on words of the other."""
    lines = [
        {
            line
            for one in sample.by_id("reports")
            for line in sample.text_of(one).split("\n")
            if line
        }
        for sample in SAMPLES
    ]
    assert not set.intersection(*lines)


@every_sample
def test_every_report_file_is_listed_and_coded(sample: Sample) -> None:
    assert {sample.folder / row["file"] for row in sample.table("reports")} == set(
        sample.folder.glob("reports/*")
    )
    for name in ("place_mentions", "events"):
        assert {row["report_id"] for row in sample.table(name)} == set(sample.by_id("reports"))


def test_the_report_of_11_january_names_its_five_places() -> None:
    sample = LIBYA
    [report] = [row for row in sample.table("reports") if row["published"] == "2020-01-11"]
    mine = [
        row for row in sample.table("place_mentions") if row["report_id"] == report["report_id"]
    ]
    assert {"Tripoli", "eastern Libya", "Istanbul", "Ankara", "Moscow"} <= {m["text"] for m in mine}
    for capital in ("Ankara", "Moscow"):
        assert {m["role"] for m in mine if m["text"] == capital} == {"metonym"}


@each("place_mentions")
def test_place_mention(sample: Sample, row: Row) -> None:
    text = sample.text_of(row["report_id"])
    (start, end), (first, last) = span(row, ""), span(row, "sentence_")
    assert text[start:end] == row["text"]
    assert first <= start < end <= last
    assert "\n" not in text[first:last]
    kind, role = MentionKind(row["kind"]), PlaceRole(row["role"])
    assert (kind is MentionKind.METONYM) == (role is PlaceRole.METONYM)
    assert row["name"]
    assert Level(row["level"])
    assert re.fullmatch(r"([A-Z]{2})?", row["country"])
    wants_actor = role in {PlaceRole.ACTOR_SEAT, PlaceRole.METONYM, PlaceRole.AREA_HELD}
    assert bool(row["actor"]) == wants_actor
    assert not row["actor"] or row["actor"] in sample.by_id("actors")


@each("reports")
def test_mentions_do_not_overlap_and_no_repeat_is_left_uncoded(sample: Sample, row: Row) -> None:
    text = sample.text_of(row["report_id"])
    mine = [m for m in sample.table("place_mentions") if m["report_id"] == row["report_id"]]
    spans = sorted(span(mention, "") for mention in mine)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for word in {mention["text"] for mention in sample.table("place_mentions")}:
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            assert any(s <= found.start() and found.end() <= e for s, e in spans), found


@each("actors")
def test_actor(sample: Sample, row: Row) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["actor_id"])
    assert row["name"]
    assert row["source"]
    assert ActorKind(row["kind"])
    assert bool(row["seat"]) == bool(row["seat_country"])
    assert all(re.fullmatch(r"([A-Z]{2})?", row[key]) for key in ("country", "seat_country"))


@each("place_mentions", "relations", "events")
def test_sentence_is_whole(sample: Sample, row: Row) -> None:
    """From the start of a line, its bullet left out, or from the end of the sentence before."""
    text = sample.text_of(row["report_id"])
    spans = evidence(row) if "more_evidence" in row else [span(row, "sentence_")]
    for start, end in spans:
        assert re.search(r"(^|\n)(- |▪️ )?$|[.!?][”\"]? $", text[:start]), text[start:end]
        assert re.search(r"[.!?:][”\"]?$", text[start:end]) or text[end : end + 1] in ("", "\n")


@each("relations")
def test_relation(sample: Sample, row: Row) -> None:
    assert {row["source"], row["target"]} <= set(sample.by_id("actors"))
    assert row["source"] != row["target"]
    assert RelationType(row["type"])
    first, last = span(row, "sentence_")
    assert "\n" not in sample.text_of(row["report_id"])[first:last]
    assert first < last


@each("events")
def test_event_type_and_words(sample: Sample, row: Row) -> None:
    assert (row["family"], row["type"]) in event_types()
    assert Realis(row["realis"])
    text, sentences = sample.text_of(row["report_id"]), evidence(row)
    (first, last), (start, end) = span(row, "sentence_"), span(row, "trigger_")
    assert first <= start < end <= last
    assert text[start:end] == text[start:end].strip()
    assert len(set(sentences)) == len(sentences)
    for first, last in sentences:
        assert first < last
        assert "\n" not in text[first:last] == text[first:last].strip()


@each("events")
def test_event_place_is_a_site_and_says_where_it_was_read(sample: Sample, row: Row) -> None:
    if not row["place_mention"]:
        assert not row["place_inherited"]
        return
    mention = sample.by_id("place_mentions")[row["place_mention"]]
    assert mention["report_id"] == row["report_id"]
    assert mention["role"] == PlaceRole.EVENT_SITE
    own_sentence = span(mention, "sentence_") == span(row, "sentence_")
    assert own_sentence == (row["place_inherited"] == "")


@each("events")
def test_event_dates(sample: Sample, row: Row) -> None:
    assert len({bool(row[key]) for key in ("first", "last", "date_precision")}) == 1
    assert bool(row["date_start"]) == bool(row["date_end"])
    if not row["first"]:
        assert not row["date_start"]
        assert not row["date_inherited"]
        return
    assert bool(row["date_start"]) != bool(row["date_inherited"])
    if row["date_start"]:
        (first, last), (start, end) = span(row, "sentence_"), span(row, "date_")
        assert first <= start < end <= last
    first_day, last_day = days(row)
    shortest, longest = DAYS[DatePrecision(int(row["date_precision"]))]
    assert shortest <= (last_day - first_day).days + 1 <= longest


@each("events")
def test_inherited_date_is_that_of_its_source(sample: Sample, row: Row) -> None:
    named = re.findall(r"[a-z]\d\d-e\d\d", row["date_inherited"])
    assert row["event_id"] not in named
    assert all(sample.by_id("events")[one]["report_id"] == row["report_id"] for one in named)
    if row["date_inherited"].startswith("day of event"):
        assert days(row) == days(sample.by_id("events")[named[0]])
    if row["date_inherited"].endswith("publication day"):
        assert row["last"] == sample.by_id("reports")[row["report_id"]]["published"]


@each("events")
def test_realis_fits_the_publication_day(sample: Sample, row: Row) -> None:
    if not row["first"]:
        return
    published = date.fromisoformat(sample.by_id("reports")[row["report_id"]]["published"])
    last, old = days(row)[1], published - timedelta(weeks=3)
    match Realis(row["realis"]):
        case Realis.ONGOING:
            assert last == published
        case Realis.ACTUAL | Realis.DENIED:
            assert old <= last <= published
        case Realis.BACKGROUND:
            assert last < old
        case _:
            assert last >= published


@each("events")
def test_event_participants_and_fatalities(sample: Sample, row: Row) -> None:
    assert all(ParticipantRole(role) for role, _ in participants(row))
    assert {actor for _, actor in participants(row)} <= set(sample.by_id("actors"))
    assert len(set(participants(row))) == len(participants(row))
    known = [row[f"fatalities_{key}"] for key in ("low", "best", "high")]
    numbers = [int(value) for value in known if value]
    assert numbers == sorted(numbers)
    assert all(number >= 0 for number in numbers)


@every_sample
def test_no_actor_is_idle(sample: Sample) -> None:
    used = {actor for event in sample.table("events") for _, actor in participants(event)}
    used |= {mention["actor"] for mention in sample.table("place_mentions")}
    used |= {row[key] for row in sample.table("relations") for key in ("source", "target")}
    assert used - {""} == set(sample.by_id("actors"))
