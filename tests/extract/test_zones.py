import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.extract.patterns import dateline
from dashboard.extract.zones import zones
from dashboard.readers.coded import read_coding
from dashboard.settings import Settings

BODY = "Artillery fire cut the road between Karda and Velin on Wednesday, the mayor of Karda said."
MORE = "Nobody was hurt, he added, but lorries were waiting on both sides of the river Neman."
HEADLINES = (
    "Farmers win prize for giant pumpkin Mayor of Oslo opens new library School bus drivers vote "
    "to end strike Bread price rises for third month Swimmer crosses lake in record time"
)


def told(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(zone.kind.value, text[zone.start : zone.end]) for zone in zones(text, title=title)]


def kinds(*paragraphs: str) -> list[str]:
    return [kind for kind, _ in told("\n\n".join(paragraphs))]


def test_a_report_with_everything() -> None:
    text = "\n\n".join([
        "Shelling cuts road to Karda", "The road is closed. Lorries wait.", "By Ann Example / AFP",
        f"KARDA, Jan 8 (AFP) — {BODY}", MORE, "Read more: Bridge at Velin opens",
        "(Reporting by Ann Example in Velin; Editing by Bo Example)", HEADLINES,
        "© 2020 Example Post. All rights reserved.",
    ])  # fmt: skip
    assert told(text) == [
        ("title", "Shelling cuts road to Karda"),
        ("standfirst", "The road is closed. Lorries wait."),
        ("byline", "By Ann Example / AFP"),
        ("dateline", "KARDA, Jan 8 (AFP) —"),
        ("body", BODY),
        ("body", MORE),
        ("tail", "Read more: Bridge at Velin opens"),
        ("byline", "(Reporting by Ann Example in Velin; Editing by Bo Example)"),
        ("tail", HEADLINES),
        ("tail", "© 2020 Example Post. All rights reserved."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "TRIPOLI, Jan 8 (Agency) — ", "BENGHAZI – ", "KHARTOUM, Sudan (AP) — ",
        "Tripoli (Reuters) - ",
        "DAR ES SALAAM, Tanzania (AP) _ ", "GENEVA/TRIPOLI, Jan. 8 (Reuters) - ", "Cairo – ",
        "Tripoli, Libya – ", "Sana'a, 8 January 2020 – ", "UNITED NATIONS, Jan. 8 (Xinhua) -- ",
        "PORT-AU-PRINCE, Haiti (AP) — ", "(Reuters) - ", "AMHERST, N.Y. (AP) -- ",
        "ŁÓDŹ, Poland — ",
        "Mosul, Iraq (CNN) -- ",
    ],
)  # fmt: skip
def test_datelines(line: str) -> None:
    assert dateline(line + BODY) == len(line)


@pytest.mark.parametrize(
    "start",
    [
        "GNA – the government – said ", "UNSMIL – the mission – said ",
        "BREAKING – ", "UPDATE 1 - ",
        "He said: ", "On Wednesday - a market day - ", "WATCH: ", "The road – ", "Karda said ",
        "KYIV: ", "",
    ],
)  # fmt: skip
def test_no_datelines(start: str) -> None:
    assert dateline(start + "The road was cut.") is None


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example", "By ANN EXAMPLE and Bo Example",
        "Ann Example",
        "Ann Example and Bo Example",
        "Reuters", "Ann Example / Example News", "Post English / Anadolu Agency", "Staff Reports",
        "Published 8 January 2020", "January 8, 2020 10:14 AM", "Updated: 2020-01-08 17:52",
        "Source: Xinhua", "Ann Example, AFP", "Von Anna Beispiel",
    ],
)  # fmt: skip
def test_bylines(line: str) -> None:
    assert kinds("Shelling cuts road", line, BODY, MORE) == ["title", "byline", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Related articles", "Advertisement", "Photo: Ann Example", "(Photo by Ann Example)",
        "Follow us on Telegram", "Tags: Karda, Velin", "READ MORE: Bridge opens", "Getty Images",
        "Copyright 2020 Example Post.", "Sign up for our newsletter", "Image: Ann Example/AFP",
    ],
)  # fmt: skip
def test_lines_that_are_no_part_of_the_report(line: str) -> None:
    assert kinds("Shelling cuts road", BODY, line, MORE) == ["title", "body", "tail", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Wednesday the road was open again.",
        "Also on the list was the bridge at Velin, which the army had closed a week before.",
        "Video shows the moment at which the shell hit the bridge.",
        "Copyright law was not discussed at the talks in Karda.",
        "More in the north than in the south, people have left their homes.",
    ],
)
def test_sentences_that_begin_like_them(line: str) -> None:
    assert kinds("Shelling cuts road", BODY, line, MORE) == ["title", "body", "body", "body"]


def test_a_list_of_other_headlines() -> None:
    others = ["Farmers win prize for giant pumpkin", "Mayor of Oslo opens new library",
              "School bus drivers vote to end strike"]  # fmt: skip
    assert kinds("Road cut", BODY, *others) == ["title", "body", "tail", "tail", "tail"]
    assert kinds("Road cut", BODY, "\n".join(others)) == ["title", "body", "tail", "tail", "tail"]


def test_a_list_that_belongs_to_the_report_stays() -> None:
    tolls = ["Karda: 3 dead, 2 wounded", "Velin: 1 dead", "Old Town: 4 wounded in two attacks"]
    assert kinds("Road cut", BODY, *tolls) == ["title"] + ["body"] * 4
    assert kinds("Road cut", BODY, *(f"- {toll}" for toll in tolls)) == ["title"] + ["body"] * 4


def test_a_last_sentence_that_was_cut_off_stays() -> None:
    cut = (
        "The Ministry of Health in Oslo said that the wounded were brought to a hospital in the "
        "capital and that it had asked the Red Cross for help because there was"
    )
    assert kinds("Road cut", BODY, cut) == ["title", "body", "body"]


def test_headlines_alone_are_no_tail() -> None:
    assert "tail" not in kinds(HEADLINES)


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = f"Road cut\n\n{BODY[:60]}\n{BODY[60:]}\n\n{MORE}"
    assert [kind for kind, _ in told(text)] == ["title", "body", "body"]


def test_lines_that_are_paragraphs() -> None:
    text = f"Shelling cuts road\nBy Ann Example\n{BODY} {MORE}\n{MORE} {BODY}"
    assert [kind for kind, _ in told(text)] == ["title", "byline", "body", "body"]


def test_a_title_that_is_given() -> None:
    text = f"Is the road to Karda closed.\n\n{BODY}"
    assert told(text, "Is the road to Karda closed. | Example Post")[0][0] == "title"
    assert told(text)[0][0] == "body"


def test_the_sample_has_titles_bodies_and_two_datelines() -> None:
    datelines: dict[str, list[str]] = {}
    for report in read_coding(Settings.from_env({}).reports).reports:
        found = told(report.text, report.title)
        assert found[0] == ("title", report.title)
        datelines[report.report_id] = [words for kind, words in found if kind == "dateline"]
        assert {kind for kind, _ in found[1:]} <= {"dateline", "body"}
    with_words = {report: words for report, words in datelines.items() if words}
    assert with_words == {"r07": ["TRIPOLI, 5 January –"], "r16": ["BENGHAZI, 23 January –"]}


PIECES = st.sampled_from(
    [BODY, MORE, HEADLINES, "By Ann Example", "KARDA, Jan 8 (AFP) — ", "Read more", "\n", "\n\n",
     " ",
     "\t\n \n", "- ", "©", "Reuters", "معارك في سرت", "\x0b", "\u2028", "\x00", "Karda, ", " / "]
)  # fmt: skip


@settings(max_examples=500)
@given(st.text() | st.lists(PIECES | st.text(max_size=5)).map("".join), st.text(max_size=20))
@example("\u2028\n\x85\n\x1c", "")
def test_zones_are_in_order_and_hold_all_but_white_space(text: str, title: str) -> None:
    found = zones(text, title=title)
    at, outside = 0, ""
    for zone in found:
        assert at <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end] == text[zone.start : zone.end].strip()
        outside += text[at : zone.start]
        at = zone.end
    assert not (outside + text[at:]).strip()
    assert found == zones(text, title=title)


@pytest.mark.parametrize(
    "piece",
    [*"a (\n", "A-", "Aa ", "A. ", "TRIPOLI, ", ".)", "\n a", "Aa\n", "By Aa / ", "© ", "1:"],
)  # fmt: skip
def test_a_million_characters_take_seconds(piece: str) -> None:
    start = time.monotonic()
    zones(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - start < 20
