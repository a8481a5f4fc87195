"""The media of a story's nodes: files of its item, or addresses on the web."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from storymap.exchange.article_parts import plain
from storymap.exchange.importers.arcgis.story_data import StoryData
from storymap.exchange.json_members import record_in, text_in
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.source import Source
from storymap.model import Block

# The member of a node that names its resource, by the type of the node.
MEDIA: Final = {"image": "image", "video": "video", "audio": "audio", "gif": "image", "image360": "image"}
_FOLDER: Final = "resources"


class MediaNodes:
    """Makes blocks of nodes with pictures and recordings, and of what is embedded from elsewhere."""

    def __init__(self, source: Source, data: StoryData, media: MediaBlocks) -> None:
        self._source = source
        self._data = data
        self._media = media

    def blocks(self, node: Mapping[str, Any]) -> tuple[Block, ...]:
        """Return the blocks of a node of one of the types of `MEDIA`."""
        kind = text_in(node, "type")
        said = record_in(node, "data")
        return self._media.of(
            self._address(self._data.resource(node, MEDIA[kind])),
            caption=text_in(said, "caption"),
            credit=text_in(said, "attribution"),
            alt=text_in(said, "alt"),
            is_picture=MEDIA[kind] == "image",
        )

    def embed(self, node: Mapping[str, Any]) -> tuple[Block, ...]:
        """Return a link to what a node embeds."""
        said = record_in(node, "data")
        caption = plain(text_in(said, "caption")) or plain(text_in(said, "title"))
        return self._media.of(text_in(said, "url") or text_in(said, "embedSrc"), caption=caption)

    def _address(self, resource: Mapping[str, Any]) -> str:
        """Return the file of a resource as the source has it, or its address on the web."""
        name = text_in(resource, "resourceId")
        if not name:
            return text_in(resource, "src") or text_in(resource, "itemUrl")
        in_folder = f"{_FOLDER}/{name}"
        return in_folder if self._source.beside(name) is None and self._source.beside(in_folder) is not None else name
