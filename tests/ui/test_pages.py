"""Every page without a browser: it opens, restores a link, and sends nothing that leads outside."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import ROOT
from dashboard.store.events import EventStore
from tests.coding import add_row, write_coding

OUTSIDE = re.compile(r"https?://(?!www\.w3\.org/)[^\s\"'\\]+")
"""any address but the names of XML's vocabularies, which nobody asks for"""


REPORT = "from dashboard.ui.report import report_page\n\nreport_page()\n"


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch, gazetteer_path: Path, tmp_path: Path) -> None:
    """The shipped reports as coded by hand, whatever this machine has set."""
    for name in ("GAZETTEER", "ONLINE_GEOCODER"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.setenv("DATELINE_CODING", str(ROOT / "data" / "samples" / "libya-2020"))
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store"))


def opened(**query: str | list[str]) -> AppTest:
    """The map page after its first run."""
    return run(AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60), query)


def report(**query: str | list[str]) -> AppTest:
    """The report page after its first run."""
    return run(AppTest.from_string(REPORT, default_timeout=60), query)


def run(app: AppTest, query: Mapping[str, str | list[str]]) -> AppTest:
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def sent(app: AppTest, name: str) -> Any:
    """The data of one of our components: ``header``, ``timeline``, ``panel``, ``report``."""
    [proto] = [
        one.proto
        for one in app.get("bidi_component")
        if one.proto.component_name == f"dateline_{name}"
    ]
    return json.loads(proto.json)


def counted(app: AppTest) -> str:
    return str(sent(app, "header")["counts"][0])


def test_the_map_page_opens(sample_store: EventStore) -> None:
    every = len(sample_store.events)
    app = opened()
    assert counted(app) == f"{every} of {every} events"
    assert len(app.get("component_instance")) == 1
    assert sent(app, "panel")["panel"] == "list"


def test_nothing_that_is_sent_leads_outside() -> None:
    app = opened(links="1", at="event_site/geonames:2210247", panel="evidence")
    protos = [*app.get("component_instance"), *app.get("bidi_component"), *app.get("html")]
    assert len(protos) == 5
    assert [OUTSIDE.findall(str(one.proto)) for one in protos] == [[]] * 5


def test_a_link_is_restored_and_stays_as_it_is() -> None:
    query: dict[str, str | list[str]] = {
        "from": "2020-01-08",
        "to": "2020-01-12",
        "when": "certainly",
        "family": ["Battles", "Diplomacy and pressure"],
        "actor": "turkey",
        "realis": "actual",
        "report": ["r11", "r12"],
        "q": "istanbul",
        "hide": "mentioned",
        "links": "1",
        "at": "event_site/geonames:745044",
        "panel": "evidence",
        "map": "31.0000,17.0000,5",
    }
    app = opened(**query)
    assert {name: app.query_params[name] for name in query} == query
    assert app.radio(key="when").value == "certainly"
    assert app.multiselect(key="sources").value == ["r11", "r12"]
    assert app.text_input(key="text").value == "istanbul"
    assert sent(app, "timeline")["chosen"] == ["2020-01-08", "2020-01-12"]
    panel = sent(app, "panel")
    assert panel["panel"] == "evidence"
    assert panel["evidence"]["title"] == "Istanbul"
    assert len(panel["evidence"]["events"]) == len(panel["rows"]) > 0


def test_a_filter_counts_and_is_taken_back(sample_store: EventStore) -> None:
    every = len(sample_store.events)
    app = opened()
    app.text_input(key="text").set_value("no such word").run()
    assert counted(app) == f"0 of {every} events"
    assert sent(app, "panel")["rows"] == []
    assert app.query_params["q"] == "no such word"
    app.button(key="clear").click().run()
    assert counted(app) == f"{every} of {every} events"
    assert "q" not in app.query_params


def test_how_events_came_here_is_counted_and_filtered(sample_store: EventStore) -> None:
    every = len(sample_store.events)
    assert f"{every} coded by hand" in sent(opened(), "header")["counts"]
    app = opened(origin=["read", "confirmed"])
    assert counted(app) == f"0 of {every} events"
    app.multiselect(key="origins").set_value(["coded by hand"]).run()
    assert counted(app) == f"{every} of {every} events"
    assert app.query_params["origin"] == "coded"


def test_what_a_link_gets_wrong_is_quoted(sample_store: EventStore) -> None:
    every = len(sample_store.events)
    app = opened(actor="![x](http://a.example/x.png)", **{"from": "yes`terday"})
    assert [warning.value.count("`") for warning in app.warning] == [5, 2]
    assert counted(app) == f"{every} of {every} events"


def test_the_report_page_lists_and_shows() -> None:
    listed = sent(report(), "report")
    assert listed["report"] is None
    assert len(listed["titles"]) == 22
    text = (ROOT / "data/samples/libya-2020/reports/r11.txt").read_text("utf-8")
    shown = sent(report(id="r11", start="40", end="171"), "report")["report"]
    parts = ["".join(words for words, _ in part["segments"]) for part in shown["parts"]]
    assert "".join(parts) == text
    assert parts[1] == text[40:171]
    assert [part["chosen"] for part in shown["parts"]] == [False, True, False]


@pytest.mark.parametrize("span", [("x", "y"), ("-3", "5"), ("40", "99999999"), ("9", "3")])
def test_a_broken_span_shows_the_report_without_it(span: tuple[str, str]) -> None:
    shown = sent(report(id="r11", start=span[0], end=span[1]), "report")["report"]
    assert [part["chosen"] for part in shown["parts"]] == [False]


def test_an_unknown_report_is_said() -> None:
    app = report(id="`r99`")
    assert [warning.value for warning in app.warning] == [
        "This collection has no report `` `r99` ``."
    ]
    assert sent(app, "report")["report"] is None


def test_an_empty_folder_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CODING", str(tmp_path))
    app = opened()
    assert "--data FOLDER" in app.info[0].value
    assert sent(report(), "report")["titles"] == []


def test_a_missing_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CODING", str(tmp_path / "gone"))
    for app in (opened(), report()):
        assert str(tmp_path / "gone") in app.error[0].value


def test_broken_rows_are_named_and_the_rest_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_coding(tmp_path / "coding")
    add_row(folder, "events.csv", {"event_id": "e2", "report_id": "r9"})
    add_row(folder, "reports.csv", {"report_id": "r2", "file": "gone.txt"})
    monkeypatch.setenv("DATELINE_CODING", str(folder))
    app = opened()
    assert counted(app) == "1 of 1 event"
    [group] = sent(app, "panel")["tray"]
    assert [row["text"] for row in group["rows"]] == [
        "reports.csv, line 3: gone.txt",
        "events.csv, line 3: r9",
    ]
