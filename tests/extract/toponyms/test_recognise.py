import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.held_out import digest_of, weights_for
from dashboard.errors import SettingsError
from dashboard.extract.findings import Toponym
from dashboard.extract.parse import parser
from dashboard.extract.toponyms.classifier import FOLDER, chosen, classifier
from dashboard.extract.toponyms.recognise import recognise
from dashboard.extract.zones import Zone, ZoneKind, zones
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon
from dashboard.model import Level, MentionKind


@pytest.fixture(scope="module")
def lexicon(gazetteer: Gazetteer) -> GazetteerLexicon:
    return GazetteerLexicon(gazetteer)


def found(text: str, lexicon: GazetteerLexicon) -> list[Toponym]:
    zoned = zones(text)
    return recognise(parser().parse(text, zoned), zoned, lexicon)


def words(text: str, lexicon: GazetteerLexicon) -> list[str]:
    return [text[one.span.start : one.span.end] for one in found(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paramilitary fighters shelled El Fasher and Nyala on Monday.", ["El Fasher", "Nyala"]),
        ("Drones struck Kharkiv and Odesa, a governor said.", ["Kharkiv", "Odesa"]),
        ("Gunmen attacked a village near Djibo in Burkina Faso.", ["Djibo", "Burkina Faso"]),
        ("Air strikes hit Loikaw, the capital of Kayah State.", ["Loikaw", "Kayah State"]),
        ("Rebels of the M23 entered Goma and Bukavu in January.", ["Goma", "Bukavu"]),
        ("Houthi missiles were fired at Marib and Taiz.", ["Marib", "Taiz"]),
        ("Peace talks were held in Geneva and in Addis Ababa.", ["Geneva", "Addis Ababa"]),
    ],
)  # fmt: skip
def test_names_of_places(text: str, expected: list[str], lexicon: GazetteerLexicon) -> None:
    assert [word for word in words(text, lexicon) if word != "Houthi"] == expected


def test_villages_that_no_gazetteer_has(lexicon: GazetteerLexicon) -> None:
    text = "Militiamen burned down the village of Kembarou in Mali, residents of Sokoudrou said."
    assert lexicon.known("Kembarou") is None
    assert "Kembarou" in words(text, lexicon)


def test_persons_and_common_words_are_no_places(lexicon: GazetteerLexicon) -> None:
    text = "General Abdel Fattah al-Burhan told Reuters that the talks failed. Nice words, he said."
    assert words(text, lexicon) == []


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabaab claimed responsibility for the attack.",
        "Suspected Boko Haram insurgents were blamed.",
        "Hezbollah fired rockets on Monday.",
        "M23 rebels denied it.",
    ],
)
def test_names_of_armed_groups_are_no_places(text: str, lexicon: GazetteerLexicon) -> None:
    assert words(text, lexicon) == []


def test_capitals_speak(lexicon: GazetteerLexicon) -> None:
    text = "Kyiv said on Tuesday that it had shot down 30 drones."
    assert words(text, lexicon) == ["Kyiv"]


def test_names_of_known_actors_are_no_places(lexicon: GazetteerLexicon) -> None:
    text = "Hamas fighters attacked a base near Rafah, Anadolu said."
    zoned = zones(text)
    doc = parser().parse(text, zoned)
    names = recognise(doc, zoned, lexicon, never={"hamas", "anadolu"})
    assert [one.name for one in names] == ["Rafah"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Ukrainian army withdrew from Avdiivka.", "Ukrainian"),
        ("Three Malian soldiers were killed near Kidal.", "Malian"),
        ("Thousands of Yemenis fled to Djibouti.", "Yemenis"),
        ("The Sudanese government rejected the plan.", "Sudanese"),
    ],
)
def test_demonyms_keep_their_words(text: str, word: str, lexicon: GazetteerLexicon) -> None:
    demonyms = [one for one in found(text, lexicon) if one.kind is MentionKind.DEMONYM]
    assert [text[one.span.start : one.span.end] for one in demonyms] == [word]
    assert demonyms[0].name == word


@pytest.mark.parametrize(
    ("text", "expected", "proper"),
    [
        ("Fighting spread to northern Mali.", "northern Mali", "Mali"),
        ("Shells fell on north-west Syria.", "north-west Syria", "Syria"),
        ("Clashes continued in the east of Ukraine.", "east of Ukraine", "Ukraine"),
        ("People fled the Kherson region on foot.", "Kherson region", "Kherson"),
        ("A fuel depot at Odesa port burned.", "Odesa port", "Odesa"),
        ("Rockets hit Goma airport on Sunday.", "Goma airport", "Goma"),
    ],
)
def test_a_mention_has_its_direction_and_its_noun(
    text: str, expected: str, proper: str, lexicon: GazetteerLexicon
) -> None:
    assert words(text, lexicon) == [expected]
    one = found(text, lexicon)[0]
    assert one.name == expected
    assert one.proper is not None
    assert text[one.proper.start : one.proper.end] == proper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A tanker was hit 45 nautical miles south-west of Aden, the navy said.",
            "45 nautical miles south-west of Aden",
        ),
        ("Two boats sank off the coast of Yemen on Friday.", "off the coast of Yemen"),
    ],
)
def test_a_position_at_sea_is_one_mention(
    text: str, expected: str, lexicon: GazetteerLexicon
) -> None:
    one = found(text, lexicon)[0]
    assert text[one.span.start : one.span.end] == expected
    assert one.level is Level.SEA
    assert one.name in ("Aden", "Yemen")


def test_hyphens_part_names(lexicon: GazetteerLexicon) -> None:
    assert words("The Khartoum-based ministry denied the report.", lexicon) == ["Khartoum"]
    text = "The Chad-Sudan border was closed after fighting near Adré."
    assert words(text, lexicon)[:2] == ["Chad", "Sudan"]


def test_possessives_and_articles_stay_outside(lexicon: GazetteerLexicon) -> None:
    text = "Myanmar's army and the Philippines signed an accord."
    assert words(text, lexicon) == ["Myanmar", "Philippines"]


def test_each_repeat_is_a_mention(lexicon: GazetteerLexicon) -> None:
    text = "Bakhmut was shelled. The army left Bakhmut. Nobody lives in Bakhmut now."
    assert words(text, lexicon) == ["Bakhmut"] * 3


def test_the_tail_is_left_out(lexicon: GazetteerLexicon) -> None:
    text = "Fighting near Goma.\n\nRead more: Flood in Jakarta"
    at = text.index("Read")
    zoned = [Zone(ZoneKind.BODY, 0, at - 2), Zone(ZoneKind.TAIL, at, len(text))]
    names = recognise(parser().parse(text, zoned), zoned, lexicon)
    assert [one.name for one in names] == ["Goma"]


_PIECES = st.sampled_from(
    ["Mali", "eastern", "the", " of ", "Gao", "’s", "-", "\n", "\n\n", " ", ", ", "Kayah State",
     "U.S.", "AL-", "10 nautical miles off ", "port", "Ж", "\u0301", "\u200f", "é", "😀", "0"]
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=200))
def test_any_text_gives_spans_in_order_without_overlap(
    lexicon: GazetteerLexicon, text: str
) -> None:
    names = found(text, lexicon)
    assert names == found(text, lexicon)
    at = 0
    for one in names:
        assert at <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end].strip()
        assert 0 <= one.score <= 1
        assert one.proper is not None
        assert one.span.start <= one.proper.start < one.proper.end <= one.span.end
        at = one.span.end


def test_scores_tell_sure_names_from_doubtful_ones(lexicon: GazetteerLexicon) -> None:
    sure = found("The talks were held in Nairobi, Kenya.", lexicon)
    assert [one.name for one in sure] == ["Nairobi", "Kenya"]
    assert min(one.score for one in sure) > 0.8


def test_rivals_do_not_overlap_and_the_best_wins() -> None:
    stretches = [(0, 1), (0, 2), (1, 2), (4, 5), (6, 7), (6, 8)]
    worth = [0.3, 0.6, 0.5, 0.2, 0.35, 0.3]
    assert [i for i, _ in chosen(stretches, worth, 0.45)] == [1, 4]


def test_weights_are_needed(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError, match="no weights"):
        classifier(tmp_path / "none.json.xz")
    (tmp_path / "bad.json.xz").write_bytes(b"nothing")
    with pytest.raises(SettingsError, match="no weights"):
        classifier(tmp_path / "bad.json.xz")


def test_the_manifest_names_corpora_and_their_documents() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    corpora = set(manifest["documents"])
    assert set(manifest["weights"]["full"]) == corpora
    for file, learned in manifest["weights"].items():
        assert (FOLDER / f"{file}.json.xz").is_file()
        assert set(learned) <= corpora
    assert all(len(set(digests)) > 100 for digests in manifest["documents"].values())


def test_what_is_scored_was_not_learned_from(tmp_path) -> None:  # type: ignore[no-untyped-def]
    manifest = {
        "weights": {"full": ["a", "b"], "without-a": ["b"], "without-b": ["a"]},
        "documents": {"a": [digest_of("one text")], "b": [digest_of("another")]},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert weights_for("x", ["new"], tmp_path).path.name == "full.json.xz"
    assert weights_for("x", ["one  text\n"], tmp_path).path.name == "without-a.json.xz"
    assert weights_for("b_test", ["new"], tmp_path).path.name == "without-b.json.xz"
    assert weights_for("x", ["one text", "another"], tmp_path).seen == 1
