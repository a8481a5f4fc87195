"""An atlas brought up to date: stories that are new, changed or gone, without reading the others again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from storymap.atlas.decisions import Decisions
from storymap.atlas.index_file import BuiltAtlas
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.records import Addresses, Atlas, MemberKey, StoryPlace, StoryRecord
from storymap.atlas.sources.read_story import source_from
from storymap.errors import Problem, StorymapError, printable
from storymap.urls import is_web_address

_MOST_NAMED = 5


def new_atlas(
    stories: Sequence[StoryRecord],
    *,
    title: str,
    language: str,
    decisions: Decisions,
    look: dict[str, str],
    earlier: BuiltAtlas | None,
) -> BuiltAtlas:
    """Return an atlas of stories, which keeps the addresses and ids of an earlier one."""
    known = None if earlier is None else _with_renamed(earlier.atlas, stories)
    identity = "" if earlier is None else earlier.atlas.identity
    atlas = make_atlas(stories, title=title, language=language, decisions=decisions, earlier=known, identity=identity)
    ids = dict(earlier.story_ids if earlier else {}) | {story.source: story.story_id for story in stories}
    # Who asked for a language gets it the next time, too; else it is that of most stories then.
    kept = look | ({"language": language} if language else {})
    return BuiltAtlas(atlas, decisions, kept, earlier.files if earlier else (), ids)


def _with_renamed(earlier: Atlas, stories: Iterable[StoryRecord]) -> Addresses:
    """Return the addresses of an earlier atlas, with those of places that have another id in their story by now.

    An id is made of the name where the author gives none: a place that has the identifier, or else the position, of one
    that is gone from its story was renamed.
    """
    slugs = dict(earlier.addresses.slugs)
    before = {story.story_id: story for story in earlier.stories}
    for story in stories:
        if story.story_id not in before or before[story.story_id].places == story.places:
            continue
        old, here = before[story.story_id].places, {place.place_id for place in story.places}
        gone = {mark: place for place in reversed(old) if place.place_id not in here for mark in _marks(place)}
        for place in story.places:
            same = next((gone[mark] for mark in _marks(place) if mark in gone), None)
            key = MemberKey(story.story_id, place.place_id)
            if same is not None and key not in slugs:
                slugs[key] = slugs.get(MemberKey(story.story_id, same.place_id), "")
    return Addresses({key: slug for key, slug in slugs.items() if slug}, earlier.addresses.moved)


def _marks(place: StoryPlace) -> tuple[str | bytes, ...]:
    return (*place.identifiers, *(() if place.geometry is None else (place.geometry.wkb,)))


def remade(built: BuiltAtlas, stories: Sequence[StoryRecord], decisions: Decisions | None = None) -> BuiltAtlas:
    """Return an atlas as it was, of other stories."""
    return new_atlas(
        stories,
        title=built.atlas.title,
        language=built.look.get("language", ""),
        decisions=built.decisions if decisions is None else decisions,
        look=dict(built.look),
        earlier=built,
    )


def changed_places(built: BuiltAtlas, earlier: BuiltAtlas) -> frozenset[str] | None:
    """Return the slugs of places whose files differ from those that an earlier build made; None where all may.

    The page of a place shows its stories, and the names of the other places of these.
    """
    ours, theirs = built.atlas, earlier.atlas
    same = (ours.title, ours.language, built.look, built.made_by)
    if same != (theirs.title, theirs.language, earlier.look, earlier.made_by):
        return None
    before = {place.slug: place for place in theirs.places}
    stories = {story.story_id: story for story in theirs.stories}
    touched = {story.story_id for story in ours.stories if stories.get(story.story_id) != story}
    named, was_named = _names(ours), _names(theirs)
    touched |= {key.story_id for key in named.keys() | was_named.keys() if named.get(key) != was_named.get(key)}
    return frozenset(
        place.slug
        for place in ours.places
        if before.get(place.slug) != place or any(key.story_id in touched for key in place.members)
    )


def _names(atlas: Atlas) -> dict[MemberKey, tuple[str, str]]:
    return {key: (place.slug, place.name) for place in atlas.places for key in place.members}


def with_stories(built: BuiltAtlas, read: Iterable[StoryRecord]) -> list[StoryRecord]:
    """Return the stories of an atlas with those that were read, each in the place of what it was before.

    A story is known again by where it was read from, by its address, or by title, date and places. Who brings in an
    article does not say where its page is: it stays where it was.
    """
    stories = {story.story_id: story for story in built.atlas.stories}
    by_source = {story.source: story.story_id for story in built.atlas.stories}
    by_address = {story.address: story.story_id for story in built.atlas.stories if is_web_address(story.address)}
    by_look = {_look(story): story.story_id for story in built.atlas.stories}
    for story in read:
        known = by_source.get(story.source) or by_address.get(story.address) or by_look.get(_look(story))
        before = stories[known] if known else story
        address = story.address or before.address
        stories[before.story_id] = replace(story, story_id=before.story_id, address=address)
    return list(stories.values())


def _look(story: StoryRecord) -> tuple[str, str, frozenset[str]]:
    return story.title, story.date, frozenset(place.place_id for place in story.places)


def without_stories(built: BuiltAtlas, names: Sequence[str], folder: Path) -> list[StoryRecord]:
    """Return the stories of an atlas but for those that `names` are: ids, or paths from which they were read.

    Raises StorymapError for each name that is of no story.
    """
    gone: set[str] = set()
    problems: list[Problem] = []
    for name in names:
        source = source_from(Path(name), name, folder)
        found = {
            story.story_id
            for story in built.atlas.stories
            if story.story_id == name or story.source == source or story.source.startswith((f"{source}/", f"{source}#"))
        }
        if not found:
            ids = [story.story_id for story in built.atlas.stories]
            listed = ", ".join(ids[:_MOST_NAMED]) + ("…" if len(ids) > _MOST_NAMED else "")
            problems.append(Problem(printable(name), "the atlas has no such story", f"its stories are {listed}"))
        gone |= found
    if problems:
        raise StorymapError(problems)
    return [story for story in built.atlas.stories if story.story_id not in gone]


def unknown_decisions(built: BuiltAtlas, where: str) -> list[Problem]:
    """Return a warning for each decision about a place that the atlas does not have: `where` is their file."""
    known = {MemberKey(story.story_id, place.place_id) for story in built.atlas.stories for place in story.places}
    decided = [*(key for group in built.decisions.same for key in group)]
    decided += [key for pair in built.decisions.different for key in pair]
    slugs = {place.slug for place in built.atlas.places}
    missing = sorted({str(key) for key in decided if key not in known})
    missing += sorted(slug for slug in built.decisions.names if slug not in slugs)
    remedy = "write places as storymap atlas check does"
    return [Problem(where, f'the atlas has no place "{printable(one, 80)}"', remedy, "warning") for one in missing]
