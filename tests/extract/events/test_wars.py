"""Ways in which news of many wars tells of events; the sentences are ours."""

import pytest

from tests.extract.events.reading import events


def kinds(text: str, *places: str) -> list[str]:
    return [event.type for event in events(text, places=places)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Some 4,000 villagers streamed across the border.", "Other"),
        ("Hundreds of families have abandoned their homes.", "Other"),
        ("A ship brought 300 evacuees to the mainland.", "Other"),
        ("The charity donated two million dollars.", "Aid"),
        ("Helicopters dropped sacks of rice over the camp.", "Aid"),
        ("The mission handed out blankets.", "Aid"),
        ("The deserters turned themselves in.", "Withdrawal or release"),
        ("The guerrillas laid down their arms.", "Withdrawal or release"),
        ("The commander let eleven hostages go.", "Withdrawal or release"),
        ("The militia broke off its siege.", "Withdrawal or release"),
        ("The president ordered three battalions to the frontier.", "Deployment or show of force"),
        ("Marines landed on the coast.", "Deployment or show of force"),
        ("The army called up reservists.", "Deployment or show of force"),
        ("Rebels set a school and two shops ablaze.", "Looting/property destruction"),
        ("Raiders made off with cattle.", "Looting/property destruction"),
        ("The ministry called the raid an outrage.", "Accusation or condemnation"),
        ("The envoy said the rebels were behind it.", "Accusation or condemnation"),
        ("The government distanced itself from the general.", "Rejection"),
        ("The junta shut down the internet.", "Restriction or repression"),
        ("The government placed the province under martial law.", "Restriction or repression"),
        ("The authorities sealed the border.", "Restriction or repression"),
        ("Washington froze the assets of the general.", "Sanction or break of relations"),
        ("The government closed its embassy.", "Sanction or break of relations"),
        ("The general declared a halt to the offensive.", "Concession declared"),
        ("The foreign minister spoke to his counterpart.", "Meeting or talks"),
        ("Troops broke through the enemy lines.", "Armed clash"),
        ("Both armies exchanged mortar fire.", "Shelling/artillery/missile attack"),
        ("The rebels agreed to release the crew.", "Promise or pledge"),
    ],
)
def test_one_event(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops entered Bunia without firing a shot.", "Non-violent transfer of territory"),
        ("French troops captured Gao.", "Government regains territory"),
        ("Rebels marched into Gao.", "Non-state actor overtakes territory"),
        ("Government soldiers raised the flag over Gao.", "Government regains territory"),
    ],
)
def test_who_takes_a_place(text: str, kind: str) -> None:
    assert kind in kinds(text, "Bunia", "Gao")


@pytest.mark.parametrize(
    "text",
    [
        "India called the verdict a success for its farmers.",
        "The group insisted that it had acted alone.",
        "The bridge fell on a road.",
        "Sanctions were possible.",
    ],
)
def test_no_event(text: str) -> None:
    assert kinds(text) == []


def test_taking_a_town_with_its_dead_is_one_event() -> None:
    found = kinds("Dozens of people were killed when insurgents overran Palma.", "Palma")
    assert found == ["Non-state actor overtakes territory"]


def test_what_will_not_be_done_is_refused() -> None:
    assert kinds("The rebels will not release the soldiers.") == ["Rejection"]


def test_an_end_to_violence_that_is_asked_for_is_an_agreement() -> None:
    found = [(e.type, e.realis) for e in events("The bishops demanded an end to the air raids.")]
    assert found == [("Call or demand", "actual"), ("Agreement", "requested")]


def test_the_dead_of_the_sentence_before_are_no_second_event() -> None:
    text = "Fighters attacked the base in Nyala on Thursday. Twelve soldiers were killed."
    found = events(text, places=["Nyala"])
    assert [(e.type, e.fatalities_best) for e in found] == [("Armed clash", 12)]


def test_a_subject_after_a_day_is_not_part_of_the_date() -> None:
    (event, *_) = events(
        "On Friday Sadio appealed to all fighters to surrender.", actors=[("Sadio", "person")]
    )
    assert [p.role for p in event.participants if p.actor_id == "sadio"] == ["source"]
