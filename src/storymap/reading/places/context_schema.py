"""The record of a feature of context, checked: all that is not plain."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from storymap.reading.places.geojson_schema import Geometry
from storymap.reading.places.geometry.from_geojson import geometry_from_geojson
from storymap.reading.places.place_schema import OneLine
from storymap.reading.places.validation_messages import explain_errors
from storymap.reading.problem_log import ProblemLog


class _PropertiesSchema(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", defer_build=True)
    name: OneLine = ""


class _FeatureSchema(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", defer_build=True)
    type: Literal["Feature"]
    properties: _PropertiesSchema
    geometry: Geometry | None = Field(None)


def checked_context(value: Any, given: dict[str, Any], where: str, log: ProblemLog) -> tuple[str, Any] | None:
    """Return the name and the geometry, or None for none, of a feature with the properties `given`.

    Returns None, with everything that is wrong, for what is no feature.
    """
    if isinstance(value, dict):
        value = {"geometry": None, **value, "properties": given}
    try:
        record = _FeatureSchema.model_validate(value)
    except ValidationError as error:
        for problem in explain_errors(error, where, given):
            log.add(problem)
        return None
    if record.geometry is None:
        return record.properties.name, None
    geometry = geometry_from_geojson(record.geometry, where, log)
    return None if geometry is None else (record.properties.name, geometry)
