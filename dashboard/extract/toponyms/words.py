"""What kind of word a word is, apart from its text: a name of persons, a common word, a generic."""

import lzma
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("words.tsv.xz")


class Use(NamedTuple):
    """How else a word is used; ``common`` is its Zipf frequency times ten, 0 for a rare one."""

    first_name: int
    surname: int
    common: int


_NONE = Use(0, 0, 0)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC = _words(
    "province provinces governorate governorates state states oblast prefecture region regions "
    "county counties parish department departamento municipality municipalities canton territory "
    "district districts subdistrict raion rayon township townships woreda zone wilaya ward "
    "city town village neighbourhood neighborhood quarter suburb suburbs settlement commune "
    "airport airbase airfield base port harbour harbor seaport terminal camp camps crossing "
    "refinery oilfield field dam prison barracks border countryside area areas outskirts valley "
    "river lake sea gulf bay strait straits channel desert mountains mountain hills island "
    "islands peninsula coast plain plains basin delta highway road street avenue bridge square "
    "park hospital university corridor front frontline axis lga upazila division"
)
"""Nouns that say what kind of place a name is of; they follow it, some also precede it."""
HEADS = _words(
    "province governorate state city town village port gulf strait straits bay lake mount river "
    "isle island republic district county commonwealth kingdom lga municipality"
)
"""Nouns that come before a name, with or without "of"."""
_SIDES = _words("north south east west northeast northwest southeast southwest")
_HYPHENED = ["north-east", "north-west", "south-east", "south-west"]
SIDES = frozenset(
    [side + end for side in (*_SIDES, *_HYPHENED) for end in ("", "ern")] + ["central", "upper"]
)
"""Words that say which part of a place."""
TITLES = _words(
    "mr mrs ms dr prof president minister general gen lt col colonel maj major capt captain sgt "
    "sheriff judge rep sen senator gov governor mayor king queen prince princess pope rev st "
    "chief commander ambassador secretary chancellor sir lord lady officer deputy spokesman "
    "spokeswoman coach attorney justice detective sheikh sheik ayatollah imam"
)
BODIES = _words(
    "university college school institute academy council committee commission ministry department "
    "agency authority association union federation party front movement army forces force brigade "
    "battalion regiment police guard court bank company corporation corp inc ltd llc group "
    "foundation fund society club league team fc united news times post press journal herald "
    "tribune gazette radio tv television network organisation organization office bureau board "
    "church cluster programme program project conference alliance coalition congress parliament "
    "senate assembly service services command militia museum library"
)
"""Last words of names of organisations."""
INSTITUTIONS = _words(
    "school schools university universities college colleges academy institute kindergarten "
    "hospital hospitals clinic church cathedral chapel mosque synagogue library museum theater "
    "theatre home center centre court hotel motel inn restaurant"
)
"""Last words of names of institutions: bodies with a house, no places of CODEBOOK.md's levels."""
SIGNS = _words(
    "un unhcr iom who wfp fao ocha unocha unicef undp unfpa unrwa unesco unodc unops unaids undss "
    "unmas ohchr unsmil unamid unmiss unisfa monusco minusma minusca amisom atmis au nato osce "
    "oecd imf wto icrc ifrc msf nrc irc acf crs ngo ngos ingo ingos usaid dfid fcdo giz jica "
    "echo cerf ecowas igad sadc asean opec brics nafta g7 g8 g20 cia fbi nsa dea atf icc icj nasa "
    "epa fda cdc irs dhs fema usgs noaa ap afp upi bbc cnn abc nbc cbs npr pbs espn nfl nba nhl "
    "mlb ncaa fifa uefa ioc ymca naacp aclu nra gop isis isil is tv ceo cfo phd dna hiv aids sars "
    "covid covid-19 ebola wash gbv sgbv idp idps gam ipc dtm msna nfi nfis gmt utc est pst usd gps "
    "ems emt dui"
)
"""Short forms that, written in capitals, name a body or a thing and no place."""
ABBREVIATED = _words("ave rd st blvd dr ln hwy twp co mt ft pk pkwy ste sta phila")
"""Words of names that are cut short, and so end with a full stop."""
BUILDINGS = _words(
    "street st road rd avenue ave boulevard blvd drive dr lane ln highway hwy route interstate "
    "hall center centre hospital clinic stadium arena theater theatre hotel mall plaza tower "
    "building house bridge station court mosque cathedral cemetery market park"
)
"""Last words of names of streets and buildings."""
SAYING = _words("said says told added")
PREPOSITIONS = _words(
    "in at from near to of across around inside outside throughout toward towards into within "
    "between for with by against on off over under via through"
)
PARTICLES = _words(
    "al el ad ar as ash at az an adh ed er es ez en de del della di da do dos das des du la le las "
    "los of the and & upon on sur ibn bin abu umm um and van der den"
)
"""Words that may stand in lower case within a name."""
ARTICLES = _words("al el ad ar as ash at az an adh ed er es ez en")
"""Arabic articles, which may begin a name in lower case."""


@lru_cache(maxsize=1)
def _uses() -> dict[str, Use]:
    uses = {}
    with lzma.open(_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, names, common = line.rstrip("\n").split("\t")
            first = 2 if "F" in names else int("f" in names)
            last = 2 if "L" in names else int("l" in names)
            uses[word] = Use(first, last, int(common or 0))
    return uses


def use(lower: str) -> Use:
    """How a word in lower case is used beside naming places."""
    return _uses().get(lower, _NONE)
