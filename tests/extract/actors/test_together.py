"""Several at once: offices of two states, both sides, governments joined by "and"."""

import pytest

from tests.extract.actors.stage import named, roles, stands


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The presidents of Turkey and Russia, Recep Tayyip Erdoğan and Vladimir Putin, met.",
         ("vladimir-putin", "leads", "ru")),
        ("Presidents Paul Kagame of Rwanda and Felix Tshisekedi of Congo met in Geneva.",
         ("paul-kagame", "leads", "rw")),
        ("The foreign ministers of Iran and Saudi Arabia, Hossein Amirabdollahian and Faisal bin "
         "Farhan, met.", ("hossein-amirabdollahian", "belongs_to", "ir")),
    ],
)  # fmt: skip
def test_offices_held_by_several(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stands(text)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The presidents of Rwanda and Congo met in Geneva.", {"Rwanda", "Congo"}),
        ("The Turkish and Russian presidents called for a ceasefire.", {"Turkish", "Russian"}),
        ("The foreign ministers of Sudan and Ethiopia spoke.", {"Sudan", "Ethiopia"}),
    ],
)
def test_offices_without_names_are_those_of_the_states(text: str, states: set[str]) -> None:
    assert {place for place, role, _ in roles(text) if role == "actor_seat"} == states


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Clashes broke out between Congolese troops and M23 rebels. Both sides used artillery.",
         "Both sides", ("cd", "m23")),
        ("Talks between Russia and Ukraine began. The two countries agreed on a list.",
         "The two countries", ("ru", "ua")),
        ("The Sudanese army is fighting the Rapid Support Forces. A truce failed. The warring "
         "parties blamed each other.", "The warring parties", ("saf", "rsf")),
    ],
)  # fmt: skip
def test_both_sides_are_the_two_that_were_named(
    text: str, words: str, actors: tuple[str, str]
) -> None:
    assert all(words in named(text, actor) for actor in actors)


def test_both_sides_of_nobody_known_stay_unread() -> None:
    assert "Both sides" not in named("Shells fell on Khartoum. Both sides deny it.", "sd")


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("General Ahmed Barre, commander of the Rapid Support Forces, ordered his troops to go.",
         "troops", "rsf"),
        ("The Sudanese army fell back. It said its troops were tired.", "troops", "saf"),
        ("Houthi leader Omar Saleh told his fighters to wait.", "fighters", "houthis"),
    ],
)  # fmt: skip
def test_his_troops_are_those_he_leads(text: str, words: str, actor: str) -> None:
    assert words in named(text, actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Egypt, Russia and Turkey support the Houthis.", "ru"),
        ("Mali, France and Rwanda agreed on a plan.", "fr"),
        ("Talks between Ukraine, Turkey and Russia failed.", "tr"),
    ],
)
def test_governments_joined_by_and(text: str, actor: str) -> None:
    assert actor in {who for _, role, who in roles(text) if role == "metonym"}


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Kremlin said that it would reply.", "Kremlin", "ru"),
        ("The White House condemned the strike on Khan Younis.", "White House", "us"),
        ("The strike on Kidal was denounced by the Kremlin.", "Kremlin", "ru"),
    ],
)
def test_houses_are_their_governments(text: str, words: str, actor: str) -> None:
    assert words in named(text, actor)
