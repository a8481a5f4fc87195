"""The whole basemap of a story as the page gets it."""

import gzip
import json

import pytest
import shapely

from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from tests.rendering.basemap import reader, stories
from tests.rendering.basemap.stories import at


def text(basemap):
    return json.dumps(basemap, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


STORIES = {
    "border": stories.BORDER,
    "levant": stories.LEVANT,
    "fiji": stories.FIJI,
    "village": stories.VILLAGE,
    "continents": stories.CONTINENTS,
    "far north": stories.FAR_NORTH,
    "the whole world": [StoryPlace(("the earth",), shapely.box(-180, -90, 180, 90))],
    "the south pole": at(("Pole", 0, -90)),
    "on the antimeridian": at(("Taveuni", 180, -16.8)),
}


@pytest.mark.parametrize("places", STORIES.values(), ids=STORIES)
def test_every_story_has_a_basemap_that_can_be_read_back(places):
    basemap = json.loads(text(make_basemap(places)))
    assert basemap["version"] == 1
    assert "GeoNames" in basemap["credit"]
    for layer in [basemap["world"], *basemap["details"]]:
        assert len(reader.arcs(layer)) == len(layer["classes"])
        assert all(ring[0] == ring[-1] for ring in reader.rings(layer))
        shores = reader.lines_of(layer, "l")
        assert all(line[0] == line[-1] for line in shores)


def test_the_same_story_gives_the_same_bytes():
    assert text(make_basemap(stories.LEVANT, language="fr")) == text(make_basemap(stories.LEVANT, language="fr"))


@pytest.mark.parametrize(("places", "most"), [(stories.BORDER, 95), (stories.INDONESIA, 220), (stories.VILLAGE, 75)])
def test_it_stays_small_as_a_web_server_sends_it(places, most):
    size = len(gzip.compress(text(make_basemap(places)).encode(), 9))
    assert size <= most * 1024


def test_boxes_of_detail_do_not_overlap():
    boxes = [shapely.box(*detail["box"]) for detail in make_basemap(stories.CONTINENTS)["details"]]
    assert len(boxes) == 3
    assert sum(a.area for a in boxes) == pytest.approx(shapely.union_all(boxes).area)


def test_a_place_without_extent_or_with_many_parts_counts():
    many = shapely.MultiPoint([(-106.4, 31.7), (-99.5, 27.5)])
    assert list(make_basemap([StoryPlace(("both",), many)])["fit"]) == [-106.4, 27.5, -99.5, 31.7]
    with pytest.raises(ValueError, match="at least one place"):
        make_basemap([StoryPlace(("nowhere",), shapely.Point())])


def test_ten_thousand_places_over_the_earth_are_no_trouble():
    places = at(*((f"p{i}", (i * 37.7) % 360 - 180, (i * 17.3) % 170 - 85) for i in range(10_000)))
    assert len(make_basemap(places)["details"]) <= 8
