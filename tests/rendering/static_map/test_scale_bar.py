from __future__ import annotations

import pytest

from storymap.rendering.i18n import find_catalogue
from storymap.rendering.static_map.projection import Projection, frame_places
from storymap.rendering.static_map.scale_bar import round_down, scale_bar


def text(view: Projection, language: str) -> str:
    bar = scale_bar(view, find_catalogue(language), language)
    assert bar
    return bar.text


BORDER = (-109.441, 22.449, -99.5075, 31.7835)


@pytest.mark.parametrize(("value", "rounded"), [(1, 1), (2.9, 2), (4, 3), (9.9, 5), (10, 10), (287, 200), (1999, 1000)])
def test_a_bar_stands_for_a_round_number(value: float, rounded: int) -> None:
    assert round_down(value) == rounded


def test_a_bar_is_as_long_as_it_says() -> None:
    view = frame_places(BORDER, 640, 480)
    kilometres, miles = (scale_bar(view, find_catalogue(language), language) for language in ("fr", "en"))
    assert kilometres and miles
    assert (kilometres.text, miles.text) == ("200 km", "100 mi")
    # At the middle of the picture, by the law of cosines on a sphere of the same circumference.
    metres = view.metres_per_pixel(240)
    assert kilometres.width * metres == pytest.approx(200_000)
    assert miles.width * metres == pytest.approx(160_934.4)
    (latitude,) = [27.26]
    assert metres == pytest.approx(40_075_017 / view.world * 0.8889, rel=1e-3), latitude


def test_miles_are_for_those_who_think_in_them_and_words_follow_the_language() -> None:
    view = frame_places(BORDER, 640, 480)
    assert text(view, "es-MX") == "200 km"
    assert text(view, "es-US") == "100 mi"
    assert text(view, "ru") == "200 км"
    near = frame_places((0, 0, 0.01, 0.01), 640, 480)
    assert text(near, "en-AU") == "3 km"
    assert text(near, "en-US") == "2 mi"


def test_a_map_of_the_earth_has_no_bar_because_none_would_be_true() -> None:
    assert scale_bar(frame_places((-77, -40, 121, 60), 640, 480), find_catalogue("en"), "en") is None
