"""Forms of sentences in which news tells of events, each from several conflicts."""

from collections.abc import Sequence

import pytest

from dashboard.model import Realis
from tests.extract.events.reading import events


def told(text: str, places: Sequence[str] = ()) -> list[tuple[str, str]]:
    return [(event.type, event.realis.value) for event in events(text, places=places)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army carried out an attack on rebel positions.", "Armed clash"),
        ("Gunmen staged an ambush on a police convoy.", "Armed clash"),
        ("The port came under artillery fire on Tuesday.", "Shelling/artillery/missile attack"),
        ("The border was the scene of fierce clashes on Friday.", "Armed clash"),
        ("The raid claimed the lives of 14 villagers.", "Attack"),
        ("Fighting between the army and the rebels spread on Friday.", "Armed clash"),
        ("Fierce battles were under way around the town.", "Armed clash"),
        ("The army beat back a rebel assault.", "Armed clash"),
        ("Air defences destroyed 12 missiles.", "Disrupted weapons use"),
        ("A guided bomb hit a block of flats.", "Air/drone strike"),
        ("The cabinet declared a state of emergency.", "Restriction or repression"),
        ("Government forces raided a newspaper.", "Restriction or repression"),
        ("The rebels handed over 12 prisoners.", "Withdrawal or release"),
        ("Thousands of refugees crossed the border.", "Other"),
        ("Supporters of the cleric began a sit-in.", "Peaceful protest"),
    ],
)
def test_light_verbs_and_nouns(text: str, kind: str) -> None:
    assert [name for name, _ in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks are to be held next week.", ("Meeting or talks", "planned")),
        ("The ceasefire talks resumed on Sunday.", ("Meeting or talks", "actual")),
        ("The envoy flew in to meet the rebels.", ("Meeting or talks", "actual")),
        ("The army has been trying to repel an attack by rebels.", ("Armed clash", "ongoing")),
        ("Gunfire could be heard in the capital.", ("Armed clash", "actual")),
    ],
)
def test_how_it_is_told(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman warned that the deliveries would not change the course of the war.",
        "The agency warned that it would run out of fuel.",
        "The ceasefire was broken within hours.",
        "In March the leader took part.",
    ],
)
def test_what_warns_and_names_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The general warned that he would strike back.",
        "The junta warned that it would answer every breach.",
        "The militia said it would attack any ship.",
    ],
)
def test_threats_are_of_what_the_speaker_would_do(text: str) -> None:
    assert "Threat or ultimatum" in [name for name, _ in told(text)]


def test_who_says_that_he_stops_concedes() -> None:
    for who in ("The rebels", "The army", "The militia"):
        assert told(f"{who} announced that they would stop shooting.") == [
            ("Concession declared", Realis.ACTUAL)
        ]


def test_who_is_to_be_persuaded_of_a_truce_is_asked_for_one() -> None:
    text = "The minister expects the envoy to convince the rebels for a cease-fire."
    assert told(text) == [("Call or demand", "actual"), ("Agreement", "requested")]
    text = "The envoy asked the emir to persuade the rebels to accept a ceasefire."
    assert told(text) == [("Call or demand", "actual"), ("Agreement", "requested")]


def test_arms_that_are_pledged_are_aid() -> None:
    text = "The president pledged to send more jets to the army."
    assert told(text) == [("Promise or pledge", "actual"), ("Aid", "planned")]


def test_an_incident_that_a_noun_alone_names_is_read_once() -> None:
    title = "Daily report\n\n"
    text = title + "The minister condemned the raid on Nyala."
    assert ("Attack", "actual") in told(text, places=["Nyala"])
    text = title + "Gunmen raided Nyala on Monday and killed five. The minister condemned the raid."
    assert [name for name, _ in told(text, places=["Nyala"])].count("Attack") <= 1


def test_months_are_no_marches() -> None:
    text = "In March five villagers were killed by policemen."
    assert [name for name, _ in told(text)] == ["Attack"]


def test_the_other_side_of_a_fight_is_the_opponent() -> None:
    actors = [("SAF", "state"), ("RSF", "rebel")]
    text = (
        "Daily report\n\nThe SAF fought the RSF in Nyala. Shells of the SAF hit the RSF in Geneina."
        " On Monday the RSF attacked the base in Babanusa."
    )
    found = events(text, places=["Nyala", "Geneina", "Babanusa"], actors=actors)
    last = [event for event in found if event.type == "Armed clash"][-1]
    assert len(last.participants) == 2
