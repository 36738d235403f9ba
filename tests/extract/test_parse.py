import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import SettingsError
from dashboard.extract import parse
from dashboard.extract.parse import Parser, parser
from dashboard.extract.pinned import ENGLISH, check_english, digest_of
from dashboard.extract.zones import zones

REPORT = (
    "Clashes in El Fasher\n\nBy a reporter\n\nEL FASHER, Sudan - The RSF shelled the market of El"
    " Fasher on Monday. Three people were killed.\n\nThe army denied it"
)


def parsed(text: str):  # type: ignore[no-untyped-def]
    return parser().parse(text, zones(text))


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_offsets_give_back_the_text(text: str) -> None:
    doc = parsed(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text


def test_no_sentence_crosses_a_zone() -> None:
    borders = {zone.start for zone in zones(REPORT)}
    for sentence in parsed(REPORT).sents:
        assert not any(sentence.start_char < border < sentence.end_char for border in borders)


def test_words_have_a_lemma_and_a_part_of_speech() -> None:
    words = {token.text: (token.pos_, token.lemma_) for token in parsed(REPORT)}
    assert words["shelled"] == ("VERB", "shell")
    assert words["killed"] == ("VERB", "kill")
    assert words["people"] == ("NOUN", "people")
    assert words["Monday"] == ("PROPN", "Monday")


def test_a_text_parsed_in_parts_keeps_its_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "PART", 60)
    text = "\n\n".join([REPORT] * 5) + " endless" * 60
    doc = parsed(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_what_lies_beyond_the_longest_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "LONGEST", 50)
    assert parsed(REPORT).text == REPORT[:50]


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(SettingsError, match="no_such_pipeline"):
        Parser("no_such_pipeline")


def test_a_pipeline_in_a_folder_parses_too() -> None:
    spec = importlib.util.find_spec(ENGLISH)
    assert spec is not None
    assert spec.origin is not None
    [folder] = Path(spec.origin).parent.glob("en_core_web_sm*")
    doc = Parser(str(folder)).parse(REPORT, zones(REPORT))
    assert doc.text == REPORT
    assert {token.lemma_ for token in doc if token.text == "killed"} == {"kill"}


def test_an_english_pipeline_with_other_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"weights")
    before = digest_of(tmp_path)
    (tmp_path / "model").write_bytes(b"others!")
    assert digest_of(tmp_path) != before
    with pytest.raises(SettingsError, match="pins"):
        check_english(digest=before)
