"""Places as people and programs have them: small made-up likes of real files, each kind of which was refused once.

In November 2026 `storymap check article.md -p FILE` read these files of public repositories, of which none is here:

- umap-project/umap: umap/tests/fixtures/test_upload_data.umap,
  umap/tests/fixtures/test_upload_data_with_iconurl.umap, umap/tests/fixtures/test_upload_data.csv,
  umap/tests/fixtures/test_upload_data.kml, umap/tests/fixtures/test_upload_data.gpx,
  umap/tests/fixtures/test_circles_layer.geojson, umap/tests/fixtures/choropleth_region_chomage.geojson
- mapbox/togeojson: test/data/addresses.kml, test/data/blue_hills.gpx, test/data/multitrackgpx.gpx, test/data/trek.gpx
- tkrajina/gpxpy: test_files/Mojstrovka.gpx, test_files/gpx1.1_with_all_fields.gpx
- pykml/pykml: src/examples/misc/hello_world/hello_world_4_gateway_arch.kml,
  src/pykml/test/testfiles/google_kml_developers_guide/complete_tour_example.kml
- ropensci/geojsonio: inst/examples/us_states.topojson, inst/examples/swiss_cantons.topojson,
  inst/examples/norway_maple.kml, inst/examples/bison.zip
- deldersveld/topojson: world-continents.json, continents/africa.json,
  countries/netherlands/nl-gemeentegrenzen-2016.json, countries/peru/peru-departments.json,
  countries/chile/chile-comunas.json
- flatgeobuf/flatgeobuf: test/data/countries.fgb, test/data/states.geojson
- opengeos/data: duckdb/countries.csv, duckdb/countries.json, duckdb/cities.json, duckdb/cities.csv,
  world/countries.geojson, world/continents.zip, china/chn_admin_level2.shp, vector/cables.geojson, us/us_regions.gpkg
- r-spatial/sf: inst/gpkg/nc.gpkg, inst/shape/nc.shp
- LinkedPasts/linked-places-format: LP-TSV_template.ods, LP-TSV_template.xlsx, data/indias_sample200_20181011.jsonl,
  linkedplaces-sample-v1.2.2.geojson
- WorldHistoricalGazetteer/whg3: datasets/static/files/lp7_100.ods, datasets/static/files/lp7_100.tsv,
  validation/test_data/Cyprus Settlements.xlsx, validation/test_data/Sound Toll Registers.xlsx,
  validation/test_data/Shipwrecks Database_ Oxford Roman Economy Project.xlsx, media/data/countries_simplified.json
- wesleyrodriguessantos/Folium_Maps: Ex8_Iterações/EXC/locais.xlsx, Ex 12/medicina.xlsx
- Dhrumilcse/Tesla-Superchargers: data/tesla-supercharger-france.xlsx
- codeforgermany/click_that_hood: public/data/bern-districts.geojson, public/data/bronx.geojson
- the-pudding/data: clinics/cities.csv, people-map-uk/people-map-uk.csv, rain/annual_precipitation.csv
- plotly/datasets: 2014_us_cities.csv, 2011_february_us_airport_traffic.csv
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.reader import read_places

pytestmark = pytest.mark.usefixtures("desk")
POINT = {"type": "Point", "coordinates": [7.59, 47.56]}


def read(text: Any, name: str) -> tuple[Any, list[str]]:
    Path(name).write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    problems: list[Problem] = []
    frame = read_places(name, problems=problems)
    return frame, [str(problem) for problem in problems if problem.severity != "note"]


def lies_in_basel(frame: Any) -> bool:
    return list(frame.geometry.iloc[0].coords[0]) == pytest.approx(POINT["coordinates"])


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("stop_lat", "stop_lon"),
        ("Latitude", "geo_Longitude"),
        ("decimalLatitude", "decimalLongitude"),
        ("reclat", "reclong"),
        ("INTPTLAT", "INTPTLON"),
        ("Ylatitude", "Xlongitude"),
        ("coord_y", "coord_x"),
        ("gps_breite", "gps_länge"),
        ("wgs84_широта", "wgs84_долгота"),
        ("Latitude (WGS 84)", "Longitude (WGS 84)"),
    ],
)
def test_columns_of_degrees_are_found_among_other_words(latitude: str, longitude: str) -> None:
    frame, said = read(f"name,{longitude},{latitude}\nBasel,7.59,47.56\n", "p.csv")
    assert lies_in_basel(frame)
    assert said == []


def test_of_two_pairs_of_columns_those_belong_together_that_have_the_same_words() -> None:
    frame, _ = read("name,end_lon,start_lat,start_lon,route_long_name\nBasel,1,47.56,7.59,A line\n", "p.csv")
    assert lies_in_basel(frame)


@pytest.mark.parametrize("header", ["name,route_long_name,plate", "name,axis_x,axis_y", "name,lat_name,remark"])
def test_columns_that_only_look_like_it_are_none(header: str) -> None:
    with pytest.raises(PlacesError, match=r"there is no column for the (latitude|longitude)"):
        read(f"{header}\nBasel,1,2\n", "p.csv")


def test_a_shape_beside_degrees_is_taken_where_these_are_blank() -> None:
    text = "title\tlon\tlat\tgeowkt\nBasel\t\t\tPOINT(7.59 47.56)\nBern\t7.44\t46.95\t\nZug\t\t\t\n"
    frame, _ = read(text, "p.tsv")
    assert [None if shape is None else shape.coords[0] for shape in frame.geometry] == [
        (7.59, 47.56),
        (7.44, 46.95),
        None,
    ]


RECORDS = [
    {"name": "Basel", "latitude": 47.56, "longitude": 7.59, "tags": ["a"], "people": 178_000},
    {"name": "Bern", "latitude": 46.95, "longitude": 7.44, "site": "https://example.org"},
]


def test_a_bare_list_of_records_is_a_table() -> None:
    frame, said = read(RECORDS, "cities.json")
    assert frame["name"].tolist() == ["Basel", "Bern"]
    assert lies_in_basel(frame)
    assert frame["properties"].tolist() == [{"tags": ["a"], "people": 178_000}, {"site": "https://example.org"}]
    assert frame["where"].tolist() == [
        'cities.json, feature 1 ("Basel"), line 1',
        'cities.json, feature 2 ("Bern"), line 1',
    ]
    assert said == []


def test_json_lines_of_records_are_a_table() -> None:
    frame, _ = read("\n".join(map(json.dumps, RECORDS)), "cities.jsonl")
    assert frame["where"].tolist() == [
        'cities.jsonl, feature 1 ("Basel"), line 1',
        'cities.jsonl, feature 2 ("Bern"), line 2',
    ]


@pytest.mark.parametrize(
    "position",
    [
        {"latlng": [47.56, 7.59]},
        {"coordinates": [7.59, 47.56]},
        {"location": {"lat": 47.56, "lng": 7.59}},
        {"geometry": POINT},
        {"position": "47.56, 7.59"},
        {"wkt": "POINT (7.59 47.56)"},
    ],
)
def test_a_record_says_where_it_lies_in_many_ways(position: dict[str, Any]) -> None:
    assert lies_in_basel(read([{"name": "Basel", **position}], "p.json")[0])


def test_a_bare_list_of_features_is_a_collection() -> None:
    assert lies_in_basel(read([{"type": "Feature", "properties": {"name": "Basel"}, "geometry": POINT}], "p.json")[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            [{"name": "Basel"}],
            "p.json: this is a list, not a FeatureCollection, and nothing in it says where places lie",
        ),
        ([{"name": "Basel", "lat": 47.56, "lon": None}], 'p.json, feature 1 ("Basel"), line 1: has no longitude'),
        ([*RECORDS, 3, {"name": "Zug", "latitude": 1}], "of 4 rows 2 cannot be places"),
        ([1, 2], "p.json, line 1, column 1: this is a list, not a FeatureCollection; put the features"),
    ],
)
def test_a_list_without_places_is_refused_and_a_bad_record_left_out(data: Any, said: str) -> None:
    try:
        message = "\n".join(read(data, "p.json")[1])
    except PlacesError as error:
        message = str(error)
    assert said in message


OVERPASS = {
    "version": 0.6,
    "generator": "Overpass API",
    "osm3s": {"copyright": "OpenStreetMap"},
    "elements": [
        {"type": "node", "id": 1, "lat": 47.56, "lon": 7.59, "tags": {"name": "Basel", "place": "city"}},
        {"type": "node", "id": 2, "lat": 0.0, "lon": 1.0},
        {"type": "node", "id": 3, "lat": 1.0, "lon": 1.0},
        {"type": "node", "id": 4, "lat": 1.0, "lon": 0.0},
        {"type": "way", "id": 5, "nodes": [2, 3, 4, 2], "tags": {"name": "Park", "leisure": "park"}},
        {"type": "way", "id": 6, "nodes": [2, 3, 4, 2], "tags": {"name": "Ring road", "highway": "primary"}},
        {"type": "way", "id": 7, "center": {"lat": 5.0, "lon": 6.0}, "tags": {"name": "Zoo"}},
        {"type": "way", "id": 8, "geometry": [{"lat": 1, "lon": 2}, {"lat": 3, "lon": 4}], "tags": {"name": "Path"}},
        {"type": "relation", "id": 9, "bounds": {"minlat": 0, "minlon": 0, "maxlat": 2, "maxlon": 4}, "tags": {"name": "Wood"}},
    ],
}  # fmt: skip


def test_an_answer_of_overpass_is_read() -> None:
    frame, said = read(OVERPASS, "export.json")
    assert {name: shape.wkt for name, shape in zip(frame["name"], frame.geometry, strict=True)} == {
        "Basel": "POINT (7.59 47.56)",
        "Park": "POLYGON ((1 0, 1 1, 0 1, 1 0))",
        "Ring road": "LINESTRING (1 0, 1 1, 0 1, 1 0)",
        "Zoo": "POINT (6 5)",
        "Path": "LINESTRING (2 1, 4 3)",
        "Wood": "POINT (2 1)",
    }
    assert frame["where"].tolist()[0] == 'export.json, element 1 ("Basel")'
    assert said == []


@pytest.mark.parametrize(
    "element",
    [
        {"lat": "north", "lon": None}, {"nodes": [{}, None]}, {"nodes": 5}, {"geometry": [None, 3]}, {"bounds": {"minlat": "a"}},
        {"center": []}, {"id": [1], "lat": 1, "lon": 2}, {},
    ],
)  # fmt: skip
def test_a_broken_element_of_overpass_is_no_traceback(element: dict[str, Any]) -> None:
    data = {**OVERPASS, "elements": [*OVERPASS["elements"], {"type": "way", "tags": {"name": "Odd"}, **element}, 3]}  # type: ignore[misc]
    frame, _ = read(data, "export.json")
    assert "Basel" in frame["name"].tolist()


def test_a_placemark_with_empty_coordinates_is_a_place_without_a_position() -> None:
    marks = "<Placemark><name>A</name><Point><coordinates></coordinates></Point></Placemark>"
    frame, (said,) = read(f"<kml>{marks}</kml>", "p.kml")
    assert frame["name"].tolist() == ["A"]
    assert frame.geometry.iloc[0] is None
    assert "has no geometry: it is listed, but not on the map" in said


def collection(*properties: dict[str, Any]) -> dict[str, Any]:
    features = [
        {"type": "Feature", "properties": each, "geometry": {**POINT, "coordinates": [7 + n, 47]}}
        for n, each in enumerate(properties)
    ]
    return {"type": "FeatureCollection", "features": features}


def test_saved_places_of_google_have_their_name_within() -> None:
    own = {"location": {"name": "Basel Minster", "address": "Münsterplatz"}, "date": "2024-01-01"}
    frame, said = read(collection(own, own, {"date": "2024"}), "Saved Places.json")
    assert frame["name"].tolist() == ["Basel Minster"] * 2
    assert "one cannot be a place and is left out: feature 3" in said[0]


def test_drawn_by_hand_one_feature_has_a_name_and_the_next_a_title() -> None:
    frame, said = read(
        collection({"name": "Basel"}, {"title": "Bern"}, {"Name": "Zug", "title": "Town"}), "map.geojson"
    )
    assert frame["name"].tolist() == ["Basel", "Bern", "Zug"]
    assert said == []


def test_a_description_of_null_is_none_and_no_misspelling() -> None:
    frame, said = read(collection({"Name": "Basel", "description": None}), "layer.geojson")
    assert (frame["name"].tolist(), frame["note"].tolist(), said) == (["Basel"], [""], [])


@pytest.mark.parametrize(
    "header",
    ["Ort;Breitengrad;Längengrad", "nom;latitude;longitude", "Nombre;Latitud;Longitud", "Nome;Latitudine;Longitudine",
     "Naam;Breedtegraad;Lengtegraad", "Navn;Breddegrad;Længdegrad", "Navn;Breddegrad;Lengdegrad", "Namn;Latitud;Longitud",
     "Nazwa;Szerokość geograficzna;Długość geograficzna", "Název;Zeměpisná šířka;Zeměpisná délka",
     "Nimi;Leveysaste;Pituusaste", "Név;Szélesség;Hosszúság", "Nume;Latitudine;Longitudine", "Название;Широта;Долгота",
     "Назва;Широта;Довгота", "İsim;Enlem;Boylam", "Όνομα;Γεωγραφικό πλάτος;Γεωγραφικό μήκος", "الاسم;خط العرض;خط الطول",
     "نام;عرض جغرافیایی;طول جغرافیایی", "שם;קו רוחב;קו אורך", "नाम;अक्षांश;देशांतर", "名称;纬度;经度", "名称;緯度;経度",
     "이름;위도;경도"],
)  # fmt: skip
def test_tables_of_many_languages_are_read(header: str) -> None:
    frame, _ = read(f"{header}\nBasel;47,56;7,59\n", "p.csv")
    assert frame["name"].tolist() == ["Basel"]
    assert lies_in_basel(frame)


def test_shapes_of_topojson_may_have_ids_for_names() -> None:
    shape = {"type": "Polygon", "arcs": [[0]], "id": "Maryland"}
    arcs = [[[0, 0], [0, 1], [1, 1], [0, 0]]]
    frame, _ = read({"type": "Topology", "objects": {"states": shape}, "arcs": arcs}, "us.topojson")
    assert frame["name"].tolist() == ["Maryland"]
