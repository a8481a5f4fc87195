"""Places across longitude 180 in what a page is given, and in its pictures: one range of longitudes for all of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely
from shapely.geometry import MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from storymap.geometry.bounds import bounds_of, part_bounds
from storymap.model import AuthorView, ContextFeature, Story
from storymap.reading.tiles.story_extent import StoryExtent
from storymap.rendering.basemap.extent import map_extent
from storymap.rendering.context_layer import context_shapes
from storymap.rendering.folium_layers import drawn_layers
from storymap.rendering.map_background import MapBackground
from storymap.rendering.metadata import page_metadata
from storymap.rendering.numbering import Numbering
from storymap.rendering.page_data import page_data
from tests.geometry.across_180 import (
    ALEUTIANS,
    ALEUTIANS_EXTENT,
    ANTARCTICA,
    CHUKOTKA,
    CHUKOTKA_EXTENT,
    FIJI,
    FIJI_EXTENT,
    NEW_ZEALAND,
    NEW_ZEALAND_EXTENT,
    RUSSIA,
    RUSSIA_EXTENT,
    SUVA,
    beyond,
)
from tests.rendering.static_map.svg_reader import Picture, draw, story_of

EXTENTS = {
    "Fiji": (FIJI, FIJI_EXTENT),
    "Fiji as 181": (beyond(FIJI), FIJI_EXTENT),
    "Chukotka": (CHUKOTKA, CHUKOTKA_EXTENT),
    "the Aleutians": (ALEUTIANS, ALEUTIANS_EXTENT),
    "New Zealand": (NEW_ZEALAND, NEW_ZEALAND_EXTENT),
    "Russia": (RUSSIA, RUSSIA_EXTENT),
}
each = pytest.mark.parametrize(("geometry", "expected"), EXTENTS.values(), ids=EXTENTS.keys())


def drawn_bounds(story: Story) -> list[tuple[float, ...]]:
    """The bounds of each feature that folium draws."""
    (layer,) = drawn_layers(Numbering(story))
    return [shapely.geometry.shape(feature["geometry"]).bounds for feature in layer.features]


@each
def test_page_basemap_shapes_and_picture_agree_where_the_story_is(geometry: BaseGeometry, expected: object) -> None:
    story = story_of(("A", geometry))
    numbering = Numbering(story)
    assert page_data(story, numbering)["bounds"] == pytest.approx(expected, abs=1e-6)
    assert bounds_of(numbering.shapes) == pytest.approx(expected, abs=1e-6)
    assert drawn_bounds(story)[0] == pytest.approx(expected, abs=1e-6)
    basemap = MapBackground(story, numbering, "neutral").data
    assert basemap is not None
    assert basemap["fit"] == pytest.approx(expected, abs=1e-5)
    # Of a story as wide as Russia only parts have detail.
    for west, south, east, north in (detail["box"] for detail in basemap["details"] if geometry is not RUSSIA):
        assert west <= expected[0] < expected[2] <= east  # type: ignore[index]
        assert south <= expected[1] < expected[3] <= north  # type: ignore[index]


@each
def test_the_picture_has_the_whole_place_within_its_frame(geometry: BaseGeometry, expected: object) -> None:
    picture = Picture(draw(story_of(("A", geometry), ("Here", Point(expected[0], expected[1])))))  # type: ignore[index]
    for x, y in picture.symbols().values():
        assert 0 < x < 640
        assert 0 < y < 480
    if shapely.get_dimensions(geometry) == 2:
        left, top, right, bottom = picture.area("area").bounds
        assert 0 < left < right < 640
        assert 0 < top < bottom < 480
        assert (right - left) / 640 > 0.5 or (bottom - top) / 480 > 0.5
        assert picture.area("area").is_valid


def test_the_symbol_of_a_cut_area_stands_in_its_middle() -> None:
    shape, symbol = drawn_bounds(story_of(("Chukotka", CHUKOTKA)))
    assert shape[0] + 10 < symbol[0] < shape[2] - 10


def test_antarctica_is_drawn_all_around_and_once() -> None:
    story = story_of(("Antarctica", ANTARCTICA), ("Pole", Point(0, -90)))
    assert page_data(story, Numbering(story))["bounds"] == (-180, -85, 180, -64)
    assert drawn_bounds(story)[2] == (0, -85, 0, -85)
    assert set(Picture(draw(story)).symbols()) == {"1", "2"}


@pytest.mark.parametrize("latitude", [90, -90])
def test_a_place_at_a_pole_has_its_symbol_in_the_picture(latitude: float) -> None:
    ((x, y),) = Picture(draw(story_of(("Pole", Point(0, latitude))))).symbols().values()
    assert x == pytest.approx(320, abs=1)
    assert 0 < y < 480


def test_the_centre_of_an_authors_view_is_moved_to_the_places() -> None:
    story = story_of(("Fiji", FIJI), ("Suva", SUVA))
    (block,) = story.article.blocks
    view = replace(block, view=AuthorView((), (-178.8, -18.2), 9.0))
    story = replace(story, article=replace(story.article, blocks=(view,)))
    assert page_data(story, Numbering(story))["views"]["p1"]["centre"] == (-18.2, pytest.approx(181.2))


def test_context_that_is_cut_is_whole_beside_the_places() -> None:
    sea = ContextFeature(MultiPolygon([box(179, -19, 180, -17), box(-180, -19, -178, -17)]), "Koro Sea", "area")
    ((ring,),) = [shape.degrees() for shape in context_shapes([sea], FIJI_EXTENT)]
    assert shapely.Polygon(ring).equals_exact(box(179, -19, 182, -17), 1e-6, normalize=True)


def test_context_west_of_180_is_seen_from_places_just_east_of_it() -> None:
    reef = ContextFeature(MultiPolygon([box(178, -19, 180, -17), box(-180, -19, -179, -17)]))
    ((ring,),) = [shape.degrees() for shape in context_shapes([reef], (-175.2, -21.1, -171.8, -13.8))]
    assert shapely.Polygon(ring).equals_exact(box(-182, -19, -179, -17), 1e-6, normalize=True)


def test_tiles_are_cut_on_both_sides() -> None:
    assert StoryExtent.around(part_bounds([NEW_ZEALAND])).parts == (
        (166.4, -46.0, 180.0, -34.4),
        (-180.0, -46.0, pytest.approx(-176.2), -34.4),
    )


def test_a_story_of_two_oceans_has_the_detail_of_a_story_not_of_the_earth() -> None:
    assert len(map_extent(part_bounds([NEW_ZEALAND])).boxes) == 1


def test_search_engines_are_told_the_narrow_box() -> None:
    data = json.loads(page_metadata(story_of(("Fiji", FIJI), ("Antarctica", ANTARCTICA))).linked_data)
    fiji, antarctica = (place["geo"]["box"] for place in data["contentLocation"])
    assert fiji == "-18.3 177.3 -16.15 -178.7"
    assert antarctica == "-90.0 -180.0 -64.0 180.0"
