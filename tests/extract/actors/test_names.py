from datetime import date

import pytest

from dashboard.model import ActorKind, Span
from dashboard.roster import Roster
from tests.extract.actors.stage import cast, ids, named


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        ("The Arakan Army (AA) took a base in Rakhine. The AA said so.", "arakan-army",
         ["Arakan Army", "AA", "AA"]),
        ("The Tigray People's Liberation Front (TPLF) left Mekelle; the TPLF was tired.",
         "tigray-people-s-liberation-front",
         ["Tigray People's Liberation Front", "TPLF", "TPLF"]),
        ("Hayat Tahrir al-Sham (HTS) rules Idlib, and HTS collects taxes.", "hayat-tahrir-al-sham",
         ["Hayat Tahrir al-Sham", "HTS", "HTS"]),
        ("Troops of the Government of National Accord (GNA) retook the town. The GNA was glad.",
         "government-of-national-accord",
         ["Troops", "Government of National Accord", "GNA", "GNA"]),
    ],
)  # fmt: skip
def test_a_body_with_its_abbreviation(text: str, actor: str, words: list[str]) -> None:
    assert named(text, actor) == words


@pytest.mark.parametrize(
    ("text", "full", "surname"),
    [
        ("Sudanese general Abdel Fattah al-Burhan spoke on Monday. Burhan ruled out talks.",
         "Abdel Fattah al-Burhan", "Burhan"),
        ("President Volodymyr Zelenskiy went to Bakhmut. Zelenskiy thanked the crews.",
         "Volodymyr Zelenskiy", "Zelenskiy"),
        ("Colonel Assimi Goita seized power in Bamako. Goita named a cabinet.",
         "Assimi Goita", "Goita"),
    ],
)  # fmt: skip
def test_a_surname_means_the_person_named_in_full(text: str, full: str, surname: str) -> None:
    found = cast(text)
    who = next(actor for actor in found.actors if actor.name == full)
    assert who.kind is ActorKind.PERSON
    words = [text[m.span.start : m.span.end] for m in found.mentions if m.actor_id == who.actor_id]
    assert words[:2] == [full, surname]


def test_a_weak_name_needs_its_country() -> None:
    assert "rsf" in ids("The RSF shelled El Fasher in Sudan.")
    assert "rsf-press" not in ids("The RSF shelled El Fasher in Sudan.")
    assert "rsf" not in ids("The RSF counted the jailed reporters.")


def test_a_surname_of_the_actor_file_after_another_given_name_is_someone_else() -> None:
    assert named("Bilal Erdogan opened a school in Ankara.", "erdogan") == []
    assert named("Erdogan opened a school in Ankara.", "erdogan") == ["Erdogan"]


def test_accents_and_full_stops_do_not_matter() -> None:
    assert named("Recep Tayyip Erdogan spoke.", "erdogan") == ["Recep Tayyip Erdogan"]
    assert named("The U.N. called for calm.", "un") == ["U.N"]


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        ("Ukrainian President Volodymyr Zelenskiy said he would stay.", "volodymyr-zelenskiy",
         ["Volodymyr Zelenskiy", "he"]),
        ("Riyadh and Tehran disagree: the former arms Aden, and the latter does not.", "sa",
         ["Riyadh", "the former"]),
        ("Hamas fired rockets. The group said more would follow.", "hamas",
         ["Hamas", "The group"]),
        ("M23 rebels took Goma. They also hold Rutshuru.", "m23", ["M23 rebels", "They"]),
        ("General Yahya Sarea denied it. The general spoke in Sanaa.", "yahya-sarea",
         ["Yahya Sarea", "The general"]),
    ],
)  # fmt: skip
def test_words_that_refer_to_an_actor(text: str, actor: str, words: list[str]) -> None:
    assert named(text, actor) == words


def test_he_is_nobody_where_two_come_into_question() -> None:
    text = "President Volodymyr Zelenskiy and Abdullah Gül met in Istanbul. He was late."
    assert "He" not in named(text, "gul") + named(text, "volodymyr-zelenskiy")


@pytest.mark.parametrize(
    ("published", "holder"), [(date(2012, 5, 1), "gul"), (date(2020, 5, 1), "erdogan")]
)
def test_an_office_without_a_name_is_held_by_whom_the_day_says(
    published: date, holder: str
) -> None:
    text = "The Turkish president urged a truce."
    assert named(text, holder, published=published) == ["Turkish president"]


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        ("Russian forces shelled Kharkiv.", "ru", ["Russian forces"]),
        ("Eritrean troops left Mekelle.", "er", ["Eritrean troops"]),
        ("Israeli warplanes bombed Khan Younis.", "il", ["Israeli warplanes"]),
        ("The Sudanese army shelled El Fasher.", "saf", ["Sudanese army"]),
        ("Hamas fighters fired on Israel.", "hamas", ["Hamas fighters"]),
    ],
)  # fmt: skip
def test_forces_are_those_whose_name_stands_before_them(
    text: str, actor: str, words: list[str]
) -> None:
    assert named(text, actor) == words


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Gunmen attacked a village near Djibo.", "t-gunmen", ActorKind.OTHER),
        ("Protesters marched in Khartoum.", "t-protesters", ActorKind.CIVILIANS),
        ("A gunman fired at a bus near Idlib.", "t-gunmen", ActorKind.OTHER),
        ("Syrian mercenaries landed in Libya.", "t-syrian-mercenaries", ActorKind.MILITIA),
        ("Suspected jihadists burned houses in Djibo.", "t-jihadists", ActorKind.REBEL),
    ],
)
def test_the_unnamed_belong_to_their_report(text: str, actor: str, kind: ActorKind) -> None:
    found = next(each for each in cast(text).actors if each.actor_id == actor)
    assert found.kind is kind


def test_rebels_are_the_group_that_was_called_so() -> None:
    text = "M23 rebels took Goma on Monday. The rebels then moved on Rutshuru."
    assert named(text, "m23") == ["M23 rebels", "rebels"]


def test_a_name_that_only_says_what_kind_of_thing_is_no_actor() -> None:
    assert not ids("Military cooperation was agreed on.") & {"t-military"}


def test_without_an_actor_file_the_report_still_has_its_own() -> None:
    found = cast("The Arakan Army (AA) took a base.", known=Roster())
    assert [actor.name for actor in found.actors] == ["Arakan Army"]


@pytest.mark.parametrize(
    "text", ["", " ", "(", "())(", "The", "of", "'s (AB)", "the former", "-" * 50]
)
def test_any_text_is_read(text: str) -> None:
    assert cast(text).relations == ()


def test_the_same_text_gives_the_same_and_spans_lie_within_it() -> None:
    text = "The RSF, led by Hemedti, left El Fasher in Sudan.\n\nKhartoum said it was glad."
    assert cast(text) == cast(text)
    assert all(Span(0, 0).start <= m.span.start < m.span.end <= len(text)
               for m in cast(text).mentions)  # fmt: skip
