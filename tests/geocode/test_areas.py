import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.geocode.areas import SIDES, part_of
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.model import Level

BENGHAZI, TOBRUK, TRIPOLI = (32.1167, 20.0667), (32.0836, 23.9764), (32.8874, 13.1873)


def footprint(geocoder: OfflineGeocoder, name: str) -> shapely.Geometry:
    found = geocoder.geocode(name)
    assert found is not None, name
    return shapely.geometry.shape(found.raw["footprint"])


def holds(shape: shapely.Geometry, at: tuple[float, float]) -> bool:
    return bool(shape.covers(shapely.Point(at[1], at[0])))


def test_eastern_libya_is_a_unit_of_its_own(geocoder: OfflineGeocoder) -> None:
    east = footprint(geocoder, "eastern Libya")
    assert [holds(east, at) for at in (BENGHAZI, TOBRUK, TRIPOLI)] == [True, True, False]
    for words in ("east of Libya", "the east of Libya", "Libya's east", "Eastern Libya"):
        assert geocoder.geocode(words).raw["place_id"] == "region:eastern-libya"


def test_western_and_southern_libya(geocoder: OfflineGeocoder) -> None:
    assert holds(footprint(geocoder, "western Libya"), TRIPOLI)
    assert not holds(footprint(geocoder, "southern Libya"), TRIPOLI)


@pytest.mark.parametrize(
    ("part", "whole", "inside", "outside"),
    [
        ("southern Syria", "Syria", (32.62, 36.10), (36.20, 37.16)),
        ("north-western Syria", "Syria", (35.93, 36.63), (32.62, 36.10)),
        ("northern Nigeria", "Nigeria", (12.0, 8.52), (6.45, 3.39)),
        ("southern Idlib", "Idlib", (35.45, 36.65), (36.2, 36.6)),
    ],
)
def test_a_side_computed(
    geocoder: OfflineGeocoder,
    part: str,
    whole: str,
    inside: tuple[float, float],
    outside: tuple[float, float],
) -> None:
    found = geocoder.geocode(part)
    assert found.raw["level"] == Level.REGION
    assert found.raw["place_id"].startswith("part:")
    shape = footprint(geocoder, part)
    assert holds(shape, inside)
    assert not holds(shape, outside)
    assert holds(shape, (found.latitude, found.longitude))


@pytest.mark.parametrize("name", ["South Sudan", "North Korea", "Western Sahara", "North Kivu"])
def test_a_name_is_not_taken_apart(geocoder: OfflineGeocoder, name: str) -> None:
    assert not geocoder.geocode(name).raw["place_id"].startswith("part:")


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_part_lies_within_its_whole(gazetteer: Gazetteer, data: st.DataObject) -> None:
    wholes = ["LY", "SY", "UA", "ML", "MM", "SD", "HR", "NO", "CL", "VN", "US", "GM", "IT"]
    entry = gazetteer.country(data.draw(st.sampled_from(wholes)))
    assert entry is not None
    whole = gazetteer.outline(entry.id)
    part = part_of(whole, data.draw(st.sampled_from(SIDES)))
    assert not part.is_empty
    assert part.difference(whole.buffer(1e-9)).area < 1e-9


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(-170, 170), st.integers(-80, 80)), min_size=3, max_size=9, unique=True
    ),
    st.sampled_from(SIDES),
)
def test_a_part_of_any_polygon(points: list[tuple[int, int]], side: str) -> None:
    whole = shapely.convex_hull(shapely.MultiPoint(points))
    if whole.geom_type != "Polygon":
        return
    part = part_of(whole, side)
    assert not part.is_empty
    assert part.difference(whole.buffer(1e-6)).area < 1e-6


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(ValueError, match="not a side"):
        part_of(shapely.box(0, 0, 1, 1), "upwards")
