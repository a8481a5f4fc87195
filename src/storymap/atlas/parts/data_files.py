"""Makes the files that a browser reads by ranges, in one pass over the stories in their order."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from storymap.atlas.parts.newest_first import NewestFirst
from storymap.atlas.parts.numbered_places import NumberedPlaces
from storymap.atlas.parts.packed_file import PackedFile
from storymap.atlas.parts.place_names import NameTrees, PlaceNames
from storymap.atlas.parts.place_stories import PlaceStories
from storymap.atlas.parts.place_tiles import write_place_tiles
from storymap.atlas.parts.postings import WordIndex
from storymap.atlas.parts.stories_in_order import STORIES_IN_MEMORY, StoryRow, stories_in_order
from storymap.atlas.parts.story_file import BLOCK, BlockFile, story_entry
from storymap.atlas.parts.tables import AtlasTables
from storymap.atlas.parts.words import words_of
from storymap.rendering.contract.atlas_parts import AtlasPartsData, BlocksData, TreeData

MOST_PAGES: Final = 2_000
"""As many places, those named most, have pages of their own."""
STORIES_OF_A_PAGE: Final = 50
NEWEST: Final = 50
"""The stories of the first list."""
_PLACES_OF_A_BLOCK: Final = 32
_MOST_NAMES: Final = 20  # of a place, beside its own
_WORK: Final = "work"
_FRAMED: Final = 500  # places: those whose bounds the map shows at first
_LAYER: Final = "\x01"
"""Before the number of a layer, as a word of the stories that name a place of it: no query has such a word."""


@dataclass(slots=True)
class MadeParts:
    """What was made beside the files: the data of the page, and the stories that pages of HTML list."""

    places: NumberedPlaces
    data: AtlasPartsData
    newest: list[StoryRow] = field(default_factory=list)
    of_place: defaultdict[int, list[StoryRow]] = field(default_factory=lambda: defaultdict(list))
    """The newest stories of each place that has a page, by number."""
    chunks: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Of each place that is named, by number: how many stories name it, and where its list stands in `chunks.bin`."""


def make_files(tables: AtlasTables, folder: Path) -> MadeParts:
    """Write all files into an empty folder, and return what pages need. Raises StorymapError for damaged tables."""
    work = folder / _WORK
    work.mkdir()
    places = NumberedPlaces(tables.places())
    order = NewestFirst(document.date or "" for document in tables.documents())
    index, chunks = WordIndex(work), PlaceStories(work, len(places))
    names = _Names(PlaceNames(work, places), places)
    made = MadeParts(places, _page_data(places, order))
    with BlockFile(folder / "stories.bin", BLOCK) as stories:
        for story in stories_in_order(tables, places, order, work):
            stories.add(story_entry(story, places))
            chunks.add(story)
            index.add(story.rank, _indexed(story, places))
            names.see(story)
            _list(story, made)
            if story.rank % STORIES_IN_MEMORY == STORIES_IN_MEMORY - 1:
                index.flush()
        made.data["stories"] = stories.finish()
    made.data["has_tiles"] = write_place_tiles(places, folder / "places.pmtiles")
    with PackedFile(folder / "chunks.bin") as file:
        made.chunks = chunks.finish(file)
    made.data["places"] = _write_places(places, made.chunks, folder / "places.bin")
    with PackedFile(folder / "words.bin") as file:
        made.data["words"] = index.finish(file)
    trees: NameTrees = names.names.finish(folder / "names.bin", tables.moved)
    made.data["names"], made.data["lists"], made.data["slugs"] = trees["names"], trees["lists"], trees["slugs"]
    shutil.rmtree(work)
    return made


class _Names:
    """The names of places, and those that stories call them by."""

    def __init__(self, names: PlaceNames, places: NumberedPlaces) -> None:
        self.names = names
        self._known: dict[int, set[str]] = {}
        for number, row in enumerate(places.rows):
            self._add(number, row.name)

    def see(self, story: StoryRow) -> None:
        for naming in story.namings:
            written = story.sentences[naming.sentence][naming.start : naming.end]
            if written and written not in self._known[naming.place]:
                self._add(naming.place, written)

    def _add(self, number: int, name: str) -> None:
        known = self._known.setdefault(number, set())
        if len(known) <= _MOST_NAMES:
            known.add(name)
            self.names.add(number, " ".join(name.split()))


def _indexed(story: StoryRow, places: NumberedPlaces) -> set[str]:
    words = set(words_of(story.title))
    for sentence in story.sentences:
        words.update(words_of(sentence))
    words.update(f"{_LAYER}{places.layer[naming.place]}" for naming in story.namings)
    return words


def _list(story: StoryRow, made: MadeParts) -> None:
    """Keep what pages of HTML show of a story."""
    if len(made.newest) < NEWEST:
        made.newest.append(story)
    for naming in story.namings:
        if naming.place < MOST_PAGES and len(made.of_place[naming.place]) < STORIES_OF_A_PAGE:
            sentence = [story.sentences[naming.sentence]]
            alone = story._replace(sentences=sentence, namings=[naming._replace(sentence=0)])
            made.of_place[naming.place].append(alone)


def _write_places(places: NumberedPlaces, listed: dict[int, tuple[int, int, int]], path: Path) -> BlocksData:
    """Write `places.bin`: `[name, country, layer, lon, lat, slug, stories, offset, length]` by number.

    The last two are of the place's list of chunks. A place that is not located has null for both degrees.
    """
    with BlockFile(path, _PLACES_OF_A_BLOCK) as file:
        for number, row in enumerate(places.rows):
            position = [round(row.lon, 6), round(row.lat, 6)] if places.is_located(number) else [None, None]
            found = listed.get(number, (0, 0, 0))
            file.add([row.name, row.country, places.layer[number], *position, places.slugs[number], *found])
        return file.finish()


def _page_data(places: NumberedPlaces, order: NewestFirst) -> AtlasPartsData:
    located = [places.rows[number] for number in range(min(len(places), _FRAMED)) if places.is_located(number)]
    lons, lats = sorted(row.lon for row in located), sorted(row.lat for row in located)
    # A few far places do not make the map show the earth.
    cut = len(located) // 50
    return {
        "folder": "",
        "has_tiles": False,
        "bounds": (lons[cut], lats[cut], lons[-1 - cut], lats[-1 - cut]) if located else None,
        "layers": places.layers,
        "months": order.months,
        "pages": min(len(places), MOST_PAGES),
        "stories": {"count": 0, "block": 1, "table": 0},
        "places": {"count": 0, "block": 1, "table": 0},
        "words": _nothing(),
        "names": _nothing(),
        "lists": _nothing(),
        "slugs": _nothing(),
    }


def _nothing() -> TreeData:
    return {"offset": 0, "length": 0, "depth": 0}
