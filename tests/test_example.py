"""The example's context is drawn by hand, so it is held to what is known of the two cities from elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from storymap import Story, build_story
from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from tests.rendering.basemap.reader import lines_of

METRES = 111_195.0
# Metres at this latitude: degrees of longitude are shorter.
SCALE = np.array([METRES * np.cos(np.radians(31.75)), METRES])


def metres(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: points * SCALE)


@pytest.fixture(scope="module")
def story() -> Story:
    return build_story(Path(__file__).parents[1] / "geodata" / "juarez" / "story.md")


@pytest.fixture(scope="module")
def river(story: Story) -> LineString:
    (found,) = [one.geometry for one in story.context if one.kind == "river"]
    assert isinstance(found, LineString)
    return found


def named(story: Story, name: str) -> BaseGeometry:
    (found,) = [one.geometry for one in story.context if one.name == name]
    return found


def test_a_reader_who_zooms_to_the_bridge_finds_the_river_and_both_centres(story: Story) -> None:
    assert story.problems == ()
    named_kinds = {one.name: one.kind for one in story.context}
    assert named_kinds["Rio Grande (Río Bravo)"] == "river"
    assert named_kinds["Downtown El Paso"] == named_kinds["Centro, Ciudad Juárez"] == "area"
    bridge = metres(story.places.at["santa-fe-bridge", "geometry"])
    near = [one.name for one in story.context if metres(one.geometry).distance(bridge) < 700]
    assert {"Rio Grande (Río Bravo)", "Downtown El Paso", "Centro, Ciudad Juárez", "Stanton Street bridge"} <= set(near)


def test_the_river_runs_from_north_west_to_south_east_and_never_touches_itself(river: LineString) -> None:
    (west, north), (east, south) = river.coords[0], river.coords[-1]
    assert west < east and north > south
    assert river.is_simple
    assert all(a[0] < b[0] for a, b in zip(river.coords, river.coords[1:], strict=False))


def test_the_river_flows_under_the_middle_of_the_santa_fe_bridge(story: Story, river: LineString) -> None:
    bridge = story.places.at["santa-fe-bridge", "geometry"]
    assert bridge.intersects(river)
    assert metres(river).distance(metres(bridge.interpolate(0.5, normalized=True))) < 50


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Santa Fe bridge", -106.48698, 31.74765),
        ("Stanton Street bridge", -106.48272, 31.74807),
        ("Bridge of the Americas", -106.451, 31.7647),
    ],
)
def test_it_is_true_to_a_hundred_metres_where_the_bridges_are_known(
    river: LineString, name: str, lon: float, lat: float
) -> None:
    assert metres(river).distance(metres(shapely.Point(lon, lat))) < 100, name


@pytest.mark.parametrize("name", ["Stanton Street bridge", "Bridge of the Americas", "Zaragoza bridge"])
def test_every_other_bridge_crosses_it_too(story: Story, river: LineString, name: str) -> None:
    bridge = named(story, name)
    assert bridge.crosses(river)
    assert 200 < metres(bridge).length < 800


# Positions as they are published (memorial, cathedral, stadium) or as a gazetteer has them (the cities), with the side of
# the river on which each stands.
@pytest.mark.parametrize(
    ("name", "lon", "lat", "side"),
    [
        ("El Paso", -106.4869, 31.7587, "north"),
        ("Chamizal National Memorial", -106.4542, 31.7678, "north"),
        ("Cathedral of Ciudad Juárez", -106.4868, 31.7386, "south"),
        ("Estadio Olímpico Benito Juárez", -106.4678, 31.753, "south"),
        ("Ciudad Juárez", -106.4608, 31.7202, "south"),
    ],
)
def test_what_stands_in_a_city_stands_on_its_side(
    river: LineString, name: str, lon: float, lat: float, side: str
) -> None:
    here = LineString([(lon, 31), (lon, 32.5)]).intersection(river)
    assert (lat > here.y) == (side == "north"), name


def test_the_centres_lie_on_their_sides_and_hold_what_stands_there(story: Story, river: LineString) -> None:
    el_paso, juarez = named(story, "Downtown El Paso"), named(story, "Centro, Ciudad Juárez")
    assert el_paso.contains(story.places.at["el-paso", "geometry"])
    assert juarez.contains(shapely.Point(-106.4868, 31.7386))
    assert named(story, "Chamizal National Memorial").contains(shapely.Point(-106.4542, 31.7678))
    assert not el_paso.intersects(river) and not juarez.intersects(river)
    assert el_paso.bounds[1] > juarez.bounds[3]


def test_the_river_keeps_to_the_border_of_natural_earth_as_far_as_that_is_known(
    story: Story, river: LineString
) -> None:
    (detail,) = make_basemap([StoryPlace(("the bridge",), story.places.at["santa-fe-bridge", "geometry"])])["details"]
    border = metres(shapely.union_all([LineString(line) for line in lines_of(detail, "n")]))
    # The river is the border below the American Dam; above it, both its banks are in the United States.
    dam = river.project(shapely.Point(-106.5275, 31.7853))
    shared = shapely.segmentize(shapely.ops.substring(river, dam, river.length), 0.002)
    distances = [border.distance(metres(shapely.Point(point))) for point in shared.coords]
    assert max(distances) < 1500


def test_the_outline_of_chihuahua_parts_the_two_cities(story: Story) -> None:
    chihuahua = story.places.at["chihuahua", "geometry"]
    assert chihuahua.contains(story.places.at["ciudad-juarez", "geometry"])
    assert not chihuahua.intersects(story.places.at["el-paso", "geometry"])
    assert not chihuahua.intersects(named(story, "Downtown El Paso"))
    assert chihuahua.contains(named(story, "Centro, Ciudad Juárez"))
