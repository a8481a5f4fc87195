"""The form of `atlas.json`, checked: the file may come from anywhere, and its slugs become paths."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import shapely
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from shapely.geometry.base import BaseGeometry

from storymap.limits import LONGEST_NAME, LONGEST_NOTE, LONGEST_URL
from storymap.model import Role
from storymap.reading.places.geojson_schema import Geometry
from storymap.reading.places.geometry.from_geojson import geometry_from_geojson
from storymap.reading.problem_log import ProblemLog
from storymap.reading.slugs import LONGEST_SLUG

VERSION: Final = 1

_CONFIG: Final = ConfigDict(strict=True, extra="ignore")
# Longitudes may run past 180, where a shape lies across it.
_FARTHEST: Final = 540.0
_GEOMETRY: Final[TypeAdapter[Any]] = TypeAdapter(Geometry)
_Slug = Annotated[str, Field(pattern=rf"^[a-z0-9-]{{1,{LONGEST_SLUG}}}$")]
_Key = Annotated[str, Field(pattern=rf"^[a-z0-9-]{{1,{LONGEST_SLUG}}}/[a-z0-9-]{{1,{LONGEST_SLUG}}}$")]
_Name = Annotated[str, Field(max_length=LONGEST_NAME)]
LONGEST_TITLE: Final = 10_000  # code points, as other lines
_Line = Annotated[str, Field(max_length=LONGEST_TITLE)]


def _shape(value: object) -> BaseGeometry:
    """Return GeoJSON as a shape. Raises ValueError where it is none, or lies beyond the earth."""
    return _plain_point(value) or _any_shape(value)


def _plain_point(value: object) -> BaseGeometry | None:
    """Return what is nothing but a point on earth, as nearly all places are; None for anything else."""
    match value:
        case {"type": "Point", "coordinates": [float(x), float(y)], **rest} if not rest:
            return shapely.Point(x, y) if -_FARTHEST <= x <= _FARTHEST and -90 <= y <= 90 else None
    return None


def _any_shape(value: object) -> BaseGeometry:
    try:
        geometry = _GEOMETRY.validate_python(value)
    except ValidationError:
        raise PydanticCustomError("shape", "this is no geometry of GeoJSON") from None
    log = ProblemLog("")
    try:
        shape = geometry_from_geojson(geometry, "", log)
    except (ValueError, shapely.errors.ShapelyError):
        shape = None
    if shape is None or log.failed:
        raise PydanticCustomError("shape", "this is no geometry")
    west, south, east, north = shape.bounds or (0, 0, 0, 0)
    if not (-_FARTHEST <= west <= east <= _FARTHEST and -90 <= south <= north <= 90):
        raise PydanticCustomError("shape", "it is not on earth")
    return shape


Shape = Annotated[InstanceOf[BaseGeometry], BeforeValidator(_shape)]


def _checked_sentence(sentence: tuple[str, int, int]) -> tuple[str, int, int]:
    text, start, end = sentence
    if not 0 <= start <= end <= len(text):
        raise PydanticCustomError("sentence", "the name is not in the sentence")
    return sentence


_Sentence = Annotated[tuple[_Line, int, int], Field(strict=False), AfterValidator(_checked_sentence)]


# A list that is made for each: pydantic would copy one that stands here, deeply.
_NONE: Any = Field(default_factory=list)


class StoryPlaceData(BaseModel):
    """A place as one story has it."""

    model_config = _CONFIG
    id: _Slug
    name: _Name
    geometry: Shape | None = None
    aliases: list[_Name] = _NONE
    layer: _Name = ""
    kind: _Name = ""
    identifiers: list[_Name] = _NONE
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    url: Annotated[str, Field(max_length=LONGEST_URL)] = ""
    role: Role | None = None
    weight: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    sentences: list[_Sentence] = _NONE


class StoryData(BaseModel):
    """A story."""

    model_config = _CONFIG
    id: _Slug
    title: _Line = ""
    address: Annotated[str, Field(max_length=LONGEST_URL)] = ""
    date: _Line = ""
    byline: _Line = ""
    language: Annotated[str, Field(max_length=100)] = ""
    source: _Line = ""
    mark: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{32})?$")] = ""
    places: list[StoryPlaceData] = _NONE


class PlaceData(BaseModel):
    """A place of the atlas; `shape_of` is the number of the member that says where it is."""

    model_config = _CONFIG
    slug: _Slug
    name: _Name
    members: Annotated[list[_Key], Field(min_length=1)]
    aliases: list[_Name] = _NONE
    layer: _Name = ""
    kind: _Name = ""
    identifiers: list[_Name] = _NONE
    shape_of: Annotated[int, Field(ge=0)] | None = None


class DoubtData(BaseModel):
    """Two places that a person has to decide about."""

    model_config = _CONFIG
    one: _Key
    other: _Key
    why: _Line
    are_joined: bool


class DecisionsData(BaseModel):
    """What the desk decided."""

    model_config = _CONFIG
    same: list[list[_Line]] = []
    different: list[list[_Line]] = []
    names: dict[str, _Name] = {}


class IndexHead(BaseModel):
    """What says whose file it is, and of which version."""

    model_config = _CONFIG
    by: Literal["storymap atlas"]
    version: int


class IndexData(IndexHead):
    """The whole file."""

    made_by: Annotated[str, Field(max_length=100)] = ""
    title: _Line = ""
    language: Annotated[str, Field(max_length=100)] = ""
    identity: Annotated[str, Field(pattern=r"^[0-9a-f]{0,64}$")] = ""
    look: dict[str, str] = {}
    decisions: DecisionsData = DecisionsData()
    stories: list[StoryData] = []
    places: list[PlaceData] = []
    doubts: list[DoubtData] = []
    addresses: dict[_Key, _Slug] = {}
    moved: dict[_Slug, _Slug] = {}
    story_ids: dict[_Line, _Slug] = {}
    files: list[_Line] = []
