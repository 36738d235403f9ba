from collections.abc import Sequence
from typing import Any

import pytest
from geopy.exc import GeocoderInsufficientPrivileges, GeocoderTimedOut
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from dashboard.geocode.fallback import place_from, with_online
from dashboard.geocode.reasons import UNDECIDED
from dashboard.model import Level, MentionKind, PlaceMention, PlaceRole, Resolution, Span


class Online(Geocoder):
    """Answers from a table; counts what it is asked."""

    def __init__(self, answers: dict[str, Location | Exception | None]) -> None:
        super().__init__()
        self.answers = answers
        self.asked: list[str] = []

    def geocode(self, query: str, **_: Any) -> Location | None:
        self.asked.append(query)
        answer = self.answers.get(query)
        if isinstance(answer, Exception):
            raise answer
        return answer


def mention(number: int, name: str, country: str = "") -> PlaceMention:
    return PlaceMention(
        mention_id=f"m{number}", report_id="r", text=name, span=Span(0, 1), sentence=Span(0, 1),
        kind=MentionKind.TOPONYM, role=PlaceRole.EVENT_SITE, name=name, country=country,
    )  # fmt: skip


def nothing(mentions: Sequence[PlaceMention]) -> list[Resolution]:
    return [Resolution(m.mention_id, (), "not found", "Not in the gazetteer.") for m in mentions]


VILLAGE = Location(
    "Somewhere, Libya", (31.0, 15.0), {"osm_id": 7, "addresstype": "village",
    "boundingbox": ["30.9", "31.1", "14.9", "15.1"]},
)  # fmt: skip


def test_a_name_not_found_is_asked_for_once_and_told() -> None:
    online = Online({"Somewhere, Libya": VILLAGE})
    resolve = with_online(nothing, online, {"LY": "Libya"}.get)  # type: ignore[arg-type]
    first, second = resolve([mention(1, "Somewhere", "LY"), mention(2, "Somewhere", "LY")])
    assert online.asked == ["Somewhere, Libya"]
    place = first.candidates[0].place
    assert (place.level, place.radius_km, place.place_id) == (Level.TOWN, 5.0, "online:7")
    assert first.method == "online geocoder"
    assert "Online answered" in first.reason
    assert second.candidates == first.candidates


def test_what_is_not_decided_is_not_asked_for() -> None:
    def torn(mentions: Sequence[PlaceMention]) -> list[Resolution]:
        return [Resolution(m.mention_id, (), UNDECIDED, "Many are called so.") for m in mentions]

    online = Online({"Somewhere": VILLAGE})
    assert with_online(torn, online, str)([mention(1, "Somewhere")])[0].candidates == ()
    assert online.asked == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "not found"),
        (GeocoderTimedOut(), "timed out"),
        (GeocoderInsufficientPrivileges(), "refused"),
        (RuntimeError("broken"), "broken"),
    ],
)
def test_a_failure_is_told_and_loses_no_other_name(answer: Exception | None, words: str) -> None:
    online = Online({"Lost": answer, "Found": VILLAGE})
    lost, found = with_online(nothing, online, str)([mention(1, "Lost"), mention(2, "Found")])
    assert lost.candidates == ()
    assert words in lost.reason
    assert found.candidates


def test_who_is_found_offline_is_not_asked_for() -> None:
    online = Online({})

    def known(mentions: Sequence[PlaceMention]) -> list[Resolution]:
        candidate = with_online(nothing, Online({"X": VILLAGE}), str)([mention(1, "X")])
        return [Resolution(m.mention_id, candidate[0].candidates, "", "") for m in mentions]

    with_online(known, online, str)([mention(1, "X")])
    assert online.asked == []


@pytest.mark.parametrize(
    ("raw", "level", "radius"),
    [
        ({}, Level.DISTRICT, 25.0),
        ({"addresstype": "country"}, Level.COUNTRY, 25.0),
        ({"addresstype": "aerodrome"}, Level.FACILITY, 2.0),
        ({"addresstype": "state", "boundingbox": [30, 32, 14, 16]}, Level.PROVINCE, 145.8),
        ({"addresstype": "state", "boundingbox": "no box"}, Level.PROVINCE, 25.0),
    ],
)
def test_precision_is_what_the_service_says(
    raw: dict[str, Any], level: Level, radius: float
) -> None:
    place = place_from(Location("X", (31.0, 15.0), raw), service="s", name="X")
    assert (place.level, place.radius_km) == (level, pytest.approx(radius, abs=1))
