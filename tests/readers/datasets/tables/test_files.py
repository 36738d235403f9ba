"""Workbooks and Parquet; what a page asks for; our own exports; whatever people throw at it."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import events as synthetic
from dashboard.errors import ReadError
from dashboard.readers.datasets import read_events, recognise
from dashboard.readers.datasets.remembered import recall_mapping, save_mapping
from dashboard.readers.datasets.tabular import look, mappable
from tests.readers.datasets.tables.reading import read, text, write


def workbook(folder: Path, fill: Callable[[Any], None], name: str = "events.xlsx") -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(folder / name)
    return folder / name


def _incidents(book: Any) -> None:
    book.active.title = "Read me"
    book.active.sheet_state = "hidden"
    book.active.append(["date", "place"])
    sheet = book.create_sheet("Incidents")
    sheet.append(["Monthly report"])
    sheet.append(["When", "Where", None, None, "Toll"])
    sheet.append(["Date", "Town", "Lat", "Lon", None])
    sheet.append([date(2021, 3, 12), "Sirt", 31.2089, 16.5887, 3])
    sheet.append([])
    sheet.append(
        [
            datetime(2021, 3, 13, 14, 30, tzinfo=UTC).replace(tzinfo=None),
            "Sabha",
            "27°02'14\"N",
            "14°25'42\"E",
            "=1+1",
        ]
    )
    sheet.append(["yesterday", "Misrata", 32.37, 15.09, 4.0])
    sheet.append(["2021-03", "Zuwara", None, None, "5+"])


def test_a_workbook_with_titles_merged_headers_and_real_dates(tmp_path: Path) -> None:
    path = workbook(tmp_path, _incidents)
    assert recognise(path) == "table"
    found = read(path)
    assert [(e["first"], e["place"], e["fatalities_low"]) for e in found.events] == [
        (date(2021, 3, 12), "Sirt", 3), (date(2021, 3, 13), "Sabha", None),
        (date(2021, 3, 1), "Zuwara", 5),
    ]  # fmt: skip
    assert found.events[1]["latitude"] == pytest.approx(27.0372, abs=0.0001)
    assert [(r.line, r.column, r.value) for r in found.refused] == [(7, "Date", "yesterday")]


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(["date", "place"])
        book.active.append(["2021-01-01", "A"])
        other = book.create_sheet("Other")
        other.append(["date", "place"])
        other.append(["2021-01-02", "B"])

    path = workbook(tmp_path, fill)
    assert "there are also Other" in read(path).warnings[0]
    chosen = read(path, {"date": "date", "place": "place", "sheet": "Other"})
    assert chosen.column("place") == ["B"]
    with pytest.raises(ReadError, match="no sheet 'None such'"):
        read_events(path, mapping={"date": "date", "sheet": "None such"})


@pytest.mark.parametrize("damage", ["cut", "bomb", "entities", "empty", "rows"])
def test_a_bad_workbook_is_refused(tmp_path: Path, damage: str) -> None:
    path = workbook(tmp_path, _incidents if damage != "empty" else lambda book: None)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:2_000])
    elif damage != "empty":
        _rewritten(path, damage)
    with pytest.raises(ReadError, match=path.name):
        for _ in read_events(path, format="table")[1]:
            pass


def _rewritten(path: Path, damage: str) -> None:
    old = zipfile.ZipFile(path)
    parts = {part.filename: old.read(part) for part in old.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            if name.endswith("sheet2.xml") and damage == "bomb":
                content += b" " * 60_000_000
            if name.endswith("sheet2.xml") and damage == "entities":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            if name.endswith("sheet2.xml") and damage == "rows":
                content = content.replace(b'<row r="4"', b'<row r="99000000"')
            new.writestr(name, content)


def test_parquet_with_types_of_its_own(tmp_path: Path) -> None:
    when = [datetime(2021, 3, 12, 5, tzinfo=UTC), None]
    table = pa.table(
        {
            "event_date": pa.array(when, pa.timestamp("us", "UTC")),
            "lat": pa.array([32.9, 31.2]), "lon": pa.array([13.1, 16.6]),
            "killed": pa.array([3, None], pa.int16()),
            "event_type": pa.array(["shelling", "other"]).dictionary_encode(),
            "actors": pa.array([["A", "B"], []]),
            "shape": shapely.to_wkb([shapely.Point(1, 2), None]),
        }
    )  # fmt: skip
    pq.write_table(table, tmp_path / "e.parquet")
    found = read(tmp_path / "e.parquet")
    one, two = found.events
    assert (one["first"], one["latitude"], one["fatalities_best"], one["type"]) == (
        date(2021, 3, 12), 32.9, 3, "Shelling/artillery/missile attack",
    )  # fmt: skip
    assert [p["name"] for p in one["participants"]] == ["A", "B"]
    assert (two["first"], two["fatalities_best"], two["type"]) == (None, None, "")
    assert "POINT (1 2)" in one["codes"]
    whole = (tmp_path / "e.parquet").read_bytes()
    cut = write(tmp_path, "cut.parquet", whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="damaged"):
        read(cut)


def test_a_page_looks_corrects_and_remembers(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.csv", "d,spot,n,what\n2021-01-01,Sirt,5,shelling\n2021-01-02,Brak,x,\n"
    )
    seen = look(path)
    assert (seen.format, seen.header) == ("table", ("d", "spot", "n", "what"))
    assert seen.mapping == {"date": "d", "type": "what"}
    assert seen.examples["spot"] == ("Sirt", "Brak")
    guess = next(guess for guess in seen.guesses if guess.ours == "date")
    assert (guess.theirs, guess.reason) == ("d", "100% of its cells are dates")
    corrected = {**seen.mapping, "place": "spot", "fatalities_best": "n"}
    again = look(path, mapping=corrected)
    assert again.first is not None
    assert again.first.events["place"].to_pylist() == ["Sirt"]
    assert again.first.refused[0].line == 3
    wrong = look(path, mapping={"date": "gone"})
    assert (wrong.first, "gone" in wrong.problem) == (None, True)
    assert recall_mapping(tmp_path / "store", seen.header) == {}
    save_mapping(tmp_path / "store", seen.header, corrected)
    save_mapping(tmp_path / "store", ("other",), {"date": "other"})
    assert recall_mapping(tmp_path / "store", seen.header) == corrected
    save_mapping(tmp_path / "store", seen.header, {})
    assert recall_mapping(tmp_path / "store", seen.header) == {}
    assert recall_mapping(tmp_path / "store", ("other",)) == {"date": "other"}
    (tmp_path / "store" / "mappings.json").write_text("[1")
    assert recall_mapping(tmp_path / "store", ("other",)) == {}
    assert mappable(write(tmp_path, "x.png", b"\x89PNG\r\n")) == ""


def test_our_own_table_gives_the_same_events(tmp_path: Path) -> None:
    rows = next(synthetic(300, seed=7)).to_pylist()
    people = [{"name": "N/A", "kind": "rebel", "country": "LY", "role": "source"},
              {"name": "B;C", "kind": "state", "country": "", "role": "target"}]  # fmt: skip
    rows[3] |= {"text": "=1+1 'x'; y\nz", "place": "unknown", "codes": '{"a": "b"}',
                "participants": people}  # fmt: skip
    path = write(tmp_path, "export.csv", _exported(rows))
    found = read(path)
    assert not found.refused
    assert [_close(row) for row in found.events] == [_close(row) for row in rows]
    assert not found.source.publishable


def _close(row: dict[str, Any]) -> dict[str, Any]:
    radius = row["radius_km"]
    return row | {"radius_km": None if radius is None else pytest.approx(radius, rel=1e-5)}


def _exported(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    sides = {"participants": "name", "participant_roles": "role", "participant_kinds": "kind",
             "participant_countries": "country"}  # fmt: skip
    plain = [name for name in rows[0] if name != "participants"]
    writer = csv.writer(out)
    writer.writerow([*plain, *sides, "licence"])
    for row in rows:
        cells = ["" if row[name] is None else row[name] for name in plain]
        cells = [f"'{cell}" if str(cell)[:1] == "=" else cell for cell in cells]
        lists = ["; ".join(one[part] for one in row["participants"]) for part in sides.values()]
        writer.writerow([*cells, *lists, "for your own use only, not to be passed on"])
    return out.getvalue()


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "2021-03-12", "12/13/2021", "32.9", "13,1", "POINT(1 2)", "Libya", "5+",
                     "0", "-91", "#date", "POLYGON((0 0,1 1,0 1,0 0))", "44267", "[{", '{"a": 1}',
                     "a; b", "1e400", "nan"]),
)  # fmt: skip
NAMES = st.sampled_from(["date", "first", "last", "year", "month", "latitude", "longitude",
                         "coordinates", "place", "country", "deaths", "low", "high", "actor1",
                         "participants", "participant roles", "event id", "dataset", "realis",
                         "codes", "type", "level", "geo precision", "date precision", "radius",
                         "url", "notes", "title", "", "colour"])  # fmt: skip


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(NAMES, min_size=1, max_size=7), st.lists(st.lists(CELLS, max_size=8), max_size=9))
def test_any_table_is_read_or_refused(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    path = write(tmp_path, "any.csv", out.getvalue().encode("utf-8", "replace"))
    try:
        found = read(path, format="table")
    except ReadError:
        return
    assert len(found.events) + len(found.refused) <= len(rows) + 1
    assert len(set(found.column("event_id"))) == len(found.events)
    for event in found.events:
        assert event["first"] is None or event["first"] <= event["last"]
        assert event["latitude"] is None or abs(event["latitude"]) <= 90
        assert (event["latitude"] is None) == (event["level"] == "")
        assert not event["codes"] or isinstance(json.loads(event["codes"]), dict)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, "any.csv", content)
    for format in ("table", "geojson", "kml", "gpkg", "timemap"):
        try:
            read(path, format=format)
        except ReadError:
            continue


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B\nC", 'D"\r\nE', "F,;|"]), st.booleans()), max_size=20
    )
)
def test_refused_lines_are_physical_lines(tmp_path: Path, rows: list[tuple[str, bool]]) -> None:
    out = io.StringIO(newline="")
    out.write("date,notes,place\r\n")
    writer = csv.writer(out)
    bad = []
    for note, good in rows:
        line = out.getvalue().count("\n") + 1
        writer.writerow(["2021-01-01" if good else "never", note, "X"])
        bad += [] if good else [line]
    if rows:
        found = text(tmp_path, out.getvalue(), mapping={"date": "date", "text": "notes"})
        assert [refused.line for refused in found.refused] == bad
