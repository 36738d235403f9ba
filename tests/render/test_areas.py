from shapely.geometry import Point, shape

from dashboard.render.areas import drawn


def ring(*corners: tuple[float, float]) -> dict:
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in corners]]}


HORSESHOE = ring((0, 0), (9, 0), (9, 9), (6, 9), (6, 2), (3, 2), (3, 9), (0, 9), (0, 0))


def test_labels_lie_inside_even_where_the_middle_does_not() -> None:
    outline, spots = drawn(HORSESHOE)
    area = shape(outline)
    assert not area.contains(area.centroid)
    assert len(spots) > 1
    assert all(area.contains(Point(longitude, latitude)) for latitude, longitude in spots)


def test_a_fine_outline_becomes_lighter_and_hardly_moves() -> None:
    fine = Point(15, 30).buffer(5, quad_segs=2000)
    outline, _ = drawn(fine.__geo_interface__)
    light = shape(outline)
    assert len(light.exterior.coords) < len(fine.exterior.coords) / 20
    assert light.symmetric_difference(fine).area < 0.005 * fine.area


def test_islands_stay() -> None:
    islands = Point(0, 0).buffer(1).union(Point(5, 5).buffer(2))
    outline, spots = drawn(islands.__geo_interface__)
    assert len(outline["coordinates"]) == 2
    assert Point(5, 5).distance(Point(spots[0][1], spots[0][0])) < 0.1


def test_a_crossed_outline_is_mended_and_a_line_has_no_area() -> None:
    bow = ring((0, 0), (4, 4), (4, 0), (0, 4), (0, 0))
    outline, _ = drawn(bow)
    assert shape(outline).is_valid
    assert drawn(ring((0, 0), (1, 1), (0, 0), (0, 0))) == (None, [])
