"""The tables of ``data/mappings`` speak of our types, levels and kinds, and of real countries."""

import csv
import lzma
from pathlib import Path

import pytest

from dashboard.errors import ReadError
from dashboard.model import ParticipantRole
from dashboard.readers.datasets import mappings
from dashboard.settings import ROOT

TABLES = ("ucdp_types.csv", "acled_types.csv", "cameo.csv")


def table(name: str) -> list[dict[str, str]]:
    with (mappings.FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def own_types() -> list[dict[str, str]]:
    with (ROOT / "data" / "event_types.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", TABLES)
def test_types_are_ours(name: str) -> None:
    known = {(row["native_family"], row["native_type"]) for row in own_types()}
    families = {family for family, _ in known} | {""}
    for row in table(name):
        assert (row["family"], row["type"]) in known or (
            not row["type"] and row["family"] in families
        )


def test_every_sub_type_of_acled_is_mapped_as_event_types_has_it() -> None:
    rows = {(row["event_type"], row["sub_event_type"]): row for row in table("acled_types.csv")}
    for row in own_types()[:25]:
        mapped = rows[row["acled_event_type"], row["acled_sub_event_type"]]
        assert (mapped["family"], mapped["type"]) == (row["native_family"], row["native_type"])


def test_every_root_of_cameo_is_mapped() -> None:
    codes = {row["code"] for row in table("cameo.csv")}
    assert {f"{root:02}" for root in range(1, 21)} <= codes


@pytest.mark.parametrize(
    ("name", "code"),
    [("Yemen (North Yemen)", "YE"), ("DR Congo (Zaire)", "CD"), ("Myanmar (Burma)", "MM"),
     ("Russia (Soviet Union)", "RU"), ("Bosnia-Herzegovina", "BA"), ("Ivory Coast", "CI"),
     ("Côte d’Ivoire", "CI"), ("Democratic Republic of Congo", "CD"), ("Turkey", "TR"),
     ("Kingdom of eSwatini (Swaziland)", "SZ"), ("Madagascar (Malagasy)", "MG"),
     ("Macedonia, FYR", "MK"), ("Cambodia (Kampuchea)", "KH"), ("Zimbabwe (Rhodesia)", "ZW"),
     ("Serbia (Yugoslavia)", "RS"), ("Vietnam (North Vietnam)", "VN"), ("Palestine", "PS"),
     ("United States of America", "US"), ("Republic of Congo", "CG"), ("South Sudan", "SS"),
     ("Gambia", "GM"), ("East Timor", "TL"), ("Atlantis", ""), ("", "")],
)  # fmt: skip
def test_countries_by_the_names_that_datasets_use(name: str, code: str) -> None:
    assert mappings.country_named(name) == code


def test_numbers_and_letters_of_countries() -> None:
    assert mappings.country_of_number("004") == mappings.country_of_number("4") == "AF"
    assert mappings.country_of_number("887.0") == "YE"
    assert [mappings.country_of_alpha3(one) for one in ("LBY", "ROM", "WSB", "AFR", "")] == [
        "LY", "RO", "PS", "", "",
    ]  # fmt: skip
    fips = mappings.fips()
    assert [fips[one] for one in ("LY", "TU", "RS", "UK", "GZ", "CH", "SU", "OD")] == [
        "LY", "TR", "RU", "GB", "PS", "CN", "SD", "SS",
    ]  # fmt: skip


def test_countries_are_those_of_the_gazetteer() -> None:
    with lzma.open(
        ROOT / "data" / "gazetteer" / "countries.tsv.xz", "rt", encoding="utf-8"
    ) as rows:
        known = {line.split("\t")[0] for line in rows}
    assert {row["country"] for row in table("countries.csv")} == known
    assert set(mappings.fips().values()) <= known | {""}
    names = [name for row in table("countries.csv") for name in row["names"].split("|")]
    assert len(names) == len(set(names))


def test_scales_are_complete() -> None:
    assert list(mappings.positions("ucdp-ged")) == list("1234567")
    assert list(mappings.positions("acled")) == list("123")
    assert list(mappings.positions("gdelt")) == list("012345")
    for dataset in ("ucdp-ged", "acled", "gdelt"):
        for one in mappings.positions(dataset).values():
            assert (one.level == "country") == (one.geo_precision == 6)
            assert (one.radius_km or 0) > 0 or not one.level
    assert list(mappings.intervals("ucdp-ged")) == list("12345")
    roles = {row[f"role_{side}"] for row in table("ucdp_types.csv") for side in "ab"}
    assert roles <= {role.value for role in ParticipantRole}


@pytest.mark.parametrize(
    ("name", "text", "match"),
    [
        ("geo_precision.csv", "dataset,code,level,geo_precision,radius_km\nx,1,moon,1,1\n", "moon"),
        ("geo_precision.csv", "dataset,code\nx,1\n", "line 2: not of dataset, code, level"),
        ("date_precision.csv", "dataset,code,interval,date_precision\nx,1,ever,1\n", "'ever'"),
        ("date_precision.csv", "dataset,code,interval,date_precision\nx,1,as given,9\n", "9"),
        ("actor_kinds.csv", "dataset,code,kind,meaning\nx,1,elf,\n", "elf"),
    ],
)
def test_a_damaged_table_is_named(
    name: str, text: str, match: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mappings, "FOLDER", tmp_path)
    (tmp_path / name).write_text(text, "utf-8")
    ask = {"geo": mappings.positions, "date": mappings.intervals, "actor": mappings.kinds}
    for cached in (mappings.rows, *ask.values()):
        cached.cache_clear()
    try:
        with pytest.raises(ReadError, match=rf"data/mappings/{name}.*{match}"):
            ask[name.partition("_")[0]]("x")
    finally:
        for cached in (mappings.rows, *ask.values()):
            cached.cache_clear()
