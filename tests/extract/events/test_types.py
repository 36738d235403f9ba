import pytest

from tests.extract.events.reading import events

ARMY, REBELS = ("army", "state"), ("Front", "rebel")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes bombed a market in Idlib.", "Air/drone strike"),
        ("Three died when a shell hit a school.", "Shelling/artillery/missile attack"),
        ("A roadside bomb killed two policemen.", "Remote explosive/landmine/IED"),
        ("A suicide bomber killed nine worshippers in a mosque.", "Suicide bomb"),
        ("Gunmen killed five villagers.", "Attack"),
        ("Soldiers clashed with rebels near the river.", "Armed clash"),
        ("Rebels ambushed an army convoy.", "Armed clash"),
        ("Rebels captured the town of Bor.", "Non-state actor overtakes territory"),
        ("The army recaptured the town of Bor.", "Government regains territory"),
        ("Government troops drove the rebels out of Bor.", "Government regains territory"),
        ("Bor fell to the rebels on Monday.", "Non-state actor overtakes territory"),
        ("Militants abducted 20 schoolgirls.", "Abduction/forced disappearance"),
        ("Thousands of people demonstrated in Khartoum.", "Peaceful protest"),
        ("Police fired tear gas at protesters.", "Protest with intervention"),
        ("Police arrested a journalist.", "Arrests"),
        ("The two sides signed a ceasefire agreement.", "Agreement"),
        ("The army agreed to a truce.", "Acceptance or support"),
        ("The minister met his counterpart in Cairo.", "Meeting or talks"),
        ("The envoy urged both sides to show restraint.", "Call or demand"),
        ("The spokesman said that the rebels must leave.", "Call or demand"),
        ("The rebels rejected the offer.", "Rejection"),
        ("The general left the capital without signing the document.", "Rejection"),
        ("The president accused the rebels of war crimes.", "Accusation or condemnation"),
        ("The rebels threatened to attack the airport.", "Threat or ultimatum"),
        ("The union imposed sanctions on two generals.", "Sanction or break of relations"),
        ("The troops withdrew from the city.", "Withdrawal or release"),
        ("The government imposed a curfew.", "Restriction or repression"),
        ("The agency delivered food to the camp.", "Aid"),
    ],
)  # fmt: skip
def test_the_words_and_who_acts_decide_the_type(text: str, expected: str) -> None:
    found = events(text, places=["Bor", "Khartoum", "Cairo", "Idlib"], actors=[ARMY, REBELS])
    assert expected in [one.type for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "He told reporters that the situation was difficult.",
        "The minister attacked the critics of the plan in his memoirs.",
        "The committee met the conditions of the lender.",
        "The country fights corruption.",
        "The company left a large debt.",
        "Ankara supports the government.",
        "They may attack the town.",
        "The rebels did not attack the town.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert [one for one in events(text) if one.type not in ("Accusation or condemnation",)] == []


def test_one_incident_in_several_words_is_one_event() -> None:
    text = "Five people were killed and nine wounded in an air strike that hit a market in Idlib."
    found = events(text, places=["Idlib"])
    assert [(one.type, one.fatalities_best) for one in found] == [("Air/drone strike", 5)]


def test_an_incident_told_again_is_more_evidence() -> None:
    text = (
        "Rebels attacked a village near Djibo on Monday.\n\n"
        "The rebels attacked the village near Djibo with machine guns."
    )
    found = events(text, places=["Djibo"])
    assert len(found) == 1
    assert len(found[0].more_evidence) == 1


def test_several_places_are_several_events() -> None:
    found = events(
        "Protests were held in Minsk, Brest and Gomel.", places=["Minsk", "Brest", "Gomel"]
    )
    assert [one.type for one in found] == ["Peaceful protest"] * 3
    assert len({one.place_mention for one in found}) == 3


def test_a_toll_over_several_places_is_told_of_none() -> None:
    found = events(
        "Shells hit Kharkiv, Sumy and Chernihiv, killing four people.",
        places=["Kharkiv", "Sumy", "Chernihiv"],
    )
    assert len(found) == 3
    assert all(one.fatalities_best is None for one in found)
