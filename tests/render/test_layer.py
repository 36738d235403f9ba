import base64
import json
from dataclasses import replace
from html.parser import HTMLParser

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, generate_leaflet_string

from dashboard.model import Level
from dashboard.render.layer import EventLayer, LayerAssets, ViewInLink, pack
from dashboard.render.marks import Link, Mark
from dashboard.render.palette import FAMILIES

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "{{ 7 * 7 }}",
    "{% for i in range(3) %}x",
    "{# gone #}",
    "${7*7}",
    "`; alert(3); `",
    "\\u003cb\\u003e \\",
    "' onclick='alert(4)",
    "_abc123_",
    "طرابلس \u202eNATO\u202c",
    "🔥\u2028\u2029\x00",
    "\ud800",
)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[10.0, 30.0], [12.0, 30.0], [12.0, 32.0], [10.0, 32.0], [10.0, 30.0]]],
}


def mark(name: str = "Tripoli", **changes: object) -> Mark:
    plain = Mark(
        mark_id="m1",
        kind="event_site",
        label=name,
        level=Level.TOWN,
        latitude=32.8872,
        longitude=13.1913,
        radius_km=5,
        footprint=None,
        families={"Battles": 2},
        settled=2,
        count=2,
    )
    return replace(plain, **changes)


def unpacked(payload: str) -> dict:
    return json.loads(base64.b64decode(payload, validate=True))


def everywhere(text: str) -> tuple[list[Mark], list[Link]]:
    hostile = mark(text, mark_id=text, lines=(text, text), families={text: 1}, count=1)
    held = mark(text, mark_id=text + "2", kind="area_held", level=Level.REGION, footprint=SQUARE)
    return [hostile, held], [Link("supports", (39.9, 32.8), (32.9, 13.2), text)]


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


@pytest.mark.parametrize("text", HOSTILE)
def test_page_holds_no_text_from_outside(text: str) -> None:
    def page(words: str) -> str:
        marks, links = everywhere(words)
        drawn = folium.Map()
        EventLayer(marks, links=links, hidden=(words,)).add_to(drawn)
        return drawn.get_root().render()

    made, plain = page(text), page("Tripoli")
    assert text not in made
    assert "49" * 3 not in made
    parsed, expected = Scripts(), Scripts()
    parsed.feed(made)
    expected.feed(plain)
    assert parsed.tags == expected.tags


@pytest.mark.parametrize("text", HOSTILE)
def test_st_folium_gets_base64_alone(text: str) -> None:
    marks, links = everywhere(text)
    group = folium.FeatureGroup()
    layer = EventLayer(marks, links=links).add_to(group)
    script = _get_feature_group_string(group, map=folium.Map())
    assert script.count(f'window.dateline.layer("{layer.payload}")') == 1
    assert text not in script.replace(layer.payload, "")
    words = unpacked(layer.payload)
    assert words["marks"][0]["label"] == text.encode(errors="replace").decode()


def test_payload_is_the_same_whatever_st_folium_renames() -> None:
    layer = EventLayer([mark("_layer_a1")])
    drawn = folium.Map()
    layer.add_to(drawn)
    assert layer.payload in generate_leaflet_string(drawn)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MARKS = st.builds(
    Mark,
    mark_id=TEXT,
    kind=st.sampled_from(["event_site", "actor_seat", "area_held", "mentioned"]),
    label=TEXT,
    level=st.sampled_from(Level),
    latitude=st.floats(-85, 85),
    longitude=st.floats(-180, 180),
    radius_km=st.floats(0, 2000),
    footprint=st.sampled_from([None, SQUARE]),
    families=st.dictionaries(st.sampled_from([*FAMILIES, "Other"]), st.integers(1, 99)),
    settled=st.integers(0, 99),
    possible=st.integers(0, 99),
    count=st.integers(1, 99),
    lines=st.lists(TEXT, max_size=3).map(tuple),
    selected=st.booleans(),
)


@given(st.lists(MARKS, max_size=4), st.lists(TEXT, max_size=3))
def test_what_is_packed_comes_out_again(marks: list[Mark], hidden: list[str]) -> None:
    found = unpacked(pack(marks, hidden=hidden, theme="dark"))
    assert found["hidden"] == hidden
    assert found["theme"] == "dark"
    assert [
        Mark(
            mark_id=one["id"],
            kind=one["kind"],
            label=one["label"],
            level=Level(one["level"]),
            latitude=one["at"][0],
            longitude=one["at"][1],
            radius_km=one["radius"],
            footprint=given.footprint,
            families=one["families"],
            settled=one["settled"],
            possible=one["possible"],
            count=one["count"],
            lines=tuple(one["lines"]),
            selected=one["selected"],
        )
        for one, given in zip(found["marks"], marks, strict=True)
    ] == marks


def test_an_outline_is_sent_for_areas_and_for_a_chosen_country_only() -> None:
    def sent(level: Level, selected: bool = False) -> bool:
        one = mark(level=level, footprint=SQUARE, selected=selected)
        return unpacked(pack([one]))["marks"][0]["outline"] is not None

    assert sent(Level.DISTRICT)
    assert sent(Level.PROVINCE)
    assert sent(Level.REGION)
    assert sent(Level.SEA)
    assert not sent(Level.TOWN)
    assert not sent(Level.COUNTRY)
    assert sent(Level.COUNTRY, selected=True)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_a_coordinate_that_is_no_number_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack([mark(latitude=wrong)])


def test_files_are_embedded_or_linked_as_asked() -> None:
    embedded = folium.Map()
    EventLayer([mark()]).add_to(embedded)
    assert all(url.startswith("data:") for _, url in EventLayer([]).default_js)
    linked = LayerAssets("../page.assets/")
    assert ("dateline_layer.js", "../page.assets/layer.js") in linked.default_js
    assert linked.default_css == [("dateline_layer.css", "../page.assets/layer.css")]
    assert {*linked.default_js} >= {
        *ViewInLink(((1, 2), (3, 4)), asset_base="../page.assets/").default_js
    }


def test_constant_map_gets_its_start_view_as_numbers() -> None:
    drawn = folium.Map()
    ViewInLink(((24, 8), (57, 39))).add_to(drawn)
    assert f"window.dateline.view({drawn.get_name()}, [[24.0, 8.0], [57.0, 39.0]]);" in (
        drawn.get_root().render()
    )


def test_a_notebook_can_fit_its_map_to_the_marks() -> None:
    drawn = folium.Map()
    EventLayer([mark(), mark(mark_id="m2", latitude=27.0, longitude=20.0)]).add_to(drawn)
    assert drawn.get_bounds() == [[27.0, 13.1913], [32.8872, 20.0]]
