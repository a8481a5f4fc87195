"""Where a story of ArcGIS StoryMaps is in a file: its nodes by id, and its resources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from storymap.exchange.json_members import list_in, record_in, text_in
from storymap.exchange.source import Source, read_json

# What the data of a story is called among the files of its item.
_IS_STORY: Final = re.compile(r"(?:published|draft|data|story)[\w-]*\.json")
_MOST_MEMBERS: Final = 10  # of a zip that are looked into


class StoryData(NamedTuple):
    """The nodes and resources of a story by their ids, and the id of its root."""

    root: str
    nodes: Mapping[str, Any]
    resources: Mapping[str, Any]

    def node(self, node_id: Any) -> Mapping[str, Any]:
        """Return a node, an empty record where there is none."""
        return record_in(self.nodes, node_id) if isinstance(node_id, str) else {}

    def resource(self, node: Mapping[str, Any], member: str) -> Mapping[str, Any]:
        """Return what the resource that a node names in its `member` has, an empty record where there is none."""
        return record_in(record_in(self.resources, text_in(record_in(node, "data"), member)), "data")

    def children(self, node: Mapping[str, Any]) -> list[str]:
        """Return the ids of the nodes in a node."""
        return [child for child in list_in(node, "children") if isinstance(child, str)]


def story_in(source: Source) -> StoryData | None:
    """Return the story in a file, or in a zip, the published one before drafts. Raises StorymapError."""
    if source.archive is None:
        return story_of(source.json)
    names = [name for name in source.archive.names if _IS_STORY.fullmatch(PurePosixPath(name).name.lower())]
    names.sort(key=lambda name: ("draft" in name.lower(), name))
    for name in names[:_MOST_MEMBERS]:
        story = story_of(read_json(source.decode(source.archive.read(name), name), name))
        if story is not None:
            return story
    return None


def story_of(content: Any) -> StoryData | None:
    """Return the story in JSON: it stands alone, or beside what its portal says of it."""
    for record in (content, record_in(content, "data")):
        nodes = record_in(record, "nodes")
        root = text_in(record, "root")
        if root and text_in(record_in(nodes, root), "type") == "story":
            return StoryData(root, nodes, record_in(record, "resources"))
    return None
