from __future__ import annotations

import pytest
import shapely

from storymap.geometry.bounds import extent_of_boxes
from storymap.rendering.basemap.finer_lines import FinerLine
from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from storymap.rendering.static_map.base_shapes import BaseShapes, base_shapes
from storymap.rendering.static_map.projection import Projection, frame_places
from tests.rendering.basemap.reader import lines_of
from tests.rendering.static_map.svg_reader import Picture, basemap_of, draw, points

BORDER = points(("Ciudad Juárez", -106.46, 31.72), ("Culiacán", -107.39, 24.81), ("Laredo", -99.5, 27.5))
FIJI = points(("Suva", 178.44, -18.14), ("Apia", -171.76, -13.83))
CONTINENTS = points(("Lima", -77.03, -12.05), ("Nairobi", 36.82, -1.29), ("Manila", 120.98, 14.6))


def shapes_of(story: object, width: int = 640, height: int = 480) -> tuple[BaseShapes, Projection]:
    bounds = extent_of_boxes([shape.bounds for shape in story.places.geometry])  # type: ignore[attr-defined]
    view = frame_places(bounds, width, height)
    return base_shapes(basemap_of(story), view), view  # type: ignore[arg-type]


def is_land(base: BaseShapes, view: Projection, lon: float, lat: float) -> bool:
    point = shapely.Point(view.points([[lon, lat]])[0])
    assert shapely.box(*view.box()).contains(point), "the test asks for what the frame does not show"
    return bool(base.land.contains(point) and not base.lakes.contains(point))


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [
        (-106.48, 31.76, True),  # El Paso
        (-102.0, 24.0, True),  # Zacatecas
        (-109.4, 27.2, True),  # Navojoa
        (-109.6, 25.2, False),  # the Gulf of California
        (-97.0, 27.0, False),  # the Gulf of Mexico, off Texas
        (-107.9, 23.8, False),  # the Pacific
    ],
)
def test_land_and_sea_lie_where_they_are(lon: float, lat: float, land: bool) -> None:
    assert is_land(*shapes_of(BORDER), lon, lat) is land


def test_the_border_runs_between_el_paso_and_juarez_far_to_the_west_of_them() -> None:
    base, view = shapes_of(BORDER)
    west = view.points([[-110.0, 32.0], [-110.0, 30.5]])
    assert shapely.LineString(west).intersects(base.countries)
    within = view.points([[-103.0, 29.0], [-104.0, 27.0]])
    assert not shapely.LineString(within).intersects(base.countries)


def test_near_by_a_border_is_left_out_where_the_story_has_a_better_line() -> None:
    places = [
        StoryPlace(("Kehl",), shapely.Point(7.81, 48.575)),
        StoryPlace(("Straßburg",), shapely.Point(7.75, 48.58)),
    ]
    plain = make_basemap(places)["details"][0]
    # A kilometre to the east of the basemap's own.
    finer = [
        FinerLine(shapely.transform(shapely.LineString(line), lambda points: points + (0.013, 0)), "n")
        for line in lines_of(plain, "n")
    ]
    near, far = frame_places((7.75, 48.57, 7.81, 48.58), 640, 480), frame_places((7, 48, 8.5, 49), 640, 480)
    assert near.zoom > 9 > far.zoom
    for view, given, has_border in ((near, (), True), (near, finer, False), (far, finer, True)):
        base = base_shapes(make_basemap(places, finer=given), view)
        assert (base.countries.length > 100) is has_border


def test_across_the_antimeridian_there_is_land_on_both_sides_and_no_line_between() -> None:
    base, view = shapes_of(FIJI)
    assert is_land(base, view, 178.0, -17.8)  # Viti Levu
    assert is_land(base, view, 360 - 172.4, -13.6)  # Savai'i
    assert not is_land(base, view, 184.0, -16.5)
    x = view.points([[180.0, 0.0]])[0, 0]
    edge = shapely.LineString([(x, 0), (x, view.height)])
    assert edge.intersection(base.land.boundary).length == 0


def test_a_story_of_three_continents_has_them() -> None:
    base, view = shapes_of(CONTINENTS)
    for lon, lat in ((-75.0, -9.0), (30.0, 0.0), (105.0, 35.0), (135.0, -25.0)):
        assert is_land(base, view, lon, lat)
    for lon, lat in ((-30.0, 0.0), (80.0, -20.0), (-10.0, -40.0)):
        assert not is_land(base, view, lon, lat)


def test_details_and_the_world_around_them_do_not_overlap() -> None:
    base, view = shapes_of(CONTINENTS, 1200, 630)
    parts = list(shapely.get_parts(base.land))
    assert sum(part.area for part in parts) == pytest.approx(shapely.union_all(parts).area)
    assert base.land.area < view.width * view.height


def test_the_path_of_the_picture_is_filled_with_the_same_land() -> None:
    base, view = shapes_of(BORDER)
    drawn = Picture(draw(BORDER)).area("land")
    # Rounded to half a pixel, small bays close and spits vanish.
    assert drawn.symmetric_difference(base.land).area < 0.01 * base.land.area
    assert drawn.contains(shapely.Point(view.points([[-102.0, 24.0]])[0]))
    assert not drawn.contains(shapely.Point(view.points([[-109.6, 25.2]])[0]))
