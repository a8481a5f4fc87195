"""The record of a place: its JSON Schema, and what is said of a wrong property."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from storymap.reading.places import geojson_schema
from storymap.reading.places.geojson_schema import places_schema
from storymap.reading.places.geometry.plain_geometry import GEOMETRY_TYPES
from storymap.reading.places.place_schema import PlaceRecord
from storymap.reading.places.record_fields import FIELDS
from tests.reading.places.one_feature import read, said_of

pytestmark = pytest.mark.usefixtures("desk")


def test_the_members_that_are_named_without_the_schema_are_those_of_the_schema() -> None:
    assert tuple(PlaceRecord.model_fields) == FIELDS
    types = [one.__name__ for one in get_args(get_args(geojson_schema.Geometry)[0])]
    assert types == list(GEOMETRY_TYPES)


def members(schema: Any, name: str) -> Iterator[Any]:
    """Yield every value that stands under `name` anywhere in a schema."""
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == name)
        for value in schema.values():
            yield from members(value, name)
    elif isinstance(schema, list):
        for value in schema:
            yield from members(value, name)


def test_the_schema_stands_alone_and_describes_every_member() -> None:
    schema = places_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(reference.startswith("#/$defs/") for reference in members(schema, "$ref"))
    assert list(members(schema, "discriminator")) == []
    record = schema["$defs"]["PlaceRecord"]
    assert list(record["properties"]) == [
        *("name", "aliases", "layer", "note", "ignore", "url", "image", "zoom"),
        *("role", "weight"),
    ]
    assert record["required"] == ["name"]
    assert all(member["title"] and member["description"] for member in record["properties"].values())


def test_the_reader_keeps_to_the_bounds_that_the_schema_publishes() -> None:
    record = places_schema()["$defs"]["PlaceRecord"]["properties"]
    longest = record["name"]["maxLength"]
    assert read(name="x" * longest)[0]["name"] == "x" * longest
    assert said_of(name="x" * (longest + 1)) == [f'name has more than {longest} characters: "{"x" * 39}…"']
    highest = record["zoom"]["anyOf"][0]["maximum"]
    assert read(name="A", zoom=highest)[0]["zoom"] == highest
    assert said_of(name="A", zoom=highest + 0.5) == ["zoom must be 22 or less, is 22.5"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"name": "  Ciudad Jua\u0301rez\n"}, {"name": "Ciudad Juárez"}),
        ({"aliases": "Juarez; CJ|El Chuco"}, {"aliases": ("Juarez", "CJ", "El Chuco")}),
        ({"aliases": ["Juarez", "Juarez", "A"]}, {"aliases": ("Juarez",)}),
        ({"layer": " "}, {"layer": "Places"}),
        ({"layer": None, "note": None, "zoom": None, "image": None}, {"layer": "Places", "note": "", "zoom": None}),
        ({"note": "one\r\ntwo"}, {"note": "one\ntwo"}),
        ({"url": " HTTPS://example.org/a "}, {"url": "HTTPS://example.org/a"}),
        ({"url": "mailto:desk@example.org"}, {"url": "mailto:desk@example.org"}),
        ({"population": None, "tags": {"a": [1, True, "x"]}}, {"properties": {"population": None, "tags": {"a": [1, True, "x"]}}}),
    ],
)  # fmt: skip
def test_what_authors_write_is_tidied(written: dict[str, Any], expected: dict[str, Any]) -> None:
    found, warnings = read(**{"name": "A", **written})
    assert {key: found[key] for key in expected} == expected
    assert warnings == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"name": "a\nb"}, "name must be on one line"),
        ({"aliases": ["B", 1]}, "aliases, item 2, must be text, is a number"),
        ({"aliases": ["x"] * 501}, "aliases has more than 500 items"),
        ({"url": "java\tscript:alert(1)"}, 'url holds white space or control characters: "java script:alert(1)"'),
        ({"url": "https://"}, 'url is not a web address: "https://"'),
        ({"url": "//example.org"}, 'url must begin with https://, http:// or mailto:, is "//example.org"'),
        ({"url": "data:text/html,x"}, 'url must begin with https://, http:// or mailto:, is "data:text/html,x"'),
        ({"url": "http://[::1"}, 'url is not a web address: "http://[::1"'),
        ({"image": {"alt": "x"}}, "image.src is missing"),
        ({"zoom": "12"}, "zoom must be a number, is text"),
        ({"zoom": True}, "zoom must be a number, is true or false"),
    ],
)  # fmt: skip
def test_a_wrong_property_is_said_in_plain_words(written: dict[str, Any], expected: str) -> None:
    assert said_of(**{"name": "A", **written}) == [expected]
