"""The box of detail around a story."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.geometry import mercator as unit
from storymap.rendering.basemap.extent import HONEST_ZOOM, WINDOWS, fit_zoom, map_extent


def mercator(latitude):
    """Mercator's y in degrees, from the equator to the north."""
    return 360 * (0.5 - unit.y(latitude))


def latitude_of(y):
    return unit.latitude(0.5 - y / 360)


def point(x, y):
    return (x, y, x, y)


def seen(fit, window, zoom):
    """A window's sides in degrees and Mercator's y, computed anew from Leaflet's scale."""
    pixel = 360 / (256 * 2**zoom)
    x, y = (fit[0] + fit[2]) / 2, (mercator(fit[1]) + mercator(fit[3])) / 2
    return (
        x - window[0] * pixel / 2,
        y - window[1] * pixel / 2,
        x + window[0] * pixel / 2,
        y + window[1] * pixel / 2,
    )


@pytest.mark.parametrize("latitude", [-84.9, -45.0, 0.0, 31.7, 84.9])
def test_mercator_comes_back(latitude):
    assert latitude_of(mercator(latitude)) == pytest.approx(latitude)


STORIES = {
    "the border": [point(-106.487, 31.759), point(-99.5, 27.5), point(-107.4, 24.8)],
    "one village": [point(10.44, 45.13)],
    "a tall story": [point(35, -33), point(31, 30)],
    "a wide story": [(95, -11, 141, 6)],
    "across 180 degrees": [point(178.4, -18.1), point(-178.9, -17.2)],
}


@pytest.mark.parametrize("places", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("window", [(1280, 800), (1920, 1200), (390, 620), (750, 700)])
def test_no_window_sees_the_edge_of_the_detail_it_draws(places, window):
    extent = map_extent(places)
    zoom = fit_zoom(extent.fit, window)
    for box, least in zip(extent.boxes, extent.least_zooms, strict=True):
        if zoom < least:
            continue
        west, south, east, north = seen(extent.fit, window, zoom)
        assert box[0] <= west
        assert box[2] >= east
        assert box[1] <= max(latitude_of(south), -85)
        assert box[3] >= min(latitude_of(north), 85)


def test_a_village_is_seen_at_the_datas_honest_limit():
    extent = map_extent(STORIES["one village"])
    assert all(fit_zoom(extent.fit, window) == HONEST_ZOOM for window in WINDOWS)
    assert extent.least_zooms == (8.75,)
    (box,) = extent.boxes
    assert box[2] - box[0] < 7


def test_fiji_runs_past_180_degrees():
    extent = map_extent(STORIES["across 180 degrees"])
    assert extent.fit == (178.4, -18.1, pytest.approx(181.1), -17.2)
    (box,) = extent.boxes
    assert 170 < box[0] < 178.4
    assert 181.1 < box[2] < 190


def test_three_continents_have_a_box_each_and_the_earth_as_their_view():
    places = [point(-77.03, -12.05), point(36.82, -1.29), point(120.98, 14.6)]
    extent = map_extent(places)
    assert extent.fit == (-77.03, -12.05, 120.98, 14.6)
    assert len(extent.boxes) == 3
    for x, y, _, _ in places:
        assert sum(box[0] < x < box[2] and box[1] < y < box[3] for box in extent.boxes) == 1


@pytest.mark.parametrize("y", [-90.0, -89.0, 84.9, 90.0])
def test_places_near_the_poles_stay_on_the_map(y):
    for west, south, east, north in map_extent([point(15.6, y)]).boxes:
        assert -85 <= south <= north <= 85
        assert west < 15.6 < east


def test_a_story_needs_a_place():
    with pytest.raises(ValueError, match="at least one place"):
        map_extent([])


places_anywhere = st.lists(
    st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(lambda xy: point(*xy)), min_size=1, max_size=12
)


@given(places_anywhere)
def test_every_story_has_an_extent_that_holds_its_places(places):
    extent = map_extent(places)
    west, south, east, north = extent.fit
    for x, y, _, _ in places:
        assert south <= y <= north
        assert any(west - 1e-9 <= x + turn <= east + 1e-9 for turn in (-360, 0, 360))
    assert all(math.isfinite(value) for box in extent.boxes for value in box)
    for box in extent.boxes:
        assert box[0] < box[2] <= box[0] + 360
        assert -85 <= box[1] < box[3] <= 85
