"""The benchmark's own reading of TimeML and its values."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.dates import main, plain_value, read_timeml, timex_value
from dashboard.extract.dates import read_dates

TIMEML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2020-01-10">2020-01-10</TIMEX3></DCT>
<TEXT>He <EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2020-01-08">Wednesday
</TIMEX3>, as <TIMEX3 tid="t2" type="DATE" value="PRESENT_REF">this week</TIMEX3> it seems, from
<TIMEX3 tid="t3" type="DATE" value="1998">1998</TIMEX3> to
<TIMEX3 tid="t4" type="DATE" value="2003">2002</TIMEX3>.</TEXT></TimeML>
"""


def test_a_document_is_scored(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TIMEML)
    document = read_timeml(tmp_path / "one.tml")
    assert document.published == date(2020, 1, 10)
    assert [document.text[one.start : one.end].strip() for one in document.gold] == [
        *("Wednesday", "this week", "1998", "2002")
    ]
    figures = main(tmp_path)
    assert (figures["documents"], figures["mentions"], figures["found"]) == (1, 3, 3)
    assert figures["span_relaxed"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["value"] == {"precision": 0.667, "recall": 0.667, "f1": 0.667}
    severe = figures["severe"]
    assert isinstance(severe, dict)
    assert severe["found"] == 4


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 8 January", "2020-01-08"),
        ("last week", "2020-W01"),
        ("last weekend", "2020-W01-WE"),
        ("in late March 2019", "2019-03"),
        ("last summer", "2019-SU"),
        ("in the third quarter of 2018", "2018-Q3"),
        ("in the second half of 2018", "2018-H2"),
        ("since 2011", "2011"),
        ("in the 1990s", "199"),
        ("in the 19th century", "18"),
        ("in the last ten days", ""),
    ],
)
def test_an_interval_has_the_value_of_its_words(text: str, value: str) -> None:
    mention = read_dates(text, published=date(2020, 1, 10))[0]
    assert timex_value(mention) == value


def test_gold_values_are_written_one_way() -> None:
    values = ("2020-01-08TEV", "199X", "1998-W6", "1998-W16-WE")
    assert [plain_value(value) for value in values] == [
        *("2020-01-08", "199", "1998-W06", "1998-W16-WE")
    ]
