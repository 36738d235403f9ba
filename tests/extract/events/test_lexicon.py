import string

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.extract.events import types
from dashboard.extract.events.build import families
from dashboard.extract.events.lexicon import rules
from dashboard.extract.events.scene import class_names
from dashboard.extract.events.site_model import MODEL, site_model
from tests.extract.events.reading import events

SLOTS = {
    "subj", "obj", "arg", "comp", "weapon", "near", "verb", "clause", "harm", "cond", "passive",
    "stops", "breach", "other", "commands", "many", "asked", "asks", "approves", "grave", "names",
    "scolds", "blames", "harsh",
}  # fmt: skip


def test_every_rule_gives_a_known_type() -> None:
    known = {*families(), *types.DECIDED, ""}
    assert {rule.type for each in rules().values() for rule in each} <= known


def test_the_lexicon_is_rich() -> None:
    phrases = {(rule.pos, rule.phrase) for each in rules().values() for rule in each if rule.type}
    assert len(phrases) >= 600


def test_conditions_speak_of_slots_or_prepositions() -> None:
    prepositions = {"of", "on", "to", "for", "with", "by", "as", "from", "into", "towards",
                    "against", "without", "upon", "in", "under", "over", "across", "through", "at",
                    "around", "toward", "onto", "outside", "atop", "above", "out",
                    "until"}  # fmt: skip
    used = {slot for each in rules().values() for rule in each for c in rule.when
            for slot, _ in c.pairs}  # fmt: skip
    assert used <= SLOTS | prepositions
    assert "armed" in class_names()


def test_weights_are_small() -> None:
    assert MODEL.stat().st_size < 1_000_000
    assert site_model().chances([[]]) == [{}]


TOKENS = (
    "the army killed rebels in Bor and denied that must unless attack on 5 people were not , . ;"
    " who which by to would with said a ceasefire talks 12 bomb hit of from - ' \" ( ) é 中"
)
WORDS = st.sampled_from([*TOKENS.split(), "\n", "\n\n"])


@settings(max_examples=60)
@given(st.one_of(st.text(string.printable, max_size=80),
                 st.lists(WORDS, max_size=40).map(" ".join)))  # fmt: skip
def test_no_text_makes_it_raise(text: str) -> None:
    for event in events(
        text, places=["Bor", "a", "the"], actors=[("army", "state"), ("a", "person")]
    ):
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
