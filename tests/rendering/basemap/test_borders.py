"""What is whose on the encoded map, and which borders are drawn dashed."""

import pytest

from storymap.basemap_data.borders import read_borders, worldviews
from storymap.rendering.basemap.layers import detail_layer, world_layer
from tests.rendering.basemap import reader


def layer(box, worldview="neutral"):
    return detail_layer(box, 6, read_borders(worldview)).encode()


def test_el_paso_is_in_the_united_states_and_juarez_in_mexico():
    border = layer((-110, 28, -102, 35))
    el_paso, juarez = (-106.487, 31.759), (-106.46, 31.72)
    assert reader.together(border, el_paso, (-106.65, 35 - 0.1))  # Albuquerque's side
    assert reader.together(border, juarez, (-106.08, 28.635))  # Chihuahua
    assert not reader.together(border, el_paso, juarez)


def test_the_rio_grande_border_is_no_river_line_too():
    border = layer((-107, 29, -103, 32))
    rivers = [point for line in reader.lines_of(border, "r") for point in line]
    nations = [point for line in reader.lines_of(border, "n") for point in line]
    assert nations
    nearest = min(max(abs(ax - bx), abs(ay - by)) for ax, ay in rivers for bx, by in nations)
    assert nearest > 0.01


def test_crimea_is_ukraines_with_a_dashed_line_and_russias_in_the_russian_view():
    isthmus = (33.7, 46.15)
    neutral = layer((30, 44, 38, 48))
    assert reader.dashed_near(neutral, isthmus, 0.3)
    russian = layer((30, 44, 38, 48), "RU")
    assert not reader.dashed_near(russian, isthmus, 0.3)
    assert not reader.together(russian, (34.1, 44.95), (32.6, 46.65))
    ukrainian = layer((30, 44, 38, 48), "UA")
    assert reader.together(ukrainian, (34.1, 44.95), (32.6, 46.65))  # Simferopol and Kherson


def test_western_sahara_ends_at_its_parallel_and_the_line_is_dashed():
    neutral = layer((-18, 20, -5, 31))
    assert reader.dashed_near(neutral, (-10, 27.661), 0.01)
    laayoune, agadir = (-13.19, 27.15), (-9.6, 30.42)
    assert not reader.together(neutral, laayoune, agadir)
    assert reader.together(layer((-18, 20, -5, 31), "MA"), laayoune, agadir)


@pytest.mark.parametrize(
    ("where", "box"),
    [
        ("the line of control in Kashmir", (72, 32, 79, 37)),
        ("the ceasefire line in Korea", (125, 37, 129, 39)),
        ("the Golan", (35, 32.5, 36.5, 33.5)),
        ("the West Bank", (34.5, 31, 36, 33)),
        ("northern Cyprus", (32, 34.5, 35, 36)),
        ("Kosovo", (20, 41.8, 22, 43.4)),
        ("Abyei and the Ilemi triangle", (27, 3, 37, 11)),
    ],
)
def test_the_neutral_view_dashes(where, box):
    assert "d" in layer(box)["classes"], where


def test_borders_that_nobody_disputes_are_solid():
    assert "d" not in layer((-1, 42, 10, 52))["classes"]
    assert "d" not in layer((-118, 25, -96, 34))["classes"]


def test_a_national_view_changes_its_own_disputes():
    kashmir = (72, 32, 81, 37)
    neutral, indian, pakistani = (layer(kashmir, view) for view in ("neutral", "IN", "PK"))
    assert len({str(neutral), str(indian), str(pakistani)}) == 3
    srinagar, gilgit = (74.8, 34.1), (74.3, 35.9)
    assert reader.together(indian, srinagar, gilgit)
    assert not reader.together(neutral, srinagar, gilgit)


def test_the_coarse_world_follows_the_view_too():
    neutral = world_layer(read_borders()).encode()
    assert reader.dashed_near(neutral, (76, 34.6), 0.4)
    assert world_layer(read_borders("IN")).encode() != neutral


def test_an_unknown_view_is_refused_with_the_known_ones():
    assert worldviews()[0] == "neutral"
    assert {"CN", "IN", "RU", "UA", "US"} <= set(worldviews())
    with pytest.raises(ValueError, match=r"no worldview 'XX'.*neutral, AR"):
        read_borders("XX")
