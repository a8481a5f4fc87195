"""Places whose latitude and longitude were exchanged, told by their names."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.swapped_positions import swapped_positions


def told(name: str, geometry: BaseGeometry | None) -> list[str]:
    places = gpd.GeoDataFrame(
        {"name": [name], "where": ["places.geojson, feature 1"]}, geometry=[geometry], crs="EPSG:4326"
    )
    return [str(problem) for problem in swapped_positions(places, open_gazetteer())]


def test_one_place_alone_is_told() -> None:
    assert told("Lyon", Point(45.76, 4.84)) == [
        'places.geojson, feature 1: "Lyon" lies at latitude 4.84, longitude 45.76; with the two exchanged it is '
        "Lyon, Auvergne-Rhône-Alpes, France; exchange the two numbers; GeoJSON has longitude first"
    ]


@pytest.mark.parametrize(
    ("name", "geometry"),
    [
        ("Lyon", Point(4.84, 45.76)),
        ("Rue de la République", Point(45.76, 4.84)),
        ("Lyon", None),
        ("Lyon", Point()),
        ("Lyon", LineString([(45.7, 4.8), (45.8, 4.9)])),
        # One of its name lies here, one where the numbers would be exchanged.
        ("Kano", Point(8.52, 12.0)),
        # No latitude is 106.
        ("Ciudad Juárez", Point(-106.46, 31.72)),
        ("Null", Point(0, 0)),
        ("", Point(45.76, 4.84)),
    ],
)
def test_what_may_be_meant_is_left_alone(name: str, geometry: BaseGeometry | None) -> None:
    assert told(name, geometry) == []
