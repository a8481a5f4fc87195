"""The picture in words, for those who do not see it."""

from __future__ import annotations

from itertools import islice

from storymap.model import Story
from storymap.rendering.numbering import Roster

_MOST = 30


def picture_title(roster: Roster) -> str:
    """Return what kind of picture it is."""
    return roster.words.say("staticMap")


def picture_description(story: Story, roster: Roster) -> str:
    """Return the places on the picture by number and name, the first thirty of them."""
    words = roster.words
    names = story.places["name"].tolist()
    located = (place_id for place_id in roster.number if place_id in roster.located)
    shown = [
        words.say("marker", number=roster.number[place_id], name=" ".join(names[roster.row(place_id)].split()))
        for place_id in islice(located, _MOST + 1)
    ]
    if len(shown) > _MOST:
        return words.say("viewNow", places=", ".join([*shown[:_MOST], "…"]))
    return words.say("viewNow", places=words.list(shown))
