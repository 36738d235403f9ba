"""Tables of text, as people make them."""

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import ReadError
from dashboard.readers.datasets import read_events, recognise
from tests.readers.datasets.tables.reading import text, write

GOLDEN = """Incident log 2021;;;;;;
;;;;;;
Datum;Ereignistyp;Ort;Land;Lat;Lon;Tote;Beschreibung;Waffe
13.03.2021;Luftangriff;Sirt;Libyen;31,2089;16,5887;1.200;"Bomben; viele
Tote";Drohne
März 2021;Protest;Tripolis;LY;;;0;;
14.03.2021;Gefecht;Sabha;LBY;27,04;14,43;zwei;;
15.03.2021;Umzug;Misrata;Libyen;0;0;;Ruhig;
"""


def test_a_spreadsheet_in_german_and_cp1252(tmp_path: Path) -> None:
    found = text(tmp_path, GOLDEN.encode("cp1252"), "Vorfälle Libyen.csv")
    first, month, march = found.events
    assert {name: first[name] for name in first if first[name] not in ("", None)} == {
        "event_id": first["event_id"],
        "dataset": "vorfalle-libyen",
        "family": "Explosions/Remote violence",
        "type": "Air/drone strike",
        "realis": "actual",
        "first": date(2021, 3, 13),
        "last": date(2021, 3, 13),
        "date_precision": 1,
        "place": "Sirt",
        "country": "LY",
        "level": "town",
        "geo_precision": 1,
        "latitude": 31.2089,
        "longitude": 16.5887,
        "radius_km": 5.0,
        "fatalities_low": 1200,
        "fatalities_best": 1200,
        "fatalities_high": 1200,
        "participants": [],
        "text": "Bomben; viele\nTote",
        "codes": first["codes"],
    }
    assert json.loads(first["codes"]) == {
        "Datum": "13.03.2021", "Ereignistyp": "Luftangriff", "Land": "Libyen", "Lat": "31,2089",
        "Lon": "16,5887", "Tote": "1.200", "Waffe": "Drohne",
    }  # fmt: skip
    assert (month["first"], month["last"]) == (date(2021, 3, 1), date(2021, 3, 31))
    assert (month["date_precision"], month["latitude"], month["level"]) == (4, None, "")
    assert (march["family"], march["type"], march["latitude"]) == ("", "", None)
    assert [(r.line, r.column, r.value, r.reason) for r in found.refused] == [
        (7, "Tote", "zwei", "not a number")
    ]
    assert found.warnings == ["1 rows at 0, 0 are without a position"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [("date", "place", "notes"), ("2021-03-12", "Sébha", "naïve"), ("2021-03-13", "é", "")]
    content = "\r\n".join(delimiter.join(line) for line in lines)
    found = text(tmp_path, content.encode(encoding))
    assert found.column("place") == ["Sébha", "é"]
    assert found.column("text") == ["naïve", ""]


def test_cyrillic_of_windows_is_found_out(tmp_path: Path) -> None:
    content = "Дата;Место;Погибшие;Описание\n12.03.2021;Донецк;3;Обстрел жилого квартала города\n"
    found = text(tmp_path, content.encode("cp1251"))
    assert found.column("place") == ["Донецк"]
    assert found.column("fatalities_best") == [3]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    content = (
        'date,place,notes\r\n2021-01-01,A,"one\r\ntwo\r\n\r\nthree"\r\n\r\n32.01.2021,B,x\r\n'
        '"2021-01-02",C\r\n2021-01-03,D,"y",z\r\nnever,E,\n2021-01-04,"F""",\n'
    )
    found = text(tmp_path, content)
    assert [(r.line, r.column, r.value) for r in found.refused] == [
        (7, "date", "32.01.2021"),
        (8, "", "2021-01-02, C"),
        (9, "", "2021-01-03, D, y, z"),
        (10, "date", "never"),
    ]
    assert found.column("place") == ["A", 'F"']


def test_a_cell_beyond_bounds_is_refused_and_the_next_row_read(tmp_path: Path) -> None:
    content = f"date,place\n2021-01-01,A\n2021-01-02,{'b' * 140_000}\n2021-01-03,C\n"
    found = text(tmp_path, content)
    assert found.column("place") == ["A", "C"]
    assert [(r.line, "field larger" in r.reason) for r in found.refused] == [(3, True)]


def test_day_or_month_first_is_seen_over_the_whole_column(tmp_path: Path) -> None:
    american = "date,place\n03/04/2021,A\n05/06/2021,B\n03/25/2021,C\n"
    found = text(tmp_path, american)
    assert found.column("first") == [date(2021, 3, 4), date(2021, 5, 6), date(2021, 3, 25)]
    assert found.warnings == []
    unclear = text(tmp_path, "date,place\n03/04/2021,A\n05/06/2021,B\n")
    assert unclear.column("first") == [date(2021, 4, 3), date(2021, 6, 5)]
    assert "may be day first or month first" in unclear.warnings[0]
    path = write(tmp_path, "told.csv", "date,place\n03/04/2021,A\n")
    _, batches = read_events(path, mapping={"date": "date", "place": "place",
                                            "dates": "month first"})  # fmt: skip
    batch = next(batches)
    assert batch.events["first"].to_pylist() == [date(2021, 3, 4)]
    assert batch.warnings == ()


def test_dates_that_excel_counted_and_dates_in_three_columns(tmp_path: Path) -> None:
    assert text(tmp_path, "date,place\n44267,A\n44268,B\n").column("first") == [
        date(2021, 3, 12), date(2021, 3, 13),
    ]  # fmt: skip
    parts = text(
        tmp_path, "year,month,day,place\n2021,3,12,A\n2021,3,0,B\n2021,,,C\n2021,may,2,D\n"
    )
    assert [(e["first"].isoformat(), e["last"].isoformat()) for e in parts.events] == [
        ("2021-03-12", "2021-03-12"), ("2021-03-01", "2021-03-31"), ("2021-01-01", "2021-12-31"),
        ("2021-05-02", "2021-05-02"),
    ]  # fmt: skip


def test_hashtags_say_what_columns_are(tmp_path: Path) -> None:
    found = text(
        tmp_path,
        "a,b,c,d,e\n#date +start,#adm1+name,#geo+lat,#geo+lon,#affected+killed\n"
        "2021-03-12,Fezzan,27.0,14.4,3\n",
    )
    event = found.events[0]
    assert (event["first"], event["admin1"], event["fatalities_best"]) == (
        date(2021, 3, 12), "Fezzan", 3,
    )  # fmt: skip
    assert (event["latitude"], event["longitude"]) == (27.0, 14.4)


def test_without_a_header_and_with_names_twice(tmp_path: Path) -> None:
    bare = text(tmp_path, "2021-03-12,32.88719,13.19133\n2021-03-13,32.12345,20.06789\n")
    assert bare.column("latitude") == [32.88719, 32.12345]
    assert bare.column("longitude") == [13.19133, 20.06789]
    assert "has no header" in bare.warnings[0]
    twice = text(tmp_path, "Date,Place,Place\n2021-03-12,A,B\n")
    assert twice.column("place") == ["A"]
    assert json.loads(twice.column("codes")[0]) == {"Place (2)": "B"}
    assert "Place (2)" in twice.warnings[0]


def test_identifiers_name_events_or_their_content_does(tmp_path: Path) -> None:
    named = text(tmp_path, "id,date,place\n7,2021-01-01,A\n8,2021-01-01,B\n", "my list.csv")
    assert named.column("event_id") == ["my-list:7", "my-list:8"]
    rows = ["7,2021-01-01,A", "7,2021-01-02,B", "8,2021-01-03,C", "8,2021-01-03,C"]
    one = text(tmp_path, "id,date,place\n" + "\n".join(rows) + "\n")
    other = text(tmp_path, "id,date,place\n" + "\n".join(reversed(rows)) + "\n")
    assert len(set(one.column("event_id"))) == 4
    assert set(one.column("event_id")) == set(other.column("event_id"))
    assert "does not name each row once" in one.warnings[0]
    assert "more than once" in one.warnings[1]
    again = text(tmp_path, "id,date,place\n" + "\n".join(rows) + "\n")
    assert again.events == one.events


def test_who_took_part(tmp_path: Path) -> None:
    found = text(
        tmp_path,
        "date,place,perpetrator,victim,actors\n"
        "2021-01-01,A,Red Army; Blue Guard,Civilians,unknown\n2021-01-02,B,,,Green\n",
    )
    assert [[tuple(p.values()) for p in people] for people in found.column("participants")] == [
        [("Red Army", "other", "", "source"), ("Blue Guard", "other", "", "source"),
         ("Civilians", "civilians", "", "target")],
        [("Green", "other", "", "other")],
    ]  # fmt: skip


def test_constants_pairs_and_wrong_mappings(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "when,head,body,u\n2021-01-01,Fire,in town,see http://x.y/z;\n")
    mapping = {"date": "when", "text": "head + body", "country": "=Libya", "url": "u"}
    _, batches = read_events(path, mapping=mapping, dataset="Meine Liste")
    event = next(batches).events.to_pylist()[0]
    assert (event["text"], event["country"], event["url"], event["dataset"]) == (
        "Fire in town", "LY", "http://x.y/z", "meine-liste",
    )  # fmt: skip
    for wrong, told in (
        ({"date": "nowhere"}, "nowhere"), ({"day of doom": "when"}, "day of doom"),
        ({"text": "head"}, "when or where"), ({"date": "when", "dates": "no"}, "day first"),
        ({"latitude": "head + body"}, "one column"),
    ):  # fmt: skip
        with pytest.raises(ReadError, match=told):
            read_events(path, mapping=wrong)


def test_rows_that_say_neither_when_nor_where_are_refused(tmp_path: Path) -> None:
    found = text(tmp_path, "date,place,notes\n2021-01-01,,a\n,,b\n,B,c\nunknown,n/a,d\n")
    assert [(r.line, r.reason) for r in found.refused] == [
        (3, "it says neither when nor where"), (5, "it says neither when nor where"),
    ]  # fmt: skip
    assert found.column("text") == ["a", "c"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"date,place\n", "no rows"),
        (b"\n\n\n,,,\n", "empty"),
        (b"colour,size\nred,5\nblue,6\n", "when or where"),
        (b"date,place\n" + b"x" * 5_000_000, "longer than"),
        (",".join(f"c{n}" for n in range(30_000)).encode() + b"\n1,2\n", "columns"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "none of the formats"),
    ],
)
def test_what_is_no_table_is_told_so(tmp_path: Path, content: bytes, told: str) -> None:
    path = write(tmp_path, "bad.csv", content)
    with pytest.raises(ReadError, match=told):
        for _ in read_events(path)[1]:
            pass


def test_a_table_is_recognised_last(tmp_path: Path) -> None:
    assert recognise(write(tmp_path, "x.csv", "date,place\n2021-01-01,A\n")) == "table"


def test_rows_of_acled_stay_for_own_use(tmp_path: Path) -> None:
    path = write(tmp_path, "x.csv", "event_id_cnty,event_date\nTST1,2021-01-01\n")
    source, _ = read_events(path, format="table")
    assert not source.publishable
