"""What would change on the web: a published story beside the one that would take its place, as readers see them.

Both are what `story.json` has. That of a published folder is somebody's file: what in it is not as it should be counts
as not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

from storymap.server.contract.state import WebChange
from storymap.server.published_words import block_in_words, frame_in_words, geometry_in_words, in_words, view_in_words

_What = Literal["text", "place", "view", "picture", "title", "file"]
_LEADING = ("kicker", "headline", "standfirst")
# The members of the article, and how the editor names them.
_FIELDS = {
    "kicker": "kicker",
    "title": "title",
    "subtitle": "standfirst",
    "byline": "byline",
    "date": "date",
    "credit": "credit",
    "source_url": "source",
    "language": "language",
}
_MEMBERS = ("name", "aliases", "layer", "note", "url", "role")
_IMAGE = ("alt", "caption", "credit")
_MOST_CHANGES = 1_000
# Beyond this many blocks the longest run is no longer looked for: it would take minutes.
_MOST_COMPARED = 4_000
# How far ahead a block is looked for that has been changed.
_MOST_NEAR = 8


def web_changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[WebChange]:
    """Return what differs between a published story and a newer one, in the order of the page: at most 1,000 changes.

    Without an `older` story ({}) all of the newer one is added.
    """
    found = _changes(older, newer)
    return [change for change, _ in zip(found, range(_MOST_CHANGES), strict=False)]


def _changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Iterator[WebChange]:
    before, after = _mapping(older, "article"), _mapping(newer, "article")
    for member, field in _FIELDS.items():
        yield from _change("title", "", field, in_words(before.get(member)), in_words(after.get(member)))
    yield from _text_changes(_body(before), _body(after))
    yield from _place_changes(_places(older), _places(newer))
    frames = (frame_in_words(older.get("frame")), frame_in_words(newer.get("frame")))
    yield from _change("view", "", "frame", *frames)
    yield from _context_changes(older, newer)


def _change(what: _What, name: str, member: str, before: str, after: str) -> Iterator[WebChange]:
    """Yield the change between two texts, if they differ."""
    if before != after:
        kind: Literal["added", "removed", "changed"] = (
            "changed" if before and after else "added" if after else "removed"
        )
        yield {"kind": kind, "what": what, "name": name, "member": member, "before": before, "after": after}


def _body(article: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the blocks below those that say the fields again."""
    return [block for block in _list(article, "blocks") if block.get("kind") not in _LEADING]


def _text_changes(older: Sequence[Mapping[str, Any]], newer: Sequence[Mapping[str, Any]]) -> Iterator[WebChange]:
    before, after = [block_in_words(block) for block in older], [block_in_words(block) for block in newer]
    if max(len(before), len(after)) > _MOST_COMPARED:
        pairs = list(zip_longest(range(len(before)), range(len(after))))
    else:
        pairs = list(_pairs(before, after))
    for one, other in pairs:
        old = older[one] if one is not None else {}
        new = newer[other] if other is not None else {}
        is_picture = "image" in (old.get("kind"), new.get("kind"))
        what: _What = "picture" if is_picture else "text"
        texts = (before[one] if one is not None else "", after[other] if other is not None else "")
        yield from _change(what, "", "", *texts)
        if old and new:
            yield from _change("view", texts[1], "", view_in_words(old.get("view")), view_in_words(new.get("view")))
        elif new.get("view"):
            yield from _change("view", texts[1], "", "", view_in_words(new.get("view")))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which block was which: those that are the same, and between them one after the other."""
    for _, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from _likeliest(before, after, range(start, end), range(begin, stop))


def _likeliest(
    before: Sequence[str], after: Sequence[str], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of blocks of a part that differs: those that have most of their words in common, in order."""
    at = olds.start
    for new in news:
        taken = next((old for old in olds[at - olds.start :][:_MOST_NEAR] if _are_like(before[old], after[new])), None)
        if taken is not None:
            yield from ((old, None) for old in range(at, taken))
            at = taken + 1
        yield taken, new
    yield from ((old, None) for old in range(at, olds.stop))


def _are_like(one: str, other: str) -> bool:
    if one == other:
        return True
    words, others = one.split(), other.split()
    common = sum(block.size for block in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks())
    return 2 * common >= max(1, min(len(words), len(others)))


def _place_changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Iterator[WebChange]:
    for place_id in dict.fromkeys((*newer, *older)):
        before, after = older.get(place_id), newer.get(place_id)
        if before is None or after is None:
            texts = ["" if place is None else _place_in_words(place) for place in (before, after)]
            yield from _change("place", in_words(_mapping(after or before, "properties").get("name")), "", *texts)
        else:
            yield from _member_changes(before, after)


def _member_changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Iterator[WebChange]:
    before, after = _mapping(older, "properties"), _mapping(newer, "properties")
    name = in_words(after.get("name"))
    for member in _MEMBERS:
        yield from _change("place", name, member, in_words(before.get(member)), in_words(after.get(member)))
    for member in _IMAGE:
        texts = (in_words(_mapping(image, "image").get(member)) for image in (before, after))
        yield from _change("picture", name, member, *texts)
    texts = (geometry_in_words(place.get("geometry")) for place in (older, newer))
    yield from _change("place", name, "geometry", *texts)


def _place_in_words(place: Mapping[str, Any]) -> str:
    """Return a place on one line: name, layer, where it is."""
    properties = _mapping(place, "properties")
    parts = (
        in_words(properties.get("name")),
        in_words(properties.get("layer")),
        geometry_in_words(place.get("geometry")),
    )
    return " · ".join(filter(None, parts))


def _context_changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Iterator[WebChange]:
    before, after = (_features(_mapping(story, "context")) for story in (older, newer))
    if before != after:
        texts = (
            ", ".join(dict.fromkeys(filter(None, map(_name, features)))) or str(len(features))
            for features in (before, after)
        )
        yield {
            "kind": "changed",
            "what": "file",
            "name": "",
            "member": "context",
            "before": next(texts),
            "after": next(texts),
        }


def _name(feature: Mapping[str, Any]) -> str:
    return in_words(_mapping(feature, "properties").get("name"))


def _places(story: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(feature.get("id")): feature for feature in _features(_mapping(story, "places"))}


def _features(collection: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _list(collection, "features")


def _mapping(data: Any, member: str) -> Mapping[str, Any]:
    value = data.get(member) if isinstance(data, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _list(data: Mapping[str, Any], member: str) -> list[Mapping[str, Any]]:
    value = data.get(member)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
