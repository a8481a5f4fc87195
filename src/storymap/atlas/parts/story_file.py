"""`stories.bin`: the stories by rank, in blocks, for what a search finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Self

from storymap.atlas.parts.numbered_places import NumberedPlaces
from storymap.atlas.parts.packed_file import PackedFile
from storymap.atlas.parts.stories_in_order import StoryRow
from storymap.rendering.contract.atlas_parts import BlocksData

BLOCK: Final = 16  # stories


class BlockFile:
    """Writes entries in blocks of a fixed number, and a table of where each begins."""

    def __init__(self, path: Path, block: int) -> None:
        self._file = PackedFile(path)
        self._block = block
        self._count = 0
        self._waiting: list[Any] = []
        self._offsets = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, entry: Any) -> None:
        """Add the next entry."""
        self._waiting.append(entry)
        self._count += 1
        if len(self._waiting) == self._block:
            self._flush()

    def finish(self) -> BlocksData:
        """Write what is left, and the table."""
        if self._waiting:
            self._flush()
        table = self._file.add_offsets(self._offsets)
        return {"count": self._count, "block": self._block, "table": table.offset}

    def _flush(self) -> None:
        self._file.add_json(self._waiting)
        self._offsets.append(self._file.size)
        self._waiting = []


def story_entry(story: StoryRow, places: NumberedPlaces) -> list[Any]:
    """Return a story as `[title, date, url, sentences, [place, layer, sentence, start, end, place, ...]]`."""
    flat = [
        value
        for naming in story.namings
        for value in (naming.place, places.layer[naming.place], naming.sentence, naming.start, naming.end)
    ]
    return [story.title, story.date, story.url, story.sentences, flat]
