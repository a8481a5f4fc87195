"""Places made in Python are checked as if they were a file, whatever they are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from storymap import Article, Block, Place, PlacesError, Problem, build_story, read_places
from storymap.reading.places.place_choices import PlaceChoices

BASEL = {
    "type": "Feature",
    "properties": {"name": "Basel"},
    "geometry": {"type": "Point", "coordinates": [7.59, 47.56]},
}
COLLECTION = {"type": "FeatureCollection", "features": [BASEL]}
TABLE = {"name": ["Basel"], "founded": [374]}
ARTICLE = Article(title="A trip", blocks=(Block("paragraph", "From Basel to Bern."),), language="en")
MADE: dict[str, Any] = {
    "GeoJSON": COLLECTION,
    "a Feature": BASEL,
    "TopoJSON": {"type": "Topology", "arcs": [], "objects": {"a": {"type": "Point", "coordinates": [7.59, 47.56], "properties": {"name": "Basel"}}}},
    "latitude and longitude": pd.DataFrame({**TABLE, "Lat": [47.56], "Lng": [7.59]}),
    "texts": pd.DataFrame({**TABLE, "breite": ["47,56"], "länge": ["7,59"]}),
    "a pair": pd.DataFrame({**TABLE, "coordinates": ["47.56, 7.59"]}),
    "a list": pd.DataFrame({**TABLE, "latlng": [[47.56, 7.59]]}),
    "a list as in GeoJSON": pd.DataFrame({**TABLE, "coordinates": [(7.59, 47.56)]}),
    "an object": pd.DataFrame({**TABLE, "position": [{"lat": 47.56, "lng": 7.59}]}),
    "an array": pd.DataFrame({**TABLE, "coordinates": [np.array([7.59, 47.56])]}),
    "GeoJSON in a column": pd.DataFrame({**TABLE, "geojson": [BASEL["geometry"]]}),
    "WKT": pd.DataFrame({**TABLE, "wkt": ["POINT (7.59 47.56)"]}),
    "WKT as geometry": pd.DataFrame({**TABLE, "geometry": ["POINT (7.59 47.56)"]}),
    "shapes": pd.DataFrame({**TABLE, "geometry": [Point(7.59, 47.56)]}),
    "shapes elsewhere": pd.DataFrame({**TABLE, "geom": [Point(7.59, 47.56)]}),
    "GeoDataFrame": gpd.GeoDataFrame(TABLE, geometry=[Point(7.59, 47.56)], crs=4326),
    "a renamed geometry": gpd.GeoDataFrame({**TABLE, "g": [Point(7.59, 47.56)]}, geometry="g").rename(columns={"g": "geometry"}),
    "a geometry that was never set": gpd.GeoDataFrame(pd.DataFrame({**TABLE, "g": [Point(7.59, 47.56)]})).rename(columns={"g": "geometry"}),
    "Place": [Place("", "Basel", Point(7.59, 47.56))],
}  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
def test_whatever_it_is_made_of_a_place_is_read_and_tied(kind: str) -> None:
    frame = read_places(MADE[kind])
    assert (list(frame.index), frame["name"].tolist()) == (["basel"], ["Basel"])
    assert frame.geometry.iloc[0].coords[0] == pytest.approx((7.59, 47.56))
    assert len(build_story(ARTICLE, MADE[kind]).mentions) == 1


@pytest.mark.parametrize("kind", MADE)
def test_context_may_be_the_same(kind: str) -> None:
    assert [one.name for one in build_story(ARTICLE, COLLECTION, context=MADE[kind]).context] == ["Basel"]


def test_a_frame_without_its_geometry_is_read_as_a_table() -> None:
    frame = gpd.GeoDataFrame({"name": ["Basel"]}, geometry=[Point(7.59, 47.56)]).rename(columns={"geometry": "note"})
    with pytest.raises(PlacesError, match=r"places: there is no column for the latitude, only name, note"):
        read_places(frame)


def test_any_iterable_of_places_is_read() -> None:
    places = {
        name: Place("", name, Point(7, 47 + n), aliases=(f"{name}!",)) for n, name in enumerate(("Basel", "Bern"))
    }
    assert read_places(places.values())["aliases"].tolist() == [("Basel!",), ("Bern!",)]
    assert len(build_story(ARTICLE, (place for place in places.values())).places) == 2
    again = read_places([Place("b", "Basel", None, note="A city.", zoom=9, properties={"founded": 374})])
    assert again.loc["b", ["note", "zoom", "properties"]].tolist() == ["A city.", 9, {"founded": 374}]


def test_the_other_columns_keep_their_kind() -> None:
    table = pd.DataFrame(
        {
            "Name": ["Basel", "Bern"],
            "LAT": [47.56, np.nan],
            "LON": [7.59, np.nan],
            "zoom": [9, None],
            "founded": [374, 1191],
        }
    )
    frame = read_places(table)
    assert frame.geometry.iloc[1] is None
    assert frame["zoom"].tolist() == [9, None]
    assert frame["properties"].tolist() == [{"founded": 374}, {"founded": 1191}]


def test_fields_say_which_column_is_which() -> None:
    table = pd.DataFrame({"NOM": ["Basel"], "lat": [47.56], "lon": [7.59]})
    assert read_places(table, choices=PlaceChoices({"name": "NOM"}))["name"].tolist() == ["Basel"]
    assert build_story(ARTICLE, table, fields={"name": "NOM"}).places["name"].tolist() == ["Basel"]


def test_a_bad_row_of_geojson_is_left_out_as_in_a_file() -> None:
    problems: list[Problem] = []
    features = [BASEL, {**BASEL, "properties": {"name": "Bern"}}, {**BASEL, "properties": {}}]
    assert len(read_places({"type": "FeatureCollection", "features": features}, problems=problems)) == 2
    assert "of 3 rows one cannot be a place and is left out: feature 3 has no name" in str(problems[0])


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "places: this is a bare geometry, without a name"),
        ({}, "places: this is JSON, but not a FeatureCollection"),
        ({"type": "FeatureCollection", "features": {}}, 'places: "features" is not a list'),
        ({"type": "FeatureCollection", "features": [3]}, "places, feature 1: a feature must be an object, is a number"),
        ({**COLLECTION, "crs": {"type": "link"}}, 'places, "crs": the coordinate system is given by a link'),
        (pd.DataFrame({"name": ["A"]}), 'places: there is no column for the latitude, only name; name it "latitude"; or make a GeoDataFrame'),
        (pd.DataFrame({"name": ["A"], "lat": [1], "lon": [None]}), 'places, row 1 ("A"): has no longitude'),
        (pd.DataFrame({"name": ["A", "B"], "lat": [1, 95], "lon": [2, 3]}), 'places, row 2 ("B"): latitude 95'),
        ([Place("", "", Point(1, 2))], "places, row 1: has no name"),
        ([Place("", "A", Point(1, 200))], 'places, row 1 ("A"): '),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_as_of_files(made: Any, said: str) -> None:
    with pytest.raises(PlacesError) as caught:
        read_places(made)
    assert str(caught.value).startswith(said)


def test_files_are_files_still(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("name,lat,lon\nBasel,47.56,7.59\n")
    for source in (path, str(path), [path], (path,)):
        assert read_places(source)["name"].tolist() == ["Basel"]
