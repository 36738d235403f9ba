"""Whatever cells hold: rows are told apart as Python does it; only ``ReadError`` is raised."""

import csv
import io
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import ReadError
from dashboard.readers.datasets import lines as cutting
from dashboard.readers.datasets import read_events, recognise
from dashboard.readers.datasets.acled import NEEDED, OTHERS
from dashboard.readers.datasets.gdelt import SECOND
from dashboard.readers.datasets.head import opened
from dashboard.readers.datasets.lines import blocks
from dashboard.readers.datasets.sheet import Layout, cells_of
from dashboard.readers.datasets.ucdp import POSITIONS
from tests.readers.datasets.reading import GOLDEN, whole

ACLED = (*NEEDED, *OTHERS[:5], "sub_event_type", "inter1", "timestamp")
ODD = st.one_of(
    st.sampled_from(
        ["", "1", "-1", "0", "2024-01-31", "31/01/2016", "nan", "inf", "1e400", "1,5", "9" * 30,
         "Battles", "2147483648", "0x1", "NA", "ä", "\\", '"', "a;b", "x\ny", "#tag", "20240101",
         "190", "---", "\t", "\u2028", "-0.0", "3", "4", "Government of "]
    ),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
    st.integers(-300, 300).map(str),
)  # fmt: skip
quiet = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("names", [POSITIONS, ACLED, tuple(name.lower() for name in SECOND)])
@quiet
@given(data=st.data())
def test_cells_of_any_kind_give_events_or_refusals(names: tuple[str, ...], data: st.DataObject):
    rows = data.draw(
        st.lists(st.lists(ODD, min_size=len(names), max_size=len(names)), min_size=1, max_size=4)
    )
    text = io.StringIO(newline="")
    csv.writer(text).writerows([names, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(text.getvalue(), "utf-8", newline="")
        try:
            found = whole(path)
        except ReadError:
            return
    assert len(found.events) + len(found.refused) <= len(rows)
    for event in found.events:
        assert event["level"] or event["latitude"] is None
        assert event["first"] <= event["last"]
        assert all(one["name"] for one in event["participants"])


@quiet
@given(st.binary(max_size=3_000), st.sampled_from(["ucdp-ged", "acled", "gdelt"]))
def test_bytes_of_any_kind_are_refused_or_read(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        with suppress(ReadError):
            assert recognise(path) not in ("ucdp-ged", "acled", "gdelt")
        with pytest.raises(ReadError):
            whole(path, format=name)


@quiet
@given(
    st.sampled_from(["ucdp_v25_1.csv", "acled_31.csv", "acled_monadic.csv", "gdelt2.tsv"]),
    st.integers(0, 4_000), st.binary(min_size=1, max_size=4),
)  # fmt: skip
def test_a_damaged_file_is_refused_or_read(name: str, at: int, noise: bytes) -> None:
    data = bytearray((GOLDEN / name).read_bytes())
    data[at % len(data) : at % len(data) + len(noise)] = noise
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            source, batches = read_events(path)
            for batch in batches:
                batch.events.validate(full=True)
        except ReadError:
            return
        assert source.dataset in ("ucdp-ged", "acled", "gdelt") or source.format == "table"


CELL = st.text(alphabet='ab", \n\r;é', max_size=6)


@quiet
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=12),
    st.integers(1, 60), st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_rows_and_lines_are_those_of_pythons_reader(
    rows: list[list[str]], size: int, end: str
) -> None:
    rows = [["x", *row] for row in rows]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.getvalue().encode())
        found: list[list[str]] = []
        at: list[int] = []
        with opened(path) as stream, pytest.MonkeyPatch.context() as patch:
            patch.setattr(cutting, "BLOCK", size)
            layout = Layout(("a", "b", "c", "d"), ",", headed=False)
            for cells in cells_of(stream, layout, layout.names):
                columns = [cells.text(name).to_pylist() for name in layout.names]
                found += [list(row) for row in zip(*columns, strict=True)]
                at += cells.lines.tolist()
    assert found == [[cell.strip() for cell in row] for row in rows]
    assert at == _lines(text.getvalue(), len(rows))


def _lines(text: str, count: int) -> list[int]:
    """Where rows begin, by Python's own count of lines."""
    reader = csv.reader(io.StringIO(text, newline=None))
    starts = []
    for _ in range(count):
        starts.append(reader.line_num + 1)
        next(reader)
    return starts


def test_quotes_within_a_cell_mean_nothing(tmp_path: Path) -> None:
    data = b'a,5" shell,c\nd,"e ""f"" \ng",h\ni,j"k"l,"m"n\n'
    (tmp_path / "a.csv").write_bytes(data)
    with opened(tmp_path / "a.csv") as stream:
        [block] = blocks(stream, delimiter=b",", quoted=True)
    assert block.lines.tolist() == [1, 2, 4]
    with opened(tmp_path / "a.csv") as stream:
        [cells] = cells_of(stream, Layout(("a", "b", "c"), ",", headed=False), ("b", "c"))
    assert cells.text("b").to_pylist() == ['5" shell', 'e "f" \ng', 'j"k"l']
