"""Doubts as a person reads them: what speaks for either, and the lines of `atlas.toml` that decide."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from storymap.atlas.records import Atlas, Doubt, MemberKey, StoryPlace, StoryRecord
from storymap.errors import printable
from storymap.geometry.anchors import anchor

_LONGEST = 100  # code points: of a sentence


def doubt_lines(atlas: Atlas) -> Iterator[str]:
    """Yield the lines that say what is doubtful, a blank one between two doubts."""
    known = _known(atlas)
    for number, doubt in enumerate(atlas.doubts):
        if number:
            yield ""
        (_, one), (_, other) = known[doubt.one], known[doubt.other]
        names = " / ".join(dict.fromkeys(printable(place.name, 80) for place in (one, other)))
        yield f"{names}: {doubt.why}"
        for key in (doubt.one, doubt.other):
            yield from _member_lines(key, *known[key])
        now, then = ("one place", "two") if doubt.are_joined else ("two places", "one")
        yield f"  They are {now} now. If they are {then}, write:"
        yield from (f"    {line}" for line in decision(doubt).splitlines())


def decision(doubt: Doubt) -> str:
    """Return the lines of `atlas.toml` that decide otherwise than it is now."""
    table = "different" if doubt.are_joined else "same"
    return f'[[{table}]]\nplaces = ["{doubt.one}", "{doubt.other}"]\n'


def doubts_data(atlas: Atlas) -> str:
    """Return the doubts as JSON, an object a line."""
    known = _known(atlas)
    lines = ",\n".join(
        json.dumps(
            {
                "why": doubt.why,
                "are_joined": doubt.are_joined,
                "places": [_data(key, *known[key]) for key in (doubt.one, doubt.other)],
            },
            ensure_ascii=False,
        )
        for doubt in atlas.doubts
    )
    return f"[\n{lines}\n]" if lines else "[]"


def _known(atlas: Atlas) -> dict[MemberKey, tuple[StoryRecord, StoryPlace]]:
    return {
        MemberKey(story.story_id, place.place_id): (story, place) for story in atlas.stories for place in story.places
    }


def _member_lines(key: MemberKey, story: StoryRecord, place: StoryPlace) -> Iterator[str]:
    at = _position(place)
    where = "not located" if at is None else f"{at[0]:.4f}, {at[1]:.4f}"
    said = [printable(place.name, 80), where, *([place.kind] if place.kind else []), *place.identifiers]
    yield f"  {key}: {', '.join(printable(word, 80) for word in said)}"
    title = printable(story.title, 80)
    sentence = f': "{printable(place.sentences[0].text, _LONGEST)}"' if place.sentences else ""
    yield f"    {title}{f' ({story.date})' if story.date else ''}{sentence}"


def _position(place: StoryPlace) -> tuple[float, float] | None:
    """Return where a place is: latitude and longitude, as people say it."""
    if place.geometry is None or place.geometry.is_empty:
        return None
    point = anchor(place.geometry)
    return round(point.y, 6), round(point.x, 6)


def _data(key: MemberKey, story: StoryRecord, place: StoryPlace) -> dict[str, Any]:
    at = _position(place)
    return {
        "key": str(key),
        "name": place.name,
        "at": None if at is None else [at[1], at[0]],
        "kind": place.kind,
        "identifiers": list(place.identifiers),
        "story": story.title,
        "date": story.date,
        "source": story.source,
        "sentence": place.sentences[0].text if place.sentences else "",
    }
