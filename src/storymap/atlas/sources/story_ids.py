"""Ids of stories: what their folder or file is called, with the folders above it where several are called the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from storymap.atlas.records import StoryRecord
from storymap.atlas.sources.read_story import ReadStory
from storymap.reading.slugs import UniqueSlugs, slugify


def with_ids(
    stories: Iterable[ReadStory], known: Mapping[str, str] | None = None, taken_by_others: Collection[str] = ()
) -> tuple[StoryRecord, ...]:
    """Return the stories with their ids, in the order of the ids.

    `known` are the ids of an earlier build, by `source`: a story keeps its own. No other gets one that is
    `taken_by_others`. The ids do not depend on the order in which stories are given.
    """
    in_order = sorted(stories, key=lambda story: story.key)
    ids: dict[int, str] = {}
    taken = set[str]()
    for at, story in enumerate(in_order):
        earlier = (known or {}).get(story.record.source, "")
        if earlier and earlier not in taken:
            ids[at] = earlier
            taken.add(earlier)
    taken |= set(taken_by_others)
    fresh = [at for at in range(len(in_order)) if at not in ids]
    ids |= _fresh_ids([in_order[at].names for at in fresh], fresh, taken)
    return tuple(
        sorted((_named(story.record, ids[at]) for at, story in enumerate(in_order)), key=lambda record: record.story_id)
    )


def _named(record: StoryRecord, story_id: str) -> StoryRecord:
    # Quicker than dataclasses.replace, of which there may be a million.
    return StoryRecord(
        story_id,
        record.title,
        record.address,
        record.date,
        record.byline,
        record.language,
        record.places,
        record.source,
        record.mark,
    )


def _fresh_ids(names: Sequence[tuple[str, ...]], numbers: Sequence[int], taken: set[str]) -> dict[int, str]:
    """Return ids that nobody has yet: of those that would be the same each gets one more folder, until they differ."""
    ids: dict[int, str] = {}
    waiting = list(range(len(names)))
    depth = 1
    while waiting and depth <= max(len(names[at]) for at in waiting):
        by_slug: defaultdict[str, list[int]] = defaultdict(list)
        for at in waiting:
            by_slug[slugify("-".join(reversed(names[at][:depth])))].append(at)
        waiting = []
        for slug, same in by_slug.items():
            if len(same) == 1 and slug not in taken:
                ids[numbers[same[0]]] = slug
            else:
                waiting += same
        taken |= set(by_slug)
        depth += 1
    slugs = UniqueSlugs(taken)
    for at in sorted(waiting):
        ids[numbers[at]] = slugs.take(slugify(names[at][0]))
    return ids
