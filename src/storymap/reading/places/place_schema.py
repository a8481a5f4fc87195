"""The record of a place, as an author writes it, and the JSON Schema made from the same definition."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from storymap.errors import printable
from storymap.limits import LONGEST_NAME, LONGEST_NOTE, LONGEST_SRC, LONGEST_URL, MOST_ALIASES
from storymap.model import DEFAULT_LAYER, Role
from storymap.reading.places.record_fields import NAME_SEPARATOR
from storymap.reading.text import is_blank, normalise, without_overrides
from storymap.urls import link_refusal

_LINK_REFUSALS = {
    "invisible characters": "holds white space or control characters: {shown}",
    "scheme": "must begin with https://, http:// or mailto:, is {shown}",
}


def message_error(what: str) -> PydanticCustomError:
    """Return an error of pydantic that says in plain words `what` is wrong with a value."""
    return PydanticCustomError("message", "{what}", {"what": what})


def _tidy(text: str) -> str:
    return normalise(text).strip()


def _one_line(text: str) -> str:
    line = without_overrides(_tidy(text)).strip()
    if "\n" in line:
        raise message_error("must be on one line")
    return "" if is_blank(line) else line


def _name(text: str) -> str:
    name = _one_line(text)
    if not name:
        raise message_error("is blank")
    return name


def _names(value: object) -> object:
    """Split a single text at semicolons and bars: tables have no lists."""
    return [name for name in NAME_SEPARATOR.split(value) if not is_blank(name)] if isinstance(value, str) else value


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _layer(text: str) -> str:
    return _one_line(text) or DEFAULT_LAYER


def _url(text: str) -> str:
    url = text.strip()
    if not url:
        return url
    refusal = link_refusal(url)
    if refusal:
        what = _LINK_REFUSALS.get(refusal, "is not a web address: {shown}")
        raise message_error(what.format(shown=f'"{printable(url, 80)}"'))
    return url


def _image(value: object) -> object:
    return {"src": value} if isinstance(value, str) else value


def _src(text: str) -> str:
    src = text.strip()
    if not src:
        raise message_error("is blank")
    return src


OneLine = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_one_line)]
LongText = Annotated[str, Field(max_length=LONGEST_NOTE), AfterValidator(_tidy)]
PlaceName = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_name)]
NameList = Annotated[
    list[PlaceName],
    Field(max_length=MOST_ALIASES),
    AfterValidator(_unique),
    BeforeValidator(_names, json_schema_input_type=list[PlaceName] | str),
]


class ImageRecord(BaseModel):
    """A picture of the place."""

    # What checks a record is made when the first one is checked, as a part of what checks the whole feature: made here,
    # too, each part would be made several times, and every build waits for that.
    model_config = ConfigDict(strict=True, extra="ignore", title="Image", defer_build=True)

    src: Annotated[str, Field(max_length=LONGEST_SRC), AfterValidator(_src)] = Field(
        title="Source", description="The picture's file, relative to the folder of this file."
    )
    alt: LongText = Field("", title="Alternative text", description="What the picture shows, for who cannot see it.")
    caption: LongText = Field("", title="Caption", description="The line under the picture.")
    credit: OneLine = Field("", title="Credit", description="Whose picture it is.")


def _describe_focus(schema: dict[str, Any]) -> None:
    """Describe `role` and `weight`. Other values are no fault: they stay the author's own data."""
    schema["properties"] |= {
        "role": {
            "title": "Role",
            "description": "How the place matters: the story happens there (scene), it is around that (setting), "
            "or it is only named (passing).",
            "examples": list(get_args(Role)),
        },
        "weight": {
            "title": "Weight",
            "description": "How much the place matters to the story: 0 to 1.",
            "examples": [0, 0.5, 1],
        },
    }


class PlaceRecord(BaseModel):
    """What is known of a place. Other members are allowed and kept."""

    model_config = ConfigDict(
        strict=True, extra="allow", title="Place", json_schema_extra=_describe_focus, defer_build=True
    )

    name: PlaceName = Field(title="Name", description="The place's name as the article writes it.")
    aliases: NameList = Field(
        [],
        title="Aliases",
        description="Other names of the place in the article: a list, or one text with semicolons.",
    )
    layer: Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_layer)] = Field(
        DEFAULT_LAYER,
        title="Layer",
        description="The group that the place belongs to in the map's layer control.",
    )
    note: LongText = Field("", title="Note", description="A few words about the place, shown in its popup.")
    ignore: NameList = Field(
        [],
        title="Ignore",
        description="Phrases that hold the name but do not mean the place, such as “Sinaloa cartel”.",
    )
    url: Annotated[str, Field(max_length=LONGEST_URL), AfterValidator(_url)] = Field(
        "",
        title="Link",
        description="A web or mail address to read more.",
        # As much of `link_refusal` as a pattern can say.
        json_schema_extra={"pattern": r"^\s*$|^\s*([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+\s*$"},
    )
    image: Annotated[ImageRecord | None, BeforeValidator(_image, json_schema_input_type=ImageRecord | str | None)] = (
        Field(None, title="Image", description="A picture of the place: its file, or an object.")
    )
    zoom: Annotated[float, Field(ge=0, le=22, allow_inf_nan=False)] | None = Field(
        None,
        title="Zoom",
        description="The zoom level at which the map shows the place, 0 (the world) to 22.",
    )

    @property
    def extra_properties(self) -> dict[str, Any]:
        """The properties that storymap does not know."""
        return self.model_extra or {}
