import re

from dashboard.render import basemap, layer


def test_every_script_of_the_map_is_asked_for_at_once() -> None:
    boot, *rest = basemap.SCRIPTS
    text = (basemap.ASSETS / boot).read_text("utf-8")
    (listed,) = re.findall(r"const next = \[(.*?)\]", text, re.DOTALL)
    assert set(re.findall(r'"([^"]+)"', listed)) == {*rest, *layer.SCRIPTS}
