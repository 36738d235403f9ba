from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import StoreError
from dashboard.imported import IMPORTED, Refused, Source
from dashboard.store.imports import Imports
from dashboard.store.imports.rows import digests, fitted
from tests.store.importing import SOURCE, changed, counts, event, held, ids, put, table, tree


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    nothing: dict[str, Any] = {
        one.name: "" if pa.types.is_string(one.type) else None for one in IMPORTED
    }
    bare = nothing | {"event_id": "field:2", "dataset": "field", "participants": []}
    done = put(imports, event(1), bare)
    assert counts(done) == (2, 0, 0, 0)
    assert held(imports) == [event(1), bare]
    assert [part.schema for part in imports.rows()] == [IMPORTED]
    [logged] = imports.log()
    assert logged == done
    assert (logged.number, logged.source, logged.file) == (1, SOURCE, "field.csv")


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    imports = Imports(tmp_path / "none")
    assert (held(imports), imports.log(), imports.newest()) == ([], [], 0)
    assert imports.actors().num_rows == 0
    assert not (tmp_path / "none").exists()


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1), event(2))
    before = tree(tmp_path)
    done = put(imports, event(2), event(1))
    assert counts(done) == (0, 0, 0, 2)
    assert done.number == 0
    assert tree(tmp_path) == before


def test_what_changed_is_listed_before_and_after(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1), event(2), event(3))
    side = {"name": "UPC", "kind": "rebel", "country": "", "role": "side_a"}
    done = put(
        imports,
        event(2, fatalities_best=None, participants=[side]),
        event(1, first=date(2020, 4, 30), latitude=6.5401),
        event(4),
    )
    assert counts(done) == (1, 2, 1, 0)
    assert done.in_words() == (
        "1 new, 2 changed: fatalities_best 1, participants 1, first 1, latitude 1; "
        "1 withdrawn, 0 unchanged"
    )
    assert changed(imports, done.number) == [
        ("field:2", "changed", "fatalities_best", "2", ""),
        ("field:2", "changed", "participants",
         "Seleka [side_a, rebel, CF]; Civilians [target, civilians, CF]", "UPC [side_a, rebel, ]"),
        ("field:1", "changed", "first", "2020-05-01", "2020-04-30"),
        ("field:1", "changed", "latitude", "6.54", "6.5401"),
        ("field:3", "withdrawn", "", "2020-05-01, Bria, CF, Armed clash, "
         "Two people were killed in Bria.", ""),
    ]  # fmt: skip
    assert sorted(ids(imports)) == ["1", "2", "4"]
    assert changed(imports, 1) == []


def test_withdrawn_are_only_those_of_the_years_and_countries_of_the_file(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(
        imports, event(1), event(2), event(3, country="TD"), event(4, first=date(2018, 1, 1)),
        event(5, first=None, last=None), event(6, first=date(2019, 7, 1)),
        event(7, first=date(2022, 1, 1)),
    )  # fmt: skip
    done = put(imports, event(1), event("x", first=date(2019, 12, 31)))
    assert counts(done) == (1, 0, 2, 1)
    assert sorted(ids(imports)) == ["1", "3", "4", "5", "7", "x"]
    other = Source("other", "table")
    row = event(1) | {"event_id": "other:1", "dataset": "other"}
    assert counts(put(imports, row, source=other)) == (1, 0, 0, 0)


def test_a_file_may_hold_events_of_several_datasets(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    other = event(1) | {"event_id": "other:1", "dataset": "other"}
    gone = event(2) | {"event_id": "third:2", "dataset": "third"}
    put(imports, event(1), event(2), other, gone)
    assert counts(put(imports, other | {"place": "Bangui"}, event(1))) == (0, 1, 1, 1)
    kept = {(row["event_id"], row["place"]) for row in held(imports)}
    assert kept == {("field:1", "Bria"), ("other:1", "Bangui"), ("third:2", "Bria")}
    assert imports.log()[0].datasets == ("field", "other", "third")
    assert counts(put(imports, gone, complete=False)) == (0, 0, 0, 1)


def test_a_part_withdraws_nothing_and_what_comes_back_is_new(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1), event(2))
    assert counts(put(imports, event(3), complete=False)) == (1, 0, 0, 0)
    assert counts(put(imports, event(1), event(3))) == (0, 0, 1, 2)
    assert counts(put(imports, event(2), complete=False)) == (1, 0, 0, 0)
    assert ids(imports) == ["1", "3", "2"]


def test_an_event_that_stands_twice(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    with imports.begin(SOURCE, file="field.csv", sha256="0" * 64) as one:
        one.add(table(event(1), event(2), event(1)))
        one.add(table(event(2, place="Bangui"), event(2)))
        refused = one.settle()
        assert one.settle() == []
        done = one.commit(complete=True)
    reason = "event 4 of the file has the id of event 2 and other content"
    assert refused == [Refused("field.csv", None, "event_id", "field:2", reason)]
    assert (counts(done), done.refused) == ((2, 0, 0, 0), 1)
    assert [(row["event_id"], row["place"]) for row in held(imports)] == [
        ("field:1", "Bria"), ("field:2", "Bria"),
    ]  # fmt: skip


def test_where_rows_were_refused_nothing_is_withdrawn(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, event(1), event(2))
    with imports.begin(SOURCE, file="=f.csv", sha256="1" * 64) as one:
        one.add(table(event(1), event(3)))
        one.refuse(Refused("=f.csv", 3, "latitude", "north", "not a number"))
        done = one.commit(complete=True)
    assert (counts(done), done.refused, done.complete) == ((1, 0, 0, 1), 1, False)
    [listed] = tmp_path.glob("imports/*/refused.csv")
    assert listed.read_text("utf-8").splitlines() == [
        "file,line,column,value,reason", "'=f.csv,3,latitude,north,not a number",
    ]  # fmt: skip


def test_left_without_commit_nothing_is_there(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    with imports.begin(SOURCE, file="field.csv", sha256="0" * 64) as one:
        one.add(table(event(1)))
    assert tree(tmp_path) == {}
    bad = [event(1), {**event(2), "dataset": "other"}]
    with pytest.raises(StoreError):
        put(imports, *bad)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    "bad", [{"dataset": "acled"}, {"event_id": "acled:1"}, {"event_id": ""}, {"dataset": ""}]
)
def test_an_event_of_another_dataset_is_not_taken(bad: dict[str, Any], tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    with (
        pytest.raises(StoreError, match=r"field\.csv: an event of '\w*' with the id"),
        imports.begin(SOURCE, file="field.csv", sha256="0" * 64) as one,
    ):
        one.add(table(event(1), event(1) | bad))


def test_a_table_of_another_shape_is_not_taken(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="does not fit"),
        Imports(tmp_path).begin(SOURCE, file="field.csv", sha256="0" * 64) as one,
    ):
        one.add(table(event(1)).drop_columns("text"))


def test_actors_are_kept_by_name(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    for number, actor in enumerate(("named:upc", "upc")):
        with imports.begin(SOURCE, file="field.csv", sha256="0" * 64) as one:
            one.add(table(event(number)))
            one.link({"UPC": actor})
            one.commit(complete=False)
    assert imports.actors().to_pylist() == [{"name": "UPC", "actor_id": "upc"}]


def test_duckdb_reads_the_rows_that_hold(tmp_path: Path) -> None:
    imports = Imports(tmp_path)
    put(imports, *(event(n) for n in range(50)))
    put(imports, *(event(n, fatalities_best=n) for n in range(1, 50)))
    found = (
        duckdb.connect()
        .register("held", imports.reader())
        .execute("SELECT count(*), sum(fatalities_best), count(participants) FROM held")
    )
    assert found.fetchone() == (49, sum(range(1, 50)), 49)
    first, second = imports.parquet()
    assert (first.number, first.withdrawn) == (1, ())
    assert (second.number, second.withdrawn) == (2, ("field:0",))
    query = "SELECT count(*), count(DISTINCT event_id) FROM read_parquet(?)"
    files = [str(first.path), str(second.path)]
    assert duckdb.execute(query, [files]).fetchone() == (98, 50)


cell = st.sampled_from(["", "a", "b", "ab", "\x1f", "\x00", "é"])
small = st.fixed_dictionaries(
    {
        "place": cell, "admin1": cell, "country": st.sampled_from(["CF", "TD"]),
        "first": st.sampled_from([None, date(2019, 1, 1), date(2020, 1, 1)]),
        "fatalities_best": st.sampled_from([None, 0, 1]),
        "latitude": st.sampled_from([None, 0.0, 1.0]),
    }
)  # fmt: skip
files = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 5), small, max_size=5), st.booleans()), max_size=6
)


@given(files)
@settings(max_examples=30)
def test_any_sequence_of_files_is_as_a_dictionary_would_have_it(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[dict[int, Any], bool]]
) -> None:
    imports = Imports(tmp_path_factory.mktemp("store"))
    model: dict[str, Any] = {}
    for given_rows, complete in files:
        rows = {f"field:{n}": event(n, **cells) for n, cells in given_rows.items()}
        new = sum(one not in model for one in rows)
        edits = sum(one in model and model[one] != row for one, row in rows.items())
        gone = _missing(model, rows) if complete else set()
        done = put(imports, *rows.values(), complete=complete)
        assert counts(done) == (new, edits, len(gone), len(rows) - new - edits)
        assert (done.number == 0) == (not new + edits + len(gone))
        listed = changed(imports, done.number)
        assert {one[0] for one in listed if one[1] == "withdrawn"} == gone
        assert {one[:3] for one in listed if one[1] == "changed"} == {
            (one, "changed", name)
            for one, row in rows.items()
            if one in model
            for name in row
            if row[name] != model[one][name]
        }
        model = {one: row for one, row in (model | rows).items() if one not in gone}
    assert {row["event_id"]: row for row in held(imports)} == model


def _missing(model: dict[str, Any], rows: dict[str, Any]) -> set[str]:
    countries = {row["country"] for row in rows.values()}
    days = [row["first"] for row in rows.values()]
    years = [day.year for day in days if day]
    return {
        one
        for one, row in model.items()
        if one not in rows
        and row["country"] in countries
        and (
            None in days
            if row["first"] is None
            else bool(years) and min(years) <= row["first"].year <= max(years)
        )
    }


@given(small, small)
def test_a_digest_is_of_the_content_and_of_nothing_else(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    both = table(event(1, **one), event(1, **other))
    [together] = [digests(part).to_pylist() for part in fitted(both)]
    [apart] = [digests(part).to_pylist() for part in fitted(both.slice(1))]
    assert together[1] == apart[0]
    assert (together[0] == together[1]) == (one == other)


def test_digests_do_not_change_from_version_to_version() -> None:
    [part] = fitted(table(event(1)))
    assert digests(part)[0].as_py().hex() == "921b232b719fafc49c58235cfb4f0e32"
