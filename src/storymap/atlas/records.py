"""The records of an atlas: stories, the places that each names, and the places of all of them. No I/O, no HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from storymap.model import Role

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class NamingSentence(NamedTuple):
    """A sentence that names a place: `text[start:end]` is the name (half-open, code points)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """A place as one story has it.

    `geometry` is in degrees, longitude first, None where it is not located. `identifiers` are those of gazetteers, each
    as "scheme:value" ("geonames:5520993", "wikidata:Q16562"). `sentences` are the first that name it.
    """

    place_id: str
    name: str
    geometry: BaseGeometry | None
    aliases: tuple[str, ...] = ()
    layer: str = ""
    kind: str = ""
    identifiers: tuple[str, ...] = ()
    note: str = ""
    url: str = ""
    role: Role | None = None
    weight: float | None = None
    sentences: tuple[NamingSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as an atlas has it.

    `story_id` is a slug that is unique in the atlas. `date` is an ISO date ("2009-04", "2009-04-17"), or "". `address`
    is where its page is: an address on the web, or a path as seen from the atlas' folder; "" where it has none.
    `source` is the file that it was read from, for messages. `mark` says what it was read from (`kept_stories.py`), ""
    where that is not known; it is no part of the story.
    """

    story_id: str
    title: str
    address: str = ""
    date: str = ""
    byline: str = ""
    language: str = ""
    places: tuple[StoryPlace, ...] = ()
    source: str = ""
    mark: str = field(default="", compare=False)


class MemberKey(NamedTuple):
    """Which place of which story. A tuple, whose digest is quick: an atlas looks up each a dozen times."""

    story_id: str
    place_id: str

    def __str__(self) -> str:
        return f"{self.story_id}/{self.place_id}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two places that may be one, or one that may be two: a person decides. `why` says what speaks for either."""

    one: MemberKey
    other: MemberKey
    why: str
    are_joined: bool


@dataclass(frozen=True, slots=True)
class AtlasPlace:
    """A place of the atlas: `members` are what is said of it in the stories, in their order. `slug` is its address."""

    slug: str
    name: str
    geometry: BaseGeometry | None
    members: tuple[MemberKey, ...]
    aliases: tuple[str, ...] = ()
    layer: str = ""
    kind: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addresses:
    """The slug of each place that was ever given out, by what is said of it; and which moved to which."""

    slugs: Mapping[MemberKey, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Stories, and their places, each once.

    `stories` are in the order in which they are shown, the newest first; `places` those of most stories first. `moved`
    are addresses that places had before, with those of places that are here now. `addresses` are all that were ever
    given out, those of places that are gone too: they keep them for the day when they are back. `identity` tells the
    atlas from others, whatever it is called by then: digits of a hash, "" where there is none yet.
    """

    title: str
    language: str
    stories: tuple[StoryRecord, ...]
    places: tuple[AtlasPlace, ...]
    doubts: tuple[Doubt, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    addresses: Addresses = field(default_factory=Addresses)
    identity: str = ""
