"""The tables of which a large atlas is made: documents, the sentences of them that name places, and the places.

They are read in batches and more than once; documents and mentions are never in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from storymap.atlas.pages.words import atlas_words
from storymap.atlas.records import Atlas, MemberKey
from storymap.geometry.anchors import anchors


class DocumentRow(NamedTuple):
    """A document: `document` is its number, `date` an ISO date or "", `url` an address, a path, or ""."""

    document: int
    title: str
    date: str
    url: str


class MentionRow(NamedTuple):
    """A sentence that names a place: `text[start:end]` is the name (half-open, code points)."""

    document: int
    place: str
    text: str
    start: int
    end: int


class PlaceRow(NamedTuple):
    """A place: `years` says how many documents of a year name it; `lon` and `lat` are degrees, NaN if not located.

    `slug` is its address where it has one already.
    """

    place: str
    name: str
    country: str
    kind: str
    documents: int
    years: tuple[tuple[int, int], ...]
    lon: float
    lat: float
    slug: str = ""


@dataclass(frozen=True, slots=True)
class AtlasTables:
    """The tables, each to be read as often as it is asked for.

    Documents and mentions come in the order of their `document`, which is unique among documents.
    """

    title: str
    language: str
    documents: Callable[[], Iterable[DocumentRow]]
    mentions: Callable[[], Iterable[MentionRow]]
    places: Callable[[], Sequence[PlaceRow]]
    moved: tuple[tuple[str, str], ...] = ()
    """Addresses that places had before, with those that they have now."""
    identity: str = ""
    """What tells the atlas from others; without it the folder remembers one."""


def tables_of(atlas: Atlas) -> AtlasTables:
    """Return the tables of an atlas of stories: a story is a document, and its places keep their addresses."""
    place_of = {member: place.slug for place in atlas.places for member in place.members}

    def documents() -> Iterator[DocumentRow]:
        for number, story in enumerate(atlas.stories):
            yield DocumentRow(number, story.title, story.date, story.address)

    def mentions() -> Iterator[MentionRow]:
        for number, story in enumerate(atlas.stories):
            for place in story.places:
                slug = place_of.get(MemberKey(story.story_id, place.place_id), "")
                for said in place.sentences if slug else ():
                    yield MentionRow(number, slug, said.text, said.start, said.end)
                if slug and not place.sentences:
                    yield MentionRow(number, slug, "", 0, 0)

    title = atlas.title or atlas_words(atlas.language).say("allStories")
    return AtlasTables(title, atlas.language, documents, mentions, lambda: _places(atlas), atlas.moved, atlas.identity)


def _places(atlas: Atlas) -> list[PlaceRow]:
    date_of = {story.story_id: story.date for story in atlas.stories}
    shapes = np.array([place.geometry for place in atlas.places if place.geometry is not None], dtype=object)
    points = iter(anchors(shapes).tolist() if len(shapes) else [])
    rows = []
    for place in atlas.places:
        stories = {member.story_id for member in place.members}
        years: dict[int, int] = {}
        for story in sorted(stories):
            year = date_of.get(story, "")[:4]
            if year.isdecimal():
                years[int(year)] = years.get(int(year), 0) + 1
        lon, lat = (float("nan"), float("nan")) if place.geometry is None else next(points)
        kind = place.layer or place.kind
        told = tuple(sorted(years.items()))
        rows.append(PlaceRow(place.slug, place.name, "", kind, len(stories), told, lon, lat, place.slug))
    return rows
