"""Frames made in Python, checked as if they were files."""

from __future__ import annotations

import math

import geopandas as gpd
import pytest
from shapely.geometry import Point

from storymap.errors import PlacesError, Problem
from storymap.model import Image, Place
from storymap.reading.places.place_columns import places_frame
from storymap.reading.places.reader import check_places


def test_a_frame_from_a_notebook_is_checked_like_a_file() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["Bonn", "Köln"], "aliases": [[], ["Cologne"]], "zoom": [float("nan"), 9], "founded": [1, 50]},
        geometry=[Point(791_000, 6_576_000), Point(774_000, 6_610_000)],
        crs=3857,
    )
    warnings: list[Problem] = []
    found = check_places(frame, problems=warnings)
    assert list(found.index) == ["bonn", "koln"]
    assert found.crs == "EPSG:4326"
    assert list(found["aliases"]) == [(), ("Cologne",)]
    assert list(found["zoom"]) == [None, 9.0]
    assert list(found["properties"]) == [{"founded": 1}, {"founded": 50}]
    # Web Mercator, by its formula on a sphere of 6,378,137 m.
    latitude = math.degrees(2 * math.atan(math.exp(6_576_000 / 6_378_137)) - math.pi / 2)
    assert found.geometry.iloc[0].coords[0] == pytest.approx((math.degrees(791_000 / 6_378_137), latitude))
    assert [problem.what for problem in warnings] == [
        "coordinates were transformed from WGS 84 / Pseudo-Mercator (EPSG:3857) to WGS 84"
    ]


def test_a_wrong_frame_is_refused_by_its_row() -> None:
    frame = gpd.GeoDataFrame({"name": ["Bonn", ""]}, geometry=[Point(7, 50), Point(7, 500)])
    with pytest.raises(PlacesError) as caught:
        check_places(frame)
    assert str(caught.value).splitlines()[-1] == 'places, row 2: has no name; add "name" to its properties'
    with pytest.raises(PlacesError, match=r"places: there is no column for the latitude, only name; .* a GeoDataFrame"):
        check_places(frame.drop(columns="geometry"))


def test_a_checked_frame_passes_the_check_unchanged() -> None:
    place = Place(
        place_id="the-bridge",
        name="Santa Fe bridge",
        geometry=Point(-106.48, 31.74),
        aliases=("Paso del Norte bridge",),
        layer="Crossings",
        note="A bridge.",
        ignore=("Santa Fe bridge tournament",),
        url="https://example.org/",
        image=Image(src="bridge.png", alt="The bridge", credit="AP"),
        zoom=14.0,
        properties={"lanes": 4},
        where="p.geojson, feature 1",
    )
    before = places_frame([place])
    warnings: list[Problem] = []
    after = check_places(before, problems=warnings)
    columns = [column for column in before.columns if column != "where"]
    assert list(after.index) == ["the-bridge"]
    assert [after.iloc[0][column] for column in columns] == [before.iloc[0][column] for column in columns]
