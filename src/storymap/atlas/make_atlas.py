"""From stories to an atlas: which places are one, what each is called, where it is, and its address."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import shapely

from storymap.atlas.addresses import give_addresses
from storymap.atlas.decisions import Decisions
from storymap.atlas.records import Addresses, Atlas, AtlasPlace, MemberKey, StoryPlace, StoryRecord
from storymap.atlas.same_places import group_places
from storymap.limits import MOST_ALIASES

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def make_atlas(
    stories: Iterable[StoryRecord],
    *,
    title: str = "",
    language: str = "",
    decisions: Decisions | None = None,
    earlier: Addresses | None = None,
    identity: str = "",
) -> Atlas:
    """Return the atlas of stories whose ids are unique. The same stories, in whatever order, give the same atlas.

    `decisions` are those of the desk. `earlier` are the addresses that places had before: they keep them. `language` is
    that of the page around the stories; without it the one that most of them have. `identity` is what told the atlas
    from others until now; one that is new has a digest of its stories.
    """
    decisions = decisions or Decisions()
    in_order = sorted(stories, key=lambda story: story.story_id)
    known = {MemberKey(story.story_id, place.place_id): place for story in in_order for place in story.places}
    grouping = group_places(in_order, decisions)
    members = [[(key, known[key]) for key in group] for group in grouping.groups]
    names = [_name(group) for group in members]
    slugs, addresses = give_addresses(grouping.groups, names, earlier or Addresses())
    places = [
        _place(slug, decisions.names.get(slug, name), group)
        for slug, name, group in zip(slugs, names, members, strict=True)
    ]
    here = set(slugs)
    return Atlas(
        title=title,
        language=language or _usual(story.language for story in in_order),
        stories=tuple(newest_first(in_order)),
        places=tuple(sorted(places, key=_rank)),
        doubts=grouping.doubts,
        moved=tuple(sorted(pair for pair in addresses.moved.items() if pair[1] in here)),
        addresses=addresses,
        identity=identity or _digest(in_order),
    )


def _digest(stories: Iterable[StoryRecord]) -> str:
    """Return a digest of what stories are: another desk has others."""
    told = [[story.story_id, story.title, story.date, story.address] for story in stories]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def newest_first(stories: Iterable[StoryRecord]) -> list[StoryRecord]:
    """Return stories in the order in which they are shown: the newest first, those without a date last."""
    by_id = sorted(stories, key=lambda story: story.story_id)
    # Sorting keeps the order of those that are equal.
    return sorted(by_id, key=lambda story: story.date, reverse=True)


def _rank(place: AtlasPlace) -> tuple[int, str]:
    return -len({key.story_id for key in place.members}), place.slug


_Members = Sequence[tuple[MemberKey, StoryPlace]]


def _place(slug: str, name: str, members: _Members) -> AtlasPlace:
    places = [place for _, place in members]
    written = dict.fromkeys(word for place in places for word in (place.name, *place.aliases))
    return AtlasPlace(
        slug=slug,
        name=name,
        geometry=_shape(places),
        members=tuple(key for key, _ in members),
        aliases=tuple(word for word in written if word != name)[:MOST_ALIASES],
        layer=_usual(place.layer for place in places),
        kind=_usual(place.kind for place in places),
        identifiers=tuple(sorted({identifier for place in places for identifier in place.identifiers})),
    )


def _name(members: _Members) -> str:
    """Return what most stories call a place; of several that as many do, the one that stories call it first."""
    return _usual(place.name for _, place in members)


def _usual(words: Iterable[str]) -> str:
    """Return the word that comes most often, of several the first; "" where there is none."""
    said = [word for word in words if word]
    if len(said) < 2:  # as of most places
        return said[0] if said else ""
    counts = Counter(said)
    return max(counts, key=counts.__getitem__) if counts else ""


def _shape(places: Sequence[StoryPlace]) -> BaseGeometry | None:
    """Return where a place is: an area before a line before a point, what a gazetteer knows before what does not."""
    located = [place for place in places if place.geometry is not None and not place.geometry.is_empty]
    if not located:
        return None
    if len(located) == 1:
        return located[0].geometry
    best = max(located, key=lambda place: (shapely.get_dimensions(place.geometry), bool(place.identifiers)))
    return best.geometry
