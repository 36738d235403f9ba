import csv
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dashboard.errors import ReadError
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.imported import Batch, Refused, Source
from dashboard.model import Actor, ActorKind
from dashboard.pipeline import unpacking
from dashboard.pipeline.ingest import CancelledError, Ingested, Tools, Wish, ingest, usual
from dashboard.pipeline.linking import Links
from dashboard.pipeline.placing import NOTE, Places
from dashboard.roster import KnownActor, Roster
from dashboard.store.imports import Imports
from tests.store.importing import SOURCE, chunks, event, held, ids, table, tree

ROSTER = Roster(
    (
        KnownActor(Actor("upc", "UPC", ActorKind.REBEL, aliases=("Union for Peace", "Guards"))),
        KnownActor(Actor("guards", "Petroleum Guards", ActorKind.MILITIA, aliases=("Guards",))),
    )
)


def read(path: Path) -> tuple[Source, Iterator[Batch]]:
    """A stub: lines of JSON objects, ``bad`` in those to refuse, three rows a batch."""
    if path.suffix != ".jsonl":
        raise ReadError(f"{path.name}: not a file of the stub")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    good = [event(row.pop("n"), **row) for row in rows if "bad" not in row]
    bad = tuple(
        Refused(path.name, line, "latitude", row["bad"], "not a number")
        for line, row in enumerate(rows, start=1)
        if "bad" in row
    )
    parts = chunks(good, 3) or [table()]
    return SOURCE, iter(
        [
            Batch(part, bad if not n else (), (n + 1) / len(parts), ("mended",))
            for n, part in enumerate(parts)
        ]
    )


@pytest.fixture
def tools(tmp_path: Path, geocoder: OfflineGeocoder) -> Tools:
    return Tools(Imports(tmp_path / "store"), read, Links(ROSTER), Places(geocoder))


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def run(path: Path, tools: Tools, wish: Wish | None = None, **options: Any) -> list[Ingested]:
    return list(ingest(path, tools, wish, **options))


def test_a_file_goes_in(tmp_path: Path, tools: Tools) -> None:
    path = write(tmp_path / "a.jsonl", *({"n": n} for n in range(5)))
    seen: list[tuple[str, float, int]] = []

    def progress(name: str) -> Callable[[float, int], None]:
        return lambda share, rows: seen.append((name, share, rows))

    [done] = run(path, tools, progress=progress)
    assert done.imported
    assert (done.error, done.refused, done.imported.new) == ("", 0, 5)
    assert done.warnings == ("mended",)
    assert ids(tools.imports) == ["0", "1", "2", "3", "4"]
    assert seen == [("a.jsonl", 0.5, 3), ("a.jsonl", 0.99, 5), ("a.jsonl", 1.0, 5)]
    [again] = run(path, tools)
    assert again.imported
    assert (again.imported.number, again.imported.unchanged) == (0, 5)


def test_a_bad_row_keeps_the_file_out_unless_somebody_says_so(tmp_path: Path, tools: Tools) -> None:
    rows = [{"n": n} for n in range(3)] + [{"bad": f"=N{n}"} for n in range(12)]
    path = write(tmp_path / "a b.jsonl", *rows)
    [done] = run(path, tools)
    assert done.error == "a b.jsonl: 12 rows cannot be read; nothing of it was stored"
    assert (done.imported, done.refused, len(done.first_refused)) == (None, 12, 10)
    assert done.first_refused[0] == Refused("a b.jsonl", 4, "latitude", "=N0", "not a number")
    assert done.refusals == tmp_path / "store" / "refused" / "a_b.jsonl.csv"
    with done.refusals.open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [row["line"] for row in listed] == [str(n) for n in range(4, 16)]
    assert listed[0]["value"] == "'=N0"
    assert held(tools.imports) == []
    target = tmp_path / "refused.csv"
    for _ in range(2):
        [done] = run(path, tools, Wish(skip_bad_rows=True, refused=target))
        assert done.imported
        assert (done.error, done.refused, done.imported.refused) == ("", 12, 12)
    assert len(target.read_text("utf-8").splitlines()) == 25
    assert ids(tools.imports) == ["0", "1", "2"]


def test_rows_that_contradict_each_other_are_bad_rows(tmp_path: Path, tools: Tools) -> None:
    path = write(tmp_path / "a.jsonl", {"n": 1}, {"n": 1}, {"n": 1, "place": "Bangui"})
    [done] = run(path, tools)
    assert done.error == "a.jsonl: 1 row cannot be read; nothing of it was stored"
    assert done.first_refused[0].value == "field:1"


def test_who_is_complete() -> None:
    def of(format: str, version: str = "") -> bool:
        return usual(Source(format, format, version))

    assert of("ucdp-ged", "25.1")
    assert of("ucdp-ged")
    assert of("acled")
    assert not of("ucdp-ged", "25.0.3")
    assert not of("ucdp-ged", "25.01.25.06")
    assert not of("gdelt")
    assert not of("table")


def test_whether_a_file_is_complete_can_be_said(tmp_path: Path, tools: Tools) -> None:
    run(write(tmp_path / "a.jsonl", {"n": 1}, {"n": 2}), tools)
    part = write(tmp_path / "b.jsonl", {"n": 1})
    run(part, tools)
    assert ids(tools.imports) == ["1", "2"]
    run(part, tools, Wish(complete=True))
    assert ids(tools.imports) == ["1"]


def test_stopped_between_batches_nothing_is_stored(tmp_path: Path, tools: Tools) -> None:
    path = write(tmp_path / "a.jsonl", *({"n": n} for n in range(9)))
    stop = threading.Event()
    with pytest.raises(CancelledError, match=r"a\.jsonl: stopped"):
        run(path, tools, progress=lambda name: lambda share, rows: stop.set(), cancelled=stop)
    assert tree(tmp_path / "store") == {}


def test_folders_and_archives_are_files_one_by_one(
    tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "TABLES", (".jsonl",))
    one = write(tmp_path / "in" / "1.jsonl", {"n": 1})
    two = write(tmp_path / "in" / "deep" / "2.jsonl", {"n": 2})
    write(tmp_path / "in" / "notes.md")
    write(tmp_path / "in" / ".hidden")
    with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("x/3.jsonl", "../4.jsonl", "__MACOSX/5.jsonl"):
            archive.writestr(name, json.dumps({"n": int(name[-7])}))
        archive.writestr("bomb.jsonl", " " * 20_000_000)
        archive.writestr("readme.jsonl", "")
    done = run(tmp_path / "in", tools)
    assert [(each.file, bool(each.error)) for each in done] == [
        ("in/1.jsonl", False), ("in/deep/2.jsonl", False), ("in/notes.md", True),
        ("in/z.zip/x/3.jsonl", False), ("in/z.zip/../4.jsonl", False),
        ("in/z.zip/bomb.jsonl", True),
    ]  # fmt: skip
    assert "zip bomb" in done[-1].error
    assert ids(tools.imports) == ["1", "2", "3", "4"]
    assert one.exists()
    assert two.exists()


def test_what_is_not_there_or_damaged_is_told(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04" + b"x" * 50)
    for name in ("none", "empty", "bad.zip"):
        [done] = run(tmp_path / name, tools)
        assert name in done.error


def test_participants_are_linked_by_exact_names() -> None:
    links = Links(ROSTER)
    names = ("UPC", "Union  for Peace", "Guards", "upc", "Ünion for Peace")
    sides = [{"name": name, "kind": "rebel", "country": "", "role": "other"} for name in names]
    assert links.ids(table(event(1, participants=sides), event(2, participants=None))) == {
        "UPC": "upc",
        "Union  for Peace": "upc",
        "Guards": "named:guards",
        "upc": "named:upc",
        "Ünion for Peace": "named:union for peace",
    }


def test_places_without_a_position_are_looked_up(geocoder: OfflineGeocoder) -> None:
    nowhere = {"latitude": None, "longitude": None, "level": "", "geo_precision": None,
               "radius_km": None, "admin1": ""}  # fmt: skip
    given = table(
        event(1),
        event(2, place="Bangui", **nowhere),
        event(3, place="Xyzzyqwkjh", **nowhere),
        event(4, place="", admin2="", **nowhere),
        event(5, place="Springfield", **nowhere | {"country": "US"}),
        event(6, place="Springfield", **nowhere | {"country": "US", "admin1": "Illinois"}),
        event(7, place="", **nowhere | {"admin1": "Ouaka", "codes": "no json"}),
        event(8, place="Bangui", **nowhere | {"country": ""}),
    )  # fmt: skip
    for events in (given, pa.concat_tables([given.slice(0, 3), given.slice(3)])):
        found = Places(geocoder).placed(events).to_pylist()
        assert found[0] == event(1)
        where = [(row["level"], row["geo_precision"], row["country"]) for row in found]
        assert where == [
            ("town", 1, "CF"), ("town", 1, "CF"), ("", None, "CF"), ("", None, "CF"),
            ("", None, "US"), ("town", 1, "US"), ("province", 4, "CF"), ("town", 1, "CF"),
        ]  # fmt: skip
        assert found[1]["latitude"] == pytest.approx(4.36, abs=0.1)
        assert found[1]["radius_km"] > 0
        assert json.loads(found[1]["codes"]).keys() == {"id", NOTE}
        notes = [json.loads(row["codes"]).get(NOTE, "") for row in found]
        assert notes[1].startswith("Bangui: taken for Bangui")
        assert notes[2] == "Xyzzyqwkjh: no place of that name in CF"
        assert notes[3] == ""
        assert notes[4] == "Springfield: may be any of several places"
        assert notes[5].startswith("Springfield, Illinois: taken for Springfield")
        assert found[3] == given.to_pylist()[3]
