"""Places whose latitude and longitude were exchanged, told by their names."""

from __future__ import annotations

import pytest

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.gazetteer.swapped_positions import NamedPoint, swapped_positions


def told(name: str, lon: float, lat: float) -> list[str]:
    point = NamedPoint(name, "places.geojson, feature 1", lon, lat)
    return [str(problem) for problem in swapped_positions([point], open_gazetteer())]


def test_one_place_alone_is_told() -> None:
    assert told("Lyon", 45.76, 4.84) == [
        'places.geojson, feature 1: "Lyon" lies at latitude 4.84, longitude 45.76; with the two exchanged it is '
        "Lyon, Auvergne-Rhône-Alpes, France; exchange the two numbers; GeoJSON has longitude first"
    ]


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Lyon", 4.84, 45.76),
        ("Rue de la République", 45.76, 4.84),
        # One of its name lies here, one where the numbers would be exchanged.
        ("Kano", 8.52, 12.0),
        # No latitude is 106.
        ("Ciudad Juárez", -106.46, 31.72),
        ("Null", 0, 0),
        ("", 45.76, 4.84),
    ],
)
def test_what_may_be_meant_is_left_alone(name: str, lon: float, lat: float) -> None:
    assert told(name, lon, lat) == []
