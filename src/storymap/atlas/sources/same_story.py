"""Sources that are one story: a folder and its published folder, a feed's entry and the story that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from storymap.atlas.records import StoryPlace, StoryRecord
from storymap.atlas.sources.read_story import ReadStory
from storymap.errors import Problem
from storymap.folding.for_matching import fold_name
from storymap.urls import is_web_address

# What readers see goes before what will be published some day, and that before what others say of it.
_RANK: Final = {"published": 0, "article": 1, "data": 2, "feed": 3}
_ALIKE: Final = 0.5  # of the shorter text's paragraphs


def each_once(stories: Iterable[ReadStory], problems: list[Problem]) -> list[ReadStory]:
    """Return each story once, in the order of where they were read from. What was left out is told as a note.

    Two are one if they have the same address, unless both are articles with titles of their own; or the same title,
    and half of their paragraphs.
    """
    in_order = sorted(stories, key=lambda story: story.key)
    groups: dict[int, int] = {}
    for one, other in (*_same_address(in_order), *_same_text(in_order)):
        first, second = sorted((_root(groups, one), _root(groups, other)))
        if first != second:
            groups[second] = first
    together: defaultdict[int, list[ReadStory]] = defaultdict(list)
    for at, story in enumerate(in_order):
        together[_root(groups, at)].append(story)
    return [_one(group, problems) for group in together.values()]


def _root(groups: dict[int, int], at: int) -> int:
    while at in groups:
        at = groups[at]
    return at


def _same_address(stories: Sequence[ReadStory]) -> Iterable[tuple[int, int]]:
    first: dict[tuple[str, str], int] = {}
    for at, story in enumerate(stories):
        address = story.record.address
        if not is_web_address(address):
            continue
        page = address.partition("#")[0].removesuffix("index.html").rstrip("/")
        # Several articles may be from one source; a page is one.
        title = fold_name(story.record.title) if story.kind == "article" else ""
        for key in ((page, title), (page, "")) if title else ((page, ""),):
            if key in first and (not title or key[1] or stories[first[key]].kind != "article"):
                yield first[key], at
            first.setdefault(key, at)


def _same_text(stories: Sequence[ReadStory]) -> Iterable[tuple[int, int]]:
    by_title: defaultdict[str, list[int]] = defaultdict(list)
    for at, story in enumerate(stories):
        if story.texts:
            by_title[fold_name(story.record.title)].append(at)
    for same in by_title.values():
        seen: dict[bytes, list[int]] = {}
        for at in same:
            texts = stories[at].texts
            counts: defaultdict[int, int] = defaultdict(int)
            for text in texts:
                for other in seen.get(text, ())[:20]:
                    counts[other] += 1
                seen.setdefault(text, []).append(at)
            for other, count in sorted(counts.items()):
                # The title is a paragraph of both.
                shorter = max(min(len(texts), len(stories[other].texts)) - 1, 1)
                if count - 1 >= _ALIKE * shorter:
                    yield other, at


def _one(group: Sequence[ReadStory], problems: list[Problem]) -> ReadStory:
    if len(group) == 1:
        return group[0]
    best, *others = sorted(group, key=lambda story: _RANK[story.kind])
    for other in others:
        what = f"it is the same story as {best.shown}, and is taken once"
        problems.append(Problem(other.shown, what, severity="note"))
    named = next((story for story in group if story.kind == "article"), best)
    record = replace(best.record, address=_address([best, *others]), source=named.record.source)
    return replace(named, record=_with_identifiers(record, others), kind=best.kind, shown=best.shown)


def _address(group: Sequence[ReadStory]) -> str:
    """Return the address of a page on the web, else a path to one."""
    addresses = [story.record.address for story in group if story.record.address]
    return next((one for one in addresses if is_web_address(one)), addresses[0] if addresses else "")


def _with_identifiers(record: StoryRecord, others: Iterable[ReadStory]) -> StoryRecord:
    """Return a story with what the others know of its places: a published folder may say less than its source."""
    known: dict[str, StoryPlace] = {}
    for other in others:
        for place in other.record.places:
            known.setdefault(place.place_id, place)
    return replace(record, places=tuple(_with_identity(place, known.get(place.place_id)) for place in record.places))


def _with_identity(place: StoryPlace, other: StoryPlace | None) -> StoryPlace:
    if other is None or other.name != place.name:
        return place
    identifiers = tuple(sorted({*place.identifiers, *other.identifiers}))
    return replace(place, identifiers=identifiers, kind=place.kind or other.kind)
