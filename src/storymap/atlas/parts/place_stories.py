"""`chunks.bin`: the stories of each place, the newest first, in chunks that are read one by one."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from storymap.atlas.parts.external_sort import Buckets
from storymap.atlas.parts.packed_file import PackedFile, Span
from storymap.atlas.parts.stories_in_order import StoryRow

CHUNK: Final = 50  # stories
_PLACES_IN_MEMORY: Final = 4_096  # each with a chunk that is not full yet


class PlaceStories:
    """Takes stories in the order of their ranks, and writes those of each place."""

    def __init__(self, folder: Path, places: int) -> None:
        self._buckets = Buckets(folder, "places")
        self._count = max(1, -(-places // _PLACES_IN_MEMORY))

    def add(self, story: StoryRow) -> None:
        """Add a story to each place that it names."""
        told = [story.rank, story.title, story.date, story.url]
        for naming in story.namings:
            row = [naming.place, *told, story.sentences[naming.sentence], naming.start, naming.end]
            # By the remainder, so that the places with the most stories are in different buckets.
            self._buckets.add(naming.place % self._count, row)

    def finish(self, file: PackedFile) -> dict[int, tuple[int, int, int]]:
        """Write the chunks, and return of each place how many stories it has, and where its list of chunks stands.

        A chunk is a list of `[rank, title, date, url, sentence, start, end]`; a list of chunks is
        `[first rank, how many, offset, length, ...]`.
        """
        directories: dict[int, tuple[int, int, int]] = {}
        for _, rows in self._buckets.read():
            directories |= _write_chunks(rows, file)
        return directories


def read_place_stories(file: IO[bytes], listed: Span, most: int) -> list[Any]:
    """Return the newest stories of a place, at most `most`, as chunks have them; `listed` is where their list is."""
    spans = _read(file, listed)
    chunks = (_read(file, Span(*spans[at + 2 : at + 4])) for at in range(0, len(spans), 4))
    stories: Iterator[Any] = (story for chunk in chunks for story in chunk)
    return list(islice(stories, most))


def _read(file: IO[bytes], span: Span) -> Any:
    file.seek(span.offset)
    return json.loads(zlib.decompress(file.read(span.length)))


def _write_chunks(rows: Any, file: PackedFile) -> dict[int, tuple[int, int, int]]:
    waiting: defaultdict[int, list[Any]] = defaultdict(list)
    listed: defaultdict[int, list[int]] = defaultdict(list)
    for number, *story in rows:
        chunk = waiting[number]
        chunk.append(story)
        if len(chunk) == CHUNK:
            _write_chunk(waiting.pop(number), listed[number], file)
    for number in sorted(waiting):
        _write_chunk(waiting[number], listed[number], file)
    found = {}
    for number in sorted(listed):
        span = file.add_json(listed[number])
        found[number] = (sum(listed[number][1::4]), *span)
    return found


def _write_chunk(chunk: list[Any], listed: list[int], file: PackedFile) -> None:
    span: Span = file.add_json(chunk)
    listed += [chunk[0][0], len(chunk), *span]
