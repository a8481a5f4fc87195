"""What of a story is given away: what its page shows, and the author's own properties only where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from storymap.model import (
    Article,
    Block,
    ContextFeature,
    Excerpt,
    Image,
    LayerChoice,
    Mention,
    Recording,
    Role,
    Story,
)
from storymap.rendering.numbering import Numbering
from storymap.rendering.place_credits import credit_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A place as a reader sees it. `number` is that on the map; `geometry` is None where it is not located (degrees).

    `image` is its picture without the file's content. `properties` are the author's own, and there are none unless the
    story is shared as `private`.
    """

    place_id: str
    number: int
    name: str
    aliases: tuple[str, ...]
    layer: str
    note: str
    url: str
    geometry: BaseGeometry | None
    image: Image | None = None
    credit: str = ""
    kind: str = ""
    zoom: float | None = None
    role: Role | None = None
    weight: float | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SharedStory:
    """A story without what is the desk's: no names of files, no lines, no unpublished properties.

    Blocks, mentions and excerpts are as those of `Story`. Places are in the order of their numbers on the map. `url` is
    the address of its published page, or "".
    """

    article: Article
    places: tuple[SharedPlace, ...]
    mentions: tuple[Mention, ...]
    excerpts: tuple[Excerpt, ...]
    context: tuple[ContextFeature, ...] = ()
    layers: tuple[LayerChoice, ...] = ()
    url: str = ""
    private: bool = False


def shared_story(story: Story, *, url: str = "", private: bool = False) -> SharedStory:
    """Return what of a story is given away; with `private` also the author's own properties of places."""
    numbering = Numbering(story)
    article = story.article
    public = replace(
        article,
        blocks=tuple(map(_public_block, article.blocks)),
        name="story",
        place_files=(),
        place_fields=(),
        context_files=(),
        theme_file="",
        tiles_file="",
        media="",
    )
    return SharedStory(
        public,
        tuple(_place(story, numbering, place_id, private=private) for place_id in numbering.number),
        story.mentions,
        story.excerpts,
        tuple(replace(feature, where="") for feature in story.context),
        story.layers,
        url,
        private,
    )


def _place(story: Story, numbering: Numbering, place_id: str, *, private: bool) -> SharedPlace:
    row = story.places.iloc[numbering.row(place_id)]
    own: Mapping[str, Any] = row["properties"]
    weight = story.focus.weights.get(place_id)
    return SharedPlace(
        place_id,
        numbering.number[place_id],
        row["name"],
        tuple(row["aliases"]),
        row["layer"],
        row["note"],
        row["url"],
        row["geometry"],
        image=_public_image(row["image"]),
        credit=credit_of(own),
        kind=row["kind"],
        zoom=row["zoom"],
        role=None if weight is None else weight.role,
        weight=None if weight is None else weight.value,
        properties=dict(own) if private else {},
    )


def _public_block(block: Block) -> Block:
    image, recording = block.image, block.recording
    return replace(
        block,
        line=None,
        image=_public_image(image),
        recording=None if recording is None else _public_recording(recording),
    )


def _public_image(image: Image | None) -> Image | None:
    return None if image is None else replace(image, src="", data="")


def _public_recording(recording: Recording) -> Recording:
    return replace(recording, src="", data="", subtitles="", poster=None)
