"""The feeds and the GeoJSON of an atlas in parts: of everything, and of each place that has a page.

They are those of a small atlas, cut to the newest stories: an archive's would be as large as the archive.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import shapely

from storymap.atlas.features import FEATURE, collection_text, feature
from storymap.atlas.feeds import FEED, feed_of
from storymap.atlas.naming_stories import NamingStory
from storymap.atlas.parts.data_files import MadeParts
from storymap.atlas.parts.packed_file import Span
from storymap.atlas.parts.place_stories import read_place_stories
from storymap.atlas.parts.stories_in_order import StoryRow, is_title
from storymap.atlas.parts.tables import AtlasTables
from storymap.atlas.records import Atlas, AtlasPlace, NamingSentence, StoryPlace, StoryRecord

STORIES_OF_A_FEATURE: Final = 10
"""As many stories, the newest, has a place in the GeoJSON of all."""
_DECIMALS: Final = 6


class FeedFiles:
    """Makes the texts of the files.

    `base` is the address of the atlas' folder, with a slash at its end, or "". `identity` tells the atlas from others.
    """

    def __init__(self, tables: AtlasTables, made: MadeParts, base: str, identity: str) -> None:
        self._atlas = Atlas(tables.title, tables.language, (), (), identity=identity)
        self._made = made
        self._base = base

    def feed(self) -> str:
        """Return the feed of the newest stories, each with all its places."""
        named = _each_once(_naming(story, map(self._named_by(story), story.namings)) for story in self._made.newest)
        return feed_of(self._atlas, None, self._base, named)

    def of_place(self, number: int) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each file beside the page of a place."""
        place, rows = self._place(number), self._made.of_place[number]
        named = _each_once(_naming(story, map(self._named_by(story), story.namings)) for story in rows)
        yield FEED, feed_of(self._atlas, place, self._base, named)
        yield FEATURE, "".join(collection_text([self._feature(number, place, named, depth=2)]))

    def features(self, chunks: Path) -> Iterator[str]:
        """Yield the GeoJSON of all places in pieces. `chunks` is the file of their stories."""
        with chunks.open("rb") as file:

            def features() -> Iterator[dict[str, Any]]:
                for number in range(len(self._made.places)):
                    place = self._place(number)
                    rows: list[Any] = []
                    if number in self._made.chunks:
                        rows = read_place_stories(file, Span(*self._made.chunks[number][1:]), STORIES_OF_A_FEATURE)
                    named = _each_once(
                        NamingStory(_record(title, date, url), (_said_of(place, text, title),))
                        for _, title, date, url, text, *_ in rows
                    )
                    yield self._feature(number, place, named, depth=0)

            yield from collection_text(features())

    def _feature(self, number: int, place: AtlasPlace, named: list[NamingStory], *, depth: int) -> dict[str, Any]:
        count = self._made.chunks.get(number, (0,))[0]
        page = None if number < self._made.data["pages"] else f"#place={place.slug}"
        return feature(place, named, base=self._base, depth=depth, count=count, page=page)

    def _named_by(self, story: StoryRow) -> Any:
        return lambda naming: _said_of(self._place(naming.place), story.sentences[naming.sentence], story.title)

    def _place(self, number: int) -> AtlasPlace:
        places = self._made.places
        row = places.rows[number]
        point = None
        if places.is_located(number):
            lon = row.lon if abs(row.lon) <= 180 else (row.lon + 180) % 360 - 180
            point = shapely.Point(round(lon, _DECIMALS), round(row.lat, _DECIMALS))
        # Places of a gazetteer are called as it calls them, those of stories by their address.
        identifiers = (row.place,) if ":" in row.place else ()
        return AtlasPlace(places.slugs[number], row.name, point, (), layer=row.kind, identifiers=identifiers)


def _naming(story: StoryRow, places: Iterable[StoryPlace]) -> NamingStory:
    return NamingStory(_record(story.title, story.date, story.url), tuple(places))


def _record(title: str, date: str, url: str) -> StoryRecord:
    """Return a story with an id that stays, whatever else the archive holds by then: of its address and date."""
    digest = hashlib.sha256(f"{url or title}\n{date}".encode("utf-8", "replace")).hexdigest()[:16]
    return StoryRecord(digest, title, url, date)


def _said_of(place: AtlasPlace, text: str, title: str) -> StoryPlace:
    # Where the name stands in the sentence neither form says.
    sentences = (NamingSentence(text, 0, 0),) if text and not is_title(text, title) else ()
    return StoryPlace(place.slug, place.name, place.geometry, sentences=sentences)


def _each_once(stories: Iterable[NamingStory]) -> list[NamingStory]:
    """Return stories with ids that differ: those of one address and day are numbered."""
    seen: Counter[str] = Counter()
    told = []
    for story, places in stories:
        seen[story.story_id] += 1
        again = f"-{seen[story.story_id]}" if seen[story.story_id] > 1 else ""
        told.append(NamingStory(StoryRecord(story.story_id + again, story.title, story.address, story.date), places))
    return told
