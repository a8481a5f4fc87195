"""Where the places of one story are named elsewhere: in the other stories of an atlas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from storymap.atlas.decisions import Decisions
from storymap.atlas.naming_stories import NamingStories
from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, StoryPlace, StoryRecord
from storymap.atlas.same_places import group_places
from storymap.folding.for_matching import fold_name

# Slugs have no space.
_ATLAS: Final = "the atlas"
_NEW: Final = "a story"
_MARK: Final = " "
_MOST_MEMBERS: Final = 50  # of a place: those with which a new one is compared


class Elsewhere(NamedTuple):
    """The address of a place in the atlas, and how many other stories name it."""

    slug: str
    stories: int


def find_story(
    atlas: Atlas, *, sources: Collection[str], addresses: Collection[str] = (), title: str = "", date: str = ""
) -> StoryRecord | None:
    """Return the story of an atlas that was read from one of the `sources`, or is at one of the `addresses`.

    Else it is one with the same title and date. None where the atlas does not have it.
    """
    for story in atlas.stories:
        if story.source in sources or (story.address and story.address in addresses):
            return story
    return next((story for story in atlas.stories if title and (story.title, story.date) == (title, date)), None)


def named_elsewhere(
    atlas: Atlas, places: Sequence[StoryPlace], own: str | None, decisions: Decisions | None = None
) -> dict[str, Elsewhere]:
    """Return which places of a story other stories of the atlas name, by place_id.

    `own` is the id of the story in the atlas, which is not counted among the others, or None. What the atlas does not
    have of the story yet is compared with its places by the rules of `group_places`, and `decisions` hold.
    """
    by_slug = {place.slug: place for place in atlas.places}
    known = {key.place_id: place.slug for place in atlas.places for key in place.members if key.story_id == own}
    unknown = [place for place in places if place.place_id not in known]
    found = known | (_same_places(atlas, unknown, own, decisions or Decisions()) if unknown else {})
    counted = {
        place.place_id: Elsewhere(slug, len({key.story_id for key in by_slug[slug].members} - {own}))
        for place in places
        if (slug := found.get(place.place_id)) is not None
    }
    return {place_id: elsewhere for place_id, elsewhere in counted.items() if elsewhere.stories}


def _same_places(atlas: Atlas, places: Sequence[StoryPlace], own: str | None, decisions: Decisions) -> dict[str, str]:
    """Return the slug of the one place of the atlas that each place is; those that may be several have none."""
    identifiers = {identifier for place in places for identifier in place.identifiers}
    names = {fold_name(name) for place in places for name in (place.name, *place.aliases)}
    decided = {key for group in decisions.same if any(one.story_id == own for one in group) for key in group}
    near = [
        place
        for place in atlas.places
        if not decided.isdisjoint(place.members)
        or not identifiers.isdisjoint(place.identifiers)
        or not names.isdisjoint(map(fold_name, (place.name, *place.aliases)))
    ]
    naming = NamingStories(atlas)
    members = {place.slug: _members(place, naming) for place in near}
    stories = (
        StoryRecord(_ATLAS, "", places=tuple(member for found in members.values() for member in found)),
        StoryRecord(_NEW, "", places=tuple(places)),
    )
    together = (tuple(MemberKey(_ATLAS, member.place_id) for member in found) for found in members.values())
    told = Decisions(
        (*together, *_told(decisions.same, near, own)),
        frozenset(frozenset(pair) for pair in _told(decisions.different, near, own)),
    )
    found: dict[str, str] = {}
    for group in group_places(stories, told).groups:
        slugs = {_slug_of(key) for key in group if key.story_id == _ATLAS}
        if len(slugs) == 1:
            found |= {key.place_id: slug for slug in slugs for key in group if key.story_id == _NEW}
    return found


def _members(place: AtlasPlace, naming: NamingStories) -> list[StoryPlace]:
    """Return what stories say of a place, each position once: a place may be named by thousands."""
    said = [record for one in naming.of(place) for record in one.places]
    different = {
        (record.geometry, record.kind, record.identifiers, record.name, record.aliases): record for record in said
    }
    records = islice(different.values(), _MOST_MEMBERS)
    return [replace(record, place_id=f"{place.slug}{_MARK}{number}") for number, record in enumerate(records)]


def _slug_of(key: MemberKey) -> str:
    return key.place_id.partition(_MARK)[0]


def _told(
    groups: Collection[Collection[MemberKey]], near: Sequence[AtlasPlace], own: str | None
) -> Iterator[tuple[MemberKey, MemberKey]]:
    """Yield what decisions say of a place of the story and a place of the atlas."""
    slugs = {key: place.slug for place in near for key in place.members}
    for group in groups:
        for mine in group:
            if mine.story_id == own:
                for slug in sorted({slugs[key] for key in group if key in slugs}):
                    yield MemberKey(_NEW, mine.place_id), MemberKey(_ATLAS, f"{slug}{_MARK}0")
