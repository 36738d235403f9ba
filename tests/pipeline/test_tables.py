from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from dashboard import schema
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.model import PlaceMention, Resolution
from dashboard.pipeline import tables as pipeline
from dashboard.readers.coded import read_coding
from dashboard.schema import Tables
from dashboard.settings import Settings
from dashboard.store.events import EventStore
from tests.coding import write_coding


@pytest.fixture(scope="module")
def sample(geocoder: OfflineGeocoder) -> Tables:
    coding = read_coding(Settings.from_env({}).reports)
    return pipeline.process(coding, partial(resolve, geocoder=geocoder))


def nothing_found(mentions: Sequence[PlaceMention]) -> list[Resolution]:
    return [Resolution(mention.mention_id, (), "not found", "Not there.") for mention in mentions]


def test_the_tables_fit_the_schema(sample: Tables) -> None:
    for name, columns in schema.SCHEMAS.items():
        table = getattr(sample, name)
        assert list(table.columns) == list(columns)
        assert [str(kind) for kind in table.dtypes] == list(columns.values())


def test_a_column_that_the_schema_lacks_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        schema.frame("events", [{"colour": "red"}])


def test_every_event_leads_back_to_its_sentence(sample: Tables) -> None:
    texts = dict(zip(sample.reports["report_id"], sample.reports["text"], strict=True))
    for event in EventStore(sample).events.itertuples():
        text = texts[event.report_id]
        assert event.sentence == text[event.sentence_start : event.sentence_end]
        assert event.sentence.strip() == event.sentence != ""
        assert event.sentence_start <= event.trigger_start < event.trigger_end


def test_coordinates_are_on_earth(sample: Tables) -> None:
    assert sample.places["latitude"].between(-90, 90).all()
    assert sample.places["longitude"].between(-180, 180).all()
    assert (sample.places["radius_km"] > 0).all()


def test_every_place_that_is_used_is_a_row(sample: Tables) -> None:
    known = set(sample.places["place_id"])
    for table in (sample.events, sample.mentions, sample.actors):
        assert set(table["place_id"]) - {""} <= known


def test_the_five_places_of_11_january(sample: Tables) -> None:
    (report,) = sample.reports.loc[sample.reports["published"] == "2020-01-11", "report_id"]
    mentions = sample.mentions[sample.mentions["report_id"] == report].merge(
        sample.places, on="place_id"
    )
    places = mentions.drop_duplicates("text").set_index("text")
    assert places.loc["Tripoli", "country"] == "LY"
    assert abs(places.loc["Tripoli", "latitude"] - 32.89) < 0.1
    assert places.loc["eastern Libya", "level"] == "region"
    assert places.loc["eastern Libya", "footprint"] is not None
    for name, country in (("Istanbul", "TR"), ("Ankara", "TR"), ("Moscow", "RU")):
        assert places.loc[name, "country"] == country
    events = sample.events[sample.events["report_id"] == report].merge(sample.places, on="place_id")
    assert not set(events["name"]) & {"Ankara", "Moscow"}


def test_no_place_lies_in_another_country_than_the_coder_says(sample: Tables) -> None:
    coded = read_coding(Settings.from_env({}).reports)
    said = {mention.mention_id: mention.country for mention in coded.mentions if mention.country}
    found = sample.mentions.merge(sample.places, on="place_id")
    wrong = [
        (row.text, row.country)
        for row in found.itertuples()
        if row.country and row.country != said.get(row.mention_id, row.country)
    ]
    assert wrong == []


def test_a_name_that_is_not_found_loses_nothing(tmp_path: Path) -> None:
    tables = pipeline.process(read_coding(write_coding(tmp_path)), nothing_found)
    assert list(tables.events["place_id"]) == [""]
    assert list(tables.mentions["reason"]) == ["Not there."]
    problem = tables.problems.iloc[0]
    assert (problem["file"], problem["line"], problem["value"]) == (
        "place_mentions.csv", 2, "Tripoli",
    )  # fmt: skip
    assert EventStore(tables).events["sentence"].iloc[0].startswith("Fighters")


def test_one_unknown_name_takes_no_other_with_it(tmp_path: Path, geocoder: OfflineGeocoder) -> None:
    folder = write_coding(tmp_path, place="Xyzzyplugh", change={("actors.csv", "seat"): "Benghazi"})
    tables = pipeline.process(read_coding(folder), partial(resolve, geocoder=geocoder))
    assert list(tables.events["place_id"]) == [""]
    assert list(tables.actors["place_id"]) != [""]


def test_reading_twice_is_reading_once(geocoder: OfflineGeocoder, sample: Tables) -> None:
    again = pipeline.process(
        read_coding(Settings.from_env({}).reports), partial(resolve, geocoder=geocoder)
    )
    assert EventStore(again).version == EventStore(sample).version
