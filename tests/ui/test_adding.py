"""The page "Add reports" without a browser: what it reads, shows, decides and saves."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.decision import Verdict
from dashboard.errors import WebError
from dashboard.pipeline import intake
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.findings import findings
from dashboard.pipeline.intake import Intake
from dashboard.readers.found import Document
from dashboard.settings import Settings
from dashboard.store.record import Record
from tests.pipeline.reading import REPORT, reading

PAGE = "from dashboard.ui.adding import adding_page\n\nadding_page()\n"


def page(**query: str) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def sent(app: AppTest, name: str) -> Any:
    [proto] = [
        one.proto
        for one in app.get("bidi_component")
        if one.proto.component_name == f"dateline_{name}"
    ]
    return json.loads(proto.json)


def settled(app: AppTest) -> AppTest:
    """After the work is done, as the page looks by itself."""
    kept = app.session_state["adding"]
    kept.intake.join(60)
    return checked(app.run())


def paste(app: AppTest, text: str, *, day: date | None = None, title: str = "") -> AppTest:
    app.text_area(key="pasted").set_value(text)
    app.text_input(key="pasted_title").set_value(title)
    if day:
        app.date_input(key="pasted_day").set_value(day)
    return settled(checked(app.button(key="read_text").click().run()))


# ---- ways in


def test_a_pasted_text_is_read_and_shown(settings: Settings) -> None:
    app = paste(
        page(), "Officials of Libya met in Geneva on Monday.", day=date(2024, 5, 15), title="Geneva"
    )
    text = "".join(words for zone in sent(app, "told")["zones"] for words, _ in zone["pieces"])
    assert text == "GenevaOfficials of Libya met in Geneva on Monday."
    rows = sent(app, "finds")["rows"]
    assert "Geneva" in {row["title"] for row in rows if row["subject"] == "mention"}
    assert sent(app, "heading")["facts"] == "published 15 May 2024 · not saved yet"
    assert sent(app, "heading")["notes"] == []


def test_without_a_publication_date_the_page_says_what_that_means(settings: Settings) -> None:
    app = paste(page(), "Officials of Libya met in Geneva on Monday.")
    assert "publication date unknown" in sent(app, "heading")["facts"]
    assert any("stay unknown" in note for note in sent(app, "heading")["notes"])
    app.date_input[0].set_value(date(2024, 5, 15))
    checked(app.button(key="again").click().run())
    assert "15 May 2024" in sent(app, "heading")["facts"]
    [row] = [row for row in sent(app, "finds")["rows"] if row["subject"] == "date"]
    assert row["detail"].startswith("13 May 2024")


def test_nothing_pasted_is_said(settings: Settings) -> None:
    app = checked(page().button(key="read_text").click().run())
    assert "no text" in app.warning[0].value


def test_a_bad_file_does_not_stop_the_good_ones(desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.txt", "Clashes broke out in Sirte.")
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n")
    work = intake.files(desk, [
        ("one.txt", b"Shelling hit Kharkiv."), ("broken.pdf", b"%PDF-1.4 nothing"),
        ("pack.zip", packed.getvalue()), ("last.md", b"# Talks\n\nTalks were held in Geneva."),
    ])  # fmt: skip
    work.join(60)
    assert not work.running
    assert (work.done, len(work.drafts)) == (4, 3)
    assert [one.file for one in work.problems] == ["broken.pdf", "pack.zip/picture.png"]
    assert all(one.reason for one in work.problems)


def test_cancelling_keeps_what_was_read(desk: Desk) -> None:
    work: Intake

    def endless() -> Iterator[Document]:
        number = 0
        while True:
            number += 1
            if number == 3:
                work.cancel()
            yield Document(f"{number}.txt", "", f"Shelling hit Geneva, {number}.")

    work = Intake([f"{number}.txt" for number in range(1, 100)], endless, desk)
    work.start().join(60)
    assert (work.cancelled, work.running, len(work.drafts)) == (True, False, 2)


def test_pages_of_a_feed_fall_back_on_what_the_feed_says(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetched(url: str) -> Iterator[Document]:
        asked.append(url)
        if "gone" in url:
            raise WebError(f"{url}: the server answers 404")
        yield Document(url, "Whole", "Whole\n\nOfficials of Libya met in Geneva on Monday.")

    monkeypatch.setattr(intake, "read_url", fetched)
    day = date(2024, 5, 15)
    entries = [
        Document("e1", "Short", "Short", day, "feed", url="https://a.example/1"),
        Document("e2", "Gone", "Gone: talks in Geneva", day, "feed", url="https://a.example/gone"),
        Document("e3", "None", "None: talks in Rome", day, "feed"),
    ]
    work = intake.pages(desk, entries)
    work.join(60)
    reports = [draft.read.reading.report for draft in work.drafts]
    assert [one.title for one in reports] == ["Whole", "Gone", "None"]
    assert {one.published for one in reports} == {day}
    assert len(work.problems) == 2
    assert asked == ["https://a.example/1", "https://a.example/gone"]


def test_nothing_is_fetched_before_the_button_is_pressed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetched(url: str) -> Iterator[Document]:
        asked.append(url)
        raise WebError(f"{url}: no such server")
        yield

    monkeypatch.setattr(intake, "read_url", fetched)
    app = page()
    app.text_input(key="url").set_value("https://a.example/report").run()
    assert asked == []
    app.text_input(key="url").set_value("https://a.example/report")
    settled(checked(app.button(key="read_url").click().run()))
    assert asked == ["https://a.example/report"]
    assert "no such server" in app.warning[0].value


def test_entries_of_a_feed_are_listed_chosen_and_saved(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2024, 5, 15)
    entries = [
        Document(f"e{number}", f"Talks {number}", f"Talks {number} in Geneva.", day, "feed")
        for number in range(3)
    ]
    monkeypatch.setattr(intake, "read_url", lambda url: iter(entries))
    app = page()
    app.text_input(key="feed_url").set_value("https://a.example/feed")
    checked(app.button(key="list_feed").click().run())
    while app.session_state["adding"].listing.running:
        pass
    checked(app.run())
    assert [one.split("  ") for one in app.multiselect(key="entries").options] == [
        ["2024-05-15", f"Talks {number}"] for number in range(3)
    ]
    app.multiselect(key="entries").set_value([0, 2])
    settled(checked(app.button(key="read_feed").click().run()))
    checked(app.run())
    assert len(app.selectbox(key="draft").options) == 2
    checked(app.button(key="save_all").click().run())
    stored = Record(settings.record).reports()[0]
    assert [one.title for one in stored] == [REPORT.title, "Talks 0", "Talks 2"]
    assert {one.published for one in stored[1:]} == {day}


def test_a_text_that_is_stored_is_known(settings: Settings) -> None:
    first = paste(page(), "Officials of Libya met in Geneva on Monday.")
    checked(first.button(key="save").click().run())
    assert "Saved in" in sent(first, "heading")["done"]
    same = paste(page(), "Officials of Libya met in Geneva on Monday.")
    assert same.button(key="save").disabled
    assert "already stored" not in sent(same, "heading")["notes"][0]
    dated = paste(page(), "Officials of Libya met in Geneva on Monday.", day=date(2024, 5, 15))
    assert "already stored" in sent(dated, "heading")["notes"][0]
    checked(dated.button(key="save").click().run())
    assert [one.published for one in Record(settings.record).reports()[0][1:]] == [
        date(2024, 5, 15)
    ]


# ---- review


def test_a_stored_report_opens_with_its_decisions(settings: Settings) -> None:
    first = findings(reading())[0]
    now = datetime(2026, 1, 1, tzinfo=UTC)
    Record(settings.record).decide(first.decide("r1", Verdict.REJECT, by="me", made=now))
    app = page(report="r1")
    rows = {row["key"]: row for row in sent(app, "finds")["rows"]}
    assert rows["event:r1-e1"]["status"] == "rejected"
    assert rows["event:r1-e2"]["status"] == "open"
    assert app.button(key="save").disabled
    assert "`` nobody ``" not in str(app.warning)
    assert "no stored report" in page(report="nobody").warning[0].value
