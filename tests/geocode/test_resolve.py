import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.resolve import resolve
from dashboard.model import Level, MentionKind, PlaceMention, PlaceRole, Resolution, Span

KINDS = {"Libyan": MentionKind.DEMONYM, "Turkish": MentionKind.DEMONYM}


def mentions(*names: str, country: str = "", level: Level | None = None) -> list[PlaceMention]:
    return [
        PlaceMention(
            f"m{at}", "r", name, Span(0, 1), Span(0, 1), KINDS.get(name, MentionKind.TOPONYM),
            PlaceRole.MENTIONED, name, level, country,
        )
        for at, name in enumerate(names)
    ]  # fmt: skip


def countries(resolutions: list[Resolution]) -> list[str]:
    return [r.candidates[0].place.country if r.candidates else "-" for r in resolutions]


def test_the_report_decides_between_namesakes(geocoder: OfflineGeocoder) -> None:
    lebanon = resolve(mentions("Tripoli", "Lebanon", "Beirut", "Lebanon"), geocoder)
    assert countries(lebanon) == ["LB"] * 4
    libya = resolve(mentions("Tripoli", "Libyan", "Sirte", "Misrata"), geocoder)
    assert countries(libya) == ["LY"] * 4
    assert lebanon[0].method == "country votes"
    assert "named 2 times" in lebanon[0].reason


def test_the_coder_decides_before_the_report(geocoder: OfflineGeocoder) -> None:
    coded = mentions("Tripoli", country="LB") + mentions("Libya", "Sirte", "Libyan")
    first, *_ = resolve(coded, geocoder)
    assert first.candidates[0].place.country == "LB"
    assert first.method == "coder's country"


def test_the_coder_says_the_level(geocoder: OfflineGeocoder) -> None:
    (province,) = resolve(mentions("Homs", level=Level.PROVINCE), geocoder)
    assert province.candidates[0].place.level == Level.PROVINCE
    assert province.method == "coder's level"


def test_one_name_one_sense(geocoder: OfflineGeocoder) -> None:
    coded = mentions("Tripoli", country="LB") + mentions("Tripoli")
    first, second = resolve(coded, geocoder)
    assert first.candidates == second.candidates


def test_demonyms_and_metonyms(geocoder: OfflineGeocoder) -> None:
    turkish, ankara = resolve(mentions("Turkish", "Ankara"), geocoder)
    assert turkish.candidates[0].place.level == Level.COUNTRY
    assert turkish.method == "demonym"
    assert (ankara.candidates[0].place.name, ankara.candidates[0].place.level) == (
        "Ankara",
        Level.TOWN,
    )


def test_unknown_names_have_no_candidates(geocoder: OfflineGeocoder) -> None:
    (unknown,) = resolve(mentions("Xyzzyqwkjh"), geocoder)
    assert (unknown.candidates, unknown.method) == ((), "not found")
    assert "Xyzzyqwkjh" in unknown.reason


def test_at_most_five_best_first(geocoder: OfflineGeocoder) -> None:
    (many,) = resolve(mentions("San José"), geocoder)
    scores = [candidate.score for candidate in many.candidates or many.doubtful]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


def test_no_mentions_no_resolutions(geocoder: OfflineGeocoder) -> None:
    assert resolve([], geocoder) == []


NAMES = [
    "Tripoli",
    "Libya",
    "eastern Libya",
    "Homs",
    "Xyzzy",
    "",
    "Paris",
    "Red Sea",
    "Mali",
    "\x00",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=8), max_size=8))
def test_whatever_the_names(geocoder: OfflineGeocoder, names: list[str]) -> None:
    made = mentions(*names)
    resolutions = resolve(made, geocoder)
    assert [r.mention_id for r in resolutions] == [m.mention_id for m in made]
    for resolution in resolutions:
        assert resolution.reason.endswith(".")
        assert all(0 <= c.score <= 1 for c in resolution.candidates)
        unanswered = resolution.method in ("not found", "not decided")
        assert bool(resolution.candidates) != unanswered


@pytest.mark.parametrize("country", ["LY", "XX"])
def test_a_country_that_has_no_such_place_gives_no_false_point(
    geocoder: OfflineGeocoder, country: str
) -> None:
    (aleppo,) = resolve(mentions("Aleppo", country=country), geocoder)
    assert aleppo.candidates == ()
    assert country in aleppo.reason


def test_a_port_that_is_not_there_is_no_airport(geocoder: OfflineGeocoder) -> None:
    (port,) = resolve(mentions("Ghadames port", country="LY", level=Level.FACILITY), geocoder)
    assert (port.candidates[0].place.name, port.candidates[0].place.level) == (
        "Ghadames",
        Level.TOWN,
    )
