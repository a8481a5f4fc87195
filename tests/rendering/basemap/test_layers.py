"""The geometry that a page carries, read back."""

from itertools import pairwise

import pytest

from storymap.basemap_data.borders import read_borders
from storymap.rendering.basemap.earth_layer import earth_layer
from storymap.rendering.basemap.layers import detail_layer, world_layer
from tests.rendering.basemap import reader

NEUTRAL = read_borders()
# Square degrees of land, computed from Natural Earth before it was rounded to the grid.
SOURCE = {
    "border": ((-112, 22, -97, 34), 156.70277),
    "levant": ((33, 29, 37, 35), 15.82078),
    "indonesia": ((95, -11, 141, 6), 180.68862),
    "norway": ((4, 57, 32, 72), 241.93982),
    "Fiji, across 180 degrees": ((176, -20, 182, -15), 1.53809 + 0.06739),
}


@pytest.mark.parametrize(("box", "land"), SOURCE.values(), ids=SOURCE)
def test_the_land_is_the_sources_land(box, land):
    layer = detail_layer(box, 9, NEUTRAL).encode()
    assert all(ring[0] == ring[-1] for ring in reader.rings(layer))
    # A grid of 0.001 degrees moves coasts by 50 metres, which a small archipelago feels.
    assert reader.area(layer) == pytest.approx(land, rel=0.0001 if land > 10 else 0.0004)


def test_the_whole_world_at_full_detail_is_the_sources_world():
    layer = detail_layer((-180, -85, 180, 85), 11, NEUTRAL).encode()
    assert reader.area(layer) == pytest.approx(19628.1373, rel=0.0001)


def test_the_coarse_world_is_the_world():
    layer = world_layer(NEUTRAL).encode()
    assert all(ring[0] == ring[-1] for ring in reader.rings(layer))
    assert reader.area(layer) == pytest.approx(19628, rel=0.01)


def test_the_coarse_world_that_ships_is_the_one_that_the_packs_make():
    made, shipped = world_layer(NEUTRAL).encode(), earth_layer("neutral")
    assert (shipped, list(shipped)) == (made, list(made))
    assert earth_layer("IN") == world_layer(read_borders("IN")).encode()


@pytest.mark.parametrize("box", [(-112, 22, -97, 34), (176, -20, 182, -15)])
def test_nothing_lies_outside_the_box_and_edges_lie_on_its_sides_or_the_antimeridian(box):
    layer = detail_layer(box, 9, NEUTRAL).encode()
    west, south, east, north = box
    for line in reader.arcs(layer):
        assert all(west - 1e-6 <= x <= east + 1e-6 and south - 1e-6 <= y <= north + 1e-6 for x, y in line)
    for line in reader.lines_of(layer, "e"):
        for (ax, ay), (bx, by) in pairwise(line):
            across = ax == bx and round(ax, 6) in {west, east, 180.0}
            along = ay == by and round(ay, 6) in {south, north}
            assert across or along


def test_a_box_of_open_sea_has_no_land_and_a_box_in_the_desert_is_all_land():
    assert detail_layer((-140, -30, -138, -29), 8, NEUTRAL).encode()["classes"] == ""
    desert = detail_layer((5, 27, 6, 27.5), 8, NEUTRAL).encode()
    assert reader.area(desert) == pytest.approx(0.5)
    assert not set(desert["classes"]) & set("cnd")


def test_the_same_box_gives_the_same_bytes():
    box = (-112, 22, -97, 34)
    assert detail_layer(box, 5, NEUTRAL).encode() == detail_layer(box, 5, NEUTRAL).encode()


def test_a_speck_of_an_island_is_left_out_unless_the_story_is_there():
    box, pitcairn = (-140, -35, -100, -15), (-130.1, -25.07)
    without = detail_layer(box, 4, NEUTRAL).encode()
    with_place = detail_layer(box, 4, NEUTRAL, [(*pitcairn, *pitcairn)]).encode()
    near = [ring for ring in reader.rings(with_place) if abs(ring[0][0] - pitcairn[0]) < 0.2]
    assert len(near) == 1
    assert len(reader.rings(with_place)) == len(reader.rings(without)) + 1
