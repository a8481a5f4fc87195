"""GeoJSON as RFC 7946 has it: positions, geometries, features; and the JSON Schema of a file of places.

The definitions check the form of a file: types and numbers of things. Whether a geometry makes sense on the
globe is checked in the folder `geometry`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from storymap.reading.places.place_schema import PlaceRecord

_STRICT = ConfigDict(strict=True, extra="ignore", defer_build=True)  # see place_schema.py

# One error in a geometry is enough to report: FailFast stops at the first of what may be millions.
Number = Annotated[float, Field(allow_inf_nan=False)]
Position = Annotated[
    list[Number],
    Field(
        min_length=2,
        title="Position",
        description="Longitude and latitude in degrees; a third number is height.",
    ),
    FailFast(),
]
Positions = Annotated[list[Position], Field(min_length=1), FailFast()]
LinePositions = Annotated[list[Position], Field(min_length=2), FailFast()]
# An open ring of three positions can be closed, so it is let through here; the standard asks for four.
Ring = Annotated[list[Position], Field(min_length=3, json_schema_extra={"minItems": 4}), FailFast()]
Rings = Annotated[list[Ring], Field(min_length=1), FailFast()]


class Point(BaseModel):
    """One position."""

    model_config = _STRICT
    type: Literal["Point"]
    coordinates: Position


class MultiPoint(BaseModel):
    """Several positions."""

    model_config = _STRICT
    type: Literal["MultiPoint"]
    coordinates: Positions


class LineString(BaseModel):
    """A line through two or more positions."""

    model_config = _STRICT
    type: Literal["LineString"]
    coordinates: LinePositions


class MultiLineString(BaseModel):
    """Several lines."""

    model_config = _STRICT
    type: Literal["MultiLineString"]
    coordinates: Annotated[list[LinePositions], Field(min_length=1), FailFast()]


class Polygon(BaseModel):
    """An area: an outer ring, then the rings of its holes. The last position of a ring repeats the first."""

    model_config = _STRICT
    type: Literal["Polygon"]
    coordinates: Rings


class MultiPolygon(BaseModel):
    """Several areas."""

    model_config = _STRICT
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1), FailFast()]


class GeometryCollection(BaseModel):
    """Several geometries of any type."""

    model_config = _STRICT
    type: Literal["GeometryCollection"]
    geometries: Annotated[list[Geometry], Field(min_length=1), FailFast()]


Geometry = Annotated[
    Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon | GeometryCollection,
    Field(discriminator="type"),
]


class PlaceFeature(BaseModel):
    """A place on the map: its record and its geometry."""

    model_config = ConfigDict(strict=True, extra="ignore", title="Feature", defer_build=True)

    type: Literal["Feature"]
    id: Annotated[str, Field(max_length=1_000)] | int | Number | None = Field(
        None,
        title="Identifier",
        description="Tells the place from all others: lower-case letters, digits and hyphens, at most 64.",
    )
    properties: PlaceRecord
    geometry: Geometry | None = Field(description="Where the place is; null when that is not known.")


class PlaceCollection(BaseModel):
    """The places of an article, as a GeoJSON FeatureCollection."""

    model_config = ConfigDict(strict=True, extra="ignore", title="Places of a story map", defer_build=True)

    type: Literal["FeatureCollection"]
    features: list[PlaceFeature]


class _Schema(GenerateJsonSchema):
    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        made = super().tagged_union_schema(schema)
        # "discriminator" is a word of OpenAPI; strict JSON Schema tools refuse it.
        made.pop("discriminator", None)
        return made


def places_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a GeoJSON file of places, made from what checks such a file."""
    schema = PlaceCollection.model_json_schema(schema_generator=_Schema, mode="validation")
    return {"$schema": _Schema.schema_dialect, **schema}
