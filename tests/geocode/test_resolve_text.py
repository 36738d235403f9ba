"""What the text and the outlet add, and when the answer is that it is not known."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.model import Level, Resolution
from tests.geocode.test_clues import mentions


def places(
    geocoder: OfflineGeocoder, text: str, *names: str, publisher: str = ""
) -> list[Resolution]:
    return resolve(mentions(text, *names), geocoder, text=text, publisher=publisher)


def address(found: Resolution) -> str:
    return found.candidates[0].place.address if found.candidates else ""


@pytest.mark.parametrize(
    ("text", "names", "where"),
    [
        ("A man from Paris, Texas, was held.", ["Paris", "Texas"], "Texas"),
        ("A man from Jackson, Tenn., was held.", ["Jackson"], "Tennessee"),
        ("Police in Florence, S.C., said so.", ["Florence"], "South Carolina"),
        ("Shells fell on Tripoli in northern Lebanon.", ["Tripoli", "Lebanon"], "Lebanon"),
        ("Troops left the Lebanese town of Tripoli.", ["Lebanese", "Tripoli"], "Lebanon"),
        ("Lebanon's Tripoli saw protests.", ["Lebanon", "Tripoli"], "Lebanon"),
    ],
)
def test_words_beside_a_name_say_where_it_lies(
    geocoder: OfflineGeocoder, text: str, names: list[str], where: str
) -> None:
    found = places(geocoder, text, *names)
    assert all(where in address(one) for one in found)


def test_the_reason_says_so(geocoder: OfflineGeocoder) -> None:
    paris, _ = places(geocoder, "A man from Paris, Texas, was held.", "Paris", "Texas")
    assert paris.method == "said to lie in"
    assert paris.reason.endswith("the words beside it say where this one lies.")


def test_the_outlets_home_counts(geocoder: OfflineGeocoder) -> None:
    text = "Fire in Portland destroyed a barn."
    (east,) = places(geocoder, text, "Portland", publisher="https://www.pressherald.com/x")
    (west,) = places(geocoder, text, "Portland", publisher="oregonlive.com")
    assert "Maine" in address(east)
    assert "Oregon" in address(west)
    (tripoli,) = places(geocoder, "Clashes in Tripoli.", "Tripoli", publisher="naharnet.com")
    assert tripoli.candidates[0].place.country == "LB"


def test_a_bare_name_is_the_town_and_with_the_word_the_province(geocoder: OfflineGeocoder) -> None:
    text = "Shells hit Kherson. In Homs and Hama provinces, calm returned."
    kherson, homs, _ = places(geocoder, text, "Kherson", "Homs", "Hama")
    assert kherson.candidates[0].place.level == Level.TOWN
    assert homs.candidates[0].place.level == Level.PROVINCE


def test_namesakes_that_nothing_tells_apart_are_not_known(geocoder: OfflineGeocoder) -> None:
    (found,) = places(geocoder, "A fire broke out in Springfield.", "Springfield")
    assert (found.candidates, found.method) == ((), "not decided")
    assert 2 <= len(found.doubtful) <= 5
    assert "Springfield" in found.reason
    scores = [one.score for one in found.doubtful]
    assert scores == sorted(scores, reverse=True)


def test_sides_and_peoples_are_no_places_by_themselves(geocoder: OfflineGeocoder) -> None:
    text = "Western and Arab envoys met in Beirut, Lebanon. In Tyre and the South, calm returned."
    western, arab, *_, south = places(
        geocoder, text, "Western", "Arab", "Beirut", "Lebanon", "Tyre", "South"
    )
    assert [western.method, arab.method] == ["not decided"] * 2
    assert (western.candidates, arab.candidates) == ((), ())
    assert address(south) == "South, Lebanon"


def test_a_little_place_far_from_all_else_is_not_known(geocoder: OfflineGeocoder) -> None:
    text = "Shells fell on Sirte, Misrata, Benghazi and Tobruk in Libya; Davos; Brussels."
    names = ("Sirte", "Misrata", "Benghazi", "Tobruk", "Libya", "Davos", "Brussels")
    *_, davos, brussels = places(geocoder, text, *names)
    assert (davos.candidates, davos.method) == ((), "not decided")
    assert "a little place" in davos.reason
    assert davos.doubtful[0].place.country == "CH"
    assert brussels.candidates[0].place.country == "BE"
    said = text.replace("Davos", "Davos, Switzerland")
    *_, davos, _, _ = places(geocoder, said, *names[:-1], "Switzerland", "Brussels")
    assert davos.candidates[0].place.country == "CH"


def test_a_coder_is_never_told_that_it_is_not_known(geocoder: OfflineGeocoder) -> None:
    text = "A fire broke out in Springfield."
    (one,) = mentions(text, "Springfield")
    (found,) = resolve([replace(one, country="US")], geocoder, text=text)
    assert found.candidates
    assert found.method == "coder's country"


def test_case_makes_no_second_name(geocoder: OfflineGeocoder) -> None:
    text = "MISRATA (Wire) - In Misrata, Libya, calm returned."
    first, second, _ = places(geocoder, text, "MISRATA", "Misrata", "Libya")
    assert first.candidates == second.candidates


def test_abbreviations_are_states_and_words_are_not(geocoder: OfflineGeocoder) -> None:
    found = [geocoder.hits(name)[0].entry.name for name in ("Pa.", "PA", "Kan.", "Ky.", "Va.")]
    assert found == ["Pennsylvania", "Pennsylvania", "Kansas", "Kentucky", "Virginia"]
    assert geocoder.hits("Pa")[0].entry.name != "Pennsylvania"


WORDS = st.lists(
    st.sampled_from(
        ["Tripoli", "Libya", ",", "in", "Paris", "Texas", "’s", "(", "Homs", "\n", "٣"]
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(WORDS, st.text(max_size=30))
def test_any_text_twice_the_same(
    geocoder: OfflineGeocoder, words: list[str], publisher: str
) -> None:
    text = " ".join(words)
    names = [word for word in words if word.isalpha() and word.istitle()]
    once = places(geocoder, text, *names, publisher=publisher)
    assert once == places(geocoder, text, *names, publisher=publisher)
    for found in once:
        assert found.reason.endswith(".")
        assert not (found.candidates and found.doubtful)
        assert all(0 <= one.score <= 1 for one in (*found.candidates, *found.doubtful))
