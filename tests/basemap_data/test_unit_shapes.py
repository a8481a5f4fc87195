"""The shapes of countries in a box, and what of them a name stands on."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.basemap_data import unit_shapes
from storymap.basemap_data.borders import read_borders
from storymap.basemap_data.pack import Bools, GridBox, Land, read_land
from storymap.basemap_data.unit_shapes import anchor, main_shape_in_box, shape_in_box

# West, south, east, north in degrees: the whole of a country, a part of it, a country around another, one that a box
# cuts into many pieces, and sea.
BOXES = {
    "islands": ("IDN", (94.0, -12.0, 142.0, 7.0)),
    "a part": ("IDN", (116.0, -6.0, 128.0, 2.0)),
    "with a hole": ("ZAF", (16.0, -35.0, 33.0, -22.0)),
    "in pieces": ("NOR", (5.0, 61.0, 9.0, 66.0)),
    "an edge": ("MEX", (-107.0, 31.2, -105.0, 32.5)),
}


def members_of(code: str) -> Bools:
    borders = read_borders()
    members: Bools = borders.country_of == borders.country_codes.index(code)
    return members


def grid_box(land: Land, box: tuple[float, float, float, float]) -> GridBox:
    west, south, east, north = (round(value / land.arcs.step) for value in box)
    return west, south, east, north


def largest(shape: BaseGeometry) -> shapely.Polygon:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    return max(parts, key=lambda part: part.area)


@pytest.mark.parametrize("name", BOXES)
def test_the_main_shape_has_the_largest_part_of_the_whole(name: str) -> None:
    code, degrees = BOXES[name]
    land = read_land("land")
    box, members = grid_box(land, degrees), members_of(code)
    whole, main = shape_in_box(land, members, box), main_shape_in_box(land, members, box)
    assert largest(main).equals(largest(whole))
    found, expected = anchor(main, box), anchor(whole, box)
    assert found is not None
    assert expected is not None
    assert found[2:] == pytest.approx(expected[2:])
    # Where two places are as good as each other, it may be the other one: as far from the shape's edge, or farther.
    reach = [largest(whole).boundary.distance(shapely.Point(one[:2])) for one in (found, expected)]
    assert reach[0] >= reach[1] - 0.01 * (box[2] - box[0])


def test_a_country_of_a_thousand_islands_has_its_name_on_the_largest_and_the_others_are_not_joined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    land, made = read_land("land"), []
    box, members = grid_box(land, BOXES["islands"][1]), members_of("IDN")
    monkeypatch.setattr(
        unit_shapes, "_valid", lambda ring: made.append(ring) or shapely.make_valid(shapely.Polygon(ring))
    )
    main_shape_in_box(land, members, box)
    few = len(made)
    shape_in_box(land, members, box)
    assert few <= 10
    assert len(made) - few >= 200


def test_the_sea_has_no_shape() -> None:
    land = read_land("land")
    box = grid_box(land, (-150.0, -40.0, -140.0, -30.0))
    assert main_shape_in_box(land, members_of("NZL"), box).is_empty
    assert anchor(main_shape_in_box(land, members_of("NZL"), box), box) is None
