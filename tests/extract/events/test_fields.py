import pytest

from dashboard.extract.events import with_sites
from dashboard.model import ParticipantRole, PlaceRole
from tests.extract.events.reading import events, read


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("An air strike killed at least 26 people.", (26, 26, None)),
        ("A bomb left 12 people dead.", (12, 12, 12)),
        ("Between 10 and 15 people were killed in an air strike.", (10, None, 15)),
        ("Two civilians were killed and eight injured in an air strike.", (2, 2, 2)),
        ("A shell hit the market but nobody was killed.", (0, 0, 0)),
        ("Six people were wounded by a landmine.", (0, 0, 0)),
        ("Gunmen attacked the village.", (None, None, None)),
        ("Dozens of people were killed in an air strike.", (None, None, None)),
        ("More than 100 soldiers were killed in an ambush.", (101, None, None)),
        ("Up to 40 people were killed in an air strike.", (None, None, 40)),
        ("About 30 people were killed in an air strike.", (None, 30, None)),
    ],
)
def test_only_the_dead_are_counted(text: str, dead: tuple[int | None, ...]) -> None:
    found = events(text)
    assert [(e.fatalities_low, e.fatalities_best, e.fatalities_high) for e in found] == [dead]


def test_who_does_what_to_whom() -> None:
    (found,) = events(
        "Israel accused Hamas of stealing aid.", actors=[("Israel", "state"), ("Hamas", "rebel")]
    )
    assert {(one.actor_id, one.role) for one in found.participants} == {
        ("israel", ParticipantRole.SOURCE), ("hamas", ParticipantRole.TARGET),
    }  # fmt: skip


def test_sides_of_a_battle() -> None:
    (found,) = events(
        "Fighters of the Front clashed with the army in Bor.",
        actors=[("Front", "rebel"), ("army", "state")],
        places=["Bor"],
    )
    assert {(one.actor_id, one.role) for one in found.participants} == {
        ("front", ParticipantRole.SIDE_A), ("army", ParticipantRole.SIDE_B),
    }  # fmt: skip


@pytest.mark.parametrize("role", [PlaceRole.ACTOR_SEAT, PlaceRole.METONYM])
def test_a_seat_or_metonym_is_no_site(role: PlaceRole) -> None:
    (found,) = events("Gunmen killed five villagers in Bor.", places=["Bor"], role=role)
    assert found.place_mention == ""


def test_the_place_of_a_speech_act_is_where_it_was_made() -> None:
    text = "The minister urged an end to the violence in Yemen."
    found = [one for one in events(text, places=["Yemen"]) if one.type == "Call or demand"]
    assert [one.place_mention for one in found] == [""]


def test_an_act_without_a_place_takes_that_of_the_sentence_before() -> None:
    text = "Rebels captured the town of Bor on Monday. Government troops withdrew without a fight."
    _, mentions, found = read(text, places=["Bor"])
    assert [one.place_mention for one in found] == [mentions[0].mention_id] * 2
    assert found[1].place_inherited == "from an earlier sentence: Bor"


def test_sites_and_the_larger_place_they_lie_in() -> None:
    text = "Gunmen killed five villagers in Bor, South Sudan, said an official in Juba."
    doc, mentions, found = read(text, places=["Bor", "South Sudan", "Juba"])
    roles = {one.text: one.role for one in with_sites(mentions, found, doc)}
    assert roles == {
        "Bor": PlaceRole.EVENT_SITE,
        "South Sudan": PlaceRole.EVENT_SITE,
        "Juba": PlaceRole.MENTIONED,
    }


def test_other_roles_are_left_alone() -> None:
    doc, mentions, found = read("Gunmen killed five villagers in Bor.", places=["Bor"],
                                role=PlaceRole.AREA_HELD)  # fmt: skip
    assert [one.role for one in with_sites(mentions, found, doc)] == [PlaceRole.AREA_HELD]
