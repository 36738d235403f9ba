"""Make ``states.csv`` anew: the governments of the world, from the gazetteer's countries.

    PYTHONPATH=. python data/actors/distil.py

Reads ``data/gazetteer/countries.tsv.xz`` and ``demonyms.csv``; writes ``states.csv`` beside this
file. Which name needs an article, which capital the press uses and which words of origin two
countries share is decided here.
"""

import csv
import lzma
import re
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
GAZETTEER = HERE.parent / "gazetteer"
COLUMNS = (
    *("actor_id", "name", "kind", "country", "aliases", "weak", "metonyms"),
    *("seat", "seat_country", "source"),
)
SOURCE = "countries and capitals: GeoNames (CC BY 4.0); words of origin: countryinfo (MIT)"

WITHOUT = {
    "AI",
    "AQ",
    "AS",
    "AW",
    "AX",
    "BL",
    "BM",
    "BQ",
    "BV",
    "CC",
    "CK",
    "CW",
    "CX",
    "EH",
    "FK",
    "FO",
    "GF",
    "GG",
    "GI",
    "GL",
    "GP",
    "GS",
    "GU",
    "HK",
    "HM",
    "IM",
    "IO",
    "JE",
    "KY",
    "MF",
    "MO",
    "MP",
    "MQ",
    "MS",
    "NC",
    "NF",
    "NU",
    "PF",
    "PM",
    "PN",
    "PR",
    "RE",
    "SH",
    "SJ",
    "SX",
    "TC",
    "TF",
    "TK",
    "UM",
    "VG",
    "VI",
    "WF",
    "YT",
}
"""territories: they have no government of their own that takes sides"""
BY_HAND = {"PS", "VA"}
"""Palestinian Authority and Holy See stand in ``actors.csv``"""
ARTICLE = {
    "AE",
    "BS",
    "CD",
    "CF",
    "CG",
    "CZ",
    "DO",
    "GB",
    "GM",
    "KM",
    "MH",
    "MV",
    "NL",
    "PH",
    "SB",
    "SC",
    "US",
}

NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CZ": "Czech Republic",
    "TR": "Turkey",
    "CI": "Ivory Coast",
    "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia",
    "VC": "Saint Vincent and the Grenadines",
    "ST": "Sao Tome and Principe",
    "TL": "East Timor",
}
CAPITALS = {
    "BO": "La Paz",
    "CI": "Abidjan",
    "GQ": "Malabo",
    "KZ": "Astana",
    "MM": "Naypyidaw",
    "MV": "Malé",
    "NL": "The Hague",
    "US": "Washington",
    "YE": "Aden",
}
"""where the government sits, if that is not what the gazetteer calls the capital"""
MORE = {
    "AE": "UAE|U.A.E.|Emirates",
    "AF": "Islamic Republic of Afghanistan",
    "BA": "Bosnia",
    "BI": "Bujumbura",
    "BJ": "Cotonou",
    "CD": "DRC|DR Congo|D.R. Congo|Congo",
    "CF": "CAR",
    "CG": "Congo-Brazzaville|Congo",
    "CI": "Côte d'Ivoire|Yamoussoukro",
    "CN": "People's Republic of China",
    "CO": "Bogotá",
    "CV": "Cabo Verde",
    "CZ": "Czechia",
    "FR": "Élysée|Elysee|Élysée Palace|Elysee Palace",
    "GB": "UK|U.K.|Britain|Great Britain|Downing Street|Whitehall",
    "IL": "Tel Aviv",
    "IN": "Delhi",
    "IR": "Islamic Republic of Iran|Islamic Republic",
    "KP": "DPRK",
    "KR": "Blue House",
    "KZ": "Nur-Sultan",
    "LK": "Sri Jayawardenepura Kotte",
    "MD": "Chișinău",
    "MM": "Burma|Nay Pyi Taw|Naypyitaw",
    "NL": "Holland",
    "PY": "Asunción",
    "RU": "Kremlin|Russian Federation",
    "SA": "Riyadh|KSA",
    "SD": "Port Sudan",
    "SZ": "Swaziland",
    "TD": "Ndjamena",
    "TG": "Lomé",
    "TR": "Türkiye",
    "TW": "Republic of China",
    "TZ": "Dar es Salaam",
    "UA": "Kiev",
    "US": "US|U.S.|USA|America|White House|Washington, D.C.|Washington DC|Biden administration"
    "|Trump administration|Obama administration",
}
"""further names of the country and of seats of power that speak for its government"""
ADJECTIVES = {
    "AE": "Emirati|UAE",
    "BA": "Bosnian",
    "BW": "Botswanan",
    "CD": "Congolese|DRC",
    "GB": "British|UK",
    "KM": "Comorian|Comoran",
    "LK": "Sri Lankan",
    "MK": "North Macedonian",
    "MM": "Burmese|Myanmar",
    "NZ": "New Zealand",
    "PH": "Philippine|Filipino",
    "SA": "Saudi|Saudi Arabian",
    "UZ": "Uzbek",
    "US": "US|U.S.|American",
    "XK": "Kosovo|Kosovar|Kosovan",
    "BH": "Bahraini",
    "LU": "Luxembourg",
    "LI": "Liechtenstein",
    "SB": "Solomon Islands",
    "LS": "Lesotho",
    "KI": "Kiribati",
    "AL": "Albanian",
    "BF": "Burkinabe|Burkinabé|Burkina Faso",
    "AZ": "Azerbaijani|Azeri",
    "KG": "Kyrgyz",
    "SR": "Surinamese",
    "ST": "Sao Tomean",
    "GW": "Bissau-Guinean",
    "KN": "Kittitian",
    "SN": "Senegalese",
}
"""what stands before "government", where the first word of origin will not do"""


def main() -> None:
    """Write the file."""
    words = adjectives()
    shared = Counter(word for several in words.values() for word in set(several))
    with lzma.open(GAZETTEER / "countries.tsv.xz", "rt", encoding="utf-8") as file:
        countries = [line.rstrip("\n").split("\t") for line in file]
    rows = [
        state(code, name, capital.strip(), words.get(code, []), shared)
        for code, _, _, name, _, _, _, capital, *_ in sorted(countries)
        if code not in WITHOUT | BY_HAND
    ]
    with (HERE / "states.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows)


def adjectives() -> dict[str, list[str]]:
    """Words of origin that may stand before "government", by country."""
    with (GAZETTEER / "demonyms.csv").open(encoding="utf-8", newline="") as file:
        first = {row["country"]: row["demonyms"].split("|")[:1] for row in csv.DictReader(file)}
    chosen = first | {code: words.split("|") for code, words in ADJECTIVES.items()}
    return {code: words for code, words in chosen.items() if code not in WITHOUT | BY_HAND}


def state(
    code: str, name: str, capital: str, words: list[str], shared: Counter[str]
) -> tuple[str, ...]:
    """One row; a word of origin that two countries share makes only weak names."""
    name = NAMES.get(code, name.replace("&", "and").replace("St. ", "Saint ")).replace("’", "'")
    capital = CAPITALS.get(code, capital)
    full = f"the {name}" if code in ARTICLE else name
    own = [f"{name}'{'' if name.endswith('s') else 's'} government", f"{name} government"]
    own += [f"{word} government" for word in words if shared[word] == 1]
    weak = [f"{word} government" for word in words if shared[word] > 1]
    metonyms = [name, capital, *MORE.get(code, "").split("|")]
    return (
        f"government-of-{slug(full)}",
        f"Government of {full}",
        "state",
        code,
        "|".join(dict.fromkeys([f"government of {full}", *own])),
        "|".join(weak),
        "|".join(dict.fromkeys(filter(None, metonyms))),
        capital,
        code,
        SOURCE,
    )


def slug(name: str) -> str:
    """An id in small letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


if __name__ == "__main__":
    main()
