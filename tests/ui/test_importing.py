"""The page "Import a dataset" without a browser: what a file is taken for, what became of it."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import Settings
from dashboard.store.imports import Imports
from tests.pipeline.importing import BAD, lines
from tests.store.importing import ids
from tests.ui.test_pages import run

PAGE = "from dashboard.ui.importing import importing_page\n\nimporting_page()\n"
SWAPPED = """ID;Datum;Was;Ort;Land;Breite;Länge;Tote;Notiz
1;08.01.2020;Armed clash;Tripoli;LY;13,19;32,89;2;Zwei Tote
2;09.01.2020;Armed clash;Misrata;LY;15,09;32,38;1;Ein Toter
3;10.01.2020;Armed clash;Sirte;LY;16,59;31,21;;Niemand
4;11.01.2020;Armed clash;Bani Walid;LY;13,99;31,76;4;Vier Tote
"""
HOSTILE = "![x](http:__evil.example_i.png) `x` <img src=x> {{7*7}}.csv"


@pytest.fixture(autouse=True)
def folders(settings: Settings) -> Settings:
    return settings


def opened() -> AppTest:
    return run(AppTest.from_string(PAGE, default_timeout=60), {})


def dropped(app: AppTest, content: str | bytes, name: str = "field notes.csv") -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    app.file_uploader(key="dataset_file").set_value((name, data, "text/csv"))
    return checked(app.run())


def imported(app: AppTest) -> AppTest:
    """After the import has ended, as the page looks by itself."""
    return ended(app.button(key="import").click())


def ended(app: Any) -> AppTest:
    """After the import that a click began has ended."""
    checked(app := app.run())
    app.session_state["importing"].wait()
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def said(found: Any) -> str:
    return " ".join(one.value for one in found)


def log(app: AppTest) -> list[dict[str, Any]]:
    """What was imported so far, as the table below says."""
    rows: list[dict[str, Any]] = app.dataframe[-1].value.to_dict("records")
    return rows


def preview(app: AppTest) -> list[dict[str, Any]]:
    [caption] = [one for one in app.caption if one.value.startswith("The first events")]
    assert caption
    tables = [one.value for one in app.dataframe if "latitude" in one.value.columns]
    rows: list[dict[str, Any]] = tables[0].to_dict("records")
    return rows


def test_nothing_imported_yet(folders: Settings) -> None:
    app = opened()
    assert len(app.file_uploader) == 1
    assert (len(app.dataframe), len(app.error), len(app.button)) == (0, 0, 0)
    assert not folders.store.exists()


def test_swapped_columns_and_decimal_commas_are_noticed_and_shown() -> None:
    app = dropped(opened(), SWAPPED)
    assert "field notes.csv" in said(app.markdown)
    assert "any table" in said(app.markdown).casefold() or "table" in said(app.markdown)
    rows = preview(app)
    assert [round(row["latitude"], 2) for row in rows] == [32.89, 32.38, 31.21, 31.76]
    assert [row["place"] for row in rows] == ["Tripoli", "Misrata", "Sirte", "Bani Walid"]
    assert "swapped" in said(app.warning)
    columns = app.dataframe[0].value
    chosen = dict(zip(columns["ours"], columns["theirs"], strict=True))
    assert (chosen["date"], chosen["latitude"]) == ("Datum", "Breite")
    assert chosen["fatalities_best"] == "Tote"
    assert columns["theirs"].tolist().index("—") == sum(columns["theirs"] != "—")


def test_a_file_goes_in_and_the_same_again_changes_nothing(folders: Settings) -> None:
    app = imported(dropped(opened(), SWAPPED))
    assert "4 new, 0 changed, 0 withdrawn, 0 unchanged" in said(app.success)
    assert [(row["file"], row["dataset"], row["new"]) for row in log(app)] == [
        ("field notes.csv", "field-notes", 4)
    ]
    assert len(app.get("download_button")) == 0
    again = imported(dropped(opened(), SWAPPED))
    assert "0 new, 0 changed, 0 withdrawn, 4 unchanged" in said(again.success)
    assert len(log(again)) == 1
    assert len(ids(Imports(folders.store))) == 4


def test_a_bad_row_keeps_it_out_until_the_rest_is_wished(folders: Settings) -> None:
    app = dropped(opened(), lines({}, BAD, {}))
    assert "line 3" in said(app.warning)
    assert BAD["event_date"] in said(app.warning)
    app = imported(app)
    assert "1 row cannot be read; nothing of it was stored" in said(app.error)
    [refused] = app.get("download_button")
    assert refused.label == "All 1 rows that cannot be read (CSV)"
    assert Imports(folders.store).newest() == 0
    app = ended(app.button(key="import_rest").click())
    assert "2 new" in said(app.success)
    assert len(app.get("download_button")) == 1
    assert log(app)[0]["left out"] == 1
    assert not any(one.key == "import_rest" for one in app.button)


def test_the_rest_is_imported_at_once_if_that_is_said_before() -> None:
    app = dropped(opened(), lines({}, BAD, {}))
    app.checkbox(key="skip_bad_rows").check()
    assert "2 new" in said(imported(app).success)


def test_what_changed_can_be_taken_away() -> None:
    imported(dropped(opened(), lines({}, {}, {})))
    app = imported(dropped(opened(), lines({}, {"fatalities": "9"}, {}, {})))
    assert "1 new, 1 changed" in said(app.success)
    [changes] = app.get("download_button")
    assert changes.label == "Before and after (CSV)"


def test_what_a_person_mapped_is_known_the_next_time(folders: Settings) -> None:
    app = dropped(opened(), SWAPPED)
    assert "as guessed" in said(app.caption)
    imported(app)
    again = dropped(opened(), SWAPPED.replace("2;Zwei", "3;Zwei"), "later.csv")
    assert "as last time" in said(again.caption)
    assert round(preview(again)[0]["latitude"], 2) == 32.89


def test_missing_events_are_withdrawn_if_that_is_said(folders: Settings) -> None:
    imported(dropped(opened(), lines({}, {})))
    app = dropped(opened(), lines({}))
    assert "unchanged" in said(imported(app).success)
    assert len(ids(Imports(folders.store))) == 2
    app = dropped(opened(), lines({}))
    app.selectbox(key="complete").set_value("yes").run()
    assert "1 withdrawn" in said(imported(app).success)
    assert len(ids(Imports(folders.store))) == 1


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01" * 99, b"PK\x03\x04broken", b"%PDF-1.4", b"a\n\n", b"{"]
)
def test_a_file_that_is_none_of_ours_is_said(content: bytes) -> None:
    app = dropped(opened(), content, "what.dat")
    assert "what.dat" in said(app.error)
    assert not any(one.key == "import" for one in app.button)


def test_a_damaged_file_of_a_known_kind_is_said_at_once(folders: Settings) -> None:
    app = dropped(opened(), b"<kml", "what.dat")
    assert "what.dat" in said(app.error)
    assert "Import" not in [one.label for one in app.button]
    assert Imports(folders.store).newest() == 0


def test_a_file_name_is_text(tmp_path: Path) -> None:
    app = imported(dropped(opened(), SWAPPED, HOSTILE))
    for one in (*app.markdown, *app.success, *app.error, *app.warning):
        parts = one.value.split("`` ")
        assert "evil" not in parts[0] + "".join(part.partition(" ``")[2] for part in parts[1:])
    assert log(app)[0]["file"] == HOSTILE


@pytest.mark.parametrize(
    ("name", "title"),
    [("ucdp_v25_1.csv", "UCDP"), ("acled_31.csv", "ACLED"), ("gdelt2.tsv", "GDELT")],
)
def test_known_datasets_need_no_mapping(name: str, title: str) -> None:
    golden = Path(__file__).parents[1] / "readers" / "datasets" / "golden" / name
    app = dropped(opened(), golden.read_bytes(), name)
    assert title in said(app.markdown)
    assert len(app.dataframe) == 0
    app.checkbox(key="skip_bad_rows").check()
    app = imported(app)
    assert "new" in said(app.success)


def test_a_missing_dataset_name_is_that_of_the_file() -> None:
    app = dropped(opened(), lines({}), "My List.csv")
    assert app.text_input(key="dataset").value == "my-list"
    app.text_input(key="dataset").set_value("")
    assert log(imported(app))[0]["dataset"] == "my-list"
