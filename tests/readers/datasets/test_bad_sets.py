"""Files that cannot be read: a clear word, no crash, and never more memory than a block or two."""

import gzip
import os
import resource
import zipfile
from pathlib import Path

import pytest

from dashboard.errors import ReadError
from dashboard.readers.datasets import FORMATS, read_events, recognise
from tests.readers.datasets.reading import GOLDEN, changed, whole

UCDP = (GOLDEN / "ucdp_v25_1.csv").read_bytes()
HEADER = UCDP.split(b"\r\n", 1)[0] + b"\r\n"
ROW = UCDP.split(b"\r\n")[1] + b"\r\n"


def refused(path: Path, match: str, *, format: str = "") -> None:
    with pytest.raises(ReadError, match=match):
        whole(path, format=format)


def test_missing_folder_and_special_files(tmp_path: Path) -> None:
    refused(tmp_path / "none.csv", "none.csv: there is no such file")
    refused(tmp_path, "a folder, not a file")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "not an ordinary file")


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("a.csv", b"", "a.csv: the file is empty"),
        ("a.csv.gz", gzip.compress(b""), "the file is empty"),
        ("a.csv", b"\r\n\n \n", "none of the formats"),
        ("a.csv", b"\x00\x01\x02" * 500, "it is not text"),
        ("a.csv", b"name town\nx y\n", "its first line is 'name town'"),
        ("a.csv", HEADER, "no rows of data"),
        ("a.csv", HEADER + b"\r\n\r\n", "no rows of data"),
        ("a.zip", b"PK\x03\x04 and nothing more", "damaged or cut off archive"),
        ("a.csv.gz", gzip.compress(UCDP)[:-40], "damaged or cut off"),
        ("a.csv.gz", b"\x1f\x8b nonsense", "damaged or cut off"),
    ],
)
def test_files_that_are_nothing(name: str, data: bytes, match: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    refused(tmp_path / name, match)


def test_a_file_cut_off_within_quotes_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(UCDP[: UCDP.index(b"below the hill")])
    refused(tmp_path / "a.csv", "a.csv, line 3: the file ends within a quoted cell")


def test_a_file_cut_off_within_a_row_refuses_that_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(HEADER + ROW + ROW[:100])
    found = whole(tmp_path / "a.csv")
    assert [(one.line, one.reason) for one in found.refused] == [
        (3, "12 cells where 49 are expected; a row may be cut off")
    ]


@pytest.mark.parametrize("name", ["ucdp_v25_1.csv", "acled_31.csv", "acled_monadic.csv"])
def test_a_file_of_nothing_but_bad_rows(name: str, tmp_path: Path) -> None:
    header = (GOLDEN / name).read_bytes().split(b"\n", 1)[0]
    (tmp_path / name).write_bytes(header + b"\nshort,row\n\n" + b"a\0b\n")
    found = whole(tmp_path / name)
    assert found.events == []
    assert [one.line for one in found.refused] == [2, 4]


@pytest.mark.parametrize("name", ["ucdp-ged", "acled", "gdelt"])
def test_a_wrong_format_says_what_was_expected_and_found(name: str) -> None:
    other = {"ucdp-ged": "acled_31.csv", "acled": "ucdp_v25_1.csv", "gdelt": "acled_31.csv"}[name]
    refused(GOLDEN / other, "not .*: no column .*; its first row begins with", format=name)


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(ReadError, match=f"pdf: no such format.*{next(iter(FORMATS))}"):
        read_events(GOLDEN / "acled_31.csv", format="pdf")


def test_zip_of_several_tables(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, UCDP)
    refused(tmp_path / "a.zip", "an archive of several files: unpack it")
    refused(tmp_path / "a.zip", "archive of several files", format="ucdp-ged")


def test_zip_that_needs_a_password_or_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", UCDP)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    locked = bytearray(data)
    locked[6] |= 1
    locked[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    refused(tmp_path / "locked.zip", "damaged or locked archive")
    data[100] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(data)
    refused(tmp_path / "b.zip", "damaged or cut off")


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_bombs(kind: str, tmp_path: Path) -> None:
    bomb = HEADER + (ROW[:-2] + b" " * 900_000 + b"\r\n") * 40
    path = tmp_path / f"a.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(bomb))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", bomb)
    refused(path, "looks like a zip bomb")


def test_zip_of_many_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(2_100):
            archive.writestr(f"{number}.txt", "")
    refused(tmp_path / "a.zip", "an archive of more than 2,000 files")


def test_a_million_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1\n")
    refused(tmp_path / "a.csv", "a line longer than")
    refused(tmp_path / "a.csv", "line 1: a row of names of more than", format="acled")
    (tmp_path / "b.csv").write_bytes(b"," * 5_000 + HEADER + ROW)
    refused(tmp_path / "b.csv", r"line 1: more than 1,000 columns", format="ucdp-ged")
    (tmp_path / "c.csv").write_bytes(
        HEADER + ROW + b"," * 900_000 + b"\n" + ROW.replace(b"1", b"2")
    )
    found = whole(tmp_path / "c.csv")
    assert (len(found.events), len(found.refused)) == (2, 0)


@pytest.mark.parametrize("filling", [b"a", b",", b'"', b'"a', b"\r", b"\0", b"\xff"])
def test_two_gigabytes_of_one_line(filling: bytes, tmp_path: Path) -> None:
    """The file has holes, so that it takes no room; what is read is a block, not the file."""
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(HEADER + ROW + filling * (10_000_000 // len(filling)))
        file.truncate(2_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(path, r"line \d+: |more than 100,000 rows cannot be read|not text")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000


def test_a_quote_that_never_closes_is_found_within_bounds(tmp_path: Path) -> None:
    stray = ROW.replace(b"Old Mill town", b'"Old Mill town')
    (tmp_path / "a.csv").write_bytes(HEADER + ROW + stray + b"text without quotes\n" * 500_000)
    refused(tmp_path / "a.csv", r"a.csv, line 3: a row of more than 1,000,000 bytes, or a quoted")


def test_mostly_unreadable_is_not_this_format(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(HEADER + ROW + b"x\n" * 200_000)
    refused(tmp_path / "a.csv", "more than 100,000 rows cannot be read")


def test_zero_bytes_and_lone_carriage_returns(tmp_path: Path) -> None:
    path = changed("ucdp_v25_1.csv", b"Radio Nowhere, 5", b"Radio \0 Nowhere, 5", tmp_path)
    assert (3, "holds a zero byte") in [(one.line, one.reason) for one in whole(path).refused]
    macintosh = (GOLDEN / "acled_2016.csv").read_bytes().replace(b"\n", b"\r")
    (tmp_path / "mac.csv").write_bytes(macintosh)
    assert len(whole(tmp_path / "mac.csv").events) == 3


def test_rows_of_nothing_but_commas_are_no_rows(tmp_path: Path) -> None:
    for blank in (b"," * 48 + b"\r\n", b",,\r\n", b" , ,,\r\n" + b"," * 48 + b"\r\n"):
        (tmp_path / "a.csv").write_bytes(HEADER + ROW + blank)
        found = whole(tmp_path / "a.csv")
        assert (len(found.events), found.refused) == (1, [])


def test_recognise_names_what_it_knows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a b\n1 2\n", "utf-8")
    with pytest.raises(ReadError, match=r"UCDP GED .*ACLED .*GDELT"):
        recognise(tmp_path / "a.csv")
